import SiteHistory
import SiteModel

/// What becomes of a page of a lost log: what of it comes into the log, and what the log must say about its numbers.
///
/// A number of the lost log is an operation's position there. Where an epoch is known to have named it, a base of that
/// epoch means what the log's lineage says; so each epoch has its own, up to what was named under it.
struct HealPlan {
    /// A note of a healing that is in the lost log only: what it says, and where it stood there.
    private struct LostNote {
        let lineage: Lineage
        let number: UInt64
    }

    private let request: HealRequest
    /// Up to here the lost log's numbers are this log's positions.
    private let own: UInt64
    private let oldHead: UInt64
    /// What the log says already of the epochs that numbered the lost log.
    private var earlier: [EpochID: Lineage] = [:]
    private var numberings: [Numbering] = []
    /// Whether notes of the lost log are written anew, for they would not be true here.
    private let rewritesNotes: Bool
    private var lostNotes: [LostNote] = []
    private var stretches: [Lineage.Stretch] = []
    /// What comes into the log, behind the notes.
    private(set) var fresh: [LogEntry] = []
    /// What the log must say, one operation each.
    private(set) var notes: [Lineage] = []
    private(set) var taken: UInt64 = 0
    private(set) var refused: UInt64 = 0
    /// The log's end when the page is in it.
    private var head: UInt64
    private var chains: [ReplicaID: ChainEnd] = [:]
    private var known: Set<ReplicaID> = []
    private var freshEnds: Set<ChainEnd> = []
    private var saidTwice = SaidTwice()

    static func making(
        _ request: HealRequest, account: String, on shelf: some LogShelf
    ) throws -> HealPlan {
        let plan = try HealPlan(request, account: account, on: shelf, rewritesNotes: false)
        return plan.notes.isEmpty && !plan.movesNotes
            ? plan : try HealPlan(request, account: account, on: shelf, rewritesNotes: true)
    }

    private init(
        _ request: HealRequest, account: String, on shelf: some LogShelf, rewritesNotes: Bool
    ) throws {
        self.request = request
        self.rewritesNotes = rewritesNotes
        head = shelf.head
        oldHead = shelf.head
        let isOwn = try shelf.digest(at: request.from.position) == request.from.digest
        own = isOwn ? request.from.position : request.cut.position
        for numbering in request.numberings {
            // What the common part says of an epoch is of another lost log.
            let position = try shelf.lineagePosition(of: numbering.epoch) ?? .max
            guard position > request.cut.position else { continue }
            numberings.append(numbering)
            earlier[numbering.epoch] = try shelf.lineage(of: numbering.epoch)?.alone(
                numbering.epoch)
        }
        for entry in request.entries { try place(entry, account: account, on: shelf) }
        try settleNotes(on: shelf)
    }

    // MARK: Placing

    /// Finds where an entry is, or where it goes.
    private mutating func place(
        _ entry: LogEntry, account: String, on shelf: some LogShelf
    ) throws {
        let batch = entry.batch
        if let stored = try shelf.entry(of: batch.replica, first: batch.first),
            stored.batch.isSettled(by: batch) || batch.isSettled(by: stored.batch)
        {
            return add(entry, at: stored.start)
        }
        if batch.isWithdrawal {
            if let position = saidTwice.position(of: batch) { return add(entry, at: position) }
            refused += batch.count
            return
        }
        let lineages = batch.operations.compactMap { operation -> Lineage? in
            if case .lineage(let lineage) = operation { lineage } else { nil }
        }
        if rewritesNotes, !lineages.isEmpty {
            lostNotes += lineages.map { LostNote(lineage: $0, number: entry.end) }
            return
        }
        if known.insert(batch.replica).inserted {
            chains[batch.replica] = try shelf.lastEntry(of: batch.replica)?.batch.chainEnd
        }
        guard try follows(batch, account: account, on: shelf) else {
            refused += batch.count
            return
        }
        chains[batch.replica] = batch.chainEnd
        freshEnds.insert(batch.chainEnd)
        add(entry, at: head + 1)
        taken += batch.count
        try append(entry, on: shelf)
    }

    /// Right behind a batch that says what is said already its words are taken out again: nobody sees them twice.
    private mutating func append(_ entry: LogEntry, on shelf: some LogShelf) throws {
        fresh.append(entry)
        head += entry.batch.count
        guard let batch = try saidTwice.withdrawal(of: entry.batch, on: shelf) else { return }
        saidTwice.note(batch, at: head + 1)
        fresh.append(
            LogEntry(batch: batch, start: head + 1, author: entry.author, time: entry.time))
        head += batch.count
    }

    /// Whether a batch goes on where its chain ends, and the chain that it continues is here.
    private func follows(
        _ batch: Batch, account: String, on shelf: some LogShelf
    ) throws -> Bool {
        let end = chains[batch.replica]
        guard batch.first == (end?.seq ?? 0) + 1, batch.previous == (end?.link ?? .zero),
            try shelf.owner(of: batch.replica).map({ $0 == account }) ?? true
        else { return false }
        guard let after = batch.after, !freshEnds.contains(after) else { return true }
        return try LogKeeper.continues(batch, on: shelf)
    }

    private mutating func add(_ entry: LogEntry, at position: UInt64) {
        let stretch = Lineage.Stretch(from: entry.start, count: entry.batch.count, at: position)
        // What comes in moves with the notes, what is there does not.
        if let last = stretches.last, (last.at > oldHead) == (position > oldHead),
            let joined = last.joined(with: stretch)
        {
            stretches[stretches.count - 1] = joined
        } else {
            stretches.append(stretch)
        }
    }

    /// Whether a note of the lost log would stand elsewhere than it did.
    private var movesNotes: Bool {
        stretches.contains { $0.from != $0.at }
            && fresh.contains { entry in
                entry.batch.operations.contains {
                    if case .lineage = $0 { true } else { false }
                }
            }
    }

    // MARK: Notes

    /// Notes stand in front of what comes into the log, and move it. So if one epoch needs a note, each has one: how many
    /// there are does not depend on how far things move.
    private mutating func settleNotes(on shelf: some LogShelf) throws {
        guard try !lineages(behind: 0, isNeeded: false, on: shelf).isEmpty else { return }
        let count = try lineages(behind: 0, isNeeded: true, on: shelf).count
        notes = try lineages(behind: UInt64(count), isNeeded: true, on: shelf)
    }

    /// What the log must say about the epochs, if so many notes stand in front of what comes into it.
    ///
    /// - Parameter isNeeded: Also where numbers are positions as they are.
    private func lineages(
        behind count: UInt64, isNeeded: Bool, on shelf: some LogShelf
    ) throws -> [Lineage] {
        let moved = stretches.map { $0.at > oldHead ? $0.moved(by: count) : $0 }
        var all: [EpochID: Lineage] = [:]
        for numbering in numberings {
            all[numbering.epoch] = lineage(of: numbering, moved, isNeeded: isNeeded)
        }
        for note in lostNotes {
            for epoch in note.lineage.epochs {
                let known = try all[epoch] ?? shelf.lineage(of: epoch)?.alone(epoch)
                let lineage = rewritten(note.lineage, of: epoch, moved, known: known)
                if lineage != known { all[epoch] = lineage }
            }
        }
        return all.values.sorted { $0.epochs[0].rawValue < $1.epochs[0].rawValue }
    }

    /// The page joined to what is known of an epoch; nil where nothing needs to be said.
    private func lineage(
        of numbering: Numbering, _ page: [Lineage.Stretch], isNeeded: Bool
    ) -> Lineage? {
        let named = page.compactMap { $0.prefix(through: numbering.through) }
        guard let before = earlier[numbering.epoch] else {
            let isMoved =
                refused > 0 || !lostNotes.isEmpty || named.contains { $0.from != $0.at }
            guard numbering.through > own, isNeeded || isMoved else { return nil }
            return Lineage(
                epochs: [numbering.epoch], cut: own,
                stretches: Lineage.Stretch.union([], named + places(ofNotes: numbering.through)))
        }
        let common = Lineage.Stretch.identity(
            behind: before.cut, through: min(own, numbering.through))
        let joined = Lineage(
            epochs: [numbering.epoch], cut: before.cut,
            stretches: Lineage.Stretch.union(
                before.stretches, common + named + places(ofNotes: numbering.through)))
        let isKnown = joined.cut == before.cut && joined.stretches == before.stretches
        return isKnown ? nil : joined
    }

    /// Numbers of notes that are written anew: the place of what says it now.
    private func places(ofNotes through: UInt64) -> [Lineage.Stretch] {
        lostNotes.filter { $0.number <= through }.map {
            Lineage.Stretch(from: $0.number, count: 1, at: oldHead + 1)
        }
    }

    /// What a note of the lost log said about an epoch, in positions of this log.
    private func rewritten(
        _ note: Lineage, of epoch: EpochID, _ page: [Lineage.Stretch], known: Lineage?
    ) -> Lineage {
        let lost = request.standing.epoch.flatMap { earlier[$0]?.stretches } ?? []
        let map =
            Lineage.Stretch.identity(behind: 0, through: own)
            + Lineage.Stretch.union(lost.filter { $0.from > own }, page)
        let cut = known?.cut ?? min(note.cut, own)
        let common = Lineage.Stretch.identity(behind: cut, through: note.cut)
        let placed = (common + note.stretches).flatMap { stretch in
            map.compactMap { stretch.placed(by: $0) }
        }
        return Lineage(
            epochs: [epoch], cut: cut,
            stretches: Lineage.Stretch.union(known?.stretches ?? [], placed))
    }
}
