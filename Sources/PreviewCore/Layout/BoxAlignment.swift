/// Aligning and stretching, for flex and grid alike (CSS Box Alignment Level 3).
extension LayoutEngine {
    /// Rounds edges so that neighbours keep one free column where there is a gap.
    func wholeCells(_ edges: [(left: Double, right: Double)], order: [Int], separates: Bool) -> [(
        left: Int, right: Int
    )] {
        var result = edges.map { (left: Int($0.left.rounded()), right: Int($0.right.rounded())) }
        for (i, next) in zip(order, order.dropFirst()) {
            let limit = result[next].left - (separates ? 1 : 0)
            if result[i].right > limit, limit - result[i].left >= 2 { result[i].right = limit }
        }
        for i in result.indices where result[i].right <= result[i].left {
            result[i].right = result[i].left + 1
        }
        return result
    }

    /// Where the first item begins, and what is added between two.
    func justification(_ keyword: Keyword, _ free: Double, count: Int, isReversed: Bool) -> (
        Double, Double
    ) {
        let start = isReversed ? free : 0
        switch keyword {
        case .center: return (free / 2, 0)
        case .flexEnd: return (isReversed ? 0 : free, 0)
        case .end, .right: return (free, 0)
        case .left, .start: return (0, 0)
        case .spaceBetween: return count > 1 ? (0, free / Double(count - 1)) : (start, 0)
        case .spaceAround: return (free / Double(2 * count), free / Double(count))
        case .spaceEvenly: return (free / Double(count + 1), free / Double(count + 1))
        default: return (start, 0)
        }
    }

    /// Moves or stretches an item across its line.
    func align(_ inner: Fragment, _ item: Box, in box: Box, rows: Int) {
        let free = rows - inner.marginTop - inner.height - inner.marginBottom
        guard free > 0 else { return }
        if !item.isAnonymous, item.style.margin.top.isAuto {
            inner.y += item.style.margin.bottom.isAuto ? free / 2 : free
            return
        }
        let own = item.isAnonymous ? Keyword.auto : item.style.alignSelf
        switch own == .auto ? box.style.alignItems : own {
        case .center: inner.y += free / 2
        case .flexEnd, .end, .selfEnd: inner.y += free
        case .normal, .stretch: stretch(inner, by: free)
        default: break
        }
    }

    /// Makes a fragment taller; a flex container inside deals the rows out again.
    func stretch(_ fragment: Fragment, by rows: Int) {
        fragment.makeUnique()
        fragment.height += rows
        guard let box = fragment.box, !box.isAnonymous else { return }
        guard box.display == .flex || box.display == .inlineFlex else {
            return fillHeight(fragment, by: rows)
        }
        let isColumn = box.style.flexDirection == .column
        guard isColumn else {
            if box.style.alignItems == .center, box.style.flexWrap == .nowrap {
                for child in fragment.children { child.y += rows / 2 }
            }
            return
        }
        dealOut(rows, to: fragment.children, box)
    }

    /// `height: 100%` of the only child in a box that was made taller.
    private func fillHeight(_ fragment: Fragment, by rows: Int) {
        let blocks = fragment.children.filter { $0.height > 0 }
        guard blocks.count == 1, let child = blocks.first, let box = child.box, !box.isAnonymous
        else { return }
        if case .fixed(_, let percent) = box.style.height, percent >= 99 {
            stretch(child, by: rows)
        }
    }

    private func dealOut(_ rows: Int, to children: [Fragment], _ box: Box) {
        if let pushed = children.firstIndex(where: { $0.box?.style.margin.top.isAuto == true }) {
            for child in children[pushed...] { child.y += rows }
            return
        }
        if let grown = children.firstIndex(where: {
            ($0.box?.isAnonymous == false) && ($0.box?.style.flexGrow ?? 0) > 0
        }) {
            stretch(children[grown], by: rows)
            for child in children[(grown + 1)...] { child.y += rows }
            return
        }
        let (start, between) = justification(
            box.style.justifyContent, Double(rows), count: max(1, children.count), isReversed: false
        )
        for (index, child) in children.enumerated() {
            child.y += Int(start + between * Double(index))
        }
    }
}
