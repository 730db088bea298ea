import GRDB
import SiteHistory
import SiteModel

extension SiteStore {
    /// Takes back what another device's batch changed in the fields in which it was merged by itself with others; one
    /// batch and one undo step of this device.
    ///
    /// - Parameter id: The first operation of that batch, or of the own one it was merged with.
    /// - Throws: ``StoreError/refused(_:)`` with `unknownBatch`, `notMerged`, `mergeTooOld` or `nothingLeft`.
    package func undoMerge(
        _ id: OperationID, of site: NodeID, origin: StepOrigin = .command
    ) throws(StoreError) -> CommitResult {
        try write { db in
            var work = try Commit(self, db, site, depth: .kept)
            let row = work.loaded.row
            let prepared = try work.loaded.engine.prepareUndo(
                ofMerge: id, replica: row.replica, first: row.nextSeq, previous: row.chain,
                base: row.base, after: row.continued)
            let label = try work.append(prepared, origin: origin.rawValue)
            try Step.insert(
                db, site: row.key, origin: origin, turn: work.loaded.row.revision, label: label,
                bytes: prepared.step.bytes)
            return try work.finish(prepared, label: label)
        }
    }
}
