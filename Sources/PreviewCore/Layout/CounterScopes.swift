/// The counters of style (CSS Lists Level 3), each a stack of scopes.
struct CounterScopes {
    private var scopes: [NameKey: [(depth: Int, value: Int)]] = [:]

    /// An element's changes, in the order resets, then increments.
    mutating func enter(_ style: ComputedStyle, depth: Int) {
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
        stack.append((depth, change.number))
        scopes[change.name] = stack
    }

    /// The children of an element at `depth` are done: their scopes end.
    mutating func leave(depth: Int) {
        for (name, stack) in scopes where (stack.last?.depth ?? 0) > depth {
            scopes[name] = stack.filter { $0.depth <= depth }
        }
    }

    func text(_ name: NameKey, _ separator: String?) -> String {
        let values = (scopes[name] ?? []).map { String($0.value) }
        guard let separator else { return values.last ?? "0" }
        return values.isEmpty ? "0" : values.joined(separator: separator)
    }
}
