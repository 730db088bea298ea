import GRDB
import SiteHistory
import WireProtocol

/// How far back anybody may still refer: the floors that replicas report, and `stable`, which follows from them.
struct Floors {
    /// A replica that was not seen for so long holds nobody up.
    static let forgottenAfterMilliseconds: Int64 = 14 * 86_400_000

    /// How long a restore point is promised.
    static let keptForMilliseconds: Int64 = 30 * 86_400_000

    /// The log's positions that are older than what is promised, by the server's clock. It never falls, so a clock that is set
    /// back takes no promise back.
    ///
    /// - Returns: The site's `kept` now.
    static func raiseKept(on shelf: SQLiteShelf, now: Int64) throws -> UInt64 {
        let limit = now - keptForMilliseconds
        guard try isOldestOlder(than: limit, on: shelf) else { return shelf.kept }
        let end = try Int64.fetchOne(
            shelf.db.cachedStatement(
                sql: """
                    SELECT max(end) FROM entries WHERE site = ? AND end > ? AND time < ?
                    """),
            arguments: [
                shelf.site.key, Int64(clamping: shelf.kept), limit,
            ])
        guard let end, UInt64(end) > shelf.kept else { return shelf.kept }
        try shelf.db.execute(
            sql: "UPDATE sites SET kept = ? WHERE key = ?", arguments: [end, shelf.site.key])
        return UInt64(end)
    }

    /// Whether the first entry behind `kept` is older: asked first, for it spares a look at all the others.
    private static func isOldestOlder(than limit: Int64, on shelf: SQLiteShelf) throws -> Bool {
        let time = try Int64.fetchOne(
            shelf.db.cachedStatement(
                sql: "SELECT time FROM entries WHERE site = ? AND end > ? ORDER BY end LIMIT 1"),
            arguments: [shelf.site.key, Int64(clamping: shelf.kept)])
        return time.map { $0 < limit } ?? false
    }

    /// Notes what a request says of its replica, and raises `stable` where that lets it rise. It never falls.
    ///
    /// - Returns: The site's `stable` now.
    static func note(_ standing: Standing, on shelf: SQLiteShelf, now: Int64) throws -> UInt64 {
        let db = shelf.db
        let site = shelf.site.key
        let floor = Int64(clamping: min(standing.floor, standing.cursor))
        try db.cachedStatement(
            sql: """
                INSERT INTO replicas (site, id, floor, seenAt) VALUES (?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET floor = excluded.floor, seenAt = excluded.seenAt
                """
        ).execute(arguments: [site, standing.replica.description, floor, now])
        let least = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT min(floor) FROM replicas WHERE site = ? AND seenAt > ?"),
            arguments: [site, now - forgottenAfterMilliseconds])
        let dropped = min(standing.dropped, standing.cursor)
        let stable = min(max(shelf.stable, UInt64(least ?? 0), dropped), shelf.head)
        guard stable > shelf.stable else { return shelf.stable }
        try db.execute(
            sql: "UPDATE sites SET stable = ? WHERE key = ?",
            arguments: [Int64(clamping: stable), site])
        return stable
    }
}
