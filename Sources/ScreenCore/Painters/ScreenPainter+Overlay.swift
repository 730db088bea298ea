import EditorCore

/// Lists laid over the panes.
extension ScreenPainter {
    mutating func paintOverlay() {
        guard let overlay = state.overlay else { return }
        let places = OverlayLayout(
            columns: layout.columns, rows: layout.rows, hasNotes: overlay.hasNotes)
        let area = CellRect(places.area)
        frame.fill(area, style: theme.groundedStyle(.panel))
        if places.hasBorder { paintBorder(area, overlay) }
        paintQuery(of: overlay, in: CellRect(places.query))
        let list = CellRect(places.list)
        if overlay.items.isEmpty { put(emptyWords(overlay), in: list, .panelDim) }
        for line in 0..<list.height where overlay.items.indices.contains(overlay.top + line) {
            let index = overlay.top + line
            let rect = CellRect(
                row: list.row + line, column: list.column, width: list.width, height: 1)
            paint(overlay.items[index], of: overlay.kind, in: rect)
            if index == overlay.cursor { frame.tint(rect, style: style(.panelCursor)) }
        }
        paintNotes(of: overlay, in: CellRect(places.notes))
    }

    private mutating func paintBorder(_ area: CellRect, _ overlay: Overlay) {
        let line = theme.groundedStyle(.panelBorder)
        let right = area.endColumn - 1
        let bottom = area.endRow - 1
        for row in [area.row, bottom] {
            frame.fill(
                CellRect(row: row, column: area.column, width: area.width, height: 1), with: "─",
                style: line)
        }
        for column in [area.column, right] {
            frame.fill(
                CellRect(row: area.row, column: column, width: 1, height: area.height), with: "│",
                style: line)
        }
        for (row, column, corner) in [
            (area.row, area.column, "╭"), (area.row, right, "╮"), (bottom, area.column, "╰"),
            (bottom, right, "╯"),
        ] { frame.put(corner, row: row, column: column, style: line) }
        frame.put(
            " \(overlay.title) ", row: area.row, column: area.column + 2,
            style: theme.groundedStyle(.panelTitle))
        let hints = state.hints.map { "\($0.keys) \($0.words)" }.joined(separator: "  ")
        frame.put(
            " \(clipped(hints, to: area.width - 8)) ", row: bottom, column: area.column + 2,
            style: theme.groundedStyle(.panelDim))
    }

    private mutating func paintQuery(of overlay: Overlay, in rect: CellRect) {
        guard !rect.isEmpty else { return }
        guard let query = overlay.query else {
            if let words = countWords(overlay) { put(words, in: rect, .panelDim) }
            frame.cursor = Frame.Cursor(row: rect.row + 1, column: rect.column)
            return
        }
        let mark = overlay.kind == .commandLine ? ":" : "› "
        var column = put(mark, in: rect, .panelKey)
        var typed = query
        if let replacement = overlay.replacement {
            column += put(query.text + "  →  ", in: rect, column: column, .panelDim)
            typed = replacement
        }
        let before = ShownCharacter.width(of: typed.textBeforeCursor)
        put(typed.text, in: rect, column: column, .panel)
        frame.cursor = Frame.Cursor(
            row: rect.row,
            column: min(rect.column + column + before, max(rect.column, rect.endColumn - 1)))
    }

    /// How many there are, where that is worth a word.
    private func countWords(_ overlay: Overlay) -> String? {
        let count = overlay.items.count
        guard count > 0 else { return nil }
        return switch overlay.kind {
        case .conflicts:
            count == 1 ? "One conflict; take a side." : "\(count) conflicts; take a side of each."
        case .tasks: "\(count) waiting or refused."
        case .timeline: "The newest first; r brings the site back to how it stood after a step."
        default: nil
        }
    }

    private func emptyWords(_ overlay: Overlay) -> String {
        if overlay.query?.isEmpty == false { return "Nothing is called that." }
        return switch overlay.kind {
        case .conflicts: "No conflict: everything that was changed in two places came together."
        case .trash: "The trash is empty."
        case .tasks: "Nothing waits: everything is saved, and nothing is left to send."
        case .timeline: "The history is being read."
        case .difference: "Nothing that is seen differs."
        case .sites: "No site yet. \(state.keymap.shown("ask") ?? "Ask"): say what it is for."
        default: "Nothing here."
        }
    }

    private mutating func paint(_ item: OverlayItem, of kind: Overlay.Kind, in rect: CellRect) {
        if kind == .source || kind == .difference {
            put(item.title, in: rect, role(of: item.look))
            return
        }
        let keyWidth = ShownCharacter.width(of: item.keys)
        let isHelp = kind == .help
        let titleColumn = isHelp ? min(16, rect.width / 3) : 0
        if isHelp { put(clipped(item.keys, to: titleColumn - 1), in: rect, .panelKey) }
        let room = rect.width - titleColumn - (isHelp || keyWidth == 0 ? 0 : keyWidth + 1)
        let used = put(
            clipped(item.title, to: kind == .goTo || kind == .find ? room * 2 / 3 : room), in: rect,
            column: titleColumn,
            .panel)
        let detailColumn = max(titleColumn + used + 2, titleColumn + min(24, room / 2))
        put(
            clipped(item.detail, to: titleColumn + room - detailColumn), in: rect,
            column: detailColumn, .panelDim)
        if !isHelp, keyWidth > 0 {
            put(item.keys, in: rect, column: rect.width - keyWidth, .panelKey)
        }
    }

    private func role(of look: OverlayItem.Note.Kind) -> Role {
        switch look {
        case .ours: .conflictOurs
        case .theirs: .conflictTheirs
        case .base: .conflictBase
        case .removed: .diffRemoved
        case .added: .diffAdded
        case .title: .panelTitle
        case .dim: .panelDim
        case .plain: .panel
        }
    }

    private mutating func paintNotes(of overlay: Overlay, in rect: CellRect) {
        guard !rect.isEmpty, let item = overlay.current else { return }
        var row = 0
        for note in item.notes {
            let role = role(of: note.kind)
            for line in TextField(note.text).layout(width: rect.width).prefix(3) {
                put(TextField(note.text).text(of: line), in: rect, row: row, role)
                row += 1
            }
        }
    }
}
