import PreviewCore

/// Cells of one row of a page.
package struct PageSpot: Hashable, Sendable {
    package let row: Int
    /// From the row's first cell.
    package let columns: Range<Int>
}

extension PageNeedle {
    /// Where a page's rows hold it: for each match its cells, row by row.
    ///
    /// Words of one element belong together, also where a row ends between them.
    ///
    /// - Parameter holder: Only words of this element, by its `data-pm-id`; nil for all.
    package func spots(
        in rows: Range<Int>, of page: PreviewPage, holder: String? = nil
    ) -> [[PageSpot]] {
        guard !isEmpty else { return [] }
        var streams: [String?: CellStream] = [:]
        for row in rows.clamped(to: 0..<page.rows.count) {
            var column = 0
            for run in page.rows[row].runs {
                if holder == nil || run.node == holder {
                    streams[run.node, default: CellStream()].add(run, row, column)
                }
                column += ShownCharacter.width(of: run.text)
            }
        }
        let found = streams.values.flatMap { stream in
            places(in: stream.characters).map { stream.spots($0..<$0 + characterCount) }
        }
        return found.sorted { first, second in
            guard let one = first.first, let other = second.first else { return false }
            return (one.row, one.columns.lowerBound) < (other.row, other.columns.lowerBound)
        }
    }
}

/// The characters of one element where they stand, as they are read.
private struct CellStream {
    private struct Cell {
        let row: Int
        let column: Int
        let width: Int
        /// More than one of a block letter, whose first row this is.
        var rows = 1
    }

    private(set) var characters: [Character] = []
    private var cells: [Cell] = []

    mutating func add(_ run: PreviewRun, _ row: Int, _ column: Int) {
        if let last = cells.last {
            if last.row != row {
                append(" ", Cell(row: row, column: column, width: 0))
            } else if last.column + last.width != column {
                // Words of another element stand between.
                append("\u{0}", Cell(row: row, column: column, width: 0))
            }
        }
        var column = column
        func add(_ character: Character, _ width: Int, rows: Int, _ stream: inout CellStream) {
            stream.append(character, Cell(row: row, column: column, width: width, rows: rows))
            column += width
        }
        switch run.letters {
        case nil:
            for character in run.text {
                add(character, ShownCharacter.width(of: character), rows: 1, &self)
            }
        case []?: add(" ", ShownCharacter.width(of: run.text), rows: 1, &self)
        case let letters?:
            for letter in letters {
                add(letter.character, letter.columns, rows: letter.rows, &self)
            }
        }
    }

    private mutating func append(_ character: Character, _ cell: Cell) {
        if character == " ", characters.last == " " {
            // White space is one space; what follows stands behind all of it.
            cells[cells.count - 1] = cell
            return
        }
        characters.append(character)
        cells.append(cell)
    }

    func spots(_ range: Range<Int>) -> [PageSpot] {
        var spots: [(spot: PageSpot, rows: Int)] = []
        for cell in cells[range] where cell.width > 0 {
            var start = cell.column
            if let last = spots.last, last.spot.row == cell.row {
                spots.removeLast()
                // White space beside block letters is none of theirs.
                if last.rows == cell.rows { start = last.spot.columns.lowerBound }
            }
            let spot = PageSpot(row: cell.row, columns: start..<cell.column + cell.width)
            spots.append((spot, cell.rows))
        }
        return spots.flatMap { first in
            (0..<first.rows).map {
                PageSpot(row: first.spot.row + $0, columns: first.spot.columns)
            }
        }
    }
}
