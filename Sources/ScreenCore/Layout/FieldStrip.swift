import EditorCore

/// Where the field that edits in place stands, and which of its lines are shown.
struct FieldStrip {
    let session: EditSession
    /// The pane it stands in.
    let area: CellRect
    /// Its rows, within the screen.
    let rect: CellRect
    /// The lines of the text as they are wrapped, and the first that is shown.
    let lines: [VisualLine]
    let firstLine: Int
    let lineWidth: Int
    /// The cell of the cursor.
    let cursor: Frame.Cursor

    /// - Parameter anchor: The row of the pane where the text stands now; nil where it is not shown.
    init(_ session: EditSession, in layout: PaneLayout, anchor: Int?) {
        self.session = session
        area = CellRect(layout.fieldArea)
        lineWidth = layout.fieldWidth
        lines = session.field.layout(width: lineWidth)
        let at = session.field.cell(of: session.field.cursor, in: lines, width: lineWidth)
        let height = max(1, min(lines.count, area.height))
        let row = min(max(0, anchor ?? area.height - height), max(0, area.height - height))
        firstLine = min(max(0, at.row - height / 2), lines.count - height)
        rect = CellRect(row: area.row + row, column: area.column, width: area.width, height: height)
        let margin = area.width > 8 ? 1 : 0
        cursor = Frame.Cursor(
            row: rect.row + min(max(0, at.row - firstLine), height - 1),
            column: min(area.column + margin + at.column, max(area.column, area.endColumn - 1)))
    }

    var margin: Int { area.width > 8 ? 1 : 0 }
}
