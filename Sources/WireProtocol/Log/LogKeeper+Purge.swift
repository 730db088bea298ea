import SiteHistory
import SiteModel

/// The trash goes for good (design §4; decision 26).
extension LogKeeper {
    /// What of a log's trash may go: what stands in it by deletes that every later author has seen, `stable` says, and that
    /// are older than what the operator promises, `kept` says; so no batch can come any more that had not seen them.
    package static func due(_ trash: [TrashEntry], on shelf: some LogShelf) throws -> [TrashEntry] {
        let limit = min(shelf.stable, shelf.kept)
        guard limit > 0 else { return [] }
        return try trash.filter { entry in
            try entry.deletes.allSatisfy { try shelf.position(of: $0).map { $0 <= limit } ?? false }
        }
    }

    /// Appends the purge of what is due, as a batch of an author who has seen the whole log.
    ///
    /// - Parameters:
    ///   - trash: As the log up to its head shows it.
    ///   - name: The replica id that it is written under, fresh for each: a server that is set back must not use one again.
    ///   - time: The server's wall clock in milliseconds since 1970, for display.
    /// - Returns: What came into the log; nil where nothing is due.
    package static func purge(
        _ trash: [TrashEntry], as name: ReplicaID, account: String, time: Int64,
        in shelf: inout some LogShelf
    ) throws -> LogEntry? {
        let due = try due(trash, on: shelf).prefix(Batch.operationCountMax)
        guard !due.isEmpty else { return nil }
        let batch = Batch(
            replica: name, first: 1, base: LogPosition(epoch: shelf.epoch, count: shelf.head),
            previous: .zero,
            body: .operations(due.map { .purge(node: $0.node, of: $0.deletes) }))
        let entry = LogEntry(
            batch: batch, start: shelf.head + 1, author: account, time: time)
        try append(entry, account: account, to: &shelf)
        return entry
    }
}
