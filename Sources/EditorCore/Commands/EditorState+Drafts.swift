import SiteHistory
import SiteModel

/// Texts that were typed and are not in the site: brought back, and kept beside what others make of the same text.
extension EditorState {
    // MARK: - Kept by the store

    /// Takes what the store kept of a site that is opened.
    ///
    /// - Parameter drafts: The newest last.
    mutating func takeKept(_ drafts: [FieldDraft]) {
        let asked = document.map { promptRef(of: $0.site) }
        self.drafts = drafts.filter { !$0.isCancelled && $0.text != asked }
        cancelled = drafts.last { $0.isCancelled }
        guard canEdit, let prompted = drafts.last(where: { $0.text == asked }) else { return }
        prompt.field = TextField(prompted.typed)
        prompt.field.place(atOffset: prompted.cursor)
        prompt.kept = prompted.typed
    }

    /// What the store is to keep of the prompt; nil where nothing stands in it.
    func keptPrompt() -> FieldDraft? {
        guard canEdit, let site = document?.site, !prompt.field.isEmpty else { return nil }
        return FieldDraft(
            text: promptRef(of: site), base: "", typed: prompt.field.text,
            cursor: prompt.field.cursor)
    }

    /// After every event: the store has what stands in the prompt, as it has what stands in a field.
    mutating func keepPrompt(_ effects: inout [EditorEffect]) {
        guard prompt.field.text != prompt.kept, canEdit, let site = document?.site else { return }
        prompt.kept = prompt.field.text
        effects.append(keptPrompt().map { .saveDraft($0) } ?? .dropDraft(promptRef(of: site)))
    }

    /// What the prompt's text is called among the drafts.
    private func promptRef(of site: Site) -> TextRef { TextRef(site.id, TextKey("prompt", "")) }

    /// Takes a text out of its field, to be restored; only the newest of a site is kept.
    mutating func setAside(_ draft: FieldDraft) -> [EditorEffect] {
        var draft = draft
        draft.isCancelled = true
        let older = cancelled?.text
        cancelled = draft
        guard let older, older != draft.text, older != editing?.target else {
            return [.saveDraft(draft)]
        }
        return [.dropDraft(older), .saveDraft(draft)]
    }

    /// What was typed in a text is no draft any more; one that Esc took out of it before is still to be restored.
    func endDraft(of ref: TextRef) -> [EditorEffect] {
        guard let cancelled, cancelled.text == ref else { return [.dropDraft(ref)] }
        return [.saveDraft(cancelled)]
    }

    // MARK: - Brought back

    /// Opens the field again that the editor ended with.
    mutating func resumeDraft() {
        let here = tree.current.flatMap { ref(of: $0.item) }
        let draft = drafts.last { $0.text == here } ?? drafts.last
        guard let draft, canEdit else { return }
        drafts.removeAll { $0.text == draft.text }
        guard let meeting = resume(draft) else {
            cancelled = draft
            return
        }
        let start = "This text was being typed when the editor ended"
        notice =
            switch meeting {
            case .none: Notice(.info, start + ". Enter keeps it, Esc leaves it.")
            case .apart:
                Notice(.info, start + ", and changed elsewhere as well. Enter keeps both.")
            case .contested: editing.flatMap { contest(in: $0, after: start + ". ") }
            }
    }

    /// Opens the field with the text that Esc took out of it.
    mutating func restoreCancelled() -> [EditorEffect] {
        guard let draft = cancelled ?? drafts.popLast() else {
            notice = Notice(.info, "No text was cancelled.")
            return []
        }
        guard let meeting = resume(draft) else {
            notice = Notice(.warning, "The text it belongs to is gone: \(draft.typed.prefix(60))")
            return []
        }
        cancelled = nil
        tell(meeting)
        return editing.map { [.saveDraft($0.draft)] } ?? []
    }

    /// Opens a field with what was typed in it once; nil where its node is gone.
    mutating func resume(_ draft: FieldDraft) -> EditSession.Meeting? {
        guard document?.site[draft.text.node] != nil else { return nil }
        if !draft.text.key.locale.isEmpty,
            document?.site.locales.contains(draft.text.key.locale) == true,
            draft.text.key.locale != locale
        {
            locale = draft.text.key.locale
            rebuildTree()
        }
        reveal(Self.item(of: draft.text))
        var session = EditSession(
            target: draft.text, title: name(of: draft.text), base: draft.base,
            inlines: inlines(of: draft.text), typed: draft.typed,
            cursor: draft.cursor)
        let meeting = session.rebase(onto: base(of: draft.text))
        editing = session
        return meeting
    }

    /// A text that the store did not take goes back into its field, to be kept once more or to be copied.
    mutating func giveBack(
        _ own: (text: TextRef, typed: String), after reason: String
    ) -> [EditorEffect] {
        let draft = FieldDraft(
            text: own.text, base: base(of: own.text), typed: own.typed.withoutInlineMarks,
            cursor: own.typed.utf8.count)
        if editing == nil, overlay == nil, resume(draft) != nil {
            notice = Notice(.error, reason)
            return [.saveDraft(draft)]
        }
        notice = Notice(
            .error, reason + " The palette's “Restore the cancelled text” has what you typed.")
        return setAside(draft)
    }

    // MARK: - What others change meanwhile

    /// After a change of the document: the field follows its text. Where that is gone it stays open all the same: letters that
    /// are on their way are meant for it, and would be commands without it.
    mutating func rebaseField() -> [EditorEffect] {
        guard var session = editing, session.hunk == nil else { return [] }
        session.isGone = document?.site[session.target.node] == nil
        editing = session
        if session.isGone {
            tellGone()
            return session.isChanged ? [.saveDraft(session.draft)] : []
        }
        // What settles a conflict stands for all sides of it, whatever comes meanwhile.
        if session.settling != nil { return [] }
        let typed = session.field.text
        let meeting = session.rebase(onto: base(of: session.target))
        editing = session
        tell(meeting)
        return session.isChanged && session.field.text != typed ? [.saveDraft(session.draft)] : []
    }

    /// Says, as long as the field is open, that its text is not there any more.
    mutating func tellGone() {
        guard editing?.isGone == true else { return }
        let cancel = keymap.shown("cancel", in: .field) ?? "Esc"
        notice = Notice(
            .warning,
            "This text was deleted elsewhere; the trash has it. \(cancel) closes the field and keeps your words."
        )
    }

    /// Closes the field of a text that is gone; the words can be pasted, and restored once the text is there again.
    mutating func leaveGone(_ session: EditSession) -> [EditorEffect] {
        editing = nil
        guard session.isChanged else { return endDraft(of: session.target) }
        copiedText = session.field.text
        registers.keep(.text(session.field.text))
        let paste = keymap.shown("paste-text", in: .field) ?? "paste"
        notice = Notice(
            .info,
            "Its text was deleted elsewhere; \(paste) puts your words into another, and once it is back "
                + "the palette's “Restore the cancelled text” has them.")
        return setAside(session.draft)
    }

    private mutating func tell(_ meeting: EditSession.Meeting) {
        switch meeting {
        case .none: break
        case .apart:
            // An undo that was asked for before the field was opened is no news.
            guard turning.isEmpty else { break }
            let isChanged = editing?.isChanged == true
            notice = Notice(
                .info,
                isChanged
                    ? "The text was changed elsewhere as well; both changes are in the field."
                    : "The text was changed elsewhere; this is how it reads now.")
        case .contested: tellContest()
        }
    }

    /// Says, as long as the field is open, that Enter takes other words away.
    mutating func tellContest() {
        guard let session = editing, let words = contest(in: session) else { return }
        notice = words
    }

    /// nil where nobody else changed the words that are typed.
    private func contest(in session: EditSession, after start: String = "") -> Notice? {
        guard let theirs = session.contested else { return nil }
        // A language without a text of its own shows another's, and Enter takes nothing from it.
        guard shownText(session.target) != nil else {
            return Notice(.info, start + "The text of the other language was changed elsewhere.")
        }
        let isGone = theirs.allSatisfy(\.isWhitespace)
        let change = isGone ? "Emptied elsewhere meanwhile" : "Changed elsewhere meanwhile: "
        return Notice(
            .warning,
            start + change + (isGone ? "" : Self.beginning(of: theirs))
                + ". Enter puts yours in its place, Esc leaves "
                + (isGone ? "it empty." : "theirs."))
    }

    /// Said when Enter has put a text in the place of another that came meanwhile.
    mutating func tellReplaced(_ theirs: String, in ref: TextRef) {
        guard canEdit, shownText(ref) != nil, !theirs.allSatisfy(\.isWhitespace) else { return }
        let undo = keymap.shown("undo", in: .tree) ?? "undo"
        notice = Notice(
            .info, "Yours stands in place of \(Self.beginning(of: theirs)); \(undo) takes it back.")
    }

    /// Said when a text in hand was left by going elsewhere: it is in the site, as after Enter.
    mutating func tellKept(_ title: String) {
        let undo = keymap.shown("undo", in: .tree) ?? "undo"
        notice = Notice(.done, "\(title) is saved; \(undo) takes the change back.")
    }

    /// `“Coffee and cake”`, `“Vegan bread, baked…”`: what there is room for in a sentence.
    static func beginning(of text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "“" + (words.count > 30 ? words.prefix(29) + "…" : words) + "”"
    }
}
