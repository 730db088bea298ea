import Foundation
import GRDB
import SiteHistory
import SiteModel

/// A state of a site's log, as a row.
struct SnapshotRow {
    /// The log up to there is in it; the digest is the log's.
    let end: LogEnd
    let bytes: [UInt8]

    /// The one at a position; nil where there is none, or where its bytes are not those that were written.
    static func fetch(_ db: Database, site: Int64, at position: UInt64) throws -> SnapshotRow? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT digest, hash, bytes FROM snapshots WHERE site = ? AND position = ?"),
            arguments: [site, try Stored.signed(position)])
        guard let row else { return nil }
        let bytes = try row.withUnsafeData(atIndex: 2) { [UInt8]($0 ?? Data()) }
        guard Digest.of(bytes).description == row[1] else { return nil }
        let digest = LogDigest(try Stored.parse(row[0], Digest.init))
        return SnapshotRow(end: LogEnd(position: position, digest: digest), bytes: bytes)
    }

    /// The positions of a site's snapshots, the newest first.
    static func positions(_ db: Database, site: Int64) throws -> [UInt64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT position FROM snapshots WHERE site = ? ORDER BY position DESC"),
            arguments: [site]
        ).map(Stored.unsigned)
    }

    /// The position and the size of the newest; zeros where there is none.
    static func newest(_ db: Database, _ row: SiteRow) throws -> (position: UInt64, byteCount: Int)
    {
        let found = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT position, length(bytes) FROM snapshots WHERE site = ?
                    ORDER BY position DESC LIMIT 1
                    """), arguments: [row.key])
        return found.map { (Stored.unsigned($0[0]), $0[1]) } ?? (0, 0)
    }

    /// The size of the one at a position; 0 where there is none.
    static func byteCount(_ db: Database, _ row: SiteRow, at position: UInt64) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT length(bytes) FROM snapshots WHERE site = ? AND position = ?"),
            arguments: [row.key, try Stored.signed(position)]) ?? 0
    }

    /// Takes out those below what was dropped: nothing goes on from them any more.
    static func removeStale(_ db: Database, _ row: SiteRow) throws {
        try db.cachedStatement(sql: "DELETE FROM snapshots WHERE site = ? AND position < ?")
            .execute(arguments: [row.key, try Stored.signed(row.dropped)])
    }

    func insert(_ db: Database, site: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO snapshots (site, position, digest, hash, bytes) VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            site, try Stored.signed(end.position), end.digest.value.description,
            Digest.of(bytes).description, Data(bytes),
        ])
    }

    /// The same without media, for a device whose rows hold them: the state that an engine goes on from.
    static func foundation(of engine: HistoryEngine) throws -> SnapshotRow {
        var short = engine
        short.leaveOutMedia()
        let end = short.firstEnd
        return SnapshotRow(end: end, bytes: try short.snapshot(at: end.position))
    }

    /// Takes out those behind a position, but for the one that stands for what was dropped.
    static func remove(_ db: Database, _ row: SiteRow, behind position: UInt64) throws {
        try db.cachedStatement(
            sql: "DELETE FROM snapshots WHERE site = ? AND position > ? AND position <> ?"
        ).execute(arguments: [
            row.key, try Stored.signed(position), try Stored.signed(row.dropped),
        ])
    }
}
