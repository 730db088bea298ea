import EditorCore

/// The section tree.
extension ScreenPainter {
    mutating func paintTree() {
        guard let area = layout.tree.map(CellRect.init), !area.isEmpty else { return }
        guard !state.tree.rows.isEmpty else {
            (memory.tree, memory.treeLook) = ([], nil)
            frame.clear(area)
            put(state.isOpening ? "Opening the site…" : "No page yet.", in: area, column: 1, .dim)
            return
        }
        let isFocused = state.focus == .tree && state.overlay == nil
        paintTreeLines(area, PaintMemory.TreeLook(state, isFocused: isFocused))
        let line = state.tree.cursor - state.tree.top
        if isFocused, state.editing == nil, line >= 0, line < area.height {
            frame.cursor = Frame.Cursor(row: area.row + line, column: area.column)
        }
    }

    /// Paints the lines that are others than before: where only a key was typed, that of the text alone is looked at.
    private mutating func paintTreeLines(_ area: CellRect, _ look: PaintMemory.TreeLook) {
        let isSame = look == memory.treeLook
        memory.treeLook = look
        let isKnown = memory.tree.count == area.height
        if !isKnown { memory.tree = Array(repeating: nil, count: area.height) }
        for line in isSame ? memory.editedLines : Array(0..<area.height) {
            let words = treeLine(state.tree.top + line, width: area.width)
            if isKnown, memory.tree[line] == words { continue }
            paintTreeLine(line, words, in: area)
        }
        if !isSame {
            memory.editedLines = memory.tree.indices.filter { memory.tree[$0]?.typed != nil }
        }
    }

    private mutating func paintTreeLine(
        _ line: Int, _ words: PaintMemory.TreeLine?, in area: CellRect
    ) {
        memory.tree[line] = words
        let rect = CellRect(row: area.row + line, column: area.column, width: area.width, height: 1)
        frame.clear(rect)
        guard let words else { return }
        paint(words.row, typed: words.typed, isMarked: words.isMarked, at: rect)
        if words.cursor != .none {
            memory.cursorLine = .init(line: line, cells: frame.cells(in: rect))
        }
        switch words.cursor {
        case .none: if words.isMarked { frame.tint(rect, style: style(.selection)) }
        case .focused: frame.tint(rect, style: style(.treeCursor))
        case .unfocused: frame.tint(rect, style: style(.treeCursorUnfocused))
        }
    }

    /// What a line of the tree shows; nil below its end.
    private func treeLine(_ index: Int, width: Int) -> PaintMemory.TreeLine? {
        guard state.tree.rows.indices.contains(index) else { return nil }
        let row = state.tree.rows[index]
        var typed: String?
        if let editing = state.editing, editing.target.node == row.item.node, row.item.isEditable,
            isTarget(editing, row.item)
        {
            typed = Self.beginning(of: editing.field.text, cells: width)
        }
        let isFocused = state.focus == .tree && state.overlay == nil
        return PaintMemory.TreeLine(
            row: row, typed: typed,
            cursor: index != state.tree.cursor ? .none : isFocused ? .focused : .unfocused,
            isMarked: state.tree.marks.items.contains(row.item))
    }

    /// As much of a text as a line may show, and so much more that it can be seen to go on.
    private static func beginning(of text: String, cells most: Int) -> String {
        var cells = 0
        return String(
            text.prefix {
                cells += ShownCharacter.width(of: $0)
                return cells <= most + 2
            })
    }

    private mutating func paint(_ row: TreeRow, typed: String?, isMarked: Bool, at rect: CellRect) {
        let indent = row.depth * (rect.width >= 26 ? 2 : 1)
        let marks = (isMarked ? "✓" : "") + (row.isUnsent ? "~" : "") + (row.hasConflict ? "⚠" : "")
        let markWidth = marks.isEmpty ? 0 : ShownCharacter.width(of: marks) + 1
        var column = indent
        switch row.fold {
        case .folded: column += put("▸ ", in: rect, column: column, foldRole(of: row))
        case .unfolded: column += put("▾ ", in: rect, column: column, foldRole(of: row))
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

    /// The mark looks as the theme says, or else as the name behind it.
    private func foldRole(of row: TreeRow) -> Role {
        if theme.named[.treeMark] != nil { return .treeMark }
        return switch row.item {
        case .page: .treePage
        case .section: .treeSection
        case .element, .asset: .treeElement
        case .text, .attribute: .dim
        case .raw: .treeRaw
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
