import SiteHistory
import SiteModel

/// Finds what is wrong with a batch at V(o), the version its author saw, for one push.
///
/// The document of the whole log serves authors who were up to date, or have only their own chain behind their base. For one who was not (offline, a long chain on an
/// old base), the log up to that base and the author's own chain are kept as a document of their own, so that a chain
/// of n batches costs one replay and not n.
struct PushJudge {
    /// The document of the log, with every batch taken so far.
    private(set) var engine: HistoryEngine
    private let site: NodeID
    private var view: AuthorView?

    init(_ engine: HistoryEngine, site: NodeID) {
        self.engine = engine
        self.site = site
    }

    /// One sentence; nil where nothing is wrong.
    mutating func fault(in batch: Batch) -> String? {
        if engine.isUpToDate(batch) { return engine.judge(batch) }
        if engine.isRenumbered(batch) { return engine.fault(in: batch) }
        if let view, view.continues(with: batch) { return view.fault(in: batch) }
        let view = AuthorView(of: batch, in: engine.entries(seenBy: batch), site: site)
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
        engine.append(entry)
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

    init(of batch: Batch, in log: [LogEntry], site: NodeID) {
        replica = batch.replica
        base = batch.base.count
        next = 1
        engine = HistoryEngine(site: site, replicas: [])
        for entry in log { add(entry.batch) }
        next = batch.first
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
        add(batch)
        next = batch.last + 1
    }

    private mutating func add(_ batch: Batch) {
        engine.append(LogEntry(batch: batch, start: engine.cursor + 1, author: "", time: 0))
    }
}
