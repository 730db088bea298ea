/// Turns frames into the bytes that make a terminal show them.
///
/// A value: what the terminal shows, with which pen it draws next and where its cursor stands are all that it knows.
/// The same frames give the same bytes. Nothing but text that is in a frame, sequences built here from numbers and the
/// title, filtered as cells are, is ever in them.
///
/// Shape: only cells that look different are drawn. Each pen, each motion and each run of blanks is the shortest that
/// is known: a difference of attributes or all of them anew, a jump or steps, spaces or an erasure.
///
/// Whole clusters are drawn. Where terminals disagree about a cluster's width, the cursor is placed anew behind it, and
/// what another width may have overdrawn is drawn after it, so that no row is ever shifted; this wants a terminal that
/// does not wrap lines by itself (DECAWM off).
///
/// Related: ECMA-48; xterm's ctlseqs; for mode 2026 contour's "synchronized output" note.
package struct TerminalWriter {
    /// A frame of more bytes than this is marked off where the terminal knows that; fewer arrive together anyway.
    package static let markedBytesMin = 512

    package var dialect: TerminalDialect
    var out: [UInt8] = []
    var cursor: TerminalCursor
    var looks: LookTable
    private(set) var pen = TerminalPen()
    private var scratch = PenScratch()
    private var showsCursor: Bool?
    private var shown: Frame?
    private var shownTitle: String?
    /// The columns of a row that changed, and the strokes of all rows; kept so that no frame allocates them.
    private var runs: [Range<Int>] = []
    private(set) var changed: [Int] = []
    var strokes: [Stroke] = []
    var sorted: [Stroke] = []
    /// The pictures that the terminal was handed, and the rows of those that it was drawn.
    private var board = PictureBoard()
    var sixels: [[PictureRun]] = []

    package init(_ dialect: TerminalDialect) {
        self.dialect = dialect
        cursor = TerminalCursor(isXterm: dialect.isXterm)
        looks = LookTable(dialect)
    }

    /// Whatever the terminal is thought to show is not known any more: the next frame is drawn whole.
    package mutating func forget() {
        shown = nil
        shownTitle = nil
        showsCursor = nil
        cursor.forget()
    }

    /// The bytes that take all pictures away, for a terminal that is given back: the next frame is drawn whole.
    package mutating func takePicturesAway() -> [UInt8] {
        forget()
        var bytes: [UInt8] = []
        board.clear(&bytes)
        return bytes
    }

    /// The bytes that make the terminal show a frame; none where it does already.
    ///
    /// - Complexity: O(cells) of comparison, and the bytes.
    package mutating func bytes(for frame: Frame) -> [UInt8] {
        out.removeAll(keepingCapacity: true)
        looks.use(frame.styles)
        var previous = shown.take() ?? clear(for: frame)
        if previous.columns != frame.columns || previous.rows != frame.rows {
            previous = clear(for: frame)
        }
        let runs = frame.pictureRuns()
        let dirty = runs.isEmpty && sixels.isEmpty ? [] : prepareSixels(runs, &previous)
        drawChanges(from: previous, to: frame)
        // In cells of our own: a frame that goes on from the last one is then changed in place.
        previous.follow(frame, rows: changed)
        if !dirty.isEmpty { drawSixels(inRows: dirty, of: frame, &previous) }
        if !runs.isEmpty || !board.isEmpty {
            board.show(PicturePiece.pieces(of: runs), &cursor, &out)
        }
        shown = previous
        showCursor(of: frame)
        if dialect.isXterm, frame.title != shownTitle { writeTitle(frame.title) }
        guard dialect.isSynchronized, out.count >= Self.markedBytesMin else { return out }
        return Self.begin + out + Self.end
    }

    /// Draws a letter where the cursor stands, ahead of the frame that will show it there: a key is answered before all that
    /// hangs on it is worked out. What was drawn too much the next frame puts right.
    ///
    /// - Parameter letter: Printable ASCII.
    /// - Returns: No bytes where the cursor is hidden, or does not stand at the beginning of at least three blanks.
    package mutating func echo(_ letter: UInt8) -> [UInt8] {
        out.removeAll(keepingCapacity: true)
        guard showsCursor == true, let shown, let place = shown.cursor,
            cursor.stands(at: place.row, place.column), place.column + 2 < shown.columns
        else { return [] }
        let index = place.row * shown.columns + place.column
        let cell = shown.cells[index]
        guard 0x20..<0x7F ~= letter, cell.glyph == 0x20, cell.width == 1,
            shown.cells[index + 1] == cell, shown.cells[index + 2] == cell
        else { return [] }
        setPen(looks.current[Int(cell.style)].pen)
        out.append(letter)
        cursor.advance(1, columns: shown.columns)
        self.shown?.cells[index].glyph = UInt32(letter)
        self.shown?.cursor?.column += 1
        return out
    }

    /// How many letters more `echo(_:)` would draw at the cursor, each as itself and nothing else.
    package var echoRoom: Int {
        guard showsCursor == true, let shown, let place = shown.cursor,
            cursor.stands(at: place.row, place.column), place.column < shown.columns
        else { return 0 }
        let first = place.row * shown.columns + place.column
        let cell = shown.cells[first]
        guard cell.glyph == 0x20, cell.width == 1, looks.current[Int(cell.style)].pen == pen else {
            return 0
        }
        let end = (place.row + 1) * shown.columns
        let blanks = (first..<end).prefix { shown.cells[$0] == cell }.count
        return max(0, blanks - 2)
    }

    private static let begin = Array("\u{1B}[?2026h".utf8)
    private static let end = Array("\u{1B}[?2026l".utf8)

    /// Erases all, in the frame's own ground where the terminal does that.
    ///
    /// - Returns: A frame that looks as the terminal does now.
    private mutating func clear(for frame: Frame) -> Frame {
        board.clear(&out)
        sixels = []
        setPen(TerminalPen())
        out.append(contentsOf: Array("\u{1B}[m".utf8))
        cursor.move(to: 0, 0, &out)
        out.appendControl("J")
        var ground = CellStyle.plain
        if dialect.erasesInColour, let background = frame.styles.first?.background {
            ground = CellStyle(background: background)
            fill(with: TerminalPen(ground, on: dialect), rows: frame.rows)
        }
        return Frame(columns: frame.columns, rows: frame.rows, style: ground)
    }

    /// Erases all in a ground, row by row: not everything that erases a row in colour does so for a screen.
    private mutating func fill(with ground: TerminalPen, rows: Int) {
        guard ground != TerminalPen() else { return }
        setPen(ground)
        for row in 0..<rows {
            cursor.move(to: row, 0, &out)
            out.appendControl("K")
        }
    }

    mutating func drawChanges(from old: Frame, to new: Frame) {
        changed.removeAll(keepingCapacity: true)
        let comparison = FrameComparison(old, new, &looks)
        for row in 0..<new.rows where comparison.mayDiffer(row) {
            changed.append(row)
            comparison.runs(of: row, into: &runs)
            let line = FrameLine(new, row, looks.current)
            if !runs.isEmpty, !takeUp(runs, of: line) { draw(runs, of: line) }
        }
        drawStrokes(of: new)
    }

    private mutating func showCursor(of frame: Frame) {
        guard let place = frame.cursor, frame.bounds.contains(row: place.row, column: place.column)
        else { return show(false) }
        cursor.move(to: place.row, place.column, &out)
        show(true)
    }

    private mutating func show(_ isShown: Bool) {
        guard showsCursor != isShown else { return }
        showsCursor = isShown
        out.append(contentsOf: Array((isShown ? "\u{1B}[?25h" : "\u{1B}[?25l").utf8))
    }

    private mutating func writeTitle(_ title: String) {
        shownTitle = title
        var filtered = Frame(columns: 200, rows: 1)
        filtered.put(title, row: 0, column: 0, style: .plain)
        out.append(contentsOf: Array("\u{1B}]2;\(filtered.line(0))\u{1B}\\".utf8))
    }

    mutating func setPen(_ new: TerminalPen) {
        guard new != pen else { return }
        if new.link != pen.link {
            out.append(contentsOf: Array("\u{1B}]8;;\(looks.address(new.link))\u{1B}\\".utf8))
        }
        TerminalPen.change(from: pen, to: new, &scratch, to: &out)
        pen = new
    }

    /// Makes the pen one that draws blanks of this ground, and otherwise the least change.
    mutating func setGround(_ background: PenColour) { setPen(pen.grounded(on: background)) }

    /// How many bytes there are, and what they make of the terminal.
    struct Progress {
        let count: Int
        let cursor: TerminalCursor
        let pen: TerminalPen

        /// The bytes with those that bring the cursor to a place.
        func count(to place: Frame.Cursor?) -> Int {
            count + (place.map { cursor.length(to: $0.row, $0.column) } ?? 0)
        }
    }

    var progress: Progress { Progress(count: out.count, cursor: cursor, pen: pen) }

    /// Takes back what was written since.
    mutating func goBack(to progress: Progress) {
        out.removeSubrange(progress.count...)
        (cursor, pen) = (progress.cursor, progress.pen)
    }
}
