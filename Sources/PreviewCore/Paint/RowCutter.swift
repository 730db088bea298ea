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
                runs.append(run(text, canvas[start, y]))
                text.removeAll(keepingCapacity: true)
                start = x
            }
            glyphs.append(cell.glyph, to: &text)
        }
        if !text.isEmpty { runs.append(run(text, canvas[start, y])) }
        return PreviewRow(runs: runs)
    }

    private func joins(_ a: Canvas.Cell, _ b: Canvas.Cell) -> Bool {
        if b.glyph == GlyphTable.continuation { return true }
        guard a.background == b.background, a.node == b.node,
            (a.attributes ^ b.attributes) & Canvas.Attribute.picture == 0
        else { return false }
        if a.foreground == b.foreground, a.attributes == b.attributes { return true }
        // Only a line through or below it makes the look of a space.
        let lines = Canvas.Attribute.underline | Canvas.Attribute.strike
        return b.glyph == 0x20 && (a.attributes | b.attributes) & lines == 0
    }

    private func run(_ text: [UInt8], _ cell: Canvas.Cell) -> PreviewRun {
        var style = PreviewStyle()
        style.background = RGB(hex: cell.background)
        style.foreground = RGB(hex: cell.foreground)
        style.bold = cell.attributes & Canvas.Attribute.bold != 0
        style.italic = cell.attributes & Canvas.Attribute.italic != 0
        style.underline = cell.attributes & Canvas.Attribute.underline != 0
        style.strike = cell.attributes & Canvas.Attribute.strike != 0
        style.isPicture = cell.attributes & Canvas.Attribute.picture != 0
        style.dim = cell.attributes & Canvas.Attribute.dim != 0
        return PreviewRun(
            text: String(decoding: text, as: UTF8.self), style: style,
            node: names.name(of: cell.node))
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
