import Foundation
import Logging
import SiteHistory
import SiteModel
import WireProtocol

@testable import PlatformServer

/// The server's service on a folder of its own, without a network.
struct ServiceBench {
    let folder: DataFolder
    let engines = SiteEngines()
    let service: SyncService
    let account: Account

    /// So few that a test makes them at once.
    static let limits = SnapshotPace.Limits(operationCount: 200, byteCount: 1 << 20)
    static let site = NodeID(high: 0xabc, low: 0xdef)

    /// Opens the folder as a server does at its start.
    ///
    /// - Parameter clock: The server's, in milliseconds since 1970.
    init(
        _ path: String = RunningServer.newFolder(),
        clock: @escaping @Sendable () -> Int64 = wallMilliseconds
    ) async throws {
        folder = try DataFolder(path)
        let epoch = try folder.beginEpoch(now: 0)
        let metrics = Metrics()
        let writer = GroupCommit(
            pool: folder.pool, metrics: metrics, onFailure: { [engines] in engines.forget() })
        let hub = EventHub(metrics: metrics)
        service = SyncService(
            folder: folder, epoch: epoch, writer: writer, engines: engines,
            hub: hub, metrics: metrics,
            snapshots: SnapshotKeeper(
                folder: folder, epoch: epoch, writer: writer, engines: engines, metrics: metrics,
                logger: Logger(label: "test"), limits: Self.limits),
            trash: TrashKeeper(
                folder: folder, epoch: epoch, writer: writer, engines: engines, hub: hub,
                logger: Logger(label: "test")), clock: clock)
        let accounts = Accounts(folder)
        let token = try accounts.issueToken(email: "ana@example.com", now: 0)
        account = try await accounts.account(authorization: "Bearer \(token)")
    }

    func remove() {
        try? folder.pool.close()
        try? FileManager.default.removeItem(atPath: folder.path)
    }

    /// A start of another server on the same folder.
    func restarted() async throws -> ServiceBench { try await ServiceBench(folder.path) }

    // MARK: What a client asks

    func push(_ batches: [Batch], _ standing: Standing) async throws -> [PushOutcome] {
        let request = PushRequest(standing: standing, batches: batches)
        let answer = try await service.push(request, site: Self.site, account: account)
        await service.snapshots.finish(Self.site)
        return answer.outcomes
    }

    /// Says hello from a position; the server then knows that the replica has seen so much.
    @discardableResult
    func hello(_ replica: UInt64 = 1, at position: UInt64? = nil) async throws -> HelloAnswer {
        let request = HelloRequest(standing: try standing(replica, at: position))
        let answer = try await service.hello(request, site: Self.site, account: account)
        await service.trash.finish()
        await service.snapshots.finish(Self.site)
        return answer
    }

    func snapshot(for standing: Standing) async throws -> SnapshotAnswer {
        try SnapshotAnswer(
            bytes: try await service.snapshot(standing, site: Self.site, account: account))
    }

    // MARK: What the database has

    func shelf<Value>(_ body: (SQLiteShelf) throws -> Value) throws -> Value {
        try folder.pool.write { db in
            let row = try SiteRow.require(db, Self.site, of: account)
            return try body(SQLiteShelf(db, site: row, epoch: service.epoch, account: account))
        }
    }

    /// A client at a batch end of the log; at its head where none is said.
    func standing(_ replica: UInt64, at position: UInt64? = nil) throws -> Standing {
        guard try folder.pool.read({ try SiteRow.fetch($0, Self.site) }) != nil else {
            return .origin(ReplicaID(rawValue: replica))
        }
        return try shelf { shelf in
            let cursor = position ?? shelf.head
            let digest = try shelf.digest(at: cursor) ?? LogDigest()
            return Standing(
                replica: ReplicaID(rawValue: replica), epoch: service.epoch, cursor: cursor,
                digest: digest, floor: cursor)
        }
    }

    var snapshotPositions: [UInt64] {
        get throws { try shelf { try $0.snapshotPositions(through: .max) } }
    }

    var entries: [LogEntry] { get throws { try shelf { try $0.entries(after: 0) } } }
}

/// A device's chain of batches.
struct ChainWriter {
    let replica: UInt64
    private var next: UInt64 = 1
    private var previous = Digest.zero

    init(_ replica: UInt64) { self.replica = replica }

    mutating func batch(base: LogPosition, _ operations: [SiteHistory.Operation]) -> Batch {
        let batch = Batch(
            replica: ReplicaID(rawValue: replica), first: next, base: base, previous: previous,
            body: .operations(operations))
        next = batch.last + 1
        previous = batch.link
        return batch
    }
}

extension ServiceBench {
    /// Pushes one batch of a writer who has seen the log up to a position: all of it where none is said.
    @discardableResult
    func push(
        _ operations: [SiteHistory.Operation], by writer: inout ChainWriter,
        base: LogPosition? = nil
    ) async throws -> [PushOutcome] {
        let standing = try standing(writer.replica)
        let head = LogPosition(epoch: service.epoch, count: standing.cursor)
        let batch = writer.batch(
            base: base ?? (standing.cursor == 0 ? .origin : head), operations)
        return try await push([batch], standing)
    }

    /// So many operations on the site's root.
    static func classes(_ count: Int, _ prefix: String = "c") -> [SiteHistory.Operation] {
        (0..<count).map { .addClass(node: site, name: "\(prefix)\($0 % 50)") }
    }

    static func note(_ text: String) -> SiteHistory.Operation {
        .set(node: site, name: FieldName("note"), value: .text(text), over: [], was: nil)
    }
}
