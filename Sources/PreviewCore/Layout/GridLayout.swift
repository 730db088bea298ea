/// Grids (CSS Grid Level 1): placement and rows.
extension LayoutEngine {
    struct GridItem {
        let box: Box
        var column = 0
        var columns = 1
        var row = 0
        var rows = 1
    }

    private static let rowsMax = 4000

    func layoutGrid(_ box: Box, width: Int) -> Fragment {
        let (fragment, edges) = open(box, width: width)
        let inner = max(1, width - edges.horizontal)
        let gap = visibleGap(box.style.columnGap, of: inner, exact: false)
        var grid = gridColumns(box, width: inner, gap: gap, itemCount: box.children.count)
        var items = placed(box, &grid)
        var wanted = contentWidths(items, count: grid.tracks.count)
        if !fits(wanted, gap: gap, width: inner) {
            items = Self.stacked(items)
            grid.tracks = [.size(.auto)]
            wanted = contentWidths(items, count: 1)
        }
        let stretches = [.normal, .stretch].contains(box.style.justifyContent)
        let sizes = trackSizes(
            grid.tracks, wanted: wanted, width: inner, gap: gap, stretches: stretches)
        let used = sizes.reduce(gap * Double(max(0, sizes.count - 1)), +)
        var (x, between) = justification(
            box.style.justifyContent, max(0, Double(inner) - used), count: sizes.count,
            isReversed: false)
        var edgesOfTracks: [(left: Double, right: Double)] = []
        for size in sizes {
            edgesOfTracks.append((x, x + size))
            x += size + gap + between
        }
        let cells = wholeCells(edgesOfTracks, order: Array(sizes.indices), separates: gap > 0.3)
        let height = layoutGridRows(
            box, items, cells, into: fragment, edges, rowGap: rows(box.style.rowGap, of: inner))
        fragment.height = height + edges.vertical
        return fragment
    }

    /// Whether columns can stand side by side at all, each as wide as its longest word.
    private func fits(_ wanted: [IntrinsicWidth], gap: Double, width: Int) -> Bool {
        let least = wanted.reduce(gap * Double(max(0, wanted.count - 1))) { $0 + Double($1.least) }
        return wanted.count < 2 || least <= Double(width) + 0.75
    }

    /// One below the other, as they are read.
    private static func stacked(_ items: [GridItem]) -> [GridItem] {
        items.enumerated().sorted {
            ($0.element.row, $0.element.column, $0.offset)
                < ($1.element.row, $1.element.column, $1.offset)
        }.enumerated().map { GridItem(box: $0.element.element.box, row: $0.offset) }
    }

    func gridIntrinsic(_ box: Box) -> IntrinsicWidth {
        let gap = space(box.style.columnGap, of: nil)
        var grid = gridColumns(
            box, width: Int(options.viewport.width / columnPixels), gap: Double(gap),
            itemCount: box.children.count)
        let items = placed(box, &grid)
        let wanted = contentWidths(items, count: grid.tracks.count)
        let gaps = gap * max(0, grid.tracks.count - 1)
        let repeats = box.style.gridColumns.contains {
            if case .autoRepeat = $0 { true } else { false }
        }
        let least = repeats ? wanted.map(\.least).max() ?? 0 : wanted.reduce(gaps) { $0 + $1.least }
        return IntrinsicWidth(least: least, most: max(least, wanted.reduce(gaps) { $0 + $1.most }))
    }

    private func contentWidths(_ items: [GridItem], count: Int) -> [IntrinsicWidth] {
        var wanted = Array(repeating: IntrinsicWidth(least: 0, most: 0), count: count)
        for item in items where item.columns == 1 && item.column < count {
            let intrinsic = outerIntrinsic(item.box)
            wanted[item.column].least = max(wanted[item.column].least, intrinsic.least)
            wanted[item.column].most = max(wanted[item.column].most, intrinsic.most)
        }
        return wanted
    }

    // MARK: Rows

    private func layoutGridRows(
        _ box: Box, _ items: [GridItem], _ cells: [(left: Int, right: Int)],
        into fragment: Fragment, _ edges: Edges,
        rowGap: Int
    ) -> Int {
        let laid = items.map { layoutItem($0, box, cells) }
        let rowCount = items.map { $0.row + $0.rows }.max() ?? 0
        var heights = Array(repeating: 0, count: rowCount)
        func wanted(_ index: Int) -> Int {
            laid[index].marginTop + laid[index].height + laid[index].marginBottom
        }
        for (index, item) in items.enumerated() where item.rows == 1 {
            heights[item.row] = max(heights[item.row], wanted(index))
        }
        for (index, item) in items.enumerated() where item.rows > 1 {
            let have = heights[item.row..<item.row + item.rows].reduce(rowGap * (item.rows - 1), +)
            heights[item.row + item.rows - 1] += max(0, wanted(index) - have)
        }
        var tops: [Int] = []
        var y = 0
        for height in heights {
            tops.append(y)
            y += height + (height > 0 ? rowGap : 0)
        }
        for (index, item) in items.enumerated() {
            let inner = laid[index]
            inner.x += edges.left
            inner.y = edges.top + tops[item.row] + inner.marginTop
            let last = item.row + item.rows - 1
            align(inner, item.box, in: box, rows: tops[last] + heights[last] - tops[item.row])
            fragment.children.append(inner)
        }
        return max(0, y - (heights.last.map { $0 > 0 ? rowGap : 0 } ?? 0))
    }

    private func layoutItem(_ item: GridItem, _ box: Box, _ cells: [(left: Int, right: Int)])
        -> Fragment
    {
        let left = cells[min(item.column, cells.count - 1)].left
        let right = cells[min(item.column + item.columns, cells.count) - 1].right
        let room = max(1, right - left)
        let own = item.box.isAnonymous ? Keyword.auto : item.box.style.justifySelf
        let align = own == .auto ? box.style.justifyItems : own
        var place = across(item.box, in: room)
        if [.center, .start, .end, .flexStart, .flexEnd, .left, .right].contains(align) {
            let width = shrinkToFit(item.box, available: room)
            let free = room - width
            place = Across(
                left: align == .center
                    ? free / 2 : [.end, .flexEnd, .right].contains(align) ? free : 0, width: width)
        }
        item.box.marksInside = true
        let inner = layout(item.box, width: place.width)
        inner.x = left + place.left
        return inner
    }

    // MARK: Placement

    private func placed(_ box: Box, _ grid: inout GridColumns) -> [GridItem] {
        var placement = GridPlacement(box.style, grid)
        let boxes = box.children.enumerated().sorted {
            ($0.element.style.order, $0.offset) < ($1.element.style.order, $1.offset)
        }.map(\.element)
        let items = boxes.map { placement.place($0, rowsMax: Self.rowsMax) }
        while grid.tracks.count < placement.columnCount {
            grid.tracks.append(box.style.gridAutoColumns.first ?? .size(.auto))
        }
        return items
    }
}

/// Puts items into the cells of a grid, in order (section 8.5).
private struct GridPlacement {
    private(set) var columnCount: Int
    private let lines: [NameKey: Int]
    private var areas: [NameKey: (row: Int, rows: Int, column: Int, columns: Int)] = [:]
    private var taken: Set<Int> = []
    private var cursor = (row: 0, column: 0)
    private let fillsHoles: Bool
    /// Rows to fill before the next column is begun; nil where rows are filled.
    private let columnRows: Int?

    init(_ style: ComputedStyle, _ grid: GridColumns) {
        columnCount = grid.tracks.count
        fillsHoles = style.gridFillsHoles
        lines = grid.lines
        let rows = max(1, style.gridRowCount, style.gridAreas.count)
        columnRows = style.gridFlowsInColumns ? min(rows, 1000) : nil
        for (row, names) in style.gridAreas.enumerated() {
            for (column, name) in names.enumerated() { extend(name, row, column) }
        }
    }

    private mutating func extend(_ name: NameKey, _ row: Int, _ column: Int) {
        guard let area = areas[name] else {
            areas[name] = (row, 1, column, 1)
            return
        }
        areas[name] = (
            area.row, max(area.rows, row - area.row + 1), area.column,
            max(area.columns, column - area.column + 1)
        )
    }

    mutating func place(_ box: Box, rowsMax: Int) -> LayoutEngine.GridItem {
        var item = LayoutEngine.GridItem(box: box)
        let style = box.style
        guard !box.isAnonymous else { return auto(item, column: nil, row: nil) }
        if case .named(let name) = style.gridRowStart, let area = areas[name] {
            (item.row, item.rows, item.column, item.columns) = area
            take(item)
            return item
        }
        let (column, columns) = range(
            style.gridColumnStart, style.gridColumnEnd, count: columnCount)
        let (row, rows) = range(style.gridRowStart, style.gridRowEnd, count: 0)
        let grows = column != nil || columnRows != nil
        item.columns = max(1, min(columns, grows ? ValueReader.tracksMax : columnCount))
        item.rows = max(1, min(rows, 50))
        if let column {
            columnCount = max(columnCount, min(ValueReader.tracksMax, column + item.columns))
        }
        return auto(
            item, column: column.map { min($0, columnCount - 1) }, row: row.map { min($0, rowsMax) }
        )
    }

    /// Start (from 0; nil for automatic) and span.
    private func range(_ start: GridLine, _ end: GridLine, count: Int) -> (Int?, Int) {
        func number(_ line: GridLine) -> Int? {
            switch line {
            case .line(let n): n > 0 ? n - 1 : n < 0 && count > 0 ? max(0, count + 1 + n) : nil
            case .named(let name): lines[name].map { $0 - 1 } ?? areas[name]?.column
            default: nil
            }
        }
        if let first = number(start) {
            if let last = number(end) { return (min(first, last), max(1, abs(last - first))) }
            if case .span(let span) = end { return (first, span) }
            return (first, 1)
        }
        var span = 1
        if case .span(let n) = start { span = n }
        if let last = number(end) { return (max(0, last - span), span) }
        if case .span(let n) = end { span = n }
        return (nil, span)
    }

    private mutating func auto(_ item: LayoutEngine.GridItem, column: Int?, row: Int?)
        -> LayoutEngine.GridItem
    {
        var item = item
        if let column, let row {
            (item.column, item.row) = (column, row)
        } else if let columnRows {
            downColumns(&item, column: column, row: row, rowCount: columnRows)
        } else {
            var at = row != nil ? (row: row ?? 0, column: 0) : cursor
            if let column {
                if column < at.column { at.row += 1 }
                at.column = column
            }
            while !fits(item, at) || at.column + item.columns > columnCount && at.column > 0 {
                if column != nil || at.column + item.columns >= columnCount {
                    at = (at.row + 1, column ?? 0)
                } else {
                    at.column += 1
                }
            }
            (item.column, item.row) = (at.column, at.row)
            if row == nil, !fillsHoles { cursor = at }
        }
        item.columns = max(1, min(item.columns, columnCount - item.column))
        take(item)
        return item
    }

    /// The next place down a column, then in the next one; the last column there may be is as long as it takes.
    private mutating func downColumns(
        _ item: inout LayoutEngine.GridItem, column: Int?, row: Int?, rowCount: Int
    ) {
        var at = column != nil || fillsHoles ? (row: 0, column: 0) : cursor
        if let column { at.column = column }
        if let row {
            if row < at.row, column == nil, !fillsHoles { at.column += 1 }
            at.row = row
        }
        let last = ValueReader.tracksMax - item.columns
        while !fits(item, at) || at.row > 0 && row == nil && at.row + item.rows > rowCount {
            if column != nil || at.column >= last {
                if fits(item, at) { break }
                at.row += 1
            } else if row != nil || at.row + item.rows >= rowCount {
                at = (row ?? 0, at.column + 1)
            } else {
                at.row += 1
            }
        }
        (item.column, item.row) = (at.column, at.row)
        columnCount = max(columnCount, at.column + item.columns)
        if column == nil { cursor = at }
    }

    private func fits(_ item: LayoutEngine.GridItem, _ at: (row: Int, column: Int)) -> Bool {
        for row in at.row..<at.row + item.rows {
            for column in at.column..<at.column + item.columns
            where taken.contains(row << 10 | column) { return false }
        }
        return true
    }

    private mutating func take(_ item: LayoutEngine.GridItem) {
        for row in item.row..<item.row + item.rows {
            for column in item.column..<item.column + item.columns {
                taken.insert(row << 10 | column)
            }
        }
    }
}
