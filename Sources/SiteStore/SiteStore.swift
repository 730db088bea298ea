// What survives a crash?
//
// One SQLite database in WAL mode per device: the operation log and outbox of each site (`batches`), the document they
// replay to as rows a person can read (`nodes`, `attributes`, `texts`, with a full-text index), conflicts, undo steps,
// drafts, cursors. Every user action is one transaction with synchronous = FULL: when a method here returns, it is on
// disk. Only what compaction takes away of dropped rows is not synced by itself.
//
// Unit of position: a site's *revision*, raised by one with each commit of any process.
//
// Invariants (held by `doctor`):
//  - rows == replay(logged batches by start ++ pending batches by place in their chain), from whichever snapshot on;
//  - the log has no hole behind `dropped`; at it stands a snapshot for what is below;
//  - `digest` is the chained digest of the logged batches; `chain` the hash of the last own batch;
//  - several processes may write: each transaction begins IMMEDIATE and first catches up with what others wrote.
//
// Left out on purpose: what to send and when (SyncCore), what edits mean (SiteHistory).
// Read `Schema.swift` first, then `SiteStore+Commit.swift`.
import Foundation
import GRDB
import SiteHistory
import SiteModel
import Synchronization

/// The sites of one device, durable.
///
/// Any number of threads and processes may use one folder. Methods block on the disk: never call them on a UI thread.
package final class SiteStore: Sendable {
    /// The folder that holds `pagemagic.sqlite`.
    package let directory: String
    let queue: DatabaseQueue
    let environment: StoreEnvironment
    /// Engines by site, at the revision they were last brought to.
    let cache = Mutex<[NodeID: LoadedSite]>([:])
    /// What each site's log had come to when it was weighed last, for compaction.
    let lookedAt = Mutex<[NodeID: UInt64]>([:])
    /// Numbers the write transactions, and the end of each that failed.
    let turn = Atomic<Int>(0)
    /// Whether the connection may still be as `writeUnsynced` has it: a commit would not be on disk.
    let isUnsynced = Atomic<Bool>(false)
    /// How many of its transactions lie in SQLite's log since that was last brought into the database.
    let unsyncedCount = Atomic<Int>(0)

    /// The database's file name in its folder.
    package static let fileName = "pagemagic.sqlite"
    package var path: String { directory + "/" + SiteStore.fileName }

    /// Opens or creates the store in a folder, and brings an older one up to date.
    ///
    /// - Throws: ``StoreError/newerVersion(path:version:known:)``, ``StoreError/foreign(path:)``,
    ///   ``StoreError/damaged(path:detail:)``, ``StoreError/notWritable(path:detail:)``,
    ///   ``StoreError/full(path:)``, ``StoreError/unavailable(path:detail:)``.
    package init(directory: String, environment: StoreEnvironment = .live) throws(StoreError) {
        self.directory = directory
        self.environment = environment
        queue = try StoreOpening(directory: directory).open()
        try StoreIdentity(store: self).check()
    }

    /// Runs one write transaction; it takes the write lock at once and waits for other processes.
    func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.writeWithoutTransaction { db in
                try requireSynced(db)
                return try transaction(db, body)
            }
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// Runs one write transaction that nobody waits to have on disk: it gets there with the next one that somebody does,
    /// and a loss of power before takes back it alone. Nor does it wait for a checkpoint: ``checkpoint()`` is for that.
    func writeUnsynced<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.writeWithoutTransaction { db in
                isUnsynced.store(true, ordering: .relaxed)
                defer { try? requireSynced(db) }
                try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0")
                let result = try transaction(db, body)
                unsyncedCount.add(1, ordering: .relaxed)
                return result
            }
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// Makes the connection's commits durable again; where that fails, the next one that must be tries again before it
    /// writes anything.
    private func requireSynced(_ db: Database) throws {
        guard isUnsynced.load(ordering: .relaxed) else { return }
        try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000")
        isUnsynced.store(false, ordering: .relaxed)
    }

    /// Brings what is in SQLite's log into the database, over a connection of its own: neither this store's queue nor
    /// another program waits for it (a PASSIVE checkpoint, sqlite.org/wal.html).
    func checkpoint() throws(StoreError) {
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let beside = try DatabaseQueue(path: path, configuration: configuration)
            try beside.inDatabase { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
            try beside.close()
            unsyncedCount.store(0, ordering: .relaxed)
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// GRDB keeps what waits for the end of a transaction whose COMMIT itself failed (a full disk) and calls it at the
    /// end of the next one: by its turn it sees that it is too late.
    private func transaction<Result>(
        _ db: Database, _ body: (Database) throws -> Result
    ) throws -> Result {
        turn.add(1, ordering: .relaxed)
        var result: Result?
        do {
            try db.inTransaction(.immediate) {
                result = try body(db)
                return .commit
            }
        } catch {
            turn.add(1, ordering: .relaxed)
            throw error
        }
        guard let result else { preconditionFailure("a transaction ended without its result") }
        return result
    }

    private func snapshot<Result>(
        _ db: Database, _ body: (Database) throws -> Result
    ) throws -> Result {
        var result: Result?
        try db.inTransaction(.deferred) {
            result = try body(db)
            return .commit
        }
        guard let result else { preconditionFailure("a transaction ended without its result") }
        return result
    }

    /// Runs one statement that writes, as a transaction of its own; it waits for other processes as `write` does.
    func writeOnce<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.writeWithoutTransaction { db in
                try requireSynced(db)
                return try body(db)
            }
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// Runs one read on a snapshot.
    ///
    /// Not by the queue's own `read`: it turns `query_only` on and off, and each turn makes SQLite compile every statement
    /// anew.
    func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.unsafeRead { db in try snapshot(db, body) }
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }
}

/// The clocks and the randomness a store uses.
package struct StoreEnvironment: Sendable {
    /// Milliseconds since 1970: for display only.
    package var now: @Sendable () -> Int64
    /// Time since any one moment, never set back: what bounds a slice of compaction.
    package var uptime: @Sendable () -> Duration
    /// Random bits for ids.
    package var random: @Sendable () -> UInt64

    /// - Parameter uptime: Stands still where it is not given: slices are then bounded by what is in them alone.
    package init(
        now: @escaping @Sendable () -> Int64,
        uptime: @escaping @Sendable () -> Duration = { .zero },
        random: @escaping @Sendable () -> UInt64
    ) {
        self.now = now
        self.uptime = uptime
        self.random = random
    }

    /// The system's clocks and randomness.
    package static let live = StoreEnvironment(
        now: { Int64(Date().timeIntervalSince1970 * 1000) },
        uptime: { [start = ContinuousClock.now] in start.duration(to: .now) },
        random: {
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        })

    /// A new node or site id.
    package func nodeID() -> NodeID { NodeID(high: random(), low: random()) }
}
