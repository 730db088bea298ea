import EditorCore
import SiteModel

/// Draws the editor: the same state, size and theme give the same frame.
package struct ScreenPainter {
    let state: EditorState
    let theme: Theme
    let layout: PaneLayout
    /// The rows of the preview that show what the cursor is on.
    let currentRows: Range<Int>?
    /// The field, where a text is being edited.
    let strip: FieldStrip?
    var frame: Frame
    var memory: PaintMemory
    /// Where elements lead that were asked for in this frame; nil for those in no link.
    var links: [NodeID: LinkAddress?] = [:]
    /// Whether the frame goes on from the last one.
    private let isContinued: Bool
    /// Whether a strip of keys or a message lies over the panes.
    private var isCovered = false

    private init(_ state: EditorState, _ theme: Theme, _ memory: consuming PaintMemory) {
        self.state = state
        self.theme = theme
        layout = state.layout
        currentRows = state.toldPreviewRows
        strip = state.fieldStrip
        let ground = PaintMemory.Ground(
            layout: layout, theme: theme.name, isPromptFocused: state.focus == .prompt)
        if let last = memory.reusable(for: ground, state) {
            isContinued = true
            frame = last
            frame.cursor = nil
            self.memory = memory
        } else {
            isContinued = false
            frame = Frame(
                columns: state.columns, rows: state.rows, style: theme.groundedStyle(.text))
            self.memory = PaintMemory()
            self.memory.hints = memory.hints
        }
        self.memory.frame = nil
        self.memory.lettersAhead = 0
        self.memory.ground = ground
    }

    /// The frame that shows a state.
    package static func render(_ state: EditorState, theme: Theme) -> Frame {
        var memory = PaintMemory()
        return render(state, theme: theme, memory: &memory)
    }

    /// The same frame, with less work where the one before was painted with this memory.
    ///
    /// A theme that changed and kept its name needs a new memory.
    package static func render(
        _ state: EditorState, theme: Theme, memory: inout PaintMemory
    ) -> Frame {
        var painter = ScreenPainter(state, theme, memory)
        memory = PaintMemory()
        painter.paint()
        memory = painter.memory
        if state.overlay == nil, !painter.isCovered { memory.frame = painter.frame }
        return painter.frame
    }

    private mutating func paint() {
        paintHeader()
        paintTabs()
        paintTree()
        paintPage()
        paintBeside()
        if !isContinued { paintBorders() }
        paintRuler()
        paintPrompt()
        paintField()
        paintStatus()
        paintHints()
        paintOverlay()
        let hasMessage = paintLongNotice()
        isCovered = paintContinuations() || hasMessage
    }

    // MARK: - Pieces that every painter uses

    func style(_ role: Role) -> CellStyle { theme.style(role) }

    /// Draws a text in a rectangle's row and cuts it there; the cells it took.
    @discardableResult
    mutating func put(
        _ text: some StringProtocol, in rect: CellRect, row: Int = 0, column: Int = 0, _ role: Role,
        endMargin: Int = 0
    ) -> Int {
        guard row >= 0, row < rect.height, column < rect.width else { return 0 }
        return frame.put(
            text, row: rect.row + row, column: rect.column + column, style: theme.style(role),
            maxWidth: max(0, rect.width - column - endMargin))
    }

    /// A text cut to a width, with a mark where something is missing.
    func clipped(_ text: String, to width: Int) -> String {
        guard width > 0 else { return "" }
        var used = 0
        var kept = ""
        for character in text {
            let cells = ShownCharacter.width(of: character)
            if used + cells > width {
                while used > width - 1, let last = kept.popLast() {
                    used -= ShownCharacter.width(of: last)
                }
                return kept + "…"
            }
            kept.append(character)
            used += cells
        }
        return kept
    }

    /// Draws a bar of one line, unless it stands there already.
    mutating func paint(_ pieces: [PaintMemory.Piece], in area: CellRect, ground: Role?) {
        guard memory.bars[area.row] != pieces else { return }
        memory.bars[area.row] = pieces
        frame.clear(area)
        if let ground { frame.fill(area, style: style(ground)) }
        for piece in pieces {
            var style = style(piece.role)
            style.link = piece.link
            frame.put(
                piece.text, row: area.row, column: area.column + piece.column,
                style: style, maxWidth: max(0, area.width - piece.column))
        }
    }

    /// Lines between the panes.
    private mutating func paintBorders() {
        let line = style(.border)
        defer { paintPartBorders(line) }
        guard let tree = layout.tree, let page = layout.pagePane else { return }
        if layout.form == .wide {
            frame.fill(
                CellRect(
                    row: tree.row, column: tree.column + tree.width, width: 1, height: tree.height),
                with: "│",
                style: state.focus == .prompt ? line : style(.borderFocused))
        } else {
            frame.fill(
                CellRect(row: page.row - 1, column: 0, width: layout.columns, height: 1), with: "─",
                style: line)
        }
    }

    /// Lines between devices, and before the names of sections.
    private mutating func paintPartBorders(_ line: CellStyle) {
        guard let pane = layout.pagePane else { return }
        let parts = ([layout.page] + layout.beside.map(\.area) + [layout.names]).compactMap(\.self)
        for part in parts where part.column > pane.column {
            frame.fill(
                CellRect(row: part.row, column: part.column - 1, width: 1, height: part.height),
                with: "│", style: line)
        }
    }
}
