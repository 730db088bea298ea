import EditorCore
import PreviewCore
import SiteModel

/// The page as it would look, and the field that edits a text of it in place.
extension ScreenPainter {
    mutating func paintPage() {
        guard let area = layout.page.map(CellRect.init), !area.isEmpty else { return }
        guard let preview = state.page.preview else {
            (memory.page, memory.pageLook, memory.field) = ([], nil, nil)
            frame.clear(area)
            put(state.document == nil ? "" : "Drawing the page…", in: area, column: 2, .dim)
            return
        }
        let look = PaintMemory.PageLook(
            version: state.page.version, top: state.page.top, currentRows: currentRows,
            field: strip?.rect)
        if look != memory.pageLook {
            (memory.pageLook, memory.field) = (look, nil)
            paintPageLines(preview, area)
        }
        if state.focus == .page, state.editing == nil, state.overlay == nil {
            let row = min(
                max(0, (currentRows?.lowerBound ?? state.page.top) - state.page.top),
                area.height - 1)
            frame.cursor = Frame.Cursor(row: area.row + row, column: area.column)
        }
    }

    private mutating func paintPageLines(_ preview: PreviewPage, _ area: CellRect) {
        let gap = pageGap
        let known = memory.page
        memory.page = (0..<area.height).map { line in
            let words = pageLine(line, gap, preview)
            if !known.indices.contains(line) || known[line] != words {
                paint(words, preview, line: area.row + line, area)
            }
            return words
        }
    }

    /// The rows beside which the cursor's mark stands: where it begins; its whole height would be drawn at each step.
    private static let markedRowsMax = 3

    private func pageLine(
        _ line: Int, _ gap: PageGap?, _ preview: PreviewPage
    ) -> PaintMemory.PageLine {
        guard let index = rowIndex(line, gap) else { return .hidden }
        guard preview.rows.indices.contains(index) else { return .blank }
        return .row(
            index, of: state.page.version,
            isCurrent: currentRows?.prefix(Self.markedRowsMax).contains(index) == true)
    }

    private mutating func paint(
        _ words: PaintMemory.PageLine, _ preview: PreviewPage, line: Int, _ area: CellRect
    ) {
        frame.clear(CellRect(row: line, column: area.column, width: area.width, height: 1))
        guard case .row(let index, _, let isCurrent) = words else { return }
        paint(preview.rows[index], row: line, area)
        if isCurrent { frame.put("▌", row: line, column: area.column, style: style(.accent)) }
    }

    /// Rows of the pane that the field takes, and how many of the page's rows it stands for.
    struct PageGap {
        let rows: Range<Int>
        let hidden: Int
    }

    /// The row of the preview that a row of the pane shows; nil under the field.
    private func rowIndex(_ line: Int, _ gap: PageGap?) -> Int? {
        guard let gap else { return state.page.top + line }
        if line < gap.rows.lowerBound { return state.page.top + line }
        if line < gap.rows.upperBound { return nil }
        return state.page.top + line - gap.rows.count + gap.hidden
    }

    private var pageGap: PageGap? {
        guard let strip, let area = layout.page else { return nil }
        let first = strip.rect.row - area.row
        let rows = first..<(first + strip.rect.height)
        guard let shown = currentRows, shown.lowerBound - state.page.top == first,
            shown.allSatisfy({ isAlone(inRow: $0) })
        else { return PageGap(rows: rows, hidden: 0) }
        return PageGap(rows: rows, hidden: shown.count)
    }

    /// Whether a row of the page holds words of one node only, so that the field may take its place.
    private func isAlone(inRow index: Int) -> Bool {
        guard let preview = state.page.preview, preview.rows.indices.contains(index) else {
            return false
        }
        let nodes = Set(
            preview.rows[index].runs.filter { $0.text.contains { $0 != " " } }.map(\.node))
        return nodes.count <= 1
    }

    static func fieldStrip(
        _ state: EditorState, _ layout: PaneLayout, _ currentRows: Range<Int>?
    ) -> FieldStrip? {
        guard let session = state.editing else { return nil }
        let anchor: Int?
        if layout.page != nil {
            anchor =
                session.target.attributeField == nil
                ? currentRows.map { $0.lowerBound - state.page.top } : nil
        } else {
            anchor = layout.tree != nil ? state.tree.cursor - state.tree.top : nil
        }
        return FieldStrip(session, in: layout, anchor: anchor)
    }

    private mutating func paint(_ row: PreviewRow, row line: Int, _ area: CellRect) {
        var column = area.column + 1
        for run in row.runs {
            let room = area.endColumn - column
            guard room > 0 else { return }
            var style = style(of: run.style)
            style.link = link(of: run)
            column += frame.put(
                run.text, row: line, column: column, style: style, maxWidth: room)
        }
    }

    /// Where the run leads: the address of the `a` that it stands in, if that is a whole one.
    private func link(of run: PreviewRun) -> LinkAddress? {
        guard let site = state.document?.site else { return nil }
        var place = run.node.flatMap { NodeID($0) }
        for _ in 0..<Self.linkDepthMax {
            guard let id = place, let node = site[id], node.kind == .element else { return nil }
            if node.content.tag == "a", case .text(let address)? = node.attribute("href") {
                return LinkAddress(address)
            }
            place = node.parent
        }
        return nil
    }

    /// How far above a run its `a` may stand.
    private static let linkDepthMax = 8

    /// The page's own colours where the theme shows colours; what could not be read on them is left to the theme.
    private func style(of style: PreviewStyle) -> CellStyle {
        var result = theme.style(.previewText)
        if let background = style.background { result.background = Colour(background) }
        if let foreground = style.foreground {
            let colour = Colour(foreground)
            let ground = result.background ?? theme.groundedStyle(.text).background
            let isReadable =
                ground.map { $0 == .standard || $0.contrast(with: colour) >= 3 } ?? true
            if style.isPicture {
                result.foreground = colour
            } else if isReadable, style.background != nil || ground != nil && ground != .standard {
                result.foreground = colour
            }
        }
        if style.bold { result = result.adding(.bold) }
        if style.italic { result = result.adding(.italic) }
        if style.underline { result = result.adding(.underline) }
        if style.strike { result = result.adding(.strike) }
        if style.dim { result = result.adding(.dim) }
        return result
    }

    // MARK: - The field

    mutating func paintField() {
        guard let strip else { return }
        forgetLines(under: strip.rect)
        let field = strip.session.field
        let chosen = field.others + (field.selection.map { [$0] } ?? [])
        let look = PaintMemory.FieldLook(strip, hasChosen: !chosen.isEmpty)
        let known = memory.field?.linesKept(in: look) ?? 0
        memory.field = look
        for line in known..<max(known, strip.rect.height) {
            paintFieldLine(line, of: strip, chosen)
        }
        if state.overlay == nil { frame.cursor = strip.cursor }
    }

    private mutating func paintFieldLine(
        _ line: Int, of strip: FieldStrip, _ chosen: [Range<Int>]
    ) {
        let row = strip.rect.row + line
        let rect = CellRect(
            row: row, column: strip.rect.column, width: strip.rect.width, height: 1)
        frame.fill(rect, style: theme.groundedStyle(.field))
        if strip.margin > 0 {
            frame.put("▎", row: row, column: strip.rect.column, style: style(.accent))
        }
        guard strip.lines.indices.contains(strip.firstLine + line) else { return }
        paint(strip.lines[strip.firstLine + line], of: strip, row: row, chosen)
    }

    /// What the field covers is to be painted again when it is gone.
    private mutating func forgetLines(under rect: CellRect) {
        guard let area = layout.page.map(CellRect.init), area.intersection(rect) == rect else {
            memory.ground = nil
            return
        }
        for line in rect.row..<rect.endRow where memory.page.indices.contains(line - area.row) {
            memory.page[line - area.row] = nil
        }
    }

    private mutating func paint(
        _ line: VisualLine, of strip: FieldStrip, row: Int, _ chosen: [Range<Int>]
    ) {
        let column = strip.rect.column + strip.margin
        let text = strip.session.field.text(of: line)
        frame.put(
            text, row: row, column: column, style: theme.groundedStyle(.field),
            maxWidth: strip.lineWidth)
        let bytes = chosen.isEmpty ? [] : Array(text.utf8)
        for range in chosen {
            let inLine = range.clamped(to: line.range)
            let isHere = !inLine.isEmpty || (range.isEmpty && line.range.contains(range.lowerBound))
            guard isHere || (range.isEmpty && range.lowerBound == line.range.upperBound) else {
                continue
            }
            let start =
                (range.isEmpty ? range.lowerBound : inLine.lowerBound) - line.range.lowerBound
            let before = String(decoding: bytes.prefix(start), as: UTF8.self)
            let inside =
                range.isEmpty
                ? String(String(decoding: bytes.dropFirst(start), as: UTF8.self).first ?? " ")
                : String(decoding: bytes.dropFirst(start).prefix(inLine.count), as: UTF8.self)
            frame.put(
                inside, row: row, column: column + ShownCharacter.width(of: before),
                style: style(.fieldSelection), maxWidth: strip.lineWidth)
        }
    }
}

extension Colour {
    fileprivate init(_ colour: RGB) { self = .rgb(colour.red, colour.green, colour.blue) }
}
