import SiteHistory
import SiteModel

extension NaiveOracle {
    /// The living document.
    package var site: Site {
        var site = Site(id: root)
        site.blobs = blobs
        site.nodes = [:]
        var waiting = [root]
        while let next = waiting.popLast() {
            guard let shown = shownNode(next) else { continue }
            site.nodes[next] = shown
            waiting += shown.children
        }
        return site
    }

    private func shownNode(_ id: NodeID) -> Node? {
        guard let known = nodes[id] else { return nil }
        var node = Node(
            id: id, content: known.content, order: known.order, placed: known.placed,
            parent: known.parent)
        node.children = children(of: id).filter(isAlive)
        for (name, live) in known.registers { node.fields[name] = live.last?.value }
        node.attributeOrder = known.attributeOrder
        node.classes = known.classes.map(\.name)
        for ref in texts.keys where ref.node == id { node.texts[ref.key] = shownText(ref) }
        return node
    }

    /// Standing deletes by node; several deletes of one node in replay order.
    package var trash: [TrashEntry] {
        let standing = deletes.filter { $0.stands && !isPurged($0.node) }
        return Set(standing.map(\.node)).sorted().compactMap { id in
            guard let node = nodes[id] else { return nil }
            let own = standing.filter { $0.node == id }.map(\.operation)
            return TrashEntry(node: id, deletes: own, content: node.content, name: trashName(node))
        }
    }

    /// The first name the node asks for, else its tag or kind: trashed nodes hold no name.
    private func trashName(_ node: OracleNode) -> String {
        let asked = [FieldName.name, .path, .file, .label].lazy.compactMap {
            node.shown($0)?.value?.plain
        }.first
        return asked ?? (node.content.tag.isEmpty ? node.content.kind.rawValue : node.content.tag)
    }
}
