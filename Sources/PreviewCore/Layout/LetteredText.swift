/// The words of a heading as block letters.
struct LetteredText {
    /// What the atoms of its rows are drawn with: all as in the content, then each underlined where it was.
    let inks: [Ink]
    private let atoms: [Atom]
    private let shapes: [LetterShape]
    private let words: [Word]
    private let size: Size

    /// How wide its letters are.
    enum Size: CaseIterable {
        /// One dot across a cell, and two down.
        case wide
        /// Two across: where the wide ones take too many lines.
        case narrow

        var dotsAcross: Int { self == .wide ? 1 : 2 }
        /// Headings of more lines are texts to read, and no words to be seen from far.
        var linesMax: Int { self == .wide ? 3 : 4 }
    }

    private struct Word {
        let range: Range<Int>
        /// Where the word before ends on the same line.
        let canFollow: Bool
    }

    /// Nil where there is more in it than words, or words that are small, struck out or of other letters.
    init?(_ engine: LayoutEngine, _ box: Box, _ size: Size) {
        guard engine.isBig(box) else { return nil }
        let content = engine.inlineContent(of: box)
        var shapes: [LetterShape] = []
        for atom in content.atoms {
            guard let shape = engine.shape(for: atom) else { return nil }
            shapes.append(shape)
        }
        guard content.inks.allSatisfy({ !$0.strike }) else { return nil }
        let plain = content.inks.map { ink in
            var plain = ink
            (plain.bold, plain.italic, plain.underline) = (false, false, false)
            return plain
        }
        inks =
            plain
            + zip(plain, content.inks).map { plain, ink in
                var lined = plain
                lined.underline = ink.underline
                return lined
            }
        self.shapes = shapes
        self.size = size
        atoms = content.atoms
        words = Self.words(content.atoms, engine)
        guard !words.isEmpty else { return nil }
    }

    private static func words(_ atoms: [Atom], _ engine: LayoutEngine) -> [Word] {
        var words: [Word] = []
        var start: Int?
        var canFollow = false
        func isWhite(_ index: Int) -> Bool {
            switch atoms[index].kind {
            case .space, .newline, .breakOpportunity: true
            default: false
            }
        }
        func end(_ index: Int) {
            if let first = start { words.append(Word(range: first..<index, canFollow: canFollow)) }
            if start != nil { canFollow = true }
            start = nil
        }
        for index in atoms.indices {
            if isWhite(index) {
                end(index)
                if atoms[index].kind == .newline { canFollow = false }
            } else if start == nil {
                start = index
            } else if engine.mayBreak(atoms, before: index) {
                end(index)
                start = index
            }
        }
        end(atoms.count)
        return words
    }

    // MARK: Lines

    /// Its lines, as ranges of atoms; nil where they do not fit.
    func lines(in room: Int) -> [Range<Int>]? {
        var lines: [Range<Int>] = []
        for word in words {
            guard width(of: word.range) <= room else { return nil }
            if let last = lines.last, word.canFollow,
                case let longer = last.lowerBound..<word.range.upperBound,
                width(of: longer) <= room
            {
                lines[lines.count - 1] = longer
            } else {
                lines.append(word.range)
            }
        }
        return lines.count <= size.linesMax ? lines : nil
    }

    /// Columns; the last letter has no gap behind it.
    func width(of line: Range<Int>) -> Int {
        line.reduce(0) { $0 + advance($1) } - gap(behind: line.upperBound - 1)
    }

    private func gap(behind index: Int) -> Int {
        let dots = shapes[index].width
        return advance(index) - (dots + size.dotsAcross - 1) / size.dotsAcross
    }

    /// Columns of a letter and the gap behind it; a place where a line may break has none.
    private func advance(_ index: Int) -> Int {
        let dots = shapes[index].width
        return dots > 0 ? dots / size.dotsAcross + 1 : 0
    }

    // MARK: Rows

    /// The atoms of each row of a line. The row below the line is left out of the last where nothing stands in it.
    func rows(of line: Range<Int>, isLast: Bool) -> [[Atom]] {
        let first = shapes[line].contains { $0.risesAbove } ? -1 : 0
        let end = isLast && !shapes[line].contains { $0.fallsBelow } ? 3 : 4
        return (first..<end).map { row in
            var atoms = line.flatMap { cells(of: $0, row: row, isBottom: row == end - 1) }
            atoms.removeLast(gap(behind: line.upperBound - 1))
            guard row == first else { return atoms }
            return marked(atoms, line, rows: end - first)
        }
    }

    private func cells(of index: Int, row: Int, isBottom: Bool) -> [Atom] {
        let shape = shapes[index]
        return (0..<advance(index)).map { column in
            var atom = Atom(.piece)
            atom.glyph = glyph(of: shape, column, row)
            atom.ink = atoms[index].ink
            if atom.ink < 0 { return Atom(.gap) }
            if isBottom { atom.ink += Int32(inks.count / 2) }
            return atom
        }
    }

    private func glyph(of shape: LetterShape, _ column: Int, _ row: Int) -> Glyph {
        var dots = 0
        for down in 0..<2 {
            for across in 0..<2 {
                // A wide letter's dot is as wide as its cell.
                let dot = size == .wide ? column : 2 * column + across
                guard dot < shape.width, shape.hasDot(dot, row: 2 * row + down) else { continue }
                dots |= 1 << (2 * down + across)
            }
        }
        return Self.glyphs[dots]
    }

    /// By the quarters that are filled: bit 0 is the upper left one, bit 1 the upper right.
    private static let glyphs = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".unicodeScalars.map(\.value)

    /// The first row tells which letters these are.
    private func marked(_ cells: [Atom], _ line: Range<Int>, rows: Int) -> [Atom] {
        var cells = cells
        var column = 0
        for index in line where advance(index) > 0 {
            cells[column].letter = shapes[index].letter
            cells[column].letterRows = UInt8(rows)
            column += advance(index)
        }
        return cells
    }
}

extension LayoutEngine {
    /// How large a heading is, in rows: 32 CSS pixels where a row is 20 of them.
    private static let letteredRowsMin = 1.6
    private static let spaceDots = 2

    /// Whether all of a heading's words are large.
    fileprivate func isBig(_ box: Box) -> Bool {
        let least = Self.letteredRowsMin * rowPixels
        return box.children.allSatisfy { child in
            switch child.kind {
            case .text: child.style.fontSize >= least || BoxFixup.isSpace(child)
            case .container: child.isInlineBox && !child.isStandIn && isBig(child)
            case .lineBreak, .breakOpportunity: true
            case .replaced, .rule: false
            }
        }
    }

    /// Nil for what is no letter of ours.
    fileprivate func shape(for atom: Atom) -> LetterShape? {
        switch atom.kind {
        case .text: LetterShape.of(glyphs.character(of: atom.glyph))
        case .space, .hardSpace, .stiffSpace: LetterShape(width: Self.spaceDots)
        case .newline, .breakOpportunity: LetterShape(width: 0)
        case .gap: LetterShape(width: Int(atom.width))
        case .box, .float, .piece: nil
        }
    }
}
