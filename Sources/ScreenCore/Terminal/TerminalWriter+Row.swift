extension TerminalWriter {
    /// Draws runs of columns of one row, in order.
    mutating func draw(_ runs: [Range<Int>], of row: Int, _ frame: Frame) {
        let line = Line(frame, row, looks.current)
        /// Columns up to here are drawn already.
        var done = 0
        for run in runs where run.upperBound > done {
            var start = max(run.lowerBound, done)
            if isCheaperThanAJump(done..<start, line) { start = done }
            cursor.move(to: row, start, &out)
            done = draw(start, run.upperBound, line)
        }
    }

    /// Draws the columns from `start`, at least to `end`; the column behind the last that is as it should be.
    private mutating func draw(_ start: Int, _ end: Int, _ line: Line) -> Int {
        var column = start
        var end = end
        while column < end {
            let cell = line[column]
            if line.isPlainBlank(column) {
                column = drawBlanks(from: column, to: end, line)
            } else if cell.width == 0 {
                column += 1
            } else {
                setPen(line.look(column).pen)
                end = max(end, drawCharacter(cell, at: column, line))
                column += Int(cell.width)
            }
        }
        return column
    }

    // MARK: - Blanks

    /// Draws the plain blanks of one ground from `start`, at most to `end`; the column behind them.
    private mutating func drawBlanks(from start: Int, to end: Int, _ line: Line) -> Int {
        let stop = line.blanksEnd(from: start, limit: end)
        let count = stop - start
        prepareGround(of: start, stop, end, line)
        let isErasable = dialect.erasesInColour || line.look(start).pen.background == .standard
        if isErasable, count >= 3, line.blanksEnd(from: start, limit: line.count) == line.count {
            out.appendControl("K")
            return line.count
        }
        let erasure = count == 1 ? 3 : 3 + ANSI.digits(count)
        // What follows is reached by a step; after the last nothing need follow.
        if isErasable, dialect.erasesCells, count > erasure + (stop < end ? erasure : 0) {
            out.appendControl("X", count)
            if stop < end { cursor.move(to: line.row, stop, &out) }
            return stop
        }
        out.append(contentsOf: repeatElement(0x20, count: count))
        cursor.advance(count, columns: line.count)
        return stop
    }

    /// Sets a pen that draws the blanks: the one that the text behind them needs, if that will do.
    private mutating func prepareGround(of start: Int, _ stop: Int, _ end: Int, _ line: Line) {
        let ground = line.look(start).pen.background
        if stop < end {
            let next = line.look(stop).pen
            if next.background == ground, next.isBlankPlain { return setPen(next) }
        }
        setGround(ground)
    }

    // MARK: - Characters

    /// Draws one character where the cursor stands.
    ///
    /// - Returns: The column up to which a terminal that counts otherwise may have drawn.
    private mutating func drawCharacter(_ cell: Cell, at column: Int, _ line: Line) -> Int {
        let width = Int(cell.width)
        let cluster = cell.glyph >= Frame.clusterBase ? line.frame.character(of: cell) : nil
        let widest = cluster.map(ClusterWidth.widest) ?? width
        let isAgreed =
            cluster.map { widest == width && ClusterWidth.isAgreed($0) }
            ?? (width == 1 || cell.glyph < ClusterWidth.recentEmoji)
        if !isAgreed, width == 2 { blankOut(column, line) }
        if let cluster {
            for scalar in cluster.unicodeScalars { out.appendScalar(scalar.value) }
        } else {
            out.appendScalar(cell.glyph)
        }
        if isAgreed {
            cursor.advance(width, columns: line.count)
            return column + width
        }
        cursor.forget()
        if column + width < line.count { cursor.move(to: line.row, column + width, &out) }
        return min(line.count, column + max(widest, width))
    }

    /// Blanks the two cells of a character that a terminal may draw in one, and goes back.
    private mutating func blankOut(_ column: Int, _ line: Line) {
        out.append(contentsOf: [0x20, 0x20])
        cursor.advance(2, columns: line.count)
        cursor.move(to: line.row, column, &out)
    }

    /// Whether drawing unchanged cells again costs no more than jumping over them: the pen draws them as it is.
    private func isCheaperThanAJump(_ gap: Range<Int>, _ line: Line) -> Bool {
        guard gap.count <= 4, cursor.stands(at: line.row, gap.lowerBound) else { return false }
        return gap.allSatisfy { column in
            line[column].glyph < 0x7F && line[column].width == 1 && suits(line, column)
        }
    }

    private func suits(_ line: Line, _ column: Int) -> Bool {
        let wanted = line.look(column).pen
        guard line.isPlainBlank(column) else { return wanted == pen }
        return pen.background == wanted.background && pen.isBlankPlain
    }
}

/// One row of a frame.
private struct Line {
    let frame: Frame
    let row: Int
    private let base: Int
    private let looks: [LookTable.Look]

    init(_ frame: Frame, _ row: Int, _ looks: [LookTable.Look]) {
        self.frame = frame
        self.row = row
        base = row * frame.columns
        self.looks = looks
    }

    var count: Int { frame.columns }
    subscript(_ column: Int) -> Cell { frame.cells[base + column] }
    func look(_ column: Int) -> LookTable.Look { looks[Int(self[column].style)] }

    func isPlainBlank(_ column: Int) -> Bool {
        let cell = self[column]
        return cell.glyph == 0x20 && cell.width == 1 && look(column).isBlankPlain
    }

    /// The column behind the plain blanks that look as the one at `start`.
    func blanksEnd(from start: Int, limit: Int) -> Int {
        let ground = look(start).blank
        var column = start + 1
        while column < limit, isPlainBlank(column), look(column).blank == ground { column += 1 }
        return column
    }
}
