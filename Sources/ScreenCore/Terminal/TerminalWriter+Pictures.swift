import PreviewCore

/// Pictures that the terminal draws. The grid holds blanks where they stand.
///
/// kitty's stand apart from the text and are placed after it. A sixel is dots that text wipes out, drawn row by row: where
/// a row shows other pieces than before, its cells are drawn blank, then its pieces, then whatever lies over them.
extension TerminalWriter {
    /// Rows of sixel pieces that are to be drawn once the text is: their cells are drawn in any case.
    ///
    /// - Parameter runs: What the frame shows.
    mutating func prepareSixels(_ runs: [[PictureRun]], _ previous: inout Frame) -> [Int] {
        defer { sixels = runs.map { $0.filter(\.isSixel) } }
        var dirty: [Int] = []
        for (row, runs) in runs.enumerated() {
            let new = runs.filter(\.isSixel)
            let old = sixels.indices.contains(row) ? sixels[row] : []
            guard !new.allSatisfy({ run in old.contains { $0.holds(run) } }) else { continue }
            dirty.append(row)
            for run in new { previous.forget(row, run.columns) }
        }
        return dirty
    }

    /// Draws the pieces of these rows, and again what lies over them.
    mutating func drawSixels(inRows dirty: [Int], of frame: Frame, _ shown: inout Frame) {
        // In the last row a terminal may scroll for one.
        for row in dirty where row < frame.rows - 1 {
            let drawn: [PictureMark] = sixels[row].reduce(into: []) { marks, run in
                if !marks.contains(run.mark) { marks.append(run.mark) }
            }
            for mark in drawn {
                let column = Int(mark.column)
                guard case .sixel(let strips) = mark.picture.form,
                    (0..<frame.columns).contains(column)
                else { continue }
                cursor.move(to: row, column, &out)
                out.append(contentsOf: strips[Int(mark.row)])
                cursor.forget()
                let covered = column..<min(frame.columns, column + mark.picture.columns)
                for place in covered where !sixels[row].contains(where: { $0.columns ~= place }) {
                    shown.forget(row, place..<place + 1)
                }
            }
        }
        drawChanges(from: shown, to: frame)
        shown.follow(frame, rows: changed)
    }
}

extension PictureRun {
    fileprivate var isSixel: Bool {
        if case .sixel = mark.picture.form { true } else { false }
    }

    /// Whether all that another shows is seen in this one.
    fileprivate func holds(_ other: PictureRun) -> Bool {
        mark == other.mark && columns.lowerBound <= other.columns.lowerBound
            && other.columns.upperBound <= columns.upperBound
    }
}

extension Frame {
    /// What stands there is not known: no frame looks like that.
    fileprivate mutating func forget(_ row: Int, _ columns: Range<Int>) {
        for column in columns { cells[row * self.columns + column].glyph = 0 }
    }
}
