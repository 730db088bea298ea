import SiteModel

/// How a site stood at some time: the log, or the log and what waits, up to a batch.
package enum SiteVersion: Hashable, Sendable {
    /// The log up to and with the batch that holds this position; 0 is before everything.
    case position(UInt64)
    /// Up to and with the batch that begins with this operation.
    case after(OperationID)
    /// Before the batch that begins with this operation.
    case before(OperationID)
    /// The log as far as this device has it, without what waits to be sent.
    case synced
    /// As it is shown.
    case now
}

/// Why there is no such version here.
package enum VersionFault: Error, Hashable, Sendable {
    case unknown(SiteVersion)
    /// It lies below the position from which on the log is in memory.
    case notKept(from: UInt64)
}

/// A batch's effect on the shown document.
package struct SiteStep: Sendable {
    package let before: Site
    package let after: Site
    /// Every node that is new, gone or different, and maybe others.
    package let nodes: Set<NodeID>
}

/// The document at earlier times. A version is known here by how many batches were applied: those of the log in memory,
/// then those that wait.
extension HistoryEngine {
    /// Batches of the log in memory, then those that wait.
    package var batchCount: Int { entries.count + pending.count }

    package func batch(at index: Int) -> Batch {
        index < entries.count ? entries[index].batch : pending[index - entries.count]
    }

    /// How many batches make a version.
    ///
    /// - Complexity: O(batches) for a batch's name, O(log batches) for a position.
    package func batchCount(of version: SiteVersion) throws(VersionFault) -> Int {
        switch version {
        case .now: return batchCount
        case .synced: return entries.count
        case .after(let id): return try index(of: id, in: version) + 1
        case .before(let id): return try index(of: id, in: version)
        case .position(let position):
            guard position <= cursor else { throw .unknown(version) }
            guard position >= firstEnd.position else { throw .notKept(from: firstEnd.position) }
            return entries.prefix { $0.start <= position }.count
        }
    }

    private func index(of id: OperationID, in version: SiteVersion) throws(VersionFault) -> Int {
        if let index = entries.firstIndex(where: { $0.batch.id(ofOperationAt: 0) == id }) {
            return index
        }
        if let index = pending.firstIndex(where: { $0.id(ofOperationAt: 0) == id }) {
            return entries.count + index
        }
        guard let position = shown.index.position(of: id), position <= firstEnd.position else {
            throw .unknown(version)
        }
        throw .notKept(from: firstEnd.position)
    }

    /// The document at a version.
    ///
    /// - Complexity: O(site + batches up to there); O(1) for `now`.
    package func site(at version: SiteVersion) throws(VersionFault) -> Site {
        let count = try batchCount(of: version)
        return count == batchCount ? site : state(after: count).shownSite()
    }

    /// What each of some batches did, in their order.
    ///
    /// - Parameter range: Within 0..<`batchCount`.
    /// - Complexity: O(site + batches up to the range's end).
    package func steps(_ range: Range<Int>, _ body: (Int, SiteStep) -> Void) {
        guard !range.isEmpty else { return }
        var replay = state(after: range.lowerBound)
        var site = replay.shownSite()
        for index in range {
            let before = site
            apply(index, to: &replay)
            _ = replay.settleTexts()
            let nodes = replay.takeDirty()
            replay.refresh(nodes, in: &site)
            site.blobs = replay.blobs
            body(index, SiteStep(before: before, after: site, nodes: nodes))
        }
    }

    private func state(after count: Int) -> Replay {
        var replay = foundation
        for index in 0..<count { apply(index, to: &replay) }
        _ = replay.settleTexts()
        _ = replay.takeDirty()
        return replay
    }

    private func apply(_ index: Int, to replay: inout Replay) {
        let start = index < entries.count ? entries[index].start : nil
        replay.apply(batch(at: index), start: start)
    }
}
