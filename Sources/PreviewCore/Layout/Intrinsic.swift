/// The widths that boxes ask for by their content (CSS Sizing Level 3).
extension LayoutEngine {
    /// Border-box widths, in cells.
    func intrinsic(_ box: Box) -> IntrinsicWidth {
        if let known = box.cachedIntrinsic { return known }
        // A width that asks for its own intrinsic width gets none.
        box.cachedIntrinsic = IntrinsicWidth(least: 1, most: 1)
        let computed = computeIntrinsic(box)
        box.cachedIntrinsic = computed
        return computed
    }

    /// The same with the horizontal margins.
    func outerIntrinsic(_ box: Box) -> IntrinsicWidth {
        let inner = intrinsic(box)
        guard !box.isAnonymous else { return inner }
        let margins = space(box.style.margin.left, of: nil) + space(box.style.margin.right, of: nil)
        return IntrinsicWidth(
            least: max(0, inner.least + margins), most: max(0, inner.most + margins))
    }

    private func computeIntrinsic(_ box: Box) -> IntrinsicWidth {
        if !box.style.width.isRelative, let fixed = specifiedWidth(box, of: nil) {
            let width = max(1, Int(clamped(fixed, box, of: nil).rounded()))
            return IntrinsicWidth(least: width, most: width)
        }
        var content = contentIntrinsic(box)
        // A button's label stands on one line.
        if box.isButton { content.least = min(content.most, 2 * Self.wordCellsMax) }
        let edges = edges(of: box, in: 0).horizontal
        content.least += edges
        content.most += edges
        let least = clamped(Double(content.least), box, of: nil)
        let most = clamped(Double(content.most), box, of: nil)
        return IntrinsicWidth(
            least: max(1, Int(min(least, most).rounded())), most: max(1, Int(most.rounded())))
    }

    private func contentIntrinsic(_ box: Box) -> IntrinsicWidth {
        if let picture = box.picture {
            let columns = naturalColumns(box, picture)
            return IntrinsicWidth(least: min(columns, Self.wordCellsMax), most: columns)
        }
        switch box.kind {
        case .replaced(let replaced):
            return IntrinsicWidth(
                least: min(replaced.naturalWidth, Self.wordCellsMax), most: replaced.naturalWidth)
        case .rule: return IntrinsicWidth(least: 1, most: 1)
        case .text, .lineBreak, .breakOpportunity: return IntrinsicWidth(least: 0, most: 0)
        case .container: break
        }
        switch box.display {
        case .flex, .inlineFlex: return flexIntrinsic(box)
        case .grid, .inlineGrid: return gridIntrinsic(box)
        case .table, .inlineTable: return tableIntrinsic(box)
        default: return box.holdsLines ? inlineIntrinsic(box) : stackIntrinsic(box.children)
        }
    }

    /// Boxes one below the other.
    func stackIntrinsic(_ boxes: [Box]) -> IntrinsicWidth {
        boxes.reduce(IntrinsicWidth(least: 0, most: 0)) { widest, child in
            let wanted = outerIntrinsic(child)
            return IntrinsicWidth(
                least: max(widest.least, wanted.least), most: max(widest.most, wanted.most))
        }
    }

    private func flexIntrinsic(_ box: Box) -> IntrinsicWidth {
        guard box.style.flexDirection == .row || box.style.flexDirection == .rowReverse else {
            return stackIntrinsic(box.children)
        }
        let gaps = space(box.style.columnGap, of: nil) * max(0, box.children.count - 1)
        let wanted = box.children.map(outerIntrinsic)
        let most = wanted.reduce(gaps) { $0 + $1.most }
        if box.style.flexWrap != .nowrap {
            return IntrinsicWidth(least: wanted.map(\.least).max() ?? 0, most: most)
        }
        return IntrinsicWidth(least: min(most, wanted.reduce(gaps) { $0 + $1.least }), most: most)
    }

    /// A line's width is that of its words; a float stands beside them.
    private func inlineIntrinsic(_ box: Box) -> IntrinsicWidth {
        let content = inlineContent(of: box)
        var line = 0
        var trailing = 0
        var word = 0
        var floats = 0
        var result = IntrinsicWidth(least: 0, most: 0)
        for (index, atom) in content.atoms.enumerated() {
            switch atom.kind {
            case .newline:
                result.most = max(result.most, line - trailing + floats)
                (line, trailing, word, floats) = (0, 0, 0, 0)
            case .space:
                if line > 0 {
                    line += 1
                    trailing += 1
                }
                word = 0
            case .breakOpportunity: word = 0
            case .box, .float:
                let wanted = outerIntrinsic(content.boxes[Int(atom.index)])
                result.least = max(result.least, wanted.least)
                if atom.kind == .box { line += wanted.most } else { floats += wanted.most }
                (word, trailing) = (0, 0)
            case .text, .hardSpace, .stiffSpace, .gap, .piece:
                if index > 0, mayBreak(content.atoms, before: index) { word = 0 }
                line += Int(atom.width)
                word += Int(atom.width)
                trailing = 0
                result.least = max(result.least, min(word, Self.wordCellsMax))
            }
        }
        result.most = max(result.most, line - trailing + floats, result.least)
        return result
    }
}
