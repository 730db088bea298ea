import SiteHistory
import SiteModel

/// The prompt: ask, compare, take or leave.
extension EditorState {
    mutating func sendPrompt() -> [EditorEffect] {
        switch prompt.phase {
        case .reviewing, .composing: return []
        case .idle: break
        }
        let words = prompt.field.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else {
            if prompt.again == nil, !openProposals.isEmpty { return reviewNewest() }
            notice = Notice(
                .info,
                document == nil ? "Say what the site is for." : "Say how the section should change."
            )
            return []
        }
        guard document != nil else {
            prompt.field = TextField()
            return [.createSite(prompt: words)]
        }
        guard canEdit else { return commit([], "") }
        guard document?.missing == nil else {
            notice = Notice(.info, "The site is still being read: once more, please.")
            return []
        }
        guard let page = currentPage else { return [] }
        let purpose =
            askedAgain ?? currentSection.map { ComposeRequest.Purpose.change(section: $0) }
            ?? newSection(words, on: page)
        let request = ComposeRequest(
            purpose: purpose, prompt: words, locale: locale, token: token())
        if case .insert = purpose { inserting = request }
        prompt.phase = .composing(token: request.token)
        prompt.asked = request.token
        recalled = nil
        return [.compose(request)]
    }

    /// What is asked where a hunk is asked for again.
    private var askedAgain: ComposeRequest.Purpose? {
        guard let name = prompt.again,
            let hunk = proposals.first(where: { $0.id == name.proposal })?.hunk(name.hunk)
        else { return nil }
        return .again(name, section: hunk.section)
    }

    /// A prompt on a page asks for a new section: behind the others, but before a footer.
    private func newSection(_ words: String, on page: NodeID) -> ComposeRequest.Purpose {
        let sections = document?.site.sections(of: page) ?? []
        let isFooter = sections.last?.fields[.name]?.plain.hasPrefix("footer") == true
        return .insert(
            kind: words, page: page,
            after: (isFooter ? sections.dropLast() : sections[...]).last?.id)
    }

    mutating func take(_ result: ComposeResult, token: Int) -> [EditorEffect] {
        switch result {
        case .section(let draft):
            guard inserting?.token == token else { return [] }
            if case .composing(token) = prompt.phase {
                prompt.phase = .idle
                prompt.history.append(prompt.field.text)
                prompt.field = TextField()
                focus = .tree
            }
            return insert(draft)
        case .proposal(let proposal):
            guard prompt.asked == token else {
                // Nobody wants it any more, and it is stored.
                return [
                    .decideHunks(
                        proposal: proposal.id, Set(proposal.hunks.map(\.number)), .rejected)
                ]
            }
            endAsking()
            propose(proposal)
        case .revised(let proposal, let hunk):
            guard prompt.asked == token else { return [] }
            endAsking()
            propose(proposal, at: hunk)
        case .failed(let reason):
            if case .composing(token) = prompt.phase { prompt.phase = .idle }
            if prompt.asked == token { prompt.asked = nil }
            if inserting?.token == token { inserting = nil }
            notice = Notice(.error, reason)
        }
        return []
    }

    private mutating func endAsking() {
        prompt.history.append(prompt.field.text)
        prompt.field = TextField()
        prompt.again = nil
        prompt.asked = nil
    }

    /// Up and Down in the prompt: what was asked before.
    mutating func recallPrompt(_ step: Int) -> [EditorEffect] {
        guard overlay == nil, editing == nil, !prompt.history.isEmpty else { return [] }
        let place = min(max(0, (recalled ?? prompt.history.count) + step), prompt.history.count)
        recalled = place
        prompt.field = TextField(
            prompt.history.indices.contains(place) ? prompt.history[place] : "")
        return []
    }

    /// Esc in the prompt: leaves the proposal to be gone on with, or stops waiting for one. False where there is neither.
    mutating func leaveProposal() -> Bool {
        switch prompt.phase {
        case .idle: return leaveAskingAgain()
        case .composing:
            prompt.phase = .idle
            prompt.asked = nil
            inserting = nil
            notice = Notice(.info, "Stopped.")
        case .reviewing:
            prompt.phase = .idle
            focus = .tree
            let keys = keymap.shown("tasks", in: .tree) ?? "the palette"
            // One that is not counted in the header has nothing left but what somebody left out.
            let what = waitingProposalCount > 0 ? "The proposal waits" : "What was left out is kept"
            notice = Notice(.info, "\(what); \(keys) lists it.")
        }
        return true
    }
}
