import EditorCore

/// Lists laid over the panes.
extension ScreenPainter {
    mutating func paintOverlay() {
        guard let overlay = state.overlay else { return }
        if overlay.kind == .conflicts { return paintMerges() }
        if overlay.kind == .pageFind { return paintPageFind(overlay) }
        let places = state.overlayLayout
        let area = CellRect(places.area)
        frame.fill(area, style: theme.groundedStyle(.panel))
        if places.hasBorder { paintBorder(area, overlay) }
        paintQuery(of: overlay, in: CellRect(places.query))
        paintSummary(of: overlay, in: CellRect(places.summary))
        let list = CellRect(places.list)
        if overlay.items.isEmpty, overlay.search == nil {
            put(emptyWords(overlay), in: list, .panelDim)
        }
        let names = nameWidth(overlay, in: list)
        for line in 0..<list.height where overlay.items.indices.contains(overlay.top + line) {
            let index = overlay.top + line
            let rect = CellRect(
                row: list.row + line, column: list.column, width: list.width, height: 1)
            paint(overlay.items[index], of: overlay.kind, names: names, in: rect)
            guard index == overlay.cursor else { continue }
            frame.tint(rect, style: style(.panelCursor))
            // Where nothing is typed, the terminal's cursor is on the row: readers of screens follow it.
            if overlay.query == nil {
                frame.cursor = Frame.Cursor(row: rect.row, column: rect.column)
            }
        }
        paintNotes(of: overlay, in: CellRect(places.notes))
        let hints = CellRect(places.hints)
        if !hints.isEmpty { put(Hint.line(state.hints, in: hints.width), in: hints, .panelDim) }
    }

    /// What is looked for in the page, and which match is shown.
    private mutating func paintPageFind(_ overlay: Overlay) {
        let area = CellRect(state.overlayLayout.area)
        frame.fill(area, style: theme.groundedStyle(.panel))
        let count = state.page.find?.count ?? ""
        let width = ShownCharacter.width(of: count)
        var field = area
        if area.width > width + 16 {
            put(count, in: area, column: area.width - width - 1, .panelDim)
            field.width -= width + 2
        }
        paintQuery(of: overlay, in: field)
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
        let words = Hint.line(state.hints, in: area.width - 8)
        guard !words.isEmpty else { return }
        frame.put(
            " \(words) ", row: bottom, column: area.column + 2,
            style: theme.groundedStyle(.panelDim))
    }

    private mutating func paintQuery(of overlay: Overlay, in rect: CellRect) {
        guard !rect.isEmpty else { return }
        guard let query = overlay.query else {
            if let words = countWords(overlay) { put(words, in: rect, .panelDim) }
            frame.cursor = Frame.Cursor(row: rect.row + 1, column: rect.column)
            return
        }
        if overlay.awaitsKey {
            put("Press a key: what it does in each place is shown.", in: rect, .panelKey)
            frame.cursor = Frame.Cursor(row: rect.row, column: rect.column)
            return
        }
        let mark =
            overlay.kind == .commandLine ? ":" : overlay.kind == .pageFind ? " find: " : "› "
        let part = overlay.search?.part
        var column = put(mark, in: rect, .panelKey)
        let room = Self.room(
            of: query, beside: overlay.replacement, in: rect.width - column, part: part)
        column = put(
            query, in: rect, column: column, width: room,
            hasKeyboard: part == nil || part == .needle)
        if query.isEmpty, let words = countWords(overlay) {
            put(
                clipped(words, to: rect.width - column - 1), in: rect, column: column + 1, .panelDim
            )
        }
        guard let replacement = overlay.replacement else { return }
        column += put(Self.arrow, in: rect, column: column, .panelKey)
        put(
            replacement, in: rect, column: column, width: rect.width - column,
            hasKeyboard: part == .replacement)
    }

    private static let arrow = "  →  "

    /// The cells that the first field may take: the one that is typed into needs them most, the other keeps a third.
    private static func room(
        of field: TextField, beside other: TextField?, in width: Int, part: SearchForm.Part?
    ) -> Int {
        guard let other else { return width }
        let room = max(0, width - arrow.count)
        let (own, next) = (
            ShownCharacter.width(of: field.text) + 1, ShownCharacter.width(of: other.text) + 1
        )
        return part == .replacement
            ? min(own, max(room / 3, room - next)) : min(own, room - min(next, room / 3))
    }

    /// A field of the query's row, as much of it as has room; the column behind it.
    @discardableResult
    private mutating func put(
        _ field: TextField, in rect: CellRect, column: Int, width: Int, hasKeyboard: Bool
    ) -> Int {
        let width = max(0, min(width, rect.width - column))
        guard hasKeyboard else {
            return column + put(clipped(field.text, to: width), in: rect, column: column, .panelDim)
        }
        let window = field.window(width: width)
        frame.cursor = Frame.Cursor(
            row: rect.row,
            column: min(rect.column + column + window.cursor, max(rect.column, rect.endColumn - 1)))
        return column + put(window.text, in: rect, column: column, .panel)
    }

    /// What was found, or why nothing was, and how it is looked for.
    private mutating func paintSummary(of overlay: Overlay, in rect: CellRect) {
        guard !rect.isEmpty, let form = overlay.search else { return }
        let manner = form.manner
        let width = ShownCharacter.width(of: manner)
        let isBeside = rect.height == 1 && rect.width > width + 24
        put(
            clipped(form.summary, to: isBeside ? rect.width - width - 2 : rect.width), in: rect,
            form.fault == nil ? .panelDim : .error)
        if isBeside { put(manner, in: rect, column: rect.width - width, .panelKey) }
        guard rect.height > 1 else { return }
        let below = CellRect(
            row: rect.row + 1, column: rect.column, width: rect.width, height: 1)
        put(clipped(manner, to: rect.width), in: below, .panelKey)
    }

    /// How many there are, where that is worth a word.
    private func countWords(_ overlay: Overlay) -> String? {
        let count = overlay.items.count
        guard count > 0 else { return nil }
        return switch overlay.kind {
        case .tasks: "\(count) waiting or refused."
        case .undoTree: "The newest first; Enter brings the site to how it stood after a step."
        case .timeline: "The newest first, by this machine's clock. Letters filter."
        default: nil
        }
    }

    private func emptyWords(_ overlay: Overlay) -> String {
        switch overlay.kind {
        case .newSite: return "Say it in a sentence, as in: a bakery in Porto with prices."
        case .pagePath: return "Where the page is to be found, as in: /about"
        case .newPage: return "Its title, as in: About us; or its path, as in: /about"
        default: break
        }
        if overlay.query?.isEmpty == false {
            return state.readsHistory
                ? "Nothing of that so far; older steps are being read." : "Nothing is called that."
        }
        return switch overlay.kind {
        case .trash: "The trash is empty."
        case .tasks:
            state.sync.connection == .local
                ? "Nothing waits: everything is saved on this computer; no server is set up to send it to."
                : "Nothing waits: everything is saved, and nothing is left to send."
        case .timeline: "The history is being read."
        case .undoTree: "Nothing was done here yet, or what was is gone from this device."
        case .difference: "Nothing that is seen differs."
        case .sites: "No site yet. \(state.keymap.shown("ask") ?? "Ask"): say what it is for."
        default: "Nothing here."
        }
    }

    /// Lists whose rows say something beside a name, in a column of its own.
    private static let aligned: Set<Overlay.Kind> = [
        .palette, .commandLine, .help, .timeline, .themes, .keymaps, .goTo, .trash, .moveTo, .sites,
    ]

    /// In narrower lists a name is worth more than the beginning of a sentence.
    private static let alignedMin = 60

    /// The cells of the names in a list: those of the longest that is shown, up to half of the row; nil where the column
    /// behind them is where each name ends.
    private func nameWidth(_ overlay: Overlay, in list: CellRect) -> Int? {
        guard Self.aligned.contains(overlay.kind), list.width >= Self.alignedMin else { return nil }
        let shown = overlay.items.dropFirst(overlay.top).prefix(list.height)
        let longest = shown.map { ShownCharacter.width(of: $0.title) }.max() ?? 0
        let half = list.width / 2
        return min(max(longest, min(22, half)), half)
    }

    private mutating func paint(
        _ item: OverlayItem, of kind: Overlay.Kind, names: Int?, in rect: CellRect
    ) {
        if kind == .source || kind == .difference {
            put(item.title, in: rect, role(of: item.look))
            return
        }
        if !item.pieces.isEmpty { return paint(match: item, in: rect) }
        let keyWidth = ShownCharacter.width(of: item.keys)
        let isHelp = kind == .help
        let titleColumn = isHelp ? min(16, rect.width / 3) : 0
        if isHelp { put(clipped(item.keys, to: titleColumn - 1), in: rect, .panelKey) }
        let room = rect.width - titleColumn - (isHelp || keyWidth == 0 ? 0 : keyWidth + 1)
        let used = put(
            clipped(item.title, to: min(room, names ?? (kind == .goTo ? room / 2 : room))),
            in: rect, column: titleColumn, .panel)
        let detailColumn =
            titleColumn + (names.map { $0 + 2 } ?? max(used + 2, min(24, room / 2)))
        put(
            clipped(item.detail, to: titleColumn + room - detailColumn), in: rect,
            column: detailColumn, .panelDim)
        if !isHelp, keyWidth > 0 {
            put(item.keys, in: rect, column: rect.width - keyWidth, .panelKey)
        }
    }

    private func role(of look: OverlayItem.Note.Kind) -> Role {
        switch look {
        case .removed: .diffRemoved
        case .added: .diffAdded
        case .title: .panelTitle
        case .dim: .panelDim
        case .plain: .panel
        }
    }

    /// A match in its words, with what takes its place, and where it stands.
    private mutating func paint(match item: OverlayItem, in rect: CellRect) {
        var column = 0
        if let isChosen = item.isChosen {
            column = put(isChosen ? "✓ " : "· ", in: rect, .panelKey)
        }
        let place = clipped(item.detail, to: rect.width / 3)
        let end = rect.width - ShownCharacter.width(of: place)
        put(place, in: rect, column: end, .panelDim)
        for piece in visible(item.pieces, room: end - 2 - column) {
            let text = clipped(piece.text, to: end - 2 - column)
            column += put(text, in: rect, column: column, role(of: piece.kind))
        }
    }

    /// The same with as little of the words before as lets the match be seen.
    private func visible(_ pieces: [OverlayItem.Piece], room: Int) -> [OverlayItem.Piece] {
        guard let first = pieces.first, first.kind == .plain else { return pieces }
        let matched = pieces.dropFirst().filter { $0.kind != .plain }
            .reduce(0) { $0 + ShownCharacter.width(of: $1.text) }
        let most = max(8, room - matched - 8)
        guard first.text.count > most else { return pieces }
        return [.init(kind: .plain, text: "…" + first.text.suffix(most - 1))] + pieces.dropFirst()
    }

    private func role(of kind: OverlayItem.Piece.Kind) -> Role {
        switch kind {
        case .plain: .panel
        case .match: .panelMatch
        case .removed: .diffRemoved
        case .added: .diffAdded
        }
    }

    private mutating func paintNotes(of overlay: Overlay, in rect: CellRect) {
        guard !rect.isEmpty, let item = overlay.current else { return }
        let notes = NoteLines(item.notes, width: rect.width, rows: rect.height)
        for (row, line) in notes.lines.enumerated() {
            put(line.text, in: rect, row: row, role(of: line.kind))
        }
    }
}
