import SiteModel

/// A batch end of a log, and the rolling digest there: what two logs are compared by.
package struct LogEnd: Hashable, Sendable {
    /// Operations up to it; 0 for the beginning.
    package let position: UInt64
    package let digest: LogDigest

    package init(position: UInt64, digest: LogDigest) {
        self.position = position
        self.digest = digest
    }

    /// Before every operation.
    package static let origin = LogEnd(position: 0, digest: LogDigest())

    /// The end after one more entry.
    package func adding(_ entry: LogEntry) -> LogEnd {
        var digest = digest
        digest.append(entry.batch.hash)
        return LogEnd(position: entry.end, digest: digest)
    }
}

/// The log as the server has it from a position on: what takes the place of what this store has there.
///
/// - `cut == cursor`: only something new, with own batches among it that do not wait here as they stand there.
/// - `cut < cursor`: the server lost history, and has it again in another order (design §5, Epoch, step 4).
package struct LogRewrite: Hashable, Sendable {
    /// The last position that stays; a batch end.
    package var cut: UInt64
    /// The server's log behind the cut, to its end.
    package var entries: [LogEntry]
    /// A new id for own batches that cannot go to the server under theirs; used only where there are such.
    package var replica: ReplicaID
    /// The epoch of the server's answer: what a base at the log's end names.
    package var epoch: EpochID
    /// Write own batches anew at the log's end, for their bases lie below what the server still merges.
    package var isRebase: Bool

    package init(
        cut: UInt64, entries: [LogEntry], replica: ReplicaID, epoch: EpochID, isRebase: Bool = false
    ) {
        self.cut = cut
        self.entries = entries
        self.replica = replica
        self.epoch = epoch
        self.isRebase = isRebase
    }
}

/// What a rewrite came to.
package struct RewrittenLog: Sendable {
    /// The engine on the new log; the old one is unchanged.
    package let engine: HistoryEngine
    /// Own batches that were in the old log and are not in the new one: they wait again.
    package let returned: [Batch]
    /// Own batches under new names; nil where all could stay as they are.
    package let renaming: Renaming?
    /// Own batches that another copy of this store has written anew already: they wait no more.
    package let superseded: [Batch]
    /// Own batches that another copy of this store was told are not taken, and those that stand on what it has written
    /// anew and could not be done again: a person decides.
    package let held: [Batch]

    /// Whether the store must write under its new name: its chain does not go on as it stood here.
    package var renewsReplica: Bool {
        renaming != nil || !superseded.isEmpty || !held.isEmpty
    }

    /// What the first batch under a new name continues: what waits; the log it has seen whole.
    package var predecessor: ChainEnd? { engine.pending.last?.chainEnd }
}

extension HistoryEngine {
    /// The batch ends of the log in memory behind a position, the one where it begins among them; at most so many, evenly
    /// chosen, the last among them.
    ///
    /// - Complexity: O(entries).
    package func ends(after low: UInt64, through high: UInt64, max: Int) -> [LogEnd] {
        var end = firstEnd
        var all = end.position > low && end.position <= high ? [end] : []
        for entry in entries where entry.end <= high {
            end = end.adding(entry)
            if entry.end > low { all.append(end) }
        }
        guard all.count > max, max > 1 else { return all }
        return (0..<max).map { all[$0 * (all.count - 1) / (max - 1)] }
    }

    /// The entries behind a position, up to so many bytes, at least one if there is one; a note of how a lost log is numbered
    /// comes with all that it speaks of, for only so can it be written anew.
    package func entries(after position: UInt64, byteCountMax: Int) -> [LogEntry] {
        var found: [LogEntry] = []
        var byteCount = 0
        var through = position
        for entry in entries where entry.start > position {
            byteCount += entry.batch.byteCount
            if !found.isEmpty && byteCount > byteCountMax && entry.start > through { break }
            found.append(entry)
            through = max(through, entry.batch.lineageEnd)
        }
        return found
    }

    /// The engine on another log: this one's up to a cut, then the server's.
    ///
    /// Own batches that the new log does not hold wait behind it: those of the old log first, then those that waited.
    /// From the first that does not continue its chain as the new log has it, they are re-encoded.
    /// - Throws: ``ReplayError``; a cut below what is in memory is a gap.
    package func rewriting(_ rewrite: LogRewrite) throws(ReplayError) -> RewrittenLog {
        guard rewrite.cut >= firstEnd.position else {
            throw .gap(expected: firstEnd.position, got: rewrite.cut)
        }
        let old = entries.filter { $0.end > rewrite.cut && replicas.contains($0.batch.replica) }
            .map(\.batch)
        let arrived = Dictionary(
            rewrite.entries.map { ($0.batch.id(ofOperationAt: 0), $0.batch) }
        ) { first, _ in first }
        let isThere = { (batch: Batch) in
            arrived[batch.id(ofOperationAt: 0)].map(batch.isSettled(by:)) ?? false
        }
        // Another copy of this store was told that it is not taken.
        let isVoided = { (batch: Batch) in
            !isThere(batch)
                && arrived[batch.id(ofOperationAt: 0)].map { $0.isSettled(by: batch) } ?? false
        }
        let own = old + pending
        precondition(!own.contains(where: \.lacksMedia), "batches are written anew without media")
        let log = entries.filter { $0.end <= rewrite.cut } + rewrite.entries
        let all = own.filter { !isThere($0) && !isVoided($0) }
        let said = SaidInLog(log, behind: foundation)
        let superseded = all.filter(said.covers)
        let left = all.filter { !said.covers($0) }
        let orphans = said.firstOrphan(in: left, gone: superseded) ?? left.count
        var waiting = Array(left[..<orphans])
        var engine = fresh(with: rewrite.replica)
        _ = try engine.pull(log)
        var renaming: Renaming?
        var held = own.filter(isVoided)
        if rewrite.isRebase, !waiting.isEmpty {
            let rebase = try Rebase(waiting, on: engine, as: rewrite.replica, epoch: rewrite.epoch)
            renaming = rebase.renaming
            waiting = rebase.renaming.batches
            held += rebase.held
        } else if let stuck = ChainEnds(log, from: foundation.index).firstMisfit(in: waiting) {
            let misfits = Array(waiting[stuck...])
            let remint = Renaming(
                reminting: misfits, as: rewrite.replica,
                base: { base(behind: $0, without: Set(misfits.map(\.hash))) })
            renaming = remint
            waiting = waiting[..<stuck] + remint.batches
        }
        for batch in waiting { try engine.append(batch) }
        if orphans < left.count {
            var redone = Redone(engine, renaming ?? Renaming(), rewrite)
            try redone.redo(Array(left[orphans...]), in: self)
            (engine, renaming) = (redone.engine, redone.renaming)
            held += redone.held
        }
        return RewrittenLog(
            engine: engine, returned: old.filter { !isThere($0) }, renaming: renaming,
            superseded: superseded, held: held)
    }

    /// What an author had seen of this log besides own batches at its end, which the new log does not hold.
    private func base(behind base: LogPosition, without own: Set<Digest>) -> LogPosition {
        guard let epoch = base.epoch, !shown.index.isLost(epoch) else { return base }
        var count = base.count
        for entry in entries.reversed() where entry.end <= base.count {
            guard entry.end == count, own.contains(entry.batch.hash) else { break }
            count = entry.start - 1
        }
        return LogPosition(epoch: epoch, count: count)
    }
}

extension Batch {
    /// The last position that its notes number; 0 where it has none.
    fileprivate var lineageEnd: UInt64 {
        operations.reduce(0) { end, operation in
            guard case .lineage(let lineage) = operation else { return end }
            return lineage.stretches.reduce(end) { max($0, $1.at &+ ($1.count &- 1)) }
        }
    }
}

/// How far each chain goes.
private struct ChainEnds {
    private var ends: [ReplicaID: ChainEnd] = [:]
    /// Every chain end of the log: what a new chain may continue.
    private var known: Set<ChainEnd> = []
    /// The log up to where `log` begins. Of what every author has seen only numbers are known, no links; own batches that
    /// wait follow their chain there, for what differed would wait, too.
    private let foundation: CausalIndex

    init(_ log: [LogEntry], from foundation: CausalIndex) {
        self.foundation = foundation
        for entry in log { add(entry.batch) }
    }

    private mutating func add(_ batch: Batch) {
        ends[batch.replica] = batch.chainEnd
        known.insert(batch.chainEnd)
    }

    /// The place of the first batch that does not follow its chain; nil where all do.
    func firstMisfit(in waiting: [Batch]) -> Int? {
        var chains = self
        for (place, batch) in waiting.enumerated() {
            guard chains.isFollowed(by: batch), batch.after.map(chains.holds) ?? true else {
                return place
            }
            chains.add(batch)
        }
        return nil
    }

    private func isFollowed(by batch: Batch) -> Bool {
        if let end = ends[batch.replica] {
            return batch.first == end.seq + 1 && batch.previous == end.link
        }
        if let common = foundation.commonEnd(of: batch.replica) { return batch.first == common + 1 }
        return batch.first == 1 && batch.previous == .zero
    }

    private func holds(_ end: ChainEnd) -> Bool {
        known.contains(end) || foundation.isCommon(end.operation)
    }
}
