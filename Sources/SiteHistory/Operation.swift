import SiteModel

/// A place in a parent's list of children: right of the slot that the operation `anchor` made, or first.
package struct Place: Hashable, Sendable {
    package var parent: NodeID
    /// The operation that placed the left neighbour; nil for the start of the list.
    package var anchor: OperationID?

    package init(parent: NodeID, anchor: OperationID?) {
        self.parent = parent
        self.anchor = anchor
    }
}

/// A node's birth: everything about it that one operation carries.
package struct Creation: Hashable, Sendable {
    package var node: NodeID
    package var place: Place
    package var content: NodeContent
    /// In the order attributes are written.
    package var fields: [FieldAssignment]
    package var classes: [String]
    /// Sorted by key.
    package var texts: [TextAssignment]

    package init(
        node: NodeID, place: Place, content: NodeContent, fields: [FieldAssignment] = [],
        classes: [String] = [],
        texts: [TextAssignment] = []
    ) {
        self.node = node
        self.place = place
        self.content = content
        self.fields = fields
        self.classes = classes
        self.texts = texts
    }
}

package struct FieldAssignment: Hashable, Sendable {
    package var name: FieldName
    package var value: FieldValue

    package init(_ name: FieldName, _ value: FieldValue) {
        self.name = name
        self.value = value
    }
}

package struct TextAssignment: Hashable, Sendable {
    package var key: TextKey
    package var text: InitialText

    package init(_ key: TextKey, _ text: InitialText) {
        self.key = key
        self.text = text
    }
}

/// One change, as its author made it. Its id is its batch's replica and its place in the batch.
package enum Operation: Hashable, Sendable {
    case create(Creation)
    /// `from` is the operation that placed the node as the author saw it.
    case move(node: NodeID, to: Place, from: OperationID)
    case delete(node: NodeID)
    /// Voids the deletes named in `of` and places the node.
    case restore(node: NodeID, to: Place, of: [OperationID])
    /// Replaces the live values written by `over`; a nil value is "absent". `was` is what the author saw.
    case set(
        node: NodeID, name: FieldName, value: FieldValue?, over: [OperationID], was: FieldValue?)
    case addClass(node: NodeID, name: String)
    case removeClass(node: NodeID, name: String)
    /// Positions and lengths in Unicode scalars.
    case insert(TextRef, at: Int, text: String)
    case remove(TextRef, at: Int, count: Int)
    /// Takes back an own delete of text.
    case cancel(TextRef, delete: OperationID)
    /// Immutable bytes that nodes' spans point into.
    case blob(Digest, [UInt8])
    /// Closes conflicts. What the choice changes is said by other operations of the same batch.
    case resolve(conflicts: [ConflictID], choice: String)
    /// Undoes a `resolve`, or a `set` that resolved a value conflict.
    case reopen(OperationID)
    /// A conflict that a merge made before its result was written anew (a rebase), as a row of its own.
    case conflict(Conflict)
    /// Its batch stands for the one that ends a chain there, an own one written anew: the server takes neither that one nor
    /// another that stands for it.
    case retire(ChainEnd)
    /// How a log that was lost and given back is numbered now. Only servers write it.
    case lineage(Lineage)
    /// The node goes for good, with all in it: `of` are the deletes of it that stand. Only servers write it.
    case purge(node: NodeID, of: [OperationID])
    /// From a newer program: what it names is frozen here.
    case unknown(kind: UInt64, nodes: [NodeID], payload: [UInt8])
}

extension Operation {
    /// The node it changes; nil for blobs and what concerns conflicts.
    package var node: NodeID? {
        switch self {
        case .create(let creation): creation.node
        case .move(let node, _, _), .delete(let node), .restore(let node, _, _),
            .set(let node, _, _, _, _),
            .addClass(let node, _), .removeClass(let node, _), .purge(let node, _):
            node
        case .insert(let ref, _, _), .remove(let ref, _, _), .cancel(let ref, _): ref.node
        case .conflict(let conflict): conflict.node
        case .blob, .resolve, .reopen, .retire, .lineage, .unknown: nil
        }
    }

    /// The text it edits.
    package var text: TextRef? {
        switch self {
        case .insert(let ref, _, _), .remove(let ref, _, _), .cancel(let ref, _): ref
        default: nil
        }
    }

    /// One word for people: `text`, `attribute`, `move` …
    package var word: String {
        switch self {
        case .create: "create"
        case .move: "move"
        case .delete: "delete"
        case .restore: "restore"
        case .set: "attribute"
        case .addClass, .removeClass: "class"
        case .insert, .remove, .cancel: "text"
        case .blob: "bytes"
        case .resolve: "resolve"
        case .reopen: "choice"
        case .conflict: "conflict"
        case .retire, .lineage: "history"
        case .purge: "purge"
        case .unknown: "unknown"
        }
    }
}
