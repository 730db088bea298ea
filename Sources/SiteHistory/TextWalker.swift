import SiteModel

/// Replays the operations of one text and knows every character that ever was in it.
///
/// The event-graph walker of Eg-walker (arXiv 2409.14252, section 3): each character has a state in the *prepare*
/// version, which is moved to what the next operation's author saw, and one in the *effect* version, which only
/// grows. Siblings are ordered by FugueMax (arXiv 2305.00583, section 4), ties by replica id.
///
/// Items are numbered in the order they were made; `order` holds these numbers in document order.
struct TextWalker: Sendable {
    struct Item: Sendable {
        let scalar: Unicode.Scalar
        /// Index of the inserting operation.
        let operation: Int
        /// Item numbers, or -1 for the ends of the text.
        let leftOrigin: Int
        let rightOrigin: Int
        var isInPrepare = true
        var prepareDeletes = 0
        var effectDeletes = 0

        var isPrepareVisible: Bool { isInPrepare && prepareDeletes == 0 }
        var isEffectVisible: Bool { effectDeletes == 0 }
    }

    private let operations: [TextOperation]
    private let index: CausalIndex
    private(set) var items: [Item] = []
    private(set) var order: [Int] = []
    /// What each operation inserted or deleted, as item numbers; empty where it had no effect.
    private(set) var targets: [[Int]] = []
    /// The operation a cancel takes back; nil for other operations and where it had no effect.
    private var cancelled: [Int?] = []
    private var isInPrepare: [Bool] = []

    init(walking operations: [TextOperation], in index: CausalIndex) {
        self.operations = operations
        self.index = index
        for next in operations.indices {
            movePrepareVersion(to: next)
            take(next)
        }
    }

    /// What the text says when every operation has been taken.
    var text: String { string { $0.isEffectVisible } }

    /// What the text says in the prepare version.
    var prepareText: String { string { $0.isPrepareVisible } }

    private func string(where isVisible: (Item) -> Bool) -> String {
        var view = String.UnicodeScalarView()
        for number in order where isVisible(items[number]) { view.append(items[number].scalar) }
        return String(view)
    }

    // MARK: The prepare version

    private mutating func movePrepareVersion(to next: Int) {
        let author = operations[next].author
        if next > 0, follows(author, operations[next - 1].author), isInPrepare[next - 1] { return }
        let index = index
        setPrepareVersion { index.isSeen($0, by: author) }
    }

    /// Whether nothing but the previous operation is new to this one's author.
    private func follows(_ author: Author, _ previous: Author) -> Bool {
        author.id.replica == previous.id.replica && author.base == previous.base
    }

    /// Makes the prepare version exactly the operations for which `isWanted` holds, of those taken so far.
    mutating func setPrepareVersion(_ isWanted: (OperationID) -> Bool) {
        let wanted = isInPrepare.indices.map { isWanted(operations[$0].author.id) }
        for past in wanted.indices.reversed() where isInPrepare[past] && !wanted[past] {
            toggle(past, on: false)
        }
        for past in wanted.indices where !isInPrepare[past] && wanted[past] {
            toggle(past, on: true)
        }
    }

    private mutating func toggle(_ past: Int, on: Bool) {
        isInPrepare[past] = on
        switch operations[past].action {
        case .insert:
            for item in targets[past] { items[item].isInPrepare = on }
        case .remove:
            for item in targets[past] { items[item].prepareDeletes += on ? 1 : -1 }
        case .cancel:
            guard let delete = cancelled[past] else { return }
            for item in targets[delete] { items[item].prepareDeletes += on ? -1 : 1 }
        }
    }

    // MARK: Taking an operation

    private mutating func take(_ next: Int) {
        targets.append([])
        cancelled.append(nil)
        isInPrepare.append(true)
        switch operations[next].action {
        case .insert(let at, let scalars): insert(scalars, at: at, by: next)
        case .remove(let at, let count): remove(at: at, count: count, by: next)
        case .cancel(let delete): cancel(delete, by: next)
        }
    }

    /// The index in `order` right behind the given number of visible characters; nil when there are fewer.
    private func index(behind count: Int) -> Int? {
        if count == 0 { return 0 }
        var seen = 0
        for (place, number) in order.enumerated() where items[number].isPrepareVisible {
            seen += 1
            if seen == count { return place + 1 }
        }
        return nil
    }

    private mutating func insert(_ scalars: [Unicode.Scalar], at position: Int, by next: Int) {
        guard position >= 0, let start = index(behind: position) else { return }
        let left = start == 0 ? -1 : order[start - 1]
        let rightPlace = order[start...].firstIndex { items[$0].isInPrepare } ?? order.count
        let right = rightPlace == order.count ? -1 : order[rightPlace]
        let place = FugueOrder.place(
            new: FugueOrder.Element(
                left: left, right: right, replica: operations[next].author.id.replica),
            from: start, to: rightPlace, count: order.count,
            element: { place in
                let item = items[order[place]]
                return FugueOrder.Element(
                    left: item.leftOrigin, right: item.rightOrigin,
                    replica: operations[item.operation].author.id.replica)
            },
            placeOf: { number in order.firstIndex(of: number) ?? order.count })
        var previous = left
        var numbers: [Int] = []
        for scalar in scalars {
            items.append(
                Item(scalar: scalar, operation: next, leftOrigin: previous, rightOrigin: right))
            previous = items.count - 1
            numbers.append(previous)
        }
        order.insert(contentsOf: numbers, at: place)
        targets[next] = numbers
    }

    private mutating func remove(at position: Int, count: Int, by next: Int) {
        guard position >= 0, count > 0, let start = index(behind: position) else { return }
        var found: [Int] = []
        for number in order[start...] where items[number].isPrepareVisible {
            found.append(number)
            if found.count == count { break }
        }
        guard found.count == count else { return }
        for number in found {
            items[number].prepareDeletes += 1
            items[number].effectDeletes += 1
        }
        targets[next] = found
    }

    private mutating func cancel(_ delete: OperationID, by next: Int) {
        guard delete.replica == operations[next].author.id.replica,
            let past = operations[..<next].firstIndex(where: { $0.author.id == delete }),
            case .remove = operations[past].action, isInPrepare[past], !cancelled.contains(past)
        else { return }
        cancelled[next] = past
        for item in targets[past] {
            items[item].prepareDeletes -= 1
            items[item].effectDeletes -= 1
        }
    }

    // MARK: What readers ask

    /// The edits that lead from the prepare version to the effect version.
    func patch() -> [TextEdit] {
        edits(from: { items[$0].isPrepareVisible }, to: { items[$0].isEffectVisible })
    }

    /// The edits that undo what a batch did here: its characters go, what it was the first to delete comes back, and
    /// what its cancels brought back goes.
    ///
    /// - Parameters:
    ///   - inserts: The batch's inserts.
    ///   - deletes: Its deletes that cannot be cancelled any more.
    ///   - cancels: The deletes that it had cancelled.
    /// - Returns: Edits of the text as it is now.
    func inverse(
        inserts: Set<OperationID>, deletes: Set<OperationID>, cancels: Set<OperationID>
    ) -> [TextEdit] {
        var back: Set<Int> = []
        var gone: Set<Int> = []
        var deleted: Set<Int> = []
        for (past, operation) in operations.enumerated() {
            let id = operation.author.id
            if inserts.contains(id) { gone.formUnion(targets[past]) }
            if cancels.contains(id) { gone.formUnion(targets[past]) }
            if deletes.contains(id) {
                back.formUnion(targets[past].filter { !deleted.contains($0) })
            }
            deleted.formUnion(standingDeleteTargets(past))
        }
        return edits(
            from: { items[$0].isEffectVisible },
            to: {
                items[$0].isEffectVisible
                    ? !gone.contains($0) : back.contains($0) && !gone.contains($0)
            })
    }

    /// The edits that lead from one choice of visible items to another; offsets in the first.
    private func edits(from isShown: (Int) -> Bool, to isWanted: (Int) -> Bool) -> [TextEdit] {
        var edits: [TextEdit] = []
        var position = 0
        var start = 0
        var replacement = String.UnicodeScalarView()
        func flush() {
            guard position > start || !replacement.isEmpty else { return }
            edits.append(TextEdit(start..<position, String(replacement)))
        }
        for number in order {
            switch (isShown(number), isWanted(number)) {
            case (true, true):
                flush()
                position += 1
                start = position
                replacement = String.UnicodeScalarView()
            case (true, false): position += 1
            case (false, true): replacement.append(items[number].scalar)
            case (false, false): break
            }
        }
        flush()
        return edits
    }

    private func standingDeleteTargets(_ past: Int) -> [Int] {
        guard case .remove = operations[past].action, !cancelled.contains(past) else { return [] }
        return targets[past]
    }
}
