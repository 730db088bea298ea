import SiteModel

/// How deep a log must be known.
///
/// An engine that begins at `firstEnd` takes it that every author has seen what is below. A batch that *reaches* lower,
/// for its author had not, would be merged wrongly: whoever keeps the log looks first, and opens it deeper where need be.
extension HistoryEngine {
    /// The lowest position that what comes next reaches back to; `.max` where nothing comes.
    ///
    /// - Parameter arrived: The log behind the cursor.
    /// - Complexity: O(operations).
    package func reach(of arrived: [LogEntry]) -> UInt64 {
        var index = shown.index
        var lowest = UInt64.max
        for entry in arrived {
            lowest = min(lowest, index.reach(of: entry.batch))
            for case .lineage(let lineage) in entry.batch.operations { index.note(lineage) }
        }
        return lowest
    }

    /// Whether everything that comes next, and what waits, had been written by authors who had seen all that is not in
    /// memory.
    package func isDeepEnough(for arrived: [LogEntry]) -> Bool {
        firstEnd.position == 0 || reach(of: arrived) >= firstEnd.position
    }

    /// The last batch end at or below a limit behind which nothing reaches lower, neither in the log nor of what waits:
    /// where the log can be cut.
    ///
    /// - Returns: nil where there is none behind `firstEnd`.
    /// - Complexity: O(operations).
    package func lastCut(through limit: UInt64) -> LogEnd? {
        let index = shown.index
        var lowest = pending.map { index.reach(of: $0) }.min() ?? .max
        var isFrozen: [Bool] = [false]
        for entry in entries { isFrozen.append(isFrozen[isFrozen.count - 1] || entry.isFreezing) }
        for place in entries.indices.reversed() {
            let end = entries[place].end
            if end <= limit, end <= lowest, !isFrozen[place + 1] { return self.end(after: place) }
            lowest = min(lowest, index.reach(of: entries[place].batch))
        }
        return nil
    }

    private func end(after place: Int) -> LogEnd {
        entries[...place].reduce(firstEnd) { $0.adding($1) }
    }

    /// Whether a whole log holds each chain at least as far as this one does.
    ///
    /// - Complexity: O(entries + chains).
    package func isCovered(by log: [LogEntry]) -> Bool {
        var ends: [ReplicaID: UInt64] = [:]
        for entry in log { ends[entry.batch.replica] = entry.batch.last }
        return shown.index.runs.allSatisfy { replica, runs in
            ends[replica] ?? 0 >= runs.last?.last ?? 0
        }
    }

    /// Whether the texts of an own step can be taken back: what wrote them is in memory, or waits.
    package func remembers(_ step: UndoStep) -> Bool {
        firstEnd.position == 0
            || !step.batch.operations.contains { $0.text != nil }
            || !shown.index.isCommon(step.batch.id(ofOperationAt: 0))
    }

    /// Whether a node is gone from the site and can be brought back.
    package func isInTrash(_ node: NodeID) -> Bool {
        guard site[node] == nil, let number = shown.nodes.number(of: node) else {
            return false
        }
        return !shown.isPurged(number)
    }

    /// Whether an operation is in the log, in memory or below.
    package func isLogged(_ id: OperationID) -> Bool { shown.index.position(of: id) != nil }

    /// Whether the log holds a chain up to there, as far as that can be told: of what is not in memory only how far each
    /// chain had come is known.
    func holds(_ end: ChainEnd) -> Bool {
        foundation.index.isCommon(end.operation) || entries.contains { $0.batch.chainEnd == end }
    }
}

extension LogEntry {
    /// Whether a newer program's operation is in it.
    fileprivate var isFreezing: Bool {
        batch.operations.contains { if case .unknown = $0 { true } else { false } }
    }
}

extension CausalIndex {
    /// The position up to which the author of a batch had surely seen everything: its base, a number of a lost log
    /// counting as the cut; and before each delete that it cancels. Any where the batch has no effect at all.
    ///
    /// Of what everybody has seen only numbers are known: a delete there counts as standing where nothing can have been
    /// put before it, too early and never too late.
    func reach(of batch: Batch) -> UInt64 {
        guard !batch.isVoid else { return .max }
        let author = author(batch.id(ofOperationAt: 0), of: batch)
        var reach = author.lineage.map { min(author.base, lineages[$0].cut) } ?? author.base
        for delete in batch.cancelledDeletes {
            if let position = position(of: delete) { reach = min(reach, position - 1) }
        }
        return reach
    }

    /// How far a chain had come where everybody has seen everything; nil where it had not begun, or nothing is common.
    func commonEnd(of replica: ReplicaID) -> UInt64? {
        guard common > 0, let first = runs[replica]?.first, first.start <= common else {
            return nil
        }
        return first.last
    }

    /// Whether an operation is among those that every author had seen.
    func isCommon(_ id: OperationID) -> Bool {
        common > 0 && (position(of: id).map { $0 <= common } ?? false)
    }
}
