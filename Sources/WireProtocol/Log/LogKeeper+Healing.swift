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
        var plan = try HealPlan(request, shelf)
        for entry in request.entries { try plan.place(entry, account: account, on: shelf) }
        if let lineage = plan.lineage(noted: false) {
            plan.shift(past: shelf.head)
            let moved = plan.lineage(noted: true) ?? lineage
            let base = LogPosition(epoch: shelf.epoch, count: shelf.head)
            let batch = Batch(
                replica: note, first: 1, base: shelf.head == 0 ? .origin : base,
                previous: .zero, body: .operations([.lineage(moved)]))
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

/// What becomes of a page of a lost log.
private struct HealPlan {
    private let request: HealRequest
    private let earlier: [Lineage]
    private var stretches: [Lineage.Stretch] = []
    /// What comes into the log.
    private(set) var fresh: [LogEntry] = []
    private(set) var taken: UInt64 = 0
    private(set) var refused: UInt64 = 0
    /// The log's end when the page is in it.
    private var head: UInt64
    private var chains: [ReplicaID: ChainEnd] = [:]
    private var known: Set<ReplicaID> = []

    init(_ request: HealRequest, _ shelf: some LogShelf) throws {
        self.request = request
        head = shelf.head
        earlier = try request.epochs.compactMap { try shelf.lineage(of: $0) }
    }

    /// Finds where an entry is, or where it goes.
    mutating func place(_ entry: LogEntry, account: String, on shelf: some LogShelf) throws {
        let batch = entry.batch
        if let stored = try shelf.entry(of: batch.replica, first: batch.first),
            stored.batch.hash == batch.hash
        {
            return add(entry, at: stored.start)
        }
        if known.insert(batch.replica).inserted {
            chains[batch.replica] = try shelf.lastEntry(of: batch.replica)?.batch.chainEnd
        }
        let end = chains[batch.replica]
        let follows = batch.first == (end?.seq ?? 0) + 1 && batch.previous == (end?.link ?? .zero)
        let isOurs = try shelf.owner(of: batch.replica).map { $0 == account } ?? true
        guard follows, isOurs else {
            refused += batch.count
            return
        }
        chains[batch.replica] = batch.chainEnd
        add(entry, at: head + 1)
        head += batch.count
        taken += batch.count
        fresh.append(entry)
    }

    private mutating func add(_ entry: LogEntry, at position: UInt64) {
        let count = entry.batch.count
        if let last = stretches.last, last.from + last.count == entry.start,
            last.at + last.count == position
        {
            stretches[stretches.count - 1] = Lineage.Stretch(
                from: last.from, count: last.count + count, at: last.at)
        } else {
            stretches.append(Lineage.Stretch(from: entry.start, count: count, at: position))
        }
    }

    /// The note stands in front of what is appended.
    mutating func shift(past head: UInt64) {
        stretches = stretches.map {
            $0.at > head ? Lineage.Stretch(from: $0.from, count: $0.count, at: $0.at + 1) : $0
        }
    }

    /// What the log must say about the numbers of the lost one; nil where they are its own, or where it says so already.
    ///
    /// - Parameter noted: The stretches are as they stand behind the note.
    func lineage(noted: Bool) -> Lineage? {
        guard refused > 0 || stretches.contains(where: { $0.from != $0.at }) else { return nil }
        let lineage = Lineage(
            epochs: request.epochs.sorted { $0.rawValue < $1.rawValue },
            cut: request.cut.position, stretches: joined)
        let isKnown =
            !noted && fresh.isEmpty && earlier.count == request.epochs.count
            && earlier.allSatisfy { $0.cut == lineage.cut && lineage.isPart(of: $0) }
        return isKnown ? nil : lineage
    }

    /// The page's stretches behind those of the pages before it.
    private var joined: [Lineage.Stretch] {
        let before = earlier.max { $0.stretches.count < $1.stretches.count }
            .flatMap { $0.cut == request.cut.position ? $0.stretches : nil }
        let first = stretches.first?.from ?? .max
        let kept = (before ?? []).compactMap { stretch -> Lineage.Stretch? in
            guard stretch.from < first else { return nil }
            return Lineage.Stretch(
                from: stretch.from, count: min(stretch.count, first - stretch.from),
                at: stretch.at)
        }
        return kept + stretches
    }
}

extension Lineage {
    fileprivate func isPart(of other: Lineage) -> Bool {
        stretches.allSatisfy { stretch in
            other.stretches.contains {
                $0.from <= stretch.from && stretch.from + stretch.count <= $0.from + $0.count
                    && stretch.at == $0.at + (stretch.from - $0.from)
            }
        }
    }
}
