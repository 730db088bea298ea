/// Positioned boxes where their sides say (CSS Positioned Layout Level 3), as far as nothing else would be covered.
///
/// Such a box is taken out of the flow where its place in its containing block is known and free: both directions are said
/// by a side, it stands inside the block, and no text, control or line of the flow and no other such box is there. Else
/// all of them stay where they are written: nothing is dropped, and nothing is hidden. Only the children of a containing
/// block are looked at, so a section's look never depends on what is outside of it.
extension LayoutEngine {
    /// Cells that are taken, in those of a fragment.
    private struct Cells {
        var columns: Range<Int>
        var rows: Range<Int>

        /// Words that touch would read as one.
        func touches(_ other: Cells) -> Bool {
            columns.lowerBound <= other.columns.upperBound
                && other.columns.lowerBound <= columns.upperBound && rows.overlaps(other.rows)
        }
    }

    /// The layout with the positioned children over the rest; nil where there are none, or they cannot stand there.
    func layoutWithOverlays(_ box: Box, width: Int, area: FloatArea?) -> Fragment? {
        guard !box.isAnonymous, box.style.position != .static, box.overlaysRefused != width else {
            return nil
        }
        let loose = overlays(of: box)
        guard !loose.isEmpty else { return nil }
        let floats = area?.context.floats.count ?? 0
        let fragment = withoutOverlays(box) { layoutInFlow(box, width: width, area: area) }
        var taken = takenCells(of: fragment)
        var placed: [Fragment] = []
        for child in loose {
            guard let inner = place(child, over: fragment, &taken) else {
                box.overlaysRefused = width
                area?.context.forget(after: floats)
                return nil
            }
            placed.append(inner)
        }
        fragment.children += placed
        return fragment
    }

    // MARK: Out of the flow and back

    private func overlays(of box: Box) -> [Box] {
        box.children.flatMap { child in
            child.isAnonymous && child.display == .block
                ? child.children.filter(isPlaceable) : isPlaceable(child) ? [child] : []
        }
    }

    private func isPlaceable(_ box: Box) -> Bool {
        guard !box.isAnonymous, box.style.position == .absolute, case .container = box.kind else {
            return false
        }
        let sides = box.style.inset
        return !(sides.left.isAuto && sides.right.isAuto)
            && !(sides.top.isAuto && sides.bottom.isAuto)
    }

    /// Does something with a box as if it had no positioned children; afterwards it is as it was.
    private func withoutOverlays<Result>(_ box: Box, _ body: () -> Result) -> Result {
        let changed = [box] + box.children.filter { $0.isAnonymous && $0.display == .block }
        let before = changed.map { ($0.children, $0.cachedIntrinsic, $0.cachedInline) }
        for other in changed {
            other.children.removeAll(where: isPlaceable)
            (other.cachedIntrinsic, other.cachedInline) = (nil, nil)
        }
        box.children.removeAll { child in
            child.isAnonymous && child.children.isEmpty
                && changed.dropFirst().contains { $0 === child }
        }
        defer {
            for (other, (children, intrinsic, inline)) in zip(changed, before) {
                other.children = children
                (other.cachedIntrinsic, other.cachedInline) = (intrinsic, inline)
            }
        }
        return body()
    }

    // MARK: Places

    /// The box laid out where it belongs; nil where it cannot stand there.
    private func place(_ box: Box, over fragment: Fragment, _ taken: inout [Cells]) -> Fragment? {
        let frame = fragment.frame
        let width = fragment.width - frame.left - frame.right
        let height = fragment.height - frame.top - frame.bottom
        let style = box.style
        let left = columns(style.inset.left, of: Double(width)).map { Int($0.rounded()) }
        let right = columns(style.inset.right, of: Double(width)).map { Int($0.rounded()) }
        let room = width - max(0, left ?? 0) - max(0, right ?? 0)
        guard width > 0, height > 0, room > 0 else { return nil }
        let isStretched = left != nil && right != nil && style.width.isAuto
        let inner = layout(box, width: isStretched ? room : shrinkToFit(box, available: room))
        guard inner.height > 0 else { return nil }
        let isCentred = Self.isHalf(style.shift)
        let x =
            left.map { $0 - (isCentred ? inner.width / 2 : 0) }
            ?? (width - (right ?? 0) - inner.width)
        let y = row(of: style, inner.height, in: height, isCentred: isCentred)
        // What stands out a little is pulled in: a badge on a corner.
        inner.x = frame.left + Self.pulled(x, inner.width, in: width)
        inner.y = frame.top + Self.pulled(y, inner.height, in: height)
        guard inner.x >= frame.left, inner.x + inner.width <= frame.left + width,
            inner.y >= frame.top, inner.y + inner.height <= frame.top + height
        else { return nil }
        let cells = Cells(
            columns: inner.x..<inner.x + inner.width, rows: inner.y..<inner.y + inner.height)
        guard !taken.contains(where: cells.touches) else { return nil }
        taken.append(cells)
        return inner
    }

    private func row(of style: ComputedStyle, _ own: Int, in height: Int, isCentred: Bool) -> Int {
        func rows(_ length: Length) -> Int? {
            length.pixels(of: Double(height) * rowPixels).map {
                Int((max(-10_000, min(10_000, $0)) / rowPixels).rounded())
            }
        }
        if let top = rows(style.inset.top) {
            // Only the first axis of a movement is kept: a half way down is meant for the middle.
            let isMiddle = Self.isHalf(style.inset.top, negative: false)
            return isMiddle ? (height - own) / 2 : top
        }
        return height - (rows(style.inset.bottom) ?? 0) - own
    }

    private static func isHalf(_ length: Length?, negative: Bool = true) -> Bool {
        if case .fixed(0, let percent)? = length { percent == (negative ? -50 : 50) } else { false }
    }

    private static func pulled(_ start: Int, _ size: Int, in room: Int) -> Int {
        if (-2..<0).contains(start) { return 0 }
        return (room + 1...room + 2).contains(start + size) ? room - size : start
    }

    // MARK: What is taken

    private func takenCells(of fragment: Fragment) -> [Cells] {
        var cells: [Cells] = []
        collect(fragment, 0, 0, &cells)
        return cells
    }

    private func collect(_ fragment: Fragment, _ x: Int, _ y: Int, _ cells: inout [Cells]) {
        for line in fragment.lines {
            if let columns = Self.inked(line) {
                cells.append(
                    Cells(
                        columns: x + columns.lowerBound..<x + columns.upperBound,
                        rows: y + line.y..<y + line.y + 1))
            }
        }
        for child in fragment.children {
            let (left, top) = (x + child.x, y + child.y)
            if child.isSolid, child.width > 0, child.height > 0 {
                cells.append(
                    Cells(columns: left..<left + child.width, rows: top..<top + child.height))
            } else {
                collect(child, left, top, &cells)
            }
        }
    }

    /// The columns from a line's first to its last word.
    private static func inked(_ line: Line) -> Range<Int>? {
        var x = line.x
        var columns: Range<Int>?
        for atom in line.atoms where atom.kind != .float {
            if atom.kind == .text {
                columns = (columns?.lowerBound ?? x)..<x + Int(atom.width)
            }
            x += Int(atom.width)
        }
        return columns
    }
}

extension Fragment {
    /// Drawn all over: a control, a rule, a box with a frame.
    fileprivate var isSolid: Bool {
        guard let box else { return false }
        if box.isButton || frame.isWhole { return true }
        switch box.kind {
        case .replaced, .rule: return true
        default: return box.pictureRows > 0
        }
    }
}
