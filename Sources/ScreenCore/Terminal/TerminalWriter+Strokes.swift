/// Rows are cut into strokes, and those drawn in the order that costs least.
extension TerminalWriter {
    /// Takes up what changed of a row, cut where the pen changes.
    ///
    /// - Returns: False where nothing was taken up: a row with characters that terminals count differently is to be drawn
    ///   from left to right.
    mutating func takeUp(_ runs: [Range<Int>], of line: FrameLine) -> Bool {
        guard !runs.contains(where: { $0.contains { line.isDisputed($0) } }) else { return false }
        let tail = erasableTail(runs, line)
        var done = 0
        for run in runs where run.upperBound > done {
            let reachesTail = run.upperBound > tail
            var start = run.lowerBound
            if joinsLast(done..<start, line) {
                start = strokes.removeLast().columns.lowerBound
            }
            done = reachesTail ? line.count : run.upperBound
            while start < done {
                let stroke = line.stroke(from: start, limit: done)
                strokes.append(stroke)
                start = stroke.columns.upperBound
            }
        }
        return true
    }

    /// The column from which the rest of a row is erased; its end where that is no gain.
    private func erasableTail(_ runs: [Range<Int>], _ line: FrameLine) -> Int {
        let tail = line.blankTail
        guard tail < line.count, erases(line.look(tail).pen.background) else { return line.count }
        let count = runs.reduce(0) { $0 + max(0, $1.upperBound - max($1.lowerBound, tail)) }
        return count >= Self.erasedTailMin ? tail : line.count
    }

    /// Whether cells that did not change are drawn again rather than jumped over: the pen draws them as it is.
    private func joinsLast(_ gap: Range<Int>, _ line: FrameLine) -> Bool {
        guard let last = strokes.last, last.row == line.row,
            last.columns.upperBound == gap.lowerBound,
            gap.count <= Self.gapMax
        else { return false }
        return gap.allSatisfy { column in
            let cell = line[column]
            guard cell.glyph < 0x7F, cell.width == 1 else { return false }
            let pen = line.look(column).pen
            guard line.isPlainBlank(column) else { return !last.isBlank && pen == last.pen }
            return pen.background == last.pen.background && (last.isBlank || last.pen.isBlankPlain)
        }
    }

    /// Draws what was taken up: row by row, or in another order where that is shorter.
    mutating func drawStrokes(of frame: Frame) {
        defer { strokes.removeAll(keepingCapacity: true) }
        let before = progress
        draw(strokes, of: frame)
        guard strokes.count > 1 else { return }
        let (rows, inRows) = (progress, Array(out[before.count...]))
        var order = StrokeOrder(cursor: before.cursor, pen: before.pen, columns: frame.columns)
        order.sort(strokes, into: &sorted)
        goBack(to: before)
        draw(sorted, of: frame)
        guard progress.count(to: frame.cursor) >= rows.count(to: frame.cursor) else { return }
        goBack(to: before)
        out += inRows
        goBack(to: rows)
    }

    private mutating func draw(_ strokes: [Stroke], of frame: Frame) {
        for (index, stroke) in strokes.enumerated() {
            let line = FrameLine(frame, stroke.row, looks.current)
            let start = start(of: stroke, line)
            cursor.move(to: stroke.row, start, &out)
            let next = index + 1 < strokes.count ? strokes[index + 1] : nil
            let isFollowed =
                next?.row == stroke.row && next?.columns.lowerBound == stroke.columns.upperBound
            _ = draw(start..<stroke.columns.upperBound, line, isFollowed: isFollowed)
        }
    }

    /// Where drawing begins: at the cursor, where the few cells up to the stroke are as the pen draws them.
    private func start(of stroke: Stroke, _ line: FrameLine) -> Int {
        let first = stroke.columns.lowerBound
        guard let here = cursor.place, here.row == stroke.row, here.column < first,
            first - here.column <= cursor.length(to: stroke.row, first),
            isCheaperThanAJump(here.column..<first, line)
        else { return first }
        return here.column
    }
}
