import Foundation
import GRDB
import Logging
import SiteHistory
import SiteModel
import Synchronization
import WireProtocol

/// Writes snapshots of logs behind the requests that make them due, and lets go of the operations that they stand for in
/// the documents kept in memory. No answer waits for it.
final class SnapshotKeeper: Sendable {
    private struct Progress {
        /// Nil until the database was asked.
        var pace: SnapshotPace?
        var work: Task<Void, Never>?
    }

    /// What was made and is not written yet.
    private struct Made: Sendable {
        var engine: HistoryEngine
        let end: LogEnd
        let bytes: [UInt8]
    }

    private let folder: DataFolder
    private let epoch: EpochID
    private let writer: GroupCommit
    private let engines: SiteEngines
    private let metrics: Metrics
    private let logger: Logger
    private let limits: SnapshotPace.Limits
    private let progress = Mutex<[NodeID: Progress]>([:])

    init(
        folder: DataFolder, epoch: EpochID, writer: GroupCommit, engines: SiteEngines,
        metrics: Metrics, logger: Logger, limits: SnapshotPace.Limits = SnapshotPace.Limits()
    ) {
        self.folder = folder
        self.epoch = epoch
        self.writer = writer
        self.engines = engines
        self.metrics = metrics
        self.logger = logger
        self.limits = limits
    }

    /// A request was answered: its log is on the disk as far as `log` says.
    ///
    /// - Parameter byteCount: Of the batches that it brought into the log.
    func note(_ log: LogState, byteCount: Int, site: NodeID, account: Account) {
        progress.withLock { sites in
            sites[site, default: Progress()].pace?.add(byteCount: byteCount)
            guard sites[site]?.work == nil, sites[site]?.pace?.isDue(stable: log.stable) ?? true
            else { return }
            sites[site]?.work = Task.detached(priority: .background) { [self] in
                await work(through: log.stable, site, account)
            }
        }
    }

    /// Waits until nothing is being made for a site.
    func finish(_ site: NodeID) async {
        await progress.withLock { $0[site]?.work }?.value
    }

    private func work(through stable: UInt64, _ site: NodeID, _ account: Account) async {
        do {
            let pace = try await pace(of: site, account)
            // Without a document in memory there was no push since the start, and nobody waits for a judgement.
            if pace.isDue(stable: stable), let document = engines.copy(of: site) {
                if let made = try make(from: document, through: stable, behind: pace.newest),
                    try await write(made, site, account)
                {
                    metrics.count(.snapshots)
                    let next = try await storedPace(of: site, account)
                    progress.withLock { $0[site]?.pace = next }
                } else {
                    progress.withLock { $0[site]?.pace?.failed(stable: stable) }
                }
            }
        } catch {
            logger.error("no snapshot of site \(site) was written: \(error)")
            progress.withLock { $0[site]?.pace?.failed(stable: stable) }
        }
        progress.withLock { $0[site]?.work = nil }
    }

    private func pace(of site: NodeID, _ account: Account) async throws -> SnapshotPace {
        if let known = progress.withLock({ $0[site]?.pace }) { return known }
        let stored = try await storedPace(of: site, account)
        progress.withLock { $0[site]?.pace = stored }
        return stored
    }

    private func storedPace(of site: NodeID, _ account: Account) async throws -> SnapshotPace {
        try await folder.pool.read { [self] db in
            let newest = try shelf(db, site, account).newestSnapshot ?? 0
            let byteCount = try Int.fetchOne(
                db,
                sql: """
                    SELECT coalesce(sum(length(batch)), 0) FROM entries JOIN sites ON key = site
                    WHERE id = ? AND end > ?
                    """, arguments: [site.description, Int64(newest)])
            return SnapshotPace(newest: newest, byteCount: byteCount ?? 0, limits: limits)
        }
    }

    private func shelf(_ db: Database, _ site: NodeID, _ account: Account) throws -> SQLiteShelf {
        SQLiteShelf(
            db, site: try SiteRow.require(db, site, of: account), epoch: epoch, account: account)
    }

    /// The state at the last position that allows one; nil where that is not far enough, or where it is too large.
    private func make(
        from document: HistoryEngine, through stable: UInt64, behind newest: UInt64
    ) throws -> Made? {
        guard let end = document.lastCut(through: stable), end.position > newest else { return nil }
        let between = document.entries.lazy.filter { $0.start > newest && $0.end <= end.position }
        let isEnough = limits.isReached(
            operationCount: end.position - newest,
            byteCount: between.reduce(0) { $0 + $1.batch.byteCount })
        guard isEnough else { return nil }
        var engine = document
        let state = try engine.compact(to: end.position)
        guard state.count <= SnapshotAnswer.stateByteCountMax else { return nil }
        let log = LogState(epoch: epoch, head: end.position, stable: end.position, kept: 0)
        let answer = SnapshotAnswer(log: log, end: end, state: state)
        return Made(engine: engine, end: end, bytes: answer.bytes)
    }

    /// Writes it, if what came into the log meanwhile leaves it true, and keeps its engine in place of the longer one.
    private func write(_ made: Made, _ site: NodeID, _ account: Account) async throws -> Bool {
        try await writer.perform { [self] db in
            let shelf = try shelf(db, site, account)
            var engine = made.engine
            guard try shelf.digest(at: engine.cursor) == engine.digest else { return false }
            for entry in try shelf.entries(after: engine.cursor) {
                guard engine.begins(beforeReachOf: entry.batch) else { return false }
                engine.append(entry)
            }
            engine.refresh()
            try shelf.insertSnapshot(made.bytes, at: made.end)
            engines.keep(engine, of: site)
            return true
        }
    }
}
