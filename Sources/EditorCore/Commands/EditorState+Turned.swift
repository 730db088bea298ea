import SiteModel

/// How things stood when an undo or a redo was asked for.
struct TurningStep: Sendable {
    let site: Site
    /// The page that was open.
    let page: NodeID?
}

/// The cursor goes to what a step brought back, moved or changed when it is undone or made again.
extension EditorState {
    /// A token for a step that is turned from how things stand now.
    mutating func turningToken() -> Int {
        let token = token()
        if let site = document?.site {
            turning[token] = TurningStep(site: site, page: currentPage)
        }
        return token
    }

    /// Brings the cursor to what a step changed, unless it stands there, or somebody is writing or reviewing.
    ///
    /// - Returns: The path of another page, where that is all on pages that were not open: the cursor then stays.
    mutating func follow(_ changed: [NodeID], since before: TurningStep?) -> String? {
        guard let before, let site = document?.site else { return nil }
        let places = changed.compactMap { remains(of: $0, since: before.site, in: site) }
        let near = places.filter { place in
            site.enclosing(.page, of: place)?.id == before.page
                || site[place]?.kind == .page && before.site[place] == nil
        }
        guard !near.isEmpty else {
            return places.lazy.compactMap { site.enclosing(.page, of: $0) }.first
                .flatMap { site.path(of: $0.id) }
        }
        guard editing == nil, prompt.review == nil, !isCursor(in: near, of: site) else {
            return nil
        }
        if let row = near.compactMap({ rowShowing($0, of: site) }).min() {
            tree.cursor = row
            revealCursorInPage()
        }
        return nil
    }

    private func isCursor(in nodes: [NodeID], of site: Site) -> Bool {
        guard let item = tree.current?.item else { return false }
        return sequence(first: item.node) { site[$0]?.parent }.contains(where: nodes.contains)
    }

    /// The node itself where it is there, else what stands where it stood: the sibling behind it, the one before it, what
    /// holds it. Nil for a page that went.
    private func remains(of node: NodeID, since before: Site, in site: Site) -> NodeID? {
        var next: NodeID? = node
        while let here = next, site[here] == nil {
            guard let gone = before[here], gone.kind != .page, let parent = gone.parent else {
                return nil
            }
            let siblings = before.children(of: parent).filter { Self.item(of: $0) != nil }.map(\.id)
            let place = siblings.firstIndex(of: here) ?? siblings.endIndex
            if let sibling = siblings[place...].first(where: { site[$0] != nil })
                ?? siblings[..<place].last(where: { site[$0] != nil })
            {
                return sibling
            }
            next = parent
        }
        return next
    }

    /// The row of a node, of what is shown in its place, or of the nearest that holds it and is not folded away.
    private func rowShowing(_ node: NodeID, of site: Site) -> Int? {
        for holder in sequence(first: node, next: { site[$0]?.parent }) {
            let inside = site[holder]?.kind == .element ? site[holder]?.children ?? [] : []
            for id in [holder] + inside {
                guard let item = site[id].flatMap(Self.item) else { continue }
                if let row = tree.rows.firstIndex(where: { $0.item == item }) { return row }
            }
        }
        return nil
    }
}
