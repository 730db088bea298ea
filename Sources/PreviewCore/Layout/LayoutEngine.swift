/// Lays boxes out on the grid. The aspects are in the files beside this one.
final class LayoutEngine {
    let options: PreviewOptions
    let glyphs: GlyphTable
    /// CSS pixels of a column.
    let columnPixels: Double

    /// CSS pixels of a row.
    let rowPixels: Double
    /// A word of more cells may be broken: it does not make its column wider.
    static let wordCellsMax = 14

    init(options: PreviewOptions, width: Int, glyphs: GlyphTable) {
        self.options = options
        self.glyphs = glyphs
        columnPixels = options.viewport.width / Double(max(1, width))
        rowPixels = options.rowPixels
    }

    // MARK: Units

    /// Columns of a length, not rounded; percentages are of `base` columns.
    func columns(_ length: Length, of base: Double?) -> Double? {
        length.pixels(of: base.map { $0 * columnPixels }).map { limited($0 / columnPixels) }
    }

    /// White space between things, in whole columns: what can be seen is at least one.
    func space(_ pixels: Double) -> Int {
        let size = abs(pixels)
        guard size >= 3 else { return 0 }
        let cells = max(1, Int(limited(size / columnPixels).rounded()))
        return pixels < 0 ? -cells : cells
    }

    func space(_ length: Length, of base: Int?) -> Int {
        space(length.pixels(of: base.map { Double($0) * columnPixels }) ?? 0)
    }

    /// Rows of white space.
    func rows(_ pixels: Double) -> Int {
        guard pixels > 0 else { return 0 }
        let rows = pixels / rowPixels
        guard options.isCompact else { return Int(limited(rows).rounded()) }
        return rows < 0.45 ? 0 : rows < 4.5 ? 1 : 2
    }

    func rows(_ length: Length, of base: Int) -> Int {
        rows(length.pixels(of: Double(base) * columnPixels) ?? 0)
    }

    /// Rows that a negative margin takes, in the measure of white space.
    func pull(_ length: Length, of base: Int) -> Int {
        rows(-(length.pixels(of: Double(base) * columnPixels) ?? 0))
    }

    private func limited(_ value: Double) -> Double {
        value.isFinite ? max(-10_000, min(10_000, value)) : 0
    }

    // MARK: Edges

    /// Border, padding and button marks of a box, in cells.
    struct Edges {
        var top = 0
        var right = 0
        var bottom = 0
        var left = 0
        var frame = FrameSides()
        var horizontal: Int { left + right }
        var vertical: Int { top + bottom }
    }

    func edges(of box: Box, in containing: Int) -> Edges {
        guard !box.isAnonymous else { return Edges() }
        let style = box.style
        var edges = Edges()
        if box.isButton {
            (edges.left, edges.right) = (2, 2)
            return edges
        }
        edges.frame = frame(of: box)
        edges.left = edges.frame.left + space(style.padding.left, of: containing)
        edges.right = edges.frame.right + space(style.padding.right, of: containing)
        // A line sets apart as well as a row of padding does.
        edges.top = max(edges.frame.top, rows(style.padding.top, of: containing))
        edges.bottom = max(edges.frame.bottom, rows(style.padding.bottom, of: containing))
        if box.isRuledAbove { edges.top = max(0, edges.top - 1) }
        if box.isRuledBelow { edges.bottom = max(0, edges.bottom - 1) }
        if edges.frame.isWhole {
            edges.left = max(2, edges.left)
            edges.right = max(2, edges.right)
        }
        return edges
    }

    private func frame(of box: Box) -> FrameSides {
        guard options.showsBorders, !box.display.isInlineLevel, box.display != .tableCell else {
            return FrameSides()
        }
        guard case .container = box.kind else { return FrameSides() }
        let border = box.style.border
        func drawn(_ side: BorderSide) -> Int {
            side.isDrawn && side.color.resolved(box.style.color).alpha > 0.04 ? 1 : 0
        }
        return FrameSides(
            top: drawn(border.top), right: drawn(border.right), bottom: drawn(border.bottom),
            left: drawn(border.left))
    }
}
