/// The counters of style (CSS Lists Level 3), each a stack of scopes.
struct CounterScopes {
    private struct Scope: Equatable {
        var depth: Int
        var value: Int
    }

    private var scopes: [NameKey: [Scope]] = [:]
    /// Whether a counter was set, raised or read.
    private(set) var isTouched = false

    /// The same counters, as if nobody had touched them yet.
    var untouched: CounterScopes {
        var copy = self
        copy.isTouched = false
        return copy
    }

    /// Whether both would answer alike.
    func agrees(with other: CounterScopes) -> Bool { scopes == other.scopes }

    /// An element's changes, in the order resets, then increments.
    mutating func enter(_ style: ComputedStyle, depth: Int) {
        guard !style.counterReset.isEmpty || !style.counterIncrement.isEmpty else { return }
        isTouched = true
        for change in style.counterReset { reset(change, depth) }
        for change in style.counterIncrement {
            if scopes[change.name]?.isEmpty ?? true {
                reset(CounterChange(name: change.name, number: 0), depth)
            }
            guard var stack = scopes[change.name], let last = stack.indices.last else { continue }
            stack[last].value &+= change.number
            scopes[change.name] = stack
        }
    }

    private mutating func reset(_ change: CounterChange, _ depth: Int) {
        var stack = scopes[change.name] ?? []
        if let last = stack.last, last.depth >= depth { stack.removeLast() }
        stack.append(Scope(depth: depth, value: change.number))
        scopes[change.name] = stack
    }

    /// The children of an element at `depth` are done: their scopes end.
    mutating func leave(depth: Int) {
        for (name, stack) in scopes where (stack.last?.depth ?? 0) > depth {
            scopes[name] = stack.filter { $0.depth <= depth }
        }
    }

    mutating func text(_ name: NameKey, _ separator: String?) -> String {
        isTouched = true
        let values = (scopes[name] ?? []).map { String($0.value) }
        guard let separator else { return values.last ?? "0" }
        return values.isEmpty ? "0" : values.joined(separator: separator)
    }
}
