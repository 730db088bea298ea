import SiteHistory
import SiteModel

/// Rows of the tree that the mouse holds.
package struct TreeDrag: Hashable, Sendable {
    /// What is moved: the marks, if what was pressed is marked, else that alone.
    let nodes: [NodeID]
    /// The row that was pressed, and the one that the mouse is over now; nil beside the tree.
    let start: Int
    var over: Int?
    var hasMoved = false
    /// Whether letting go where it was pressed opens the row: the cursor was on it.
    let opens: Bool
}

/// Moving sections and elements with the mouse: pressed on a row of the tree, let go over another.
extension EditorState {
    /// A button was pressed over a row.
    ///
    /// - Parameter opens: Whether letting it go there opens the row.
    mutating func beginDrag(at row: Int, opens: Bool) {
        drag = nil
        guard editing == nil, let site = document?.site, tree.rows.indices.contains(row) else {
            return
        }
        let item = tree.rows[row].item
        let isMarked = tree.marks.items.contains(item)
        let nodes = isMarked ? targets : target(of: item).map { [$0] } ?? []
        guard !nodes.isEmpty, nodes.allSatisfy({ $0.kind != .page && site[$0.id] != nil }) else {
            return
        }
        drag = TreeDrag(nodes: nodes.map(\.id), start: row, opens: opens)
    }

    /// The mouse moved with the button held: says what letting go would do.
    mutating func continueDrag(_ event: MouseEvent) {
        guard var held = drag else { return }
        held.over = treeRow(under: event)
        held.hasMoved = true
        drag = held
        guard let over = held.over else {
            notice = Notice(.info, "Let go over the tree to move it; elsewhere nothing happens.")
            return
        }
        guard over != held.start else {
            notice = nil
            return
        }
        switch drop(of: held.nodes, on: tree.rows[over].item) {
        case .success(let drop): notice = Notice(.info, drop.sentence)
        case .failure(let refusal): notice = Notice(.warning, refusal.sentence)
        }
    }

    /// The button was let go.
    mutating func endDrag(_ event: MouseEvent) -> [EditorEffect] {
        guard let held = drag else { return [] }
        drag = nil
        guard let over = treeRow(under: event), over != held.start else {
            if !held.hasMoved, held.opens, tree.cursor == held.start { return perform("edit") }
            notice = nil
            return []
        }
        switch drop(of: held.nodes, on: tree.rows[over].item) {
        case .success(let drop):
            tree.marks.clear()
            awaited = held.nodes.first.flatMap { document?.site[$0] }.flatMap { Self.item(of: $0) }
            let nodes = held.nodes.compactMap { document?.site[$0] }
            return commit(moves: drop.edits, of: nodes)
        case .failure(let refusal): return refuse(refusal.sentence)
        }
    }

    private func treeRow(under event: MouseEvent) -> Int? {
        guard let area = layout.tree, area.contains(row: event.row, column: event.column) else {
            return nil
        }
        let row = tree.top + event.row - area.row
        return tree.rows.indices.contains(row) ? row : nil
    }

    // MARK: - Where it goes

    private struct Drop {
        let edits: [SiteEdit]
        let sentence: String
    }

    private struct Refusal: Error { let sentence: String }

    /// What letting go over a row does.
    private func drop(of ids: [NodeID], on item: TreeItem) -> Result<Drop, Refusal> {
        guard let site = document?.site, let over = site[item.node] else {
            return .failure(Refusal(sentence: "It is gone."))
        }
        let nodes = ids.compactMap { site[$0] }
        guard let first = nodes.first else {
            return .failure(Refusal(sentence: "What was to move is gone."))
        }
        let holders = sequence(first: over.id) { site[$0]?.parent }
        guard !holders.contains(where: Set(ids).contains) else {
            return .failure(Refusal(sentence: "It cannot go into itself."))
        }
        let areSections = nodes.map { $0.kind == .section }
        guard Set(areSections).count == 1 else {
            return .failure(Refusal(sentence: "Mark either sections or elements to move them."))
        }
        return first.kind == .section
            ? drop(sections: nodes, on: over, in: site) : drop(nodes, on: over, in: site)
    }

    private func drop(
        sections nodes: [Node], on over: Node, in site: Site
    ) -> Result<Drop, Refusal> {
        if over.kind == .page {
            return .success(
                Drop(
                    edits: chain(nodes, under: over.id, at: .first),
                    sentence: "Moves to the beginning of \(name(of: over))."))
        }
        guard let section = site.enclosing(.section, of: over.id), let page = section.parent else {
            return .failure(Refusal(sentence: "Sections go beside sections, or onto a page."))
        }
        return .success(beside(section, nodes, under: page, in: site))
    }

    private func drop(_ nodes: [Node], on over: Node, in site: Site) -> Result<Drop, Refusal> {
        if over.kind == .section {
            guard let root = over.children.first else {
                return .failure(Refusal(sentence: "The section is empty and holds nothing."))
            }
            return .success(
                Drop(
                    edits: chain(nodes, under: root, at: .last),
                    sentence: "Moves to the end of “\(name(of: over))”."))
        }
        guard let neighbour = target(of: Self.item(of: over) ?? .element(over.id)),
            let parent = neighbour.parent.flatMap({ site[$0] }), parent.kind == .element
        else { return .failure(Refusal(sentence: "Elements go into a section.")) }
        return .success(beside(neighbour, nodes, under: parent.id, in: site))
    }

    /// Before a sibling that stands above, behind any other: where the pointer is, it comes to stand.
    private func beside(
        _ neighbour: Node, _ nodes: [Node], under parent: NodeID, in site: Site
    ) -> Drop {
        let siblings = site.children(of: parent).map(\.id)
        let here = siblings.firstIndex(of: neighbour.id)
        let from = nodes.first.flatMap { siblings.firstIndex(of: $0.id) }
        let name = name(of: neighbour)
        guard let here, let from, here < from else {
            return Drop(
                edits: chain(nodes, under: parent, at: .after(neighbour.id)),
                sentence: "Moves behind “\(name)”.")
        }
        let moved = Set(nodes.map(\.id))
        let left = siblings[..<here].last { !moved.contains($0) }
        return Drop(
            edits: chain(nodes, under: parent, at: left.map { .after($0) } ?? .first),
            sentence: "Moves before “\(name)”.")
    }

    /// One behind the other, the first at the place.
    private func chain(
        _ nodes: [Node], under parent: NodeID, at place: SiblingPosition
    ) -> [SiteEdit] {
        var place = place
        return nodes.map { node in
            defer { place = .after(node.id) }
            return .move(node.id, under: parent, at: place)
        }
    }
}
