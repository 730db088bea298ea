/// What somebody is told who looks at another window: the terminal passes it on to the desktop.
extension EditorState {
    /// What an event may change that is worth telling.
    struct News {
        fileprivate let isWaiting: Bool
        fileprivate let isBlocked: Bool
        fileprivate let refusedCount: Int
        fileprivate let conflictCount: Int
        /// The number of the newest proposal that is known.
        fileprivate let newestProposal: Int64
    }

    var news: News {
        var isBlocked = false
        if case .blocked = sync.connection { isBlocked = true }
        return News(
            isWaiting: isWaiting, isBlocked: isBlocked, refusedCount: sync.refused.count,
            conflictCount: document?.conflictCount ?? 0,
            newestProposal: proposals.last?.id ?? 0)
    }

    /// Whether something that takes its time is under way.
    private var isWaiting: Bool {
        if case .composing = prompt.phase { return true }
        return inserting != nil
    }

    /// Notices and progress for who is away, behind an event.
    mutating func tellAway(_ event: EditorEvent, since before: News) -> [EditorEffect] {
        if case .input(.focus(let isHere)) = event { isAway = !isHere }
        let now = news
        var effects: [EditorEffect] = []
        let shows = isAway && now.isWaiting
        if shows != showsProgress {
            showsProgress = shows
            effects.append(.showProgress(shows))
        }
        if isAway, let sentence = sentence(for: event, before, now) {
            effects.append(.notify(sentence))
        }
        return effects
    }

    private func sentence(for event: EditorEvent, _ before: News, _ now: News) -> String? {
        if now.conflictCount > before.conflictCount {
            return now.conflictCount == 1
                ? "A conflict is to be resolved."
                : "\(now.conflictCount) conflicts are to be resolved."
        }
        switch event {
        case .proposalsChanged: return proposed(after: before.newestProposal)
        case .composed:
            return proposed(after: before.newestProposal) ?? notice?.text
                ?? "The proposal is there."
        case .syncChanged:
            if now.isBlocked, !before.isBlocked, case .blocked(let reason) = sync.connection {
                return "Syncing has stopped: \(reason)"
            }
            return now.refusedCount > before.refusedCount
                ? "The server refused a change: \(sync.refused.last ?? "")" : nil
        default: return nil
        }
    }

    /// What has come since and waits, whoever asked for it: where it would change something, and what.
    private func proposed(after known: Int64) -> String? {
        let new = proposals.filter { $0.id > known && openProposals.contains($0.id) }
        guard let newest = new.last, let site = document?.site else { return nil }
        let title = site.title.isEmpty ? site.slug : site.title
        guard new.count == 1 else { return "\(new.count) proposals for \(title) wait." }
        let place = newest.hunks.first.map { $0.place.page + "#" + $0.place.section + " of " } ?? ""
        let words =
            newest.head.summary.isEmpty ? "“\(newest.head.prompt)”" : newest.head.summary
        return "A proposal for \(place)\(title) waits: \(words)"
    }
}
