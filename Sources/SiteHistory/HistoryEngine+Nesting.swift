import SiteModel

extension HistoryEngine {
    /// Refuses what a person would put where a browser drops it. What others do meanwhile, a proposal's parts and what undo brings back
    /// are not asked about: they may pass through anything on their way.
    ///
    /// - Throws: ``HistoryError/notHTML(_:)``.
    package func checkNesting(of edits: [SiteEdit]) throws(HistoryError) {
        for edit in edits {
            switch edit {
            case .insert(let draft, let parent, _):
                try check(draft.content, with: draft.tags, under: parent)
            case .move(let node, let parent, _):
                guard let moved = site[node], moved.parent != parent else { continue }
                let tags = Set(site.subtree(of: node).map(\.content.tag))
                try check(moved.content, with: tags, under: parent)
            default: continue
            }
        }
    }

    private func check(_ content: NodeContent, with tags: Set<String>, under parent: NodeID)
        throws(HistoryError)
    {
        guard let holder = site[parent],
            let reason = Nesting.refusal(of: content, with: tags, under: holder, in: site)
        else { return }
        throw .notHTML(reason)
    }
}
