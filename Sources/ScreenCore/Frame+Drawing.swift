import EditorCore

extension Frame {
    /// Draws a text on one row, left to right, and cuts it at `maxWidth`, at the edge and at both sides of the grid.
    ///
    /// What it draws is what `ShownCharacter` shows: no control character passes. A wide character that has only one
    /// cell left becomes a space. Colours that the style leaves open stay as they are beneath.
    ///
    /// - Returns: The cells drawn on or passed over, 0...`maxWidth`.
    @discardableResult
    package mutating func put(
        _ text: some StringProtocol, row: Int, column: Int, style: CellStyle, maxWidth: Int = .max
    ) -> Int {
        guard row >= 0, row < rows, maxWidth > 0, column > Int.min / 2 else { return 0 }
        if let used = putPlain(text, row, column, style, maxWidth) { return used }
        var used = 0
        var pen = Pen(style)
        for character in text {
            guard let (shown, width) = ShownCharacter.glyph(of: character) else { continue }
            let place = column + used
            if place >= columns || used >= maxWidth { break }
            let fits = used + width <= maxWidth && place + width <= columns
            if place >= 0, fits {
                set(row, place, glyph(of: shown), UInt8(width), &pen)
            } else if place + width > 0 {
                // Half of it is outside: a space stands for the other half.
                set(row, max(0, place), 0x20, 1, &pen)
            }
            used += fits ? width : 1
        }
        return used
    }

    /// Draws a text of printable ASCII alone, which most are, byte by byte; nil for any other.
    private mutating func putPlain(
        _ text: some StringProtocol, _ row: Int, _ column: Int, _ style: CellStyle, _ maxWidth: Int
    ) -> Int? {
        text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
            guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
            guard column < columns else { return 0 }
            var pen = Pen(style)
            let used = min(bytes.count, maxWidth, columns - column)
            let first = max(0, -column)
            guard first < used else { return used }
            setNarrow(row, (column + first)..<(column + used), &pen) { UInt32(bytes[$0 - column]) }
            return used
        } ?? nil
    }

    /// Draws a text that ends before `endColumn`.
    @discardableResult
    package mutating func put(
        _ text: some StringProtocol, row: Int, endColumn: Int, style: CellStyle
    ) -> Int {
        put(text, row: row, column: endColumn - ShownCharacter.width(of: text), style: style)
    }

    /// Fills a rectangle with one character of one cell.
    package mutating func fill(_ rect: CellRect, with character: Character = " ", style: CellStyle)
    {
        let area = rect.intersection(bounds)
        guard !area.isEmpty, let (shown, width) = ShownCharacter.glyph(of: character), width == 1
        else { return }
        let glyph = glyph(of: shown)
        var pen = Pen(style)
        for row in area.row..<area.endRow {
            setNarrow(row, area.column..<area.endColumn, &pen) { _ in glyph }
        }
    }

    /// Makes a rectangle as blank as a new frame is. No wide character may stand across its sides.
    package mutating func clear(_ rect: CellRect) {
        let area = rect.intersection(bounds)
        for row in area.row..<max(area.row, area.endRow) {
            for column in area.column..<max(area.column, area.endColumn) {
                cells[row * columns + column] = .blank(0)
            }
        }
    }

    /// Lays a style over what is drawn already: a cursor's bar, a dimmed background.
    package mutating func tint(_ rect: CellRect, style: CellStyle) {
        let area = rect.intersection(bounds)
        guard !area.isEmpty else { return }
        var pen = Pen(style)
        for row in area.row..<area.endRow {
            for column in area.column..<area.endColumn {
                let index = row * columns + column
                cells[index].style = penRow(&pen, over: cells[index].style)
            }
        }
    }

    /// The cells of a rectangle of one row, for `put(_:in:)`.
    func cells(in rect: CellRect) -> [Cell] { Array(cells[indices(of: rect)]) }

    /// Puts cells of this frame back.
    mutating func put(_ old: [Cell], in rect: CellRect) {
        cells.replaceSubrange(indices(of: rect), with: old)
    }

    /// Puts a row of cells that this frame had elsewhere in a rectangle of one row.
    mutating func put(_ old: [Cell], at rect: CellRect, fromRow row: Int) {
        let target = indices(of: rect)
        let start = row * columns + rect.column
        guard !target.isEmpty, old.indices.contains(start + target.count - 1) else { return }
        cells.replaceSubrange(target, with: old[start..<start + target.count])
    }

    private func indices(of rect: CellRect) -> Range<Int> {
        let area = rect.intersection(bounds)
        let start = area.row * columns + area.column
        return start..<(start + (area.isEmpty ? 0 : area.width))
    }

    /// Puts a glyph into its cells; what is left of a wide one that it covers by half becomes a space.
    private mutating func set(
        _ row: Int, _ column: Int, _ glyph: UInt32, _ width: UInt8, _ pen: inout Pen
    ) {
        let index = row * columns + column
        let style = penRow(&pen, over: cells[index].style)
        clearHalves(row, column)
        cells[index] = Cell(glyph: glyph, style: style, width: width)
        if width == 2, column + 1 < columns {
            clearHalves(row, column + 1)
            cells[index + 1] = Cell(glyph: 0x20, style: style, width: 0)
            cells[index] = Cell(glyph: glyph, style: style, width: width)
        }
    }

    /// Puts glyphs of one cell into columns that are inside the grid; runs over one style are written together.
    private mutating func setNarrow(
        _ row: Int, _ range: Range<Int>, _ pen: inout Pen, _ glyph: (Int) -> UInt32
    ) {
        let base = row * columns
        var column = range.lowerBound
        while column < range.upperBound {
            let beneath = cells[base + column].style
            let style = penRow(&pen, over: beneath)
            let end = cells.withUnsafeMutableBufferPointer { cells in
                var place = column
                while place < range.upperBound, cells[base + place].style == beneath,
                    cells[base + place].width == 1
                {
                    cells[base + place] = Cell(glyph: glyph(place), style: style, width: 1)
                    place += 1
                }
                return place
            }
            if end == column { set(row, column, glyph(column), 1, &pen) }
            column = max(end, column + 1)
        }
    }

    private mutating func clearHalves(_ row: Int, _ column: Int) {
        let index = row * columns + column
        if cells[index].width == 0, column > 0 {
            cells[index - 1] = .blank(cells[index - 1].style)
            cells[index] = .blank(cells[index].style)
        } else if cells[index].width == 2, column + 1 < columns {
            cells[index + 1] = .blank(cells[index + 1].style)
            cells[index] = .blank(cells[index].style)
        }
    }

    /// A style on its way over what lies beneath, with the last answer kept: neighbours are mostly alike.
    private struct Pen {
        let style: CellStyle
        var beneath: UInt16?
        var row: UInt16 = 0

        init(_ style: CellStyle) { self.style = style }
    }

    private mutating func penRow(_ pen: inout Pen, over beneath: UInt16) -> UInt16 {
        if pen.beneath != beneath {
            // Attributes of what is covered go with it; colours shine through.
            let under = styles[Int(beneath)]
            var result = pen.style
            result.foreground = result.foreground ?? under.foreground
            result.background = result.background ?? under.background
            pen.row = row(of: result)
            pen.beneath = beneath
        }
        return pen.row
    }
}
