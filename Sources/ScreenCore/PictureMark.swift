import PreviewCore

/// What of a picture stands in a cell: the picture, which of its rows, and the column of the screen where it begins.
///
/// The cell itself is blank. Whatever is drawn over it takes the mark away, and with it this cell of the picture.
package struct PictureMark: Hashable, Sendable {
    package let picture: TerminalPicture
    package let row: Int16
    package let column: Int16

    /// nil where the picture has no such row, or begins too far outside.
    package init?(_ picture: TerminalPicture, row: Int, column: Int) {
        guard (0..<picture.rows).contains(row), let row = Int16(exactly: row),
            let column = Int16(exactly: column)
        else { return nil }
        self.picture = picture
        self.row = row
        self.column = column
    }
}

/// Cells of one row, side by side, that show a picture.
struct PictureRun: Hashable {
    let mark: PictureMark
    let columns: Range<Int>
}

extension Frame {
    /// Where pictures are seen, by row.
    ///
    /// - Complexity: O(1) where there is none, else O(cells).
    func pictureRuns() -> [[PictureRun]] {
        guard hasPictures else { return [] }
        let marks = styles.map(\.picture)
        return (0..<rows).map { row in
            var runs: [PictureRun] = []
            var column = 0
            while column < columns {
                let start = column
                let style = cells[row * columns + start].style
                repeat {
                    column += 1
                } while column < columns && cells[row * columns + column].style == style
                guard let mark = marks[Int(style)] else { continue }
                if let last = runs.last, last.mark == mark, last.columns.upperBound == start {
                    runs[runs.count - 1] = PictureRun(
                        mark: mark, columns: last.columns.lowerBound..<column)
                } else {
                    runs.append(PictureRun(mark: mark, columns: start..<column))
                }
            }
            return runs
        }
    }
}
