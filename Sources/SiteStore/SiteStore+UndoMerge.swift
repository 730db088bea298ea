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
            let named = try work.loaded.engine.batchesTakenBack(ofMerge: id)
            if let step = try Step.undoneReversal(of: named, db, site: work.loaded.row.key) {
                return try work.redo(step, origin: origin)
            }
            let row = work.loaded.row
            let before = try Step.mergesTakenBack(db, site: row.key).all
            let prepared = try work.loaded.engine.prepareUndo(
                ofMerge: id, replica: row.replica, first: row.nextSeq, previous: row.chain,
                base: row.base, after: row.continued,
                except: before)
            let label = try work.append(prepared, origin: origin.rawValue)
            try Step.insert(
                db, site: row.key, origin: origin, turn: work.loaded.row.revision,
                label: Step.label(label, takingBack: named.filter { !before.contains($0) }),
                bytes: prepared.step.bytes)
            return try work.finish(prepared, label: label)
        }
    }

    /// The batches whose part in merges this device has taken back.
    package func mergesTakenBack(of site: NodeID) throws(StoreError) -> MergesTakenBack {
        try read { db in
            try Step.mergesTakenBack(db, site: try SiteRow.require(db, site).key)
        }
    }
}

/// The batches, by their first operations, whose part in merges a device took back.
package struct MergesTakenBack: Hashable, Sendable {
    /// Those that are taken back now.
    package let standing: Set<OperationID>
    /// Those that an undo gave back: the step that took them back can be made again.
    package let undone: Set<OperationID>

    package init(standing: Set<OperationID> = [], undone: Set<OperationID> = []) {
        self.standing = standing
        self.undone = undone
    }

    /// What was ever taken back: what an undo brought back is this device's own.
    var all: Set<OperationID> { standing.union(undone) }
}

extension Commit {
    /// Makes a step again that took a merge back and was undone, as a new one: what was done since stays below it.
    fileprivate mutating func redo(_ step: Step, origin: StepOrigin) throws -> CommitResult {
        let label = try Step.storedLabel(db, step.key)
        let turned = try turn(step, to: "done")
        guard let prepared = turned.prepared else {
            throw HistoryError.nothingLeft([turned.skipped].compactMap(\.self))
        }
        try step.spend(db)
        try Step.insert(
            db, site: loaded.row.key, origin: origin, turn: loaded.row.revision, label: label,
            bytes: prepared.step.bytes)
        return try finish(prepared, label: step.label)
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

    static func storedLabel(_ db: Database, _ key: Int64) throws -> String {
        try String.fetchOne(db, sql: "SELECT label FROM steps WHERE key = ?", arguments: [key])
            ?? ""
    }

    /// What steps took back. Of several that name a batch the newest tells how it stands.
    static func mergesTakenBack(_ db: Database, site: Int64) throws -> MergesTakenBack {
        let newest = try newestReversals(db, site: site)
        return MergesTakenBack(
            standing: Set(newest.filter { $0.value.state != "undone" }.keys),
            undone: Set(newest.filter { $0.value.state == "undone" }.keys))
    }

    /// The newest step that took one of some batches back, where an undo gave that back.
    static func undoneReversal(of batches: [OperationID], _ db: Database, site: Int64) throws
        -> Step?
    {
        let newest = try newestReversals(db, site: site)
        let keys = batches.compactMap { newest[$0] }.filter { $0.state == "undone" }.map(\.key)
        return try keys.max().map { try Step.require(db, $0) }
    }

    private static func newestReversals(_ db: Database, site: Int64) throws
        -> [OperationID: (key: Int64, state: String)]
    {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT key, state, label FROM steps WHERE site = ? AND instr(label, char(31)) > 0
                ORDER BY key
                """, arguments: [site])
        var newest: [OperationID: (key: Int64, state: String)] = [:]
        for row in rows {
            let label: String = row["label"]
            for word in label.drop(while: { $0 != separator }).dropFirst().split(separator: " ") {
                if let id = OperationID(word) { newest[id] = (row["key"], row["state"]) }
            }
        }
        return newest
    }
}
