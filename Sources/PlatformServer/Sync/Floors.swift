import GRDB
import SiteHistory
import WireProtocol

/// How far back anybody may still refer: the floors that replicas report, and `stable`, which follows from them.
struct Floors {
    /// A replica that was not seen for so long holds nobody up.
    static let forgottenAfterMilliseconds: Int64 = 14 * 86_400_000

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
