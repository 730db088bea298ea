import SiteModel

/// The name of a conflict, equal on all devices: kind, field and the losing operation.
package struct ConflictID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        /// Two values of one field, two whole texts, or two nodes of one name.
        case value
        /// A move that was skipped, or that replaced a concurrent one.
        case move
        /// A delete that a concurrent edit made void.
        case revived
    }

    package let kind: Kind
    /// A field's name, a text's key, or empty.
    package let field: String
    package let loser: OperationID

    package init(kind: Kind, field: String, loser: OperationID) {
        self.kind = kind
        self.field = field
        self.loser = loser
    }

    /// `kind/field/replica:seq`; the field is free of `/` only by custom, so it is read from both ends.
    package var description: String { "\(kind.rawValue)/\(field)/\(loser)" }

    /// Parses `description`.
    package init?(_ text: String) {
        guard let first = text.firstIndex(of: "/"), let last = text.lastIndex(of: "/"),
            first < last,
            let kind = Kind(rawValue: String(text[..<first])),
            let loser = OperationID(text[text.index(after: last)...])
        else { return nil }
        self.init(kind: kind, field: String(text[text.index(after: first)..<last]), loser: loser)
    }

    package static func < (a: ConflictID, b: ConflictID) -> Bool {
        if a.loser != b.loser { return a.loser < b.loser }
        return a.kind != b.kind ? a.kind.rawValue < b.kind.rawValue : a.field < b.field
    }
}

/// One side of a conflict.
package struct ConflictSide: Hashable, Sendable {
    package let operation: OperationID
    /// The value as text; nil for "absent".
    package let value: String?

    package init(operation: OperationID, value: String?) {
        self.operation = operation
        self.value = value
    }
}

/// An open conflict: a function of the log, the same on every device.
package struct Conflict: Hashable, Sendable {
    package let id: ConflictID
    package let node: NodeID
    /// What both sides started from, where one value is known.
    package let base: String?
    /// The side that shows.
    package let shown: ConflictSide
    /// The side that lost.
    package let lost: ConflictSide
    /// Further live values, in replay order.
    package let others: [ConflictSide]
    /// Of a conflict as it is asked about (``HistoryEngine/askedConflicts``): the others that a choice settles with it.
    package let alike: [ConflictID]

    package init(
        id: ConflictID, node: NodeID, base: String?, shown: ConflictSide, lost: ConflictSide,
        others: [ConflictSide], alike: [ConflictID] = []
    ) {
        self.id = id
        self.node = node
        self.base = base
        self.shown = shown
        self.lost = lost
        self.others = others
        self.alike = alike
    }

    /// Whether an id names it, or one that is settled with it.
    package func isNamed(by id: ConflictID) -> Bool { self.id == id || alike.contains(id) }

    /// (ours, theirs) as a device that wrote as `replicas` sees them: ours is its own side, else the shown one.
    package func sides(ownedBy replicas: Set<ReplicaID>) -> (
        ours: ConflictSide, theirs: ConflictSide
    ) {
        replicas.contains(lost.operation.replica) && !replicas.contains(shown.operation.replica)
            ? (lost, shown) : (shown, lost)
    }

    /// The side that an operation wrote; nil for one that wrote none of them.
    package func side(of operation: OperationID) -> ConflictSide? {
        ([shown, lost] + others).first { $0.operation == operation }
    }
}

/// A deletion that stands: what the trash shows.
package struct TrashEntry: Hashable, Sendable {
    package let node: NodeID
    /// The standing deletes of this very node.
    package let deletes: [OperationID]
    package let content: NodeContent
    /// What to call it: a section's name, a page's path, or its tag.
    package let name: String

    package init(node: NodeID, deletes: [OperationID], content: NodeContent, name: String) {
        self.node = node
        self.deletes = deletes
        self.content = content
        self.name = name
    }
}
