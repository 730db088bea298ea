import GRDB
import SiteHistory
import SiteModel

/// Removing a site from this device.
extension SiteStore {
    /// Removes a site with all that is kept of it: log and outbox, document, undo steps, drafts, proposals. Elsewhere it
    /// stays as it is, and what syncs all sites leaves it out from then on (``forgottenSites()``).
    ///
    /// - Parameter keeping: Is given the site before it goes, and keeps it; nothing was written in between. Where it
    ///   throws, the site stays. It must not use this store.
    /// - Throws: ``StoreError/unknownSite(_:)``; ``StoreError/compactedLogDamaged(site:)``.
    package func forget(
        _ site: NodeID, keeping: (SiteBundle) throws -> Void
    ) throws(StoreError) {
        try write { db in
            let row = try SiteRow.require(db, site)
            try keeping(try self.bundle(of: site, db))
            self.cache.withLock { _ = $0.removeValue(forKey: site) }
            self.lookedAt.withLock { _ = $0.removeValue(forKey: site) }
            if row.account != nil {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
                    arguments: [SiteStore.forgotten + site.description, row.slug])
            }
            try Step.forgetShared(db, site: row)
            try db.execute(sql: "DELETE FROM sites WHERE key = ?", arguments: [row.key])
        }
    }

    /// The sites of an account that were removed from this device, with the short names that they had.
    package func forgottenSites() throws(StoreError) -> [NodeID: String] {
        try read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT name, value FROM meta WHERE name >= ? AND name < ?",
                arguments: [SiteStore.forgotten, SiteStore.forgotten + "~"])
            let sites = rows.compactMap { row -> (NodeID, String)? in
                let name: String = row[0]
                return NodeID(String(name.dropFirst(SiteStore.forgotten.count))).map {
                    ($0, row[1])
                }
            }
            return Dictionary(sites) { first, _ in first }
        }
    }

    /// A site is wanted here again.
    static func remember(_ site: NodeID, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM meta WHERE name = ?", arguments: [forgotten + site.description])
    }

    private static let forgotten = "forgotten "
}
