/// The field that has the keyboard: the line of a list, the text that is edited in place, or the prompt.
extension EditorState {
    /// What letters go to now; nil where they go nowhere.
    var typedField: TextField? {
        if let overlay { return overlay.awaitsKey ? nil : overlay.typed }
        if let editing { return editing.field }
        return focus == .prompt && prompt.review == nil ? prompt.field : nil
    }

    /// Puts words where the cursor is.
    mutating func insert(_ text: String, as kind: EditSession.Change) -> [EditorEffect] {
        if overlay == nil, editing == nil, focus == .prompt {
            guard prompt.review == nil, !refusesChanges() else { return [] }
        }
        return changeTyped(kind) { $0.insert(text) }
    }

    /// Changes what is typed; the step can be taken back.
    mutating func changeTyped(_ kind: EditSession.Change, _ body: (inout TextField) -> Void)
        -> [EditorEffect]
    {
        if overlay != nil { return changeQuery(kind, body) }
        if editing != nil { return changeField(kind, body) }
        if typedField != nil {
            let before = prompt.field
            body(&prompt.field)
            prompt.steps.note(before, prompt.field, kind)
        }
        return []
    }

    /// Moves the cursor or the selection.
    mutating func moveInField(_ body: (inout TextField) -> Void) {
        if editing != nil, overlay == nil {
            editing?.move(body)
        } else {
            _ = changeTyped(.other, body)
        }
    }

    /// Copies what is selected, or cuts it.
    mutating func copyTyped(cuts: Bool) -> [EditorEffect] {
        guard let selected = typedField?.selectedText, !selected.isEmpty else { return [] }
        copiedText = selected
        registers.keep(.text(selected))
        if !cuts { endMark() }
        return [.setClipboard(selected)]
            + (cuts ? changeTyped(.other) { _ = $0.cutSelection() } : [])
    }

    // MARK: - Queries

    /// Changes the query, or what replaces it, and lists what is found.
    private mutating func changeQuery(
        _ kind: EditSession.Change, _ body: (inout TextField) -> Void
    ) -> [EditorEffect] {
        guard var overlay, !overlay.awaitsKey, let before = overlay.typed else { return [] }
        var field = before
        body(&field)
        overlay.steps[overlay.search?.part ?? .needle, default: TypingSteps()]
            .note(before, field, kind)
        return putQuery(field, in: overlay, insteadOf: before)
    }

    private mutating func putQuery(
        _ field: TextField, in new: Overlay, insteadOf before: TextField
    ) -> [EditorEffect] {
        var overlay = new
        if overlay.search?.part == .replacement {
            overlay.replacement = field
        } else {
            overlay.query = field
            if field.text != before.text, overlay.search == nil { overlay.filter() }
        }
        self.overlay = overlay
        if field.text != before.text {
            if overlay.kind == .help { narrowHelp() }
            if overlay.kind == .commandLine { narrowCommandLine() }
        }
        return themeUnderCursor()
    }

    // MARK: - Taking back

    /// Takes typing back, or makes it again: never a step of the site that a list hides, or that is beside words of the prompt.
    ///
    /// - Returns: nil where no words are typed, so that a step of the site is meant.
    mutating func turnTyping(forward: Bool) -> [EditorEffect]? {
        if editing != nil, overlay == nil { return stepField(forward) }
        if let overlay, let query = overlay.query {
            // The timeline is where steps of the site are looked at.
            if overlay.context == .timeline, query.isEmpty { return nil }
            return turnQuery(forward: forward)
        }
        guard overlay == nil, typedField != nil else { return nil }
        if prompt.steps.turn(&prompt.field, forward: forward) { return [] }
        return prompt.field.isEmpty && !prompt.steps.canTurn ? nil : sayNothingTurned(forward)
    }

    private mutating func turnQuery(forward: Bool) -> [EditorEffect] {
        guard var overlay, var field = overlay.typed else { return sayNothingTurned(forward) }
        let before = field
        let part = overlay.search?.part ?? .needle
        guard overlay.steps[part]?.turn(&field, forward: forward) == true else {
            return sayNothingTurned(forward)
        }
        return putQuery(field, in: overlay, insteadOf: before)
    }

    private mutating func sayNothingTurned(_ forward: Bool) -> [EditorEffect] {
        let leave = keymap.shown("cancel", in: context) ?? "Esc"
        notice = Notice(
            .info,
            "No typing is left to \(forward ? "make again" : "take back") here; \(leave) leads back to the site."
        )
        return []
    }
}
