import SiteModel

/// What of a site is brought back to how it stood.
package enum RewindScope: Hashable, Sendable {
    case site
    /// A page, a section, an element or a text with all that is in it. Where it stands stays; from the trash it comes back
    /// to where it stood.
    case node(NodeID)
    /// One text field of a node: in one locale, or in all of them.
    case text(NodeID, field: String, locale: String?)
    case field(NodeID, FieldName)
}

/// Brings back an earlier version by ordinary edits: nodes come out of the trash by who they are, what came since goes
/// into it, texts are set by their words. What cannot be brought back is said.
extension Transaction {
    mutating func rewind(_ scope: RewindScope, to old: Site) throws(HistoryError) {
        let node = scope.node ?? site.id
        if replay.isFrozen { throw .frozen(site.id) }
        guard old[node] != nil else { throw .nothingLeft(["it was not there then"]) }
        switch scope {
        case .site: try rewindTree(of: node, to: old)
        case .node:
            try bringBack(node, as: old)
            try rewindTree(of: node, to: old)
        case .text(_, let field, let locale):
            try requireAlive(node)
            try rewindTexts(of: node, to: old) {
                $0.field == field && (locale == nil || $0.locale == locale)
            }
        case .field(_, let name):
            try requireAlive(node)
            if isChangeable(node) { try rewindField(name, of: node, to: old) }
        }
    }

    private func requireAlive(_ node: NodeID) throws(HistoryError) {
        if site[node] == nil { throw .nothingLeft(["it is in the trash"]) }
    }

    private mutating func rewindTree(of root: NodeID, to old: Site) throws(HistoryError) {
        let wanted = old.subtree(of: root)
        for parent in wanted { placeChildren(of: parent, in: old) }
        try takeAway(besides: Set(wanted.map(\.id)), in: root, to: old)
        for node in wanted where site[node.id] != nil { try rewindContent(of: node.id, to: old) }
    }

    // MARK: Places

    /// A node that is in the trash now, to where it stood.
    private mutating func bringBack(_ node: NodeID, as old: Site) throws(HistoryError) {
        guard site[node] == nil else { return }
        guard let parent = old[node]?.parent, site[parent] != nil else {
            throw .nothingLeft(["what held it is in the trash; bring that back first"])
        }
        let left = leftNeighbour(of: node, in: old)
        guard put(node, under: parent, behind: left) else { throw .nothingLeft(skipped) }
    }

    /// The nearest sibling before it then that stands under the same parent now.
    private func leftNeighbour(of node: NodeID, in old: Site) -> NodeID? {
        guard let parent = old[node]?.parent, let siblings = old[parent]?.children,
            let index = siblings.firstIndex(of: node)
        else { return nil }
        return siblings[..<index].last { site[$0]?.parent == parent }
    }

    /// Puts the children that a parent had under it, in their order; as many as can be stay where they are.
    private mutating func placeChildren(of parent: Node, in old: Site) {
        guard let now = site[parent.id], parent.kind != .section else { return }
        let wanted = Set(parent.children)
        let present = now.children.filter(wanted.contains)
        let moving = Set(
            parent.children.difference(from: present).insertions.map { change -> NodeID in
                switch change {
                case .insert(_, let node, _), .remove(_, let node, _): node
                }
            })
        var left: NodeID?
        for child in parent.children {
            if moving.contains(child), !put(child, under: parent.id, behind: left) { continue }
            left = child
        }
    }

    /// Moves a node, or takes it out of the trash, to the right of a sibling; what forbids it is noted.
    ///
    /// What is in the trash only because something above it is comes out by a restore, too: its undo puts it back there,
    /// and needs no place in what is in the trash.
    private mutating func put(_ node: NodeID, under parent: NodeID, behind left: NodeID?) -> Bool {
        if isPurged(node) { return false }
        guard let record = replay.nodes[node], let placed = record.placed else {
            skipped.append("something that stood there is not known here")
            return false
        }
        guard isChangeable(node), isChangeable(parent) else { return false }
        guard !replay.isSectionRoot(node), replay.fits(node, under: parent) else {
            skipped.append("\(record.content.kind) cannot go back to its old place")
            return false
        }
        let place = Place(parent: parent, anchor: left.flatMap { replay.nodes[$0]?.placed })
        if site[node] != nil {
            noteOrigin(of: node)
            emit(.move(node: node, to: place, from: placed))
        } else {
            let standing = record.deletes.filter { $0.state == .stands }.map(\.operation)
            emit(.restore(node: node, to: place, of: standing))
        }
        return site[node]?.parent == parent
    }

    /// Whether a node left the trash for good; that is noted.
    private mutating func isPurged(_ node: NodeID) -> Bool {
        guard let number = replay.nodes.number(of: node), replay.isPurged(number) else {
            return false
        }
        skipped.append("\(replay.nodes[number].content.kind) was purged from the trash")
        return true
    }

    // MARK: What came since

    /// Takes away what was not there: what had come from elsewhere goes back, what was made since goes into the trash.
    private mutating func takeAway(besides wanted: Set<NodeID>, in root: NodeID, to old: Site)
        throws(HistoryError)
    {
        for node in site.subtree(of: root) where !wanted.contains(node.id) && old[node.id] != nil {
            // With something above it that went back it has left.
            guard replay.isInside(node.id, root) else { continue }
            sendBack(node.id, to: old)
        }
        for node in site.subtree(of: root) where !wanted.contains(node.id) && site[node.id] != nil {
            try remove(node, keeping: wanted)
        }
    }

    private mutating func sendBack(_ node: NodeID, to old: Site) {
        guard let parent = old[node]?.parent, site[parent] != nil,
            site[parent]?.kind != .section
        else { return }
        _ = put(node, under: parent, behind: leftNeighbour(of: node, in: old))
    }

    private mutating func remove(_ node: Node, keeping wanted: Set<NodeID>) throws(HistoryError) {
        guard isChangeable(node.id) else { return }
        let holdsWanted = site.subtree(of: node.id).contains { wanted.contains($0.id) }
        guard !holdsWanted, !replay.isSectionRoot(node.id) else {
            skipped.append("\(node.kind) that came since cannot go alone, and stays")
            return
        }
        try delete(node.id)
    }

    // MARK: Contents

    private mutating func rewindContent(of id: NodeID, to old: Site) throws(HistoryError) {
        guard let was = old[id], let now = site[id], was.differs(from: now), isChangeable(id)
        else { return }
        for name in Set(was.fields.keys).union(now.fields.keys).sorted() where name != .slug {
            try rewindField(name, of: id, to: old)
        }
        order(classesOf: id, as: was.classes)
        try rewindTexts(of: id, to: old) { _ in true }
    }

    private mutating func rewindField(_ name: FieldName, of id: NodeID, to old: Site)
        throws(HistoryError)
    {
        let value = old[id]?.fields[name]
        if site[id]?.fields[name] != value { try setField(id, name, to: value) }
    }

    private mutating func rewindTexts(
        of id: NodeID, to old: Site, where isWanted: (TextKey) -> Bool
    ) throws(HistoryError) {
        guard isChangeable(id) else { return }
        let keys = Set(old[id]?.texts.keys.map { $0 } ?? []).union(
            site[id]?.texts.keys.map { $0 } ?? [])
        for key in keys.sorted() where isWanted(key) {
            let (was, now) = (old[id]?.texts[key] ?? "", site[id]?.texts[key] ?? "")
            if !was.utf8.elementsEqual(now.utf8) {
                try setText(TextRef(id, key), from: now, to: was)
            }
        }
    }

    /// Whether a node is not one that a newer program froze; that is noted.
    private mutating func isChangeable(_ node: NodeID) -> Bool {
        guard replay.frozen.contains(node) else { return true }
        let reason = "a newer version of this program changed \(node); it stays"
        if !skipped.contains(reason) { skipped.append(reason) }
        return false
    }
}

extension RewindScope {
    /// nil for the whole site.
    package var node: NodeID? {
        switch self {
        case .site: nil
        case .node(let node), .text(let node, _, _), .field(let node, _): node
        }
    }
}

extension Node {
    /// Whether it says something else, wherever it stands.
    fileprivate func differs(from other: Node) -> Bool {
        fields != other.fields || classes != other.classes || texts.count != other.texts.count
            || texts.contains { key, text in
                !text.utf8.elementsEqual((other.texts[key] ?? "").utf8)
            }
    }
}

extension HistoryEngine {
    /// Edits that bring the site, or a part of it, back to an earlier version, as one batch.
    ///
    /// - Throws: ``HistoryError/nothingToChange`` where it stands like that; ``HistoryError/nothingLeft(_:)`` where
    ///   nothing of it can be brought back.
    package func prepareRewind(
        _ scope: RewindScope, to old: Site, replica: ReplicaID, first: UInt64, previous: Digest,
        base: LogPosition, after: ChainEnd? = nil
    ) throws(HistoryError) -> Prepared {
        var transaction = transaction(as: replica, first: first, base: base, after: after)
        try transaction.rewind(scope, to: old)
        guard !transaction.operations.isEmpty else {
            guard transaction.skipped.isEmpty else { throw .nothingLeft(transaction.skipped) }
            throw .nothingToChange
        }
        return prepared(
            transaction, replica: replica, first: first, previous: previous, base: base,
            after: after)
    }
}
