import Foundation
import GRDB
import SiteHistory
import SiteModel

extension SiteStore {
    /// Takes a refused batch and its closure out of the document, with voids in their places in the chain.
    ///
    /// - Parameters:
    ///   - message: Why, as the server or the person said it.
    ///   - state: `quarantined` for what the server refused, `dropped` for what a person drops.
    /// - Throws: ``StoreError/unknownBatch(_:)``.
    package func refuse(
        _ hash: Digest, of site: NodeID, message: String, state: BatchState = .quarantined
    ) throws(StoreError) -> SiteState {
        try write { db in
            var work = try Commit(self, db, site)
            let chain = work.loaded.engine.pending
            let fallen = RefusalClosure.indices(of: hash, in: chain)
            guard !fallen.isEmpty else { throw StoreError.unknownBatch(hash.description) }
            var voided = chain
            for index in fallen { voided[index] = chain[index].voided }
            work.loaded.row.revision += 1
            work.loaded.row.rebuilt = work.loaded.row.revision
            work.loaded.row.updatedAt = self.environment.now()
            try work.exchange(chain, for: voided, fallen: fallen, message: message, state: state)
            let patch = try work.loaded.engine.replacePending(voided)
            try work.show(patch, batches: [])
            try work.spendSteps(of: fallen.map { chain[$0] })
            try work.save()
            return try work.state(patches: work.patches)
        }
    }
}

extension Batch {
    /// The batch that uses up this one's sequence numbers and has no effect.
    package var voided: Batch {
        Batch(
            replica: replica, first: first, base: base, previous: previous, rules: rules,
            body: .void(count: count, replaced: hash))
    }
}

extension Commit {
    fileprivate mutating func exchange(
        _ chain: [Batch], for voided: [Batch], fallen: [Int], message: String, state: BatchState
    ) throws {
        for index in fallen {
            let old = chain[index]
            try db.execute(
                sql: "UPDATE batches SET state = ?, message = ?, revision = ? WHERE site = ? AND hash = ?",
                arguments: [
                    state.rawValue, message, loaded.row.revision, loaded.row.key, old.hash.description,
                ])
            // The void takes the refused batch's place in the order of the outbox.
            try BatchRow.insert(
                db, site: loaded.row.key, voided[index], state: .pending,
                BatchRow.Labels(
                    kind: "void", target: "", origin: "sync", time: loaded.row.updatedAt,
                    revision: loaded.row.revision))
        }
    }

    fileprivate func spendSteps(of batches: [Batch]) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT key, bytes FROM steps WHERE site = ? AND state <> 'spent'", arguments: [loaded.row.key])
        var spent: [Int64] = []
        while let row = try rows.next() {
            let bytes: Data = row["bytes"]
            let step = try UndoStep(bytes: [UInt8](bytes))
            if batches.contains(where: { $0.hash == step.batch.hash }) {
                spent.append(row["key"])
            }
        }
        for key in spent { try db.execute(sql: "UPDATE steps SET state = 'spent' WHERE key = ?", arguments: [key]) }
    }
}
