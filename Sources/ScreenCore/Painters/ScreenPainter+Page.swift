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
            let words = state.shownPage == nil ? "There is no page to show." : "Drawing the page…"
            put(state.document == nil ? "" : words, in: area, column: 2, .dim)
            return
        }
        let look = PaintMemory.PageLook(
            version: state.page.version, top: state.page.top, currentRows: currentRows,
            field: strip.map { CellRect($0.rect) }, needle: state.page.find?.needle,
            spots: state.page.find?.spots ?? [])
        if look != memory.pageLook {
            (memory.pageLook, memory.field) = (look, nil)
            let view = PageDrawing(
                preview: preview, version: state.page.version, top: state.page.top,
                currentRows: currentRows, edited: editedElement)
            memory.page = paintLines(of: view, in: area, gap: pageGap, known: memory.page)
        }
        if state.focus == .page, state.editing == nil, state.overlay == nil {
            let row = min(
                max(0, (currentRows?.lowerBound ?? state.page.top) - state.page.top),
                area.height - 1)
            frame.cursor = Frame.Cursor(row: area.row + row, column: area.column)
        }
    }

    /// The other devices.
    mutating func paintBeside() {
        for beside in layout.beside {
            let area = CellRect(beside.area)
            guard !area.isEmpty, let view = state.page.beside[beside.platform],
                let preview = view.preview
            else {
                memory.beside[beside.platform] = nil
                memory.besideLooks[beside.platform] = nil
                frame.clear(area)
                continue
            }
            let rows = state.previewRowsTold(in: preview, shown: view.shown)
            let look = PaintMemory.PageLook(
                version: view.version, top: view.top, currentRows: rows,
                field: strip.map { CellRect($0.rect) },
                needle: state.page.find?.needle, spots: [])
            guard look != memory.besideLooks[beside.platform] else { continue }
            memory.besideLooks[beside.platform] = look
            let drawing = PageDrawing(
                preview: preview, version: view.version, top: view.top, currentRows: rows,
                edited: nil)
            memory.beside[beside.platform] = paintLines(
                of: drawing, in: area, gap: nil, known: memory.beside[beside.platform] ?? [])
        }
    }

    /// A drawing of the page and where it is looked at.
    private struct PageDrawing {
        let preview: PreviewPage
        let version: Int
        let top: Int
        let currentRows: Range<Int>?
        /// The element whose words are not shown in these rows.
        let edited: String?
    }

    private mutating func paintLines(
        of view: PageDrawing, in area: CellRect, gap: PageGap?, known: [PaintMemory.PageLine?]
    ) -> [PaintMemory.PageLine?] {
        let marks = marks(in: view, height: area.height)
        let shown = ShownRows(known, cells: frame.cells)
        return (0..<area.height).map { line in
            let words = pageLine(line, gap, view, marks)
            if known.indices.contains(line), known[line] == words { return words }
            if let old = shown.line(of: words) {
                frame.put(
                    shown.cells,
                    at: CellRect(
                        row: area.row + line, column: area.column, width: area.width, height: 1),
                    fromRow: area.row + old)
            } else {
                paint(words, view.preview, line: area.row + line, area)
            }
            return words
        }
    }

    /// Rows of the page in the last frame: what scrolls is copied and not painted again.
    private struct ShownRows {
        let cells: [Cell]
        private let known: [PaintMemory.PageLine?]
        /// The lines by the rows of the preview that they show.
        private var lines: [Int: Int] = [:]

        init(_ known: [PaintMemory.PageLine?], cells: [Cell]) {
            self.known = known
            self.cells = cells
            for case (let line, .row(let index, _, _, _, _)?) in known.enumerated() {
                lines[index] = line
            }
        }

        /// The line that showed just this.
        func line(of words: PaintMemory.PageLine) -> Int? {
            guard case .row(let index, _, _, _, _) = words, let line = lines[index],
                known[line] == words
            else { return nil }
            return line
        }
    }

    /// What is looked for, by row: of a match that begins above, what is seen of it.
    private func marks(in view: PageDrawing, height: Int) -> [Int: [PaintMemory.PageMark]] {
        guard let find = state.page.find, !find.needle.isEmpty else { return [:] }
        let around = 6
        let rows = max(0, view.top - around)..<view.top + height + around
        var marks: [Int: [PaintMemory.PageMark]] = [:]
        for spot in find.needle.spots(in: rows, of: view.preview).joined() {
            let isCurrent = find.spots.contains(spot) && view.version == state.page.version
            marks[spot.row, default: []].append(
                PaintMemory.PageMark(columns: spot.columns, isCurrent: isCurrent))
        }
        return marks
    }

    /// The rows beside which the cursor's mark stands: where it begins; its whole height would be drawn at each step.
    private static let markedRowsMax = 3

    private func pageLine(
        _ line: Int, _ gap: PageGap?, _ view: PageDrawing,
        _ marks: [Int: [PaintMemory.PageMark]]
    ) -> PaintMemory.PageLine {
        guard let index = rowIndex(line, gap, top: view.top) else { return .hidden }
        guard view.preview.rows.indices.contains(index) else { return .blank }
        return .row(
            index, of: view.version,
            isCurrent: view.currentRows?.prefix(Self.markedRowsMax).contains(index) == true,
            marks: marks[index] ?? [],
            edited: view.currentRows?.contains(index) == true ? view.edited : nil)
    }

    /// The element whose text stands in the field now, as runs name it; its words in the page are the old ones.
    private var editedElement: String? {
        guard let target = state.editing?.target, target.attributeField == nil,
            let site = state.document?.site, let node = site[target.node], layout.page != nil
        else { return nil }
        return (node.kind == .text ? node.parent ?? node.id : node.id).description
    }

    private mutating func paint(
        _ words: PaintMemory.PageLine, _ preview: PreviewPage, line: Int, _ area: CellRect
    ) {
        frame.clear(CellRect(row: line, column: area.column, width: area.width, height: 1))
        guard case .row(let index, _, let isCurrent, let marks, let edited) = words else { return }
        paint(
            edited.map { preview.rows[index].blanking($0) } ?? preview.rows[index], row: line, area)
        for mark in marks {
            let columns = mark.columns.clamped(to: 0..<max(0, area.width - 1))
            frame.tint(
                CellRect(
                    row: line, column: area.column + 1 + columns.lowerBound,
                    width: columns.count, height: 1),
                style: style(of: mark))
        }
        if isCurrent { frame.put("▌", row: line, column: area.column, style: style(.accent)) }
    }

    /// Themes that know nothing of matches show them as selections and as words that were found.
    private func style(of mark: PaintMemory.PageMark) -> CellStyle {
        let own = style(mark.isCurrent ? .previewMatchCurrent : .previewMatch)
        return own == .plain ? style(mark.isCurrent ? .selection : .match) : own
    }

    /// Rows of the pane that the field takes, and how many of the page's rows it stands for.
    struct PageGap {
        let rows: Range<Int>
        let hidden: Int
    }

    /// The row of the preview that a row of the pane shows; nil under the field.
    private func rowIndex(_ line: Int, _ gap: PageGap?, top: Int) -> Int? {
        guard let gap else { return top + line }
        if line < gap.rows.lowerBound { return top + line }
        if line < gap.rows.upperBound { return nil }
        return top + line - gap.rows.count + gap.hidden
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

    private mutating func paint(_ row: PreviewRow, row line: Int, _ area: CellRect) {
        var column = area.column + 1
        for run in row.runs {
            let room = area.endColumn - column
            guard room > 0 else { return }
            var style = style(of: run.style)
            style.link = link(of: run)
            style.picture = mark(of: run, in: row, at: column, area)
            column += frame.put(
                run.text, row: line, column: column, style: style, maxWidth: room)
        }
    }

    /// The picture that the terminal draws in place of the run.
    private func mark(
        of run: PreviewRun, in row: PreviewRow, at column: Int, _ area: CellRect
    ) -> PictureMark? {
        guard run.style.isPicture, !row.pictures.isEmpty else { return nil }
        let start = area.column + 1
        return row.pictures.last { $0.columns.contains(column - start) }.flatMap {
            PictureMark($0.picture, row: $0.row, column: start + $0.column)
        }
    }

    /// Where the run leads: the address of the `a` that it stands in, if that is a whole one.
    private mutating func link(of run: PreviewRun) -> LinkAddress? {
        guard let site = state.document?.site else { return nil }
        var place = run.node.flatMap { NodeID($0) }
        var passed: [NodeID] = []
        var found: LinkAddress?
        while let id = place {
            if let known = links[id] {
                found = known
                break
            }
            guard let node = site[id], node.kind == .element else { break }
            passed.append(id)
            if node.content.tag == "a", case .text(let address)? = node.attribute("href") {
                found = LinkAddress(address)
                break
            }
            place = node.parent
        }
        for id in passed { links.updateValue(found, forKey: id) }
        return found
    }

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
        forgetLines(under: CellRect(strip.rect))
        let field = strip.session.field
        let chosen = field.others + (field.selection.map { [$0] } ?? [])
        let look = PaintMemory.FieldLook(strip, hasChosen: !chosen.isEmpty)
        let known = memory.field?.linesKept(in: look) ?? 0
        memory.field = look
        for line in known..<max(known, strip.rect.height) {
            paintFieldLine(line, of: strip, chosen)
        }
        if state.overlay == nil {
            frame.cursor = Frame.Cursor(row: strip.cursor.row, column: strip.cursor.column)
        }
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

extension PreviewRow {
    /// The same with spaces where an element's words stand.
    fileprivate func blanking(_ element: String) -> PreviewRow {
        PreviewRow(
            runs: runs.map { run in
                guard run.node == element else { return run }
                var blank = run
                blank.text = String(repeating: " ", count: ShownCharacter.width(of: run.text))
                blank.style.underline = false
                blank.style.strike = false
                return blank
            })
    }
}

extension Colour {
    fileprivate init(_ colour: RGB) { self = .rgb(colour.red, colour.green, colour.blue) }
}
