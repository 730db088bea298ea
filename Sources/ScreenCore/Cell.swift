/// One place of the grid: 8 bytes.
package struct Cell: Hashable, Sendable {
    /// A Unicode scalar, or a number from `Frame.clusterBase` on: a cluster of the frame's table.
    package var glyph: UInt32
    /// A row of the frame's style table.
    package var style: UInt16
    /// The cells the glyph takes: 1 or 2; 0 for the right half of a wide one.
    package var width: UInt8
    private var unused: UInt8 = 0

    package init(glyph: UInt32, style: UInt16, width: UInt8) {
        self.glyph = glyph
        self.style = style
        self.width = width
    }

    static func blank(_ style: UInt16) -> Cell { Cell(glyph: 0x20, style: style, width: 1) }
}

/// A size or a place in cells.
package struct CellRect: Hashable, Sendable {
    package var row: Int
    package var column: Int
    package var width: Int
    package var height: Int

    package init(row: Int, column: Int, width: Int, height: Int) {
        self.row = row
        self.column = column
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package var isEmpty: Bool { width == 0 || height == 0 }
    /// The first row below, the first column to the right.
    package var endRow: Int { row + height }
    package var endColumn: Int { column + width }

    package func contains(row: Int, column: Int) -> Bool {
        row >= self.row && row < endRow && column >= self.column && column < endColumn
    }

    /// What both cover.
    package func intersection(_ other: CellRect) -> CellRect {
        let top = max(row, other.row)
        let left = max(column, other.column)
        return CellRect(
            row: top, column: left, width: min(endColumn, other.endColumn) - left,
            height: min(endRow, other.endRow) - top)
    }

    /// The same without a margin on every side.
    package func inset(rows: Int = 0, columns: Int = 0) -> CellRect {
        CellRect(
            row: row + rows, column: column + columns, width: width - 2 * columns,
            height: height - 2 * rows)
    }
}
