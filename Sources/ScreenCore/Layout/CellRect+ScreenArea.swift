import EditorCore

extension CellRect {
    /// The cells of a pane.
    package init(_ area: ScreenArea) {
        self.init(row: area.row, column: area.column, width: area.width, height: area.height)
    }
}
