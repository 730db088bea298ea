import GRDB
import SiteHistory
import SiteModel

/// Compaction (design §4, State; §5, Log; decision 19).
///
/// Two things are apart. A *snapshot* at what everybody has seen makes opening quick; the log stays. *Dropping* takes away
/// the batches that no device needs any more and that no restore point promises; a snapshot stands for them from then on.
extension SiteStore {
    /// Does one piece of what is to be done, in at most two short transactions; to be called when sync is at rest, again as
    /// long as there is more. Any number of programs may do it at once.
    ///
    /// - Returns: Whether there is more to do.
    /// - Throws: ``StoreError``; nothing is lost then, and the next call goes on.
    package func compact(
        _ site: NodeID, _ rules: CompactionRules = CompactionRules()
    ) throws(StoreError) -> Bool {
        if try removeLeftovers(of: site, rules) { return true }
        let row = try read { db in try SiteRow.require(db, site) }
        guard isDue(row, rules) else { return false }
        if let due = try dueDrop(of: row, rules) { return try drop(due, rules) }
        if try takeSnapshot(of: row, rules) { return true }
        lookedAt.withLock { $0[row.id] = row.marks }
        return false
    }

    /// The bytes of the database's pages that hold something: its size without those that are free.
    package func usedByteCount() throws(StoreError) -> Int {
        try read { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            return (pages - free) * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
        }
    }

    /// The positions of a site's snapshots, the newest first.
    package func snapshotPositions(of site: NodeID) throws(StoreError) -> [UInt64] {
        try read { db in
            try SnapshotRow.positions(db, site: SiteRow.require(db, site).key)
        }
    }

    // MARK: When

    /// Whether the log has come far enough since it was weighed last.
    private func isDue(_ row: SiteRow, _ rules: CompactionRules) -> Bool {
        let last = lookedAt.withLock { $0[row.id] }
        return last.map { row.marks < $0 || row.marks >= $0 + rules.operationsBetweenLooks } ?? true
    }

    // MARK: Snapshots

    /// Takes the snapshot that the next opening begins with, if it pays.
    private func takeSnapshot(of row: SiteRow, _ rules: CompactionRules) throws(StoreError) -> Bool
    {
        let isWorthwhile = try read { db in
            let newest = try SnapshotRow.newest(db, row)
            let weight = try LogWeight(db, row, behind: newest.position, through: row.stable)
            return rules.isWorthwhile(weight, snapshot: newest.byteCount)
        }
        guard isWorthwhile else { return false }
        let engine = try state(of: row.id).engine
        guard let snapshot = SnapshotRow(of: engine, through: row.stable) else { return false }
        return try write { db in
            let now = try SiteRow.require(db, row.id)
            guard now.hasSameLog(as: row), snapshot.end.position > now.dropped,
                try SnapshotRow.newest(db, now).position < snapshot.end.position
            else { return false }
            try SnapshotRow.remove(db, now, behind: 0)
            try snapshot.insert(db, site: now.key)
            return true
        }
    }

    // MARK: Dropping

    /// A position up to which the log can go, with what will stand for it.
    private struct Drop {
        let row: SiteRow
        let snapshot: SnapshotRow
    }

    /// What can be dropped, if that pays.
    private func dueDrop(of row: SiteRow, _ rules: CompactionRules) throws(StoreError) -> Drop? {
        let limit = min(row.stable, row.kept)
        guard limit > row.dropped else { return nil }
        let log: StoredLog? = try read { db in
            let weight = try LogWeight(db, row, behind: row.dropped, through: limit)
            let size = try SnapshotRow.byteCount(db, row, at: row.dropped)
            guard rules.isWorthwhile(weight, snapshot: size) else { return nil }
            return try StoredLog(keptBy: row, db)
        }
        guard let engine = try log.flatMap(replayed) else { return nil }
        guard let snapshot = SnapshotRow(of: engine, through: limit),
            snapshot.end.position > row.dropped
        else { return nil }
        return try stands(snapshot, for: engine) ? Drop(row: row, snapshot: snapshot) : nil
    }

    /// Replayed outside of any transaction: nobody waits for it.
    private func replayed(_ log: StoredLog) throws(StoreError) -> HistoryEngine? {
        do {
            return try log.engine()
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// Whether the snapshot, read back, with what is behind it shows what the log shows. What is dropped does not come back:
    /// this is worth the time.
    private func stands(
        _ snapshot: SnapshotRow, for engine: HistoryEngine
    ) throws(StoreError) -> Bool {
        do {
            var short = engine
            let bytes = try short.compact(to: snapshot.end.position)
            return bytes == snapshot.bytes && short.site.isExactly(engine.site)
                && short.conflicts == engine.conflicts && short.trash == engine.trash
                && short.digest == engine.digest
        } catch {
            throw StoreError(wrapping: error, path: path)
        }
    }

    /// The snapshot is durable before anything goes; the first batches go with the note that they are gone.
    private func drop(_ due: Drop, _ rules: CompactionRules) throws(StoreError) -> Bool {
        let (row, snapshot) = (due.row, due.snapshot)
        let isThere = try write { db in
            guard try SiteRow.require(db, row.id).hasSameLog(as: row) else { return false }
            try snapshot.insert(db, site: row.key)
            return true
        }
        guard isThere else { return true }
        return try write { db in
            var now = try SiteRow.require(db, row.id)
            guard now.hasSameLog(as: row),
                try SnapshotRow.fetch(db, site: row.key, at: snapshot.end.position)?.end
                    == snapshot.end
            else { return true }
            now.dropped = snapshot.end.position
            try now.save(db)
            try SnapshotRow.removeStale(db, now)
            try Leftovers(db, now).removeSlice(rules, environment.uptime)
            return true
        }
    }

    /// Takes away one portion of what was dropped already, without waiting for the disk: what a loss of power brings back
    /// of it counts no more than before, for `dropped` is on disk, and the next slice takes it again.
    private func removeLeftovers(
        of site: NodeID, _ rules: CompactionRules
    ) throws(StoreError) -> Bool {
        let isAny = try read { db in try Leftovers(db, SiteRow.require(db, site)).isAny(rules) }
        let waiting = unsyncedCount.load(ordering: .relaxed)
        if waiting >= rules.slicesPerCheckpoint || (waiting > 0 && !isAny) {
            try checkpoint()
            return true
        }
        guard isAny else { return false }
        try writeUnsynced { db in
            try Leftovers(db, SiteRow.require(db, site)).removeSlice(rules, environment.uptime)
        }
        return true
    }
}

extension SiteRow {
    /// Grows with everything that may make compaction worthwhile: with the cursor what waited here moves its base.
    fileprivate var marks: UInt64 { stable + min(stable, kept) + cursor }

    /// Whether the log is the one that a row tells of: nothing arrived, nothing was rewritten, nothing was dropped.
    fileprivate func hasSameLog(as other: SiteRow) -> Bool {
        key == other.key && cursor == other.cursor && digest == other.digest
            && dropped == other.dropped && rebuilt == other.rebuilt
    }
}

extension SnapshotRow {
    /// The state of an engine's log at the last place at or below a limit where it can be cut; nil where there is none.
    fileprivate init?(of engine: HistoryEngine, through limit: UInt64) {
        guard let end = engine.lastCut(through: limit),
            let bytes = try? engine.snapshot(at: end.position)
        else { return nil }
        self.init(end: end, bytes: bytes)
    }
}

/// How much log lies between two positions.
private struct LogWeight {
    let operations: UInt64
    let bytes: Int

    init(_ db: Database, _ row: SiteRow, behind low: UInt64, through high: UInt64) throws {
        let high = min(high, row.cursor)
        operations = high > low ? high - low : 0
        bytes =
            try operations == 0
            ? 0
            : Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT sum(length(bytes)) FROM batches
                        WHERE site = ? AND state = 'logged' AND start > ? AND start <= ?
                        """),
                arguments: [row.key, try Stored.signed(low), try Stored.signed(high)]) ?? 0
    }
}

extension CompactionRules {
    fileprivate func isWorthwhile(_ weight: LogWeight, snapshot: Int) -> Bool {
        weight.operations > 0
            && isWorthwhile(
                operations: weight.operations, bytes: weight.bytes, snapshot: snapshot)
    }
}

extension Site {
    /// Whether two documents are equal byte for byte.
    fileprivate func isExactly(_ other: Site) -> Bool {
        nodes.count == other.nodes.count && blobs == other.blobs
            && nodes.allSatisfy { other.nodes[$0.key]?.isExactly($0.value) ?? false }
    }
}
