/// Margins that touch, on their way to becoming one: the widest of the positive ones less the widest of the negative ones
/// (CSS 2.2, 8.3.1). Rows.
struct Collapsed {
    private(set) var margin = 0
    private(set) var pull = 0

    init(_ margin: Int = 0, _ pull: Int = 0) { (self.margin, self.pull) = (margin, pull) }

    var sum: Int { margin - pull }

    mutating func add(_ margin: Int, _ pull: Int) {
        self.margin = max(self.margin, margin)
        self.pull = max(self.pull, pull)
    }
}

/// How far a box can be pulled up over the ones before it: over their white space and grounds, never over words, controls,
/// pictures and lines, and not so that words stand side by side as if they were one.
struct Pull {
    /// So many boxes before it are looked at.
    static let neighboursMax = 8
    /// No box is pulled further.
    private static let rowsMax = 40

    private let own: [Overlay.Cells]
    private let above: ArraySlice<Fragment>
    private let top: Int

    init(of fragment: Fragment, over others: [Fragment]) {
        var own: [Overlay.Cells] = []
        Overlay.visit(fragment, fragment.x, fragment.y, grounds: true) { own.append($0) }
        self.own = own
        top = fragment.y
        above = others.suffix(Self.neighboursMax)
    }

    func rows(upTo most: Int) -> Int {
        let most = min(most, Self.rowsMax)
        guard most > 0 else { return 0 }
        var taken: [Overlay.Cells] = []
        for other in above where other.y + other.height > top - most {
            Overlay.visit(other, other.x, other.y, grounds: false) { cells in
                if cells.rows.upperBound > top - most { taken.append(cells) }
            }
        }
        guard !taken.isEmpty else { return most }
        let own = own.filter { $0.rows.lowerBound < top + most }
        // A box may be pulled past another one's rows only where it could stand in each of them.
        for rows in 1...most {
            let isFree = own.allSatisfy { cells in
                let moved = cells.moved(by: -rows)
                return !taken.contains(where: moved.touches)
            }
            if !isFree { return rows - 1 }
        }
        return most
    }
}
