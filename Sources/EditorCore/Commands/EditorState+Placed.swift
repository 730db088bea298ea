import SiteHistory
import SiteModel

/// What is said of nodes once they stand somewhere else, by the commit's token.
enum Placement: Hashable, Sendable {
    /// `way`: `up` or `down`, where it was a step past a sibling.
    case moved([NodeID], way: String?)
    /// Taken out of the trash; the cursor goes there.
    case restored(NodeID)
    /// A new page.
    case made(title: String, path: String)
}

/// Messages on where something was put: they name what it stands beside.
extension EditorState {
    /// The same as `commit(_:_:)`; when it is made, the last row says where the nodes stand.
    mutating func commit(
        _ edits: [SiteEdit], _ label: String, telling placement: Placement
    ) -> [EditorEffect] {
        let effects = commit(edits, label)
        if case .commit(_, _, let token)? = effects.first { placements[token] = placement }
        return effects
    }

    /// Says where the nodes stand, as the site is now.
    mutating func tell(_ placement: Placement) {
        guard let site = document?.site else { return }
        switch placement {
        case .moved(let ids, let way):
            let nodes = ids.compactMap { site[$0] }
            if let words = moved(nodes, way, in: site) { notice = Notice(.done, words) }
        case .made(let title, let path):
            notice = Notice(.done, "Page “\(title)” made at \(path).")
        case .restored(let id):
            guard let node = site[id] else { return }
            if editing == nil, prompt.review == nil, let item = Self.item(of: node) { reveal(item) }
            let name = Self.isContent(node) ? spokenName(of: [node]) : name(of: node)
            let place = place(of: [node], in: site)
            notice = Notice(.done, "\(name) is back\(place); undo takes it away again.")
        }
    }

    /// A headline moves inside its section, and who meant the section goes to its row.
    private func moved(_ nodes: [Node], _ way: String?, in site: Site) -> String? {
        guard let first = nodes.first else { return nil }
        let place = place(of: nodes, way, in: site)
        let steps = way.map { " " + $0 } ?? ""
        if Self.isContent(first), way != nil {
            return
                "Moved \(spokenName(of: nodes))\(steps)\(place); on its row the section itself moves."
        }
        let name = Self.isContent(first) ? spokenName(of: nodes) : name(of: nodes)
        return "Moved \(name)\(steps); \(nodes.count == 1 ? "it stands" : "they stand")\(place)."
    }

    /// ` behind menu on /`, ` before hero, the first on /`, ` inside hero, before “Order now”`.
    private func place(of nodes: [Node], _ way: String? = nil, in site: Site) -> String {
        guard let first = nodes.first, let parent = first.parent.flatMap({ site[$0] }) else {
            return ""
        }
        let own = Set(nodes.map(\.id))
        let siblings = site.children(of: parent.id).filter { $0.kind != .literal }
        let here = siblings.firstIndex { $0.id == first.id } ?? 0
        let left = siblings[..<here].last { !own.contains($0.id) }
        let right = siblings[here...].first { !own.contains($0.id) }
        let beside =
            way == "down" || right == nil || way == nil && left != nil
            ? left.map { " behind " + neighbour($0, in: site) }
            : right.map { " before " + neighbour($0, in: site) }
        guard Self.isContent(first) else {
            let page = parent.kind == .page ? " on " + name(of: parent) : ""
            guard let beside else { return " alone" + page }
            return beside + (left == nil && first.kind == .section ? ", the first" : "") + page
        }
        let holder = site.enclosing(.section, of: parent.id).map { " inside " + name(of: $0) } ?? ""
        return holder + (beside.map { "\(holder.isEmpty ? "" : ",")" + $0 } ?? "")
    }

    /// A sibling's name; what frames a page is called so.
    private func neighbour(_ node: Node, in site: Site) -> String {
        guard node.kind == .section else {
            return Self.isContent(node) ? spokenName(of: [node]) : name(of: node)
        }
        let name = name(of: node)
        let tag = node.children.lazy.compactMap { site[$0] }.first { $0.kind == .element }?
            .content.tag
        let frames = ["header": "header", "footer": "footer", "nav": "navigation"]
        guard let frame = tag.flatMap({ frames[$0] }) else { return name }
        return [tag, frame].contains(name) ? "the page's \(frame)" : "\(name) (the page's \(frame))"
    }
}
