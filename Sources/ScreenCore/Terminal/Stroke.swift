/// A stretch of one row that one pen draws.
struct Stroke {
    let row: Int
    let columns: Range<Int>
    /// What draws it; of a blank one only the ground counts.
    let pen: TerminalPen
    let isBlank: Bool

    /// The pen that draws it where `before` is at hand.
    func pen(after before: TerminalPen) -> TerminalPen {
        isBlank ? before.grounded(on: pen.background) : pen
    }
}

/// In which order strokes are drawn.
///
/// Colours cost more bytes than motions: what one pen draws is drawn together, be it far apart. The nearest next stroke
/// is taken each time, which need not be the best order of all.
struct StrokeOrder {
    /// How many strokes are looked at for the next one; those that are left out come into sight later.
    private static let sightMax = 24

    private var cursor: TerminalCursor
    private var pen: TerminalPen
    private let columns: Int

    init(cursor: TerminalCursor, pen: TerminalPen, columns: Int) {
        self.cursor = cursor
        self.pen = pen
        self.columns = columns
    }

    /// The strokes, the nearest first; where several are as near, in their own order.
    mutating func sort(_ strokes: [Stroke], into sorted: inout [Stroke]) {
        sorted.removeAll(keepingCapacity: true)
        var rest = strokes
        while !rest.isEmpty {
            let next = rest.remove(at: nearest(rest))
            pen = next.pen(after: pen)
            cursor.stand(behind: next.row, next.columns.upperBound, columns: columns)
            sorted.append(next)
        }
    }

    private func nearest(_ strokes: [Stroke]) -> Int {
        var best = (index: 0, cost: Int.max)
        for index in 0..<min(strokes.count, Self.sightMax) {
            let stroke = strokes[index]
            var cost = cursor.length(to: stroke.row, stroke.columns.lowerBound)
            guard cost < best.cost else { continue }
            cost += TerminalPen.changeLength(from: pen, to: stroke.pen(after: pen))
            if cost < best.cost { best = (index, cost) }
            if cost == 0 { break }
        }
        return best.index
    }
}
