/// Tables (CSS 2.1, chapter 17, the automatic algorithm).
extension LayoutEngine {
    private struct Cell {
        let box: Box
        let row: Int
        let column: Int
        let columns: Int
        let rows: Int
    }

    private struct Table {
        var captions: [Box] = []
        var cells: [Cell] = []
        var rowBoxes: [Box] = []
        var columnCount = 0
        var gap = 1
    }

    private static let spanMax = 100

    func layoutTable(_ box: Box, width: Int) -> Fragment {
        let (fragment, edges) = open(box, width: width)
        let inner = max(1, width - edges.horizontal)
        let table = table(box)
        var y = edges.top
        let captionFirst = !box.style.captionAtBottom
        if captionFirst { y += placeCaptions(table, into: fragment, edges, width: inner, at: y) }
        y += placeRows(table, into: fragment, edges, width: inner, at: y)
        if !captionFirst { y += placeCaptions(table, into: fragment, edges, width: inner, at: y) }
        fragment.height = y + edges.bottom
        return fragment
    }

    func tableIntrinsic(_ box: Box) -> IntrinsicWidth {
        let table = table(box)
        let wanted = columnWidths(table, width: nil)
        let gaps = table.gap * max(0, table.columnCount - 1)
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
            case .tableRow: rows.append(child)
            case .tableHeaderGroup: header += child.children
            case .tableFooterGroup: footer += child.children
            case .tableRowGroup: rows += child.children
            default: rows.append(child)
            }
        }
        rows = header + rows + footer
        table.rowBoxes = rows
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
        let padded = table.cells.allSatisfy {
            space($0.box.style.padding.left, of: nil) > 0 && !$0.box.isAnonymous
        }
        table.gap = padded && !table.cells.isEmpty ? 0 : 1
        return table
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
            let span = cell.column..<cell.column + cell.columns
            let gaps = table.gap * (cell.columns - 1)
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
        let room = max(table.columnCount, width - table.gap * max(0, table.columnCount - 1))
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
        var lefts = [0]
        for size in sizes { lefts.append((lefts.last ?? 0) + size + table.gap) }
        let laid = table.cells.map { cell in
            let right = lefts[cell.column + cell.columns] - table.gap
            return layout(cell.box, width: max(1, right - lefts[cell.column]))
        }
        var heights = Array(repeating: 0, count: table.rowBoxes.count)
        for (cell, inner) in zip(table.cells, laid) where cell.rows == 1 {
            heights[cell.row] = max(heights[cell.row], inner.height)
        }
        for (cell, inner) in zip(table.cells, laid) where cell.rows > 1 {
            let have = heights[cell.row..<cell.row + cell.rows].reduce(0, +)
            heights[cell.row + cell.rows - 1] += max(0, inner.height - have)
        }
        var tops = [0]
        for height in heights { tops.append((tops.last ?? 0) + height) }
        placeRowBoxes(table, tops, into: fragment, edges, width: width, at: y)
        for (cell, inner) in zip(table.cells, laid) {
            inner.x = edges.left + lefts[cell.column]
            inner.y = y + tops[cell.row]
            alignCell(inner, rows: tops[cell.row + cell.rows] - tops[cell.row])
            fragment.children.append(inner)
        }
        return tops.last ?? 0
    }

    /// The rows themselves, for their backgrounds and their place.
    private func placeRowBoxes(
        _ table: Table, _ tops: [Int], into fragment: Fragment, _ edges: Edges, width: Int,
        at y: Int
    ) {
        for (number, row) in table.rowBoxes.enumerated() where row.display == .tableRow {
            let band = Fragment(row, width: width, height: tops[number + 1] - tops[number])
            (band.x, band.y) = (edges.left, y + tops[number])
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
