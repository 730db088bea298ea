import SiteModel

/// What a device that was away too long did, written anew at the log's end (design §5, `rebase`): its batches are merged
/// here exactly as always, then the *result* is emitted as batches whose authors have seen everything.
///
/// Two documents go side by side: `merged`, where the old batches are committed with their old bases, and `result`, where
/// each is followed by what it came to. After each batch both show the same; what one of them has in its conflict rows
/// and the other cannot have, for it has seen everything, travels as `conflict` operations.
struct Rebase {
    private(set) var renaming = Renaming()
    private var merged: HistoryEngine
    private var result: HistoryEngine
    private let replica: ReplicaID
    private let base: LogPosition
    private let predecessor: ChainEnd?
    private var next: UInt64 = 1
    private var previous = Digest.zero
    /// Batches that cannot be merged: they touch what newer programs froze or a purge took, or the same as one of those.
    let held: [Batch]

    /// - Parameters:
    ///   - waiting: Own batches that the log does not hold, in order.
    ///   - engine: The log, whole, with nothing waiting.
    init(
        _ waiting: [Batch], on engine: HistoryEngine, as replica: ReplicaID, epoch: EpochID
    ) throws(ReplayError) {
        merged = engine
        result = engine
        self.replica = replica
        base = engine.cursor == 0 ? .origin : LogPosition(epoch: epoch, count: engine.cursor)
        let first = waiting.first?.predecessor
        predecessor = first.flatMap { engine.holds($0) ? $0 : nil }
        held = try Rebase.unmergeable(waiting, on: engine)
        for batch in waiting {
            if batch.isVoid || held.contains(batch) { try leaveOut(batch) } else { try add(batch) }
        }
        noteConflicts()
    }

    private static func unmergeable(
        _ waiting: [Batch], on engine: HistoryEngine
    ) throws(ReplayError) -> [Batch] {
        var merged = engine
        var held: [Batch] = []
        var touched: Set<NodeID> = []
        for batch in waiting {
            let nodes = Set(batch.operations.compactMap(\.node))
            if nodes.isDisjoint(with: touched), merged.canMerge(batch) {
                try merged.append(batch)
            } else {
                try merged.append(batch.leftOut)
                held.append(batch)
                touched.formUnion(nodes)
            }
        }
        return held
    }

    private mutating func leaveOut(_ batch: Batch) throws(ReplayError) {
        try merged.append(batch.leftOut)
        if batch.isVoid { renaming.pairs.append(Renaming.Pair(old: batch, new: nil)) }
    }

    /// Writes one batch anew. What it came to travels with the word that it stands for that batch, even where it came to
    /// nothing: of two copies of this store that both write it anew, the server takes one, and each batch is refused, kept
    /// back or let go by itself.
    private mutating func add(_ batch: Batch) throws(ReplayError) {
        let patch = try merged.commit(batch)
        let transaction = result.transaction(
            as: replica, first: next, base: base, after: next == 1 ? predecessor : nil)
        var rewriter = RebasedBatch(transaction: transaction, shown: merged.site, names: renaming)
        rewriter.revive(patch)
        for (offset, operation) in batch.operations.enumerated() {
            rewriter.write(operation, named: batch.id(ofOperationAt: offset))
        }
        rewriter.settle(patch)
        rewriter.stand(for: batch)
        renaming.names = rewriter.names.names
        let new = batchOf(rewriter.transaction.operations, whole: batch.whole)
        try result.append(new)
        renaming.pairs.append(Renaming.Pair(old: batch, new: new))
        next = new.last + 1
        previous = new.hash
    }

    private func batchOf(_ operations: [Operation], whole: [TextRef]) -> Batch {
        let texts = Set(operations.compactMap(\.text))
        return Batch(
            replica: replica, first: next, base: base, previous: previous,
            whole: whole.filter(texts.contains),
            after: next == 1 ? predecessor : nil, body: .operations(operations))
    }

    /// Rows that the merge made and that batches which have seen everything cannot make join the last batch.
    private mutating func noteConflicts() {
        let known = Set(result.conflicts.map(\.id))
        let rows = merged.conflicts.compactMap { conflict -> Operation? in
            let named = Operation.conflict(conflict).renaming(renaming.name)
            guard case .conflict(let row) = named, !known.contains(row.id) else { return nil }
            return named
        }
        guard !rows.isEmpty, let last = renaming.pairs.lastIndex(where: { $0.new != nil }),
            let batch = renaming.pairs[last].new
        else { return }
        next = batch.first
        previous = batch.previous
        let new = batchOf(batch.operations + rows, whole: batch.whole)
        renaming.pairs[last] = Renaming.Pair(old: renaming.pairs[last].old, new: new)
    }
}

/// One old batch, as operations of an author who has seen everything.
private struct RebasedBatch {
    private(set) var transaction: Transaction
    /// The document as the merge shows it after the batch.
    let shown: Site
    private(set) var names: Renaming

    init(transaction: Transaction, shown: Site, names: Renaming) {
        self.transaction = transaction
        self.shown = shown
        self.names = names
    }

    mutating func write(_ operation: Operation, named id: OperationID) {
        switch operation {
        case .create(let creation): create(creation, named: id)
        case .move(let node, let place, _): move(node, toward: place.parent, named: id)
        case .restore(let node, _, let of): restore(node, of: of, named: id)
        case .delete(let node):
            if shown.nodes[node] == nil, transaction.site.nodes[node] != nil {
                emit(.delete(node: node), for: id)
            }
        case .removeClass(let node, let name):
            if shown.nodes[node]?.classes.contains(name) == false {
                emit(.removeClass(node: node, name: name), for: id)
            }
        case .set(let node, _, _, _, _), .addClass(let node, _):
            if transaction.replay.nodes[node] != nil {
                emit(operation.renaming(names.name), for: id)
            }
        // Texts follow as the edits that the merge made of them.
        case .insert, .remove, .cancel: break
        case .blob, .resolve, .reopen, .conflict, .unknown:
            emit(operation.renaming(names.name), for: id)
        // What it stood for is said again by what stands for it.
        case .retire, .lineage, .purge: break
        }
    }

    private mutating func emit(_ operation: Operation, for id: OperationID) {
        names.names[id] = transaction.nextID
        transaction.emit(operation)
    }

    private mutating func create(_ creation: Creation, named id: OperationID) {
        guard transaction.replay.nodes[creation.node] == nil else { return }
        var new = creation
        new.place = place(of: creation.node, under: creation.place.parent)
        emit(.create(new), for: id)
    }

    private mutating func move(_ node: NodeID, toward parent: NodeID, named id: OperationID) {
        guard let now = shown.nodes[node], now.parent == parent,
            let from = transaction.replay.nodes[node]?.placed
        else { return }
        let place = place(of: node, under: parent)
        emit(.move(node: node, to: place, from: from), for: id)
    }

    private mutating func restore(_ node: NodeID, of deletes: [OperationID], named id: OperationID)
    {
        guard let parent = shown.nodes[node]?.parent else { return }
        let place = place(of: node, under: parent)
        emit(.restore(node: node, to: place, of: deletes.map(names.name)), for: id)
    }

    mutating func stand(for batch: Batch) {
        for end in batch.stoodFor { transaction.emit(.retire(end)) }
    }

    /// Takes back the deletes that the batch's edits made void: an author who has seen them says so.
    mutating func revive(_ patch: SitePatch) {
        let alive = patch.nodes.filter {
            shown.nodes[$0] != nil && transaction.replay.nodes[$0]?.isDeletedItself == true
        }
        for node in alive.sorted(by: {
            transaction.replay.depth(of: $0) < transaction.replay.depth(of: $1)
        }) {
            let record = transaction.replay.nodes[node]
            guard let parent = shown.nodes[node]?.parent else { continue }
            let standing = (record?.deletes ?? []).filter { $0.state == .stands }.map(\.operation)
            let place =
                transaction.replay.nodes.parent(of: node) == parent
                ? transaction.formerPlace(of: node, under: parent) : place(of: node, under: parent)
            transaction.emit(.restore(node: node, to: place, of: standing))
        }
    }

    /// Beside the left neighbour that the merge shows, as far as that stands here too; else right of where it stands.
    private func place(of node: NodeID, under parent: NodeID) -> Place {
        let siblings = shown.nodes[parent]?.children ?? []
        let left = siblings.firstIndex(of: node).map { siblings[..<$0] } ?? siblings[...]
        let anchor = left.last { transaction.site.nodes[$0]?.parent == parent }
        return Place(
            parent: parent, anchor: anchor.flatMap { transaction.replay.nodes[$0]?.placed })
    }

    /// Brings texts and class lists to what the merge shows.
    mutating func settle(_ patch: SitePatch) {
        for node in patch.nodes.sorted() { settleClasses(of: node) }
        for text in patch.texts {
            let now = transaction.site.nodes[text.text.node]?.texts[text.text.key]
            let wanted = shown.nodes[text.text.node]?.texts[text.text.key]
            guard let now, let wanted, now != wanted else { continue }
            transaction.emitText(text.text, text.edits)
            settle(text.text, to: wanted)
        }
        for node in patch.nodes.sorted() {
            for (key, wanted) in (shown.nodes[node]?.texts ?? [:]).sorted(by: { $0.key < $1.key }) {
                settle(TextRef(node, key), to: wanted)
            }
        }
    }

    /// Classes from the first that differs on are written again, in their order.
    private mutating func settleClasses(of node: NodeID) {
        guard let now = transaction.site.nodes[node]?.classes,
            let wanted = shown.nodes[node]?.classes, now != wanted
        else { return }
        let same = zip(now, wanted).prefix { $0 == $1 }.count
        for name in now[same...] { transaction.emit(.removeClass(node: node, name: name)) }
        for name in wanted[same...] { transaction.emit(.addClass(node: node, name: name)) }
    }

    private mutating func settle(_ ref: TextRef, to wanted: String) {
        guard transaction.site.nodes[ref.node] != nil else { return }
        let now = transaction.site.nodes[ref.node]?.texts[ref.key] ?? ""
        guard !now.utf8.elementsEqual(wanted.utf8) else { return }
        transaction.emitText(ref, TextDifference.edits(from: now, to: wanted))
    }
}

extension Batch {
    /// Its place in its chain, and nothing in it.
    fileprivate var leftOut: Batch {
        if isVoid { return self }
        return Batch(
            replica: replica, first: first, base: base, previous: previous, after: after,
            body: .void(count: count, replaced: hash))
    }
}

extension HistoryEngine {
    /// Whether every operation of a batch that comes next is known here: its nodes, and what they mean.
    func canMerge(_ batch: Batch) -> Bool {
        var replay = shown
        if batch.operations.contains(where: isPurged) { return false }
        let isFrozen = batch.operations.compactMap(\.node).contains(where: replay.frozen.contains)
        switch replay.apply(batch, start: nil) {
        case .frozen, .unknownNode, .unknownSlot: return false
        default: return !isFrozen
        }
    }
}
