import SiteModel

/// A slot's number in its parent's list, in the order they were made.
struct SlotNumber: Hashable, Sendable {
    let rawValue: Int32

    /// The start of a list as a left origin, its end as a right one.
    static let none = SlotNumber(-1)

    init(_ number: Int) { rawValue = Int32(truncatingIfNeeded: number) }

    var index: Int { Int(rawValue) }
    var isSome: Bool { rawValue >= 0 }
}

/// One placement of a node in a parent's list of children.
struct Slot: Sendable {
    /// The operation that made it.
    let operation: OperationID
    /// The node that was placed; none where the placement made no node.
    let node: NodeNumber
    /// The slots it was made between.
    let left: SlotNumber
    let right: SlotNumber
    /// Whether the node stands in it now.
    var isTaken = false

    // The FugueMax tree: the first of each side's children, and the next child of the same parent and side.
    fileprivate(set) var firstLeft = SlotNumber.none
    fileprivate(set) var firstRight = SlotNumber.none
    fileprivate(set) var next = SlotNumber.none
    /// The chunk of `SlotOrder` that it is in.
    var chunk: Int32 = 0
}

/// A parent's slots in order: where children stand, stood, or would stand.
///
/// An explicit FugueMax tree (arXiv 2305.00583, section 5): a slot is a left child of its right origin if that has the
/// same left origin, for then it stands below it; else it is a right child of its left one. Left siblings stand in the
/// order of their operations, right siblings in the reverse order of their right origins, ties by operation. At most
/// one sibling a replica and side, so that a place is found without looking at the slots between.
struct SlotList: Sendable {
    private(set) var slots = PersistentVector<Slot>()
    /// The first right child of the start.
    private var firstRoot = SlotNumber.none
    /// Nil while slots were only appended and are few: then they stand in the order of their numbers.
    private var order: CopyOnWriteBox<SlotOrder>?

    /// How many slots may be searched one by one.
    private static let plainCountMax = 24

    init() {}

    var count: Int { slots.count }
    var isEmpty: Bool { slots.count == 0 }

    subscript(number: SlotNumber) -> Slot { slots[number.index] }

    /// The slot that an operation made.
    func number(of operation: OperationID) -> SlotNumber? {
        if let order { return order.value.number(of: operation) }
        return slots.indices.last { slots[$0].operation == operation }.map { SlotNumber($0) }
    }

    private var last: SlotNumber { order?.value.last ?? SlotNumber(slots.count - 1) }

    /// Makes a slot right of another one, or first; what the author had not seen is no right origin.
    ///
    /// - Complexity: O(log *n*), and the siblings that are concurrent to it.
    mutating func insert(
        _ operation: OperationID, of node: NodeNumber, rightOf left: SlotNumber, by author: Author,
        in index: CausalIndex
    ) -> SlotNumber {
        let right = left == last ? .none : nextSeen(after: left, by: author, in: index)
        return add(Slot(operation: operation, node: node, left: left, right: right), in: index)
    }

    @discardableResult
    private mutating func add(_ slot: Slot, in index: CausalIndex) -> SlotNumber {
        let number = SlotNumber(slots.count)
        let isAppended = slot.left == last
        slots.append(slot)
        let spot = link(number)
        if order == nil, !isAppended || slots.count > SlotList.plainCountMax {
            order = CopyOnWriteBox(SlotOrder(appended: slots, count: number.index, in: index))
        }
        order?.value.insert(number, at: spot, in: &slots, index)
        return number
    }

    /// Makes a slot between two others as it was once made; false where it cannot have been.
    mutating func insert(
        _ operation: OperationID, of node: NodeNumber, between left: SlotNumber,
        and right: SlotNumber, in index: CausalIndex
    ) -> Bool {
        guard left.rawValue < slots.count, right.rawValue < slots.count,
            !right.isSome || (left != right && (!left.isSome || isBefore(left, right)))
        else { return false }
        add(Slot(operation: operation, node: node, left: left, right: right), in: index)
        return true
    }

    /// Says whether a node stands in its slot.
    mutating func take(_ number: SlotNumber, _ isTaken: Bool) {
        guard slots[number.index].isTaken != isTaken else { return }
        slots[number.index].isTaken = isTaken
        order?.value.count(isTaken ? 1 : -1, inChunk: slots[number.index].chunk)
    }

    // MARK: Order

    private func nextSeen(after left: SlotNumber, by author: Author, in index: CausalIndex)
        -> SlotNumber
    {
        if let order {
            return order.value.firstSeen(after: left, by: author, in: slots, index)
        }
        let next = slots.indices[(left.index + 1)...].first {
            index.isSeen(slots[$0].operation, by: author)
        }
        return next.map { SlotNumber($0) } ?? .none
    }

    /// The nodes that stand here, in order.
    var standing: [NodeNumber] {
        if let order { return order.value.standing(in: slots) }
        return slots.indices.filter { slots[$0].isTaken }.map { slots[$0].node }
    }

    /// The nodes that stand before a slot, in order.
    func standing(before slot: SlotNumber) -> [NodeNumber] {
        inOrder.prefix { $0 != slot }.filter { slots[$0.index].isTaken }.map {
            slots[$0.index].node
        }
    }

    /// All slots, in order.
    var inOrder: [SlotNumber] {
        order?.value.inOrder ?? slots.indices.map { SlotNumber($0) }
    }

    /// Whether one slot stands before another; everything stands before none, the end.
    private func isBefore(_ a: SlotNumber, _ b: SlotNumber) -> Bool {
        guard a.isSome, b.isSome else { return a.isSome }
        return order?.value.isBefore(a, b, in: slots) ?? (a.rawValue < b.rawValue)
    }

    // MARK: The tree

    /// Where a new slot comes to stand.
    enum Spot {
        case start
        case before(SlotNumber)
        case after(SlotNumber)
    }

    private mutating func link(_ number: SlotNumber) -> Spot {
        let (left, right) = (slots[number.index].left, slots[number.index].right)
        if right.isSome, !left.isSome || slots[right.index].left == left {
            return link(number, leftChildOf: right)
        }
        return link(number, rightChildOf: left, before: right)
    }

    private mutating func link(_ number: SlotNumber, leftChildOf parent: SlotNumber) -> Spot {
        var previous = SlotNumber.none
        var next = slots[parent.index].firstLeft
        while next.isSome, slots[next.index].operation < slots[number.index].operation {
            previous = next
            next = slots[next.index].next
        }
        slots[number.index].next = next
        if previous.isSome {
            slots[previous.index].next = number
        } else {
            slots[parent.index].firstLeft = number
        }
        return .before(next.isSome ? first(inTreeOf: next) : parent)
    }

    private mutating func link(
        _ number: SlotNumber, rightChildOf parent: SlotNumber, before right: SlotNumber
    ) -> Spot {
        var previous = SlotNumber.none
        var next = parent.isSome ? slots[parent.index].firstRight : firstRoot
        while next.isSome, !goesBefore(number, sibling: next) {
            previous = next
            next = slots[next.index].next
        }
        slots[number.index].next = next
        if previous.isSome {
            slots[previous.index].next = number
        } else if parent.isSome {
            slots[parent.index].firstRight = number
        } else {
            firstRoot = number
        }
        if previous.isSome { return .after(last(inTreeOf: previous)) }
        return parent.isSome ? .after(parent) : .start
    }

    /// Among right siblings: whose right origin stands further right comes first.
    private func goesBefore(_ number: SlotNumber, sibling: SlotNumber) -> Bool {
        let (own, other) = (slots[number.index], slots[sibling.index])
        if own.right == other.right { return own.operation < other.operation }
        return isBefore(other.right, own.right)
    }

    private func first(inTreeOf slot: SlotNumber) -> SlotNumber {
        var here = slot
        while slots[here.index].firstLeft.isSome { here = slots[here.index].firstLeft }
        return here
    }

    private func last(inTreeOf slot: SlotNumber) -> SlotNumber {
        var here = slot
        while slots[here.index].firstRight.isSome {
            here = slots[here.index].firstRight
            while slots[here.index].next.isSome { here = slots[here.index].next }
        }
        return here
    }
}
