/// Big headings in letters of several rows. A heading with a character that is none of ours, with anything but words in it, or
/// whose words do not fit, stands as it would without.
extension LayoutEngine {
    /// Fills `fragment` with the words of `box` in block letters.
    ///
    /// - Returns: rows taken; nil where they are no words for it.
    func layoutLetters(
        _ box: Box, into fragment: Fragment, x: Int, y: Int, width: Int, area: FloatArea
    ) -> Int? {
        guard box.isHeading, area.context.bottom(clearing: .both) <= area.y,
            let (heading, lines) = lettered(box, width: width)
        else { return nil }
        var row = y
        for (index, words) in lines.enumerated() {
            let offset = alignment(of: box, width - heading.width(of: words))
            let drawn = heading.rows(of: words, isLast: index + 1 == lines.count)
            for atoms in drawn {
                fragment.lines.append(
                    Line(x: x + offset, y: row, atoms: atoms[...], inks: heading.inks))
                row += 1
            }
        }
        fragment.isLettered = true
        return row - y
    }

    /// The words of a heading in the widest letters that they fit in.
    private func lettered(_ box: Box, width: Int) -> (heading: LetteredText, lines: [Range<Int>])? {
        for size in LetteredText.Size.allCases {
            guard let heading = LetteredText(self, box, size) else { return nil }
            if let lines = heading.lines(in: width) { return (heading, lines) }
        }
        return nil
    }

    /// Columns of its border box that a box takes in `available`, so that headings in it stand in block letters; 0 where none
    /// do.
    func letteredWidth(_ box: Box, available: Int) -> Int {
        guard options.viewport.hasBlockLetters, case .container = box.kind, available > 0 else {
            return 0
        }
        let edges = edges(of: box, in: available).horizontal
        let inner = available - edges
        if box.holdsLines {
            guard box.isHeading, let (heading, lines) = lettered(box, width: inner) else {
                return 0
            }
            return edges + (lines.map(heading.width).max() ?? 0)
        }
        guard isStack(box) else { return 0 }
        let widest = box.children.map { child in
            guard !child.isAnonymous else { return letteredWidth(child, available: inner) }
            let margins = [child.style.margin.left, child.style.margin.right].reduce(0) {
                $0 + max(0, space($1, of: inner))
            }
            let own = letteredWidth(child, available: inner - margins)
            return own == 0 ? 0 : own + margins
        }.max()
        return widest.map { $0 == 0 ? 0 : $0 + edges } ?? 0
    }

    /// Whether what is in it stands one below the other, as wide as there is room.
    private func isStack(_ box: Box) -> Bool {
        switch box.display {
        case .block, .listItem, .flowRoot, .inlineBlock: true
        case .flex, .inlineFlex: box.style.flexDirection == .column
        default: false
        }
    }
}
