import Foundation
import GRDB
import SiteHistory
import SiteModel
import WireProtocol

/// States of a log that stand for what is before them. Each that is in the table can: nothing behind it reaches back
/// further (`HistoryEngine.reach(of:)`); what would, when it comes into the log, removes it in the same transaction.
extension SQLiteShelf {
    /// How many are kept besides the one that serves whatever may still be pushed.
    private static let snapshotCountMax = 4

    /// The position of the newest; nil where there is none.
    var newestSnapshot: UInt64? {
        get throws {
            if let known = memo.newestSnapshot { return known }
            let newest = try snapshotPositions(through: .max).first
            memo.newestSnapshot = .some(newest)
            return newest
        }
    }

    /// Newest first.
    func snapshotPositions(through limit: UInt64) throws -> [UInt64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT position FROM snapshots WHERE site = ? AND position <= ?
                    ORDER BY position DESC
                    """), arguments: [site.key, Int64(clamping: limit)]
        ).map { UInt64($0) }
    }

    /// A snapshot that is whole and the log's own; nil for one that is damaged.
    func snapshot(at position: UInt64) throws -> SnapshotAnswer? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT digest, bytes FROM snapshots WHERE site = ? AND position = ?"),
            arguments: [site.key, Int64(clamping: position)])
        guard let row, let digest = Digest(bytes: row["digest"] as Data),
            let snapshot = try? SnapshotAnswer(bytes: [UInt8](row["bytes"] as Data)),
            snapshot.end == LogEnd(position: position, digest: LogDigest(digest)),
            try self.digest(at: position) == snapshot.end.digest
        else { return nil }
        return snapshot
    }

    /// Keeps a snapshot, and of the older ones those that can still be asked for.
    ///
    /// - Parameter bytes: Of a ``SnapshotAnswer``.
    func insertSnapshot(_ bytes: [UInt8], at end: LogEnd) throws {
        try db.execute(
            sql:
                "INSERT OR REPLACE INTO snapshots (site, position, digest, bytes) VALUES (?, ?, ?, ?)",
            arguments: [
                site.key, Int64(end.position), Data(end.digest.value.bytes), Data(bytes),
            ])
        memo.newestSnapshot = nil
        let all = try snapshotPositions(through: .max)
        let needed = all.first { $0 <= min(stable, kept) }
        for position in all.dropFirst(SQLiteShelf.snapshotCountMax) where position != needed {
            try removeSnapshot(at: position)
        }
    }

    func removeSnapshot(at position: UInt64) throws {
        try db.execute(
            sql: "DELETE FROM snapshots WHERE site = ? AND position = ?",
            arguments: [site.key, Int64(clamping: position)])
        memo.newestSnapshot = nil
    }

    /// Removes what cannot stand for the log before it any more once the batch is behind it.
    func removeSnapshots(reachedBelowBy batch: Batch) throws {
        guard let newest = try newestSnapshot else { return }
        let reach = try reach(of: batch)
        guard reach < newest else { return }
        try db.execute(
            sql: "DELETE FROM snapshots WHERE site = ? AND position > ?",
            arguments: [site.key, Int64(clamping: reach)])
        memo.newestSnapshot = nil
    }

    /// Where an operation stands; nil where it is in no batch of the log.
    func position(of operation: OperationID) throws -> UInt64? {
        guard let seq = Int64(exactly: operation.seq) else { return nil }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT start, first, last FROM entries WHERE site = ? AND replica = ? AND first <= ?
                    ORDER BY first DESC LIMIT 1
                    """), arguments: [site.key, operation.replica.description, seq])
        guard let row, row["last"] as Int64 >= seq else { return nil }
        return UInt64((row["start"] as Int64) + seq - (row["first"] as Int64))
    }
}
