/// Lays out lines of text, with the boxes and floats that stand in them.
extension LayoutEngine {
    /// Fills `fragment` with the lines of `box`.
    ///
    /// - Parameters:
    ///   - origin: the content box inside the fragment, in cells.
    /// - Returns: rows taken.
    func layoutLines(
        _ box: Box, into fragment: Fragment, x: Int, y: Int, width: Int, area: FloatArea
    ) -> Int {
        if let rows = layoutLetters(box, into: fragment, x: x, y: y, width: width, area: area) {
            return rows
        }
        var flow = LineFlow(self, box, fragment, x: x, y: y, width: width, area: area)
        return flow.run()
    }

    /// How far a line of `box` stands from its first cell that leaves so many free.
    func alignment(of box: Box, _ free: Int) -> Int {
        guard free > 0 else { return 0 }
        if box.pictureRows > 0 || box.picture != nil { return free / 2 }
        switch box.style.textAlign {
        case .center, .webkitCenter: return free / 2
        case .right, .end: return box.style.textAlign == .end && box.style.isRightToLeft ? 0 : free
        case .left: return 0
        default: return box.style.isRightToLeft ? free : 0
        }
    }
}

private struct LineFlow {
    let engine: LayoutEngine
    let box: Box
    let fragment: Fragment
    let x: Int
    let y: Int
    let width: Int
    let area: FloatArea
    let content: InlineContent
    private var laid: [Fragment?]
    private var widths: [Int]
    private var margins: [(left: Int, right: Int)]
    private var placedFloats: Set<Int> = []
    private var row = 0

    init(
        _ engine: LayoutEngine, _ box: Box, _ fragment: Fragment, x: Int, y: Int, width: Int,
        area: FloatArea
    ) {
        self.engine = engine
        self.box = box
        self.fragment = fragment
        (self.x, self.y, self.width, self.area) = (x, y, width, area)
        content = engine.inlineContent(of: box)
        laid = Array(repeating: nil, count: content.boxes.count)
        widths = Array(repeating: 0, count: content.boxes.count)
        margins = Array(repeating: (0, 0), count: content.boxes.count)
        layoutBoxes()
    }

    private mutating func layoutBoxes() {
        for (index, inner) in content.boxes.enumerated() {
            let style = inner.style
            let left = max(0, engine.space(style.margin.left, of: width))
            let right = max(0, engine.space(style.margin.right, of: width))
            let cells = engine.shrinkToFit(inner, available: max(1, width - left - right))
            laid[index] = engine.layout(inner, width: cells)
            margins[index] = (left, right)
            widths[index] = cells + left + right
        }
    }

    mutating func run() -> Int {
        var start = 0
        while start < content.atoms.count {
            let bounds = free(at: row)
            if bounds.right - bounds.left < min(8, width),
                let end = area.context.nextEnd(below: area.y + row)
            {
                row = end - area.y
                continue
            }
            let room = max(1, bounds.right - bounds.left)
            var pendingFloat: Int?
            let known = placedFloats
            let line = engine.breakLine(content, from: start, fitting: room, widths: widths) {
                index in
                if known.contains(index) { return true }
                pendingFloat = index
                return false
            }
            if let line {
                place(line, from: bounds.left, room: room)
                start = line.next
            } else if let pendingFloat {
                placedFloats.insert(pendingFloat)
                placeFloat(pendingFloat)
            }
        }
        return row
    }

    private func free(at row: Int) -> (left: Int, right: Int) {
        let bounds = area.context.free(at: area.y + row, from: area.x, to: area.x + width)
        return (bounds.left - area.x, bounds.right - area.x)
    }

    // MARK: Floats

    private mutating func placeFloat(_ atom: Int) {
        let index = Int(content.atoms[atom].index)
        let inner = content.boxes[index]
        guard var float = laid[index] else { return }
        var cells = widths[index]
        var at = max(row, area.context.lowestTop - area.y)
        if inner.style.clear != .none {
            at = max(at, area.context.bottom(clearing: inner.style.clear) - area.y)
        }
        var bounds = free(at: at)
        while cells > bounds.right - bounds.left {
            let excess = cells - (bounds.right - bounds.left)
            if excess <= 2, float.width - excess >= 4 {
                // Rounding to whole cells may cost a row of columns its last one.
                float = engine.layout(inner, width: float.width - excess)
                cells -= excess
                break
            }
            guard let next = area.context.nextEnd(below: area.y + at) else { break }
            at = next - area.y
            bounds = free(at: at)
        }
        put(float, inner, margins[index], cells, at, bounds)
    }

    private func put(
        _ float: Fragment, _ inner: Box, _ margin: (left: Int, right: Int), _ cells: Int, _ at: Int,
        _ bounds: (left: Int, right: Int)
    ) {
        let isLeft = inner.style.float == .left
        let left = isLeft ? bounds.left : max(bounds.left, bounds.right - cells)
        let top = engine.rows(inner.style.margin.top, of: width)
        let bottom = engine.rows(inner.style.margin.bottom, of: width)
        float.x = x + left + margin.left
        float.y = y + at + top
        fragment.children.append(float)
        let height = max(1, top + float.height + bottom)
        guard float.height > 0 else { return }
        area.context.add(
            FloatContext.Placed(
                isLeft: isLeft, left: area.x + left, right: area.x + left + cells, top: area.y + at,
                bottom: area.y + at + height))
    }

    // MARK: Lines

    private mutating func place(_ line: LayoutEngine.BrokenLine, from left: Int, room: Int) {
        var atoms = content.atoms[line.range]
        while let last = atoms.last, last.kind == .space { atoms.removeLast() }
        guard line.isForced || atoms.contains(where: { $0.kind != .float }) else { return }
        if line.isTight { tighten(&atoms) }
        let boxes = atoms.filter { $0.kind == .box }
        let (ascent, height) = extent(of: boxes)
        let offset = left + engine.alignment(of: box, room - line.width)
        var at = x + offset
        for (position, atom) in zip(atoms.indices, atoms) where atom.kind != .float {
            guard atom.kind == .box, let inner = laid[Int(atom.index)] else {
                at += Int(atom.width)
                continue
            }
            let index = Int(atom.index)
            inner.x = at + margins[index].left
            inner.y = y + row + top(of: content.boxes[index], inner.height, ascent, height)
            fragment.children.append(inner)
            at += widths[index]
            atoms[position].width = UInt16(clamping: widths[index])
        }
        fragment.lines.append(
            Line(x: x + offset, y: y + row + ascent, atoms: atoms, inks: content.inks))
        row += height
    }

    private func tighten(_ atoms: inout ArraySlice<Atom>) {
        for index in atoms.indices where engine.isBetweenBoxes(content.atoms, index) {
            atoms[index].width = 0
        }
    }

    /// The row of the text in the line, and the line's rows.
    private func extent(of boxes: [Atom]) -> (ascent: Int, height: Int) {
        var ascent = 0
        var descent = 1
        var tall = 1
        for atom in boxes {
            guard let inner = laid[Int(atom.index)] else { continue }
            switch content.boxes[Int(atom.index)].style.verticalAlign {
            case .top, .textTop, .bottom, .textBottom: tall = max(tall, inner.height)
            case .middle:
                ascent = max(ascent, (inner.height - 1) / 2)
                descent = max(descent, inner.height - (inner.height - 1) / 2)
            default: ascent = max(ascent, inner.height - 1)
            }
        }
        return (ascent, max(tall, ascent + descent))
    }

    private func top(of box: Box, _ rows: Int, _ ascent: Int, _ height: Int) -> Int {
        switch box.style.verticalAlign {
        case .top, .textTop: 0
        case .bottom, .textBottom: height - rows
        case .middle: max(0, ascent - (rows - 1) / 2)
        default: max(0, ascent - (rows - 1))
        }
    }
}
