/// Anonymous boxes: after it, a box holds either lines or blocks, a flex container items, a table rows.
enum BoxFixup {
    static func settle(_ box: Box) {
        wrapTableParts(of: box)
        switch box.display {
        case .flex, .inlineFlex, .grid, .inlineGrid: makeItems(of: box)
        case .table, .inlineTable, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow:
            dropSpace(of: box)
        case .inline: liftBlocks(of: box)
        default: wrapLines(of: box)
        }
    }

    /// Whether it is text and inline boxes alone.
    static func isOneLine(_ box: Box) -> Bool {
        if box.display == .flex || box.display == .inlineFlex {
            return box.children.allSatisfy { $0.holdsLines } && box.children.count <= 3
        }
        return box.holdsLines
    }

    private static func anonymous(_ display: Display, in box: Box, _ children: [Box]) -> Box {
        let style = ComputedStyle(inheriting: box.style)
        let wrapper = Box(.container, style, display, node: box.node)
        wrapper.isAnonymous = true
        wrapper.children = children
        return wrapper
    }

    static func isSpace(_ box: Box) -> Bool {
        guard case .text = box.kind else { return false }
        return !box.style.preservesSpace && box.text.utf8.allSatisfy { $0 <= 0x20 }
    }

    /// An inline box that holds a block is laid out as a block.
    private static func liftBlocks(of box: Box) {
        guard !box.children.allSatisfy(\.isInlineLevel) else { return }
        box.display = .block
        wrapLines(of: box)
    }

    /// Lines between blocks get a box of their own.
    private static func wrapLines(of box: Box) {
        guard !box.holdsLines else { return }
        var settled: [Box] = []
        var run: [Box] = []
        func flush() {
            if run.contains(where: { !isSpace($0) }) {
                settled.append(anonymous(.block, in: box, run))
            }
            run = []
        }
        for child in box.children {
            if child.isInlineLevel {
                run.append(child)
            } else {
                flush()
                settled.append(child)
            }
        }
        flush()
        box.children = settled
    }

    private static func makeItems(of box: Box) {
        var items: [Box] = []
        var run: [Box] = []
        func flush() {
            if run.contains(where: { !isSpace($0) }) {
                items.append(anonymous(.block, in: box, run))
            }
            run = []
        }
        for child in box.children {
            switch child.kind {
            case .text, .lineBreak, .breakOpportunity: run.append(child)
            default:
                flush()
                if child.display == .inline { wrapLines(of: child) }
                child.display = child.display.blockified
                items.append(child)
            }
        }
        flush()
        box.children = items
    }

    /// A row holds cells, and what else is in a table holds rows.
    private static func dropSpace(of box: Box) {
        box.children.removeAll { isSpace($0) }
        if box.display == .tableRow {
            box.children = box.children.map {
                $0.display == .tableCell ? $0 : cell(around: $0, in: box)
            }
            return
        }
        var settled: [Box] = []
        var cells: [Box] = []
        func flush() {
            if !cells.isEmpty { settled.append(anonymous(.tableRow, in: box, cells)) }
            cells = []
        }
        for child in box.children {
            if isTablePart(child) {
                flush()
                settled.append(child)
            } else {
                cells.append(child.display == .tableCell ? child : cell(around: child, in: box))
            }
        }
        flush()
        box.children = settled
    }

    private static func cell(around child: Box, in box: Box) -> Box {
        let cell = anonymous(.tableCell, in: box, [child])
        wrapLines(of: cell)
        return cell
    }

    private static func isTablePart(_ box: Box) -> Bool {
        switch box.display {
        case .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableCaption: true
        default: false
        }
    }

    /// Rows and cells that stand outside a table get one.
    private static func wrapTableParts(of box: Box) {
        switch box.display {
        case .table, .inlineTable, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow:
            return
        default: break
        }
        guard box.children.contains(where: { $0.display == .tableCell || isTablePart($0) }) else {
            return
        }
        var settled: [Box] = []
        var run: [Box] = []
        func flush() {
            guard !run.isEmpty else { return }
            let table = anonymous(.table, in: box, [])
            let loose = run.filter { $0.display == .tableCell }
            table.children =
                loose.isEmpty
                ? run
                : [anonymous(.tableRow, in: box, loose)] + run.filter { $0.display != .tableCell }
            settled.append(table)
            run = []
        }
        for child in box.children {
            if child.display == .tableCell || isTablePart(child) {
                run.append(child)
            } else if run.isEmpty || !isSpace(child) {
                flush()
                settled.append(child)
            }
        }
        flush()
        box.children = settled
    }
}
