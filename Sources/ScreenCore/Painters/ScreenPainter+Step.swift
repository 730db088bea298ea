import EditorCore

/// The tree's cursor ahead of what hangs on it.
extension ScreenPainter {
    /// The last frame with the tree's cursor a step further, and nothing else changed: the bar goes from one line to the next.
    /// The frame of the state that made the step puts right what is not as it was foretold.
    ///
    /// - Parameters:
    ///   - step: As `EditorState.step(of:)` says.
    ///   - state: Before the step; the last frame is its own.
    /// - Returns: nil where the last frame is not one to go on from, or the cursor leaves what is shown.
    package static func render(
        step: Int, of state: EditorState, theme: Theme, memory: inout PaintMemory
    ) -> Frame? {
        let line = state.tree.cursor - state.tree.top
        let next = line + step
        guard let area = memory.ground?.layout.tree.map(CellRect.init),
            let bar = memory.cursorLine, bar.line == line,
            memory.hasCursor(.focused, on: line), memory.hasCursor(.none, on: next),
            var frame = memory.frame.take()
        else { return nil }
        func rect(_ line: Int) -> CellRect {
            CellRect(row: area.row + line, column: area.column, width: area.width, height: 1)
        }
        frame.put(bar.cells, in: rect(line))
        memory.cursorLine = .init(line: next, cells: frame.cells(in: rect(next)))
        frame.tint(rect(next), style: theme.style(.treeCursor))
        frame.cursor = Frame.Cursor(row: area.row + next, column: area.column)
        memory.tree[line]?.cursor = PaintMemory.TreeLine.Cursor.none
        memory.tree[next]?.cursor = .focused
        // What the lines are now is looked at anew by the next frame.
        memory.treeLook = nil
        memory.frame = frame
        return frame
    }
}

extension PaintMemory {
    /// Whether a line of the tree is shown, not marked, and with the cursor on it or not.
    fileprivate func hasCursor(_ cursor: TreeLine.Cursor, on line: Int) -> Bool {
        guard tree.indices.contains(line), let shown = tree[line] else { return false }
        return shown.cursor == cursor && !shown.isMarked
    }
}
