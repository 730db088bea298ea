import Foundation
import GRDB
import SiteHistory
import SiteModel

/// A batch that cannot go to the server, and what stands for it in the chain.
package struct RefusedBatch: Hashable, Sendable {
    package let batch: Batch
    package let void: Batch
    /// Why, for people.
    package let message: String

    package init(batch: Batch, void: Batch, message: String) {
        self.batch = batch
        self.void = void
        self.message = message
    }
}

extension SiteStore {
    /// Takes refused batches out of the document, with voids in their places in the chain. Their content is kept.
    ///
    /// - Parameters:
    ///   - refused: The refused batch and everything that stands on it, in chain order.
    ///   - state: `quarantined` for what the server refused, `dropped` for what a person drops.
    /// - Throws: ``StoreError/unknownBatch(_:)`` when one of them does not wait here; nothing changed.
    package func quarantine(
        _ refused: [RefusedBatch], of site: NodeID, as state: BatchState = .quarantined
    ) throws(StoreError) -> SiteState {
        try write { db in
            var work = try Commit(self, db, site)
            try work.leaveOut(refused, as: state)
            try work.save()
            return try work.state(patches: work.patches)
        }
    }
}

extension Commit {
    /// Puts voids in the places of waiting batches.
    mutating func leaveOut(_ refused: [RefusedBatch], as state: BatchState) throws {
        var chain = loaded.engine.pending
        loaded.row.revision += 1
        loaded.row.rebuilt = loaded.row.revision
        loaded.row.updatedAt = store.environment.now()
        for one in refused {
            guard let index = chain.firstIndex(of: one.batch) else {
                throw StoreError.unknownBatch(one.batch.id(ofOperationAt: 0).description)
            }
            chain[index] = one.void
            try exchange(one, as: state)
        }
        let patch = try loaded.engine.replacePending(chain)
        try show(patch)
        try spendSteps(of: refused.map(\.batch.hash))
    }

    private func exchange(_ refused: RefusedBatch, as state: BatchState) throws {
        try db.execute(
            sql:
                "UPDATE batches SET state = ?, message = ?, revision = ? WHERE site = ? AND hash = ?",
            arguments: [
                state.rawValue, refused.message, loaded.row.revision, loaded.row.key,
                refused.batch.hash.description,
            ])
        try BatchRow.insert(
            db, site: loaded.row.key, refused.void, state: .pending,
            BatchRow.Labels(
                kind: "void", target: "", origin: "sync", time: loaded.row.updatedAt,
                revision: loaded.row.revision))
    }

    /// Steps of batches that are no longer shown cannot be undone.
    private func spendSteps(of hashes: [Digest]) throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT key, bytes FROM steps WHERE site = ? AND state <> 'spent'",
            arguments: [loaded.row.key])
        for row in rows {
            let bytes: Data = row["bytes"]
            guard hashes.contains(try UndoStep(bytes: [UInt8](bytes)).batch.hash) else { continue }
            try db.execute(
                sql: "UPDATE steps SET state = 'spent' WHERE key = ?",
                arguments: [row["key"] as Int64])
        }
    }
}
