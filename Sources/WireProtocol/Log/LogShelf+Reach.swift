import SiteHistory

extension LogShelf {
    /// The position up to which a batch's author had seen everything, and of which it takes nothing back, as
    /// `HistoryEngine.reach(of:)` says for the log in memory: no snapshot above it can stand for the log before the batch.
    ///
    /// - Complexity: O(operations), and a look-up for each delete that is taken back.
    package func reach(of batch: Batch) throws -> UInt64 {
        guard !batch.isVoid else { return .max }
        var reach = batch.base.count
        if let lineage = try batch.base.epoch.flatMap({ try lineage(of: $0) }) {
            reach = min(reach, lineage.cut)
        }
        for delete in batch.cancelledDeletes {
            guard let position = try position(of: delete) else { continue }
            reach = min(reach, position - 1)
        }
        return reach
    }
}
