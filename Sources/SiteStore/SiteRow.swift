import Foundation
import GRDB
import SiteHistory
import SiteModel

/// A site's row: identity, sync marks, the state of its own chain.
struct SiteRow {
    let key: Int64
    let id: NodeID
    var slug: String
    var title: String
    var server: String?
    var account: String?
    var epoch: EpochID?
    var cursor: UInt64
    var digest: Digest
    var stable: UInt64
    var kept: UInt64
    /// The log's batches up to there are not kept: the snapshot at this position stands for them.
    var dropped: UInt64
    var replica: ReplicaID
    /// The next sequence number of the own chain.
    var nextSeq: UInt64
    /// The hash of the last own batch.
    var chain: Digest
    /// What the own chain continues; its first batch says so.
    var after: ChainEnd?
    /// The server's newest word about how far its log went, as it came.
    var seal: [UInt8]?
    var revision: Int64
    /// The last revision that cannot be reached by adding batches to an older state.
    var rebuilt: Int64
    var updatedAt: Int64
    var lastSync: Int64?
    var syncProblem: String?
    var syncBlocked: Bool

    /// What the own chain's next batch must say that it continues; nil but for the first.
    var continued: ChainEnd? { nextSeq == 1 ? after : nil }
    var base: LogPosition { LogPosition(epoch: cursor == 0 ? nil : epoch, count: cursor) }

    static func fetch(_ db: Database, _ id: NodeID) throws -> SiteRow? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM sites WHERE id = ?"),
            arguments: [id.description]
        ).map(SiteRow.init)
    }

    static func require(_ db: Database, _ id: NodeID) throws -> SiteRow {
        guard let row = try fetch(db, id) else { throw StoreError.unknownSite(id.description) }
        return row
    }

    init(_ row: Row) throws {
        key = row["key"]
        id = try Stored.parse(row["id"], NodeID.init)
        slug = row["slug"]
        title = row["title"]
        server = row["server"]
        account = row["account"]
        epoch = try (row["epoch"] as String?).map { try Stored.parse($0, EpochID.init) }
        cursor = Stored.unsigned(row["cursor"])
        digest = try Stored.parse(row["digest"], Digest.init)
        stable = Stored.unsigned(row["stable"])
        kept = Stored.unsigned(row["kept"])
        dropped = Stored.unsigned(row["dropped"])
        replica = try Stored.parse(row["replica"], ReplicaID.init)
        nextSeq = Stored.unsigned(row["nextSeq"])
        chain = try Stored.parse(row["chain"], Digest.init)
        after = try SiteRow.chainEnd(row)
        seal = (row["seal"] as Data?).map { [UInt8]($0) }
        revision = row["revision"]
        rebuilt = row["rebuilt"]
        updatedAt = row["updatedAt"]
        lastSync = row["lastSync"]
        syncProblem = row["syncProblem"]
        syncBlocked = row["syncBlocked"]
    }

    private static func chainEnd(_ row: Row) throws -> ChainEnd? {
        guard let replica = row["afterReplica"] as String? else { return nil }
        return ChainEnd(
            replica: try Stored.parse(replica, ReplicaID.init),
            seq: Stored.unsigned(row["afterSeq"]),
            link: try Stored.parse(row["afterLink"], Digest.init))
    }

    /// A new site's row, with a replica id of its own.
    static func insert(_ db: Database, id: NodeID, replica: ReplicaID, now: Int64) throws -> SiteRow
    {
        let zero = Digest.zero.description
        try db.execute(
            sql: "INSERT INTO sites (id, digest, replica, chain, updatedAt) VALUES (?, ?, ?, ?, ?)",
            arguments: [id.description, zero, replica.description, zero, now])
        try db.execute(
            sql: "INSERT INTO replicas (site, replica) VALUES (?, ?)",
            arguments: [db.lastInsertedRowID, replica.description])
        return try require(db, id)
    }

    /// Writes everything but identity.
    func save(_ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE sites SET slug = ?, title = ?, server = ?, account = ?, epoch = ?, cursor = ?, digest = ?,
                    stable = ?, kept = ?, dropped = ?, replica = ?, nextSeq = ?, chain = ?, afterReplica = ?, afterSeq = ?, afterLink = ?,
                    seal = ?, revision = ?, rebuilt = ?,
                    updatedAt = ?, lastSync = ?, syncProblem = ?, syncBlocked = ?
                WHERE key = ?
                """
        ).execute(arguments: [
            slug, title, server, account, epoch?.description, try Stored.signed(cursor),
            digest.description,
            try Stored.signed(stable), try Stored.signed(kept), try Stored.signed(dropped),
            replica.description,
            try Stored.signed(nextSeq),
            chain.description, after?.replica.description,
            try after.map { try Stored.signed($0.seq) }, after?.link.description,
            seal.map { Data($0) }, revision, rebuilt, updatedAt, lastSync, syncProblem, syncBlocked,
            key,
        ])
    }

    /// Every replica id this store has written under for the site.
    func replicas(_ db: Database) throws -> Set<ReplicaID> {
        let names = try String.fetchAll(
            db.cachedStatement(sql: "SELECT replica FROM replicas WHERE site = ?"),
            arguments: [key])
        return Set(try names.map { try Stored.parse($0, ReplicaID.init) })
    }
}

/// How values of ours stand in columns.
enum Stored {
    static func parse<Value>(_ text: String, _ make: (String) -> Value?) throws -> Value {
        guard let value = make(text) else {
            throw DecodingFault.malformed("stored value \(text.prefix(40))", at: 0)
        }
        return value
    }

    static func unsigned(_ value: Int64) -> UInt64 { UInt64(max(0, value)) }

    static func signed(_ value: UInt64) throws -> Int64 {
        guard let signed = Int64(exactly: value) else {
            throw DecodingFault.overLimit("number \(value)")
        }
        return signed
    }
}
