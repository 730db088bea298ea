import EditorCore

/// A proposal in the prompt's pane: the list of its hunks, and the one under the cursor.
extension ScreenPainter {
    /// Beside the list from so many columns on, below it elsewhere.
    private static let wideMin = 76
    private static let listWidth = 38
    /// With fewer rows there is no list: what the change says goes before what else there is.
    private static let listRowsMin = 4

    mutating func paint(_ review: ProposalReview, in body: CellRect) {
        guard !body.isEmpty else { return }
        let rows = state.reviewRows
        let here = rows.firstIndex { $0.hunk?.number == review.hunk } ?? 0
        let isWide = body.width >= Self.wideMin
        let hasList = body.height >= Self.listRowsMin
        let listHeight =
            !hasList ? 0 : isWide ? body.height : min(rows.count, max(2, body.height * 2 / 5))
        let list = CellRect(
            row: body.row, column: body.column, width: isWide ? Self.listWidth : body.width,
            height: listHeight)
        paint(rows, at: here, in: list)
        let detail =
            isWide && hasList
            ? CellRect(
                row: body.row, column: body.column + Self.listWidth + 1,
                width: body.width - Self.listWidth - 1, height: body.height)
            : CellRect(
                row: body.row + listHeight, column: body.column, width: body.width,
                height: body.height - listHeight)
        if isWide && hasList {
            frame.fill(
                CellRect(
                    row: body.row, column: body.column + Self.listWidth, width: 1,
                    height: body.height),
                with: "│", style: style(.border))
        }
        paintHunk(review, in: detail, isAlone: !hasList)
    }

    // MARK: - The list

    private mutating func paint(_ rows: [ReviewRow], at here: Int, in area: CellRect) {
        // The cursor's row in the middle, as far as there is something to show on both sides.
        let first = min(max(0, here - area.height / 2), max(0, rows.count - area.height))
        for line in 0..<area.height where rows.indices.contains(first + line) {
            let isHere = first + line == here
            switch rows[first + line] {
            case .section(let name, let added, let removed):
                paint(name, "+\(added) -\(removed)", in: area, row: line, column: 1, .promptTitle)
            case .hunk(let hunk):
                paint(
                    hunk.mark + " " + hunk.headline, "+\(hunk.added) -\(hunk.removed)", in: area,
                    row: line,
                    column: 1, hunk.role)
            }
            if isHere {
                frame.tint(
                    CellRect(
                        row: area.row + line, column: area.column, width: area.width, height: 1),
                    style: style(.listCursor))
                putCursor(row: area.row + line, column: area.column + 2)
            }
        }
    }

    private mutating func paint(
        _ text: String, _ counts: String, in area: CellRect, row: Int, column: Int, _ role: Role
    ) {
        let end = area.width - ShownCharacter.width(of: counts) - 1
        put(clipped(text, to: end - column - 1), in: area, row: row, column: column, role)
        put(counts, in: area, row: row, column: max(column, end), .dim)
    }

    // MARK: - One hunk

    /// - Parameter isAlone: There is no list: how the change stands is said here as it is there.
    private mutating func paintHunk(
        _ review: ProposalReview, in area: CellRect, isAlone: Bool
    ) {
        let hunks = state.reviewRows.compactMap(\.hunk)
        guard let hunk = hunks.first(where: { $0.number == review.hunk }), area.height > 0 else {
            return
        }
        let head = area.height > 1 ? 1 : 0
        if head > 0 {
            put(
                clipped(
                    (isAlone ? hunk.mark + " " : "") + hunk.headline + " · " + hunk.words,
                    to: area.width - 2), in: area, column: 1,
                hunk.isPending ? .promptReply : hunk.role)
        }
        if isAlone { putCursor(row: area.row, column: min(area.column + 2, area.endColumn - 1)) }
        let lines =
            review.showsSource
            ? sourceLines(width: area.width - 2) : wordLines(width: area.width - 2)
        let top = min(review.top, max(0, lines.count - (area.height - head)))
        for row in 0..<area.height - head where lines.indices.contains(top + row) {
            var column = 1
            for piece in lines[top + row] {
                column += put(piece.text, in: area, row: row + head, column: column, piece.role)
            }
        }
    }

    private mutating func putCursor(row: Int, column: Int) {
        guard state.focus == .prompt, state.overlay == nil, state.editing == nil else { return }
        frame.cursor = Frame.Cursor(row: row, column: column)
    }

    private typealias Piece = (text: String, role: Role)

    /// The words of both texts laid over each other, marked so that no colour is needed.
    private func wordLines(width: Int) -> [[Piece]] {
        let pieces = state.reviewRuns.map { run -> Piece in
            switch run.kind {
            case .kept: (run.text, .diffContext)
            case .removed: ("[-" + run.text + "-]", .diffRemoved)
            case .added: ("{+" + run.text + "+}", .diffAdded)
            }
        }
        return Self.wrapped(pieces, width: max(8, width))
    }

    private func sourceLines(width: Int) -> [[Piece]] {
        state.reviewSource.flatMap { source in
            Self.wrapped(
                [
                    (
                        (source.isAdded ? "+ " : "- ") + source.line,
                        source.isAdded ? .diffAdded : .diffRemoved
                    )
                ], width: max(8, width))
        }
    }

    /// Breaks pieces into lines, between words where there is one that fits.
    private static func wrapped(_ pieces: [Piece], width: Int) -> [[Piece]] {
        var lines: [[Piece]] = [[]]
        var used = 0
        for piece in pieces {
            for (index, part) in piece.text.split(
                separator: "\n", omittingEmptySubsequences: false
            ).enumerated() {
                if index > 0 {
                    lines.append([])
                    used = 0
                }
                for word in words(part) {
                    let cells = ShownCharacter.width(of: word)
                    if used + cells > width, used > 0 {
                        lines.append([])
                        used = 0
                        if word.allSatisfy(\.isWhitespace) { continue }
                    }
                    for chunk in chunks(word, width: width) {
                        let cells = ShownCharacter.width(of: chunk)
                        if used + cells > width {
                            lines.append([])
                            used = 0
                        }
                        lines[lines.count - 1].append((chunk, piece.role))
                        used += cells
                    }
                }
            }
        }
        return lines
    }

    /// Runs of white space and what stands between them.
    private static func words(_ text: Substring) -> [String] {
        var found: [String] = []
        for character in text {
            if let last = found.last?.last, last.isWhitespace == character.isWhitespace {
                found[found.count - 1].append(character)
            } else {
                found.append(String(character))
            }
        }
        return found
    }

    private static func chunks(_ word: String, width: Int) -> [String] {
        guard ShownCharacter.width(of: word) > width else { return [word] }
        var found = [""]
        for character in word {
            if ShownCharacter.width(of: found[found.count - 1])
                + ShownCharacter.width(of: character)
                > width
            {
                found.append("")
            }
            found[found.count - 1].append(character)
        }
        return found
    }
}

extension ReviewedHunk {
    /// Three cells that say how it stands.
    fileprivate var mark: String {
        switch state {
        case .chosen: "[x]"
        case .leftOut: "[ ]"
        case .applied: " ✓ "
        case .rejected: " ✗ "
        case .heldBack, .stale: " ! "
        }
    }

    fileprivate var words: String {
        switch state {
        case .chosen: "chosen"
        case .leftOut: "left out"
        case .applied: "applied"
        case .rejected: "rejected"
        case .heldBack: "held back: what belongs together with it is stale"
        case .stale(let reason): "stale: " + reason
        }
    }

    fileprivate var role: Role {
        switch state {
        case .chosen, .leftOut: .promptText
        case .applied: .diffAdded
        case .rejected: .dim
        case .heldBack, .stale: .promptProgress
        }
    }
}
