import GRDB
import SiteHistory
import SiteModel

/// What an engine is made of, as it was read in one transaction: replaying it needs the database no more.
struct StoredLog {
    let row: SiteRow
    private let replicas: Set<ReplicaID>
    /// nil for the log from its beginning.
    private let snapshot: SnapshotRow?
    private let entries: [LogEntry]
    private let pending: [Batch]

    /// Whether media's bytes are read as well.
    private let isWhole: Bool

    /// Reads the log from a position on where there is a snapshot, 0 being the beginning; nil where it cannot be read.
    init?(
        _ db: Database, _ row: SiteRow, from position: UInt64, whole isWhole: Bool = false
    ) throws {
        snapshot =
            position == 0 ? nil : try SnapshotRow.fetch(db, site: row.key, at: position)
        guard position == 0 || snapshot != nil else { return nil }
        self.row = row
        self.isWhole = isWhole
        replicas = try row.replicas(db)
        entries = try BatchRow.entries(db, site: row.key, behind: position, whole: isWhole)
        pending = try BatchRow.pending(db, site: row.key, whole: isWhole)
    }

    /// Everything that is kept of the log.
    ///
    /// - Throws: ``StoreError/compactedLogDamaged(site:)`` where that which stands for dropped batches cannot be read.
    init(keptBy row: SiteRow, _ db: Database, whole isWhole: Bool = false) throws {
        guard let log = try StoredLog(db, row, from: row.dropped, whole: isWhole) else {
            throw StoreError.compactedLogDamaged(site: row.id)
        }
        self = log
    }

    /// The engine; nil where the snapshot, or a batch that reaches below it, does not allow it.
    func engine() throws -> HistoryEngine? {
        var engine = HistoryEngine(site: row.id, replicas: replicas)
        if let snapshot {
            do {
                engine = try HistoryEngine(
                    site: row.id, replicas: replicas, snapshot: snapshot.bytes, isOurs: true)
            } catch {
                return nil
            }
            guard engine.firstEnd == snapshot.end, engine.isDeepEnough(for: entries) else {
                return nil
            }
        }
        _ = try engine.pull(entries)
        for batch in pending { try engine.append(batch) }
        if !isWhole { engine.leaveOutMedia() }
        return engine
    }
}
