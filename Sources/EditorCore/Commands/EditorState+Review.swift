import SiteHistory
import SiteModel

/// Going through a proposal: what is taken, left, changed or asked for again.
extension EditorState {
    // MARK: - Coming and going

    /// What the store holds of proposals now.
    mutating func take(_ new: [Proposal], of site: NodeID) {
        guard document?.site.id == site else { return }
        // What was stored since it was read is not in it; numbers only grow.
        proposals = new + proposals.filter { $0.id > new.last?.id ?? 0 }
        countProposals()
        refreshTasks()
        closeReviewWhenDone()
    }

    /// Which of them are still to be decided about, after anything changed.
    mutating func countProposals() {
        guard let site = document?.site else {
            (openProposals, waitingProposalCount) = ([], 0)
            return
        }
        let open = proposals.filter { $0.isOpen(in: site) }
        openProposals = open.map(\.id)
        waitingProposalCount = open.count { !$0.pending(in: site, chosenOnly: true).isEmpty }
    }

    /// A proposal of which nothing is left to decide is left.
    mutating func closeReviewWhenDone() {
        guard let review = prompt.review, !openProposals.contains(review.proposal) else { return }
        prompt.phase = .idle
        if focus == .prompt, editing == nil { focus = .tree }
    }

    /// A proposal has come. It is shown where a person waits for it; whoever does something else is only told.
    mutating func propose(_ proposal: Proposal, at hunk: Int? = nil) {
        proposals.removeAll { $0.id == proposal.id }
        proposals.append(proposal)
        proposals.sort { $0.id < $1.id }
        countProposals()
        refreshTasks()
        var isAwaited = false
        if case .composing = prompt.phase {
            isAwaited = true
            prompt.phase = .idle
        }
        guard isAwaited, focus == .prompt, overlay == nil, editing == nil else {
            let name = proposal.hunks.first?.place.section ?? "a section"
            let keys =
                keymap.shown("ask", in: .tree).map { "\($0) and Enter" } ?? "the task list"
            notice = Notice(.done, "A proposal for “\(name)” waits: \(keys) show it.")
            return
        }
        openReview(of: proposal.id, at: hunk)
        // What of the request was not done is said there, too.
        if !proposal.head.summary.isEmpty { notice = Notice(.info, proposal.head.summary) }
    }

    mutating func openReview(of id: Int64, at hunk: Int? = nil) {
        guard let proposal = proposals.first(where: { $0.id == id }), let site = document?.site
        else {
            notice = Notice(.info, "That proposal is decided.")
            return
        }
        let first = hunk ?? proposal.pending(in: site).first ?? proposal.hunks.first?.number ?? 1
        overlay = nil
        prompt.phase = .reviewing(ProposalReview(proposal, at: first))
        prompt.again = nil
        focus = .prompt
    }

    /// The newest proposal that waits.
    mutating func reviewNewest() -> [EditorEffect] {
        let effects = editing != nil ? commitField() : []
        if let newest = openProposals.last {
            openReview(of: newest)
        } else {
            notice = Notice(.info, "No proposal waits.")
        }
        return effects
    }

    /// The prompt; from a review to the prompt. Who asks goes on typing: letters are commands in a review.
    mutating func ask() -> [EditorEffect] {
        if refusesChanges() { return [] }
        guard focus == .prompt, overlay == nil, editing == nil else { return focus(on: .prompt) }
        switch prompt.phase {
        case .reviewing: prompt.phase = .idle
        case .idle, .composing: break
        }
        return []
    }

    // MARK: - Keys

    /// Keys beside a proposal.
    mutating func review(_ name: String) -> [EditorEffect] {
        guard let review = prompt.review, let proposal = reviewed, let site = document?.site else {
            return []
        }
        switch name {
        case "review-down", "review-next": step(1)
        case "review-up", "review-previous": step(-1)
        case "list-page-down": scrollHunk(4)
        case "list-page-up": scrollHunk(-4)
        case "review-source": toggleSource()
        case "review-toggle": return toggle(proposal, review.hunk, in: site)
        case "accept-hunk": return accept([review.hunk], of: proposal, in: site)
        case "accept-all":
            return acceptAll(of: proposal, in: site)
        case "reject-hunk":
            guard let hunk = proposal.hunk(review.hunk), canDecide() else { return [] }
            guard hunk.isUndecided(in: site) else {
                explain(hunk, in: site)
                return []
            }
            stepBehind([review.hunk], of: proposal, in: site)
            notice = Notice(.info, "Rejected: “\(hunk.headline)”. The site stays as it was.")
            return decide(.rejected, [review.hunk], of: proposal)
        case "reject-all":
            let isPartlyTaken = proposal.hunks.contains { $0.standing(in: site) == .applied }
            notice = Notice(
                .info,
                isPartlyTaken
                    ? "The rest is rejected. What was taken stays."
                    : "All of it is rejected. The site stays as it was.")
            return decide(.rejected, Set(proposal.hunks.map(\.number)), of: proposal)
        case "ask-again": askAgain(proposal, review.name)
        default: break
        }
        return []
    }

    private mutating func change(_ body: (inout ProposalReview) -> Void) {
        guard var review = prompt.review else { return }
        body(&review)
        prompt.phase = .reviewing(review)
    }

    private mutating func step(_ count: Int) {
        guard let numbers = reviewed?.hunks.map(\.number) else { return }
        change { review in
            let here = numbers.firstIndex(of: review.hunk) ?? 0
            review.hunk = numbers[min(max(0, here + count), numbers.count - 1)]
            review.top = 0
        }
    }

    private mutating func scrollHunk(_ count: Int) {
        let most = max(1, layout.height(of: .prompt) - 1)
        change { $0.top = max(0, $0.top + min(most, max(-most, count))) }
    }

    private mutating func toggleSource() {
        change {
            $0.showsSource.toggle()
            $0.top = 0
        }
    }

    // MARK: - Deciding

    private mutating func toggle(_ proposal: Proposal, _ number: Int, in site: Site)
        -> [EditorEffect]
    {
        guard let hunk = proposal.hunk(number), canDecide() else { return [] }
        guard hunk.canBeTaken(in: site) else {
            explain(hunk, in: site)
            return []
        }
        return decide(
            hunk.decision == .waiting || hunk.isRejected ? .chosen : .waiting, [number],
            of: proposal)
    }

    private mutating func decide(
        _ decision: ProposalHunk.Decision, _ numbers: Set<Int>, of proposal: Proposal
    ) -> [EditorEffect] {
        guard canDecide(), let site = document?.site,
            let index = proposals.firstIndex(where: { $0.id == proposal.id })
        else { return [] }
        proposals[index].decide(decision, numbers, in: site)
        countProposals()
        refreshTasks()
        closeReviewWhenDone()
        return [.decideHunks(proposal: proposal.id, numbers, decision)]
    }

    private mutating func accept(_ numbers: Set<Int>, of proposal: Proposal, in site: Site)
        -> [EditorEffect]
    {
        guard canDecide() else { return [] }
        let takable = numbers.filter { proposal.hunk($0)?.canBeTaken(in: site) == true }
        guard !takable.isEmpty else {
            if numbers.count == 1, let hunk = numbers.first.flatMap({ proposal.hunk($0) }) {
                explain(hunk, in: site)
            } else {
                notice = Notice(.info, "Nothing that can be taken is chosen.")
            }
            return []
        }
        stepBehind(takable, of: proposal, in: site)
        return [.applyHunks(proposal: proposal.id, takable, token: token())]
    }

    /// What is chosen, and what it leaves is said with it.
    private mutating func acceptAll(of proposal: Proposal, in site: Site) -> [EditorEffect] {
        let chosen = proposal.acceptable(in: site, chosenOnly: true)
        let remainder = proposal.remainder(in: site)
        guard !chosen.isEmpty, canDecide() else {
            if let remainder, canEdit {
                notice = Notice(.warning, "Nothing is taken: " + remainder + ".")
                return []
            }
            return accept([], of: proposal, in: site)
        }
        let effects = accept(chosen, of: proposal, in: site)
        if case .applyHunks(_, _, let token)? = effects.last {
            prompt.remainders[token] = remainder
        }
        return effects
    }

    /// On to the next hunk that waits, else to the one before.
    private mutating func stepBehind(_ taken: Set<Int>, of proposal: Proposal, in site: Site) {
        let waiting = proposal.pending(in: site).filter { !taken.contains($0) }
        change { review in
            guard taken.contains(review.hunk) else { return }
            let next = waiting.first { $0 > review.hunk } ?? waiting.last
            review.hunk = next ?? review.hunk
            review.top = 0
        }
    }

    private mutating func explain(_ hunk: ProposalHunk, in site: Site) {
        let standing = hunk.standing(in: site)
        let why =
            standing.reason.map {
                guard hunk.reasonToAsk(in: site) != nil else {
                    return "It was taken, and is not on the page any more: \($0.sentence)."
                }
                let way = $0 == .locked ? "unlock it (palette)" : "ask again"
                return "It is stale: \($0.sentence); \(way), or reject the change."
            }
            ?? "It is \(standing.word) already."
        notice = Notice(standing.reason == nil ? .info : .warning, why)
    }

    private mutating func canDecide() -> Bool {
        _ = refusesChanges()
        return canEdit
    }

    // MARK: - Changing what is proposed

    /// Opens a field on the text that the shown hunk brings.
    mutating func editHunk() -> [EditorEffect] {
        guard let review = prompt.review, let proposal = reviewed, let hunk = reviewedHunk,
            let site = document?.site, canDecide()
        else { return [] }
        guard hunk.standing(in: site) != .applied else {
            explain(hunk, in: site)
            return []
        }
        guard let text = proposal.revisableText(of: review.hunk, in: site) else {
            notice = Notice(.info, "This change brings no text that could be edited here.")
            return []
        }
        editing = EditSession(
            target: TextRef(hunk.node, .text(proposal.head.locale)),
            title: "proposed: " + hunk.headline, base: text, inlines: [], hunk: review.name)
        return []
    }

    private mutating func askAgain(_ proposal: Proposal, _ name: HunkName) {
        prompt.again = name
        prompt.phase = .idle
        prompt.field = TextField(proposal.head.prompt)
        notice = Notice(
            .info, "Say it in other words; Enter asks again for this change alone, Esc goes back.")
    }

    /// Back from asking again; false where nobody does.
    mutating func leaveAskingAgain() -> Bool {
        guard let name = prompt.again else { return false }
        prompt.again = nil
        prompt.field = TextField()
        openReview(of: name.proposal, at: name.hunk)
        return true
    }

    // MARK: - Locking

    /// Keeps proposals from changing the section under the cursor, or lets them again.
    mutating func toggleLock() -> [EditorEffect] {
        guard let section = currentSection, let site = document?.site else {
            notice = Notice(.info, "Go to a section to lock it.")
            return []
        }
        let isLocked = site.isLocked(section)
        let effects = commit(
            [.setField(section, .locked, isLocked ? nil : .text("true"))],
            isLocked ? "unlock" : "lock")
        if !effects.isEmpty {
            notice = Notice(
                .done,
                isLocked
                    ? "Proposals may change the section again."
                    : "Locked: no proposal changes the section.")
        }
        return effects
    }
}

extension EditorState {
    /// Proposals that wait, for the task list: the newest first.
    func proposalItems() -> [OverlayItem] {
        guard let site = document?.site else { return [] }
        let open = proposals.filter { openProposals.contains($0.id) }.reversed()
        let titles = open.map { proposal in
            let place = proposal.hunks.first.map { $0.place.page + "#" + $0.place.section } ?? ""
            return "\(place): \(proposal.head.prompt)"
        }
        return zip(open, titles).enumerated().map { index, item in
            let (proposal, title) = item
            let isAsked = titles.count { $0 == title } > 1
            let age = titles[..<index].contains(title) ? " · asked before" : " · asked last"
            return OverlayItem(
                title, detail: proposal.countWords(in: site) + (isAsked ? age : ""), keys: "",
                action: .review(proposal.id))
        }
    }
}

extension Proposal {
    /// `3 changes to decide`, `1 change is stale`.
    fileprivate func countWords(in site: Site) -> String {
        let count = pending(in: site).count
        let stale = hunks.count { $0.reasonToAsk(in: site) != nil }
        guard count == 0, stale > 0 else {
            return "\(count) \(count == 1 ? "change" : "changes") to decide"
        }
        return stale == 1 ? "1 change is stale" : "\(stale) changes are stale"
    }

    /// What is not taken when all is accepted, as words: `1 is stale, and 1 that belongs to it is held back`.
    fileprivate func remainder(in site: Site) -> String? {
        let stale = hunks.count { $0.reasonToAsk(in: site) != nil }
        guard stale > 0 else { return nil }
        let held = heldBack(in: site).count
        let words = stale == 1 ? "1 is stale" : "\(stale) are stale"
        guard held > 0 else { return words }
        return words + ", and \(held) that \(held == 1 ? "belongs" : "belong") to "
            + "\(stale == 1 ? "it" : "them") \(held == 1 ? "is" : "are") held back"
    }
}
