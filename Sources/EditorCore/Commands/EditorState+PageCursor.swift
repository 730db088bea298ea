import PreviewCore
import SiteModel

/// The cursor that walks in the page: the tree's, moved by what stands above and below in the drawing.
extension EditorState {
    /// Rows that are looked through for the next thing.
    private static let walkRowsMax = 400

    /// To the nearest thing above or below, in the same column where there are several; false where nothing is drawn.
    mutating func walkPage(_ direction: Int) -> Bool {
        guard let preview = page.preview, page.shown?.page == currentPage,
            let rows = currentPreviewRows, !rows.isEmpty
        else { return false }
        let here = standing(in: rows, of: preview)
        let column = page.walkColumn ?? here.column
        var row = direction > 0 ? here.rows.upperBound : here.rows.lowerBound - 1
        for _ in 0..<Self.walkRowsMax where preview.rows.indices.contains(row) {
            // What stands beside is gone to with Left and Right.
            let item = nearest(to: column, in: preview.rows[row]) { node in
                preview.rowRange(ofNode: node).map { found in
                    direction > 0
                        ? found.lowerBound >= here.rows.upperBound
                        : found.upperBound <= here.rows.lowerBound
                } ?? false
            }
            if let item, item != tree.current?.item {
                reveal(item)
                page.walkColumn = column
                return true
            }
            row += direction
        }
        return true
    }

    /// The rows that the cursor's own words take, and their first column.
    private func standing(
        in rows: Range<Int>, of preview: PreviewPage
    ) -> (rows: Range<Int>, column: Int) {
        guard case .text(let text, _)? = tree.current?.item,
            let holder = document?.site[text]?.parent?.description
        else { return (rows.prefix(1).isEmpty ? rows : rows.lowerBound..<rows.lowerBound + 1, 0) }
        var first: Int?
        var last = rows.lowerBound
        var column = 0
        for row in rows.prefix(Self.walkRowsMax) {
            var start = 0
            for run in preview.rows[row].runs {
                defer { start += ShownCharacter.width(of: run.text) }
                guard run.node == holder, run.text.contains(where: { $0 != " " }) else { continue }
                if first == nil { (first, column) = (row, start) }
                last = row
            }
        }
        return ((first ?? rows.lowerBound)..<last + 1, column)
    }

    /// What can be gone to in a row, nearest to a column.
    private func nearest(
        to column: Int, in row: PreviewRow, where counts: (String) -> Bool
    ) -> TreeItem? {
        var start = 0
        var best: (distance: Int, node: String)?
        for run in row.runs {
            let end = start + ShownCharacter.width(of: run.text)
            defer { start = end }
            guard let node = run.node, run.text.contains(where: { $0 != " " }) else { continue }
            let distance = column < start ? start - column : column >= end ? column - end + 1 : 0
            if distance < best?.distance ?? .max, counts(node) { best = (distance, node) }
        }
        return best.flatMap { NodeID($0.node) }.flatMap { shownItem(of: $0) }
    }
}
