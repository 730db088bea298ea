import EditorCore

/// The pane where a person asks for a change.
extension ScreenPainter {
    mutating func paintPrompt() {
        guard let area = layout.prompt.map(CellRect.init), !area.isEmpty else { return }
        let isFocused = state.focus == .prompt
        let look = idleLook
        if look != nil, look == memory.promptLook { return }
        memory.promptLook = look
        frame.clear(area)
        frame.fill(
            CellRect(row: area.row, column: area.column, width: area.width, height: 1), with: "─",
            style: style(isFocused ? .borderFocused : .border))
        if layout.form == .wide {
            frame.put("├", row: area.row, column: area.column - 1, style: style(.border))
        }
        put(" Ask ", in: area, column: 1, .promptTitle)
        let note = " \(promptNote) "
        put(note, in: area, column: max(7, area.width - ShownCharacter.width(of: note) - 1), .dim)
        let body = CellRect(
            row: area.row + 1, column: area.column, width: area.width, height: area.height - 1)
        switch state.prompt.phase {
        case .reviewing(let review): paint(review, in: body)
        case .composing: put("Composing… Esc stops.", in: body, column: 2, .promptProgress)
        case .idle: paintAsking(in: body, isFocused: isFocused)
        }
    }

    /// What is shown while nobody asks; nil while somebody does, for that changes with each key.
    private var idleLook: PaintMemory.PromptLook? {
        guard state.focus != .prompt, case .idle = state.prompt.phase else { return nil }
        return PaintMemory.PromptLook(state)
    }

    private var promptNote: String {
        switch state.prompt.phase {
        case .reviewing: state.reviewNote
        case .composing: "template composer"
        case .idle:
            state.prompt.again != nil
                ? "asks again for one change"
                : state.waitingProposalCount == 0 ? "template composer" : waitingNote
        }
    }

    /// How many proposals wait, and how to come to them.
    private var waitingNote: String {
        let count = state.waitingProposalCount
        let words = count == 1 ? "1 proposal waits" : "\(count) proposals wait"
        let send = state.keymap.shown("send-prompt", in: .prompt)
        let keys = state.focus == .prompt ? [] : [state.keymap.shown("ask", in: .tree)]
        let how = (keys + [send]).compactMap(\.self).joined(separator: " ")
        return how.isEmpty ? words : words + " · \(how) " + (count == 1 ? "shows it" : "shows them")
    }

    private mutating func paintAsking(in body: CellRect, isFocused: Bool) {
        guard !body.isEmpty else { return }
        put("›", in: body, column: body.width > 6 ? 1 : 0, .promptMarker)
        let field = state.prompt.field
        let column = min(3, max(0, body.width - 1))
        if field.isEmpty {
            put(
                clipped(placeholder, to: body.width - column), in: body, column: column,
                .promptPlaceholder)
        }
        let width = layout.promptWidth
        let lines = field.layout(width: width)
        let at = field.cursorCell(width: width)
        let first = max(0, min(at.row - body.height + 1, lines.count - 1))
        for line in 0..<body.height where lines.indices.contains(first + line) && !field.isEmpty {
            put(
                field.text(of: lines[first + line]), in: body, row: line, column: column,
                .promptText)
        }
        if isFocused, state.overlay == nil, state.editing == nil {
            frame.cursor = Frame.Cursor(
                row: body.row + min(max(0, at.row - first), body.height - 1),
                column: min(body.column + column + at.column, max(body.column, body.endColumn - 1)))
        }
    }

    private var placeholder: String {
        guard state.document != nil else {
            if state.isOpening { return "" }
            return "Say what your site is for: a landing page for a vegan bakery"
        }
        let isHere = state.focus == .prompt
        let keys = (isHere ? nil : state.keymap.shown("ask", in: .tree)).map { $0 + ": s" } ?? "S"
        if state.isToldSectionLocked {
            return "“\(state.currentSectionName ?? "")” is locked: no proposal changes it"
        }
        guard let name = state.currentSectionName else {
            return keys + "ay what section to add, or go to one to change it"
        }
        return keys + "ay how “\(name)” should change"
    }
}
