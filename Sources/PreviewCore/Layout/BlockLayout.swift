/// Boxes in normal flow: one below the other (CSS 2.1, section 9.4).
extension LayoutEngine {
    /// Lays out a box in a formatting context of its own.
    func layout(_ box: Box, width: Int) -> Fragment {
        layout(box, width: width, area: nil)
    }

    /// Lays out a box; `area` is its border box among the floats around it, nil where there are none of its context.
    func layout(_ box: Box, width: Int, area: FloatArea?) -> Fragment {
        let width = max(1, width)
        if let keeper = box.keeper { return keptLayout(box, keeper, width: width, area: area) }
        return layoutAnew(box, width: width, area: area)
    }

    /// Lays out a box whose layout is not kept, or is not known yet.
    func layoutAnew(_ box: Box, width: Int, area: FloatArea?) -> Fragment {
        layoutWithOverlays(box, width: width, area: area)
            ?? layoutInFlow(box, width: width, area: area)
    }

    /// The same with positioned boxes where they are written.
    func layoutInFlow(_ box: Box, width: Int, area: FloatArea?) -> Fragment {
        switch box.kind {
        case .rule: return layoutRule(box, width: width)
        case .replaced(let replaced): return layoutField(box, replaced, width: width)
        case .text, .lineBreak, .breakOpportunity: return Fragment(box, width: width)
        case .container: break
        }
        let fragment: Fragment
        switch box.display {
        case .flex, .inlineFlex: fragment = layoutFlex(box, width: width)
        case .grid, .inlineGrid: fragment = layoutGrid(box, width: width)
        case .table, .inlineTable: fragment = layoutTable(box, width: width)
        default: fragment = layoutFlow(box, width: width, area: area)
        }
        giveAir(to: fragment, box)
        return fragment
    }

    /// A box that asks for a tall place gets some of it: a hero keeps its air. Exact spacing gives it all.
    private func giveAir(to fragment: Fragment, _ box: Box) {
        guard !box.isAnonymous, !box.display.isInlineLevel, fragment.height > 0,
            box.display != .tableCell
        else { return }
        let wanted = max(
            box.style.height.pixels(of: nil) ?? 0, box.style.minHeight.pixels(of: nil) ?? 0)
        let missing = Int((min(wanted, 4000) / rowPixels).rounded()) - fragment.height
        guard wanted >= 160, missing > 0, !box.isPage, box.picture == nil else { return }
        stretch(fragment, by: options.isCompact ? min(2, missing) : missing)
    }

    /// A fragment with the box's own margins, and how far its content is from its border box.
    func open(_ box: Box, width: Int) -> (Fragment, Edges) {
        let fragment = Fragment(box, width: width)
        var edges = edges(of: box, in: width)
        if edges.horizontal >= width {
            edges.left = min(edges.left, max(0, (width - 1) / 2))
            edges.right = min(edges.right, max(0, width - 1 - edges.left))
        }
        if edges.frame.isWhole, width - edges.horizontal < Self.framedCellsMin {
            widen(&edges, width)
        }
        fragment.frame = edges.frame
        if !box.isAnonymous {
            fragment.marginTop = rows(box.style.margin.top, of: width)
            fragment.marginBottom = rows(box.style.margin.bottom, of: width)
            fragment.pullTop = pull(box.style.margin.top, of: width)
            fragment.pullBottom = pull(box.style.margin.bottom, of: width)
        }
        return (fragment, edges)
    }

    /// Words before lines: a narrow box gives up its padding, then the sides of its frame.
    private func widen(_ edges: inout Edges, _ width: Int) {
        let keepsSides = width >= Self.framedCellsMin + 2
        (edges.left, edges.right) = keepsSides ? (1, 1) : (0, 0)
        if !keepsSides { (edges.frame.left, edges.frame.right) = (0, 0) }
    }

    private static let framedCellsMin = 12

    private func layoutRule(_ box: Box, width: Int) -> Fragment {
        let (fragment, _) = open(box, width: width)
        fragment.frame = FrameSides(top: 1)
        fragment.height = 1
        return fragment
    }

    private func layoutField(_ box: Box, _ replaced: Replaced, width: Int) -> Fragment {
        let fragment = Fragment(box, width: width, height: replaced.rows)
        return fragment
    }

    // MARK: Flow

    func startsContext(_ box: Box) -> Bool {
        guard !box.isAnonymous else { return false }
        switch box.display {
        case .block, .listItem:
            return box.style.clipsOverflow || box.isFloating || box.style.isOutOfFlow
        default: return true
        }
    }

    private func layoutFlow(_ box: Box, width: Int, area: FloatArea?) -> Fragment {
        var (fragment, edges) = open(box, width: width)
        if box.marker != nil, box.style.isRightToLeft {
            edges.right += markerWidth(box)
        } else if box.marker != nil, box.marksInside {
            edges.left += markerWidth(box)
        }
        let inner = max(1, width - edges.horizontal)
        let plan = columnPlan(box, width: inner)
        let isRoot = area == nil || plan != nil || startsContext(box)
        let context = isRoot ? FloatContext() : area?.context ?? FloatContext()
        let content =
            isRoot
            ? FloatArea(context: context, x: 0, y: 0)
            : FloatArea(
                context: context, x: (area?.x ?? 0) + edges.left, y: (area?.y ?? 0) + edges.top)
        var height = layoutContent(
            box, into: fragment, edges, width: plan?.width ?? inner, area: content, isRoot: isRoot)
        if isRoot { height = max(height, context.bottom(clearing: .both)) }
        if let plan, height > 1 {
            height = dealColumns(fragment, plan: plan, top: edges.top, height: height)
        }
        if height == 0 { height = emptyHeight(box) }
        if let picture = box.picture {
            let rows = pictureRows(box, picture, columns: inner)
            fragment.lines.removeAll { $0.y >= edges.top + rows }
            fragment.picture = picturePlace(
                picture, columns: inner, rows: rows, x: edges.left, y: edges.top)
            height = centerLines(fragment, height: min(height, rows), rows: rows)
        }
        if box.pictureRows > height {
            height = centerLines(fragment, height: height, rows: box.pictureRows)
        }
        fragment.height = height + edges.vertical
        if let marker = box.marker { addMarker(marker, box, fragment, edges) }
        return fragment
    }

    /// Moves a picture's words to the middle of its rows; returns these.
    private func centerLines(_ fragment: Fragment, height: Int, rows: Int) -> Int {
        let above = (rows - height) / 2
        for index in fragment.lines.indices { fragment.lines[index].y += above }
        return rows
    }

    private func layoutContent(
        _ box: Box, into fragment: Fragment, _ edges: Edges, width: Int, area: FloatArea,
        isRoot: Bool
    ) -> Int {
        guard box.holdsLines else {
            return layoutStack(box, into: fragment, edges, width: width, area: area, isRoot: isRoot)
        }
        return layoutLines(
            box, into: fragment, x: edges.left, y: edges.top, width: width, area: area)
    }

    /// Rows of a box without content that is there to be seen.
    private func emptyHeight(_ box: Box) -> Int {
        guard !box.isAnonymous,
            box.style.backgroundImage != nil || box.style.backgroundColor != .value(.transparent)
        else {
            return 0
        }
        let wanted = max(
            box.style.height.pixels(of: nil) ?? 0, box.style.minHeight.pixels(of: nil) ?? 0)
        let rows = Int((wanted / rowPixels).rounded())
        return options.isCompact ? min(3, rows) : min(60, rows)
    }

    private func layoutStack(
        _ box: Box, into fragment: Fragment, _ edges: Edges, width: Int, area: FloatArea,
        isRoot: Bool
    ) -> Int {
        var y = 0
        var pending = Collapsed()
        var isFirst = true
        /// Behind the last row of those above.
        var end = edges.top
        let collapsesTop = edges.top == 0 && !isRoot
        for child in box.children {
            if !child.isAnonymous, child.style.clear != .none {
                let below = area.context.bottom(clearing: child.style.clear) - area.y
                if below > y { (y, pending) = (below, Collapsed()) }
            }
            var place = across(child, in: width)
            if startsContext(child) { avoidFloats(child, &place, &y, area, width) }
            child.marksInside = child.style.listIsInside || edges.left + place.left < 2
            let own = child.isAnonymous ? 0 : rows(child.style.margin.top, of: width)
            let guess = isFirst && collapsesTop ? 0 : max(pending.margin, own)
            let floats = area.context.floats.count
            let inner = layout(child, width: place.width, area: area.moved(place.left, y + guess))
            inner.x = edges.left + place.left
            if inner.height == 0 {
                pending.add(inner.marginTop, inner.pullTop)
                pending.add(inner.marginBottom, inner.pullBottom)
                inner.y = edges.top + y
                fragment.children.append(inner)
                continue
            }
            pending.add(inner.marginTop, inner.pullTop)
            if isFirst, collapsesTop {
                fragment.marginTop = max(fragment.marginTop, pending.margin)
                fragment.pullTop = max(fragment.pullTop, pending.pull)
                pending = Collapsed()
            }
            inner.y = edges.top + y + pending.sum
            // Lines that keep clear of floats stay where they were broken.
            if inner.y < end {
                pull(inner, from: end, in: fragment, floats + area.context.floats.count == 0)
            }
            fragment.children.append(inner)
            y = inner.y - edges.top + inner.height
            end = max(end, inner.y + inner.height)
            pending = Collapsed(inner.marginBottom, inner.pullBottom)
            isFirst = false
        }
        y = max(y, end - edges.top)
        if edges.bottom == 0, !isRoot, !isFirst {
            fragment.marginBottom = max(fragment.marginBottom, pending.margin)
            fragment.pullBottom = max(fragment.pullBottom, pending.pull)
        } else if !isFirst {
            y += max(0, pending.sum)
        }
        return y
    }

    /// Moves a box that is to stand in the rows of those above as far up as nothing is covered.
    private func pull(_ inner: Fragment, from end: Int, in fragment: Fragment, _ isFree: Bool) {
        let rows = end - max(inner.y, fragment.frame.top)
        inner.y = end
        guard isFree, rows > 0 else { return }
        inner.y -= Pull(of: inner, over: fragment.children).rows(upTo: rows)
    }

    /// A box with a context of its own stands beside the floats, or below them.
    private func avoidFloats(
        _ box: Box, _ place: inout Across, _ y: inout Int, _ area: FloatArea, _ width: Int
    ) {
        for _ in 0..<64 {
            let free = area.context.free(at: area.y + y, from: area.x, to: area.x + width)
            let left = max(place.left, free.left - area.x)
            let right = min(place.left + place.width, free.right - area.x)
            if left == place.left, right == place.left + place.width { return }
            let isFlexible = specifiedWidth(box, of: Double(width)) == nil
            if isFlexible, right - left >= min(place.width, intrinsic(box).least) {
                place = Across(left: left, width: right - left)
                return
            }
            if !isFlexible, free.right - free.left >= place.width {
                place.left = left
                return
            }
            guard let next = area.context.nextEnd(below: area.y + y) else { return }
            y = next - area.y
        }
    }

    // MARK: List markers

    private func markerWidth(_ box: Box) -> Int { box.marker.map { cellWidth(of: $0) + 1 } ?? 0 }

    private func addMarker(_ marker: String, _ box: Box, _ fragment: Fragment, _ edges: Edges) {
        if fragment.height == edges.vertical { fragment.height += 1 }
        let ink = ink(for: box.style, background: nil, node: box.node)
        let atoms = marker.map { character in
            var atom = Atom(.text, width: UInt16(cellWidth(of: character)))
            atom.glyph = glyphs.glyph(for: character)
            atom.ink = 0
            return atom
        }
        let row = firstRow(of: fragment) ?? edges.top
        let x =
            box.style.isRightToLeft
            ? fragment.width - edges.right + 1 : edges.left - markerWidth(box)
        fragment.lines.append(Line(x: x, y: row, atoms: atoms[...], inks: [ink]))
    }

    /// The row of the first line in a fragment.
    func firstRow(of fragment: Fragment, depth: Int = 0) -> Int? {
        if let line = fragment.lines.first { return line.y }
        guard depth < 40 else { return nil }
        for child in fragment.children {
            if let row = firstRow(of: child, depth: depth + 1) { return child.y + row }
        }
        return nil
    }
}
