import GRDB
import SiteHistory
import SiteModel

/// Carrying a site from one store to another as a file: what the other then holds is a copy, as a copied folder would be
/// (decision 15), and writes under a name of its own.
extension SiteStore {
    /// Everything that this store keeps of a site's log, and what waits. Not in it: what the server refused, undo steps,
    /// texts being typed.
    ///
    /// - Throws: ``StoreError/unknownSite(_:)``; ``StoreError/compactedLogDamaged(site:)``.
    package func bundle(of site: NodeID) throws(StoreError) -> SiteBundle {
        try read { db in try self.bundle(of: site, db) }
    }

    func bundle(of site: NodeID, _ db: Database) throws -> SiteBundle {
        let row = try SiteRow.require(db, site)
        let start = try SnapshotRow.fetch(db, site: row.key, at: row.dropped)?
            .completed(db, row)
        guard row.dropped == 0 || start != nil else {
            throw StoreError.compactedLogDamaged(site: site)
        }
        let replicas = try String.fetchAll(
            db, sql: "SELECT replica FROM replicas WHERE site = ? ORDER BY number",
            arguments: [row.key])
        return SiteBundle(
            site: site, server: row.server, account: row.account, epoch: row.epoch,
            stable: row.stable, kept: row.kept,
            start: row.dropped == 0
                ? nil : start.map { SiteBundle.Start(end: $0.end, bytes: $0.bytes) },
            entries: try BatchRow.entries(
                db, site: row.key, behind: row.dropped, whole: true),
            end: LogEnd(position: row.cursor, digest: LogDigest(row.digest)),
            replicas: try replicas.map { try Stored.parse($0, ReplicaID.init) },
            chain: row.chainEnd, waiting: try BatchRow.pending(db, site: row.key, whole: true))
    }

    /// Takes a site in: all of it or, where anything in it breaks a rule, nothing.
    ///
    /// - Throws: ``StoreError/alreadyHere(slug:)``; ``StoreError/replay(_:)`` where a batch breaks the rules;
    ///   ``StoreError/digestMismatch(site:)`` where the log is not the one it says;
    ///   ``StoreError/damaged(path:detail:)`` where the state it begins with cannot be read.
    package func restore(_ bundle: SiteBundle) throws(StoreError) -> SiteState {
        try write { db in
            if let row = try SiteRow.fetch(db, bundle.site) {
                throw StoreError.alreadyHere(slug: row.slug)
            }
            try SiteStore.remember(bundle.site, db)
            let row = try self.place(for: bundle, db)
            let engine = try bundle.engine(for: row.replicas(db))
            guard engine.cursor == bundle.end.position, engine.digest == bundle.end.digest else {
                throw StoreError.digestMismatch(site: bundle.site)
            }
            var work = try Commit(self, db, LoadedSite(row: row, engine: engine, conflicts: []))
            try work.store(bundle)
            try work.save()
            return try work.state(patches: nil)
        }
    }

    /// The site's row, with the names of the store that it comes from before the new one.
    private func place(for bundle: SiteBundle, _ db: Database) throws -> SiteRow {
        let bits = environment.random()
        let new = bundle.replicas.last?.renewed(bits) ?? ReplicaID(rawValue: bits)
        var row = try SiteRow.insert(db, id: bundle.site, replica: new, now: environment.now())
        try db.execute(
            sql: "UPDATE replicas SET number = ? WHERE site = ?",
            arguments: [bundle.replicas.count, row.key])
        for (number, replica) in bundle.replicas.enumerated() {
            try db.execute(
                sql: "INSERT OR IGNORE INTO replicas (site, replica, number) VALUES (?, ?, ?)",
                arguments: [row.key, replica.description, number])
        }
        row.server = bundle.server
        row.account = bundle.account
        row.epoch = bundle.epoch
        row.stable = bundle.stable
        row.kept = bundle.kept
        row.cursor = bundle.end.position
        row.digest = bundle.end.digest.value
        row.dropped = bundle.start?.end.position ?? 0
        row.after = bundle.chain
        row.revision = 1
        row.rebuilt = 1
        try row.save(db)
        return row
    }
}

extension SiteBundle {
    /// Replays it, for a store that has written, and writes, under these names.
    fileprivate func engine(for own: Set<ReplicaID>) throws -> HistoryEngine {
        var engine = HistoryEngine(site: site, replicas: own)
        if let start {
            engine = try HistoryEngine(site: site, replicas: own, snapshot: start.bytes)
            guard engine.firstEnd == start.end else { throw StoreError.digestMismatch(site: site) }
        }
        _ = try engine.pull(entries)
        for batch in waiting { _ = try engine.commit(batch) }
        return engine
    }
}

extension SiteRow {
    /// The end of what was written last, under whichever name.
    fileprivate var chainEnd: ChainEnd? {
        nextSeq > 1 ? ChainEnd(replica: replica, seq: nextSeq - 1, link: chain) : after
    }
}

extension Commit {
    /// Writes what a bundle holds; its engine is loaded.
    fileprivate mutating func store(_ bundle: SiteBundle) throws {
        if let start = bundle.start {
            let row = try SnapshotRow.foundation(of: loaded.engine)
            guard row.end == start.end else {
                throw StoreError.digestMismatch(site: loaded.row.id)
            }
            try row.insert(db, site: loaded.row.key)
        }
        var names = BatchNames()
        for entry in bundle.entries { try insert(entry, &names) }
        for batch in bundle.waiting {
            let label = names.summary(of: batch, in: loaded.engine.site)
            try BatchRow.insert(
                db, site: loaded.row.key, batch, state: .pending,
                BatchRow.Labels(
                    kind: label.kind, target: label.target, origin: "import",
                    time: store.environment.now(), revision: loaded.row.revision))
        }
        try Mirror(db: db, site: loaded.row.key).rebuild(loaded.engine)
        try showConflicts()
    }
}

extension SnapshotRow {
    /// With the media that it leaves out, for another device.
    fileprivate func completed(_ db: Database, _ row: SiteRow) throws -> SnapshotRow {
        var engine = try HistoryEngine(
            site: row.id, replicas: [], snapshot: bytes, isOurs: true)
        let reader = NodeReader(db, row)
        try engine.completeFoundation { try reader.blob($0) }
        return SnapshotRow(end: end, bytes: try engine.snapshot(at: end.position))
    }
}
