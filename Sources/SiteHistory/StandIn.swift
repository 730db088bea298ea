import SiteModel

extension Batch {
    /// The own batches, of this store or of a copy of it, that it says anew: none of them may stand in a log beside it.
    package var standsFor: [ChainEnd] {
        operations.compactMap { if case .retire(let end) = $0 { end } else { nil } }
    }

    /// What a batch that says this one anew stands for: this one, and whatever this one stood for.
    var stoodFor: [ChainEnd] { standsFor + [chainEnd] }
}

/// The batches that copies of this store have said in a log, as they were or anew, by where their chains stood behind each.
struct SaidInLog {
    /// Written anew.
    private var retired: Set<ChainEnd> = []
    /// There as they were.
    private var there: Set<ChainEnd> = []

    /// - Parameter foundation: The state of the log up to where `log` begins.
    init(_ log: [LogEntry], behind foundation: Replay) {
        retired = Set(foundation.retired.keys)
        for batch in log.lazy.map(\.batch) {
            retired.formUnion(batch.standsFor)
            if !batch.isVoid { there.insert(batch.chainEnd) }
        }
    }

    /// Whether what a waiting batch says is in the log: a copy has written it anew, or sent what it stands for.
    func covers(_ batch: Batch) -> Bool {
        retired.contains(batch.chainEnd)
            || batch.standsFor.contains { retired.contains($0) || there.contains($0) }
    }

    /// The place of the first batch that stands on what was written anew; all behind it do.
    ///
    /// - Parameter gone: Own batches that wait no more, for the log says the same otherwise.
    func firstOrphan(in waiting: [Batch], gone: [Batch]) -> Int? {
        let ends = retired.union(gone.map(\.chainEnd))
        return waiting.firstIndex { $0.predecessor.map(ends.contains) ?? false }
    }
}
