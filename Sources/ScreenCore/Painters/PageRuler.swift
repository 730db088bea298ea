import EditorCore

/// Where the sections of the page stand, and where one looks: marks on the line beside the page, and names at its edge.
///
/// It stands for the whole page in the height of the pane, so it changes only when the page is scrolled or its rows become
/// more or fewer.
struct PageRuler {
    enum Mark: Hashable {
        case line, section
        /// What is in sight.
        case view, viewWithSection

        var glyph: String {
            switch self {
            case .line: "│"
            case .section: "├"
            case .view: "┃"
            case .viewWithSection: "┣"
            }
        }
    }

    struct Name: Hashable {
        let text: String
        /// What stands at the top of the view is in it.
        let isCurrent: Bool
    }

    private let sections: [Int: Int]
    private let items: [PageSections.Item]
    private let view: Range<Int>
    private let current: Int?
    private let height: Int
    /// Whether there is more than is in sight.
    let isNeeded: Bool

    init(_ page: PagePane, height: Int) {
        let rowCount = page.rowCount
        func line(_ row: Int) -> Int {
            PageSections.line(ofRow: row, height: height, rowCount: rowCount)
        }
        self.height = height
        isNeeded = rowCount > height
        items = page.sections.items
        sections = page.sections.lines(height: height, rowCount: rowCount)
        view = line(page.top)..<line(min(max(0, rowCount - 1), page.top + max(0, height - 1))) + 1
        current = page.sections.index(ofRow: page.top)
    }

    func mark(_ line: Int) -> Mark {
        guard isNeeded else { return .line }
        let isSection = sections[line] != nil
        return view.contains(line)
            ? (isSection ? .viewWithSection : .view) : (isSection ? .section : .line)
    }

    func name(_ line: Int) -> Name? {
        sections[line].map { Name(text: items[$0].name, isCurrent: $0 == current) }
    }
}

extension ScreenPainter {
    mutating func paintRuler() {
        guard let page = layout.page,
            layout.tree != nil && layout.form == .wide || layout.names != nil
        else { return }
        let look = PaintMemory.RulerLook(
            version: state.page.version, rowCount: state.page.rowCount, top: state.page.top,
            isPromptFocused: state.focus == .prompt)
        guard look != memory.rulerLook else { return }
        memory.rulerLook = look
        let ruler = PageRuler(state.page, height: page.height)
        paintMarks(ruler)
        if let names = layout.names.map(CellRect.init) { paintNames(ruler, in: names) }
    }

    /// On the line between tree and page.
    private mutating func paintMarks(_ ruler: PageRuler) {
        guard let page = layout.pagePane, layout.tree != nil, layout.form == .wide else { return }
        let style = style(state.focus == .prompt ? .border : .borderFocused)
        let known = memory.ruler
        memory.ruler = (0..<page.height).map { line in
            let mark = ruler.mark(line)
            let before = known.indices.contains(line) ? known[line] : .line
            if mark != before {
                frame.put(mark.glyph, row: page.row + line, column: page.column - 1, style: style)
            }
            return mark
        }
    }

    private mutating func paintNames(_ ruler: PageRuler, in area: CellRect) {
        let known = memory.names
        memory.names = (0..<area.height).map { line in
            let name = ruler.name(line)
            guard !known.indices.contains(line) || known[line] != name else { return name }
            frame.clear(
                CellRect(row: area.row + line, column: area.column, width: area.width, height: 1))
            if let name {
                put(
                    clipped(name.text, to: area.width - 1), in: area, row: line, column: 1,
                    name.isCurrent ? .accent : .dim)
            }
            return name
        }
    }
}
