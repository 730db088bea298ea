import GRDB
import SiteHistory
import SiteModel

/// What to do where the server's log, taken anew from its beginning, does not hold everything that this store's did.
package enum UncoveredLog: Hashable, Sendable {
    /// Change nothing: ``StoreError/notCovered(site:dropped:)``.
    case refuse
    /// Keep the document as it is shown as a further site, which belongs to no account yet, and go on.
    case keepCopy
}

/// Beginning a site anew from the whole of the server's log: what this store keeps of the log does not reach down to where
/// it is needed, for it was dropped. Own batches that the server does not hold wait again.
extension SiteStore {
    func beginAnew(
        _ db: Database, _ row: SiteRow, _ rewrite: LogRewrite, _ marks: RewriteMarks,
        _ uncovered: UncoveredLog
    ) throws {
        cache.withLock { _ = $0.removeValue(forKey: row.id) }
        var (rewrite, marks) = (rewrite, marks)
        if try !covers(rewrite.entries, row, readable(db, row)) {
            guard uncovered == .keepCopy else {
                throw StoreError.notCovered(site: row.id, dropped: row.dropped)
            }
            try keepCopy(db, row)
            // Chains that the server has lost are not continued: what waits is written anew.
            rewrite.isRebase = true
            marks.forgetsChain = true
        }
        let unread = HistoryEngine(
            site: row.id, replicas: try row.replicas(db),
            unread: try BatchRow.entries(
                db, site: row.key, behind: row.dropped, whole: true),
            pending: try BatchRow.pending(db, site: row.key, whole: true))
        let new = try unread.rewriting(rewrite)
        var work = try Commit(self, db, LoadedSite(row: row, engine: new.engine, conflicts: []))
        try work.forgetLog()
        try work.finish(rewrite, new, marks)
    }

    /// The site from what stands for the dropped part of its log; nil where that is damaged.
    private func readable(_ db: Database, _ row: SiteRow) throws -> HistoryEngine? {
        do {
            return try LoadedSite.load(db, row, from: .kept).engine
        } catch StoreError.compactedLogDamaged {
            return nil
        }
    }

    /// Whether a log holds all that this store had of it: at the cursor both have one digest, or each chain is in it as far
    /// as it was here.
    private func covers(
        _ entries: [LogEntry], _ row: SiteRow, _ old: HistoryEngine?
    ) throws -> Bool {
        var end = LogEnd.origin
        for entry in entries where entry.end <= row.cursor { end = end.adding(entry) }
        if end.position == row.cursor, end.digest.value == row.digest { return true }
        return old.map { $0.isCovered(by: entries) } ?? false
    }

    /// The document as its rows show it, as a new site.
    private func keepCopy(_ db: Database, _ row: SiteRow) throws {
        let reader = NodeReader(db, row)
        var shown = Site(id: row.id)
        for node in try reader.nodes(.all) { shown.nodes[node.id] = node }
        shown.blobs = try reader.blobs(of: shown.nodes.values, files: true)
        let fields = (shown.nodes[row.id]?.fields ?? [:]).filter { $0.key != .slug }
            .sorted { $0.key < $1.key }
        let bytes = shown.blobs.sorted { $0.key < $1.key }.map { SiteEdit.blob($0.value) }
        let id = environment.nodeID()
        _ = try create(
            db, id, slug: row.slug + "-kept",
            fields: fields.map { FieldAssignment($0.key, $0.value) },
            edits: bytes
                + shown.children(of: row.id).map { child in
                    var ids = shown.subtree(of: child.id).map(\.id)[...]
                    return .insert(
                        shown.draft(of: child) { ids.removeFirst() }, under: id, at: .last)
                })
    }
}

extension Commit {
    /// Nothing of the old log stays but own batches.
    fileprivate mutating func forgetLog() throws {
        try db.execute(
            sql: """
                DELETE FROM batches WHERE site = :site AND state = 'logged' AND start <= :dropped;
                DELETE FROM snapshots WHERE site = :site;
                """,
            arguments: ["site": loaded.row.key, "dropped": try Stored.signed(loaded.row.dropped)])
        loaded.row.dropped = 0
    }
}
