import EditorCore

/// A message that the status line has no room for.
extension ScreenPainter {
    /// Whether it stands in the status line, or in the hint line where there is none.
    func fits(_ notice: Notice, in room: Int) -> Bool {
        ShownCharacter.width(of: notice.text) <= room && !isStatusHidden
    }

    /// Whether a list lies over the line that messages stand in.
    private var isStatusHidden: Bool {
        guard let overlay = state.overlay, overlay.kind != .conflicts,
            let line = layout.status ?? layout.hint
        else { return false }
        return state.overlayLayout.area.contains(row: line.row, column: line.width / 2)
    }

    /// Shows a message whole above that line, over whatever is there; whether it did.
    mutating func paintLongNotice() -> Bool {
        guard let notice = state.notice, layout.hint != nil,
            !fits(notice, in: layout.status == nil ? layout.columns : statusRoom)
        else { return false }
        let text = TextField(notice.text)
        let sides = noticeSides
        let lines = text.layout(width: max(1, sides.count - 2))
        let bottom = noticeEnd(height: lines.count)
        let height = min(lines.count, bottom - noticeTop)
        guard height > 0 else { return false }
        let area = CellRect(
            row: bottom - height, column: sides.lowerBound, width: sides.count, height: height)
        frame.fill(area, style: style(.statusBar))
        for (row, line) in lines.prefix(height).enumerated() {
            let isCut = row == height - 1 && height < lines.count
            let words = String(text.text(of: line))
            put(
                isCut ? clipped(words + "……", to: area.width - 2) : words, in: area, row: row,
                column: 1, role(of: notice))
        }
        return true
    }

    /// The columns of a message: between the sides of a list that it stands in.
    private var noticeSides: Range<Int> {
        let places = state.overlayLayout
        guard isStatusHidden, places.hasBorder else { return 0..<layout.columns }
        let start = places.area.column + 1
        return start..<max(start, places.area.column + places.area.width - 1)
    }

    /// The first row that a message may take.
    private var noticeTop: Int {
        let places = state.overlayLayout
        guard isStatusHidden, places.hasBorder else { return layout.header == nil ? 0 : 1 }
        return places.area.row + 1
    }

    /// The row below a message: a list's border or the status line, or the row with the terminal's cursor.
    private func noticeEnd(height: Int) -> Int {
        var end = (layout.status ?? layout.hint)?.row ?? layout.rows
        if isStatusHidden {
            let places = state.overlayLayout
            end = places.area.row + places.area.height - (places.hasBorder ? 1 : 0)
        }
        if let cursor = frame.cursor?.row, (end - height..<end).contains(cursor), cursor > height {
            end = cursor
        }
        return end
    }
}
