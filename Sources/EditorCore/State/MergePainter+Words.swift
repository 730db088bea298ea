import SiteHistory

/// Taking a side word by word: the words at hand in each side, and the text that comes of the picks.
extension MergePainter {
    /// The sides as they stand beside or below each other.
    static func sides(of screen: MergeScreen, isWide: Bool) -> [MergeSide] {
        guard let item = screen.item else { return [] }
        guard let picking = screen.picking else { return item.sides }
        // What was merged is what comes of the picks, and that stands below.
        return item.sides.filter { $0.role != .other && $0.role != .result }.map { side in
            MergeSide(
                role: side.role, title: side.title, signature: side.signature,
                pieces: isWide ? pieces(of: picking, side.role) : stretch(of: picking, side.role))
        }
    }

    /// A whole side, with what is taken of it.
    private static func pieces(of picking: WordPicking, _ role: MergeSide.Role) -> [MergePiece] {
        var number = -1
        return picking.merge.parts.map { part in
            guard case .stretch(let stretch) = part else {
                if case .same(let text) = part { return MergePiece(.plain, text) }
                return MergePiece(.plain, "")
            }
            number += 1
            let words = words(of: stretch, role)
            if number == picking.at {
                return MergePiece(.current, words.isEmpty ? "(nothing)" : words)
            }
            return MergePiece(
                isTaken(role, by: picking.picks[number]) ? .added : .removed, words)
        }
    }

    /// Only the words at hand.
    private static func stretch(of picking: WordPicking, _ role: MergeSide.Role) -> [MergePiece] {
        let words = words(of: picking.merge.stretches[picking.at], role)
        let isTaken = isTaken(role, by: picking.picks[picking.at])
        return [
            MergePiece(isTaken ? .current : .plain, words.isEmpty ? "(nothing)" : words)
        ]
    }

    private static func words(of stretch: WordMerge.Stretch, _ role: MergeSide.Role) -> String {
        switch role {
        case .ours: stretch.ours
        case .theirs: stretch.theirs
        default: stretch.base ?? ""
        }
    }

    private static func isTaken(_ role: MergeSide.Role, by pick: WordMerge.Pick) -> Bool {
        role == .ours && pick != .theirs || role == .theirs && pick != .ours
    }

    var result: [MergeLine] {
        guard let picking = screen.picking, layout.resultRows > 0 else { return [] }
        var lines: [MergeLine] = []
        if layout.resultRows >= 3 {
            lines.append(line([MergePiece(.title, "result")], at: margin))
        }
        let wrapped = MergeText.lines(
            resultPieces(picking), width: width - 2 * margin, isColoured: isColoured)
        let rows = layout.resultRows - lines.count
        let current = wrapped.firstIndex { $0.contains { $0.ink == .current } } ?? 0
        let top = min(max(0, current - rows / 2), max(0, wrapped.count - rows))
        return lines + wrapped.dropFirst(top).prefix(rows).map { line($0, at: margin) }
    }

    private func resultPieces(_ picking: WordPicking) -> [MergePiece] {
        var number = -1
        return picking.merge.parts.map { part in
            switch part {
            case .same(let text): return MergePiece(.plain, text)
            case .stretch(let stretch):
                number += 1
                let pick = picking.picks[number]
                let text = stretch.text(pick)
                if number == picking.at {
                    return MergePiece(.current, text.isEmpty ? "(nothing)" : text)
                }
                return MergePiece(pick == .theirs ? .theirs : .ours, text)
            }
        }
    }

    /// Where the words at hand can be seen; else as far as was scrolled.
    func wantedTop(of body: [MergeLine]) -> Int {
        guard screen.picking != nil else { return screen.scroll }
        let current = body.firstIndex { $0.runs.contains { $0.ink == .current } } ?? 0
        return current - layout.bodyRows / 3
    }
}
