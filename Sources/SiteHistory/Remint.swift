import SiteModel

/// Own batches under another replica id (design §5, Re-mint): the same operations on the same bases, so the same V(o), under
/// new names. Nodes keep theirs: an operation's name is all that changes.
package struct Remint: Sendable {
    /// The new replica.
    package let replica: ReplicaID
    /// What is written anew, and as what, in order. A void has nothing to write anew.
    package private(set) var renamed: [(old: Batch, new: Batch)] = []
    private var names: [OperationID: OperationID] = [:]
    private var next: UInt64 = 1
    private var previous = Digest.zero
    private var after: ChainEnd?

    /// Re-encodes batches that follow each other in this store, whatever replica ids they bear.
    ///
    /// - Parameter batches: From the first that cannot go to the server as it is, on; none of them in the log.
    package init(_ batches: [Batch], as replica: ReplicaID) {
        self.replica = replica
        if let first = batches.first { after = first.predecessor }
        for batch in batches where !batch.operations.isEmpty { add(batch) }
    }

    private mutating func add(_ batch: Batch) {
        for offset in batch.operations.indices {
            names[batch.id(ofOperationAt: offset)] = OperationID(
                replica: replica, seq: next + UInt64(offset))
        }
        let new = renaming(batch)
        renamed.append((batch, new))
        next = new.last + 1
        previous = new.hash
    }

    private func renaming(_ batch: Batch) -> Batch {
        Batch(
            replica: replica, first: next, base: batch.base, previous: previous,
            rules: batch.rules, whole: batch.whole, after: next == 1 ? after : nil,
            body: .operations(batch.operations.map { $0.renaming { names[$0] ?? $0 } }))
    }

    /// An undo step of one of the batches, or one that names their operations.
    package func renaming(_ step: UndoStep) -> UndoStep {
        let batch = renamed.first { $0.old.hash == step.batch.hash }?.new ?? step.batch
        return UndoStep(
            batch: batch, origins: step.origins,
            reopened: step.reopened.map {
                UndoStep.Reopened(operation: $0.operation.renaming { names[$0] ?? $0 })
            })
    }
}

extension Batch {
    /// The end of what its author had written before it; nil where it is the first of all.
    package var predecessor: ChainEnd? {
        first == 1 ? after : ChainEnd(replica: replica, seq: first - 1, link: previous)
    }

    /// What the batch after it in its chain names as `previous`: its hash, or that of the batch it stands for. So the
    /// batches behind a refused one keep their bytes.
    package var link: Digest {
        if case .void(_, let replaced) = body { return replaced }
        return hash
    }

    /// The end of its chain once it stands in the log.
    package var chainEnd: ChainEnd { ChainEnd(replica: replica, seq: last, link: link) }
}
