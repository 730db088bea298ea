import PreviewCore
import SiteModel

/// Keys and the mouse.
extension EditorState {
    mutating func take(_ input: InputEvent) -> [EditorEffect] {
        if isOpening, waits(input) { return [] }
        let isSeen = leaves(input) && notice == settingsFault
        let effects = answer(input)
        if isSeen { settingsFault = nil }
        if notice == nil, overlay == nil {
            tellContest()
            tellGone()
            if notice == nil { notice = settingsFault }
        }
        return effects
    }

    /// Whether it is the key that leaves what is at hand.
    private func leaves(_ input: InputEvent) -> Bool {
        guard settingsFault != nil, case .key(let stroke) = input else { return false }
        return keymap.meaning(of: [stroke], in: context) == .intent("cancel")
    }

    /// Keys come before anybody has read what is wrong with a file: it stands until it is mended, or until Esc.
    mutating func tell(settings fault: Notice?) {
        if fault == nil, notice == settingsFault { notice = nil }
        settingsFault = fault
        if let fault { notice = fault }
    }

    /// Keeps what is typed until there is something that it can be typed into; who wants to leave need not wait.
    private mutating func waits(_ input: InputEvent) -> Bool {
        switch input {
        case .key(let stroke):
            if keymap.meaning(of: [stroke], in: context) == .intent("quit") { return false }
            typedAhead.append(input)
        case .paste: typedAhead.append(input)
        default: return false
        }
        return true
    }

    private mutating func answer(_ input: InputEvent) -> [EditorEffect] {
        switch input {
        case .key(let stroke):
            notice = nil
            return answerPaste(stroke) ?? press(stroke)
        case .paste(let text):
            arrive()
            return paste(text)
        case .mouse(let event):
            arrive()
            return point(event)
        case .focus, .reply: return []
        }
    }

    // MARK: - Keys

    private mutating func press(_ stroke: KeyStroke) -> [EditorEffect] {
        if isSpare(stroke) { return [] }
        if registers.awaitsName { return nameRegister(stroke) }
        if overlay?.awaitsKey == true { return lookUp(stroke) }
        if strokes.isEmpty, let typed = stroke.typed, overlay?.takesLetters == true {
            return type(String(typed))
        }
        if counts(stroke) { return [] }
        let sequence = operating(strokes + [stroke])
        if strokes.isEmpty, sequence.count > 1 { spareStroke = stroke }
        switch keymap.meaning(of: sequence, in: context) {
        case .intent(let name):
            strokes = []
            defer {
                if name != "count" { (count, isCountOpen) = (nil, false) }
                if name != "register" { registers.named = nil }
            }
            // What leaves a place leaves a count first.
            return name == "cancel" && count != nil ? [] : perform(name)
        case .prefix:
            strokes = sequence
            return []
        case .none:
            let wasSequence = !strokes.isEmpty
            strokes = []
            count = nil
            // What leaves a place leaves a sequence first.
            let leaves = keymap.meaning(of: [stroke], in: context) == .intent("cancel")
            if wasSequence { return leaves ? [] : unbound(sequence) }
            if let typed = stroke.typed, takesTyping { return type(String(typed)) }
            tellUnbound(stroke)
            return []
        }
    }

    /// What a sequence stands for while something is marked: there a key that is pressed twice for one row, as vi's `dd`, needs
    /// no second press.
    private func operating(_ sequence: [KeyStroke]) -> [KeyStroke] {
        guard actsAtOnce, sequence.count == 1,
            keymap.meaning(of: sequence, in: context) == .prefix,
            case .intent = keymap.meaning(of: sequence + sequence, in: context)
        else { return sequence }
        return sequence + sequence
    }

    /// Whether one press is enough of a key that is pressed twice elsewhere.
    var actsAtOnce: Bool {
        context == .tree && (tree.marks.isDragging || !tree.marks.isEmpty)
    }

    /// The second press of a key that needed one only: who pressed it from habit meant nothing else.
    private mutating func isSpare(_ stroke: KeyStroke) -> Bool {
        defer { spareStroke = nil }
        return spareStroke == stroke && strokes.isEmpty && context == .tree
    }

    /// Whether letters are written somewhere.
    private var takesTyping: Bool {
        overlay != nil || editing != nil || focus == .prompt && prompt.review == nil
    }

    /// Said of the first key that does nothing, and then no more.
    private mutating func tellUnbound(_ stroke: KeyStroke) {
        guard !hasToldUnbound, overlay == nil else { return }
        hasToldUnbound = true
        let help = keymap.shown("help", in: context).map { "; \($0) lists the keys" } ?? ""
        notice = Notice(.info, "\(stroke.shown) does nothing here\(help).")
    }

    /// A digit that says how often the next command is done.
    private mutating func counts(_ stroke: KeyStroke) -> Bool {
        guard keymap.takesCounts || count != nil, strokes.isEmpty,
            context == .tree || context == .page,
            let digit = stroke.typed.flatMap({ $0.isASCII ? $0.wholeNumberValue : nil }),
            digit > 0 || count != nil, keymap.meaning(of: [stroke], in: context) == .none
        else { return false }
        count = min(Self.countMax, (isCountOpen ? 0 : count ?? 0) * 10 + digit)
        isCountOpen = false
        return true
    }

    /// Emacs' `C-u`: four times, and each further one four times as often; or as often as the digits behind it say.
    mutating func beginCount() {
        count = min(Self.countMax, (isCountOpen ? count ?? 1 : 1) * 4)
        isCountOpen = true
    }

    /// More than this is not counted.
    private static let countMax = 9999

    private mutating func unbound(_ sequence: [KeyStroke]) -> [EditorEffect] {
        if editing != nil || focus == .prompt, overlay == nil {
            return type(String(sequence.compactMap(\.typed)))
        }
        notice = Notice(
            .info, "No command has the keys " + sequence.map(\.shown).joined(separator: " ") + ".")
        return []
    }

    /// Puts letters where letters go now.
    mutating func type(_ text: String) -> [EditorEffect] {
        isKilling = false
        return insert(text, as: .typing)
    }

    // MARK: - The mouse

    private mutating func point(_ event: MouseEvent) -> [EditorEffect] {
        switch (event.button, event.action) {
        case (.wheelUp, _): return wheel(-3, event)
        case (.wheelDown, _): return wheel(3, event)
        case (.left, .press): return click(event)
        case (.left, .drag) where isDraggingText:
            pointInField(row: event.row, column: event.column, selecting: true)
        case (.left, .drag): continueDrag(event)
        case (.left, .release):
            isDraggingText = false
            return endDrag(event)
        default: break
        }
        return []
    }

    private mutating func wheel(_ count: Int, _ event: MouseEvent) -> [EditorEffect] {
        let layout = layout
        if overlay?.kind == .conflicts {
            scrollMerge(lines: count)
        } else if overlay != nil {
            overlay?.move(by: count)
        } else if layout.pagePane?.contains(row: event.row, column: event.column) == true {
            page.scroll(by: count, height: layout.height(of: .page))
        } else if editing == nil {
            tree.move(by: count)
            revealCursorInPage()
        }
        return []
    }

    private mutating func click(_ event: MouseEvent) -> [EditorEffect] {
        notice = nil
        if overlay != nil { return clickOverlay(event) }
        isDraggingText = isField(row: event.row, column: event.column)
        if isDraggingText {
            pointInField(row: event.row, column: event.column, selecting: false)
            return []
        }
        let layout = layout
        if let area = layout.tree, area.contains(row: event.row, column: event.column) {
            return clickTree(tree.top + event.row - area.row)
        }
        if let area = layout.page, area.contains(row: event.row, column: event.column) {
            let cell = (row: page.top + event.row - area.row, column: event.column - area.column)
            if editing == nil { return clickPage(row: cell.row, column: cell.column) }
            return leaveField(toRow: cell.row, column: cell.column)
        }
        if editing == nil, layout.pagePane?.contains(row: event.row, column: event.column) == true {
            clickBeside(event, layout)
            return []
        }
        if layout.prompt?.contains(row: event.row, column: event.column) == true {
            return focus(on: .prompt)
        }
        if layout.tabs?.contains(row: event.row, column: event.column) == true {
            return perform("next-pane")
        }
        return []
    }

    private mutating func clickOverlay(_ event: MouseEvent) -> [EditorEffect] {
        guard let shown = overlay else { return [] }
        if shown.kind == .conflicts {
            clickMerge(row: event.row)
            return []
        }
        let layout = overlayLayout
        guard layout.area.contains(row: event.row, column: event.column) else {
            return perform("cancel")
        }
        let row = event.row - layout.list.row
        guard row >= 0, row < layout.list.height, shown.items.indices.contains(shown.top + row)
        else { return [] }
        let wasThere = shown.cursor == shown.top + row
        overlay?.cursor = shown.top + row
        if shown.kind == .replace { overlay?.search?.part = .matches }
        return wasThere && shown.kind == .replace
            ? perform("list-toggle") : wasThere ? perform("list-choose") : themeUnderCursor()
    }

    private mutating func clickTree(_ row: Int) -> [EditorEffect] {
        guard tree.rows.indices.contains(row) else { return [] }
        let isAgain = tree.cursor == row && focus == .tree && editing == nil
        beginDrag(at: row, opens: isAgain)
        // What can be dragged opens when it is let go.
        if isAgain { return drag == nil ? perform("edit") : [] }
        let effects = focus(on: .tree)
        tree.cursor = row
        revealCursorInPage()
        return effects
    }

    /// Goes to the text that is drawn there; one that the cursor is on is opened, at the letter that was clicked.
    private mutating func clickPage(row: Int, column: Int) -> [EditorEffect] {
        focus = .page
        guard let item = thing(atRow: row, column: column, of: page.preview) else { return [] }
        guard item == tree.current?.item else {
            reveal(item)
            return []
        }
        let letters = previewRows(of: item).map {
            letterCount(in: $0, before: (row, column), of: page.preview)
        }
        let effects = perform("edit")
        if let letters { editing?.move { $0.place(afterLetters: letters) } }
        return effects
    }

    /// Keeps what was typed and goes to what is drawn beside the field.
    private mutating func leaveField(toRow row: Int, column: Int) -> [EditorEffect] {
        guard editing?.hunk == nil, editing?.settling == nil,
            let item = thing(atRow: row, column: column, of: page.preview)
        else { return [] }
        let effects = focus(on: .page)
        if editing == nil { reveal(item) }
        return effects
    }

    /// The same in another device's part, or on a section's name.
    private mutating func clickBeside(_ event: MouseEvent, _ layout: PaneLayout) {
        focus = .page
        if let area = layout.names, area.contains(row: event.row, column: event.column) {
            let lines = page.sections.lines(height: area.height, rowCount: page.rowCount)
            if let index = lines[event.row - area.row] {
                reveal(.section(page.sections.items[index].node))
            }
            return
        }
        for beside in layout.beside
        where beside.area.contains(row: event.row, column: event.column) {
            guard let view = page.beside[beside.platform] else { return }
            let item = thing(
                atRow: view.top + event.row - beside.area.row,
                column: event.column - beside.area.column, of: view.preview)
            if let item { reveal(item) }
        }
    }

    /// How many letters of what is drawn at a cell stand before it, in rows of the page.
    private func letterCount(
        in rows: Range<Int>, before cell: (row: Int, column: Int), of preview: PreviewPage?
    ) -> Int {
        guard let preview, rows.contains(cell.row),
            let node = run(atRow: cell.row, column: cell.column, of: preview)?.node
        else { return 0 }
        var count = 0
        for row in rows.lowerBound...cell.row {
            var column = 1
            for run in preview.rows[row].runs {
                for letter in run.text {
                    let isBefore = row < cell.row || column < cell.column
                    if isBefore, run.node == node, !letter.isWhitespace { count += 1 }
                    column += ShownCharacter.width(of: letter)
                }
            }
        }
        return count
    }

    /// What is drawn at a cell of a page; its first column is the mark's.
    private func thing(atRow row: Int, column: Int, of preview: PreviewPage?) -> TreeItem? {
        run(atRow: row, column: column, of: preview)?.node.flatMap { NodeID($0) }.flatMap {
            shownItem(of: $0)
        }
    }

    private func run(atRow row: Int, column: Int, of preview: PreviewPage?) -> PreviewRun? {
        guard let preview, preview.rows.indices.contains(row) else { return nil }
        var end = 0
        return preview.rows[row].runs.first { run in
            end += ShownCharacter.width(of: run.text)
            return column <= end
        }
    }
}
