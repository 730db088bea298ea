import Foundation
import GRDB
import SiteHistory

/// A server's folder: its database, and the lock that lets one server run on it.
package final class DataFolder: Sendable {
    package let path: String
    let pool: DatabasePool

    /// Opens the folder, making it and its database where they are absent. Works beside a running server.
    ///
    /// - Throws: ``ServerError``
    package init(_ path: String) throws(ServerError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 4
            pool = try DatabasePool(path: path + "/pagemagicd.sqlite", configuration: configuration)
            // Not in prepareDatabase: setting up WAL, GRDB sets NORMAL after that.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            if try pool.read(Schema.migrator.hasBeenSuperseded) {
                throw ServerError.newerDatabase(path)
            }
            try Schema.migrator.migrate(pool)
        } catch let error as ServerError {
            throw error
        } catch {
            throw .folderUnusable(path, reason: DataFolder.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? (error as NSError).localizedDescription
    }

    /// Takes the right to serve; it ends with the process.
    ///
    /// - Throws: ``ServerError/folderInUse(_:)``
    func lock() throws(ServerError) {
        let descriptor = open(path + "/server.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .folderUnusable(path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .folderInUse(path)
        }
    }

    /// Mints this life's epoch and notes where every log stands.
    func beginEpoch(now: Int64) throws -> EpochID {
        let epoch = EpochID(rawValue: UInt64.random(in: 1...UInt64.max))
        try pool.write { db in
            try db.execute(
                sql: "INSERT INTO epochs (id, startedAt) VALUES (?, ?)",
                arguments: [epoch.description, now])
            try db.execute(
                sql: "INSERT INTO siteEpochs (site, epoch, head) SELECT key, ?, head FROM sites",
                arguments: [epoch.description])
        }
        return epoch
    }
}

/// The database's shape. Ids are hexadecimal text, so that a person can read the tables; digests are bytes.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(
                sql: """
                    CREATE TABLE accounts (
                        key INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE, createdAt INTEGER NOT NULL
                    );
                    -- SHA-256 of the token: the token itself is nowhere.
                    CREATE TABLE tokens (
                        hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts, createdAt INTEGER NOT NULL
                    ) WITHOUT ROWID;
                    -- One row for each start of a server on this folder.
                    CREATE TABLE epochs (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, startedAt INTEGER NOT NULL);
                    CREATE TABLE sites (
                        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, account INTEGER NOT NULL REFERENCES accounts,
                        head INTEGER NOT NULL DEFAULT 0, digest BLOB NOT NULL, stable INTEGER NOT NULL DEFAULT 0,
                        createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL
                    );
                    CREATE INDEX sitesByAccount ON sites (account, id);
                    -- How long a site's log was when an epoch began.
                    CREATE TABLE siteEpochs (
                        site INTEGER NOT NULL REFERENCES sites, epoch TEXT NOT NULL, head INTEGER NOT NULL,
                        PRIMARY KEY (site, epoch)
                    ) WITHOUT ROWID;
                    -- The log, kept for ever. `last` of the sequence numbers, `end` of the log positions, `digest` at it.
                    CREATE TABLE entries (
                        site INTEGER NOT NULL REFERENCES sites, start INTEGER NOT NULL, end INTEGER NOT NULL,
                        replica TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, batch BLOB NOT NULL,
                        digest BLOB NOT NULL, author INTEGER NOT NULL REFERENCES accounts, time INTEGER NOT NULL,
                        PRIMARY KEY (site, end)
                    );
                    CREATE UNIQUE INDEX entriesByChain ON entries (site, replica, first);
                    -- Who writes, whose it is since its first push, and how far back it still may refer.
                    CREATE TABLE replicas (
                        site INTEGER NOT NULL REFERENCES sites, id TEXT NOT NULL, account INTEGER REFERENCES accounts,
                        floor INTEGER NOT NULL, seenAt INTEGER NOT NULL, PRIMARY KEY (site, id)
                    ) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("2") { db in
            try db.execute(
                sql: """
                    -- How logs that were lost and given back are numbered now: what the log itself says, by epoch.
                    CREATE TABLE lineages (
                        site INTEGER NOT NULL REFERENCES sites, epoch TEXT NOT NULL, position INTEGER NOT NULL,
                        lineage BLOB NOT NULL, PRIMARY KEY (site, epoch)
                    ) WITHOUT ROWID;
                    -- The oldest restore point that is promised; it never falls.
                    ALTER TABLE sites ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
                    -- Chains that were written anew: nothing more of them is taken.
                    CREATE TABLE retirements (
                        site INTEGER NOT NULL REFERENCES sites, replica TEXT NOT NULL, seq INTEGER NOT NULL,
                        link BLOB NOT NULL, PRIMARY KEY (site, replica)
                    ) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration("3") { db in
            try db.execute(
                sql: """
                    -- States of logs at positions that everybody has seen, in the form in which they travel (it has a check):
                    -- they stand for the log before them, and can be made anew from it. `digest` is the log's there.
                    CREATE TABLE snapshots (
                        site INTEGER NOT NULL REFERENCES sites, position INTEGER NOT NULL, digest BLOB NOT NULL,
                        bytes BLOB NOT NULL, PRIMARY KEY (site, position)
                    );
                    """)
        }
        migrator.registerMigration("4") { db in
            try db.execute(
                sql: """
                    -- Batches that were written anew, by where their chains stood behind each: neither they nor others that
                    -- stand for them are taken.
                    CREATE TABLE retired (
                        site INTEGER NOT NULL REFERENCES sites, replica TEXT NOT NULL, seq INTEGER NOT NULL,
                        link BLOB NOT NULL, PRIMARY KEY (site, replica, seq, link)
                    ) WITHOUT ROWID;
                    INSERT INTO retired SELECT site, replica, seq, link FROM retirements;
                    DROP TABLE retirements;
                    """)
        }
        return migrator
    }
}
