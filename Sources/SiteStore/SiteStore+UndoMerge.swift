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
                base: row.base, after: row.continued,
                except: try Step.mergesTakenBack(db, site: row.key))
            let taken = try work.loaded.engine.batchesTakenBack(ofMerge: id)
            let label = try work.append(prepared, origin: origin.rawValue)
            try Step.insert(
                db, site: row.key, origin: origin, turn: work.loaded.row.revision,
                label: Step.label(label, takingBack: taken), bytes: prepared.step.bytes)
            return try work.finish(prepared, label: label)
        }
    }

    /// The batches whose part in merges this device has taken back, by their first operations.
    package func mergesTakenBack(of site: NodeID) throws(StoreError) -> Set<OperationID> {
        try read { db in
            try Step.mergesTakenBack(db, site: try SiteRow.require(db, site).key)
        }
    }
}

/// A step that took merges back names them behind its label: done again it would write what had been deleted twice.
extension Step {
    private static let separator: Character = "\u{1F}"

    static func label(_ label: String, takingBack batches: [OperationID]) -> String {
        label + String(separator) + batches.map(\.description).joined(separator: " ")
    }

    /// What a person is told of a stored label.
    static func shown(_ label: String) -> String {
        label.firstIndex(of: separator).map { String(label[..<$0]) } ?? label
    }

    /// What steps took back, undone ones too: what they brought back is this device's own.
    static func mergesTakenBack(_ db: Database, site: Int64) throws -> Set<OperationID> {
        let labels = try String.fetchAll(
            db,
            sql:
                "SELECT label FROM steps WHERE site = ? AND instr(label, char(31)) > 0",
            arguments: [site])
        return Set(
            labels.flatMap { label in
                label.drop { $0 != separator }.dropFirst().split(separator: " ").compactMap {
                    OperationID($0)
                }
            })
    }
}
