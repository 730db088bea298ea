import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Whose steps undo and redo see.
package enum UndoScope: Sendable {
    /// Every step of this device.
    case device
    /// Steps made in the editor.
    case editor
}

/// An undo step's row.
///
/// States: `done` → undo → `undone` → redo → `done`; a new step of the same origin sets `undone` ones aside: redo does not see
/// them, the tree of steps does. A step nothing of which can be undone is `spent`; one whose nodes are all in the trash waits
/// for them, and an older one is taken.
struct Step {
    let key: Int64
    let origin: StepOrigin
    let label: String
    /// The revision at which it was last done or undone.
    let turn: Int64
    let step: UndoStep

    init(_ row: Row) throws {
        key = row["key"]
        origin = StepOrigin(rawValue: row["origin"]) ?? .command
        label = Step.shown(row["label"])
        turn = row["turn"]
        step = try UndoStep(bytes: [UInt8](row["bytes"] as Data))
    }

    /// The newest step in a state, but for so many.
    static func newest(
        _ db: Database, site: Int64, state: String, scope: UndoScope, skipping skipped: Int = 0
    ) throws -> Step? {
        let only = scope == .editor ? "AND origin = 'editor'" : ""
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT * FROM steps WHERE site = ? AND state = ? AND aside = 0 \(only)
                ORDER BY turn DESC, key DESC LIMIT 1 OFFSET ?
                """, arguments: [site, state, skipped])
        return try row.map(Step.init)
    }

    static func require(_ db: Database, _ key: Int64) throws -> Step {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM steps WHERE key = ?", arguments: [key])
        else { throw HistoryError.nothingToUndo }
        return try Step(row)
    }

    /// Adds a new step; what this origin had undone is set aside.
    static func insert(
        _ db: Database, site: Int64, origin: StepOrigin, turn: Int64, label: String, bytes: [UInt8]
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE steps SET aside = 1 WHERE site = ? AND state = 'undone' AND origin = ?
                """
        ).execute(arguments: [site, origin.rawValue])
        try db.cachedStatement(
            sql: """
                INSERT INTO steps (site, origin, state, turn, label, bytes, parent)
                VALUES (?1, ?2, 'done', ?3, ?4, ?5,
                    (SELECT key FROM steps WHERE site = ?1 AND state = 'done' AND origin = ?2
                        ORDER BY turn DESC, key DESC LIMIT 1))
                """
        ).execute(arguments: [site, origin.rawValue, turn, label, Data(bytes)])
    }

    static func setAside(_ db: Database, _ key: Int64, _ isAside: Bool) throws {
        try db.execute(
            sql: "UPDATE steps SET aside = ? WHERE key = ?", arguments: [isAside, key])
    }

    /// Notes that every step so far is also a copy's, which may turn it as well.
    static func share(_ db: Database, site: SiteRow) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
            arguments: [sharedFact(site), String(site.revision)])
    }

    /// Whether the step was done or undone last before the store was copied or set back.
    func isShared(_ db: Database, site: SiteRow) throws -> Bool {
        let end = try Int64.fetchOne(
            db, sql: "SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?",
            arguments: [Step.sharedFact(site)])
        return end.map { turn <= $0 } ?? false
    }

    /// The site goes: nothing is to be noted of its steps.
    static func forgetShared(_ db: Database, site: SiteRow) throws {
        try db.execute(sql: "DELETE FROM meta WHERE name = ?", arguments: [sharedFact(site)])
    }

    private static func sharedFact(_ site: SiteRow) -> String { "shared-steps \(site.id)" }

    func change(_ db: Database, state: String, turn: Int64, bytes: [UInt8]) throws {
        try db.execute(
            sql: "UPDATE steps SET state = ?, aside = 0, turn = ?, bytes = ? WHERE key = ?",
            arguments: [state, turn, Data(bytes), key])
    }

    /// Whether all that it changed is in the trash: it can be turned once that is back. What it put there itself is no
    /// reason.
    func waits(in engine: HistoryEngine) -> Bool {
        let operations = step.batch.operations
        let nodes = operations.compactMap(\.node)
        guard !nodes.isEmpty, nodes.allSatisfy(engine.isInTrash) else { return false }
        let deleted = Set(
            operations.compactMap { if case .delete(let node) = $0 { node } else { nil } })
        return deleted.allSatisfy { engine.isHeldInTrash($0, besides: deleted) }
    }

    /// What is said of a step that waits.
    static func waits(_ label: String) -> String {
        "\(label): that is in the trash, and waits until it is back"
    }

    func spend(_ db: Database) throws {
        try db.execute(sql: "UPDATE steps SET state = 'spent' WHERE key = ?", arguments: [key])
    }
}

extension SiteStore {
    /// Takes back the newest step that is not yet undone.
    ///
    /// - Throws: ``StoreError/refused(_:)`` with `nothingToUndo` when there is none, with `inTrash` where all of them wait for
    ///   what is in the trash.
    package func undo(_ site: NodeID, scope: UndoScope) throws(StoreError) -> CommitResult {
        try turn(site, scope: scope, from: "done", to: "undone")
    }

    /// Gives back the step undone last.
    ///
    /// - Throws: As ``undo(_:scope:)``.
    package func redo(_ site: NodeID, scope: UndoScope) throws(StoreError) -> CommitResult {
        try turn(site, scope: scope, from: "undone", to: "done")
    }

    /// Emits the inverse of the newest step in one state and keeps the inverse of that in the other.
    private func turn(
        _ site: NodeID, scope: UndoScope, from: String, to: String
    ) throws(StoreError) -> CommitResult {
        try write { db in
            var work = try Commit(self, db, site)
            var waiting: [String] = []
            while let step = try Step.newest(
                db, site: work.loaded.row.key, state: from, scope: scope, skipping: waiting.count)
            {
                if step.waits(in: work.loaded.engine) {
                    waiting.append(step.label)
                    continue
                }
                let before = work.loaded.engine.site
                let turned = try work.turn(step, to: to)
                return try work.finish(
                    turned.prepared,
                    label: work.outcome(of: turned.prepared, since: before) ?? step.label,
                    skipped: waiting.prefix(1).map(Step.waits) + [turned.skipped].compactMap(\.self)
                )
            }
            throw waiting.first.map(HistoryError.inTrash) ?? .nothingToUndo
        }
    }
}

extension Commit {
    /// Emits the inverse of a step and keeps the inverse of that in its place.
    ///
    /// - Returns: What was written, or why nothing was; the step is then spent, but where it waits.
    mutating func turn(
        _ step: Step, to state: String
    ) throws -> (prepared: Prepared?, skipped: String?) {
        if step.waits(in: loaded.engine) { return (nil, Step.waits(step.label)) }
        if !loaded.engine.remembers(step.step) { try loaded.deepen(db) }
        let row = loaded.row
        let prepared: Prepared
        do {
            prepared = try loaded.engine.prepareUndo(
                of: step.step, replica: row.replica, first: row.nextSeq, previous: row.chain,
                base: row.base, after: row.continued)
        } catch HistoryError.nothingToUndo, HistoryError.nothingToChange {
            try step.spend(db)
            return (
                nil,
                "Not taken back, for it was changed since: \(step.label). "
                    + "The timeline has what stood there before."
            )
        }
        // The copy may do it as well, also at this moment: what each puts into a text would stand twice.
        if prepared.batch.writesWords, try step.isShared(db, site: row) {
            try step.spend(db)
            return (
                nil,
                "“\(step.label)” is from before this store was copied or restored; "
                    + "history has the words (pagemagic rewind)."
            )
        }
        _ = try append(
            prepared, origin: step.origin.rawValue, as: state == "undone" ? .undo : .redo)
        try step.change(
            db, state: state, turn: loaded.row.revision, bytes: prepared.step.bytes)
        return (prepared, nil)
    }
}
