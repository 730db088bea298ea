/// Flex containers whose items stand one below the other.
extension LayoutEngine {
    func layoutFlexColumn(
        _ box: Box, _ items: [Box], into fragment: Fragment, _ edges: Edges, width: Int
    ) -> Int {
        let gap = rows(box.style.rowGap, of: width)
        var y = 0
        for (index, item) in items.enumerated() {
            let place = columnPlace(item, box, width)
            item.marksInside = true
            let inner = layout(item, width: place.width)
            guard inner.height > 0 || index == 0 else { continue }
            y += (index > 0 ? gap : 0) + inner.marginTop
            inner.x = edges.left + place.left
            inner.y = edges.top + y
            fragment.children.append(inner)
            y += inner.height + inner.marginBottom
        }
        return y
    }

    private func columnPlace(_ item: Box, _ box: Box, _ width: Int) -> Across {
        let own = item.isAnonymous ? Keyword.auto : item.style.alignSelf
        let align = own == .auto ? box.style.alignItems : own
        let hasAuto =
            !item.isAnonymous && (item.style.margin.left.isAuto || item.style.margin.right.isAuto)
        guard hasAuto || (align != .normal && align != .stretch) else {
            return across(item, in: width)
        }
        let left = item.isAnonymous ? 0 : space(item.style.margin.left, of: width)
        let right = item.isAnonymous ? 0 : space(item.style.margin.right, of: width)
        let cells = shrinkToFit(item, available: max(1, width - left - right))
        let free = max(0, width - left - right - cells)
        if hasAuto {
            let isCentred = item.style.margin.left.isAuto && item.style.margin.right.isAuto
            return Across(
                left: left + (isCentred ? free / 2 : item.style.margin.left.isAuto ? free : 0),
                width: cells)
        }
        switch align {
        case .center: return Across(left: left + free / 2, width: cells)
        case .flexEnd, .end: return Across(left: left + free, width: cells)
        default: return Across(left: left, width: cells)
        }
    }
}
