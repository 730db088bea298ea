import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Whether a database is where it was written last: a random value kept in it and in a file beside it, bound to machine and
/// inode (design §5, Re-mint). A copy, or a store brought back from a backup, writes under new replica ids, so that two
/// stores never write as one.
struct StoreIdentity {
    let store: SiteStore
    static let fileName = "identity"
    private static let fact = "nonce"
    private var filePath: String { store.directory + "/" + StoreIdentity.fileName }

    /// Gives every site a new replica id if the database was moved by anything but its own programs.
    func check() throws(StoreError) {
        if let nonce = try store.fact(StoreIdentity.fact), isHere(nonce) { return }
        try store.write { db in
            let nonce = try String.fetchOne(
                db, sql: "SELECT value FROM meta WHERE name = ?", arguments: [StoreIdentity.fact])
            // Another process may have been here between the two looks.
            if let nonce, isHere(nonce) { return }
            if nonce != nil { try renewAll(db) }
            let new = store.environment.random().hexDigits + store.environment.random().hexDigits
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
                arguments: [StoreIdentity.fact, new])
            // Before the commit: a file that is ahead of the database is only one more new name.
            try write(new)
        }
    }

    private func renewAll(_ db: Database) throws {
        for row in try Row.fetchAll(db, sql: "SELECT * FROM sites") {
            var site = try SiteRow(row)
            try site.renewReplica(db, as: site.replica.renewed(store.environment.random()))
            site.revision += 1
            site.rebuilt = site.revision
            try Step.share(db, site: site)
            try site.save(db)
        }
    }

    private func isHere(_ nonce: String) -> Bool {
        guard let line = try? String(contentsOfFile: filePath, encoding: .utf8) else {
            return false
        }
        return line == self.line(nonce)
    }

    private func line(_ nonce: String) -> String { "\(nonce) \(machine) \(inode)\n" }

    private var machine: String {
        let id = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)) ?? "unknown"
        return id.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private var inode: UInt64 {
        var information = stat()
        return stat(store.path, &information) == 0 ? UInt64(information.st_ino) : 0
    }

    private func write(_ nonce: String) throws {
        do {
            try Data(line(nonce).utf8).write(to: URL(fileURLWithPath: filePath), options: .atomic)
        } catch {
            throw StoreError.notWritable(path: filePath, detail: "the file cannot be written")
        }
    }
}

extension SiteRow {
    /// Writes under another name from now on, continuing the chain that was written last.
    mutating func renewReplica(_ db: Database, as new: ReplicaID) throws {
        if nextSeq > 1 { after = ChainEnd(replica: replica, seq: nextSeq - 1, link: chain) }
        replica = new
        nextSeq = 1
        chain = .zero
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO replicas (site, replica, number)
                SELECT ?1, ?2, 1 + max(number) FROM replicas WHERE site = ?1
                """, arguments: [key, new.description])
    }
}
