import SiteModel

/// One placement of a node in a parent's list of children.
struct Slot: Sendable {
    /// The operation that made it.
    let operation: OperationID
    let node: NodeID
    /// The slots it was made between.
    let left: OperationID?
    let right: OperationID?
}

/// A field's live values in replay order: one, unless concurrent sets disagree; none while it was never set.
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

    var live: [Value] = []
    /// What the sets that were replaced had themselves replaced: a reopened one can be reopened again.
    private var past: [OperationID: [Replaced]] = [:]

    init(live: [Value] = []) { self.live = live }

    /// live := live − over + this; values equal to this collapse into it.
    mutating func set(
        _ value: FieldValue?, over: [OperationID], was: FieldValue?, by operation: OperationID,
        rank: Int
    ) {
        let replaced = live.filter { over.contains($0.operation) }
        for old in replaced where !old.replaced.isEmpty { past[old.operation] = old.replaced }
        live.removeAll { over.contains($0.operation) || $0.value == value }
        live.append(
            Value(
                operation: operation, value: value, was: was,
                replaced: replaced.map {
                    Replaced(
                        operation: $0.operation, value: $0.value, was: $0.was, rank: $0.rank)
                }, rank: rank))
    }

    /// Gives back what a live set replaced, in replay order; false when it is not live.
    mutating func reopen(_ operation: OperationID) -> Bool {
        guard let place = live.firstIndex(where: { $0.operation == operation }) else {
            return false
        }
        let gone = live.remove(at: place)
        live += gone.replaced.map {
            Value(
                operation: $0.operation, value: $0.value, was: $0.was,
                replaced: past[$0.operation] ?? [], rank: $0.rank)
        }
        live.sort { $0.rank < $1.rank }
        return true
    }

    var shown: FieldValue? { live.last?.value ?? nil }
}

/// A class and the operations that added it and were not taken away.
struct ClassEntry: Sendable {
    let name: String
    var adds: [OperationID]
}

/// A delete of a node.
struct DeleteRecord: Sendable {
    enum State: Sendable {
        case stands
        /// A concurrent edit made it void.
        case void
        /// A restore named it.
        case restored
    }

    let operation: OperationID
    var state: State
}

/// What replay knows of a node, living or not.
struct NodeRecord: Sendable {
    let content: NodeContent
    /// Rank among creations; 0 for the root.
    let order: Int
    var parent: NodeID?
    /// The placement that took effect last.
    var placed: OperationID?
    var slots: [Slot] = []
    var registers: [FieldName: Register] = [:]
    var attributeOrder: [String] = []
    var classes: [ClassEntry] = []
    var textKeys: [TextKey] = []
    /// The newest touch of each replica: whoever saw it saw the earlier ones.
    var touches: [ReplicaID: UInt64] = [:]
    var deletes: [DeleteRecord] = []

    var isDeletedItself: Bool { deletes.contains { $0.state == .stands } }

    mutating func noteAttribute(_ name: FieldName) {
        guard let attribute = name.attributeName, !attributeOrder.contains(attribute) else {
            return
        }
        attributeOrder.append(attribute)
    }
}
