import SiteModel

/// The document as it is shown.
extension Replay {
    /// The node as it is shown now; nil when it is not alive. Texts must be settled.
    func shownNode(_ id: NodeID) -> Node? { nodes.number(of: id).flatMap(shownNode) }

    func shownNode(_ number: NodeNumber) -> Node? {
        guard isAlive(number) else { return nil }
        let record = nodes[number]
        let id = record.id
        let parent = nodes.places[number.index].parent
        var node = Node(
            id: id, content: record.content, order: Int(record.order), placed: record.placed,
            parent: parent.isSome ? nodes[parent].id : nil)
        for child in structuralChildren(of: number) where !nodes.places[child.index].isDeleted {
            node.children.append(nodes[child].id)
        }
        node.fields.reserveCapacity(record.registers.count)
        for (name, register) in record.registers {
            if let value = register.shown { node.fields[name] = value }
        }
        node.attributeOrder = record.attributeOrder
        node.classes = record.classes.map(\.name)
        for key in record.textKeys { node.texts[key] = texts[TextRef(id, key)]?.text ?? "" }
        return node
    }

    /// Brings the given nodes of a shown document up to date.
    func refresh(_ ids: Set<NodeID>, in site: inout Site) {
        // A whole site comes at once when its log is read.
        site.nodes.reserveCapacity(min(nodes.count, site.nodes.count + ids.count))
        for id in ids {
            let node = shownNode(id)
            if node == nil { site.nodes.removeValue(forKey: id) } else { site.nodes[id] = node }
        }
    }

    /// The whole document.
    func shownSite() -> Site {
        var site = Site(id: self.site)
        site.nodes.reserveCapacity(nodes.count)
        for number in nodes.all {
            if let node = shownNode(number) { site.nodes[node.id] = node }
        }
        site.blobs = blobs
        return site
    }

    /// What the trash shows: nodes that are deleted themselves, and that no purge took.
    func trash() -> [TrashEntry] {
        deleted.keys.compactMap { id -> TrashEntry? in
            guard let number = nodes.number(of: id), !isPurged(number) else { return nil }
            let record = nodes[number]
            return TrashEntry(
                node: id, deletes: record.deletes.filter { $0.state == .stands }.map(\.operation),
                content: record.content, name: trashName(of: record))
        }.sorted { $0.node < $1.node }
    }

    private func trashName(of record: NodeRecord) -> String {
        for field in [FieldName.name, .path, .file, .label] {
            if let value = record.registers[field]?.shown { return value.plain }
        }
        return record.content.tag.isEmpty ? record.content.kind.rawValue : record.content.tag
    }
}
