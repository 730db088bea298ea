import SiteHistory
import SiteModel

/// A log that lost its end takes it back from a client (design §5, Epoch).
extension LogKeeper {
    /// The largest of the positions asked that the log ends a batch at with the same digest; 0 where there is none.
    package static func common(_ request: CommonRequest, on shelf: some LogShelf) throws -> UInt64 {
        for end in request.ends.sorted(by: { $0.position > $1.position })
        where try end.position <= shelf.head && shelf.digest(at: end.position) == end.digest {
            return end.position
        }
        return 0
    }

    /// Takes one page of the lost log: appends what the log does not have as one block, behind a note of how the lost
    /// log's positions are numbered now. Where nothing was written since the cut, positions stay what they were and
    /// nothing needs a note.
    ///
    /// - Parameters:
    ///   - note: The replica id that the note is written under, fresh for each page.
    ///   - appended: Told of each entry that came into the log, the note among them.
    /// - Returns: Operations taken, and operations that cannot come back.
    /// - Throws: ``Problem`` of kind `history` where the page does not follow what is here.
    package static func heal(
        _ request: HealRequest, account: String, time: Int64, note: ReplicaID,
        to shelf: inout some LogShelf, appended: (LogEntry) throws -> Void
    ) throws -> (taken: UInt64, refused: UInt64) {
        try checkOffer(request, against: shelf)
        let plan = try HealPlan.making(request, account: account, on: shelf)
        if !plan.notes.isEmpty {
            let base = LogPosition(epoch: shelf.epoch, count: shelf.head)
            let batch = Batch(
                replica: note, first: 1, base: shelf.head == 0 ? .origin : base,
                previous: .zero, body: .operations(plan.notes.map(Operation.lineage)))
            let entry = LogEntry(
                batch: batch, start: shelf.head + 1, author: account, time: time)
            try append(entry, account: account, to: &shelf)
            try appended(entry)
        }
        for entry in plan.fresh {
            let placed = LogEntry(
                batch: entry.batch, start: shelf.head + 1, author: entry.author, time: entry.time)
            try append(placed, account: account, to: &shelf)
            try appended(placed)
        }
        return (plan.taken, plan.refused)
    }

    static func append(
        _ entry: LogEntry, account: String, to shelf: inout some LogShelf
    ) throws {
        var digest = shelf.digest
        digest.append(entry.batch.hash)
        try shelf.append(entry, digest: digest, account: account)
    }

    private static func checkOffer(_ request: HealRequest, against shelf: some LogShelf) throws {
        guard try shelf.digest(at: request.cut.position) == request.cut.digest else {
            throw Problem(
                .history, status: 409, title: "Another history",
                detail: "this log has no common part up to \(request.cut.position)")
        }
        let isChained =
            request.from.position > request.cut.position || request.from == request.cut
        let endsRight = !request.isLast || request.through.digest == request.standing.digest
        guard isChained, endsRight else {
            throw Problem(
                .malformed, status: 400, title: "Malformed",
                detail: "the lost log that is offered does not lead to where it says")
        }
    }
}
