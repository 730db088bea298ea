/// Cuts a painted grid into rows of runs.
struct RowCutter {
    let canvas: Canvas
    let glyphs: GlyphTable
    let ids: [String]

    func rows() -> [PreviewRow] { (0..<canvas.height).map(row) }

    private func row(_ y: Int) -> PreviewRow {
        var runs: [PreviewRun] = []
        var text = ""
        var start = 0
        for x in 0..<canvas.width {
            let cell = canvas[x, y]
            if x > start, !joins(canvas[start, y], cell) {
                runs.append(run(text, canvas[start, y]))
                (text, start) = ("", x)
            }
            glyphs.append(cell.glyph, to: &text)
        }
        if !text.isEmpty { runs.append(run(text, canvas[start, y])) }
        return PreviewRow(runs: runs)
    }

    private func joins(_ a: Canvas.Cell, _ b: Canvas.Cell) -> Bool {
        b.glyph == GlyphTable.continuation
            || (a.background == b.background && a.foreground == b.foreground
                && a.attributes == b.attributes && a.node == b.node)
    }

    private func run(_ text: String, _ cell: Canvas.Cell) -> PreviewRun {
        var style = PreviewStyle()
        style.background = RGB(hex: cell.background)
        style.foreground = RGB(hex: cell.foreground)
        style.bold = cell.attributes & Canvas.Attribute.bold != 0
        style.italic = cell.attributes & Canvas.Attribute.italic != 0
        style.underline = cell.attributes & Canvas.Attribute.underline != 0
        style.strike = cell.attributes & Canvas.Attribute.strike != 0
        style.dim = cell.attributes & Canvas.Attribute.dim != 0
        let node = cell.node >= 0 && Int(cell.node) < ids.count ? ids[Int(cell.node)] : nil
        return PreviewRun(text: text, style: style, node: node)
    }
}

extension RGB {
    /// `0xRRGGBB`.
    init(hex: UInt32) {
        self.init(red: UInt8(hex >> 16 & 255), green: UInt8(hex >> 8 & 255), blue: UInt8(hex & 255))
    }
}
