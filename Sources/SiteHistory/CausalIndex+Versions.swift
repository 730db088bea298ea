import SiteModel

/// V(o) as a version: of every replica it holds a prefix.
extension CausalIndex {
    /// The last sequence number of a replica that the author of an operation had seen; 0 where it had seen none.
    ///
    /// - Complexity: O(log *n*) for *n* batches of the replica.
    func seenThrough(_ replica: ReplicaID, by author: Author) -> UInt64 {
        if replica == author.id.replica { return author.id.seq - 1 }
        let runs = runs[replica] ?? []
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].start <= author.base { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return 0 }
        let run = runs[low - 1]
        return min(run.last, run.first + (author.base - run.start))
    }
}
