import SiteModel

/// V(o) as a version: of every replica it holds a prefix.
extension CausalIndex {
    /// The last sequence number of a replica that the author of an operation had seen; 0 where it had seen none.
    ///
    /// - Complexity: O(log *n*) for *n* batches of the replica.
    func seenThrough(_ replica: ReplicaID, by author: Author) -> UInt64 {
        if replica == author.id.replica { return author.id.seq - 1 }
        let chained = chained(replica, by: author.id.replica)
        guard let run = lastRun(of: replica, seenBy: author) else { return chained }
        let end =
            author.lineage == nil ? max(author.base, common) : run.start + run.last - run.first
        return max(chained, min(run.last, run.first + (end - run.start)))
    }

    /// The last of a replica's batches that an author had seen: they stand in the log in the chain's order, and whoever has
    /// seen one has seen those before it.
    private func lastRun(of replica: ReplicaID, seenBy author: Author) -> Run? {
        let runs = runs[replica] ?? []
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if isSeen(runs[middle].start, by: author) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? runs[low - 1] : nil
    }
}
