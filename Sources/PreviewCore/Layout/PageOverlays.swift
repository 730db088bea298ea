/// Positioned boxes whose containing block is the page or the window (CSS Positioned Layout Level 3, 2.1).
///
/// A fixed box is shown where a browser has it before the page is scrolled; one that holds to the bottom, where it has it
/// at the end of the page. A bar at the top finds room where the page left it some that was made smaller.
extension LayoutEngine {
    /// Rows below the top of the page from which on compact white space makes a place another.
    private static let exactRowsMax = 5
    private static let pageRoundsMax = 3

    /// Lays out the root element's box, as wide as the page.
    ///
    /// - Parameter loose: Positioned boxes that no other box is the containing block of.
    func layoutPage(_ root: Box, loose: [Box], width: Int) -> Fragment {
        var out = loose.count > Self.overlaysMax ? [] : loose.filter(mayStandOnPage)
        for box in loose { box.standsInPlace = false }
        for _ in 0..<Self.pageRoundsMax where !out.isEmpty {
            let trunks = Trunks(of: root, to: out)
            let fragment = trunks.without { layoutAlone(root, width: width) }
            var over = Overlay(on: fragment, of: self, isPage: true, isLaid: true)
            let missed = out.filter { box in
                guard let parent = trunks.parent(of: box) else { return true }
                return !placeOnPage(box, in: parent, &over)
            }
            if missed.isEmpty {
                fragment.children += over.placed
                for box in out { box.standsInPlace = true }
                markEdges(loose, fragment)
                return fragment
            }
            out.removeAll { box in missed.contains { $0 === box } }
        }
        let fragment = layoutAlone(root, width: width)
        markEdges(loose, fragment)
        return fragment
    }

    /// The root shares its float context with the page: margins at the page's ends would be empty rows.
    private func layoutAlone(_ root: Box, width: Int) -> Fragment {
        let floats = FloatContext()
        let fragment = layout(root, width: width, area: FloatArea(context: floats, x: 0, y: 0))
        fragment.height = max(fragment.height, floats.bottom(clearing: .both))
        return fragment
    }

    /// Not what would fill most of the window, and not what stands so far down that white space before it counts.
    private func mayStandOnPage(_ box: Box) -> Bool {
        guard case .container = box.kind, !isTall(box.style) else { return false }
        guard options.isCompact, box.style.position == .absolute else { return true }
        guard let top = box.style.inset.top.pixels(of: options.viewport.height) else {
            return false
        }
        return top <= Double(Self.exactRowsMax) * rowPixels
    }

    private func isTall(_ style: ComputedStyle) -> Bool {
        let window = options.viewport.height
        let asked = [style.height, style.minHeight].compactMap { $0.pixels(of: window) }
        if asked.contains(where: { $0 > window / 2 }) { return true }
        guard let top = style.inset.top.pixels(of: window),
            let bottom = style.inset.bottom.pixels(of: window)
        else { return false }
        return style.height.isAuto && window - top - bottom > window / 2
    }

    private func placeOnPage(_ box: Box, in parent: Trunks.Parent, _ over: inout Overlay) -> Bool {
        guard let inner = laid(box, in: parent, over) else { return false }
        inner.x = Self.pulled(inner.x, inner.width, in: over.width)
        if over.add(inner) { return true }
        let cells = Overlay.cells(of: inner)
        guard inner.y <= 1, let row = over.firstRow(under: cells) else { return false }
        let missing = cells.rows.upperBound - row
        guard push(over.fragment, by: missing) else { return false }
        over.grow(by: missing)
        return over.add(inner)
    }

    // MARK: Room at the top

    /// Moves what is on the page down, in the first box that asks for as much white space at its top as it then has.
    private func push(_ fragment: Fragment, by rows: Int) -> Bool {
        var depth = 0
        var next: Fragment? = fragment
        var heldBack = 0
        while let inner = next, depth < 40 {
            heldBack = rowsHeldBack(of: inner, outer: heldBack)
            let centred = inner.box.map(Self.centresDown) ?? false ? heldBack / 2 : 0
            if let space = topSpace(of: inner), space.wanted + centred - space.now >= rows {
                move(fragment, depth: depth, by: rows)
                return true
            }
            next = Self.first(in: inner)
            depth += 1
        }
        return false
    }

    /// Rows by which a box is lower than it asks to be.
    private func rowsHeldBack(of fragment: Fragment, outer: Int) -> Int {
        guard let style = fragment.box?.style else { return 0 }
        if case .fixed(_, let percent) = style.height, percent >= 99 { return outer }
        let asked = max(style.height.pixels(of: nil) ?? 0, style.minHeight.pixels(of: nil) ?? 0)
        return max(0, Int((min(asked, 4000) / rowPixels).rounded()) - fragment.height)
    }

    private static func centresDown(_ box: Box) -> Bool {
        guard box.display == .flex else { return false }
        return box.style.flexDirection == .column
            ? box.style.justifyContent == .center : box.style.alignItems == .center
    }

    private static func first(in fragment: Fragment) -> Fragment? {
        fragment.children.first { $0.height > 0 }
    }

    /// Rows above the first thing in a box, and as many as styles ask for.
    private func topSpace(of fragment: Fragment) -> (now: Int, wanted: Int)? {
        guard let style = fragment.box?.style else { return nil }
        let first = Self.first(in: fragment)
        let inner = first?.box.flatMap {
            $0.isAnonymous ? nil : $0.style.margin.top.pixels(of: nil)
        }
        let asked = (style.padding.top.pixels(of: nil) ?? 0) + max(0, inner ?? 0)
        guard let now = (fragment.lines.map(\.y) + [first?.y].compactMap { $0 }).min() else {
            return nil
        }
        return (now, Int((min(max(0, asked), 4000) / rowPixels).rounded()))
    }

    private func move(_ fragment: Fragment, depth: Int, by rows: Int) {
        fragment.makeUnique()
        fragment.forgetInk()
        fragment.height += rows
        let next = depth > 0 ? Self.first(in: fragment) : nil
        for line in fragment.lines.indices where next == nil { fragment.lines[line].y += rows }
        for child in fragment.children where child !== next {
            if next.map({ child.y > $0.y }) ?? true { child.y += rows }
        }
        if let next { move(next, depth: depth - 1, by: rows) }
    }

    // MARK: In the flow

    /// What stands at the very edge that it holds to is in its place, in the flow as well.
    private func markEdges(_ boxes: [Box], _ page: Fragment) {
        for box in boxes.prefix(Self.overlaysMax)
        where !box.standsInPlace && !isTall(box.style) {
            guard let rows = Self.rows(of: box, in: page, 0) else { continue }
            let (top, bottom) = (box.style.inset.top, box.style.inset.bottom)
            let isFirst =
                rows.lowerBound == 0
                && (top.pixels(of: nil).map { $0 < rowPixels } ?? bottom.isAuto)
            let isLast = rows.upperBound == page.height && top.isAuto && !bottom.isAuto
            box.standsInPlace = isFirst || isLast && box.style.position == .fixed
        }
    }

    private static func rows(of box: Box, in fragment: Fragment, _ y: Int) -> Range<Int>? {
        if fragment.box === box { return y..<y + fragment.height }
        for child in fragment.children {
            if let found = rows(of: box, in: child, y + child.y) { return found }
        }
        return nil
    }
}
