import GRDB
import SiteHistory
import SiteModel

/// The state of a server's log at a position, as it came.
package struct ServedSnapshot: Hashable, Sendable {
    /// As `HistoryEngine.snapshot(at:)` writes it.
    package let bytes: [UInt8]
    /// The log's last operation that is in it, and the log's digest there: as the server says.
    package let end: LogEnd
    package let epoch: EpochID

    package init(bytes: [UInt8], end: LogEnd, epoch: EpochID) {
        self.bytes = bytes
        self.end = end
        self.epoch = epoch
    }
}

extension SiteStore {
    /// Begins a site that the server has and this device does not with a state of the server's log: the log goes on from
    /// there, and what is below was never here.
    ///
    /// - Parameter site: Made by ``adopt(_:server:account:)``; nothing was pulled yet, and nothing waits.
    /// - Throws: ``StoreError/notEmpty(site:)``; ``StoreError/digestMismatch(site:)`` where the bytes are of another
    ///   position or log than the server says; ``StoreError/damaged(path:detail:)`` where they are no snapshot of the
    ///   site. Nothing changed then.
    package func adopt(
        _ snapshot: ServedSnapshot, of site: NodeID, stable: UInt64 = 0, kept: UInt64 = 0,
        seal: [UInt8]? = nil
    ) throws(StoreError) -> SiteState {
        try write { db in
            var work = try Commit(self, db, site)
            guard work.loaded.row.cursor == 0, work.loaded.engine.pending.isEmpty else {
                throw StoreError.notEmpty(site: site)
            }
            let engine = try HistoryEngine(
                site: site, replicas: try work.loaded.row.replicas(db), snapshot: snapshot.bytes)
            guard engine.firstEnd == snapshot.end else {
                throw StoreError.digestMismatch(site: site)
            }
            work.loaded.row.epoch = snapshot.epoch
            // What lies between here and the log's end may reach lower: see `applyPull`.
            work.loaded.row.stable = min(stable, snapshot.end.position)
            work.loaded.row.kept = min(kept, snapshot.end.position)
            work.loaded.row.seal = seal ?? work.loaded.row.seal
            try work.begin(with: engine, SnapshotRow(end: snapshot.end, bytes: snapshot.bytes))
            try work.save()
            return try work.state(patches: nil)
        }
    }
}

extension Commit {
    /// Makes a snapshot all that is known of the log.
    fileprivate mutating func begin(with engine: HistoryEngine, _ snapshot: SnapshotRow) throws {
        loaded.engine = engine
        loaded.row.cursor = snapshot.end.position
        loaded.row.dropped = snapshot.end.position
        loaded.row.digest = snapshot.end.digest.value
        loaded.row.revision += 1
        loaded.row.rebuilt = loaded.row.revision
        loaded.row.updatedAt = store.environment.now()
        loaded.row.lastSync = loaded.row.updatedAt
        try Mirror(db: db, site: loaded.row.key).rebuild(engine)
        try SnapshotRow.foundation(of: engine).insert(db, site: loaded.row.key)
        try showConflicts()
        patches = nil
    }
}
