import SiteHistory

/// A line of the merge screen: what stands in which column.
package struct MergeLine: Hashable, Sendable {
    package struct Run: Hashable, Sendable {
        package let column: Int
        package let ink: MergeInk
        package let text: String
    }

    package var runs: [Run] = []
    /// Whether the list's cursor is on it.
    package var isCursor = false

    /// Puts pieces behind each other, from a column on and in so many cells.
    mutating func put(_ pieces: [MergePiece], at start: Int, width: Int) {
        var column = start
        for piece in pieces {
            let room = start + width - column
            guard room > 0 else { return }
            let text = piece.text.clipped(to: room)
            runs.append(Run(column: column, ink: piece.ink, text: text))
            column += ShownCharacter.width(of: text)
        }
    }
}

/// The merge screen as rows of words.
package struct MergePicture: Hashable, Sendable {
    package let area: ScreenArea
    /// From the top, at most as many as the area has rows.
    package let lines: [MergeLine]
    /// Where the keyboard is, counted in `lines`.
    package let cursorLine: Int
    /// How many lines of the sides can be scrolled away.
    let scrollMax: Int
    let list: List

    /// Which lines are the list's, and which row is the first of them.
    struct List: Hashable, Sendable {
        let line: Int
        let count: Int
        let first: Int
    }

    /// The row of the list that a row of the screen shows; nil elsewhere.
    func row(atScreenRow row: Int) -> Int? {
        let line = row - area.row - list.line
        return line >= 0 && line < list.count ? list.first + line : nil
    }
}

extension EditorState {
    /// The merge screen; nil where another list, or none, is open.
    ///
    /// - Parameter isColoured: Whether colours tell what was added and removed; else marks do.
    package func mergePicture(isColoured: Bool) -> MergePicture? {
        guard overlay?.kind == .conflicts, let document else { return nil }
        return MergePainter(self, document, isColoured: isColoured).picture()
    }

    /// How many merges nobody has looked at yet.
    package var newMergeCount: Int { mergePositions.count { $0 > mergesSeen } }
}

extension String {
    func padded(to count: Int) -> String {
        self + String(repeating: " ", count: max(0, count - self.count))
    }

    /// Cut to a width in cells, with a mark where something is missing.
    func clipped(to width: Int) -> String {
        guard ShownCharacter.width(of: self) > width else { return self }
        var kept = ""
        var used = 0
        for character in self {
            let cells = ShownCharacter.width(of: character)
            if used + cells > width - 1 { break }
            kept.append(character)
            used += cells
        }
        return width > 0 ? kept + "…" : ""
    }
}
