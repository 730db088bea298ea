/// One value on the heap, shared by copies until one of them changes it: an optional box is one word.
///
/// `public` for the reason that ``PersistentMap`` is.
public struct CopyOnWriteBox<Value> {
    /// Its header is read in place: what an array or a class holds is copied, or watched, at every look.
    @usableFromInline var storage: ManagedBuffer<Value, Void>

    @inlinable public init(_ value: Value) {
        storage = .create(minimumCapacity: 0) { _ in value }
    }

    @inlinable public var value: Value {
        _read { yield storage.header }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { self = CopyOnWriteBox(storage.header) }
            yield &storage.header
        }
    }
}

extension CopyOnWriteBox: Equatable where Value: Equatable {
    @inlinable public static func == (a: CopyOnWriteBox, b: CopyOnWriteBox) -> Bool {
        a.storage === b.storage || a.value == b.value
    }
}

extension CopyOnWriteBox: Hashable where Value: Hashable {
    @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// What is shared is only read.
extension CopyOnWriteBox: @unchecked Sendable where Value: Sendable {}
