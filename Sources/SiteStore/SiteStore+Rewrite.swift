import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Where a server's log stands after a rewrite.
package struct RewriteMarks: Hashable, Sendable {
    package let epoch: EpochID
    /// Of the new log, to its end.
    package let digest: Digest
    package let stable: UInt64
    package let kept: UInt64
    /// Write under a new name from now on even where every waiting batch keeps its own.
    package let renewsReplica: Bool
    /// The server has not what was written here before: a new name that goes on from nothing.
    var forgetsChain = false

    package init(
        epoch: EpochID, digest: Digest, stable: UInt64, kept: UInt64, renewsReplica: Bool
    ) {
        self.epoch = epoch
        self.digest = digest
        self.stable = stable
        self.kept = kept
        self.renewsReplica = renewsReplica
    }
}

extension SiteStore {
    /// Replaces the log behind a cut by the server's, and puts own batches that it does not hold behind it, in one
    /// transaction: at no moment is anything shown that is less than before.
    ///
    /// - Parameter uncovered: Where the cut lies below what was dropped, the log is taken whole, and may hold less.
    /// - Throws: ``StoreError/digestMismatch(site:)`` where the new log is not what the server says;
    ///   ``StoreError/notCovered(site:dropped:)``. Nothing changed then.
    package func rewrite(
        _ rewrite: LogRewrite, of site: NodeID, _ marks: RewriteMarks,
        uncovered: UncoveredLog = .refuse
    ) throws(StoreError) {
        try write { db in
            let row = try SiteRow.require(db, site)
            guard rewrite.cut >= row.dropped else {
                return try self.beginAnew(db, row, rewrite, marks, uncovered)
            }
            var work = try Commit(self, db, site)
            try work.makeRoom(for: rewrite)
            let new = try work.loaded.engine.rewriting(rewrite)
            try work.finish(rewrite, new, marks)
        }
    }

    /// Batch ends of the log, for finding what it has in common with another.
    package func logEnds(
        of site: NodeID, after low: UInt64, through high: UInt64, max: Int
    ) throws(StoreError) -> [LogEnd] {
        try state(of: site, depth: .kept).engine.ends(after: low, through: high, max: max)
    }

    /// Entries of the log behind a position, up to so many bytes, at least one if there is one.
    package func logEntries(
        of site: NodeID, after position: UInt64, byteCountMax: Int
    ) throws(StoreError) -> [LogEntry] {
        let entries = try state(of: site, depth: .kept).engine.entries(
            after: position, byteCountMax: byteCountMax)
        guard entries.contains(where: \.batch.lacksMedia) else { return entries }
        return try read { db in
            let key = try SiteRow.require(db, site).key
            return try entries.map { try BatchRow.whole($0, db, site: key) }
        }
    }
}

extension Commit {
    /// Opens the log as deep as the rewrite reaches; snapshots above that serve no more.
    fileprivate mutating func makeRoom(for rewrite: LogRewrite) throws {
        if rewrite.cut < loaded.engine.firstEnd.position { try loaded.deepen(db) }
        if loaded.engine.hasShortBatches {
            loaded = try LoadedSite.load(db, loaded.row, from: .kept, whole: true)
        }
        try makeRoom(for: rewrite.entries)
        try SnapshotRow.remove(db, loaded.row, behind: rewrite.cut)
    }

    mutating func finish(
        _ rewrite: LogRewrite, _ new: RewrittenLog, _ marks: RewriteMarks
    ) throws {
        guard new.engine.digest.value == marks.digest else {
            throw StoreError.digestMismatch(site: loaded.row.id)
        }
        loaded.row.revision += 1
        loaded.row.rebuilt = loaded.row.revision
        loaded.row.updatedAt = store.environment.now()
        try replaceLog(rewrite, new)
        try renameBatches(new)
        try move(to: new, rewrite, marks)
        try save()
    }

    /// Takes the old log's end away and puts the new one's in its place; own batches in it wait until they come again.
    fileprivate func replaceLog(_ rewrite: LogRewrite, _ new: RewrittenLog) throws {
        let cut = try Stored.signed(rewrite.cut)
        let own = try loaded.row.replicas(db).map(\.description)
        let places = databaseQuestionMarks(count: own.count)
        try db.execute(
            sql: """
                UPDATE batches SET state = 'pending', start = NULL, loggedAt = NULL, revision = ?
                WHERE site = ? AND state = 'logged' AND start > ? AND replica IN (\(places))
                """,
            arguments: [loaded.row.revision, loaded.row.key, cut] + StatementArguments(own))
        try db.execute(
            sql: "DELETE FROM batches WHERE site = ? AND state = 'logged' AND start > ?",
            arguments: [loaded.row.key, cut])
        var names = BatchNames()
        for entry in rewrite.entries where try !settle(entry) { try insert(entry, &names) }
        for batch in new.superseded { try forget(batch) }
        for batch in new.held { try hold(batch) }
    }

    /// Keeps back what a copy of this store was told is not taken, or what stands on what it has written anew.
    private func hold(_ batch: Batch) throws {
        try db.execute(
            sql: """
                UPDATE batches SET state = 'quarantined', message = ?, revision = ?
                WHERE site = ? AND hash = ? AND state = 'pending'
                """,
            arguments: [
                "a copy of this store was refused it, or has sent otherwise what it stands on",
                loaded.row.revision, loaded.row.key, batch.hash.description,
            ])
    }

    /// Gives own batches their new names, and the undo steps that stand on them.
    fileprivate func renameBatches(_ new: RewrittenLog) throws {
        guard let renaming = new.renaming else { return }
        for pair in renaming.pairs {
            guard let batch = pair.new else {
                try forget(pair.old)
                continue
            }
            try db.execute(
                sql: """
                    UPDATE batches SET replica = ?, first = ?, last = ?, hash = ?, bytes = ?, tries = 0,
                        message = NULL, revision = ? WHERE site = ? AND hash = ?
                    """,
                arguments: [
                    batch.replica.description, try Stored.signed(batch.first),
                    try Stored.signed(batch.last), batch.hash.description,
                    Data(batch.canonicalBytes), loaded.row.revision, loaded.row.key,
                    pair.old.hash.description,
                ])
        }
        try renameSteps(renaming)
    }

    private func forget(_ batch: Batch) throws {
        try db.execute(
            sql: "DELETE FROM batches WHERE site = ? AND hash = ? AND state = 'pending'",
            arguments: [loaded.row.key, batch.hash.description])
    }

    private func renameSteps(_ renaming: Renaming) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT key, bytes FROM steps WHERE site = ? AND state <> 'spent'",
            arguments: [loaded.row.key])
        for row in rows {
            let step = try UndoStep(bytes: [UInt8](row["bytes"] as Data))
            let renamed = renaming.renaming(step)
            guard renamed.bytes != step.bytes else { continue }
            try db.execute(
                sql: "UPDATE steps SET bytes = ? WHERE key = ?",
                arguments: [Data(renamed.bytes), row["key"] as Int64])
        }
    }

    /// Shows the new engine, and notes who writes from now on.
    fileprivate mutating func move(
        to new: RewrittenLog, _ rewrite: LogRewrite, _ marks: RewriteMarks
    ) throws {
        loaded.engine = new.engine
        loaded.row.epoch = marks.epoch
        loaded.row.cursor = new.engine.cursor
        loaded.row.digest = marks.digest
        // What lay behind the cut bears other numbers now.
        loaded.row.stable = max(min(loaded.row.stable, rewrite.cut), marks.stable)
        loaded.row.kept = max(min(loaded.row.kept, rewrite.cut), marks.kept)
        if new.renewsReplica || marks.renewsReplica || marks.forgetsChain {
            try loaded.row.renewReplica(db, as: rewrite.replica)
            loaded.row.after = new.predecessor
        }
        if marks.forgetsChain { loaded.row.after = nil }
        if let last = new.renaming?.batches.last {
            loaded.row.nextSeq = last.last + 1
            loaded.row.chain = last.hash
        }
        let mirror = Mirror(db: db, site: loaded.row.key)
        try mirror.rebuild(loaded.engine)
        loaded.conflicts = loaded.engine.askedConflicts
        try mirror.writeConflicts(loaded.conflicts)
        patches = nil
    }
}
