import SiteModel

/// Why an operation has no effect.
package enum NoEffect: Hashable, Sendable {
    case unknownNode
    case unknownSlot
    case alreadyExists
    case misplaced
    case positionBeyondText
    case nothingToCancel
    case cycle
    case tooDeep
    case frozen
    case unknownOperation
    case notInTrash
}

/// A site's operations applied one after another, in replay order: the meaning of a log.
///
/// A value: `HistoryEngine` keeps one for the log and one for what is shown. What grows with the site is in persistent
/// tables, so that a copy costs nothing and shares whatever neither changes. Operations whose batch is in the log are
/// appended with their sseq, pending ones without. Texts are settled on demand.
struct Replay: Sendable {
    /// How deep a tree may be.
    static let depthMax = 512

    let site: NodeID
    var index = CausalIndex()
    var nodes: NodeTable
    var texts = PersistentMap<TextRef, TextHistory>()
    /// Imported bytes that texts lie in.
    var blobs: [Digest: [UInt8]] = [:]
    /// The others; empty where they are left out of memory.
    var media: [Digest: [UInt8]] = [:]
    var frozen: Set<NodeID> = []
    /// Nodes whose shown form may have changed since the last `takeDirty`.
    var dirty: Set<NodeID> = []
    var unsettled: Set<TextRef> = []

    // What conflicts are made of.
    var contested = PersistentMap<FieldRef, Bool>()
    /// By the losing placement.
    var moveConflicts = PersistentMap<OperationID, MoveConflict>()
    var voidDeletes = PersistentMap<OperationID, VoidDelete>()
    var wholes = PersistentMap<TextRef, [WholeBatch]>()
    var wholeConflicts = PersistentMap<ConflictID, Conflict>()
    /// Rows that came as operations.
    var notedConflicts = PersistentMap<ConflictID, Conflict>()
    var closings = PersistentMap<ConflictID, [Closing]>()
    /// The conflicts that each resolve closed, until it is reopened.
    var closed = PersistentMap<OperationID, [ConflictID]>()
    /// The nodes of sets that lost, or may lose, a value conflict, and of void deletes.
    var losers = PersistentMap<OperationID, NodeID>()
    /// The nodes of sets that are live: what can be reopened.
    var liveSets = PersistentMap<OperationID, NodeID>()
    /// Nodes with a standing delete of their own.
    var deleted = PersistentMap<NodeID, Bool>()
    /// Where the chains stood behind batches that were written anew: a copy of their store may come with them at any time.
    var retired = PersistentMap<ChainEnd, Bool>()
    /// Creations that came when their node was there already, by node: two copies of a store say one thing, or a log that came
    /// back says what was written anew. Below what everybody has seen they tell nothing.
    var births = PersistentMap<NodeID, [OperationID]>()
    /// The creation that made the node of each of these.
    var bornAs = PersistentMap<OperationID, OperationID>()
    /// The purges that stand, of each node that has some.
    var purges = PersistentMap<NodeID, [OperationID]>()

    /// Operations applied so far: the rank of the next one.
    private(set) var operationCount = 0
    /// An unknown operation named no node: nothing is known to be safe from it.
    private(set) var isFrozen = false
    /// The sseq of the log's last operation.
    private(set) var head: UInt64 = 0
    /// Who wrote the log's last batch, and where the last batch of anybody else ends.
    private var tail: (replica: ReplicaID?, othersEnd: UInt64) = (nil, 0)
    /// Who wrote operations that are in no log.
    private(set) var pendingReplicas: Set<ReplicaID> = []

    struct FieldRef: Hashable, Sendable {
        let node: NodeID
        let name: FieldName
    }

    init(site: NodeID) {
        self.site = site
        nodes = NodeTable(
            root: NodeRecord(
                site, content: NodeContent(kind: .site), created: nil, order: 0))
    }

    /// A log's state of which only its index is known yet: the root alone.
    init(site: NodeID, index: CausalIndex, operationCount: Int, head: UInt64) {
        self.init(site: site)
        self.index = index
        self.operationCount = operationCount
        self.head = head
    }

    /// Applies one batch, after everything that was applied before.
    ///
    /// - Parameter start: The sseq of its first operation; nil while it is pending.
    /// - Returns: The first reason why an operation had no effect, if any had none.
    @discardableResult
    mutating func apply(_ batch: Batch, start: UInt64?) -> NoEffect? {
        index.append(batch, start: start)
        if let start {
            note(batch, at: start)
        } else {
            pendingReplicas.insert(batch.replica)
        }
        let before = start.map { $0 - 1 } ?? head
        var first: NoEffect?
        for (offset, operation) in batch.operations.enumerated() {
            let author = index.author(
                batch.id(ofOperationAt: offset), of: batch, before: before)
            let outcome = apply(operation, by: author)
            if first == nil { first = outcome }
        }
        if !batch.whole.isEmpty { noteWholes(in: batch) }
        return first
    }

    /// Takes note that a batch which was applied while it was pending is in the log now, where its place was.
    ///
    /// - Parameter waiting: Who wrote what is pending still.
    mutating func settle(_ batch: Batch, start: UInt64, waiting: Set<ReplicaID>) {
        index.append(batch, start: start)
        note(batch, at: start)
        pendingReplicas = waiting
    }

    private mutating func note(_ batch: Batch, at start: UInt64) {
        if tail.replica != batch.replica { tail = (batch.replica, head) }
        head = max(head, start + batch.count - 1)
    }

    /// Applies one operation; nil when it has an effect.
    mutating func apply(_ operation: Operation, by author: Author) -> NoEffect? {
        operationCount += 1
        if isFrozen { return .frozen }
        if let node = operation.node, frozen.contains(node) { return .frozen }
        switch operation {
        case .create(let creation): return create(creation, by: author)
        case .move(let node, let place, _): return move(node, to: place, by: author)
        case .delete(let node): return delete(node, by: author)
        case .restore(let node, let place, let deletes):
            return restore(node, to: place, of: deletes, by: author)
        case .set(let node, let name, let value, let over, let was):
            return set(node, name, to: value, over: over, was: was, by: author)
        case .addClass(let node, let name): return addClass(name, to: node, by: author)
        case .removeClass(let node, let name): return removeClass(name, from: node, by: author)
        case .insert(let ref, let at, let text):
            return edit(ref, .insert(at: at, Array(text.unicodeScalars)), by: author)
        case .remove(let ref, let at, let count):
            return edit(ref, .remove(at: at, count: count), by: author)
        case .cancel(let ref, let delete): return edit(ref, .cancel(delete), by: author)
        case .blob(let digest, let bytes):
            keep(bytes, as: digest)
            return nil
        case .resolve(let ids, let choice): return resolve(ids, choice: choice, by: author)
        case .reopen(let id): return reopen(id, by: author)
        case .purge(let node, let deletes): return purge(node, of: deletes, by: author)
        case .conflict(let conflict): return note(conflict, by: author)
        case .retire(let end):
            retired[end] = true
            return nil
        case .lineage(let lineage):
            index.note(lineage)
            return nil
        case .unknown(_, let nodes, _):
            frozen.formUnion(nodes)
            if nodes.isEmpty { isFrozen = true }
            return nil
        }
    }

    /// The node's number, if it exists, a creation of it was known to the author, and no purge was that took it.
    func known(_ node: NodeID, to author: Author) -> NodeNumber? {
        guard let number = nodes.number(of: node), !isPurged(number, for: author) else {
            return nil
        }
        guard let created = nodes[number].created else { return number }
        return isSeen(created, on: number, by: author) ? number : nil
    }

    /// Whether an author had seen an operation on a node: of its creation, in whichever batch that came.
    func isSeen(_ id: OperationID, on node: NodeNumber, by author: Author) -> Bool {
        if index.isSeen(id, by: author) { return true }
        guard !births.isEmpty, id == nodes[node].created else { return false }
        return births[nodes[node].id]?.contains { index.isSeen($0, by: author) } ?? false
    }

    /// These, and the creations that made nodes where other creations of them are named.
    func naming(_ operations: [OperationID]) -> [OperationID] {
        bornAs.isEmpty ? operations : operations + operations.compactMap { bornAs[$0] }
    }

    func isKnown(_ node: NodeID, to author: Author) -> Bool { known(node, to: author) != nil }

    /// Whether the author had seen every operation that was applied so far: its own chain it always has.
    func hasSeenAll(_ author: Author) -> Bool {
        author.lineage == nil
            && author.base >= (tail.replica == author.id.replica ? tail.othersEnd : head)
            && pendingReplicas.allSatisfy { $0 == author.id.replica }
    }

    /// Whether the author of a batch that comes next had seen every operation that was applied so far.
    func hasSeenAll(_ batch: Batch) -> Bool {
        hasSeenAll(index.author(batch.id(ofOperationAt: 0), of: batch, before: head))
    }

    /// What changed since it was last asked.
    mutating func takeDirty() -> Set<NodeID> {
        defer { dirty = [] }
        return dirty
    }

    /// Everything at or below a node appears or goes.
    mutating func markSubtree(_ node: NodeNumber) {
        for inside in structuralSubtree(of: node) { dirty.insert(nodes[inside].id) }
    }
}
