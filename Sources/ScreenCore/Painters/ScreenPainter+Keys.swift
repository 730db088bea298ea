import EditorCore

/// After the first stroke of a sequence: every way on, in columns above the hint line.
extension ScreenPainter {
    /// Cells between two columns.
    private static let gap = 3

    /// Whether something was drawn over the panes.
    mutating func paintContinuations() -> Bool {
        guard !state.strokes.isEmpty, let hint = layout.hint.map(CellRect.init) else {
            return false
        }
        let ways = state.hints
        let column = 1 + ShownCharacter.width(of: state.pendingKeys ?? "") + 2
        let inLine = ways.reduce(0) { $0 + $1.width + Self.gap } - Self.gap
        if inLine <= hint.width - column {
            put(ways, in: hint, from: column)
            return false
        }
        let cell = min(hint.width, ways.map { $0.width + Self.gap }.max() ?? hint.width)
        let columns = max(1, hint.width / cell)
        let height = min((ways.count + columns - 1) / columns, hint.row)
        guard height > 0 else { return false }
        let area = CellRect(
            row: hint.row - height, column: hint.column, width: hint.width, height: height)
        frame.fill(area, style: theme.groundedStyle(.panel))
        let hidden = ways.count - height * columns
        for (index, way) in ways.enumerated() {
            // Down the columns, so that neighbours in the alphabet stand together.
            let (row, column) = (index % height, index / height * cell)
            guard column + cell <= area.width + Self.gap else { break }
            if hidden > 0, index == height * columns - 1 {
                let words = clipped("… \(hidden + 1) more", to: area.width - column - 1)
                put(words, in: area, row: row, column: column + 1, .panelDim)
                break
            }
            let keys = put(way.keys, in: area, row: row, column: column + 1, .panelKey)
            put(
                clipped(way.words, to: cell - keys - 2), in: area, row: row,
                column: column + keys + 2, .panel)
        }
        return true
    }

    private mutating func put(_ ways: [Hint], in line: CellRect, from start: Int) {
        // The line is painted by hand: it is another one with the next key.
        memory.bars[line.row] = nil
        memory.hintLook = nil
        var column = start
        for way in ways {
            column += put(way.keys, in: line, column: column, .key) + 1
            column += put(way.words, in: line, column: column, .hint) + Self.gap
        }
    }
}
