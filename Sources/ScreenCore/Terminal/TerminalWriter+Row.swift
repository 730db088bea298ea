extension TerminalWriter {
    /// Draws runs of columns of one row from left to right.
    mutating func draw(_ runs: [Range<Int>], of line: FrameLine) {
        /// Columns up to here are drawn already.
        var done = 0
        for run in runs where run.upperBound > done {
            var start = max(run.lowerBound, done)
            if isCheaperThanAJump(done..<start, line) { start = done }
            cursor.move(to: line.row, start, &out)
            done = draw(start..<run.upperBound, line, isFollowed: false)
        }
    }

    /// Draws columns where the cursor stands.
    ///
    /// - Parameter isFollowed: What stands behind them is drawn next.
    /// - Returns: The column behind the last that is as it should be.
    mutating func draw(_ columns: Range<Int>, _ line: FrameLine, isFollowed: Bool) -> Int {
        var column = columns.lowerBound
        var end = columns.upperBound
        while column < end {
            let cell = line[column]
            if line.isPlainBlank(column) {
                column = drawBlanks(from: column, to: end, line, isFollowed)
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

    /// A shorter end of a row is drawn rather than erased.
    static let erasedTailMin = 3
    /// More cells that did not change are always jumped over.
    static let gapMax = 4

    /// Whether what is erased has this ground, if the pen has.
    func erases(_ ground: PenColour) -> Bool { dialect.erasesInColour || ground == .standard }

    /// Draws the plain blanks of one ground from `start`, at most to `end`; the column behind them.
    private mutating func drawBlanks(
        from start: Int, to end: Int, _ line: FrameLine, _ isFollowed: Bool
    ) -> Int {
        let stop = line.blanksEnd(from: start, limit: end)
        let count = stop - start
        prepareGround(of: start, stop, end, line)
        let isErasable = erases(line.look(start).pen.background)
        if isErasable, count >= Self.erasedTailMin,
            line.blanksEnd(from: start, limit: line.count) == line.count
        {
            out.appendControl("K")
            return line.count
        }
        let erasure = count == 1 ? 3 : 3 + ANSI.digits(count)
        // What follows is reached by a step; after the last nothing need follow.
        let goesOn = stop < end || isFollowed
        if isErasable, dialect.erasesCells, count > erasure + (goesOn ? erasure : 0) {
            out.appendControl("X", count)
            if goesOn { cursor.move(to: line.row, stop, &out) }
            return stop
        }
        out.append(contentsOf: repeatElement(0x20, count: count))
        cursor.advance(count, columns: line.count)
        return stop
    }

    /// Sets a pen that draws the blanks: the one that the text behind them needs, if that will do.
    private mutating func prepareGround(of start: Int, _ stop: Int, _ end: Int, _ line: FrameLine) {
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
    private mutating func drawCharacter(_ cell: Cell, at column: Int, _ line: FrameLine) -> Int {
        let width = Int(cell.width)
        let cluster = cell.glyph >= Frame.clusterBase ? line.frame.character(of: cell) : nil
        let widest = cluster.map(ClusterWidth.widest) ?? width
        let isAgreed = !line.isDisputed(column)
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
    private mutating func blankOut(_ column: Int, _ line: FrameLine) {
        out.append(contentsOf: [0x20, 0x20])
        cursor.advance(2, columns: line.count)
        cursor.move(to: line.row, column, &out)
    }

    /// Whether drawing unchanged cells again costs no more than jumping over them: the pen draws them as it is.
    func isCheaperThanAJump(_ gap: Range<Int>, _ line: FrameLine) -> Bool {
        guard gap.count <= Self.gapMax, cursor.stands(at: line.row, gap.lowerBound) else {
            return false
        }
        return gap.allSatisfy { column in
            line[column].glyph < 0x7F && line[column].width == 1 && suits(line, column)
        }
    }

    private func suits(_ line: FrameLine, _ column: Int) -> Bool {
        let wanted = line.look(column).pen
        guard line.isPlainBlank(column) else { return wanted == pen }
        return pen.background == wanted.background && pen.isBlankPlain
    }
}
