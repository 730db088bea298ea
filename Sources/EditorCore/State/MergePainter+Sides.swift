import SiteHistory

/// What is at hand: what happened, and its sides beside or below each other.
extension MergePainter {
    var head: MergeLine { line(headPieces, at: margin) }

    private var headPieces: [MergePiece] {
        guard let item = screen.item else { return [] }
        guard let picking = screen.picking else {
            return [MergePiece(.title, item.explanation)]
        }
        let stretch = picking.merge.stretches[picking.at]
        let who = stretch.isContested ? "both changed them" : "one side changed them"
        return [
            MergePiece(.title, "Words \(picking.at + 1) of \(picking.picks.count)"),
            MergePiece(.plain, ": \(who); \(picking.picks[picking.at]) taken"),
        ]
    }

    private var columnWidth: Int {
        max(1, (width - 2 * margin - 3 * max(0, sides.count - 1)) / max(1, sides.count))
    }

    var titles: [MergeLine] {
        guard layout.titleRows > 0 else { return [] }
        return columns(sides.map(titleLines), count: layout.titleRows)
    }

    private func titleLines(of side: MergeSide) -> [[MergePiece]] {
        let parts = layout.titleRows > 2 ? Self.parts(of: side.signature) : [side.signature]
        return [[MergePiece(Self.ink(of: side.role), side.title)]]
            + parts.map { [MergePiece(.dim, fitting($0))] }
    }

    var body: [MergeLine] {
        guard !sides.isEmpty, layout.bodyRows > 0 else { return [] }
        guard layout.isWide else { return stacked(sides) }
        let texts = sides.map {
            MergeText.lines($0.pieces, width: columnWidth, isColoured: isColoured)
        }
        return columns(texts, count: texts.map(\.count).max() ?? 0)
    }

    private func columns(_ texts: [[[MergePiece]]], count: Int) -> [MergeLine] {
        (0..<count).map { number in
            var line = MergeLine()
            for (index, text) in texts.enumerated() {
                let start = margin + index * (columnWidth + 3)
                if index > 0 { line.put([MergePiece(.rule, "│")], at: start - 2, width: 1) }
                guard text.indices.contains(number) else { continue }
                line.put(text[number], at: start, width: columnWidth)
            }
            return line
        }
    }

    private func stacked(_ sides: [MergeSide]) -> [MergeLine] {
        // What is to be chosen comes first; what was there before is asked for less.
        let ordered = sides.filter { $0.role != .base } + sides.filter { $0.role == .base }
        return ordered.flatMap { side -> [MergeLine] in
            let indent = width >= 40 ? margin + 2 : 1
            if isTight { return compact(side) }
            return stackedTitle(side)
                + MergeText.lines(
                    side.pieces, width: width - indent - 1, isColoured: isColoured
                ).map { self.line($0, at: indent) }
        }
    }

    /// While words are taken, the words of all sides are to be seen at once.
    private var isTight: Bool {
        layout.bodyRows < Self.tightRows
            || (screen.picking != nil && layout.bodyRows < Self.pickingRows)
    }

    private static let tightRows = 4
    private static let pickingRows = 12

    /// Where there is hardly any room: what it is and what it says, in one.
    private func compact(_ side: MergeSide) -> [MergeLine] {
        let word = side.title.split(separator: " ").first.map(String.init) ?? ""
        let name = width < 40 ? word : word.padded(to: "before".count)
        return MergeText.lines(
            [MergePiece(Self.ink(of: side.role), name), MergePiece(.plain, " ")] + side.pieces,
            width: width - margin, isColoured: isColoured
        ).map { line($0, at: margin) }
    }

    /// What a side is and who wrote it; on lines of their own where one is too short.
    private func stackedTitle(_ side: MergeSide) -> [MergeLine] {
        let title = MergePiece(Self.ink(of: side.role), side.title)
        let signature = MergePiece(.dim, side.signature)
        if MergeText.width(of: [title, signature]) + 2 <= width - margin {
            return [line([title, MergePiece(.plain, "  "), signature], at: margin)]
        }
        let isOneLine = ShownCharacter.width(of: side.signature) <= width - margin - 1
        let lines = isOneLine ? [side.signature] : Self.parts(of: side.signature)
        return [line([title], at: margin)]
            + lines.map { line([MergePiece(.dim, $0)], at: margin + 1) }
    }

    /// Whose column it is says already which device it was.
    private func fitting(_ words: String) -> String {
        let own = " on this device"
        guard ShownCharacter.width(of: words) > columnWidth, words.hasSuffix(own) else {
            return words
        }
        return String(words.dropLast(own.count))
    }

    /// Who and when: `ana on this device, 25 Nov 2026, 18:40 UTC` in two.
    private static func parts(of signature: String) -> [String] {
        guard let comma = signature.firstIndex(of: ",") else { return [signature] }
        let when = signature[signature.index(after: comma)...].drop { $0 == " " }
        return [String(signature[..<comma]), String(when)]
    }

    func line(_ pieces: [MergePiece], at column: Int) -> MergeLine {
        var line = MergeLine()
        line.put(pieces, at: column, width: width - column)
        return line
    }

    static func ink(of role: MergeSide.Role) -> MergeInk {
        switch role {
        case .base: .base
        case .ours: .ours
        case .theirs: .theirs
        case .other, .result: .title
        }
    }
}
