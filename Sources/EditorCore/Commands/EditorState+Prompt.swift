import SiteHistory
import SiteModel

/// The prompt: ask, compare, take or leave.
extension EditorState {
    mutating func sendPrompt() -> [EditorEffect] {
        switch prompt.phase {
        case .proposed(let proposal, _, _): return accept(proposal)
        case .composing: return []
        case .idle: break
        }
        let words = prompt.field.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else {
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
            currentSection.map { ComposeRequest.Purpose.change(section: $0) }
            ?? newSection(words, on: page)
        let request = ComposeRequest(
            purpose: purpose, prompt: words, locale: locale, token: token())
        if currentSection == nil { inserting = request }
        prompt.phase = .composing(token: request.token)
        recalled = nil
        return [.compose(request)]
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
            guard case .composing(token) = prompt.phase else { return [] }
            propose(proposal)
        case .failed(let reason):
            if case .composing(token) = prompt.phase { prompt.phase = .idle }
            if inserting?.token == token { inserting = nil }
            notice = Notice(.error, reason)
        }
        return []
    }

    private mutating func propose(_ proposal: Proposal) {
        guard let site = document?.site, site[proposal.section] != nil else {
            prompt.phase = .idle
            notice = Notice(.warning, "The section is gone; the proposal for it is dropped.")
            return
        }
        let before = site.subtree(of: proposal.section).filter { $0.kind == .text }
            .compactMap { site.text(of: $0.id, locale: locale)?.withoutInlineMarks }
        let after = proposal.draft.readTexts(locale: locale, fallback: site.defaultLocale)
        prompt.phase = .proposed(proposal, before: before, after: after)
        prompt.top = 0
        focus = .prompt
        reveal(.section(proposal.section))
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

    mutating func accept(_ proposal: Proposal) -> [EditorEffect] {
        prompt.phase = .idle
        prompt.history.append(prompt.field.text)
        prompt.field = TextField()
        guard document?.site[proposal.section] != nil else {
            notice = Notice(.warning, "The section is gone; the proposal for it is dropped.")
            return []
        }
        focus = .tree
        return commit(
            [.replace(section: proposal.section, with: proposal.draft)], "accept proposal")
    }

    /// Esc in the prompt: leaves the proposal, or stops waiting for one. False where there is neither.
    mutating func leaveProposal() -> Bool {
        switch prompt.phase {
        case .idle: return false
        case .composing:
            prompt.phase = .idle
            inserting = nil
            notice = Notice(.info, "Stopped.")
        case .proposed:
            prompt.phase = .idle
            notice = Notice(.info, "Rejected; nothing changed.")
        }
        return true
    }
}

extension NodeDraft {
    /// What a person would read in it, top to bottom.
    package func readTexts(locale: String, fallback: String) -> [String] {
        var found: [String] = []
        if content.kind == .text,
            case .inline(let text)? = texts[.text(locale)] ?? texts[.text(fallback)]
                ?? texts.values.first
        {
            found.append(text.withoutInlineMarks)
        }
        return found + children.flatMap { $0.readTexts(locale: locale, fallback: fallback) }
    }
}
