import GRDB
import SiteHistory
import SiteModel

/// What a syncing session needs to know about a site.
package struct SyncMarks: Hashable, Sendable {
    package let site: NodeID
    package let server: String?
    package let account: String?
    package let epoch: EpochID?
    package let cursor: UInt64
    package let digest: Digest
    package let stable: UInt64
    package let kept: UInt64
    /// Up to where this store keeps no batches of the log.
    package let dropped: UInt64
    package let replica: ReplicaID
    /// Every id this store has written under for the site.
    package let replicas: Set<ReplicaID>
    /// Own batches that are not in the log, in chain order.
    package let outbox: [Batch]
    /// The server's newest word about how far its log went, as it came.
    package let seal: [UInt8]?
    /// Raised by each commit of any process.
    package let revision: Int64
}

/// What a pull changed.
package struct PullResult: Sendable {
    /// Batches of others that were new.
    package let pulled: Int
    /// Own batches that reached the log.
    package let settled: Int
    package let state: SiteState
}

extension SiteStore {
    package func syncMarks(of site: NodeID) throws(StoreError) -> SyncMarks {
        try read { db in
            let row = try SiteRow.require(db, site)
            let outbox =
                try self.knownOutbox(row)
                ?? BatchRow.pending(
                    db, site: row.key, whole: true)
            return SyncMarks(
                site: site, server: row.server, account: row.account, epoch: row.epoch,
                cursor: row.cursor,
                digest: row.digest, stable: row.stable, kept: row.kept, dropped: row.dropped,
                replica: row.replica,
                replicas: try row.replicas(db),
                outbox: outbox,
                seal: row.seal,
                revision: row.revision)
        }
    }

    /// The outbox of the document in memory, if that is at the row's revision and can be sent as it is.
    private func knownOutbox(_ row: SiteRow) -> [Batch]? {
        cache.withLock { cache in
            guard let loaded = cache[row.id], loaded.row.key == row.key,
                loaded.row.revision == row.revision
            else { return nil }
            let pending = loaded.engine.pending
            return pending.contains(where: \.lacksMedia) ? nil : pending
        }
    }

    /// Batches of a site, or of all sites, that wait, were refused or were dropped.
    package func outbox(
        of site: NodeID, states: [BatchState] = [.pending, .quarantined]
    ) throws(StoreError) -> [StoredBatch] {
        try read { db in
            let key = try SiteRow.require(db, site).key
            return try states.flatMap { try BatchRow.fetch(db, site: key, state: $0) }
        }
    }

    /// Makes an empty place for a site that the server has and this device does not.
    package func adopt(_ site: NodeID, server: String, account: String) throws(StoreError) {
        try write { db in
            if try SiteRow.fetch(db, site) != nil { return }
            try SiteStore.remember(site, db)
            var row = try SiteRow.insert(
                db, id: site, replica: ReplicaID(rawValue: self.environment.random()),
                now: self.environment.now())
            row.server = server
            row.account = account
            try row.save(db)
            try Mirror(db: db, site: row.key).rebuild(HistoryEngine(site: site, replicas: []))
        }
    }

    /// Binds a site to the account of its first successful hello; for good.
    ///
    /// - Throws: ``StoreError/otherAccount(site:server:account:)`` when it belongs to another one.
    package func bind(_ site: NodeID, server: String, account: String) throws(StoreError) {
        try write { db in
            var row = try SiteRow.require(db, site)
            if let owner = row.account, owner != account {
                throw StoreError.otherAccount(site: site, server: row.server ?? "", account: owner)
            }
            if row.server == server && row.account == account { return }
            row.server = server
            row.account = account
            try row.save(db)
        }
    }

    /// Notes how an attempt to sync ended: nil for well. That it went well once more is written once a second at most:
    /// it is for people, and costs as much as a commit.
    ///
    /// - Parameter blocked: Trying again does not help: another account, a refused token, lost history.
    package func noteSync(of site: NodeID, problem: String?, blocked: Bool = false)
        throws(StoreError)
    {
        try write { db in
            var row = try SiteRow.require(db, site)
            let now = self.environment.now()
            let isNews = row.syncProblem != problem || row.syncBlocked != blocked
            guard isNews || (problem == nil && now - (row.lastSync ?? 0) >= 1000) else { return }
            if problem == nil { row.lastSync = now }
            row.syncProblem = problem
            row.syncBlocked = blocked
            try row.save(db)
        }
    }

    /// Notes that batches were sent and no answer came.
    package func noteTry(of site: NodeID, batches: [Digest]) throws(StoreError) {
        try write { db in
            let key = try SiteRow.require(db, site).key
            for hash in batches {
                try db.execute(
                    sql: "UPDATE batches SET tries = tries + 1 WHERE site = ? AND hash = ?",
                    arguments: [key, hash.description])
            }
        }
    }

    /// Adds what a pull brought: operations, cursor and marks in one transaction. Own batches settle by equal hash.
    ///
    /// Entries at or below the cursor are skipped, so a pull may be applied twice.
    /// - Parameters:
    ///   - digest: The log's chained digest after the last entry.
    ///   - head: The log's end when the server said what is stable and kept: before that is here, what lies between may
    ///     reach lower, and the marks are not taken over. nil where it is here.
    /// - Throws: ``StoreError/replay(_:)``, ``StoreError/digestMismatch(site:)``,
    ///   ``StoreError/ownBatchUnknown(site:first:)``, ``StoreError/reachesBelowDropped(site:dropped:)``; nothing changed
    ///   then.
    package func applyPull(
        _ entries: [LogEntry], to site: NodeID, epoch: EpochID?, digest: Digest?,
        stable: UInt64 = 0, kept: UInt64 = 0, head: UInt64? = nil, seal: [UInt8]? = nil
    ) throws(StoreError) -> PullResult {
        try write { db in
            var work = try Commit(self, db, site)
            let new = entries.filter { $0.end > work.loaded.row.cursor }
            work.loaded.row.epoch = epoch ?? work.loaded.row.epoch
            if head ?? 0 <= max(work.loaded.row.cursor, new.last?.end ?? 0) {
                work.loaded.row.stable = max(work.loaded.row.stable, stable)
                work.loaded.row.kept = max(work.loaded.row.kept, kept)
            }
            work.loaded.row.seal = seal ?? work.loaded.row.seal
            var settled = 0
            if !new.isEmpty {
                try work.makeRoom(for: new)
                let patch = try work.loaded.engine.pull(new)
                work.loaded.row.revision += 1
                work.loaded.row.updatedAt = self.environment.now()
                work.loaded.row.lastSync = work.loaded.row.updatedAt
                work.loaded.row.cursor = work.loaded.engine.cursor
                work.loaded.row.digest = work.loaded.engine.digest.value
                settled = try work.store(new)
                try work.show(patch)
            }
            // Another program may have pulled further meanwhile: then this digest is of an older position.
            let isAtEnd = entries.last?.end == work.loaded.row.cursor
            if let digest, isAtEnd, digest != work.loaded.row.digest {
                throw StoreError.digestMismatch(site: site)
            }
            try work.save()
            return PullResult(
                pulled: new.count - settled, settled: settled,
                state: try work.state(patches: work.patches))
        }
    }

    /// Notes the server's epoch, and its word about its log, after a hello.
    ///
    /// - Parameter head: The log's end when the server said what is stable and kept; see `applyPull`.
    package func noteEpoch(
        _ epoch: EpochID, of site: NodeID, seal: [UInt8]? = nil, stable: UInt64 = 0,
        kept: UInt64 = 0, head: UInt64? = nil
    ) throws(StoreError) {
        try write { db in
            var row = try SiteRow.require(db, site)
            let isWhole = head ?? 0 <= row.cursor
            let isNews = isWhole && (stable > row.stable || kept > row.kept)
            // The seal that a pull brings is written with it.
            if row.epoch == epoch, row.seal != nil || seal == nil, !isNews { return }
            row.epoch = epoch
            row.seal = seal ?? row.seal
            if isNews {
                row.stable = max(row.stable, stable)
                row.kept = max(row.kept, kept)
            }
            try row.save(db)
        }
    }
}

extension Commit {
    /// Opens the log as deep as what arrives reaches; snapshots above that serve no more.
    mutating func makeRoom(for arrived: [LogEntry]) throws {
        if !loaded.engine.isDeepEnough(for: arrived) { try loaded.deepen(db) }
        let reach = loaded.engine.reach(of: arrived)
        guard reach >= loaded.row.dropped else {
            throw StoreError.reachesBelowDropped(
                site: loaded.row.id, dropped: loaded.row.dropped)
        }
        if reach < loaded.row.cursor {
            try SnapshotRow.remove(db, loaded.row, behind: reach)
        }
    }

    /// Writes log entries; returns how many of them were own batches.
    fileprivate mutating func store(_ entries: [LogEntry]) throws -> Int {
        let own = try loaded.row.replicas(db)
        var names = BatchNames()
        var settled = 0
        for entry in entries {
            if own.contains(entry.batch.replica) {
                if try settle(entry) {
                    settled += 1
                    continue
                }
                // Written under an older name, before the store was set back, or by another copy of it.
                guard entry.batch.replica != loaded.row.replica else {
                    throw StoreError.ownBatchUnknown(site: loaded.row.id, first: entry.batch.first)
                }
            }
            try insert(entry, &names)
        }
        return settled
    }

    func settle(_ entry: LogEntry) throws -> Bool {
        try log(entry, from: .pending) || reinstate(entry)
    }

    /// Marks a batch as logged; people go on seeing when it was made, where it was made here.
    private func log(_ entry: LogEntry, from state: BatchState) throws -> Bool {
        try db.cachedStatement(
            sql: """
                UPDATE batches SET state = 'logged', start = ?, author = ?, loggedAt = ?, revision = ?,
                    time = CASE WHEN origin IN ('editor', 'command') THEN time ELSE ? END
                WHERE site = ? AND hash = ? AND state = ?
                """
        ).execute(
            arguments: [
                try Stored.signed(entry.start), entry.author, entry.time, loaded.row.revision,
                entry.time, loaded.row.key, entry.batch.hash.description, state.rawValue,
            ])
        return db.changesCount == 1
    }

    /// A batch that was dropped here and had reached the server before: its void gives way to it.
    private func reinstate(_ entry: LogEntry) throws -> Bool {
        guard try log(entry, from: .dropped) else { return false }
        try db.execute(
            sql:
                "DELETE FROM batches WHERE site = ? AND replica = ? AND first = ? AND state = 'pending'",
            arguments: [
                loaded.row.key, entry.batch.replica.description,
                try Stored.signed(entry.batch.first),
            ])
        return true
    }

    func insert(_ entry: LogEntry, _ names: inout BatchNames) throws {
        let label = names.summary(of: entry.batch, in: loaded.engine.site)
        try BatchRow.insert(
            db, site: loaded.row.key, entry.batch, state: .logged,
            BatchRow.Labels(
                kind: label.kind, target: label.target, origin: "sync", author: entry.author,
                time: entry.time,
                start: entry.start, revision: loaded.row.revision))
    }
}
