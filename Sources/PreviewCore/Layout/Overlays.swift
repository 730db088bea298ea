/// Positioned boxes where their sides say (CSS Positioned Layout Level 3), as far as nothing else would be covered.
///
/// Such a box is taken out of the flow where its place in its containing block is known and free: it stands inside the
/// block, and no text, control or line of the flow and no other such box is there. Else it stays where it is written:
/// nothing is dropped, and nothing is hidden. A section's look never depends on what is outside of it; boxes that stand
/// in the page itself are in `PageOverlays`.
extension LayoutEngine {
    /// How often a containing block is laid out without the boxes that may stand over it.
    private static let roundsMax = 3
    /// Where more than so many boxes could stand over one, none does.
    static let overlaysMax = 200

    /// The layout with the positioned boxes over the rest; nil where there are none, or they cannot stand there.
    func layoutWithOverlays(_ box: Box, width: Int, area: FloatArea?) -> Fragment? {
        guard !box.loose.isEmpty else { return nil }
        var refused = box.overlaysRefused?.width == width ? box.overlaysRefused?.boxes ?? [] : []
        let floats = area?.context.floats.count ?? 0
        defer {
            box.overlaysRefused = refused.isEmpty ? nil : (width, refused)
            let left = Set(refused.map(ObjectIdentifier.init))
            for child in box.loose {
                child.standsInPlace = !left.contains(ObjectIdentifier(child))
            }
        }
        if box.loose.count > Self.overlaysMax { refused = box.loose }
        for _ in 0..<Self.roundsMax {
            guard refused.count < box.loose.count else { return nil }
            let out = box.loose.filter { child in !refused.contains { $0 === child } }
            let trunks = Trunks(of: box, to: out)
            let fragment = trunks.without { layoutInFlow(box, width: width, area: area) }
            var over = Overlay(on: fragment, of: self, isPage: box.isPage)
            let missed = out.filter { child in
                guard let parent = trunks.parent(of: child) else { return true }
                return !place(child, in: parent, &over)
            }
            if missed.isEmpty {
                fragment.children += over.placed
                return fragment
            }
            refused += missed
            area?.context.forget(after: floats)
        }
        refused = box.loose
        return nil
    }

    // MARK: Places

    /// Lays out a box where it belongs; false where it cannot stand there.
    private func place(_ box: Box, in parent: Trunks.Parent, _ over: inout Overlay) -> Bool {
        guard case .container = box.kind, let inner = laid(box, in: parent, over) else {
            return false
        }
        // What stands out a little is pulled in: a badge on a corner.
        inner.x = over.left + Self.pulled(inner.x, inner.width, in: over.width)
        inner.y = over.top + Self.pulled(inner.y, inner.height, in: over.height)
        return over.add(inner)
    }

    /// The box laid out, from the corner of its containing block; nil where its place is not known.
    func laid(_ box: Box, in parent: Trunks.Parent, _ over: Overlay) -> Fragment? {
        let style = box.style
        let width = over.width
        guard width > 0, over.height > 0 else { return nil }
        let side = (
            left: columns(style.inset.left, of: Double(width)).map { Int($0.rounded()) },
            right: columns(style.inset.right, of: Double(width)).map { Int($0.rounded()) }
        )
        let margin = (
            left: space(style.margin.left, of: width), right: space(style.margin.right, of: width)
        )
        let room =
            width - max(0, side.left ?? 0) - max(0, side.right ?? 0) - max(0, margin.left)
            - max(0, margin.right)
        guard room > 0 else { return nil }
        let isStretched = side.left != nil && side.right != nil && style.width.isAuto
        let inner = layout(box, width: isStretched ? room : shrinkToFit(box, available: room))
        guard inner.height > 0 else { return nil }
        if let left = side.left {
            let isBetween = style.margin.left.isAuto && style.margin.right.isAuto
            let free = side.right == nil || !isBetween ? 0 : max(0, room - inner.width) / 2
            inner.x = left + margin.left + free - (Self.isHalf(style.shift) ? inner.width / 2 : 0)
        } else if let right = side.right {
            inner.x = width - right - margin.right - inner.width
        } else if let corner = over.staticCorner(of: box, parent) {
            inner.x = corner.x + margin.left
        } else {
            return nil
        }
        guard let y = row(of: box, inner.height, parent, over) else { return nil }
        inner.y = y
        return inner
    }

    private func row(
        of box: Box, _ own: Int, _ parent: Trunks.Parent, _ over: Overlay
    ) -> Int? {
        let style = box.style
        func rows(_ length: Length) -> Int? {
            length.pixels(of: Double(over.sideHeight) * rowPixels).map {
                Int((max(-10_000, min(10_000, $0)) / rowPixels).rounded())
            }
        }
        if let top = rows(style.inset.top) {
            // Only the first axis of a movement is kept: a half way down is meant for the middle.
            let isMiddle = Self.isHalf(style.inset.top, negative: false)
            return isMiddle
                ? (over.sideHeight - own) / 2 : top + margin(style.margin.top, over)
        }
        if let bottom = rows(style.inset.bottom) {
            return over.height - bottom - margin(style.margin.bottom, over) - own
        }
        return over.staticCorner(of: box, parent).map {
            $0.y + margin(style.margin.top, over)
        }
    }

    private func margin(_ length: Length, _ over: Overlay) -> Int {
        rows(length, of: over.width) - pull(length, of: over.width)
    }

    private static func isHalf(_ length: Length?, negative: Bool = true) -> Bool {
        if case .fixed(0, let percent)? = length { percent == (negative ? -50 : 50) } else { false }
    }

    static func pulled(_ start: Int, _ size: Int, in room: Int) -> Int {
        if (-2..<0).contains(start) { return 0 }
        return (room + 1...room + 2).contains(start + size) ? room - size : start
    }
}

/// What stands over a layout, and what is taken of it.
struct Overlay {
    let fragment: Fragment
    private let engine: LayoutEngine
    /// The containing block in the fragment.
    let left: Int
    let top: Int
    let width: Int
    private(set) var height: Int
    /// The rows that `top` and percentages count in.
    let sideHeight: Int
    private(set) var placed: [Fragment] = []
    private var taken: [Cells] = []
    /// Nothing in the fragment is moved any more but by this.
    private let isLaid: Bool

    /// Cells in those of the fragment.
    struct Cells {
        var columns: Range<Int>
        var rows: Range<Int>

        /// Words that touch would read as one.
        func touches(_ other: Cells) -> Bool {
            columns.lowerBound <= other.columns.upperBound
                && other.columns.lowerBound <= columns.upperBound && rows.overlaps(other.rows)
        }

        func moved(by count: Int) -> Cells {
            Cells(
                columns: columns,
                rows: rows.lowerBound + count..<rows.upperBound + count)
        }
    }

    /// - Parameter isPage: The page's own box: the sides of what is in it are the window's.
    init(
        on fragment: Fragment, of engine: LayoutEngine, isPage: Bool = false, isLaid: Bool = false
    ) {
        self.isLaid = isLaid
        self.fragment = fragment
        self.engine = engine
        let frame = fragment.frame
        (left, top) = (frame.left, frame.top)
        width = fragment.width - frame.left - frame.right
        height = fragment.height - frame.top - frame.bottom
        sideHeight =
            isPage
            ? Int((engine.options.viewport.height / engine.rowPixels).rounded()) : height
    }

    /// Takes the cells of a box that was laid out; false where it is not inside, or covers something.
    mutating func add(_ inner: Fragment) -> Bool {
        guard inner.x >= left, inner.x + inner.width <= left + width,
            inner.y >= top, inner.y + inner.height <= top + height
        else { return false }
        let cells = Self.cells(of: inner)
        guard !taken.contains(where: cells.touches), firstRow(under: cells) == nil else {
            return false
        }
        taken.append(cells)
        placed.append(inner)
        return true
    }

    /// The page was made longer.
    mutating func grow(by rows: Int) { height += rows }

    static func cells(of inner: Fragment) -> Cells {
        Cells(columns: inner.x..<inner.x + inner.width, rows: inner.y..<inner.y + inner.height)
    }

    /// The first row of the flow with something to be seen under some cells; nil where there is none.
    func firstRow(under cells: Cells) -> Int? {
        var first: Int?
        let rows = isLaid ? cells.rows : nil
        Self.visit(fragment, 0, 0, grounds: false, in: rows, inside: true) { own in
            guard own.touches(cells) else { return }
            first = min(first ?? .max, max(own.rows.lowerBound, cells.rows.lowerBound))
        }
        return first
    }

    /// Words, controls, rules and frames of a fragment.
    ///
    /// - Parameters:
    ///   - x: Where the fragment stands.
    ///   - grounds: Whether boxes with a background count as a whole, too.
    ///   - rows: Those that are wanted, where nothing is moved any more.
    ///   - inside: What is in it alone, not its own frame and background.
    static func visit(
        _ fragment: Fragment, _ x: Int, _ y: Int, grounds: Bool, in rows: Range<Int>? = nil,
        inside: Bool = false, _ found: (Cells) -> Void
    ) {
        let isOne = fragment.isSolid || grounds && fragment.hasGround
        if isOne, !inside, fragment.width > 0, fragment.height > 0 {
            found(Cells(columns: x..<x + fragment.width, rows: y..<y + fragment.height))
            return
        }
        for line in fragment.lines {
            guard let columns = Self.inked(line) else { continue }
            found(
                Cells(
                    columns: x + columns.lowerBound..<x + columns.upperBound,
                    rows: y + line.y..<y + line.y + 1))
        }
        for child in fragment.children {
            if let rows {
                let ink = child.measureInk()
                let top = y + child.y
                if !(top + ink.lowerBound..<top + ink.upperBound).overlaps(rows) { continue }
            }
            visit(child, x + child.x, y + child.y, grounds: grounds, in: rows, found)
        }
    }

    /// The columns from a line's first to its last word.
    private static func inked(_ line: Line) -> Range<Int>? {
        var x = line.x
        var columns: Range<Int>?
        for atom in line.atoms where atom.kind != .float {
            if atom.kind == .text || atom.kind == .piece && atom.glyph != 0x20 {
                columns = (columns?.lowerBound ?? x)..<x + Int(atom.width)
            }
            x += Int(atom.width)
        }
        return columns
    }

    /// Where a block would stand if it were not positioned (Positioned Layout Level 3, 3.5), from the containing block's
    /// corner; nil where that is in a line.
    func staticCorner(of box: Box, _ parent: Trunks.Parent) -> (x: Int, y: Int)? {
        guard !box.isInlineLevel, let place = Self.find(parent.box, in: fragment, -left, -top)
        else { return nil }
        let edges = engine.edges(of: parent.box, in: place.fragment.width)
        let before = place.fragment.children.filter { child in
            child.height > 0 && parent.before.contains { $0 === child.box }
        }
        let above = before.map { $0.y + $0.height }.max() ?? edges.top
        return (place.x + edges.left, place.y + above)
    }

    private static func find(_ box: Box, in fragment: Fragment, _ x: Int, _ y: Int) -> (
        fragment: Fragment, x: Int, y: Int
    )? {
        if fragment.box === box { return (fragment, x, y) }
        for child in fragment.children {
            if let found = find(box, in: child, x + child.x, y + child.y) { return found }
        }
        return nil
    }
}

/// The boxes from a containing block down to the parents of positioned boxes in it.
struct Trunks {
    struct Parent {
        let box: Box
        /// Its children before the positioned box.
        let before: [Box]
    }

    private var boxes: [Box] = []
    private var parents: [ObjectIdentifier: Parent] = [:]
    private let wanted: Set<ObjectIdentifier>

    init(of box: Box, to wanted: [Box]) {
        self.wanted = Set(wanted.map(ObjectIdentifier.init))
        _ = visit(box)
    }

    func parent(of box: Box) -> Parent? { parents[ObjectIdentifier(box)] }

    private mutating func visit(_ box: Box) -> Bool {
        var holds = false
        for (index, child) in box.children.enumerated() {
            if wanted.contains(ObjectIdentifier(child)) {
                let before = Array(box.children[..<index])
                parents[ObjectIdentifier(child)] = Parent(box: box, before: before)
                holds = true
            }
            // What is in a section is known to it.
            if child.keeper != nil, child.escaping.isEmpty { continue }
            if visit(child) { holds = true }
        }
        if holds { boxes.append(box) }
        return holds
    }

    /// Does something as if the positioned boxes were not there; afterwards all is as it was.
    func without<Result>(_ body: () -> Result) -> Result {
        let before = boxes.map { ($0.children, $0.cachedIntrinsic, $0.cachedInline, $0.leftOut) }
        for box in boxes {
            box.leftOut = box.escaping.map(ObjectIdentifier.init).filter(wanted.contains)
            box.children.removeAll { wanted.contains(ObjectIdentifier($0)) }
            (box.cachedIntrinsic, box.cachedInline) = (nil, nil)
        }
        let empty = Set(
            boxes.filter { $0.isAnonymous && $0.children.allSatisfy(BoxFixup.isSpace) }
                .map(ObjectIdentifier.init))
        if !empty.isEmpty {
            for box in boxes {
                box.children.removeAll { empty.contains(ObjectIdentifier($0)) }
            }
        }
        defer {
            for (box, (children, intrinsic, inline, leftOut)) in zip(boxes, before) {
                box.children = children
                (box.cachedIntrinsic, box.cachedInline, box.leftOut) = (intrinsic, inline, leftOut)
            }
        }
        return body()
    }
}

extension Fragment {
    /// Drawn all over: a control, a rule, a box with a frame.
    fileprivate var isSolid: Bool {
        guard let box else { return false }
        if box.isButton || frame.isWhole || rules != nil { return true }
        switch box.kind {
        case .replaced, .rule: return true
        default: return box.pictureRows > 0
        }
    }

    /// Something behind its words.
    fileprivate var hasGround: Bool {
        guard let box, !box.isAnonymous else { return false }
        return box.style.backgroundImage != nil || picture != nil
            || box.style.backgroundColor.resolved(box.style.color).alpha > 0.01
    }
}
