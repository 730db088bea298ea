/// A sequence as an explicit FugueMax tree (arXiv 2305.00583, section 5): every element that ever was, in order.
///
/// An element is a left or right child of another, or a right child of the start. Left siblings stand in the order of
/// their ids; right siblings in the reverse order of their right origins, ties by id.
struct FugueTree<ID: Comparable & Hashable & Sendable>: Sendable {
    private struct Item: Sendable {
        let id: ID
        let parent: Int?
        let rightOrigin: Int?
        var left: [Int] = []
        var right: [Int] = []
    }

    private var items: [Item] = []
    private var first: [Int] = []
    private var index: [ID: Int] = [:]
    /// Every element in document order.
    private(set) var order: [ID] = []

    func contains(_ id: ID) -> Bool { index[id] != nil }

    /// Adds a run of new elements, each right of the one before it, the first right of `left` (nil: the start).
    ///
    /// - Parameter isKnown: Whether the author had seen an element; what it had not seen is no origin.
    mutating func insert(_ run: [ID], rightOf left: ID?, isKnown: (ID) -> Bool) {
        var origin = left.flatMap { index[$0] }
        let from = left.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        let next = order[from...].first(where: isKnown).flatMap { index[$0] }
        for id in run {
            if let next, id == run[0], isInside(next, origin) {
                add(id, leftChildOf: next)
            } else {
                add(id, rightChildOf: origin, before: next)
            }
            origin = items.count - 1
        }
        order = traversal()
    }

    /// Whether an element stands below another; everything stands below the start.
    private func isInside(_ item: Int, _ ancestor: Int?) -> Bool {
        guard let ancestor else { return true }
        var here: Int? = item
        while let next = here {
            if next == ancestor { return true }
            here = items[next].parent
        }
        return false
    }

    private mutating func add(_ id: ID, leftChildOf parent: Int) {
        let new = append(Item(id: id, parent: parent, rightOrigin: nil))
        let place = items[parent].left.firstIndex { id < items[$0].id } ?? items[parent].left.count
        items[parent].left.insert(new, at: place)
    }

    private mutating func add(_ id: ID, rightChildOf parent: Int?, before rightOrigin: Int?) {
        let siblings = parent.map { items[$0].right } ?? first
        let rank = self.rank(of: rightOrigin)
        let place = siblings.firstIndex { sibling in
            let other = self.rank(of: items[sibling].rightOrigin)
            return rank != other ? rank > other : id < items[sibling].id
        }
        let new = append(Item(id: id, parent: parent, rightOrigin: rightOrigin))
        if let parent {
            items[parent].right.insert(new, at: place ?? siblings.count)
        } else {
            first.insert(new, at: place ?? siblings.count)
        }
    }

    private mutating func append(_ item: Item) -> Int {
        items.append(item)
        index[item.id] = items.count - 1
        return items.count - 1
    }

    /// Where a right origin stands; the end of the sequence is beyond everything.
    private func rank(of rightOrigin: Int?) -> Int {
        guard let rightOrigin else { return .max }
        return order.firstIndex(of: items[rightOrigin].id) ?? .max
    }

    private enum Step {
        case enter(Int)
        case emit(Int)
    }

    private func traversal() -> [ID] {
        var result: [ID] = []
        var stack = first.reversed().map(Step.enter)
        while let step = stack.popLast() {
            switch step {
            case .emit(let item): result.append(items[item].id)
            case .enter(let item):
                stack.append(contentsOf: items[item].right.reversed().map(Step.enter))
                stack.append(.emit(item))
                stack.append(contentsOf: items[item].left.reversed().map(Step.enter))
            }
        }
        return result
    }
}
