/// Tables (CSS 2.1, chapter 17, the automatic algorithm).
extension LayoutEngine {
    private struct Cell {
        let box: Box
        let row: Int
        let column: Int
        let columns: Int
        let rows: Int
        var allRows: Range<Int> { row..<row + rows }
        var allColumns: Range<Int> { column..<column + columns }
    }

    private struct Table {
        var captions: [Box] = []
        var cells: [Cell] = []
        var rowBoxes: [Box] = []
        /// Groups of rows, with the numbers of these.
        var groups: [(box: Box, rows: Range<Int>)] = []
        var columnCount = 0
        /// The cells before each column and behind the last: white space, or a line.
        var gaps: [Int] = []
        /// The rows above each row and below the last: 1 for a line.
        var beams: [Int] = []
        var borders: TableBorders?

        func gaps(in columns: Range<Int>) -> Int {
            columns.dropFirst().reduce(0) { $0 + gaps[$1] }
        }
    }

    private static let spanMax = 100

    func layoutTable(_ box: Box, width: Int) -> Fragment {
        var table = table(box)
        dropPosts(of: &table, box, width: width)
        let (fragment, edges) = open(box, table, width: width)
        let inner = max(1, width - edges.horizontal)
        var y = edges.top
        let captionFirst = !box.style.captionAtBottom
        if captionFirst { y += placeCaptions(table, into: fragment, edges, width: inner, at: y) }
        y += placeRows(table, into: fragment, edges, width: inner, at: y)
        if !captionFirst { y += placeCaptions(table, into: fragment, edges, width: inner, at: y) }
        fragment.height = y + edges.bottom
        return fragment
    }

    /// The table's own border is one with those of its cells, where these have any.
    private func open(_ box: Box, _ table: Table, width: Int) -> (Fragment, Edges) {
        var (fragment, edges) = open(box, width: width)
        guard table.borders != nil else { return (fragment, edges) }
        fragment.frame = FrameSides()
        edges = Edges()
        return (fragment, edges)
    }

    /// Words before lines: where columns are too narrow for both, there are none between them.
    private func dropPosts(of table: inout Table, _ box: Box, width: Int) {
        guard table.borders != nil else { return }
        let least = columnWidths(table, width: nil).reduce(table.gaps.reduce(0, +)) {
            $0 + $1.least
        }
        guard least > width else { return }
        table.borders?.dropPosts()
        setGaps(of: &table)
    }

    func tableIntrinsic(_ box: Box) -> IntrinsicWidth {
        let table = table(box)
        let wanted = columnWidths(table, width: nil)
        let gaps =
            table.gaps.reduce(0, +) - (table.borders == nil ? 0 : edges(of: box, in: 0).horizontal)
        let caption = stackIntrinsic(table.captions)
        let least = wanted.reduce(gaps) { $0 + $1.least }
        return IntrinsicWidth(
            least: max(least, caption.least), most: wanted.reduce(gaps) { $0 + $1.most })
    }

    // MARK: Structure

    private func table(_ box: Box) -> Table {
        var table = Table()
        var rows: [Box] = []
        var footer: [Box] = []
        var header: [Box] = []
        for child in box.children {
            switch child.display {
            case .tableCaption: table.captions.append(child)
            case .tableHeaderGroup: header.append(child)
            case .tableFooterGroup: footer.append(child)
            default: rows.append(child)
            }
        }
        for part in header + rows + footer {
            guard Self.groups.contains(part.display) else {
                table.rowBoxes.append(part)
                continue
            }
            let first = table.rowBoxes.count
            table.rowBoxes += part.children
            table.groups.append((part, first..<table.rowBoxes.count))
        }
        rows = table.rowBoxes
        var busy: Set<Int> = []
        for (number, row) in rows.enumerated() {
            var column = 0
            for cell in row.display == .tableRow ? row.children : [row] {
                while busy.contains(number << 12 | column) { column += 1 }
                guard column < 1000 else { break }
                let columns = min(max(1, cell.columnSpan), Self.spanMax)
                let spanned = min(max(1, cell.rowSpan), Self.spanMax, rows.count - number)
                for r in number..<number + spanned {
                    for c in column..<column + columns { busy.insert(r << 12 | c) }
                }
                table.cells.append(
                    Cell(box: cell, row: number, column: column, columns: columns, rows: spanned))
                column += columns
                table.columnCount = max(table.columnCount, column)
            }
        }
        table.borders = options.showsBorders ? borders(of: table, box) : nil
        setGaps(of: &table)
        return table
    }

    private static let groups: Set<Display> = [
        .tableHeaderGroup, .tableRowGroup, .tableFooterGroup,
    ]

    /// Nil where no line is drawn between cells: a border of the table alone is its frame.
    private func borders(of table: Table, _ box: Box) -> TableBorders? {
        let collapses = box.style.collapsesBorders && !box.isAnonymous
        let inner =
            table.cells.map(\.box) + (collapses ? table.rowBoxes + table.groups.map(\.box) : [])
        guard table.columnCount > 0, inner.contains(where: { TableBorders.counts($0) }) else {
            return nil
        }
        var borders = TableBorders(rows: table.rowBoxes.count, columns: table.columnCount)
        for (index, cell) in table.cells.enumerated() {
            borders.place(index, rows: cell.allRows, columns: cell.allColumns)
        }
        for cell in table.cells {
            borders.add(cell.box, rows: cell.allRows, columns: cell.allColumns)
        }
        let all = 0..<table.columnCount
        if collapses {
            for (number, row) in table.rowBoxes.enumerated() where row.display == .tableRow {
                borders.add(row, rows: number..<number + 1, columns: all)
            }
            for group in table.groups { borders.add(group.box, rows: group.rows, columns: all) }
        }
        borders.add(box, rows: 0..<table.rowBoxes.count, columns: all)
        return borders
    }

    private func setGaps(of table: inout Table) {
        let padded = table.cells.allSatisfy {
            space($0.box.style.padding.left, of: nil) > 0 && !$0.box.isAnonymous
        }
        let gap = padded && !table.cells.isEmpty ? 0 : 1
        table.gaps = (0...table.columnCount).map { $0 == 0 || $0 == table.columnCount ? 0 : gap }
        table.beams = Array(repeating: 0, count: table.rowBoxes.count + 1)
        guard let borders = table.borders else { return }
        for (boundary, isDrawn) in borders.postBoundaries.enumerated() where isDrawn {
            table.gaps[boundary] = 1
        }
        table.beams = borders.beamBoundaries.map { $0 ? 1 : 0 }
        for cell in table.cells {
            cell.box.isRuledAbove = table.beams[cell.row] > 0
            cell.box.isRuledBelow = table.beams[cell.row + cell.rows] > 0
        }
    }

    // MARK: Widths

    private func columnWidths(_ table: Table, width: Int?) -> [IntrinsicWidth] {
        var wanted = Array(repeating: IntrinsicWidth(least: 1, most: 1), count: table.columnCount)
        for cell in table.cells where cell.columns == 1 {
            var content = intrinsic(cell.box)
            if let specified = specifiedWidth(cell.box, of: width.map { Double($0) }) {
                content.most = max(content.least, Int(specified.rounded()))
            }
            wanted[cell.column].least = max(wanted[cell.column].least, content.least)
            wanted[cell.column].most = max(wanted[cell.column].most, content.most)
        }
        for cell in table.cells where cell.columns > 1 {
            let content = intrinsic(cell.box)
            let span = cell.allColumns
            let gaps = table.gaps(in: span)
            let least = span.reduce(gaps) { $0 + wanted[$1].least }
            let most = span.reduce(gaps) { $0 + wanted[$1].most }
            wanted[span.upperBound - 1].least += max(0, content.least - least)
            wanted[span.upperBound - 1].most += max(0, content.most - most)
        }
        return wanted
    }

    /// Columns between their least and most; what is left over is dealt out by what they want.
    private func sizes(_ table: Table, width: Int, fills: Bool) -> [Int] {
        let wanted = columnWidths(table, width: width)
        let room = max(table.columnCount, width - table.gaps.reduce(0, +))
        let least = wanted.reduce(0) { $0 + $1.least }
        let most = wanted.reduce(0) { $0 + $1.most }
        var sizes: [Double]
        if most <= room {
            let extra = fills ? Double(room - most) : 0
            sizes = wanted.map { Double($0.most) + extra * Double($0.most) / Double(max(1, most)) }
        } else if least <= room {
            let share = Double(room - least) / Double(max(1, most - least))
            sizes = wanted.map { Double($0.least) + Double($0.most - $0.least) * share }
        } else {
            sizes = wanted.map { Double($0.least) * Double(room) / Double(max(1, least)) }
        }
        var x = 0.0
        return sizes.map { size in
            let left = x.rounded()
            x += size
            return max(1, Int(x.rounded() - left))
        }
    }

    // MARK: Rows

    private func placeCaptions(
        _ table: Table, into fragment: Fragment, _ edges: Edges, width: Int, at y: Int
    ) -> Int {
        var rows = 0
        for caption in table.captions {
            let inner = layout(caption, width: width)
            (inner.x, inner.y) = (edges.left, y + rows)
            fragment.children.append(inner)
            rows += inner.height
        }
        return rows
    }

    private func placeRows(
        _ table: Table, into fragment: Fragment, _ edges: Edges, width: Int, at y: Int
    ) -> Int {
        guard table.columnCount > 0 else { return 0 }
        let sizes = sizes(table, width: width, fills: true)
        var columns: [Range<Int>] = []
        var x = edges.left
        for (size, gap) in zip(sizes, table.gaps) {
            columns.append(x + gap..<x + gap + size)
            x += gap + size
        }
        let laid = table.cells.map { cell in
            let right = columns[cell.allColumns.upperBound - 1].upperBound
            return layout(cell.box, width: max(1, right - columns[cell.column].lowerBound))
        }
        let heights = rowHeights(table, laid)
        var tops: [Int] = []
        var row = y
        for (height, beam) in zip(heights, table.beams) {
            tops.append(row + beam)
            row += beam + height
        }
        let bottoms = zip(tops, heights).map { $0 + $1 }
        placeRowBoxes(table, tops, heights, into: fragment, edges, width: width)
        for (cell, inner) in zip(table.cells, laid) {
            inner.x = columns[cell.column].lowerBound
            inner.y = tops[cell.row]
            alignCell(inner, rows: bottoms[cell.allRows.upperBound - 1] - tops[cell.row])
            fragment.children.append(inner)
        }
        if let borders = table.borders {
            fragment.rules = TableRules(borders, columns: columns, tops: tops, bottoms: bottoms)
        }
        return (bottoms.last ?? y) + (table.beams.last ?? 0) - y
    }

    private func rowHeights(_ table: Table, _ laid: [Fragment]) -> [Int] {
        var heights = Array(repeating: 0, count: table.rowBoxes.count)
        for (cell, inner) in zip(table.cells, laid) where cell.rows == 1 {
            heights[cell.row] = max(heights[cell.row], inner.height)
        }
        for (cell, inner) in zip(table.cells, laid) where cell.rows > 1 {
            let lines = cell.allRows.dropFirst().reduce(0) { $0 + table.beams[$1] }
            let have = heights[cell.allRows].reduce(lines, +)
            heights[cell.row + cell.rows - 1] += max(0, inner.height - have)
        }
        return heights
    }

    /// The rows themselves, for their backgrounds and their place.
    private func placeRowBoxes(
        _ table: Table, _ tops: [Int], _ heights: [Int], into fragment: Fragment, _ edges: Edges,
        width: Int
    ) {
        for (number, row) in table.rowBoxes.enumerated() where row.display == .tableRow {
            let band = Fragment(row, width: width, height: heights[number])
            (band.x, band.y) = (edges.left, tops[number])
            fragment.children.append(band)
        }
    }

    private func alignCell(_ inner: Fragment, rows: Int) {
        let free = rows - inner.height
        guard free > 0, let box = inner.box else { return }
        let shift: Int
        switch box.style.verticalAlign {
        case .middle: shift = free / 2
        case .bottom, .textBottom: shift = free
        default: shift = 0
        }
        inner.makeUnique()
        inner.height += free
        for index in inner.lines.indices { inner.lines[index].y += shift }
        for child in inner.children { child.y += shift }
    }
}
