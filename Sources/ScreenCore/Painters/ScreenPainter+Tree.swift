import EditorCore

/// The section tree.
extension ScreenPainter {
    mutating func paintTree() {
        guard let area = layout.tree.map(CellRect.init), !area.isEmpty else { return }
        let rows = state.tree.rows
        guard !rows.isEmpty else {
            put("No page yet.", in: area, column: 1, .dim)
            return
        }
        for line in 0..<area.height where rows.indices.contains(state.tree.top + line) {
            let index = state.tree.top + line
            paint(
                rows[index],
                at: CellRect(
                    row: area.row + line, column: area.column, width: area.width, height: 1))
            if index == state.tree.cursor { markCursor(row: area.row + line, area) }
        }
    }

    private mutating func markCursor(row: Int, _ area: CellRect) {
        let isFocused = state.focus == .tree && state.overlay == nil
        frame.tint(
            CellRect(row: row, column: area.column, width: area.width, height: 1),
            style: style(isFocused ? .treeCursor : .treeCursorUnfocused))
        if isFocused, state.editing == nil {
            frame.cursor = Frame.Cursor(row: row, column: area.column)
        }
    }

    private mutating func paint(_ row: TreeRow, at rect: CellRect) {
        let indent = row.depth * (rect.width >= 26 ? 2 : 1)
        let marks = (row.isUnsent ? "~" : "") + (row.hasConflict ? "⚠" : "")
        let markWidth = marks.isEmpty ? 0 : ShownCharacter.width(of: marks) + 1
        var column = indent
        switch row.fold {
        case .folded: column += put("▸ ", in: rect, column: column, .treeMark)
        case .unfolded: column += put("▾ ", in: rect, column: column, .treeMark)
        case .none: column += 2
        }
        let room = rect.width - column - markWidth
        paintWords(of: row, in: rect, column: column, room: room)
        if markWidth > 0 {
            put(
                marks, in: rect, column: max(0, rect.width - markWidth),
                row.hasConflict ? .conflict : .statusPending)
        }
    }

    private mutating func paintWords(of row: TreeRow, in rect: CellRect, column: Int, room: Int) {
        let editing = state.editing
        let isEdited =
            editing.map {
                $0.target.node == row.item.node && row.item.isEditable && isTarget($0, row.item)
            } ?? false
        let detail = isEdited ? editing?.field.text ?? "" : row.detail
        switch row.item {
        case .page:
            let used = put(clipped(row.label, to: room), in: rect, column: column, .treePage)
            put(clipped(detail, to: room - used - 2), in: rect, column: column + used + 2, .dim)
        case .section:
            let used = put(clipped(row.label, to: room), in: rect, column: column, .treeSection)
            put(clipped(detail, to: room - used - 1), in: rect, column: column + used + 1, .dim)
        case .text(_, let field):
            let label = field == "text" ? "" : field + " "
            let used = put(clipped(label, to: room), in: rect, column: column, .dim)
            let words = detail.isEmpty && label.isEmpty ? "(empty)" : detail
            put(
                clipped(words, to: room - used), in: rect, column: column + used,
                isEdited ? .field : .treeText)
        case .attribute:
            let used = put(clipped(row.label + "=", to: room), in: rect, column: column, .dim)
            put(
                clipped(detail, to: room - used), in: rect, column: column + used,
                isEdited ? .field : .treeElement)
        case .element, .asset:
            let used = put(clipped(row.label, to: room), in: rect, column: column, .treeElement)
            put(clipped(detail, to: room - used - 1), in: rect, column: column + used + 1, .dim)
        case .raw:
            put(clipped(row.label + " " + detail, to: room), in: rect, column: column, .treeRaw)
        }
    }

    private func isTarget(_ session: EditSession, _ item: TreeItem) -> Bool {
        switch item {
        case .text(_, let field): session.target.key.field == field
        case .attribute(_, let name): session.target.attributeField?.attributeName == name
        default: false
        }
    }
}
