/// A rectangle of the screen, in cells; row and column count from the top left corner.
package struct ScreenArea: Hashable, Sendable {
    package let row: Int
    package let column: Int
    package let width: Int
    package let height: Int

    package init(row: Int, column: Int, width: Int, height: Int) {
        self.row = row
        self.column = column
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package func contains(row: Int, column: Int) -> Bool {
        row >= self.row && row < self.row + height && column >= self.column
            && column < self.column + width
    }
}

/// A pane that can have the keyboard.
package enum Pane: String, Hashable, Sendable, CaseIterable {
    case tree, page, prompt
}

/// Where the panes stand in a window of a given size.
///
/// Wide windows show tree, page and prompt; tall narrow ones the tree above the page; small ones one pane, with tabs
/// where there is a row for them. A pane that is not shown has no area.
package struct PaneLayout: Hashable, Sendable {
    package enum Form: Hashable, Sendable { case wide, stacked, single }

    package let form: Form
    package let columns: Int
    package let rows: Int
    package let header: ScreenArea?
    package let tabs: ScreenArea?
    package let tree: ScreenArea?
    /// The part of the page's pane that has the cursor.
    package let page: ScreenArea?
    /// Other devices' parts of it, from left to right.
    package let beside: [PageSplit.Beside]
    /// The part of it that names the sections.
    package let names: ScreenArea?
    /// All of the page's pane.
    package let pagePane: ScreenArea?
    /// With its title row.
    package let prompt: ScreenArea?
    package let status: ScreenArea?
    package let hint: ScreenArea?

    /// - Parameters:
    ///   - promptRows: How many rows the prompt wants below its title, at least 1.
    package init(
        columns: Int, rows: Int, focus: Pane, isZoomed: Bool, promptRows: Int, treeRows: Int,
        pages: PageSplit.Wish = PageSplit.Wish()
    ) {
        let columns = max(1, columns)
        let rows = max(1, rows)
        self.columns = columns
        self.rows = rows
        let top = rows >= 4 ? 1 : 0
        let hintRows = rows >= 3 ? 1 : 0
        let statusRows = rows >= 10 ? 1 : 0
        func line(_ row: Int, _ count: Int) -> ScreenArea? {
            count > 0 ? ScreenArea(row: row, column: 0, width: columns, height: 1) : nil
        }
        header = line(0, top)
        hint = line(rows - 1, hintRows)
        status = line(rows - 1 - hintRows, statusRows)
        let small = columns < 60 || rows < 16
        let isStacked = !isZoomed && columns < 60 && columns >= 20 && rows >= 30
        form = isStacked ? .stacked : small || isZoomed ? .single : .wide
        let tabRows = form == .single && rows >= 7 && columns >= 20 ? 1 : 0
        tabs = line(top, tabRows)
        let body = ScreenArea(
            row: top + tabRows, column: 0, width: columns,
            height: rows - top - tabRows - hintRows - statusRows)
        let split = Self.split(body, form, focus, promptRows: promptRows, treeRows: treeRows)
        tree = split.tree
        let parts = split.page.map { PageSplit($0, pages) }
        pagePane = split.page
        page = parts?.main
        beside = parts?.beside ?? []
        names = parts?.names
        prompt = split.prompt
    }

    private typealias Split = (tree: ScreenArea?, page: ScreenArea?, prompt: ScreenArea?)

    private static func split(
        _ body: ScreenArea, _ form: Form, _ focus: Pane, promptRows: Int, treeRows: Int
    ) -> Split {
        switch form {
        case .single:
            (
                focus == .tree ? body : nil, focus == .page ? body : nil,
                focus == .prompt ? body : nil
            )
        case .stacked: stacked(body, promptRows: promptRows, treeRows: treeRows)
        case .wide: wide(body, promptRows: promptRows)
        }
    }

    private static func wide(_ body: ScreenArea, promptRows: Int) -> Split {
        let treeWidth = body.width >= 100 ? 28 : 20
        let promptHeight = min(1 + max(1, promptRows), max(2, body.height * 2 / 3))
        let column = treeWidth + 1
        return (
            ScreenArea(row: body.row, column: 0, width: treeWidth, height: body.height),
            ScreenArea(
                row: body.row, column: column, width: body.width - column,
                height: body.height - promptHeight),
            ScreenArea(
                row: body.row + body.height - promptHeight, column: column,
                width: body.width - column,
                height: promptHeight)
        )
    }

    private static func stacked(_ body: ScreenArea, promptRows: Int, treeRows: Int) -> Split {
        let treeHeight = min(max(3, treeRows), body.height / 3)
        let promptHeight = min(1 + max(1, promptRows), body.height / 2)
        let pageRow = body.row + treeHeight + 1
        let pageHeight = body.height - treeHeight - 1 - promptHeight
        return (
            ScreenArea(row: body.row, column: 0, width: body.width, height: treeHeight),
            ScreenArea(row: pageRow, column: 0, width: body.width, height: pageHeight),
            ScreenArea(
                row: pageRow + max(0, pageHeight), column: 0, width: body.width,
                height: promptHeight)
        )
    }

    /// Where the field that edits in place stands: the page, else whatever pane is shown.
    package var fieldArea: ScreenArea {
        page ?? tree ?? prompt ?? ScreenArea(row: 0, column: 0, width: columns, height: rows)
    }
    /// The cells of a line in that field.
    package var fieldWidth: Int {
        fieldArea.width > 8 ? fieldArea.width - 2 : max(1, fieldArea.width)
    }
    /// The cells of a line in the prompt, behind its marker.
    package var promptWidth: Int { max(1, (prompt?.width ?? columns) - 3) }
    /// Rows of the pane, at least 1.
    package func height(of pane: Pane) -> Int {
        switch pane {
        case .tree: max(1, tree?.height ?? 1)
        case .page: max(1, page?.height ?? 1)
        case .prompt: max(1, (prompt?.height ?? 2) - 1)
        }
    }
}
