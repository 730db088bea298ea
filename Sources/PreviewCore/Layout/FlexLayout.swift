/// Flexible boxes (CSS Flexbox Level 1).
extension LayoutEngine {
    func layoutFlex(_ box: Box, width: Int) -> Fragment {
        let (fragment, edges) = open(box, width: width)
        let inner = max(1, width - edges.horizontal)
        let items = box.children.enumerated().sorted {
            ($0.element.style.order, $0.offset) < ($1.element.style.order, $1.offset)
        }.map(\.element)
        let height: Int
        switch box.style.flexDirection {
        case .column, .columnReverse:
            let ordered = box.style.flexDirection == .column ? items : items.reversed()
            height = layoutFlexColumn(box, ordered, into: fragment, edges, width: inner)
        default:
            height = layoutFlexRows(box, items, into: fragment, edges, width: inner)
        }
        fragment.height = height + edges.vertical
        return fragment
    }

    // MARK: Rows

    private struct Item {
        let box: Box
        var base: Double
        var least: Double
        var most: Double
        var width: Double
        var left: Double
        var right: Double
        var leftIsAuto: Bool
        var rightIsAuto: Bool
        var isFrozen = false
        /// Its width is its content's.
        var takesContent = false
        var outer: Double { width + left + right }
    }

    private func item(_ box: Box, in width: Int) -> Item {
        let base = Double(width)
        let style = box.style
        func margin(_ length: Length) -> Double {
            box.isAnonymous ? 0 : columns(length, of: base) ?? 0
        }
        let wanted = intrinsic(box)
        let specified = specifiedWidth(box, of: base)
        var start = specified ?? Double(wanted.most)
        if !box.isAnonymous, !style.flexBasis.isAuto,
            let basis = borderBox(style.flexBasis, box, of: base)
        {
            start = basis
        }
        let floor =
            box.isAnonymous || !style.clipsOverflow
            ? min(Double(wanted.least), specified ?? .infinity) : 0
        let least = max(1, box.isAnonymous ? floor : clamped(floor, box, of: base))
        let most =
            box.isAnonymous
            ? Double.infinity : borderBox(style.maxWidth, box, of: base) ?? .infinity
        let hypothetical = min(max(start, least), max(most, least))
        return Item(
            box: box, base: start, least: least, most: max(most, least), width: hypothetical,
            left: margin(style.margin.left), right: margin(style.margin.right),
            leftIsAuto: !box.isAnonymous && style.margin.left.isAuto,
            rightIsAuto: !box.isAnonymous && style.margin.right.isAuto,
            takesContent: specified == nil && (box.isAnonymous || style.flexBasis.isAuto))
    }

    private func layoutFlexRows(
        _ box: Box, _ boxes: [Box], into fragment: Fragment, _ edges: Edges, width: Int
    ) -> Int {
        var items = boxes.map { item($0, in: width) }
        let isContentSized = items.contains(where: \.takesContent)
        if isContentSized { roundMargins(&items, width) }
        let gap = visibleGap(box.style.columnGap, of: width, exact: !isContentSized)
        let rowGap = rows(box.style.rowGap, of: width)
        var y = 0
        var lines = flexLines(items, box, gap: gap, width: Double(width))
        if box.style.flexWrap == .wrapReverse { lines.reverse() }
        for (number, var line) in lines.enumerated() {
            if number > 0 { y += rowGap }
            resolve(&line, gap: gap, width: Double(width))
            let places = positions(line, box, gap: gap, width: width)
            y += placeRow(line, places, box, into: fragment, edges, at: y)
        }
        return y
    }

    /// Words keep whole cells between them, and the same number everywhere.
    private func roundMargins(_ items: inout [Item], _ width: Int) {
        for i in items.indices where !items[i].box.isAnonymous {
            items[i].left = Double(space(items[i].box.style.margin.left, of: width))
            items[i].right = Double(space(items[i].box.style.margin.right, of: width))
        }
    }

    /// The gap between columns. Text beside text needs a free cell; widths that were made to add up keep theirs exact.
    func visibleGap(_ length: Length, of width: Int, exact: Bool) -> Double {
        let gap = max(0, columns(length, of: Double(width)) ?? 0)
        return exact || gap < 0.15 ? gap : max(1, gap.rounded())
    }

    /// Breaks items into lines; also where they may not wrap, if they cannot stand side by side at all.
    private func flexLines(_ items: [Item], _ box: Box, gap: Double, width: Double) -> [[Item]] {
        let least = items.reduce(gap * Double(max(0, items.count - 1))) {
            $0 + $1.least + $1.left + $1.right
        }
        guard box.style.flexWrap != .nowrap || least > width + 0.75 else {
            return items.isEmpty ? [] : [items]
        }
        // Rounding may make columns that add up a little too wide; words that do not fit do not fit.
        let slack = items.contains(where: \.takesContent) ? 0.01 : 0.75
        var lines: [[Item]] = []
        var line: [Item] = []
        var used = 0.0
        for item in items {
            let added = item.outer + (line.isEmpty ? 0 : gap)
            if !line.isEmpty, used + added > width + slack {
                lines.append(line)
                (line, used) = ([], 0)
            }
            used += line.isEmpty ? item.outer : added
            line.append(item)
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Section 9.7: grows or shrinks the items of a line to its width.
    private func resolve(_ line: inout [Item], gap: Double, width: Double) {
        let gaps = gap * Double(line.count - 1)
        let grows = line.reduce(gaps) { $0 + $1.outer } < width
        for i in line.indices {
            let factor = grows ? line[i].box.style.flexGrow : line[i].box.style.flexShrink
            let fixed = line[i].box.isAnonymous ? grows : factor == 0
            if fixed || (grows ? line[i].base > line[i].width : line[i].base < line[i].width) {
                line[i].isFrozen = true
            }
        }
        for _ in 0...line.count {
            guard line.contains(where: { !$0.isFrozen }) else { return }
            let used = line.reduce(gaps) {
                $0 + $1.left + $1.right + ($1.isFrozen ? $1.width : $1.base)
            }
            let free = width - used
            distribute(free, grows: grows, &line)
            if !freezeViolations(&line) { return }
        }
    }

    private func distribute(_ free: Double, grows: Bool, _ line: inout [Item]) {
        func weight(_ item: Item) -> Double {
            if item.isFrozen { return 0 }
            return grows
                ? item.box.style.flexGrow
                : max(0.001, item.base) * (item.box.isAnonymous ? 1 : item.box.style.flexShrink)
        }
        let total = line.reduce(0) { $0 + weight($1) }
        let share = grows && total < 1 ? free * total : free
        for i in line.indices where !line[i].isFrozen {
            line[i].width = line[i].base + (total > 0 ? share * weight(line[i]) / total : 0)
        }
    }

    /// Holds widths in their limits; false where all were.
    private func freezeViolations(_ line: inout [Item]) -> Bool {
        var violation = 0.0
        let clamped = line.map { min(max($0.width, $0.least), $0.most) }
        for i in line.indices where !line[i].isFrozen { violation += clamped[i] - line[i].width }
        var froze = false
        for i in line.indices where !line[i].isFrozen {
            let difference = clamped[i] - line[i].width
            line[i].width = clamped[i]
            if (violation > 0 && difference > 0) || (violation < 0 && difference < 0) {
                line[i].isFrozen = true
                froze = true
            }
        }
        return froze
    }

    /// Left and right edge of each item, in whole cells inside the container.
    private func positions(_ line: [Item], _ box: Box, gap: Double, width: Int) -> [(
        left: Int, right: Int
    )] {
        let used = line.reduce(gap * Double(line.count - 1)) { $0 + $1.outer }
        var free = max(0, Double(width) - used)
        let autos = line.reduce(0) { $0 + ($1.leftIsAuto ? 1 : 0) + ($1.rightIsAuto ? 1 : 0) }
        let autoShare = autos > 0 ? free / Double(autos) : 0
        if autos > 0 { free = 0 }
        let isReversed = (box.style.flexDirection == .rowReverse) != box.style.isRightToLeft
        let order = isReversed ? Array(line.indices.reversed()) : Array(line.indices)
        var (x, between) = justification(
            box.style.justifyContent, free, count: line.count, isReversed: isReversed)
        var edges: [(left: Double, right: Double)] = Array(repeating: (0, 0), count: line.count)
        for i in order {
            x += line[i].left + (line[i].leftIsAuto ? autoShare : 0)
            edges[i] = (x, x + line[i].width)
            x +=
                line[i].width + line[i].right + (line[i].rightIsAuto ? autoShare : 0) + gap
                + between
        }
        return wholeCells(edges, order: order, separates: gap > 0.3)
    }

    private func placeRow(
        _ line: [Item], _ places: [(left: Int, right: Int)], _ box: Box, into fragment: Fragment,
        _ edges: Edges, at y: Int
    ) -> Int {
        let laid = zip(line, places).map { layout($0.box, width: $1.right - $1.left) }
        let tallest = laid.reduce(0) { max($0, $1.marginTop + $1.height + $1.marginBottom) }
        for (index, inner) in laid.enumerated() {
            inner.x = edges.left + places[index].left
            inner.y = edges.top + y + inner.marginTop
            align(inner, line[index].box, in: box, rows: tallest)
            fragment.children.append(inner)
        }
        return tallest
    }
}
