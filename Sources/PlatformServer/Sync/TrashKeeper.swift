import GRDB
import Logging
import SiteHistory
import SiteModel
import Synchronization
import WireProtocol

/// Purges the trash of sites behind the greetings of their devices. No answer waits for it.
///
/// How long something stays is what `kept` says: 30 days of this server's clock (`Floors.raiseKept`).
final class TrashKeeper: Sendable {
    private struct Look {
        let now: Int64
        let site: NodeID
        let account: Account
    }

    private struct Progress {
        /// When each site's trash was looked at last, by the server's clock.
        var lookedAt: [NodeID: Int64] = [:]
        var waiting: [Look] = []
        /// Goes through what waits, one site after the other: whoever waits for an answer comes first.
        var work: Task<Void, Never>?
    }

    /// A site's trash is looked at so often at most: that may cost a replay of its log.
    private static let betweenLooksMilliseconds: Int64 = 86_400_000

    private let folder: DataFolder
    private let epoch: EpochID
    private let writer: GroupCommit
    private let engines: SiteEngines
    private let hub: EventHub
    private let logger: Logger
    private let progress = Mutex(Progress())

    init(
        folder: DataFolder, epoch: EpochID, writer: GroupCommit, engines: SiteEngines,
        hub: EventHub, logger: Logger
    ) {
        self.folder = folder
        self.epoch = epoch
        self.writer = writer
        self.engines = engines
        self.hub = hub
        self.logger = logger
    }

    /// A greeting was answered with `log`.
    ///
    /// - Parameter now: The server's clock, in milliseconds since 1970.
    func note(_ log: LogState, now: Int64, site: NodeID, account: Account) {
        guard min(log.stable, log.kept) > 0 else { return }
        progress.withLock { progress in
            // A clock that was set back is no reason to wait.
            let isDue = progress.lookedAt[site].map {
                now < $0 || now - $0 >= TrashKeeper.betweenLooksMilliseconds
            }
            guard isDue ?? true else { return }
            progress.lookedAt[site] = now
            progress.waiting.append(Look(now: now, site: site, account: account))
            guard progress.work == nil else { return }
            progress.work = Task.detached(priority: .background) { [self] in await work() }
        }
    }

    /// Waits until nothing is being purged.
    func finish() async { await progress.withLock { $0.work }?.value }

    private func work() async {
        while let look = next() {
            do {
                let document = try await document(of: look)
                if !document.trash.isEmpty, let end = try await purge(document, look) {
                    await hub.publish(EventHint(epoch: epoch, head: end), to: look.site)
                }
            } catch {
                logger.error("the trash of site \(look.site) was not purged: \(error)")
            }
        }
    }

    private func next() -> Look? {
        progress.withLock { progress in
            guard let look = progress.waiting.first else {
                progress.work = nil
                return nil
            }
            progress.waiting.removeFirst()
            return look
        }
    }

    /// Outside of the one writer: the log may have to be replayed.
    private func document(of look: Look) async throws -> HistoryEngine {
        if let document = engines.copy(of: look.site) { return document }
        return try await folder.pool.read { [self] db in
            try SiteEngines.engine(on: try shelf(db, look))
        }
    }

    /// - Returns: The log's end, where something was purged.
    private func purge(_ document: HistoryEngine, _ look: Look) async throws -> UInt64? {
        try await writer.perform { [self] db in
            var shelf = try shelf(db, look)
            var engine = document
            guard try shelf.digest(at: engine.cursor) == engine.digest else { return nil }
            for entry in try shelf.entries(after: engine.cursor) {
                guard engine.begins(beforeReachOf: entry.batch) else { return nil }
                engine.append(entry)
            }
            engine.refresh()
            let name = ReplicaID(rawValue: UInt64.random(in: 1...UInt64.max))
            guard
                let entry = try LogKeeper.purge(
                    engine.trash, as: name, account: look.account.email, time: look.now, in: &shelf)
            else { return nil }
            try shelf.save(now: look.now)
            engine.append(entry)
            engine.refresh()
            engines.keep(engine, of: look.site)
            return shelf.head
        }
    }

    private func shelf(_ db: Database, _ look: Look) throws -> SQLiteShelf {
        SQLiteShelf(
            db, site: try SiteRow.require(db, look.site, of: look.account), epoch: epoch,
            account: look.account)
    }
}
