import SiteHistory

/// Writes the merge screen's lines: pure layout of what `MergeScreen` holds.
struct MergePainter {
    private let screen: MergeScreen
    private let document: SiteDocument
    private let layout: MergeLayout
    private let isColoured: Bool
    private let seen: UInt64
    private let newCount: Int
    private let count: Int
    private var width: Int { layout.area.width }

    init(_ state: EditorState, _ document: SiteDocument, isColoured: Bool) {
        screen = state.merge
        self.document = document
        self.isColoured = isColoured
        seen = state.mergesSeen
        newCount = state.newMergeCount
        count = screen.count(screen.part, in: document)
        layout = MergeLayout(
            state.layout, itemCount: count, isPicking: screen.picking != nil)
    }

    func picture() -> MergePicture {
        let body = self.body
        let top = min(max(0, wantedTop(of: body)), max(0, body.count - layout.bodyRows))
        let left = body.count - top - layout.bodyRows
        var lines: [MergeLine] = layout.tabRows > 0 ? [tabs(hidden: (top, max(0, left)))] : []
        let listTop = lines.count
        lines += list
        if layout.ruleRows > 0 { lines.append(rule) }
        if layout.headRows > 0 { lines.append(head) }
        lines += titles
        let shown = body.dropFirst(top).prefix(layout.bodyRows)
        lines += shown
        lines += Array(repeating: MergeLine(), count: layout.bodyRows - shown.count)
        let resultLine = lines.count
        lines += result
        return MergePicture(
            area: layout.area, lines: Array(lines.prefix(layout.area.height)),
            cursorLine: screen.picking == nil
                ? min(listTop + screen.cursor - listFirst, max(0, layout.area.height - 1))
                : min(resultLine, max(0, layout.area.height - 1)),
            scrollMax: max(0, body.count - layout.bodyRows))
    }

    // MARK: - The list

    private func tabs(hidden: (above: Int, below: Int)) -> MergeLine {
        let conflicts = screen.count(.conflicts, in: document)
        let merges = screen.report.map { "\($0.merges.count)" } ?? "…"
        let new = newCount > 0 ? ", \(newCount) new" : ""
        func tab(_ words: String, _ part: MergeScreen.Part) -> [MergePiece] {
            screen.part == part
                ? [MergePiece(.title, "[\(words)]")] : [MergePiece(.dim, " \(words) ")]
        }
        var line = MergeLine()
        line.put(
            tab("Conflicts \(conflicts)", .conflicts) + [MergePiece(.plain, " ")]
                + tab("Merged by itself \(merges)\(new)", .merges), at: margin,
            width: width - margin)
        let scrolled = [
            hidden.above > 0 ? "↑\(hidden.above)" : nil,
            hidden.below > 0 ? "↓\(hidden.below)" : nil,
        ].compactMap { $0 }.joined(separator: " ")
        let start = width - ShownCharacter.width(of: scrolled) - 1
        let used = line.runs.last.map { $0.column + ShownCharacter.width(of: $0.text) } ?? 0
        if !scrolled.isEmpty, start > used {
            line.put([MergePiece(.key, scrolled)], at: start, width: width - start)
        }
        return line
    }

    private var margin: Int { width >= 40 ? 1 : 0 }

    /// The first row of the list that is shown: the cursor's is among them.
    private var listFirst: Int {
        let last = max(0, count - layout.listRows)
        return min(max(0, screen.cursor - layout.listRows / 2), last)
    }

    private var list: [MergeLine] {
        guard layout.listRows > 0 else { return [] }
        guard count > 0 else { return [emptyLine] }
        let rows = screen.rows(
            from: listFirst, count: layout.listRows, of: document, seen: seen)
        return rows.enumerated().map { number, row in
            var line = MergeLine()
            line.isCursor = listFirst + number == screen.cursor
            let isNarrow = width < 60
            let kind = isNarrow ? String(row.kind.prefix(1)) : row.kind
            let kindWidth = isNarrow ? 2 : 9
            line.put([MergePiece(.key, kind)], at: margin, width: kindWidth)
            let start = margin + kindWidth
            let detail = [row.mark, row.signature].filter { !$0.isEmpty }.joined(separator: " · ")
            let detailWidth = min(ShownCharacter.width(of: detail), max(0, (width - start) / 2))
            let room = width - start - (isNarrow ? 0 : detailWidth + 2)
            line.put([MergePiece(.plain, row.place)], at: start, width: room)
            if !isNarrow {
                let column = width - detailWidth - 1
                line.put([MergePiece(.dim, detail)], at: column, width: detailWidth)
            }
            return line
        }
    }

    private var emptyLine: MergeLine {
        let words =
            switch screen.part {
            case .conflicts where document.conflictCount > 0: "The site is still being read."
            case .conflicts:
                "No conflict: everything that was changed in two places came together."
            case .merges where screen.report == nil: "The history is being read."
            case .merges: "In the last 30 days nothing had to be merged."
            }
        return line([MergePiece(.dim, words)], at: margin)
    }

    private var rule: MergeLine {
        line([MergePiece(.rule, String(repeating: "─", count: width))], at: 0)
    }

    // MARK: - What is at hand

    private var head: MergeLine { line(headPieces, at: margin) }

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

    /// The sides as they stand beside or below each other.
    private var sides: [MergeSide] {
        guard let item = screen.item else { return [] }
        guard let picking = screen.picking else { return item.sides }
        return item.sides.filter { $0.role != .other }.map { side in
            MergeSide(
                role: side.role, title: side.title, signature: side.signature,
                pieces: layout.isWide
                    ? pieces(of: picking, side.role) : stretch(of: picking, side.role))
        }
    }

    private var columnWidth: Int {
        max(1, (width - 2 * margin - 3 * max(0, sides.count - 1)) / max(1, sides.count))
    }

    private var titles: [MergeLine] {
        guard layout.titleRows > 0 else { return [] }
        return columns(
            sides.map { side in
                [[MergePiece(Self.ink(of: side.role), side.title)]]
                    + MergeText.lines(
                        [MergePiece(.dim, side.signature)], width: columnWidth, isColoured: true)
            }, count: layout.titleRows)
    }

    private var body: [MergeLine] {
        let sides = sides
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
            return stackedTitle(side)
                + MergeText.lines(
                    side.pieces, width: width - indent - 1, isColoured: isColoured
                ).map { self.line($0, at: indent) }
        }
    }

    /// What a side is and who wrote it; on lines of their own where one is too short.
    private func stackedTitle(_ side: MergeSide) -> [MergeLine] {
        let title = MergePiece(Self.ink(of: side.role), side.title)
        let signature = MergePiece(.dim, side.signature)
        if MergeText.width(of: [title, signature]) + 2 <= width - margin {
            return [line([title, MergePiece(.plain, "  "), signature], at: margin)]
        }
        let lines = MergeText.lines([signature], width: width - margin - 2, isColoured: true)
        return [line([title], at: margin)] + lines.map { line($0, at: margin + 1) }
    }

    private func line(_ pieces: [MergePiece], at column: Int) -> MergeLine {
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

    // MARK: - By word

    /// A whole side, with what is taken of it.
    private func pieces(of picking: WordPicking, _ role: MergeSide.Role) -> [MergePiece] {
        var number = -1
        return picking.merge.parts.map { part in
            guard case .stretch(let stretch) = part else {
                if case .same(let text) = part { return MergePiece(.plain, text) }
                return MergePiece(.plain, "")
            }
            number += 1
            let words = Self.words(of: stretch, role)
            if number == picking.at {
                return MergePiece(.current, words.isEmpty ? "(nothing)" : words)
            }
            return MergePiece(
                Self.isTaken(role, by: picking.picks[number]) ? .added : .removed, words)
        }
    }

    /// Only the words at hand.
    private func stretch(of picking: WordPicking, _ role: MergeSide.Role) -> [MergePiece] {
        let words = Self.words(of: picking.merge.stretches[picking.at], role)
        let isTaken = Self.isTaken(role, by: picking.picks[picking.at])
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

    private var result: [MergeLine] {
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
    private func wantedTop(of body: [MergeLine]) -> Int {
        guard screen.picking != nil else { return screen.scroll }
        let current = body.firstIndex { $0.runs.contains { $0.ink == .current } } ?? 0
        return current - layout.bodyRows / 3
    }
}
