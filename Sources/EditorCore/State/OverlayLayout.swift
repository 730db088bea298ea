/// Where the parts of an overlay stand.
package struct OverlayLayout: Hashable, Sendable {
    /// With its border.
    package let area: ScreenArea
    /// The row of the query, below the title.
    package let query: ScreenArea
    package let list: ScreenArea
    /// What the current row has to say; empty where nothing has.
    package let notes: ScreenArea
    package let hasBorder: Bool

    private static let widthMax = 84
    private static let heightMax = 34
    private static let notesHeight = 7

    package init(columns: Int, rows: Int, hasNotes: Bool) {
        hasBorder = columns >= 40 && rows >= 12
        let margin = hasBorder ? 2 : 0
        let width = hasBorder ? min(Self.widthMax, columns - 4) : columns
        let height = hasBorder ? min(Self.heightMax, rows - margin) : rows
        area = ScreenArea(
            row: hasBorder ? 1 : 0, column: (columns - width) / 2, width: width, height: height)
        let side = hasBorder ? 1 : 0
        let inner = ScreenArea(
            row: area.row + side, column: area.column + 2 * side, width: width - 4 * side,
            height: height - 2 * side)
        let queryRows = inner.height >= 2 ? 1 : 0
        query = ScreenArea(
            row: inner.row, column: inner.column, width: inner.width, height: queryRows)
        let noteRows = hasNotes && inner.height >= 8 ? min(Self.notesHeight, inner.height / 2) : 0
        list = ScreenArea(
            row: inner.row + queryRows, column: inner.column, width: inner.width,
            height: inner.height - queryRows - noteRows)
        notes = ScreenArea(
            row: list.row + list.height, column: inner.column, width: inner.width, height: noteRows)
    }

    package var listRows: Int { max(1, list.height) }
}

extension Overlay {
    /// Whether some row has notes.
    package var hasNotes: Bool { all.contains { !$0.notes.isEmpty } }
}
