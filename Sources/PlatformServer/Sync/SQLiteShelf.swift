import Foundation
import GRDB
import SiteHistory
import SiteModel
import WireProtocol

/// One site's log in the database, inside a transaction.
struct SQLiteShelf: LogShelf {
    let db: Database
    let site: SiteRow
    let epoch: EpochID
    /// Who pushes, for `append`.
    let account: Account
    /// Seals what is said of the log; nil where nothing is.
    let sealKey: [UInt8]?
    private(set) var head: UInt64
    private(set) var digest: LogDigest
    var stable: UInt64
    var kept: UInt64
    /// What was looked up, or appended, in this transaction: a chain asks the same again and again.
    let memo = Memo()

    final class Memo {
        var owners: [ReplicaID: String?] = [:]
        var lastEntries: [ReplicaID: LogEntry?] = [:]
        var digests: [UInt64: LogDigest?] = [:]
        var epochEnds: [EpochID: UInt64?] = [:]
        var lineages: [EpochID: Lineage?] = [:]
        var retired: [ChainEnd: Bool] = [:]
        var newestSnapshot: UInt64??
    }

    init(
        _ db: Database, site: SiteRow, epoch: EpochID, account: Account, sealKey: [UInt8]? = nil
    ) {
        self.sealKey = sealKey
        self.db = db
        self.site = site
        self.epoch = epoch
        self.account = account
        head = site.head
        digest = site.digest
        stable = site.stable
        kept = site.kept
    }

    func digest(at position: UInt64) throws -> LogDigest? {
        if position == 0 { return LogDigest() }
        if position == head { return digest }
        if let known = memo.digests[position] { return known }
        let found = try storedDigest(at: position)
        memo.digests[position] = .some(found)
        return found
    }

    private func storedDigest(at position: UInt64) throws -> LogDigest? {
        guard let end = Int64(exactly: position) else { return nil }
        return try Data.fetchOne(
            db.cachedStatement(sql: "SELECT digest FROM entries WHERE site = ? AND end = ?"),
            arguments: [site.key, end]
        ).flatMap { Digest(bytes: $0).map { LogDigest($0) } }
    }

    func end(of epoch: EpochID) throws -> UInt64? {
        if epoch == self.epoch { return head }
        if let known = memo.epochEnds[epoch] { return known }
        let found = try storedEnd(of: epoch)
        memo.epochEnds[epoch] = .some(found)
        return found
    }

    private func storedEnd(of epoch: EpochID) throws -> UInt64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT following.head FROM epochs JOIN epochs AS later ON later.number > epochs.number
                JOIN siteEpochs AS following ON following.epoch = later.id AND following.site = ?
                WHERE epochs.id = ? ORDER BY later.number LIMIT 1
                """,
            arguments: [site.key, epoch.description]
        ).map { UInt64($0) }
    }

    func owner(of replica: ReplicaID) throws -> String? {
        if let known = memo.owners[replica] { return known }
        let found = try storedOwner(of: replica)
        memo.owners[replica] = .some(found)
        return found
    }

    private func storedOwner(of replica: ReplicaID) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT email FROM replicas JOIN accounts ON accounts.key = replicas.account WHERE site = ? AND id = ?
                """,
            arguments: [site.key, replica.description])
    }

    func lastEntry(of replica: ReplicaID) throws -> LogEntry? {
        if let known = memo.lastEntries[replica] { return known }
        let found = try entry("replica = ? ORDER BY first DESC LIMIT 1", [replica.description])
        memo.lastEntries[replica] = .some(found)
        return found
    }

    func entry(of replica: ReplicaID, first: UInt64) throws -> LogEntry? {
        guard let first = Int64(exactly: first) else { return nil }
        return try entry("replica = ? AND first = ?", [replica.description, first])
    }

    func entry(of replica: ReplicaID, last: UInt64) throws -> LogEntry? {
        guard let last = Int64(exactly: last) else { return nil }
        return try entry(
            "replica = ? AND first <= ? ORDER BY first DESC LIMIT 1", [replica.description, last]
        ).flatMap { $0.batch.last == UInt64(last) ? $0 : nil }
    }

    private func entry(_ condition: String, _ arguments: StatementArguments) throws -> LogEntry? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT start, time, batch, email FROM entries JOIN accounts ON accounts.key = entries.author
                    WHERE site = ? AND \(condition)
                    """),
            arguments: [site.key] + arguments)
        return try row.map { row in
            LogEntry(
                batch: try Batch(canonicalBytes: [UInt8](row["batch"] as Data)),
                start: UInt64(row["start"] as Int64),
                author: row["email"], time: row["time"])
        }
    }

    mutating func append(_ entry: LogEntry, digest: LogDigest, account: String) throws {
        let batch = entry.batch
        try db.cachedStatement(
            sql: """
                INSERT INTO entries (site, start, end, replica, first, last, batch, digest, author, time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            site.key, Int64(entry.start), Int64(entry.end), batch.replica.description,
            Int64(batch.first),
            Int64(batch.last), Data(batch.canonicalBytes), Data(digest.value.bytes),
            self.account.key, entry.time,
        ])
        if try owner(of: batch.replica) == nil {
            try db.execute(
                sql:
                    "UPDATE replicas SET account = ? WHERE site = ? AND id = ? AND account IS NULL",
                arguments: [self.account.key, site.key, batch.replica.description])
        }
        for operation in batch.operations { try note(operation, at: entry.end) }
        try removeSnapshots(reachedBelowBy: batch)
        memo.owners[batch.replica] = .some(account)
        memo.lastEntries[batch.replica] = .some(entry)
        memo.digests[entry.end] = .some(digest)
        head = entry.end
        self.digest = digest
    }

    /// Writes back where the log ends.
    func save(now: Int64) throws {
        guard head != site.head else { return }
        try db.execute(
            sql: "UPDATE sites SET head = ?, digest = ?, updatedAt = ? WHERE key = ?",
            arguments: [Int64(head), Data(digest.value.bytes), now, site.key])
    }

    var state: LogState {
        let seal = sealKey.map {
            Seal(LogEnd(position: head, digest: digest), epoch: epoch, site: site.id, key: $0)
        }
        return LogState(epoch: epoch, head: head, stable: stable, kept: kept, seal: seal)
    }
}

/// A site's row.
struct SiteRow: Sendable {
    let key: Int64
    let id: NodeID
    let account: Int64
    let head: UInt64
    let digest: LogDigest
    let stable: UInt64
    let kept: UInt64

    init(_ row: Row, id: NodeID) throws {
        key = row["key"]
        self.id = id
        account = row["account"]
        head = UInt64(row["head"] as Int64)
        stable = UInt64(row["stable"] as Int64)
        kept = UInt64(row["kept"] as Int64)
        guard let value = Digest(bytes: row["digest"] as Data) else {
            throw DatabaseError(message: "the digest of site \(id) is damaged")
        }
        digest = LogDigest(value)
    }

    static func fetch(_ db: Database, _ id: NodeID) throws -> SiteRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM sites WHERE id = ?"), arguments: [id.description]
        ).map { try SiteRow($0, id: id) }
    }

    /// The site, if it is the account's.
    ///
    /// - Throws: ``Problem`` 404, the same for one that does not exist and for another account's.
    static func require(_ db: Database, _ id: NodeID, of account: Account) throws -> SiteRow {
        guard let site = try fetch(db, id), site.account == account.key else {
            throw Problem(
                .notFound, status: 404, title: "No such site",
                detail: "this account has no site \(id)")
        }
        return site
    }
}
