import SiteHistory
import SiteModel
import WireProtocol

/// A log that must be brought together with the server's before anything else can be sent (design §5, Re-mint; Epoch).
///
/// Steps and their legal exits:
///  - `finding`  → `finding` with a narrower range, `offering` when the cut is known, the end when nothing was lost.
///  - `offering` → `offering` from further on, `fetching` when everything was offered.
///  - `fetching` → `fetching` with one more page, the end when the server's log is here whole and stored.
/// A failed request or write leaves the step as it is: it is tried again.
struct Repair: Hashable, Sendable {
    enum Reason: Hashable, Sendable {
        /// The server's log does not hold what this store has of it.
        case lostHistory
        /// The log has other batches under this store's name: it was copied or set back.
        case fork
        /// Own bases lie below what the server still merges.
        case away
        /// What this store dropped of the log is needed after all.
        case logTooShort
    }

    enum Step: Hashable, Sendable {
        /// `low` is common to both logs; behind `through` nothing is.
        case finding(low: LogEnd, through: UInt64)
        /// Everything up to `from` was offered.
        case offering(from: LogEnd)
        /// The server's log behind the cut, up to `end`.
        case fetching(end: LogEnd, [LogEntry])
    }

    let reason: Reason
    var step: Step
    /// The last end that both logs have in common.
    var cut: LogEnd
    /// What the server was last asked about.
    var asked: [LogEnd] = []
    /// Operations that the server took back.
    var returned: UInt64 = 0
    /// Operations that could not go back, and those that nobody here holds.
    var refused: UInt64 = 0
    var missing: UInt64 = 0
    /// The server's life that answered so far. A later one may have lost what the earlier one took: then the repair
    /// begins anew, while everything is still here.
    var epoch: EpochID?
    /// The epochs that numbered the lost log, and up to where, as far as was seen.
    private var numbers: [EpochID: UInt64] = [:]
    /// Epochs whose positions are numbers of another lost log: this one says so.
    private var renumbered: Set<EpochID> = []

    init(_ reason: Reason, of store: StoreState) {
        self.reason = reason
        let here = LogEnd(position: store.cursor, digest: store.standing.digest)
        switch reason {
        case .lostHistory:
            cut = .origin
            step = .finding(low: .origin, through: store.cursor)
        case .fork, .away:
            cut = here
            step = .fetching(end: here, [])
        case .logTooShort:
            cut = .origin
            step = .fetching(end: .origin, [])
        }
        if let epoch = store.standing.epoch { numbers[epoch] = store.cursor }
        for batch in store.pending { note(batch.base) }
    }

    /// Takes note of which epochs number a page of the lost log.
    mutating func note(_ entries: [LogEntry]) {
        for batch in entries.lazy.map(\.batch) {
            for case .lineage(let lineage) in batch.operations {
                renumbered.formUnion(lineage.epochs)
            }
            note(batch.base)
        }
    }

    private mutating func note(_ base: LogPosition) {
        guard let epoch = base.epoch, !renumbered.contains(epoch) else { return }
        numbers[epoch] = max(numbers[epoch] ?? 0, base.count)
    }

    /// What the server must know to read bases behind the cut.
    var numberings: [Numbering] {
        numbers.filter { $0.value > cut.position && !renumbered.contains($0.key) }
            .map { Numbering(epoch: $0.key, through: $0.value) }
            .sorted { $0.epoch.rawValue < $1.epoch.rawValue }
    }
}

/// What the machine asks of the log that the store has.
package enum LogQuery: Hashable, Sendable {
    /// Batch ends behind `after`, up to `through`: all of them, or `CommonRequest.endCountMax` evenly chosen, the last among
    /// them.
    case ends(after: UInt64, through: UInt64)
    /// Whole entries behind a position, up to so many bytes, at least one if there is one.
    case entries(after: UInt64, byteCountMax: Int)
}

/// The answer to a ``LogQuery``.
package enum LogPage: Hashable, Sendable {
    case ends([LogEnd])
    case entries([LogEntry])
}

/// What the store makes of its log when it was brought together with the server's: one transaction.
package struct Rewritten: Hashable, Sendable {
    package var rewrite: LogRewrite
    /// Write under a new name from now on, even where every waiting batch could keep its own.
    package var renewsReplica: Bool
    package var digest: LogDigest
    package var log: LogState

    package init(rewrite: LogRewrite, renewsReplica: Bool, digest: LogDigest, log: LogState) {
        self.rewrite = rewrite
        self.renewsReplica = renewsReplica
        self.digest = digest
        self.log = log
    }
}

/// How much came back, for people.
package struct HealingReport: Hashable, Sendable {
    /// Operations that the server had lost and has again from here.
    package var returned: UInt64 = 0
    /// Operations that could not go back under their name.
    package var refused: UInt64 = 0
    /// Operations that the server once had and nobody has offered yet.
    package var missing: UInt64 = 0

    package init() {}
}
