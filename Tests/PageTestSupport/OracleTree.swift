import SiteHistory
import SiteModel

/// A delete, standing or not.
struct OracleDelete: Sendable {
    let operation: OperationID
    let node: NodeID
    /// The concurrent touch that made it void, for ever; of several that were there before it, the last in
    /// replay order.
    var voidedBy: OperationID?
    /// Whether a restore named it.
    var isRestored = false

    var stands: Bool { voidedBy == nil && !isRestored }
}

/// A purge, void once something that its author had not seen touched what it took.
struct OraclePurge: Sendable {
    let operation: OperationID
    let node: NodeID
    var isVoid = false
}

extension NaiveOracle {
    // MARK: where nodes stand

    /// The node and its ancestors, innermost first.
    func path(to node: NodeID) -> [NodeID] {
        var path: [NodeID] = []
        var here: NodeID? = node
        while let next = here, let known = nodes[next] {
            path.append(next)
            here = known.parent
        }
        return path
    }

    func isInside(_ node: NodeID, _ ancestor: NodeID) -> Bool { path(to: node).contains(ancestor) }

    func isAlive(_ node: NodeID) -> Bool {
        let path = Set(path(to: node))
        return nodes[node] != nil && !isPurged(node)
            && !deletes.contains { $0.stands && path.contains($0.node) }
    }

    /// All children that stand in a parent's slots, dead ones too, in order.
    func children(of parent: NodeID) -> [NodeID] {
        let placed = nodes.values.filter { $0.parent == parent }
        return (slots[parent]?.order ?? []).compactMap { slot in
            placed.first { $0.placed == slot }?.id
        }
    }

    // MARK: kinds

    /// Whether a parent takes such a child by a move, a restore or, for a section's root, a create.
    func takes(_ child: NodeKind, under parent: NodeID, byCreate: Bool) -> Bool {
        switch nodes[parent]?.content.kind {
        case .site: child == .page || child == .asset
        case .page:
            [.section, .element, .text, .literal, .component, .comment, .raw].contains(child)
        case .section:
            byCreate && [.element, .raw, .component].contains(child)
                && (slots[parent]?.order ?? []).isEmpty
        case .element:
            [.element, .text, .literal, .component, .asset, .comment, .raw].contains(child)
        default: false
        }
    }

    /// The root and a section's root element go nowhere alone.
    func isFixed(_ node: NodeID) -> Bool {
        guard let parent = nodes[node]?.parent else { return true }
        return nodes[parent]?.content.kind == .section
    }

    // MARK: placements

    private enum Placement {
        /// No effect at all, and no slot.
        case refused
        /// A slot, but the node keeps its place.
        case skipped
        case done
    }

    mutating func create(_ creation: Creation, _ id: OperationID, _ version: Version) {
        guard nodes[creation.node] == nil else {
            if !mayChange(creation.node, at: version) { nodes[creation.node]?.births.append(id) }
            return
        }
        guard
            takes(creation.content.kind, under: creation.place.parent, byCreate: true),
            makeSlot(creation.place, id, version),
            path(to: creation.place.parent).count <= NaiveOracle.depthMax
        else { return }
        var node = OracleNode(
            id: creation.node, content: creation.content, order: nodes.count, created: id)
        node.parent = creation.place.parent
        node.placed = id
        for field in creation.fields {
            node.set(field.name, field.value, over: [], was: nil, by: id)
        }
        for name in creation.classes { node.addClass(name, by: id) }
        nodes[creation.node] = node
        insertInitialTexts(of: creation, id)
        touch(creation.node, id, version)
    }

    mutating func move(_ node: NodeID, to place: Place, _ id: OperationID, _ version: Version) {
        if self.place(node, at: place, id, version) == .done { touch(node, id, version) }
    }

    mutating func restore(
        _ node: NodeID, to place: Place, of named: [OperationID], _ id: OperationID,
        _ version: Version
    ) {
        guard self.place(node, at: place, id, version) != .refused else { return }
        for index in deletes.indices
        where named.contains(deletes[index].operation) && deletes[index].node == node {
            deletes[index].isRestored = true
        }
        touch(node, id, version)
    }

    /// Places an existing node; a placement that closes a cycle or goes too deep is skipped, with a conflict.
    private mutating func place(
        _ node: NodeID, at place: Place, _ id: OperationID, _ version: Version
    ) -> Placement {
        guard let known = nodes[node], let parent = known.parent, let placed = known.placed,
            !isFixed(node),
            takes(known.content.kind, under: place.parent, byCreate: false),
            makeSlot(place, id, version)
        else { return .refused }
        let before = ConflictSide(operation: placed, value: parent.description)
        let after = ConflictSide(operation: id, value: place.parent.description)
        let deepest = nodes.keys.filter { isInside($0, node) }.map { path(to: $0).count }.max() ?? 0
        let depth = path(to: place.parent).count + deepest - path(to: node).count
        guard !isInside(place.parent, node), depth <= NaiveOracle.depthMax else {
            moveRows.append(row(.move, "", node: node, shown: before, lost: after))
            return .skipped
        }
        if !saw(version, placed, on: node), parent != place.parent {
            moveRows.append(row(.move, "", node: node, shown: after, lost: before))
        }
        nodes[node]?.parent = place.parent
        nodes[node]?.placed = id
        return .done
    }

    /// Makes the slot of a placement; false where its parent or its anchor is not there.
    private mutating func makeSlot(_ place: Place, _ id: OperationID, _ version: Version) -> Bool {
        guard nodes[place.parent] != nil else { return false }
        var list = slots[place.parent] ?? FugueTree()
        let anchor = place.anchor.map(creation)
        if let anchor { guard list.contains(anchor) else { return false } }
        list.insert([id], rightOf: anchor) { saw(version, $0) }
        slots[place.parent] = list
        return true
    }

    /// The create that made a node, where another create of it is named.
    func creation(_ id: OperationID) -> OperationID {
        nodes.values.first { $0.births.contains(id) }?.created ?? id
    }

    // MARK: delete against edit

    /// Whether a purge stands that took the node, one of those that the version had seen where it is given.
    func isPurged(_ node: NodeID, at version: Version? = nil) -> Bool {
        let path = path(to: node)
        return purges.contains { purge in
            !purge.isVoid && path.contains(purge.node)
                && (version.map { saw($0, purge.operation) } ?? true)
        }
    }

    /// A purge of what stands in the trash by the deletes it names, and that nobody touched unseen.
    mutating func purge(
        _ node: NodeID, of named: [OperationID], _ id: OperationID, _ version: Version
    ) {
        let standing = deletes.filter { $0.stands && $0.node == node }.map(\.operation)
        let unseen = touches(inside: node, unseenBy: version)
        guard !standing.isEmpty, Set(standing).isSubset(of: named), unseen.isEmpty else { return }
        purges.append(OraclePurge(operation: id, node: node))
    }

    /// A touch makes void every standing delete of the node or of an ancestor that its author had not seen.
    mutating func touch(_ node: NodeID, _ id: OperationID, _ version: Version) {
        touches[node, default: []].append(id)
        let path = path(to: node)
        for index in deletes.indices {
            let delete = deletes[index]
            if delete.stands, path.contains(delete.node), !saw(version, delete.operation) {
                deletes[index].voidedBy = id
            }
        }
        for index in purges.indices
        where path.contains(purges[index].node) && !saw(version, purges[index].operation) {
            purges[index].isVoid = true
        }
    }

    private func touches(inside node: NodeID, unseenBy version: Version) -> [OperationID] {
        touches.filter { isInside($0.key, node) }.flatMap { inside, touches in
            touches.filter { !saw(version, $0, on: inside) }
        }
    }

    /// A delete is void from the start where somebody touched what is now inside, unseen by the deleter.
    mutating func delete(_ node: NodeID, _ id: OperationID, _ version: Version) {
        guard !isFixed(node) else { return }
        let unseen = touches(inside: node, unseenBy: version)
        let last = unseen.max { rank($0) < rank($1) }
        deletes.append(OracleDelete(operation: id, node: node, voidedBy: last))
    }
}
