import EditorCore

/// The tree's cursor ahead of what hangs on it.
extension ScreenPainter {
    /// The last frame with the tree's cursor a step further, and nothing else changed: two lines are painted. The frame of the
    /// state that made the step puts right what is not as it was foretold.
    ///
    /// - Parameters:
    ///   - step: As `EditorState.step(of:)` says.
    ///   - state: Before the step; the last frame is its own.
    /// - Returns: nil where the last frame is not one to go on from.
    package static func render(
        step: Int, of state: EditorState, theme: Theme, memory: inout PaintMemory
    ) -> Frame? {
        guard memory.frame != nil, let area = state.layout.tree.map(CellRect.init),
            memory.tree.count == area.height
        else { return nil }
        var painter = ScreenPainter(state, theme, memory)
        guard painter.isContinued else { return nil }
        memory = PaintMemory()
        painter.paint(step: step, in: area)
        memory = painter.memory
        memory.frame = painter.frame
        return painter.frame
    }

    private mutating func paint(step: Int, in area: CellRect) {
        // What the lines are now is looked at anew by the next frame.
        memory.treeLook = nil
        let next = state.tree.cursor + step
        for (index, cursor) in [
            (state.tree.cursor, PaintMemory.TreeLine.Cursor.none), (next, .focused),
        ] {
            paintTreeLine(
                index - state.tree.top,
                PaintMemory.TreeLine(
                    row: state.tree.rows[index], typed: nil, cursor: cursor, isMarked: false),
                in: area)
        }
        frame.cursor = Frame.Cursor(row: area.row + next - state.tree.top, column: area.column)
    }
}
