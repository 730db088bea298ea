/// Cells of one row that changed.
package struct Span: Hashable, Sendable {
    package let row: Int
    package let column: Int
    /// As in the new frame; never half of a wide character.
    package let cells: ArraySlice<Cell>

    package init(row: Int, column: Int, cells: ArraySlice<Cell>) {
        self.row = row
        self.column = column
        self.cells = cells
    }
}

extension Frame {
    /// Unchanged cells between two changes that are sent again rather than jumped over: a jump costs more bytes.
    private static let gapMax = 4

    /// What to draw so that a screen that shows `previous` shows this frame.
    ///
    /// With no frame before, or one of another size, that is everything.
    ///
    /// - Returns: Spans by row, then column; they do not touch. Their cells index this frame's tables.
    /// - Complexity: O(cells).
    package func spans(since previous: Frame?) -> [Span] {
        guard let previous, previous.columns == columns, previous.rows == rows else {
            return (0..<rows).map { row in
                Span(row: row, column: 0, cells: cells[(row * columns)..<((row + 1) * columns)])
            }
        }
        let translation = Translation(from: previous, to: self)
        var spans: [Span] = []
        for row in 0..<rows { appendSpans(of: row, since: previous, translation, to: &spans) }
        return spans
    }

    private func appendSpans(
        of row: Int, since previous: Frame, _ translation: Translation, to spans: inout [Span]
    ) {
        let base = row * columns
        var open: Range<Int>?
        for column in 0..<columns {
            let cell = cells[base + column]
            let old = previous.cells[base + column]
            if translation.isSame(old, cell) { continue }
            if let range = open, column - range.upperBound <= Self.gapMax {
                open = range.lowerBound..<(column + 1)
            } else {
                if let range = open { spans.append(span(row, range)) }
                open = column..<(column + 1)
            }
        }
        if let range = open { spans.append(span(row, range)) }
    }

    /// The span over these columns, widened so that no wide character is halved.
    private func span(_ row: Int, _ range: Range<Int>) -> Span {
        let base = row * columns
        var (start, end) = (range.lowerBound, range.upperBound)
        while start > 0, cells[base + start].width == 0 { start -= 1 }
        while end < columns, cells[base + end].width == 0 { end += 1 }
        return Span(row: row, column: start, cells: cells[(base + start)..<(base + end)])
    }

    /// Compares cells of two frames, whose tables may number the same style differently.
    private struct Translation {
        private let styles: [Int]
        private let clusters: [UInt32]

        init(from old: Frame, to new: Frame) {
            var rows: [CellStyle: Int] = [:]
            for (row, style) in new.styles.enumerated() { rows[style] = row }
            styles = old.styles.map { rows[$0] ?? -1 }
            var numbers: [Character: UInt32] = [:]
            for (row, cluster) in new.clusters.enumerated() {
                numbers[cluster] = Frame.clusterBase + UInt32(row)
            }
            clusters = old.clusters.map { numbers[$0] ?? 0 }
        }

        func isSame(_ old: Cell, _ new: Cell) -> Bool {
            guard old.width == new.width, styles[Int(old.style)] == Int(new.style) else {
                return false
            }
            guard old.glyph >= Frame.clusterBase else { return old.glyph == new.glyph }
            return clusters[Int(old.glyph - Frame.clusterBase)] == new.glyph
        }
    }
}

extension Frame {
    /// The frame as plain text, a line for each row, without the spaces at their ends: what `--dump-screen` prints.
    package func text() -> String {
        (0..<rows).map(line).joined(separator: "\n")
    }

    /// One row as text, without the spaces at its end.
    package func line(_ row: Int) -> String {
        guard row >= 0, row < rows else { return "" }
        var line = ""
        for column in 0..<columns {
            if let character = character(of: cells[row * columns + column]) {
                line.append(character)
            }
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
