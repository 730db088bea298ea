import GRDB
import SiteHistory
import SiteModel

/// A site in the list of sites.
package struct SiteSummary: Hashable, Sendable {
    package let id: NodeID
    package let slug: String
    package let title: String
    package let pages: Int
    /// Batches that wait to be sent.
    package let pending: Int
    package let quarantined: Int
    package let conflicts: Int
    /// The server and account it belongs to; nil before the first successful hello.
    package let server: String?
    package let account: String?
    package let epoch: EpochID?
    package let cursor: UInt64
    /// Milliseconds since 1970.
    package let updatedAt: Int64
    package let lastSync: Int64?
    /// Why the last attempt to sync failed; nil after one that worked.
    package let syncProblem: String?
    /// The failure is not of the network: trying again does not help.
    package let syncBlocked: Bool
    package let revision: Int64
}

extension SiteStore {
    /// The sites of this device, the one edited last first.
    package func sites() throws(StoreError) -> [SiteSummary] {
        try read { db in
            try Row.fetchAll(
                db, sql: SiteStore.summarySQL + " ORDER BY updatedAt DESC, sites.key DESC"
            )
            .map(SiteStore.summary)
        }
    }

    /// One site's line.
    package func summary(of site: NodeID) throws(StoreError) -> SiteSummary {
        try read { db in
            let row = try Row.fetchOne(
                db, sql: SiteStore.summarySQL + " WHERE sites.id = ?", arguments: [site.description]
            )
            guard let row else { throw StoreError.unknownSite(site.description) }
            return try SiteStore.summary(row)
        }
    }

    /// Finds a site by id or by slug.
    ///
    /// - Throws: ``StoreError/unknownSite(_:)``, ``StoreError/ambiguousSite(_:_:)``.
    package func site(named name: String) throws(StoreError) -> NodeID {
        let found: [NodeID] = try read { db in
            try String.fetchAll(
                db, sql: "SELECT id FROM sites WHERE id = ?1 OR slug = ?1 ORDER BY id",
                arguments: [name]
            ).map { try Stored.parse($0, NodeID.init) }
        }
        if let id = NodeID(name), found.contains(id) { return id }
        guard let first = found.first else { throw .unknownSite(name) }
        guard found.count == 1 else { throw .ambiguousSite(name, found) }
        return first
    }

    /// Where words occur in texts, best first: through the full-text index.
    package func search(_ words: String, limit: Int = 50) throws(StoreError) -> [(
        site: NodeID, text: TextRef
    )] {
        guard let pattern = FTS5Pattern(matchingAllPrefixesIn: words) else { return [] }
        return try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT sites.id AS site, nodes.id AS node, texts.field, texts.locale FROM textIndex
                    JOIN texts ON texts.key = textIndex.rowid JOIN nodes ON nodes.key = texts.node
                    JOIN sites ON sites.key = nodes.site
                    WHERE textIndex MATCH ? ORDER BY rank LIMIT ?
                    """, arguments: [pattern, limit]
            ).map { row in
                let ref = TextRef(
                    try Stored.parse(row["node"], NodeID.init), TextKey(row["field"], row["locale"])
                )
                return (try Stored.parse(row["site"], NodeID.init), ref)
            }
        }
    }

    /// The log and the outbox, newest first.
    package func history(
        of site: NodeID, limit: Int = 1000, skipping skipped: Int = 0
    ) throws(StoreError) -> [StoredBatch] {
        try read { db in
            let key = try SiteRow.require(db, site).key
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT \(BatchRow.columns) FROM batches
                    WHERE site = ? AND state IN ('logged', 'pending')
                    ORDER BY state = 'pending' DESC, start DESC, id DESC LIMIT ? OFFSET ?
                    """, arguments: [key, limit, skipped]
            ).map(BatchRow.decode)
        }
    }

    /// A small fact about the store, such as the site opened last.
    package func fact(_ name: String) throws(StoreError) -> String? {
        try read { db in
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT value FROM meta WHERE name = ?"), arguments: [name])
        }
    }

    package func setFact(_ name: String, _ value: String) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
                arguments: [name, value])
        }
    }

    private static let summarySQL = """
        SELECT sites.*,
            (SELECT count(*) FROM nodes AS root JOIN nodes AS page ON page.parent = root.key
                WHERE root.site = sites.key AND root.id = sites.id AND page.kind = 'page') AS pages,
            (SELECT count(*) FROM batches WHERE batches.site = sites.key AND state = 'pending') AS pending,
            (SELECT count(*) FROM batches WHERE batches.site = sites.key AND state = 'quarantined') AS quarantined,
            (SELECT count(*) FROM conflicts WHERE conflicts.site = sites.key) AS conflicts
        FROM sites
        """

    private static func summary(_ row: Row) throws -> SiteSummary {
        let site = try SiteRow(row)
        return SiteSummary(
            id: site.id, slug: site.slug, title: site.title, pages: row["pages"],
            pending: row["pending"],
            quarantined: row["quarantined"], conflicts: row["conflicts"], server: site.server,
            account: site.account,
            epoch: site.epoch, cursor: site.cursor, updatedAt: site.updatedAt,
            lastSync: site.lastSync,
            syncProblem: site.syncProblem, syncBlocked: site.syncBlocked, revision: site.revision)
    }
}
