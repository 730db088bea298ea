/// How wide boxes are (CSS 2.1, section 10.3).
extension LayoutEngine {
    /// A box's place across its containing block, in cells.
    struct Across {
        var left: Int
        var width: Int
    }

    /// The border-box width that the style asks for; nil for `auto`. Columns, not rounded.
    func specifiedWidth(_ box: Box, of containing: Double?) -> Double? {
        guard !box.isAnonymous else { return nil }
        return borderBox(box.style.width, box, of: containing)
    }

    func borderBox(_ length: Length, _ box: Box, of containing: Double?) -> Double? {
        switch length {
        case .minContent: return Double(intrinsic(box).least)
        case .maxContent: return Double(intrinsic(box).most)
        case .fitContent: return containing.map { min(Double(intrinsic(box).most), $0) }
        default: break
        }
        guard let width = columns(length, of: containing) else { return nil }
        guard !box.style.isBorderBox else { return width }
        let style = box.style
        let base = containing.map { Int($0) }
        let padding = [style.padding.left, style.padding.right].reduce(0.0) {
            $0 + ($1.pixels(of: base.map { Double($0) * columnPixels }) ?? 0)
        }
        let border = style.border.left.usedWidth + style.border.right.usedWidth
        return width + (padding + border) / columnPixels
    }

    /// Holds a width between its `min-width` and its `max-width`.
    func clamped(_ width: Double, _ box: Box, of containing: Double?) -> Double {
        guard !box.isAnonymous else { return width }
        var width = width
        if let most = borderBox(box.style.maxWidth, box, of: containing) {
            width = min(width, max(most, 1))
        }
        if let least = borderBox(box.style.minWidth, box, of: containing) {
            width = max(width, least)
        }
        return width
    }

    /// The width that a box takes between its least and its most.
    func shrinkToFit(_ box: Box, available: Int) -> Int {
        let wanted: Double
        if let specified = specifiedWidth(box, of: Double(available)) {
            wanted = specified.rounded(.down)
        } else {
            let intrinsic = intrinsic(box)
            wanted = Double(
                max(
                    min(max(intrinsic.least, available), intrinsic.most),
                    letteredWidth(box, available: available)))
        }
        return max(1, min(available, Int(clamped(wanted, box, of: Double(available)).rounded())))
    }

    /// Where a block-level box in normal flow stands.
    func across(_ box: Box, in containing: Int) -> Across {
        guard !box.isAnonymous else { return Across(left: 0, width: containing) }
        let style = box.style
        let left = style.margin.left.isAuto ? 0 : space(style.margin.left, of: containing)
        let right = style.margin.right.isAuto ? 0 : space(style.margin.right, of: containing)
        let room = max(1, containing - left - right)
        let width = usedWidth(box, room: room, containing: containing)
        let free = max(0, containing - width - left - right)
        if style.isOutOfFlow, let x = positionedLeft(style, free, containing) {
            return Across(left: left + x, width: width)
        }
        var x = left
        if style.margin.left.isAuto {
            x = style.margin.right.isAuto ? left + free / 2 : left + free
        } else if let aligned = legacyAlignment(box, free) {
            x += aligned
        }
        return Across(left: x, width: width)
    }

    private func usedWidth(_ box: Box, room: Int, containing: Int) -> Int {
        let base = Double(containing)
        var width = Double(room)
        if let specified = specifiedWidth(box, of: base) {
            width = specified
        } else if box.shrinksToFit || box.display == .table || isReplaced(box) {
            width = Double(shrinkToFit(box, available: room))
        }
        return max(1, min(room, Int(clamped(width, box, of: base).rounded())))
    }

    /// Where a positioned box stands across: what its sides say, as far as there is room.
    private func positionedLeft(_ style: ComputedStyle, _ free: Int, _ containing: Int) -> Int? {
        let base = Double(containing)
        if let left = columns(style.inset.left, of: base) {
            if case .fixed(_, let percent)? = style.shift, percent == -50 { return free / 2 }
            return max(0, min(free, Int(left.rounded())))
        }
        guard let right = columns(style.inset.right, of: base) else { return nil }
        return max(0, min(free, free - Int(right.rounded())))
    }

    private func isReplaced(_ box: Box) -> Bool {
        if case .replaced = box.kind { true } else { box.picture != nil }
    }

    /// `<center>` and `align` move blocks too; a positioned box may hold to the right.
    private func legacyAlignment(_ box: Box, _ free: Int) -> Int? {
        guard let align = box.parentAlignment else { return nil }
        return align == .webkitCenter ? free / 2 : nil
    }
}

extension Box {
    /// What a parent's `text-align` says to blocks: the box's own value, where it is inherited.
    fileprivate var parentAlignment: Keyword? {
        style.textAlign == .webkitCenter ? .webkitCenter : nil
    }
}
