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
    }

    struct Replaced: Sendable {
        let operation: OperationID
        let value: FieldValue?
        let was: FieldValue?
    }

    var live: [Value] = []

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
        /// A restore that had seen it took it back.
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
