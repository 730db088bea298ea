/// Cuts a painted grid into rows of runs.
struct RowCutter {
    let canvas: Canvas
    let glyphs: GlyphTable
    let names: NodeNames

    func rows() -> [PreviewRow] { (0..<canvas.height).map(row) }

    private func row(_ y: Int) -> PreviewRow {
        var runs: [PreviewRun] = []
        var text: [UInt8] = []
        var start = 0
        for x in 0..<canvas.width {
            let cell = canvas[x, y]
            if x > start, !joins(canvas[start, y], cell) {
                runs.append(run(text, start..<x, y))
                text.removeAll(keepingCapacity: true)
                start = x
            }
            glyphs.append(cell.glyph, to: &text)
        }
        if !text.isEmpty { runs.append(run(text, start..<canvas.width, y)) }
        return PreviewRow(runs: runs)
    }

    private func joins(_ a: Canvas.Cell, _ b: Canvas.Cell) -> Bool {
        if b.glyph == GlyphTable.continuation { return true }
        guard a.background == b.background, a.node == b.node,
            (a.attributes ^ b.attributes) & Self.kinds == 0
        else { return false }
        if a.foreground == b.foreground, a.attributes == b.attributes { return true }
        // Only a line through or below it makes the look of a space.
        let lines = Canvas.Attribute.underline | Canvas.Attribute.strike
        return b.glyph == 0x20 && (a.attributes | b.attributes) & lines == 0
    }

    /// What is no text of one row.
    private static let kinds = Canvas.Attribute.picture | Canvas.Attribute.blockLetters

    private func run(_ text: [UInt8], _ columns: Range<Int>, _ y: Int) -> PreviewRun {
        let cell = canvas[columns.lowerBound, y]
        var style = PreviewStyle()
        style.background = RGB(hex: cell.background)
        style.foreground = RGB(hex: cell.foreground)
        style.bold = cell.attributes & Canvas.Attribute.bold != 0
        style.italic = cell.attributes & Canvas.Attribute.italic != 0
        style.underline = cell.attributes & Canvas.Attribute.underline != 0
        style.strike = cell.attributes & Canvas.Attribute.strike != 0
        style.isPicture = cell.attributes & Canvas.Attribute.picture != 0
        style.dim = cell.attributes & Canvas.Attribute.dim != 0
        var run = PreviewRun(
            text: String(decoding: text, as: UTF8.self), style: style,
            node: names.name(of: cell.node))
        if cell.attributes & Canvas.Attribute.blockLetters != 0 {
            run.letters = letters(in: columns, y)
        }
        return run
    }

    private func letters(in columns: Range<Int>, _ y: Int) -> [PreviewLetter] {
        var letters: [PreviewLetter] = []
        for x in columns {
            let cell = canvas[x, y]
            if cell.letterRows > 0, let scalar = Unicode.Scalar(cell.letter) {
                letters.append(
                    PreviewLetter(character: Character(scalar), rows: Int(cell.letterRows)))
            } else if !letters.isEmpty {
                letters[letters.count - 1].columns += 1
            }
        }
        return letters
    }
}

extension RGB {
    /// `0xRRGGBB`.
    var hex: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    /// `0xRRGGBB`.
    init(hex: UInt32) {
        self.init(red: UInt8(hex >> 16 & 255), green: UInt8(hex >> 8 & 255), blue: UInt8(hex & 255))
    }
}
