import SiteHistory
import SiteModel

/// Finds what is wrong with a batch at V(o), the version its author saw, for one push.
///
/// The document of the log serves authors who were up to date, or have only their own chain behind their base. For one
/// who was not (offline, a long chain on an old base), the log up to that base and the author's own chain are kept as a
/// document of their own, so that a chain of n batches costs one replay and not n. Where the document begins behind what
/// a batch reaches back to, one that begins earlier is asked for, and takes its place once such a batch is in the log.
struct PushJudge {
    /// The document of the log, with every batch taken so far.
    private(set) var engine: HistoryEngine
    /// One of the same log that begins earlier.
    private var deeper: HistoryEngine?
    /// The batch that only that one could judge.
    private var deepest: Digest?
    private var view: AuthorView?
    private let earlier: (UInt64) throws -> HistoryEngine

    /// - Parameter earlier: A document of the log as it stands then, that begins at a position or before.
    init(_ engine: HistoryEngine, earlier: @escaping (UInt64) throws -> HistoryEngine) {
        self.engine = engine
        self.earlier = earlier
    }

    /// One sentence; nil where nothing is wrong.
    mutating func fault(in batch: Batch) throws -> String? {
        deepest = nil
        if engine.begins(beforeReachOf: batch) {
            if engine.isUpToDate(batch) { return engine.judge(batch) }
            return fault(in: batch, of: engine)
        }
        deepest = batch.hash
        if let deeper, deeper.begins(beforeReachOf: batch) {
            return fault(in: batch, of: deeper)
        }
        let deeper = try earlier(engine.reach(of: batch))
        self.deeper = deeper
        return fault(in: batch, of: deeper)
    }

    private mutating func fault(in batch: Batch, of engine: HistoryEngine) -> String? {
        if engine.isRenumbered(batch) { return engine.fault(in: batch) }
        if let view, view.continues(with: batch) { return view.fault(in: batch) }
        let view = AuthorView(of: batch, in: engine)
        self.view = view
        return view.fault(in: batch)
    }

    /// Hands over the document.
    consuming func finish() -> HistoryEngine {
        engine.refresh()
        return engine
    }

    /// A batch came into the log.
    mutating func take(_ entry: LogEntry) {
        deeper?.append(entry)
        if deepest == entry.batch.hash, let deeper {
            engine = deeper
            self.deeper = nil
        } else {
            engine.append(entry)
        }
        if view?.continues(with: entry.batch) == true { view?.append(entry.batch) }
    }
}

/// The document as one author had it: the log up to a base, then the author's own chain.
private struct AuthorView {
    private let replica: ReplicaID
    private let base: UInt64
    private var next: UInt64
    /// A log of its own numbering behind `base`.
    private var engine: HistoryEngine

    init(of batch: Batch, in log: HistoryEngine) {
        replica = batch.replica
        base = batch.base.count
        next = batch.first
        engine = log.view(seenBy: batch)
    }

    func continues(with batch: Batch) -> Bool {
        batch.replica == replica && batch.base.count == base && batch.first == next
    }

    /// Asked as if the whole of this log had been seen, which is what V(o) is.
    func fault(in batch: Batch) -> String? {
        engine.fault(
            in: Batch(
                replica: batch.replica, first: batch.first,
                base: LogPosition(epoch: nil, count: engine.cursor),
                previous: batch.previous,
                rules: batch.rules, whole: batch.whole, body: batch.body))
    }

    mutating func append(_ batch: Batch) {
        engine.append(
            LogEntry(batch: batch, start: engine.cursor + 1, author: "", time: 0))
        next = batch.last + 1
    }
}
