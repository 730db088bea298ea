import SiteModel

/// A field's live values in replay order: one, unless concurrent sets disagree; none while it was never set.
///
/// Most fields are as their node's creation made them: one value that replaced nothing. Such a register holds that
/// value and no more.
struct Register: Sendable {
    struct Value: Sendable {
        let operation: OperationID
        let value: FieldValue?
        /// What its author saw before.
        let was: FieldValue?
        /// What it replaced when it took effect, to be reopened.
        let replaced: [Replaced]
        /// Its place in replay order.
        let rank: Int
    }

    struct Replaced: Sendable {
        let operation: OperationID
        let value: FieldValue?
        let was: FieldValue?
        let rank: Int
    }

    /// Everything about a register that was set.
    struct History: Sendable {
        var live: [Value] = []
        /// What the sets that were replaced had themselves replaced: a reopened one can be reopened again.
        var past: [OperationID: [Replaced]] = [:]
    }

    /// A text that a creation gave, while nothing else was ever said.
    struct Initial: Sendable {
        let operation: OperationID
        let text: String
        let rank: Int
    }

    private enum Form: Sendable {
        case initial(Initial)
        case history(CopyOnWriteBox<History>)
    }

    private var form: Form

    init() { form = .history(CopyOnWriteBox(History())) }

    init(_ history: History) { form = .history(CopyOnWriteBox(history)) }

    /// The register of a field that a node is born with.
    init(initial value: FieldValue, by operation: OperationID, rank: Int) {
        if case .text(let text) = value {
            form = .initial(Initial(operation: operation, text: text, rank: rank))
        } else {
            let first = Value(
                operation: operation, value: value, was: nil, replaced: [], rank: rank)
            form = .history(CopyOnWriteBox(History(live: [first])))
        }
    }

    /// Nil once anything else was said.
    var initial: Initial? {
        if case .initial(let initial) = form { return initial }
        return nil
    }

    var history: History {
        switch form {
        case .history(let box): box.value
        case .initial(let initial):
            History(live: [
                Value(
                    operation: initial.operation, value: .text(initial.text), was: nil,
                    replaced: [], rank: initial.rank)
            ])
        }
    }

    var live: [Value] { history.live }

    /// Whether concurrent sets disagree.
    var isContested: Bool {
        if case .history(let box) = form { return box.value.live.count > 1 }
        return false
    }

    var shown: FieldValue? {
        switch form {
        case .history(let box): box.value.live.last?.value ?? nil
        case .initial(let initial): .text(initial.text)
        }
    }

    /// live := live − over + this; values equal to this collapse into it.
    mutating func set(
        _ value: FieldValue?, over: [OperationID], was: FieldValue?, by operation: OperationID,
        rank: Int
    ) {
        var history = history
        let replaced = history.live.filter { over.contains($0.operation) }
        for old in replaced where !old.replaced.isEmpty {
            history.past[old.operation] = old.replaced
        }
        history.live.removeAll { over.contains($0.operation) || $0.value == value }
        history.live.append(
            Value(
                operation: operation, value: value, was: was,
                replaced: replaced.map {
                    Replaced(
                        operation: $0.operation, value: $0.value, was: $0.was, rank: $0.rank)
                }, rank: rank))
        form = .history(CopyOnWriteBox(history))
    }

    /// Gives back what a live set replaced, in replay order; false when it is not live.
    mutating func reopen(_ operation: OperationID) -> Bool {
        var history = history
        guard let place = history.live.firstIndex(where: { $0.operation == operation }) else {
            return false
        }
        let gone = history.live.remove(at: place)
        history.live += gone.replaced.map {
            Value(
                operation: $0.operation, value: $0.value, was: $0.was,
                replaced: history.past[$0.operation] ?? [], rank: $0.rank)
        }
        history.live.sort { $0.rank < $1.rank }
        form = .history(CopyOnWriteBox(history))
        return true
    }
}

/// A node's registers by name, in the order they were first set: few, so that a list is the smallest table.
struct RegisterList: Sendable, Sequence {
    private var entries: [(name: FieldName, register: Register)] = []

    subscript(name: FieldName) -> Register? {
        entries.first { $0.name == name }?.register
    }

    mutating func put(_ register: Register, at name: FieldName) {
        if let place = entries.firstIndex(where: { $0.name == name }) {
            entries[place].register = register
        } else {
            entries.append((name, register))
        }
    }

    mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

    var count: Int { entries.count }
    func makeIterator() -> IndexingIterator<[(name: FieldName, register: Register)]> {
        entries.makeIterator()
    }
}
