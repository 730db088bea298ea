/// A site as it is shown now: a tree of nodes, and the bytes they were imported from.
package struct Site: Sendable {
    /// The root node's id is the site's.
    package let id: NodeID
    /// Every living node by id, the root among them.
    package var nodes: PersistentMap<NodeID, Node>
    /// Imported bytes by their digest; immutable.
    package var blobs: [Digest: [UInt8]]

    /// A site with nothing in it.
    package init(id: NodeID) {
        self.id = id
        nodes = [id: Node(id: id, content: NodeContent(kind: .site))]
        blobs = [:]
    }

    package subscript(_ id: NodeID) -> Node? { nodes[id] }

    /// The root node.
    package var root: Node {
        guard let root = nodes[id] else { preconditionFailure("a site without its root node") }
        return root
    }

    package var title: String { root.fields[.title]?.plain ?? "" }
    package var slug: String { root.fields[.slug]?.plain ?? "" }
    package var defaultLocale: String { root.fields[.defaultLocale]?.plain ?? "en" }

    /// The default locale first, then the others in the order they were added.
    package var locales: [String] {
        let others = (root.fields[.locales]?.plain ?? "").split(separator: " ").map(String.init)
        return [defaultLocale] + others.filter { $0 != defaultLocale }
    }

    package var pages: [Node] { children(of: id).filter { $0.kind == .page } }
    package var assets: [Node] { children(of: id).filter { $0.kind == .asset } }

    /// The sections of a page, without what stands between them.
    package func sections(of page: NodeID) -> [Node] {
        children(of: page).filter { $0.kind == .section }
    }

    package func children(of node: NodeID) -> [Node] {
        (nodes[node]?.children ?? []).compactMap { nodes[$0] }
    }

    /// The node and all below it, in document order.
    package func subtree(of node: NodeID) -> [Node] {
        var found: [Node] = []
        var stack = [node]
        while let next = stack.popLast() {
            guard let node = nodes[next] else { continue }
            found.append(node)
            stack.append(contentsOf: node.children.reversed())
        }
        return found
    }

    /// The nearest of the node and its ancestors that has the kind.
    package func enclosing(_ kind: NodeKind, of node: NodeID) -> Node? {
        var next = nodes[node]
        while let here = next {
            if here.kind == kind { return here }
            next = here.parent.flatMap { nodes[$0] }
        }
        return nil
    }

    /// A text of a node in a locale, else in the default one; with inline marks.
    package func text(of node: NodeID, _ field: String = "text", locale: String) -> String? {
        guard let node = nodes[node] else { return nil }
        return node.texts[TextKey(field, locale)] ?? node.texts[TextKey(field, defaultLocale)]
            ?? node.texts[TextKey(field, "")]
    }
}

extension String {
    /// Without the marks of inline tags: what a person reads.
    package var withoutInlineMarks: String {
        guard unicodeScalars.contains(where: InlineTag.isMark) else { return self }
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: unicodeScalars.lazy.filter { !InlineTag.isMark($0) })
        return String(plain)
    }
}
