/// The borders between a table's cells, where one line stands for those that meet (CSS 2.2, 17.6).
///
/// In both of the models: in cells there is no room for two lines beside each other. Where the borders are collapsed, those
/// of rows, groups of rows and the table count, too; of several the widest is drawn, and one that is `hidden` hides all.
struct TableBorders {
    private struct Edge {
        var width: Double
        var color: RGBA
        var isHidden: Bool
    }

    let rowCount: Int
    let columnCount: Int
    /// The borders beside each cell: a row of `columnCount + 1` for each row.
    private var posts: [Edge?]
    /// The borders above each cell, and below the last ones: `rowCount + 1` rows of `columnCount`.
    private var beams: [Edge?]
    /// Which cell takes each place.
    private var owners: [Int]

    init(rows: Int, columns: Int) {
        (rowCount, columnCount) = (rows, columns)
        posts = Array(repeating: nil, count: rows * (columns + 1))
        beams = Array(repeating: nil, count: (rows + 1) * columns)
        owners = Array(repeating: -1, count: rows * columns)
    }

    /// Whether any border of a box is drawn or hides others.
    static func counts(_ box: Box) -> Bool {
        let border = box.style.border
        return [border.top, border.right, border.bottom, border.left].contains {
            $0.isDrawn || $0.style == .hidden
        }
    }

    // MARK: Offering

    mutating func place(_ cell: Int, rows: Range<Int>, columns: Range<Int>) {
        for row in rows { for column in columns { owners[row * columnCount + column] = cell } }
    }

    /// Adds a box's borders around the places that it takes; of equal ones those that came first stay.
    mutating func add(_ box: Box, rows: Range<Int>, columns: Range<Int>) {
        guard !box.isAnonymous, Self.counts(box), !rows.isEmpty, !columns.isEmpty else { return }
        let border = box.style.border
        let (top, bottom) = (edge(border.top, box), edge(border.bottom, box))
        let (left, right) = (edge(border.left, box), edge(border.right, box))
        for column in columns {
            addBeam(top, rows.lowerBound, column)
            addBeam(bottom, rows.upperBound, column)
        }
        for row in rows {
            addPost(left, row, columns.lowerBound)
            addPost(right, row, columns.upperBound)
        }
    }

    private func edge(_ side: BorderSide, _ box: Box) -> Edge? {
        if side.style == .hidden { return Edge(width: 0, color: .transparent, isHidden: true) }
        let color = side.color.resolved(box.style.color)
        guard side.isDrawn, color.alpha > 0.04 else { return nil }
        return Edge(width: side.width, color: color, isHidden: false)
    }

    private mutating func addBeam(_ edge: Edge?, _ boundary: Int, _ column: Int) {
        if boundary > 0, boundary < rowCount, let above = owner(boundary - 1, column),
            above == owner(boundary, column)
        {
            return
        }
        Self.settle(&beams[boundary * columnCount + column], edge)
    }

    private mutating func addPost(_ edge: Edge?, _ row: Int, _ boundary: Int) {
        if boundary > 0, boundary < columnCount, let before = owner(row, boundary - 1),
            before == owner(row, boundary)
        {
            return
        }
        Self.settle(&posts[row * (columnCount + 1) + boundary], edge)
    }

    private func owner(_ row: Int, _ column: Int) -> Int? {
        let cell = owners[row * columnCount + column]
        return cell < 0 ? nil : cell
    }

    private static func settle(_ known: inout Edge?, _ new: Edge?) {
        guard let new else { return }
        guard let old = known, !new.isHidden else {
            known = new
            return
        }
        if !old.isHidden, new.width > old.width { known = new }
    }

    // MARK: Asking

    /// The colour of the line before a column, or behind the last, beside a row; nil where none is drawn.
    func post(_ row: Int, _ boundary: Int) -> RGBA? {
        guard row >= 0, row < rowCount else { return nil }
        return posts[row * (columnCount + 1) + boundary].flatMap { $0.isHidden ? nil : $0.color }
    }

    /// The colour of the line above a row, or below the last, over a column; nil where none is drawn.
    func beam(_ boundary: Int, _ column: Int) -> RGBA? {
        guard column >= 0, column < columnCount else { return nil }
        return beams[boundary * columnCount + column].flatMap { $0.isHidden ? nil : $0.color }
    }

    /// The boundaries of columns where a line is drawn beside some row.
    var postBoundaries: [Bool] {
        (0...columnCount).map { boundary in
            (0..<rowCount).contains { post($0, boundary) != nil }
        }
    }

    /// The boundaries of rows where a line is drawn over some column.
    var beamBoundaries: [Bool] {
        (0...rowCount).map { boundary in
            (0..<columnCount).contains { beam(boundary, $0) != nil }
        }
    }

    /// There is no room for lines beside cells.
    mutating func dropPosts() { for index in posts.indices { posts[index] = nil } }
}

/// The lines of a table in cells, from its fragment's corner.
struct TableRules {
    /// Where lines go from a cell.
    private enum Way {
        static let up: UInt8 = 1
        static let right: UInt8 = 2
        static let down: UInt8 = 4
        static let left: UInt8 = 8
    }

    /// A row with lines in it, from column `x` on: where they go from each cell.
    struct Row {
        let x: Int
        let y: Int
        fileprivate(set) var ways: [UInt8]
        let color: RGBA
    }

    /// A line beside a row of cells.
    struct Post {
        let x: Int
        let rows: Range<Int>
        let color: RGBA
    }

    private(set) var rows: [Row] = []
    private(set) var posts: [Post] = []

    /// - Parameters:
    ///   - columns: The cells of each column.
    ///   - tops: The first row of each row of cells, and the one behind the last.
    ///   - bottoms: Behind the last row of each row of cells.
    init(_ borders: TableBorders, columns: [Range<Int>], tops: [Int], bottoms: [Int]) {
        for row in 0..<borders.rowCount {
            for boundary in 0...borders.columnCount {
                guard let color = borders.post(row, boundary) else { continue }
                posts.append(
                    Post(
                        x: Self.x(of: boundary, columns), rows: tops[row]..<bottoms[row],
                        color: color))
            }
        }
        let drawn = borders.beamBoundaries
        for boundary in 0...borders.rowCount where drawn[boundary] {
            let y = boundary == 0 ? (tops.first ?? 1) - 1 : bottoms[boundary - 1]
            rows.append(Self.row(borders, boundary, columns, y: y))
        }
    }

    private static func x(of boundary: Int, _ columns: [Range<Int>]) -> Int {
        boundary == 0 ? columns[0].lowerBound - 1 : columns[boundary - 1].upperBound
    }

    private static func row(
        _ borders: TableBorders, _ boundary: Int, _ columns: [Range<Int>], y: Int
    ) -> Row {
        let first = columns[0].lowerBound - 1
        let last = columns[columns.count - 1].upperBound
        var ways = Array(repeating: UInt8(0), count: last - first + 1)
        var color: RGBA?
        for column in columns.indices {
            guard let own = borders.beam(boundary, column) else { continue }
            color = color ?? own
            for x in columns[column] { ways[x - first] |= Way.left | Way.right }
        }
        for corner in 0...columns.count {
            let span =
                corner == 0
                ? first..<first + 1
                : columns[corner - 1]
                    .upperBound..<(corner < columns.count ? columns[corner].lowerBound : last + 1)
            let left = borders.beam(boundary, corner - 1) != nil
            let right = borders.beam(boundary, corner) != nil
            let up = borders.post(boundary - 1, corner) != nil
            let down = borders.post(boundary, corner) != nil
            for x in span {
                // White space between two cells is crossed where both have a line.
                if up || down {
                    ways[x - first] |=
                        (left ? Way.left : 0) | (right ? Way.right : 0) | (up ? Way.up : 0)
                        | (down ? Way.down : 0)
                } else if left, right {
                    ways[x - first] |= Way.left | Way.right
                }
            }
        }
        return Row(x: first, y: y, ways: ways, color: color ?? .black)
    }

    /// The box drawing character of a cell from which lines go in some ways; nil where none does.
    static func glyph(_ ways: UInt8) -> Unicode.Scalar? {
        ways == 0 ? nil : glyphs[Int(ways & 15)]
    }

    private static let glyphs: [Unicode.Scalar] = [
        " ", "│", "─", "└", "│", "│", "┌", "├", "─", "┘", "─", "┴", "┐", "┤", "┬", "┼",
    ]
}
