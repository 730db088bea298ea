/// The floats of one block formatting context, in the cells of its content box.
final class FloatContext {
    struct Placed {
        var isLeft: Bool
        var left: Int
        var right: Int
        var top: Int
        var bottom: Int

        func moved(_ dx: Int, _ dy: Int) -> Placed {
            Placed(
                isLeft: isLeft, left: left + dx, right: right + dx, top: top + dy,
                bottom: bottom + dy)
        }
    }
    private(set) var floats: [Placed] = []

    /// The floats after the first so many, from a point.
    func added(since count: Int, from x: Int, _ y: Int) -> [Placed] {
        floats.dropFirst(count).map { $0.moved(-x, -y) }
    }

    /// Takes back what was added after the first so many.
    func forget(after count: Int) { floats.removeLast(max(0, floats.count - count)) }

    func add(_ float: Placed) { floats.append(float) }

    /// The columns from `left` to `right` that are free in a row.
    func free(at row: Int, from left: Int, to right: Int) -> (left: Int, right: Int) {
        var bounds = (left: left, right: right)
        for float in floats where float.top <= row && row < float.bottom {
            if float.isLeft {
                if float.right > bounds.left, float.left < right { bounds.left = float.right }
            } else if float.left < bounds.right, float.right > left {
                bounds.right = float.left
            }
        }
        return bounds
    }

    /// The next row below `row` where a float ends; nil where none does.
    func nextEnd(below row: Int) -> Int? { floats.map(\.bottom).filter { $0 > row }.min() }

    /// The row below the floats that `clear` names.
    func bottom(clearing side: Keyword) -> Int {
        floats.filter { side == .both || (side == .left) == $0.isLeft }.map(\.bottom).max() ?? 0
    }

    /// No float stands above an earlier one.
    var lowestTop: Int { floats.map(\.top).max() ?? 0 }
}

/// A box's content box inside the float context it takes part in.
struct FloatArea {
    let context: FloatContext
    var x: Int
    var y: Int

    func moved(_ dx: Int, _ dy: Int) -> FloatArea {
        FloatArea(context: context, x: x + dx, y: y + dy)
    }
}
