import SiteModel

/// One operation on one text, as replay keeps it.
struct TextOperation: Sendable {
    enum Action: Sendable {
        case insert(at: Int, [Unicode.Scalar])
        case remove(at: Int, count: Int)
        case cancel(OperationID)
    }

    let author: Author
    let action: Action
}

/// One text: what it says now, and the operations that made it, in replay order.
///
/// While every operation has seen all before it, the text is edited in place. Once one has not, the text is walked anew
/// (`TextWalker`) when it is next settled.
struct TextHistory: Sendable {
    private(set) var operations: [TextOperation] = []
    /// The text as of the last settling, unless it is being edited as scalars.
    private var settled = ""
    private var scalars: [Unicode.Scalar]?
    private var needsWalk = false
    /// The newest sequence number of each replica that wrote here.
    private var newest: [ReplicaID: UInt64] = [:]

    init() {}

    /// A text whose history is not here: everybody has seen it. Its characters are those of an operation that every
    /// author had seen.
    init(base: String) {
        settled = base
        guard !base.isEmpty else { return }
        let author = Author(id: OperationID(replica: ReplicaID(rawValue: 0), seq: 0), base: 0)
        operations = [
            TextOperation(author: author, action: .insert(at: 0, Array(base.unicodeScalars)))
        ]
    }

    /// What it says; settle first.
    var text: String {
        guard let scalars else { return settled }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    var isEmpty: Bool { operations.isEmpty }
    var isSettled: Bool { !needsWalk && scalars == nil }

    /// Whether the author had seen everything that was written here so far.
    func isSeenWhole(by author: Author, in index: CausalIndex) -> Bool {
        newest.allSatisfy { index.isSeen(OperationID(replica: $0.key, seq: $0.value), by: author) }
    }

    /// Takes the next operation in replay order.
    mutating func append(_ operation: TextOperation, in index: CausalIndex) {
        let sequential = isSeenWhole(by: operation.author, in: index)
        if sequential && needsWalk { settle(in: index) }
        switch operation.action {
        case .insert(let at, let text) where sequential:
            edit { if at >= 0, at <= $0.count { $0.replaceSubrange(at..<at, with: text) } }
        case .remove(let at, let count) where sequential:
            edit {
                guard at >= 0, at <= $0.count, count >= 0, count <= $0.count - at else { return }
                $0.removeSubrange(at..<at + count)
            }
        default: needsWalk = true
        }
        newest[operation.author.id.replica] = operation.author.id.seq
        operations.append(operation)
    }

    private mutating func edit(_ change: (inout [Unicode.Scalar]) -> Void) {
        var now = scalars ?? Array(settled.unicodeScalars)
        scalars = nil
        change(&now)
        scalars = now
    }

    /// Brings `text` up to date.
    mutating func settle(in index: CausalIndex) {
        if needsWalk {
            settled = TextWalker(walking: operations, in: index).text
            needsWalk = false
        } else if scalars != nil {
            settled = text
        }
        scalars = nil
    }

    /// The version that an author saw, or the whole, with the identity of every character.
    func walked(in index: CausalIndex) -> TextWalker { TextWalker(walking: operations, in: index) }

    /// What is wrong with an operation at the version its author saw; nil where that version is not the present one.
    mutating func fault(
        of action: TextOperation.Action, from author: Author, in index: CausalIndex
    ) -> NoEffect? {
        guard isSeenWhole(by: author, in: index) else { return nil }
        if needsWalk { settle(in: index) }
        let length = scalars?.count ?? settled.unicodeScalars.count
        switch action {
        case .insert(let at, _): return at >= 0 && at <= length ? nil : .positionBeyondText
        case .remove(let at, let count):
            return at >= 0 && at <= length && count >= 0 && count <= length - at
                ? nil : .positionBeyondText
        case .cancel(let delete): return isOwnDelete(delete, of: author) ? nil : .nothingToCancel
        }
    }

    private func isOwnDelete(_ id: OperationID, of author: Author) -> Bool {
        id.replica == author.id.replica
            && operations.contains { operation in
                guard operation.author.id == id, case .remove = operation.action else {
                    return false
                }
                return true
            }
    }
}
