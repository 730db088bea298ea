import SiteHistory

/// Writes the merge screen's lines: pure layout of what `MergeScreen` holds.
struct MergePainter {
    let screen: MergeScreen
    let document: SiteDocument
    let layout: MergeLayout
    let isColoured: Bool
    private let seen: UInt64
    private let newCount: Int
    private let count: Int
    /// As they stand beside or below each other.
    let sides: [MergeSide]
    var width: Int { layout.area.width }

    init(_ state: EditorState, _ document: SiteDocument, isColoured: Bool) {
        screen = state.merge
        self.document = document
        self.isColoured = isColoured
        seen = state.mergesSeen
        newCount = state.newMergeCount
        count = screen.count(screen.part, in: document)
        layout = MergeLayout(
            state.layout, itemCount: count, isPicking: screen.picking != nil)
        sides = Self.sides(of: screen, isWide: layout.isWide)
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
        if shown.count < layout.bodyRows { lines.append(MergeLine()) }
        let result = result
        let current = result.firstIndex { $0.runs.contains { $0.ink == .current } } ?? 0
        let resultLine = lines.count + current
        lines += result
        return MergePicture(
            area: layout.area, lines: Array(lines.prefix(layout.area.height)),
            cursorLine: screen.picking == nil
                ? min(listTop + screen.cursor - listFirst, max(0, layout.area.height - 1))
                : min(resultLine, max(0, layout.area.height - 1)),
            scrollMax: max(0, body.count - layout.bodyRows),
            list: .init(line: listTop, count: layout.listRows, first: listFirst))
    }

    // MARK: - The list

    private func tabs(hidden: (above: Int, below: Int)) -> MergeLine {
        let conflicts = document.conflictCount
        let merges = screen.report.map { "\($0.merges.count)" } ?? "…"
        let contested = screen.report?.merges.count(where: \.isContested) ?? 0
        let new =
            contested > 0 ? ", \(contested) to check" : newCount > 0 ? ", \(newCount) new" : ""
        func tab(_ words: String, _ part: MergeScreen.Part) -> [MergePiece] {
            screen.part == part
                ? [MergePiece(.title, "[\(words)]")] : [MergePiece(.dim, " \(words) ")]
        }
        func tabs(_ new: String, upTo end: Int) -> MergeLine {
            var line = MergeLine()
            line.put(
                tab("Conflicts \(conflicts)", .conflicts) + [MergePiece(.plain, " ")]
                    + tab("Merged by itself \(merges)\(new)", .merges), at: margin,
                width: max(0, end - margin))
            return line
        }
        let scrolled = [
            hidden.above > 0 ? "↑\(hidden.above)" : nil,
            hidden.below > 0 ? "↓\(hidden.below)" : nil,
        ].compactMap { $0 }.joined(separator: " ")
        let start = width - ShownCharacter.width(of: scrolled) - 1
        var line = tabs(new, upTo: width)
        guard !scrolled.isEmpty, start > 0 else { return line }
        let used = line.runs.last.map { $0.column + ShownCharacter.width(of: $0.text) } ?? 0
        // That something is out of sight is said before how much of it is new.
        if used >= start { line = tabs("", upTo: start - 1) }
        line.put([MergePiece(.key, scrolled)], at: start, width: width - start)
        return line
    }

    var margin: Int { width >= 40 ? 1 : 0 }

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
            let left = width - start - ShownCharacter.width(of: row.place) - 3
            let detailWidth = min(
                ShownCharacter.width(of: detail), max(0, (width - start) / 2, left))
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
            case .conflicts where screen.hasSettled: "No conflict is left."
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
}
