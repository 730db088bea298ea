import SiteHistory
import SiteModel

@testable import SiteStore

/// A server's log in memory, that devices with stores of their own write to and read from.
final class LogServer {
    static let epoch = EpochID(rawValue: 7)
    private(set) var log: [LogEntry] = []
    private(set) var digest = LogDigest()

    var head: UInt64 { log.last?.end ?? 0 }

    /// Takes everything that waits in a store and gives it what is new.
    func sync(_ store: SiteStore, _ site: NodeID, stable: UInt64 = 0, kept: UInt64 = 0) throws {
        try push(store, site)
        try pull(store, site, stable: stable, kept: kept)
    }

    func push(_ store: SiteStore, _ site: NodeID) throws {
        let logged = Set(log.map(\.batch.hash))
        for batch in try store.syncMarks(of: site).outbox where !logged.contains(batch.hash) {
            append(batch)
        }
    }

    func append(_ batch: Batch) {
        let time = Int64(log.count) * 1000
        log.append(LogEntry(batch: batch, start: head + 1, author: "ana", time: time))
        digest.append(batch.hash)
    }

    func pull(_ store: SiteStore, _ site: NodeID, stable: UInt64 = 0, kept: UInt64 = 0) throws {
        let cursor = try store.syncMarks(of: site).cursor
        _ = try store.applyPull(
            log.filter { $0.start > cursor }, to: site, epoch: LogServer.epoch,
            digest: digest.value, stable: stable, kept: kept, head: head)
    }

    /// It comes back from a backup.
    func setBack(by count: Int) {
        let rest = log.dropLast(count)
        log = []
        digest = LogDigest()
        for entry in rest {
            log.append(entry)
            digest.append(entry.batch.hash)
        }
    }

    /// The state of the log at a batch end.
    func snapshot(of site: NodeID, at position: UInt64) throws -> ServedSnapshot {
        var engine = HistoryEngine(site: site, replicas: [])
        _ = try engine.pull(log)
        let bytes = try engine.snapshot(at: position)
        let read = try HistoryEngine(site: site, replicas: [], snapshot: bytes)
        return ServedSnapshot(bytes: bytes, end: read.firstEnd, epoch: LogServer.epoch)
    }
}

extension StoreFixture {
    /// A store with a site that was edited and synced.
    static func synced() throws -> (StoreFixture, SiteStore, LogServer) {
        let home = StoreFixture()
        let store = try home.openWithSite()
        let server = LogServer()
        for word in ["one", "two", "three", "four"] {
            _ = try home.write(word, store)
            try server.sync(store, home.site)
        }
        return (home, store, server)
    }
}
