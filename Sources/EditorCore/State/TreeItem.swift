import SiteModel

/// What a row of the tree stands for; keeps its meaning when the document changes.
package enum TreeItem: Hashable, Sendable {
    case page(NodeID)
    case section(NodeID)
    case element(NodeID)
    /// A text of a node: `text` of a text node, `title` or `description` of a page.
    case text(NodeID, field: String)
    case attribute(NodeID, name: String)
    /// A style sheet.
    case asset(NodeID)
    /// Bytes that are kept and not understood, or refused.
    case raw(NodeID)

    package var node: NodeID {
        switch self {
        case .page(let node), .section(let node), .element(let node), .text(let node, _),
            .attribute(let node, _),
            .asset(let node), .raw(let node):
            node
        }
    }

    /// Whether Enter edits it.
    package var isEditable: Bool {
        switch self {
        case .text, .attribute: true
        default: false
        }
    }
}

/// One row of the tree.
package struct TreeRow: Hashable, Sendable {
    package enum Fold: Hashable, Sendable { case none, folded, unfolded }

    package let item: TreeItem
    /// 0 for pages.
    package let depth: Int
    package let fold: Fold
    /// What it is called: a section's name, a tag, an attribute's name.
    package let label: String
    /// What it says: a text's words, an attribute's value.
    package let detail: String
    package let hasConflict: Bool
    /// Whether something in it waits to be sent.
    package let isUnsent: Bool
}
