import Foundation
import GRDB
import SiteHistory
import SiteModel

/// What a person does with what waits and with what was refused: drop it, or do it again.
extension SiteStore {
    /// A batch that waits, was refused or was dropped, by its first operation; a void only where nothing else bears
    /// the name.
    ///
    /// - Throws: ``StoreError/unknownBatch(_:)`` for one in the log, too.
    package func unsettledBatch(_ id: OperationID, of site: NodeID) throws(StoreError)
        -> StoredBatch
    {
        try read { db in try Unsettled.require(db, id, site: try SiteRow.require(db, site).key) }
    }

    /// Drops a batch with everything that stands on it; its content is kept as `dropped`.
    ///
    /// A waiting batch leaves the document and a void takes its place in the chain. If the server has it after all,
    /// the next pull brings it back: a drop that came too late drops nothing.
    /// - Parameter closure: The batch and those of the given ones that stand on it, in chain order.
    /// - Returns: What was dropped, the named one first.
    /// - Throws: ``StoreError/unknownBatch(_:)``.
    package func drop(
        _ id: OperationID, of site: NodeID, closure: (Batch, [Batch]) -> [RefusedBatch]
    ) throws(StoreError) -> [StoredBatch] {
        try write { db in
            var work = try Commit(self, db, site)
            let named = try Unsettled.require(db, id, site: work.loaded.row.key)
            let fellows =
                named.state == .pending
                ? work.loaded.engine.pending
                : try BatchRow.fetch(db, site: work.loaded.row.key, state: named.state).map(\.batch)
            let refused = closure(named.batch, fellows)
            if named.state == .pending {
                try work.leaveOut(refused, as: .dropped)
            } else {
                try work.drop(quarantined: refused.map(\.batch.hash))
            }
            let dropped = try refused.map {
                try Unsettled.require(
                    db, $0.batch.id(ofOperationAt: 0), site: work.loaded.row.key)
            }
            try work.save()
            return dropped
        }
    }

    /// What a refused or dropped batch was for.
    ///
    /// - Throws: ``StoreError/unknownBatch(_:)``; ``StoreError/replay(_:)`` when its place cannot be found.
    package func intents(of id: OperationID, in site: NodeID) throws(StoreError) -> [Intent] {
        try read { db in
            let (loaded, _) = try self.current(db, site, depth: .kept)
            self.cache.withLock { $0[site] = loaded }
            let row = try Unsettled.row(db, id, site: loaded.row.key)
            return try Unsettled.intents(db, row, in: loaded)
        }
    }

    /// Does again, on the present document, what a refused or dropped batch was for: one new batch and one undo step.
    /// The old one is `dropped` from then on and says what it became; the new one says what it stands for, so that it is
    /// there once where the server has the old one after all, or another copy of this store does the same.
    ///
    /// - Throws: ``StoreError/refused(_:)`` with `nothingLeft` when nothing of it can be done or a copy has done it;
    ///   ``StoreError/unknownBatch(_:)`` for one that is not refused or dropped.
    package func retry(_ id: OperationID, of site: NodeID) throws(StoreError) -> CommitResult {
        try write { db in
            var work = try Commit(self, db, site, depth: .kept)
            let row = try Unsettled.row(db, id, site: work.loaded.row.key)
            let intents = try Unsettled.intents(db, row, in: work.loaded)
            let own = work.loaded.row
            let prepared = try work.loaded.engine.prepareRetry(
                of: intents, replica: own.replica, first: own.nextSeq, previous: own.chain,
                base: own.base, after: own.continued, standingFor: BatchRow.decode(row).batch)
            let label = try work.append(prepared, origin: StepOrigin.command.rawValue)
            try Step.insert(
                db, site: own.key, origin: .command, turn: work.loaded.row.revision, label: label,
                bytes: prepared.step.bytes)
            let new = prepared.batch.id(ofOperationAt: 0).description
            try db.execute(
                sql: "UPDATE batches SET state = 'dropped', revision = ? WHERE id = ?",
                arguments: [work.loaded.row.revision, row["id"] as Int64])
            try db.execute(
                sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
                arguments: [Unsettled.successorFact(of: try BatchRow.decode(row)), new])
            return try work.finish(prepared, label: label)
        }
    }

    /// What became of a dropped batch that was done again: the new batch's id.
    package func successor(of batch: StoredBatch) throws(StoreError) -> String? {
        try fact(Unsettled.successorFact(of: batch))
    }
}

/// Batches that are not in the log, as rows.
private enum Unsettled {
    static func successorFact(of batch: StoredBatch) -> String {
        "retried \(batch.batch.hash)"
    }

    /// The refused or dropped batch of a name; else the waiting one, else a void.
    static func row(_ db: Database, _ id: OperationID, site: Int64) throws -> Row {
        let found = try Row.fetchOne(
            db,
            sql: """
                SELECT \(BatchRow.columns), id, replica, first FROM batches
                WHERE site = ? AND replica = ? AND first = ? AND state <> 'logged'
                ORDER BY kind = 'void', state = 'pending' DESC, id LIMIT 1
                """,
            arguments: [site, id.replica.description, try Stored.signed(id.seq)])
        guard let found else { throw StoreError.unknownBatch(id.description) }
        return found
    }

    static func require(_ db: Database, _ id: OperationID, site: Int64) throws -> StoredBatch {
        try BatchRow.decode(try row(db, id, site: site))
    }

    static func intents(_ db: Database, _ row: Row, in loaded: LoadedSite) throws -> [Intent] {
        let stored = try BatchRow.decode(row)
        guard stored.state != .pending else { throw StoreError.unknownBatch(stored.id) }
        let chain = try chain(db, before: row, site: loaded.row.key)
        return try loaded.engine.intents(of: stored.batch, after: chain)
    }

    /// The chain as it was when a batch was made. A void's row is younger than the row of what it stands for: where it
    /// is older than the batch's own row, it had taken the place by then.
    private static func chain(_ db: Database, before row: Row, site: Int64) throws -> [Batch] {
        let own: Int64 = row["id"]
        let earlier = try Row.fetchAll(
            db,
            sql: """
                SELECT \(BatchRow.columns) FROM batches
                WHERE site = ? AND replica = ? AND first < ? AND id < ?
                ORDER BY first, id
                """,
            arguments: [site, row["replica"] as String, row["first"] as Int64, own])
        var chain: [Batch] = []
        for stored in try earlier.map(BatchRow.decode) {
            if chain.last?.first == stored.batch.first { chain.removeLast() }
            chain.append(stored.batch)
        }
        return chain
    }
}

extension Commit {
    /// Marks refused batches as dropped; nothing is shown of them anyway.
    fileprivate mutating func drop(quarantined hashes: [Digest]) throws {
        loaded.row.revision += 1
        for hash in hashes {
            try db.execute(
                sql:
                    "UPDATE batches SET state = 'dropped', revision = ? WHERE site = ? AND hash = ?",
                arguments: [loaded.row.revision, loaded.row.key, hash.description])
        }
    }
}
