import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Opens a store's database: refuses what is not ours, damaged or newer; creates and migrates the rest.
struct StoreOpening {
    let directory: String
    private var path: String { directory + "/" + SiteStore.fileName }
    /// How long a writer waits for other processes.
    private static let busySeconds: TimeInterval = 30

    init(directory: String) { self.directory = directory }

    func open() throws(StoreError) -> DatabaseQueue {
        try makeDirectory()
        try refuseTruncated()
        do {
            let queue = try openConnection()
            try queue.inDatabase(prepare)
            return queue
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    private func makeDirectory() throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError.notWritable(path: directory, detail: "the folder cannot be made")
        }
    }

    /// Two processes may make the database at the same moment; one of them then finds it locked for an instant.
    private func openConnection() throws -> DatabaseQueue {
        for _ in 0..<20 {
            do {
                return try DatabaseQueue(path: path, configuration: configuration)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                usleep(50_000)
            }
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// GRDB's own WAL mode would set synchronous to NORMAL and write at every opening: it is set here.
    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(StoreOpening.busySeconds)
        configuration.label = "store"
        configuration.prepareDatabase { db in
            if try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// A file shorter than its own header says has lost pages, unless a log beside it may still hold them.
    private func refuseTruncated() throws(StoreError) {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        guard let header = try? file.read(upToCount: 100), !header.isEmpty else { return }
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw StoreError.foreign(path: path)
        }
        var log = stat()
        guard stat(path + "-wal", &log) != 0 || log.st_size == 0, let size = try? file.seekToEnd()
        else { return }
        let bytes = [UInt8](header)
        let pageSize = Int(bytes[16]) << 8 | Int(bytes[17])
        let pages = bytes[28..<32].reduce(0) { $0 << 8 | Int($1) }
        if Int(size) < pages * (pageSize == 1 ? 65536 : pageSize) {
            throw StoreError.damaged(path: path, detail: "the file is shorter than its header says")
        }
    }

    private func prepare(_ db: Database) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if version == 0 && application == 0 {
            let tables = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")
            guard tables == 0 else { return try refuseUnlessOurs(db) }
        } else if application != Schema.applicationID {
            throw StoreError.foreign(path: path)
        }
        guard version <= Schema.version else {
            throw StoreError.newerVersion(path: path, version: version, known: Schema.version)
        }
        if version < Schema.version { try migrate(db) }
    }

    /// Another process may have made our tables between two of our reads.
    private func refuseUnlessOurs(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
            throw StoreError.foreign(path: path)
        }
    }

    private func migrate(_ db: Database) throws {
        try db.inTransaction(.immediate) {
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            let steps = Schema.steps.dropFirst(version)
            for step in steps { try db.execute(sql: step.sql) }
            if steps.contains(where: \.makesRowsAnew) { try writeRows(db) }
            try db.execute(
                sql:
                    "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version)"
            )
            return .commit
        }
    }

    /// Writes the rows of every site. A site whose log is damaged stays without: reading it says so, and the others
    /// are not held up by it.
    private func writeRows(_ db: Database) throws {
        for id in try String.fetchAll(db, sql: "SELECT id FROM sites ORDER BY key") {
            do {
                let row = try SiteRow.require(db, try Stored.parse(id, NodeID.init))
                let engine = try LoadedSite.load(db, row, whole: true).engine
                try Mirror(db: db, site: row.key).rebuild(engine)
            } catch is DecodingFault {
                continue
            } catch is ReplayError {
                continue
            } catch StoreError.compactedLogDamaged {
                continue
            }
        }
    }
}
