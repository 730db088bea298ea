import Foundation
import GRDB
import SiteHistory
import SiteModel
import WireProtocol

/// Hello, push and pull.
struct SyncService: Sendable {
    let folder: DataFolder
    let epoch: EpochID
    let writer: GroupCommit
    let engines: SiteEngines
    let hub: EventHub
    let metrics: Metrics
    let snapshots: SnapshotKeeper
    let trash: TrashKeeper
    /// Seals what is said of logs; nil where nothing is.
    var sealKey: [UInt8]?
    /// The server's wall clock, in milliseconds since 1970: for display and for what people are promised in days.
    var clock: @Sendable () -> Int64 = wallMilliseconds

    /// Greets a client; a site that is not known here becomes the account's.
    ///
    /// - Throws: ``Problem``: 403 where the site is another account's, 409 where the histories differ.
    func hello(_ request: HelloRequest, site id: NodeID, account: Account) async throws
        -> HelloAnswer
    {
        let now = clock()
        let answer = try await writer.perform { [self] db in
            var shelf = try openShelf(db, id, account)
            try LogKeeper.check(request.standing, against: shelf)
            shelf.stable = try Floors.note(request.standing, on: shelf, now: now)
            shelf.kept = try Floors.raiseKept(on: shelf, now: now)
            let chain = try shelf.lastEntry(of: request.standing.replica)
                .map { ChainHead(last: $0.batch.last, link: $0.batch.link) }
            return HelloAnswer(log: shelf.state, chain: chain, account: account.email)
        }
        snapshots.note(answer.log, byteCount: 0, site: id, account: account)
        trash.note(answer.log, now: now, site: id, account: account)
        return answer
    }

    /// The log of a site of the account; one that is not known here becomes the account's.
    func openShelf(_ db: Database, _ id: NodeID, _ account: Account) throws -> SQLiteShelf {
        let site =
            try SiteRow.fetch(db, id)
            ?? SyncService.create(db, id, account, epoch, now: clock())
        guard site.account == account.key else {
            throw Problem(
                .forbidden, status: 403, title: "Not yours",
                detail: "this site belongs to another account")
        }
        return SQLiteShelf(db, site: site, epoch: epoch, account: account, sealKey: sealKey)
    }

    private static func create(
        _ db: Database, _ id: NodeID, _ account: Account, _ epoch: EpochID, now: Int64
    ) throws -> SiteRow {
        try db.execute(
            sql:
                "INSERT INTO sites (id, account, digest, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?)",
            arguments: [id.description, account.key, Data(Digest.zero.bytes), now, now])
        try db.execute(
            sql: "INSERT INTO siteEpochs (site, epoch, head) VALUES (?, ?, 0)",
            arguments: [db.lastInsertedRowID, epoch.description])
        return try SiteRow.require(db, id, of: account)
    }

    /// Takes batches in order, up to the first that cannot be taken; answers when they are on the disk.
    func push(_ request: PushRequest, site id: NodeID, account: Account) async throws -> PushAnswer
    {
        let now = clock()
        let answer = try await writer.perform { [self] db in
            let site = try SiteRow.require(db, id, of: account)
            var shelf = SQLiteShelf(
                db, site: site, epoch: epoch, account: account, sealKey: sealKey)
            try LogKeeper.check(request.standing, against: shelf)
            shelf.stable = try Floors.note(request.standing, on: shelf, now: now)
            for replica in Set(request.batches.map(\.replica))
            where replica != request.standing.replica {
                try SyncService.know(replica, on: shelf, now: now)
            }
            var judge = PushJudge(try engines.take(for: shelf)) { [shelf] reach in
                try SiteEngines.engine(on: shelf, reaching: reach)
            }
            let outcomes = try LogKeeper.push(
                request, account: account.email, time: now, to: &shelf
            ) {
                try judge.fault(in: $0)
            } taken: {
                judge.take($0)
            }
            try shelf.save(now: now)
            engines.keep(judge.finish(), of: id)
            return PushAnswer(log: shelf.state, outcomes: outcomes, to: request)
        }
        let byteCount = note(request, answer)
        if byteCount > 0 {
            await hub.publish(EventHint(epoch: answer.log.epoch, head: answer.log.head), to: id)
        }
        snapshots.note(answer.log, byteCount: byteCount, site: id, account: account)
        return answer
    }

    /// Makes a row for a replica that is pushed for but does not itself ask: an older name of the same store.
    static func know(_ replica: ReplicaID, on shelf: SQLiteShelf, now: Int64) throws {
        try shelf.db.execute(
            sql:
                "INSERT INTO replicas (site, id, floor, seenAt) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [shelf.site.key, replica.description, Int64(clamping: shelf.stable), now])
    }

    /// Counts what became of a push.
    ///
    /// - Returns: The bytes that came into the log.
    private func note(_ request: PushRequest, _ answer: PushAnswer) -> Int {
        var byteCount = 0
        for (batch, outcome) in zip(request.batches, answer.outcomes) {
            switch outcome {
            case .accepted:
                byteCount += batch.byteCount
                metrics.count(.batches)
                metrics.count(.operations, by: batch.count)
            case .same: metrics.count(.repeats)
            case .refused, .gap, .fork, .rebase, .forbidden: metrics.count(.refusals)
            }
        }
        return byteCount
    }

    /// A page of the log, encoded for a client that reads frames of the form.
    func pull(
        _ standing: Standing, limit: Int, form: Frame.Form, site id: NodeID, account: Account
    ) async throws -> [UInt8] {
        let now = clock()
        let (bytes, isStale) = try await folder.pool.read { [epoch, sealKey] db in
            let site = try SiteRow.require(db, id, of: account)
            let shelf = SQLiteShelf(
                db, site: site, epoch: epoch, account: account, sealKey: sealKey)
            try LogKeeper.check(standing, against: shelf)
            let (entries, to) = try shelf.page(after: standing.cursor, limit: limit)
            let digest = try shelf.digest(at: to) ?? LogDigest()
            let bytes = PullAnswer.bytes(
                log: shelf.state, from: standing.cursor, to: to, digest: digest, entries: entries,
                form: form)
            return (bytes, try SyncService.isStale(standing, shelf, now: now))
        }
        if isStale { noteLater(standing, site: id, account: account) }
        return bytes
    }

    /// The newest snapshot of the log that is whole.
    ///
    /// - Throws: ``Problem/noSnapshot`` where there is none.
    func snapshot(_ standing: Standing, site id: NodeID, account: Account) async throws -> [UInt8] {
        let answer = try await folder.pool.read { [epoch, sealKey] db -> SnapshotAnswer? in
            let site = try SiteRow.require(db, id, of: account)
            let shelf = SQLiteShelf(
                db, site: site, epoch: epoch, account: account, sealKey: sealKey)
            try LogKeeper.check(standing, against: shelf)
            for position in try shelf.snapshotPositions(through: shelf.stable) {
                guard var snapshot = try shelf.snapshot(at: position) else { continue }
                snapshot.log = shelf.state
                return snapshot
            }
            return nil
        }
        guard let answer else { throw Problem.noSnapshot }
        return answer.bytes
    }

    /// Whether what is written down about the replica is old enough to be worth a write.
    private static func isStale(_ standing: Standing, _ shelf: SQLiteShelf, now: Int64) throws
        -> Bool
    {
        let row = try Row.fetchOne(
            shelf.db.cachedStatement(
                sql: "SELECT floor, seenAt FROM replicas WHERE site = ? AND id = ?"),
            arguments: [shelf.site.key, standing.replica.description])
        guard let row else { return true }
        let age = now - (row["seenAt"] as Int64)
        return age > 3_600_000
            || (age > 10_000 && (row["floor"] as Int64) != Int64(clamping: standing.floor))
    }

    /// A pull's floor may wait for the next transaction: one that is written too low holds things up, and no more.
    private func noteLater(_ standing: Standing, site id: NodeID, account: Account) {
        let now = clock()
        Task { [epoch, writer] in
            try await writer.perform { db in
                let site = try SiteRow.require(db, id, of: account)
                let shelf = SQLiteShelf(db, site: site, epoch: epoch, account: account)
                _ = try Floors.note(standing, on: shelf, now: now)
            }
        }
    }

    /// Where the log stands, for the first hint of a stream.
    func hint(site id: NodeID, account: Account) async throws -> EventHint {
        try await folder.pool.read { [epoch] db in
            EventHint(epoch: epoch, head: try SiteRow.require(db, id, of: account).head)
        }
    }
}

/// The system's wall clock.
@Sendable func wallMilliseconds() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
