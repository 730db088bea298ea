import Foundation
import GRDB
import SiteHistory
import SiteModel
import Synchronization
import WireProtocol

/// The documents of the sites that were pushed to lately, so that what is wrong at V(o) is found before it is in the
/// log. Used from the one writer, inside its transactions.
final class SiteEngines: Sendable {
    private struct Cached {
        var engine: HistoryEngine
        var used: UInt64
    }

    private struct State {
        var engines: [NodeID: Cached] = [:]
        var clock: UInt64 = 0
    }

    private static let countMax = 64
    private let state = Mutex(State())

    /// Takes the document of a log out of here, replayed up to the shelf's head. It is the caller's alone, so that it
    /// grows in place; `keep` puts it back.
    func take(for shelf: SQLiteShelf) throws -> HistoryEngine {
        let cached = state.withLock { $0.engines.removeValue(forKey: shelf.site.id)?.engine }
        if let cached, cached.cursor == shelf.head { return cached }
        return try SiteEngines.engine(on: shelf)
    }

    /// The document of a log as it stands in the database: from the newest snapshot at or before a position that is whole,
    /// else from the beginning.
    static func engine(on shelf: SQLiteShelf, reaching reach: UInt64 = .max) throws -> HistoryEngine
    {
        var engine = try foundation(on: shelf, reaching: reach)
        _ = try engine.pull(try shelf.entries(after: engine.cursor))
        return engine
    }

    private static func foundation(
        on shelf: SQLiteShelf, reaching reach: UInt64
    ) throws -> HistoryEngine {
        for position in try shelf.snapshotPositions(through: reach) {
            guard let snapshot = try shelf.snapshot(at: position),
                let engine = try? HistoryEngine(
                    site: shelf.site.id, replicas: [], snapshot: snapshot.state, isOurs: true),
                engine.firstEnd == snapshot.end
            else { continue }
            return engine
        }
        return HistoryEngine(site: shelf.site.id, replicas: [])
    }

    /// The document as it was last kept; its log may end before or behind what is on the disk.
    func copy(of site: NodeID) -> HistoryEngine? { state.withLock { $0.engines[site]?.engine } }

    /// Remembers a document; the one that was longest not used makes room.
    func keep(_ engine: HistoryEngine, of site: NodeID) {
        state.withLock { state in
            state.clock += 1
            state.engines[site] = Cached(engine: engine, used: state.clock)
            guard state.engines.count > SiteEngines.countMax,
                let oldest = state.engines.min(by: { $0.value.used < $1.value.used })
            else { return }
            state.engines[oldest.key] = nil
        }
    }

    /// Forgets one: its log went on without it.
    func forget(_ site: NodeID) { state.withLock { $0.engines[site] = nil } }

    /// Forgets everything: a transaction that they were made in did not come through.
    func forget() { state.withLock { $0.engines = [:] } }
}

extension SQLiteShelf {
    /// The log behind a position.
    func entries(after position: UInt64) throws -> [LogEntry] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT start, time, batch, email FROM entries JOIN accounts ON accounts.key = entries.author
                WHERE site = ? AND end > ? ORDER BY end
                """, arguments: [site.key, Int64(clamping: position)])
        var entries: [LogEntry] = []
        while let row = try rows.next() {
            entries.append(
                LogEntry(
                    batch: try Batch(canonicalBytes: [UInt8](row["batch"] as Data)),
                    start: UInt64(row["start"] as Int64), author: row["email"], time: row["time"]))
        }
        return entries
    }

    /// A page of the log after a position: whole entries up to `limit` bytes, at least one if there is one, and none without
    /// its withdrawal.
    func page(after position: UInt64, limit: Int) throws -> (entries: [EncodedEntry], to: UInt64) {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT start, end, time, batch, email FROM entries JOIN accounts ON accounts.key = entries.author
                WHERE site = ? AND end > ? ORDER BY end LIMIT ?
                """,
            arguments: [site.key, Int64(clamping: position), WireLimits.pageBatchCount + 1])
        var entries: [EncodedEntry] = []
        var to = position
        var byteCount = 0
        while let row = try rows.next() {
            let batch: Data = row["batch"]
            byteCount += batch.count
            if let last = entries.last,
                byteCount > limit || entries.count >= WireLimits.pageBatchCount,
                try !Batch(canonicalBytes: [UInt8](batch)).isWithdrawal(
                    of: Batch(canonicalBytes: last.batch))
            {
                break
            }
            entries.append(
                EncodedEntry(
                    start: UInt64(row["start"] as Int64), author: row["email"], time: row["time"],
                    batch: [UInt8](batch)))
            to = UInt64(row["end"] as Int64)
        }
        return (entries, to)
    }
}
