import SiteModel

/// Who wrote an operation, and how much of the log its author had seen: enough to decide what happened before it.
struct Author: Hashable, Sendable {
    let id: OperationID
    /// The log count its batch was based on.
    let base: UInt64
    /// Which of the index's lineages numbers `base`; nil where it is a position of this log.
    let lineage: Int?

    init(id: OperationID, base: UInt64, lineage: Int? = nil) {
        self.id = id
        self.base = base
        self.lineage = lineage
    }
}

/// Where each replica's operations stand in the log, which chains go on as others, and how lost logs were numbered: what
/// V(o) is made of.
struct CausalIndex: Sendable {
    struct Run: Sendable {
        let first: UInt64
        let last: UInt64
        let start: UInt64
    }

    private(set) var runs: [ReplicaID: [Run]] = [:]
    /// The chain that a replica's first batch continues.
    private(set) var predecessors: [ReplicaID: ChainEnd] = [:]
    private(set) var lineages: [Lineage] = []
    /// Every author from here on had seen the log up to this position.
    private(set) var common: UInt64 = 0
    /// The sseq of the log's last operation: what waits comes to stand behind it.
    private(set) var end: UInt64 = 0
    /// The newest lineage of an epoch.
    private var lineageByEpoch: [EpochID: Int] = [:]

    /// Records that a batch stands in the log from `start` on; nil while it is pending.
    mutating func append(_ batch: Batch, start: UInt64?) {
        if let after = batch.after { note(after, before: batch.replica) }
        guard let start else { return }
        runs[batch.replica, default: []].append(
            Run(first: batch.first, last: batch.last, start: start))
        end = max(end, start + batch.count - 1)
    }

    /// Records what a new chain continues. One that would lead back to itself is none.
    mutating func note(_ after: ChainEnd, before replica: ReplicaID) {
        var next: ReplicaID? = after.replica
        while let here = next {
            if here == replica { return }
            next = predecessors[here]?.replica
        }
        predecessors[replica] = after
    }

    /// Records how a lost log is numbered now.
    mutating func note(_ lineage: Lineage) {
        for epoch in lineage.epochs { lineageByEpoch[epoch] = lineages.count }
        lineages.append(lineage)
    }

    init() {}

    /// What is known behind a position that everybody has seen: how far each chain had come, and no order.
    init(
        common: UInt64, chains: [ReplicaID: UInt64], predecessors: [ReplicaID: ChainEnd],
        lineages: [Lineage]
    ) {
        self.common = common
        end = common
        runs = chains.mapValues { [Run(first: 1, last: $0, start: 1)] }
        self.predecessors = predecessors
        for lineage in lineages { note(lineage) }
    }

    /// What an operation of the batch had been written with.
    ///
    /// - Parameter end: Nobody has seen what comes into the log behind it, whatever a base says.
    func author(_ id: OperationID, of batch: Batch, before end: UInt64 = .max) -> Author {
        let lineage = batch.base.epoch.flatMap { lineageByEpoch[$0] }.flatMap {
            batch.base.count > lineages[$0].cut ? $0 : nil
        }
        let base = lineage == nil ? min(batch.base.count, end) : batch.base.count
        return Author(id: id, base: base, lineage: lineage)
    }

    /// Whether positions of an epoch are those of a lost log.
    func isLost(_ epoch: EpochID) -> Bool { lineageByEpoch[epoch] != nil }

    /// The sseq of an operation; nil while it is in no log.
    func position(of id: OperationID) -> UInt64? {
        guard let runs = runs[id.replica] else { return nil }
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].last < id.seq { low = middle + 1 } else { high = middle }
        }
        guard low < runs.count, runs[low].first <= id.seq else { return nil }
        return runs[low].start + (id.seq - runs[low].first)
    }

    /// Whether `id` is in V(o) of the author's operation.
    func isSeen(_ id: OperationID, by author: Author) -> Bool {
        if id.replica == author.id.replica { return id.seq < author.id.seq }
        if id.seq <= chained(id.replica, by: author.id.replica) { return true }
        guard let position = position(of: id) else { return false }
        return isSeen(position, by: author)
    }

    /// Whether an author's base holds a position of the log.
    func isSeen(_ position: UInt64, by author: Author) -> Bool {
        if position <= common { return true }
        guard let lineage = author.lineage else { return position <= author.base }
        return lineages[lineage].holds(position, upTo: author.base)
    }

    /// Up to which operation of an earlier chain the chain of a replica goes on; 0 where it does not.
    ///
    /// - Complexity: One step for each time the store was copied or away for long.
    func chained(_ earlier: ReplicaID, by replica: ReplicaID) -> UInt64 {
        var next = replica
        while let end = predecessors[next] {
            if end.replica == earlier { return end.seq }
            next = end.replica
        }
        return 0
    }
}
