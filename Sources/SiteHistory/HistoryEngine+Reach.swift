import SiteModel

/// How far back single batches reach: which engines can judge and replay them.
extension HistoryEngine {
    /// The position up to which the author of a batch had seen everything, and of which the batch takes nothing back: any
    /// where it has no effect at all. An engine whose log begins there or before judges and replays it as the whole log
    /// would.
    ///
    /// - Complexity: O(operations).
    package func reach(of batch: Batch) -> UInt64 { logState.index.reach(of: batch) }

    /// Whether a batch can be judged and replayed from where the log in memory begins.
    package func begins(beforeReachOf batch: Batch) -> Bool {
        firstEnd.position == 0 || firstEnd.position <= reach(of: batch)
    }
}

extension Batch {
    /// The deletes of text that its operations take back.
    package var cancelledDeletes: some Sequence<OperationID> {
        operations.lazy.compactMap { operation in
            guard case .cancel(_, let delete) = operation else { return nil }
            return delete
        }
    }
}
