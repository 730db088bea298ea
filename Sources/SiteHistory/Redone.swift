import SiteModel

/// Own batches that stand on what another copy of this store has written anew meanwhile: their positions are of a document
/// that nobody else ever had. So what they were for is done again on the present one; what cannot be is held back. Each new
/// batch stands for its old one, for another copy may do the same again.
struct Redone {
    private(set) var engine: HistoryEngine
    private(set) var renaming: Renaming
    private(set) var held: [Batch] = []
    private let replica: ReplicaID
    private let base: LogPosition
    /// What the first batch under the new name continues.
    private let after: ChainEnd?
    private var next: UInt64 = 1
    private var previous = Digest.zero

    /// - Parameters:
    ///   - engine: The log, and what waits and could stay.
    ///   - renaming: What of it bears the new name already.
    init(_ engine: HistoryEngine, _ renaming: Renaming, _ rewrite: LogRewrite) {
        self.engine = engine
        self.renaming = renaming
        replica = rewrite.replica
        base =
            engine.cursor == 0
            ? .origin : LogPosition(epoch: rewrite.epoch, count: engine.cursor)
        after = engine.pending.last?.chainEnd
        guard let last = renaming.batches.last else { return }
        next = last.last + 1
        previous = last.hash
    }

    /// Does some of the own batches again.
    ///
    /// - Parameter old: The engine that they wait in.
    mutating func redo(_ orphans: [Batch], in old: HistoryEngine) throws(ReplayError) {
        var past = old
        _ = try past.replacePending([])
        for batch in old.pending {
            let before = past
            let isWhole = past.canMerge(batch)
            try past.append(batch)
            guard orphans.contains(batch), !batch.isVoid else { continue }
            let wishes = batch.operations.filter { !$0.isOfRebase }
            let intents = Intent.read(of: wishes, before: before, after: past)
            // What a newer program froze shows nothing of what was meant.
            guard isWhole, wishes.isEmpty || !intents.isEmpty else {
                held.append(batch)
                continue
            }
            redo(batch, wanting: intents)
        }
        // What was in the old log already cannot be told from its place there any more.
        held += orphans.filter { !old.pending.contains($0) && !$0.isVoid }
        for void in orphans where void.isVoid {
            renaming.pairs.append(Renaming.Pair(old: void, new: nil))
        }
    }

    private mutating func redo(_ batch: Batch, wanting intents: [Intent]) {
        do throws(HistoryError) {
            let made = try engine.prepareRetry(
                of: intents, replica: replica, first: next, previous: previous, base: base,
                after: next == 1 ? after : nil,
                rest: batch.rows + batch.stoodFor.map(Operation.retire))
            guard made.skipped.isEmpty else { return held.append(batch) }
            try commit(made.batch, for: batch)
        } catch {
            held.append(batch)
        }
    }

    private mutating func commit(_ new: Batch, for old: Batch) throws(HistoryError) {
        do throws(ReplayError) {
            try engine.append(new)
        } catch {
            throw .nothingLeft([])
        }
        renaming.pairs.append(Renaming.Pair(old: old, new: new))
        next = new.last + 1
        previous = new.hash
    }
}

extension Batch {
    /// Rows that a rebase made.
    fileprivate var rows: [Operation] {
        operations.filter { if case .conflict = $0 { true } else { false } }
    }
}

extension Operation {
    /// Whether it says what a rebase came to, and nothing that a person did.
    fileprivate var isOfRebase: Bool {
        switch self {
        case .conflict, .retire: true
        default: false
        }
    }
}
