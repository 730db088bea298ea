import GRDB
import SiteHistory
import SiteModel

/// From where on a log is in memory.
package enum LogDepth: Sendable {
    /// The newest snapshot: what is quickest to open, and enough to read, to edit and to pull.
    case newest
    /// Everything that this device keeps: what looks back needs it (who wrote what, what was merged, undo of old texts).
    case kept
}

/// A site in memory at one revision.
struct LoadedSite {
    var row: SiteRow
    var engine: HistoryEngine
    /// Conflicts as they stand in the rows.
    var conflicts: [Conflict]

    /// Replays what is stored, from a snapshot on.
    ///
    /// A snapshot that cannot be read, or that a batch reaches below, is passed over while there is a deeper one, or all of
    /// the log.
    /// - Throws: ``StoreError/compactedLogDamaged(site:)`` where that which stands for dropped batches cannot be read.
    ///
    /// - Parameter isWhole: Whether media's bytes are in its batches; nobody needs them there but who writes batches anew.
    static func load(
        _ db: Database, _ row: SiteRow, from depth: LogDepth = .newest, whole isWhole: Bool = false
    ) throws -> LoadedSite {
        if depth == .newest {
            for position in try SnapshotRow.positions(db, site: row.key)
            where position > row.dropped {
                let log = try StoredLog(db, row, from: position, whole: isWhole)
                if let engine = try log?.engine() {
                    return LoadedSite(row: row, engine: engine, conflicts: engine.askedConflicts)
                }
            }
        }
        guard let engine = try StoredLog(keptBy: row, db, whole: isWhole).engine() else {
            throw StoreError.compactedLogDamaged(site: row.id)
        }
        return LoadedSite(row: row, engine: engine, conflicts: engine.askedConflicts)
    }

    /// Adds what other processes wrote since; nil where that cannot be done by adding.
    ///
    /// First what reached the log, then what is pending: the order of `load`.
    mutating func catchUp(_ db: Database, to row: SiteRow) throws -> [SitePatch]? {
        guard row.revision != self.row.revision else {
            self.row = row
            return []
        }
        // What was dropped before it was read here cannot be added.
        guard row.rebuilt <= self.row.revision, row.replica == self.row.replica,
            row.dropped <= engine.cursor
        else { return nil }
        var patches: [SitePatch] = []
        let since = self.row.revision
        let entries = try BatchRow.entries(db, site: row.key, after: since, whole: false)
        guard engine.isDeepEnough(for: entries) else { return nil }
        if !entries.isEmpty { patches.append(try engine.pull(entries)) }
        let waiting = try BatchRow.pending(db, site: row.key, after: since, whole: false)
        for batch in waiting {
            patches.append(try engine.commit(batch))
        }
        self.row = row
        conflicts = engine.askedConflicts
        return patches
    }

    /// Brings everything into memory that is kept of the log; what is shown stays.
    mutating func deepen(_ db: Database) throws {
        guard engine.firstEnd.position > row.dropped else { return }
        self = try LoadedSite.load(db, row, from: .kept)
    }
}

/// A site as a reader gets it: a value, at one revision.
package struct SiteState: Sendable {
    package let engine: HistoryEngine
    /// Raised by each commit of any process.
    package let revision: Int64
    /// The replica ids this store writes and has written under.
    package let replicas: Set<ReplicaID>
    /// What changed since the state this process had before, in order; empty when nothing did, nil when the site was
    /// loaded anew.
    package let patches: [SitePatch]?

    package var site: Site { engine.site }
    /// As a person at this device is asked about them.
    package var conflicts: [Conflict] { engine.askedConflicts }
    package var trash: [TrashEntry] { engine.trash }
}

extension SiteStore {
    /// The site as it stands on disk now, with everything that other processes wrote.
    ///
    /// - Throws: ``StoreError/unknownSite(_:)``; ``StoreError/damaged(path:detail:)``.
    package func state(of site: NodeID, depth: LogDepth = .newest) throws(StoreError) -> SiteState {
        try read { db in
            let (loaded, patches) = try self.current(db, site, depth: depth)
            self.cache.withLock { $0[site] = loaded }
            return SiteState(
                engine: loaded.engine, revision: loaded.row.revision,
                replicas: try loaded.row.replicas(db),
                patches: patches)
        }
    }

    /// The revision on disk: a cheap way to see whether anything changed.
    package func revision(of site: NodeID) throws(StoreError) -> Int64 {
        try read { db in
            guard
                let revision = try Int64.fetchOne(
                    db, sql: "SELECT revision FROM sites WHERE id = ?",
                    arguments: [site.description])
            else { throw StoreError.unknownSite(site.description) }
            return revision
        }
    }

    /// A number that is another one whenever another connection has committed; own commits do not change it.
    package func foreignVersion() throws(StoreError) -> Int {
        do {
            return try queue.unsafeRead { db in
                try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
            }
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// The site in memory, brought up to date inside a transaction. Takes it out of the cache, so that a change does
    /// not copy it; whoever calls puts it back.
    func current(
        _ db: Database, _ site: NodeID, depth: LogDepth = .newest
    ) throws -> (LoadedSite, [SitePatch]?) {
        let row = try SiteRow.require(db, site)
        if var loaded = cache.withLock({ $0.removeValue(forKey: site) }), loaded.row.key == row.key,
            let patches = try loaded.catchUp(db, to: row)
        {
            if depth == .kept { try loaded.deepen(db) }
            return (loaded, patches)
        }
        return (try LoadedSite.load(db, row, from: depth), nil)
    }
}
