/// One value on the heap, shared by copies until one of them changes it: an optional box is one word.
struct CopyOnWriteBox<Value> {
    /// Exactly one element: an array is the copy-on-write reference of the language.
    private var storage: [Value]

    init(_ value: Value) { storage = [value] }

    var value: Value {
        get { storage[0] }
        _modify { yield &storage[0] }
    }
}

extension CopyOnWriteBox: Sendable where Value: Sendable {}
