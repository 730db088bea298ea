/// Where the field that edits in place stands, and which of its lines are shown.
package struct FieldStrip {
    package let session: EditSession
    /// Its rows, within the screen.
    package let rect: ScreenArea
    /// The lines of the text as they are wrapped, and the first that is shown.
    package let lines: [VisualLine]
    package let firstLine: Int
    /// Cells.
    package let lineWidth: Int
    /// Cells before each line.
    package let margin: Int
    /// The cell of the cursor.
    package let cursor: (row: Int, column: Int)

    /// - Parameter anchor: The row of the pane where the text stands now; nil where it is not shown.
    init(_ session: EditSession, in layout: PaneLayout, anchor: Int?) {
        self.session = session
        let area = layout.fieldArea
        margin = area.width > 8 ? 1 : 0
        lineWidth = layout.fieldWidth
        lines = session.field.layout(width: lineWidth)
        let at = session.field.cell(of: session.field.cursor, in: lines, width: lineWidth)
        let height = max(1, min(lines.count, area.height))
        let row = min(max(0, anchor ?? area.height - height), max(0, area.height - height))
        firstLine = min(max(0, at.row - height / 2), lines.count - height)
        rect = ScreenArea(
            row: area.row + row, column: area.column, width: area.width, height: height)
        let end = max(area.column, area.column + area.width - 1)
        cursor = (
            rect.row + min(max(0, at.row - firstLine), height - 1),
            min(area.column + margin + at.column, end)
        )
    }
}

extension EditorState {
    /// The field of the text in hand; nil where there is none.
    package var fieldStrip: FieldStrip? {
        guard let session = editing else { return nil }
        let layout = layout
        let anchor: Int?
        if layout.page == nil {
            anchor = layout.tree != nil ? tree.cursor - tree.top : nil
        } else if session.target.attributeField != nil || session.isGone {
            anchor = nil
        } else {
            // A proposal's text is another than the one that the cursor is on.
            let rows =
                session.hunk == nil
                ? toldPreviewRows : previewRows(of: EditorState.item(of: session.target))
            anchor = rows.map { $0.lowerBound - page.top }
        }
        return FieldStrip(session, in: layout, anchor: anchor)
    }

    /// Whether a cell is one of the field's.
    func isField(row: Int, column: Int) -> Bool {
        fieldStrip?.rect.contains(row: row, column: column) ?? false
    }

    /// Puts the field's cursor at a cell of the screen, or at the nearest that has a character.
    mutating func pointInField(row: Int, column: Int, selecting: Bool) {
        guard let strip = fieldStrip else { return }
        let line = row - strip.rect.row + strip.firstLine
        let cell = max(0, column - strip.rect.column - strip.margin)
        editing?.move {
            $0.place(atRow: line, column: cell, width: strip.lineWidth, selecting: selecting)
        }
    }
}
