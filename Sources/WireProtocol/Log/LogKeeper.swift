import SiteHistory
import SiteModel

/// The server's rules about one site's log: what is history, what is taken, in which order it is checked.
package enum LogKeeper {
    /// Holds a client's position against the log.
    ///
    /// - Throws: ``Problem`` of kind `history`, with the last position that both may have in common; what the shelf
    ///   throws.
    package static func check(_ standing: Standing, against shelf: some LogShelf) throws {
        if standing.cursor <= shelf.head, try shelf.digest(at: standing.cursor) == standing.digest {
            return
        }
        let epochEnd = try standing.epoch.flatMap { try shelf.end(of: $0) } ?? 0
        let cut = min(epochEnd, shelf.head)
        throw Problem(
            .history, status: 409, title: "Another history",
            detail: "this log does not continue the one known at position \(standing.cursor)",
            cut: cut < standing.cursor ? cut : 0)
    }

    /// Takes batches in order, up to the first that cannot be taken.
    ///
    /// - Parameters:
    ///   - time: The server's wall clock in milliseconds since 1970, for display.
    ///   - fault: Whether a batch is wrong at the version its author saw, given that everything before it is in the
    ///     log; one sentence.
    ///   - taken: Told of each batch that came into the log.
    /// - Returns: One outcome for each batch looked at.
    package static func push(
        _ request: PushRequest, account: String, time: Int64, to shelf: inout some LogShelf,
        fault: (Batch) throws -> String?, taken: (LogEntry) throws -> Void
    ) throws -> [PushOutcome] {
        var outcomes: [PushOutcome] = []
        for batch in request.batches {
            let outcome = try judge(
                batch, of: request.standing, account: account, shelf: shelf, fault: fault)
            outcomes.append(outcome)
            guard outcome.isTaken else { break }
            if case .accepted(let start) = outcome {
                let entry = LogEntry(batch: batch, start: start, author: account, time: time)
                try append(entry, account: account, to: &shelf)
                try taken(entry)
            }
        }
        return outcomes
    }

    /// The checks, in their order: whose replica; known already; its place in the chain; its base; what it does.
    private static func judge(
        _ batch: Batch, of standing: Standing, account: String, shelf: some LogShelf,
        fault: (Batch) throws -> String?
    ) throws -> PushOutcome {
        if let owner = try shelf.owner(of: batch.replica), owner != account {
            return .forbidden(message: "this device's name belongs to another account")
        }
        let last = try shelf.lastEntry(of: batch.replica)
        if let outcome = try chainOutcome(of: batch, after: last, shelf: shelf) { return outcome }
        if let message = formFault(of: batch) { return .refused(message: message) }
        // A void stands on nothing, whatever base it bears.
        if batch.isVoid { return .accepted(start: shelf.head + 1) }
        if let message = try baseFault(of: batch, after: last, standing, shelf: shelf) {
            return .refused(message: message)
        }
        // Whoever drops operations keeps those behind `kept`: only what reaches below both may find them gone.
        let needed = min(shelf.stable, shelf.kept)
        if try floor(of: batch, on: shelf) < needed { return .rebase(stable: needed) }
        if let message = try fault(batch) { return .refused(message: message) }
        return .accepted(start: shelf.head + 1)
    }

    private static func chainOutcome(
        of batch: Batch, after last: LogEntry?, shelf: some LogShelf
    ) throws -> PushOutcome? {
        let expected = (last?.batch.last ?? 0) + 1
        if batch.first > expected { return .gap(expected: expected) }
        let link = last?.batch.link ?? .zero
        if batch.first == expected {
            let isWelcome =
                try batch.previous == link && continues(batch, on: shelf)
                && !isSaid(batch, on: shelf)
            return isWelcome ? nil : .fork(seq: expected - 1, link: link)
        }
        if let stored = try shelf.entry(of: batch.replica, first: batch.first)?.asStored(for: batch)
        {
            return stored
        }
        return try fork(before: batch, shelf: shelf)
    }

    /// The last common batch of two chains that name the same sequence numbers: the one before, where the log has it
    /// as the batch says; else the beginning, from which the client finds the rest by pulling.
    private static func fork(
        before batch: Batch, shelf: some LogShelf
    ) throws -> PushOutcome {
        let isCommon =
            try batch.first > 1
            && shelf.entry(of: batch.replica, last: batch.first - 1)?.batch.link == batch.previous
        return isCommon
            ? .fork(seq: batch.first - 1, link: batch.previous) : .fork(seq: 0, link: .zero)
    }

    /// Whether a copy of the store has said the same already: it has written the batch anew, or sent or written anew what
    /// this one stands for. A void says nothing.
    static func isSaid(_ batch: Batch, on shelf: some LogShelf) throws -> Bool {
        if batch.isVoid { return false }
        if try shelf.isRetired(batch.chainEnd) { return true }
        return try batch.standsFor.contains { end in
            let sent = try shelf.entry(of: end.replica, last: end.seq)?.batch
            return try shelf.isRetired(end)
                || sent.map { !$0.isVoid && $0.link == end.link } ?? false
        }
    }

    /// Whether the chain that a first batch continues is here up to there.
    static func continues(_ batch: Batch, on shelf: some LogShelf) throws -> Bool {
        guard let after = batch.after else { return true }
        return try shelf.entry(of: after.replica, last: after.seq)?.batch.link == after.link
    }

    /// How far back the batch reaches: a number of a lost log counts as the cut.
    private static func floor(of batch: Batch, on shelf: some LogShelf) throws -> UInt64 {
        guard let lineage = try batch.base.epoch.flatMap({ try shelf.lineage(of: $0) }) else {
            return batch.base.count
        }
        return min(batch.base.count, lineage.cut)
    }

    private static func baseFault(
        of batch: Batch, after last: LogEntry?, _ standing: Standing, shelf: some LogShelf
    ) throws -> String? {
        let base = batch.base
        if let lineage = try base.epoch.flatMap({ try shelf.lineage(of: $0) }),
            base.count > lineage.cut
        {
            return lineage.knows(base.count)
                ? nil : "its base lies in a part of a lost log that is not here"
        }
        guard base.count <= shelf.head else { return "its base lies beyond the log's end" }
        let before = last?.batch.base
        guard base.count >= before?.count ?? 0 || before?.epoch != base.epoch else {
            return "its base lies before that of the batch before it"
        }
        guard base.count > 0 else { return nil }
        guard try shelf.digest(at: base.count) != nil else {
            return "its base is not the end of a batch"
        }
        guard let epoch = base.epoch else { return "its base names no epoch" }
        guard let end = try shelf.end(of: epoch) else {
            return base.count <= standing.cursor
                ? nil : "its base names an epoch that is not known here"
        }
        // Where a lost log came back to its own positions, an epoch that had ended early goes on up to what both have.
        return base.count <= max(end, standing.cursor)
            ? nil : "its base lies beyond the end of its epoch"
    }

    /// What can be seen without knowing the document.
    private static func formFault(of batch: Batch) -> String? {
        if batch.rules > Batch.currentRules {
            return "it follows merge rules newer than this server's"
        }
        if batch.count > UInt64(Batch.operationCountMax) { return "it has too many operations" }
        if batch.byteCount > WireLimits.batchByteCountMax { return "it is too large" }
        return nil
    }
}

extension LogEntry {
    /// The first answer again, where the batch is this one.
    fileprivate func asStored(for batch: Batch) -> PushOutcome? {
        self.batch.last == batch.last && self.batch.hash == batch.hash ? .same(start: start) : nil
    }
}
