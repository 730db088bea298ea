import EditorCore

/// The section tree.
extension ScreenPainter {
    mutating func paintTree() {
        guard let area = layout.tree.map(CellRect.init), !area.isEmpty else { return }
        let rows = state.tree.rows
        guard !rows.isEmpty else {
            memory.tree = []
            frame.clear(area)
            put("No page yet.", in: area, column: 1, .dim)
            return
        }
        let known = memory.tree
        memory.tree = (0..<area.height).map { line in
            let rect = CellRect(
                row: area.row + line, column: area.column, width: area.width, height: 1)
            let words = treeLine(state.tree.top + line)
            if !known.indices.contains(line) || known[line] != words {
                frame.clear(rect)
                if let words { paint(words, at: rect) }
            }
            if words?.cursor == .focused, state.editing == nil {
                frame.cursor = Frame.Cursor(row: rect.row, column: rect.column)
            }
            return words
        }
    }

    /// What a line of the tree shows; nil below its end.
    private func treeLine(_ index: Int) -> PaintMemory.TreeLine? {
        guard state.tree.rows.indices.contains(index) else { return nil }
        let row = state.tree.rows[index]
        var typed: String?
        if let editing = state.editing, editing.target.node == row.item.node, row.item.isEditable,
            isTarget(editing, row.item)
        {
            typed = editing.field.text
        }
        let isFocused = state.focus == .tree && state.overlay == nil
        return PaintMemory.TreeLine(
            row: row, typed: typed,
            cursor: index != state.tree.cursor ? .none : isFocused ? .focused : .unfocused,
            isMarked: state.tree.marks.items.contains(row.item))
    }

    private mutating func paint(_ line: PaintMemory.TreeLine, at rect: CellRect) {
        paint(line.row, typed: line.typed, isMarked: line.isMarked, at: rect)
        switch line.cursor {
        case .none: if line.isMarked { frame.tint(rect, style: style(.selection)) }
        case .focused: frame.tint(rect, style: style(.treeCursor))
        case .unfocused: frame.tint(rect, style: style(.treeCursorUnfocused))
        }
    }

    private mutating func paint(_ row: TreeRow, typed: String?, isMarked: Bool, at rect: CellRect) {
        let indent = row.depth * (rect.width >= 26 ? 2 : 1)
        let marks = (isMarked ? "✓" : "") + (row.isUnsent ? "~" : "") + (row.hasConflict ? "⚠" : "")
        let markWidth = marks.isEmpty ? 0 : ShownCharacter.width(of: marks) + 1
        var column = indent
        switch row.fold {
        case .folded: column += put("▸ ", in: rect, column: column, .treeMark)
        case .unfolded: column += put("▾ ", in: rect, column: column, .treeMark)
        case .none: column += 2
        }
        let room = rect.width - column - markWidth
        paintWords(of: row, typed: typed, in: rect, column: column, room: room)
        if markWidth > 0 {
            put(
                marks, in: rect, column: max(0, rect.width - markWidth),
                row.hasConflict ? .conflict : .statusPending)
        }
    }

    private mutating func paintWords(
        of row: TreeRow, typed: String?, in rect: CellRect, column: Int, room: Int
    ) {
        let isEdited = typed != nil
        let detail = typed ?? row.detail
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
