import SiteHistory
import SiteMarkup
import SiteModel

/// Texts and attributes, edited in place.
extension EditorState {
    /// Opens a field on the row under the cursor, or folds it where there is nothing to type.
    mutating func beginEditing() -> [EditorEffect] {
        guard editing == nil, let row = tree.current else { return [] }
        guard row.item.isEditable else {
            if case .asset(let node) = row.item {
                return explainPicture(node) ? [] : editExternally()
            }
            if case .raw(let node) = row.item { return explainRaw(node) }
            if row.fold != .none {
                tree.toggle(row.item)
                rebuildTree()
            }
            return []
        }
        if refusesChanges() { return [] }
        guard let ref = ref(of: row.item) else { return [] }
        return openField(on: ref)
    }

    /// Opens a field on the row under the cursor, or on the headline or first text of what it holds; what is typed next is never
    /// taken for commands without a word.
    mutating func editFirst() -> [EditorEffect] {
        guard let row = tree.current, row.fold != .none, !row.item.isEditable else {
            return beginEditing()
        }
        guard let site = document?.site, document?.isHollow(row.item.node) != true else {
            return refuse("It is still being read: once more, please.")
        }
        let texts = site.subtree(of: row.item.node).dropFirst().lazy.filter { $0.kind == .text }
        // What somebody calls its text is its headline, whatever small print stands above.
        let wanted = texts.first { Self.isHeadline($0, in: site) } ?? texts.first
        guard let first = wanted.flatMap({ Self.item(of: $0) }) else {
            return refuse("That is not a text, and none is in it.")
        }
        reveal(first)
        return beginEditing()
    }

    /// Whether a text is of a heading, also through an element in it.
    private static func isHeadline(_ text: Node, in site: Site) -> Bool {
        var holder = text.parent.flatMap { site[$0] }
        while let here = holder, here.kind == .element {
            if ["h1", "h2", "h3", "h4", "h5", "h6"].contains(here.content.tag) { return true }
            holder = here.parent.flatMap { site[$0] }
        }
        return false
    }

    /// What `edit` does on the row under the cursor; `editWords` follow where it rests.
    var editWordsAtCursor: EditWords {
        guard let row = tree.current else { return .nothing }
        switch row.item {
        case .text, .attribute: return .edit
        case .asset(let node): return document?.site[node]?.media == nil ? .edit : .describe
        case .raw: return .explain
        default: break
        }
        return switch row.fold {
        case .none: .nothing
        case .folded: .unfold
        case .unfolded: .fold
        }
    }

    /// What a key that edits does; its words are a hint.
    enum EditWords: String, Hashable, Sendable {
        case edit, unfold, fold
        case explain = "why it is kept"
        case describe = "what it is"
        case nothing = ""
    }

    /// Says what a picture's file is; false for a style sheet.
    private mutating func explainPicture(_ node: NodeID) -> Bool {
        guard let file = document?.site[node], file.media != nil else { return false }
        let size = file.fields[.pixels].map { ", \($0.plain) pixels" } ?? ""
        notice = Notice(
            .info, "\(file.fields[.file]?.plain ?? "This") is a picture\(size): pages show it.")
        return true
    }

    /// The text that an item stands for, in the language at hand.
    func ref(of item: TreeItem) -> TextRef? {
        switch item {
        case .text(let node, let field): TextRef(node, TextKey(field, locale))
        case .attribute(let node, let name): TextRef(attribute: name, of: node)
        case .asset(let node):
            document?.site[node]?.media == nil ? TextRef(node, .css) : nil
        default: nil
        }
    }

    /// What a field on that text begins with: the text, or that of the default language.
    func base(of ref: TextRef) -> String {
        shownText(ref) ?? document?.site.text(of: ref.node, ref.key.field, locale: locale) ?? ""
    }

    private mutating func openField(on ref: TextRef) -> [EditorEffect] {
        if let field = ref.attributeField,
            case .raw(_, let reason)? = document?.site[ref.node]?.fields[field]
        {
            notice = Notice(
                .warning, "This attribute was refused (\(reason)) and is kept as it came.")
            return []
        }
        editing = EditSession(
            target: ref, title: name(of: ref), base: base(of: ref), inlines: inlines(of: ref))
        return []
    }

    private mutating func explainRaw(_ node: NodeID) -> [EditorEffect] {
        let reason = document?.site[node]?.content.reason ?? ""
        notice = Notice(.info, "Kept as it came, never published (\(reason)).")
        return []
    }

    // MARK: - Typing

    /// Changes the field; what is typed becomes durable as a draft.
    mutating func changeField(_ kind: EditSession.Change, _ body: (inout TextField) -> Void)
        -> [EditorEffect]
    {
        guard var session = editing else { return [] }
        let before = session.field.text
        session.change(kind, body)
        editing = session
        return session.field.text == before ? [] : keep(session)
    }

    /// Makes what is typed durable: as a draft, or in the proposal that it belongs to.
    func keep(_ session: EditSession) -> [EditorEffect] {
        guard let hunk = session.hunk else { return [.saveDraft(session.draft)] }
        return [.reviseHunk(hunk, session.field.text.cleanedForText)]
    }

    /// What is to be kept when the program ends now.
    func keepTyped() -> [EditorEffect] {
        editing.map { $0.isChanged ? keep($0) : [] } ?? []
    }

    /// A key of texts, in the field, the prompt or the query of an overlay.
    mutating func editField(_ name: String) -> [EditorEffect] {
        switch name {
        case "commit-edit": return overlay == nil && !keepsFieldOpen() ? commitField() : []
        case "next-field", "previous-field": return editNeighbour(name == "next-field" ? 1 : -1)
        case "send-prompt": return sendPrompt()
        case "prompt-older", "prompt-newer": return recallPrompt(name == "prompt-older" ? -1 : 1)
        case "cut-text", "copy-text": return copyTyped(cuts: name == "cut-text")
        case "paste-text": return textToPaste().map { put($0) } ?? []
        case "break-line": return overlay == nil ? breakLine() : []
        case "select-all": moveInField { $0.selectAll() }
        case "select-matches": selectMatches()
        case "set-mark":
            moveInField { $0.setMark() }
            notice = Notice(.info, "The mark is set: movements select.")
        case "kill-to-line-end", "kill-word-back", "kill-word-forward": return kill(name)
        default: return moveOrDelete(name)
        }
        return []
    }

    private mutating func moveOrDelete(_ name: String) -> [EditorEffect] {
        if let movement = Self.movement(name) {
            let width = lineWidth
            moveInField { $0.move(movement, width: width, selecting: name.hasPrefix("select-")) }
            return []
        }
        guard let deletion = Self.deletion(name) else { return unknownField(name) }
        return changeTyped(.deleting, deletion)
    }

    /// Tab: keeps the text and opens the next one of the page.
    private mutating func editNeighbour(_ step: Int) -> [EditorEffect] {
        guard let session = editing else { return [] }
        if session.hunk != nil { return commitField() }
        if keepsFieldOpen() { return [] }
        let effects = commitField()
        // What settled a conflict goes on with the next one.
        if overlay != nil { return effects }
        let before = tree.current?.item
        stepToText(step)
        return tree.current?.item == before ? effects : effects + beginEditing()
    }

    private mutating func unknownField(_ name: String) -> [EditorEffect] {
        notice = Notice(.error, "There is no command called \(name).")
        return []
    }

    /// Said once: who makes a line sees none on the page.
    private mutating func breakLine() -> [EditorEffect] {
        let effects = type("\n")
        guard !hasToldBreak, let ref = editing?.target, ref.key.field == "text",
            let parent = document?.site[ref.node]?.parent.flatMap({ document?.site[$0] }),
            !["pre", "textarea", "listing"].contains(parent.content.tag)
        else { return effects }
        hasToldBreak = true
        notice = Notice(
            .info, "Unless a style says otherwise, the page shows a line break as a space.")
        return effects
    }

    private static func movement(_ name: String) -> TextField.Movement? {
        switch name.hasPrefix("select-") ? name.dropFirst("select-".count) : name[...] {
        case "char-left": .left
        case "char-right": .right
        case "line-up": .up
        case "line-down": .down
        case "word-left": .wordLeft
        case "word-right": .wordRight
        case "line-start": .lineStart
        case "line-end": .lineEnd
        case "text-start": .textStart
        case "text-end": .textEnd
        case "text-page-up": .pageUp
        case "text-page-down": .pageDown
        default: nil
        }
    }

    /// The cells of a line in the field that has the keyboard; 0 where it does not wrap.
    private var lineWidth: Int {
        if overlay != nil { return 0 }
        return editing != nil ? layout.fieldWidth : layout.promptWidth
    }

    private static func deletion(_ name: String) -> ((inout TextField) -> Void)? {
        switch name {
        case "delete-back": { $0.deleteBackward() }
        case "delete-forward": { $0.deleteForward() }
        case "delete-word-back": { $0.deleteWordBackward() }
        case "delete-word-forward": { $0.deleteWordForward() }
        case "delete-to-line-end": { $0.deleteToLineEnd() }
        case "delete-to-line-start": { $0.deleteToLineStart() }
        default: nil
        }
    }

    /// Every place of the selected text, or of the word at the cursor, in the field of the page.
    private mutating func selectMatches() {
        guard var session = editing, overlay == nil else {
            notice = Notice(
                .info, "Enter opens a text first; then its words can be changed together.")
            return
        }
        var count = 0
        session.move { count = $0.selectMatches() }
        editing = session
        notice =
            switch count {
            case 0: Notice(.info, "There is no word at the cursor.")
            case 1: Notice(.info, "It stands here only.")
            default: Notice(.info, "\(count) places; what is typed changes all of them.")
            }
    }

    mutating func stepField(_ forward: Bool) -> [EditorEffect] {
        guard var session = editing else { return [] }
        if forward { session.redo() } else { session.undo() }
        editing = session
        return keep(session)
    }

    // MARK: - Ending

    /// Enter: what was typed becomes part of the site.
    mutating func commitField() -> [EditorEffect] {
        guard let session = editing else { return [] }
        if session.isGone { return leaveGone(session) }
        editing = nil
        if let refused = refusal(of: session) {
            tell(refused)
            return setAside(session.draft)
        }
        if let conflict = session.settling { return settle(with: session, conflict) }
        let typed = session.field.text.cleanedForText
        if let hunk = session.hunk {
            return typed == session.original ? [] : [.reviseHunk(hunk, typed)]
        }
        guard typed != session.original else { return endDraft(of: session.target) }
        if let theirs = session.contested { tellReplaced(theirs, in: session.target) }
        return commit(typed, to: session.target, base: session.base)
            + endDraft(of: session.target)
    }

    func inlines(of ref: TextRef) -> [InlineTag] {
        document?.site[ref.node]?.content.inlines ?? []
    }

    /// Commits a text or an attribute that was read as `base`.
    mutating func commit(_ typed: String, to ref: TextRef, base: String) -> [EditorEffect] {
        let edit: SiteEdit
        var new = typed
        if let field = ref.attributeField {
            edit = .setField(ref.node, field, .text(typed))
        } else {
            new = RichText.setting(base, toPlain: typed, inlines: inlines(of: ref))
            // A language that has no text yet starts from nothing, whatever the field showed.
            let isThere = shownText(ref) != nil
            edit = .setText(ref, from: isThere ? base : "", to: new)
        }
        let effects = commit([edit], name(of: ref))
        if case .commit(_, _, let token)? = effects.first {
            ahead[token] = (ref, new)
            rebuildTree()
        }
        return effects
    }

    /// Esc: the text stays as it was; what was typed can be had back.
    mutating func cancelField() -> [EditorEffect] {
        guard let session = editing else { return [] }
        if session.isGone { return leaveGone(session) }
        editing = nil
        if let hunk = session.hunk {
            return session.isChanged ? [.reviseHunk(hunk, session.original)] : []
        }
        if session.settling != nil { returnToMerges() }
        guard session.isChanged else { return endDraft(of: session.target) }
        notice = Notice(
            .info, "Cancelled; the palette's “Restore the cancelled text” brings it back.")
        return setAside(session.draft)
    }

    // MARK: - Another program

    mutating func editExternally() -> [EditorEffect] {
        guard canEdit, editing?.hunk == nil, let item = tree.current?.item,
            let ref = editing?.target ?? ref(of: item)
        else {
            notice = Notice(.info, "Go to a text, an attribute or a style sheet to edit it there.")
            return []
        }
        let base = base(of: ref)
        let text = editing?.field.text ?? RichText.plain(base, inlines: inlines(of: ref))
        editing = nil
        return [
            .runExternalEditor(
                ref, base: base, text: text, suffix: ref.key == .css ? ".css" : ".txt")
        ]
    }

    /// Commits what the other program left.
    mutating func takeBack(_ ref: TextRef, base: String, text: String?) -> [EditorEffect] {
        guard var text = text?.cleanedForText else {
            notice = Notice(.info, "The text stays as it was.")
            return [.redraw]
        }
        // Programs end a file with a line feed; texts have none of their own.
        if text.hasSuffix("\n"), !base.hasSuffix("\n") { text.removeLast() }
        var session = EditSession(
            target: ref, title: name(of: ref), base: base, inlines: inlines(of: ref), typed: text)
        guard session.isChanged else { return [.redraw] + endDraft(of: ref) }
        _ = session.rebase(onto: self.base(of: ref))
        if let refused = refusal(of: session) {
            tell(refused)
            return [.redraw] + setAside(session.draft)
        }
        if let theirs = session.contested { tellReplaced(theirs, in: ref) }
        return [.redraw] + commit(session.field.text, to: ref, base: session.base)
            + endDraft(of: ref)
    }
}
