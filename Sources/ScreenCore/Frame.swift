import EditorCore

/// Everything that is on the screen at one moment.
///
/// A value. Drawing outside the grid is cut off, so a painter need not know how small the window is.
package struct Frame: Hashable, Sendable {
    package struct Cursor: Hashable, Sendable {
        package var row: Int
        package var column: Int

        package init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// Glyphs from here on are rows of `clusters`.
    package static let clusterBase: UInt32 = 0x11_0000
    /// The largest grid: a terminal that claims more gets this much.
    package static let sideMax = 2000

    package let columns: Int
    package let rows: Int
    /// Row by row; `rows * columns` of them.
    package internal(set) var cells: [Cell]
    package private(set) var styles: [CellStyle]
    package private(set) var clusters: [Character]
    /// Where the terminal's cursor stands; nil hides it.
    package var cursor: Cursor?
    /// The window's title; drawn under the same filter as cells.
    package var title: String = ""
    /// Whether any cell may show a picture that the terminal draws.
    private(set) var hasPictures = false
    private var styleRows: [CellStyle: UInt16]
    private var clusterRows: [Character: UInt32] = [:]

    /// A blank frame; sides of less than 1 count as 1.
    package init(columns: Int, rows: Int, style: CellStyle = .plain) {
        self.columns = min(max(1, columns), Self.sideMax)
        self.rows = min(max(1, rows), Self.sideMax)
        styles = [style]
        styleRows = [style: 0]
        clusters = []
        cells = Array(repeating: .blank(0), count: self.columns * self.rows)
    }

    package var bounds: CellRect { CellRect(row: 0, column: 0, width: columns, height: rows) }

    /// The row of the style table for a style, which is added if it is new.
    mutating func row(of style: CellStyle) -> UInt16 {
        if let row = styleRows[style] { return row }
        guard let row = UInt16(exactly: styles.count) else { return 0 }
        styles.append(style)
        styleRows[style] = row
        hasPictures = hasPictures || style.picture != nil
        return row
    }

    /// The glyph number of a character.
    mutating func glyph(of character: Character) -> UInt32 {
        let scalars = character.unicodeScalars
        if let first = scalars.first, scalars.count == 1 { return first.value }
        if let row = clusterRows[character] { return row }
        let row = Self.clusterBase + UInt32(clusters.count)
        clusters.append(character)
        clusterRows[character] = row
        return row
    }

    /// The character that a cell shows; nil for the right half of a wide one.
    package func character(at row: Int, _ column: Int) -> Character? {
        guard bounds.contains(row: row, column: column) else { return nil }
        return character(of: cells[row * columns + column])
    }

    /// The character of a cell of this frame.
    package func character(of cell: Cell) -> Character? {
        guard cell.width > 0 else { return nil }
        guard cell.glyph >= Self.clusterBase else {
            return Unicode.Scalar(cell.glyph).map(Character.init)
        }
        let row = Int(cell.glyph - Self.clusterBase)
        return clusters.indices.contains(row) ? clusters[row] : nil
    }

    /// The style of a cell of this frame.
    package func style(of cell: Cell) -> CellStyle {
        styles.indices.contains(Int(cell.style)) ? styles[Int(cell.style)] : .plain
    }

    package func style(at row: Int, _ column: Int) -> CellStyle {
        bounds.contains(row: row, column: column)
            ? style(of: cells[row * columns + column]) : .plain
    }

    /// Becomes a frame of the same size that differs in these rows alone, without a copy of the others.
    mutating func follow(_ new: Frame, rows: [Int]) {
        var own: [Cell] = []
        swap(&own, &cells)
        own.withUnsafeMutableBufferPointer { own in
            new.cells.withUnsafeBufferPointer { new in
                for row in rows {
                    for index in (row * columns)..<((row + 1) * columns) { own[index] = new[index] }
                }
            }
        }
        self = new
        cells = own
    }

    package static func == (a: Frame, b: Frame) -> Bool {
        a.columns == b.columns && a.rows == b.rows && a.cursor == b.cursor && a.title == b.title
            && a.spans(since: b).isEmpty
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(columns)
        hasher.combine(rows)
    }
}
