import SiteModel

/// Who wrote an operation, and how much of the log its author had seen: enough to decide what happened before it.
struct Author: Hashable, Sendable {
    let id: OperationID
    /// The log count its batch was based on.
    let base: UInt64
}

/// Where each replica's operations stand in the log.
struct CausalIndex: Sendable {
    struct Run: Sendable {
        let first: UInt64
        let last: UInt64
        let start: UInt64
    }

    private(set) var runs: [ReplicaID: [Run]] = [:]

    /// Records that a batch stands in the log from `start` on.
    mutating func append(_ batch: Batch, start: UInt64) {
        runs[batch.replica, default: []].append(
            Run(first: batch.first, last: batch.last, start: start))
    }

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
        guard let position = position(of: id) else { return false }
        return position <= author.base
    }
}
