/// Text in several columns (CSS Multi-column Level 1): laid out as one, then cut between lines and dealt out evenly.
extension LayoutEngine {
    struct ColumnPlan {
        var count: Int
        var width: Int
        var gap: Int
    }

    /// How many columns a box asks for and has room for; nil for one.
    func columnPlan(_ box: Box, width: Int) -> ColumnPlan? {
        guard !box.isAnonymous else { return nil }
        let style = box.style
        let gap = style.hasColumnGap ? space(style.columnGap, of: width) : space(style.fontSize)
        var count = style.columnCount
        if let wanted = columns(style.columnWidth, of: Double(width)), wanted >= 1 {
            let fitting = Int((Double(width + gap) / (wanted + Double(gap))).rounded(.down))
            count = count > 0 ? min(count, fitting) : fitting
        }
        let most = (width + gap) / (Self.columnCellsMin + gap)
        count = min(count, most, 12)
        guard count > 1 else { return nil }
        return ColumnPlan(count: count, width: (width - gap * (count - 1)) / count, gap: gap)
    }

    private static let columnCellsMin = 10

    /// One piece that is not cut: a line, or a box with a look of its own.
    private enum Piece {
        case line(Line)
        case box(Fragment)

        var top: Int {
            switch self {
            case .line(let line): line.y
            case .box(let fragment): fragment.y
            }
        }

        var bottom: Int {
            switch self {
            case .line(let line): line.y + 1
            case .box(let fragment): fragment.y + fragment.height
            }
        }
    }

    /// Deals the content of a fragment out over columns.
    ///
    /// - Parameter top: the first row of the content.
    /// - Returns: rows taken.
    func dealColumns(_ fragment: Fragment, plan: ColumnPlan, top: Int, height: Int) -> Int {
        var pieces: [Piece] = []
        collect(fragment, x: 0, y: 0, depth: 0, into: &pieces)
        pieces.sort { $0.top < $1.top }
        let target = (height + plan.count - 1) / plan.count
        (fragment.lines, fragment.children) = ([], [])
        var column = 0
        var start = top
        var tallest = 0
        for piece in pieces {
            if piece.bottom - start > target, piece.top > start, column < plan.count - 1 {
                column += 1
                start = piece.top
            }
            put(piece, in: fragment, dx: column * (plan.width + plan.gap), dy: top - start)
            tallest = max(tallest, piece.bottom - start)
        }
        return tallest
    }

    private func put(_ piece: Piece, in fragment: Fragment, dx: Int, dy: Int) {
        switch piece {
        case .line(var line):
            line.x += dx
            line.y += dy
            fragment.lines.append(line)
        case .box(let inner):
            inner.x += dx
            inner.y += dy
            fragment.children.append(inner)
        }
    }

    /// Lines and boxes of plain blocks, however deep, in the cells of the outermost fragment.
    private func collect(
        _ fragment: Fragment, x: Int, y: Int, depth: Int, into pieces: inout [Piece]
    ) {
        fragment.makeUnique()
        for var line in fragment.lines {
            line.x += x
            line.y += y
            pieces.append(.line(line))
        }
        for child in fragment.children {
            if isPlain(child), depth < 40 {
                collect(child, x: x + child.x, y: y + child.y, depth: depth + 1, into: &pieces)
            } else {
                child.x += x
                child.y += y
                pieces.append(.box(child))
            }
        }
    }

    private func isPlain(_ fragment: Fragment) -> Bool {
        guard let box = fragment.box, case .container = box.kind, !box.isButton, !box.isFloating,
            fragment.frame == FrameSides(), !fragment.isLettered
        else { return false }
        guard box.display == .block || box.display == .listItem, box.pictureRows == 0,
            box.picture == nil
        else {
            return false
        }
        return box.isAnonymous || BackgroundTone.color(of: box).alpha < 0.01
    }
}
