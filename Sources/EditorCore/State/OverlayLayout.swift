/// Where the parts of an overlay stand.
package struct OverlayLayout: Hashable, Sendable {
    /// What of an overlay takes rows besides its list.
    package struct Parts: Hashable, Sendable {
        /// What the current row has to say.
        package var hasNotes: Bool
        /// The letters of the longest text that a row has to say; nil where that is not known.
        package var noteLength: Int?
        /// A line on what was found.
        package var hasSummary: Bool
        /// The page stays in sight above.
        package var isLow: Bool

        package init(
            hasNotes: Bool, noteLength: Int? = nil, hasSummary: Bool = false, isLow: Bool = false
        ) {
            self.hasNotes = hasNotes
            self.noteLength = noteLength
            self.hasSummary = hasSummary
            self.isLow = isLow
        }
    }

    /// With its border.
    package let area: ScreenArea
    /// The row of the query, below the title.
    package let query: ScreenArea
    /// The rows below the query, two where they are short; empty where it has none.
    package let summary: ScreenArea
    package let list: ScreenArea
    /// What the current row has to say; empty where nothing has.
    package let notes: ScreenArea
    /// What the keys do, in the last row of a small window; empty where the border says it.
    package let hints: ScreenArea
    package let hasBorder: Bool

    private static let widthMax = 120
    private static let heightMax = 34
    private static let notesHeight = 7
    /// What a summary and its manner need side by side.
    private static let summaryWidth = 110
    private static let lowNotesHeight = 3
    /// The same where the list has rows to spare.
    private static let tallNotesHeight = 5
    private static let tallHeight = 16

    package init(columns: Int, rows: Int, _ parts: Parts) {
        hasBorder = columns >= 40 && rows >= 12
        let margin = hasBorder ? 2 : 0
        let isLow = parts.isLow && hasBorder
        let width = hasBorder && !isLow ? min(Self.widthMax, columns - 4) : columns
        let most = hasBorder ? min(Self.heightMax, rows - margin) : rows
        let height = isLow ? min(most, max(10, rows / 2)) : most
        area = ScreenArea(
            row: isLow ? rows - height : hasBorder ? 1 : 0, column: (columns - width) / 2,
            width: width, height: height)
        let side = hasBorder ? 1 : 0
        let hintRows = !hasBorder && height >= 3 ? 1 : 0
        let inner = ScreenArea(
            row: area.row + side, column: area.column + 2 * side, width: width - 4 * side,
            height: height - 2 * side - hintRows)
        hints = ScreenArea(
            row: area.row + height - 1, column: area.column, width: width, height: hintRows)
        let queryRows = inner.height >= 2 ? 1 : 0
        query = ScreenArea(
            row: inner.row, column: inner.column, width: inner.width, height: queryRows)
        let isShort = inner.width < Self.summaryWidth && inner.height >= 8
        let summaryRows = parts.hasSummary && inner.height >= 3 ? (isShort ? 2 : 1) : 0
        summary = ScreenArea(
            row: inner.row + queryRows, column: inner.column, width: inner.width,
            height: summaryRows)
        let lowRowsMax =
            inner.height < Self.tallHeight ? Self.lowNotesHeight : Self.tallNotesHeight
        // Lines end with a word, before the pane does.
        let longest = parts.noteLength.map { 1 + $0 * 9 / 8 / max(1, inner.width) }
        let noteRowsMax = min(longest ?? .max, isLow ? lowRowsMax : Self.notesHeight)
        let noteRows =
            parts.hasNotes && inner.height >= 8 ? min(noteRowsMax, inner.height / 2) : 0
        let above = queryRows + summaryRows
        list = ScreenArea(
            row: inner.row + above, column: inner.column, width: inner.width,
            height: inner.height - above - noteRows)
        notes = ScreenArea(
            row: list.row + list.height, column: inner.column, width: inner.width, height: noteRows)
    }

    /// One line that something is typed into, in a row of its own.
    package init(line row: Int, columns: Int) {
        hasBorder = false
        area = ScreenArea(row: row, column: 0, width: columns, height: 1)
        query = area
        let none = ScreenArea(row: row + 1, column: 0, width: columns, height: 0)
        (summary, list, notes, hints) = (none, none, none, none)
    }

    package var listRows: Int { max(1, list.height) }
}

extension EditorState {
    /// Where the overlay stands; also where it would, if there were one.
    package var overlayLayout: OverlayLayout {
        if overlay?.kind == .pageFind {
            let layout = layout
            let row = layout.status?.row ?? layout.hint?.row ?? rows - 1
            return OverlayLayout(line: row, columns: columns)
        }
        return OverlayLayout(
            columns: columns, rows: rows,
            OverlayLayout.Parts(
                hasNotes: overlay?.hasNotes ?? false, noteLength: overlay?.noteLength,
                hasSummary: overlay?.search != nil,
                isLow: overlay?.kind.glances == true && layout.page != nil && rows >= 20))
    }
}
