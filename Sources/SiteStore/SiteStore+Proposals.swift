import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Proposals wait here until they are decided about: a crash, a restart or another program loses none.
extension SiteStore {
    /// Of a site's proposals no more are kept than these; the oldest go first.
    package static let proposalsMax = 100

    /// Makes a new proposal durable.
    ///
    /// - Returns: The same with its number.
    package func add(_ proposal: Proposal, to site: NodeID) throws(StoreError) -> Proposal {
        try write { db in
            let key = try SiteRow.require(db, site).key
            try db.execute(
                sql: "INSERT INTO proposals (site, createdAt, bytes) VALUES (?, ?, ?)",
                arguments: [key, self.environment.now(), Data(proposal.bytes)])
            var stored = proposal
            stored.id = db.lastInsertedRowID
            try db.execute(
                sql: """
                    DELETE FROM proposals WHERE site = ?1 AND id NOT IN
                    (SELECT id FROM proposals WHERE site = ?1 ORDER BY id DESC LIMIT ?2)
                    """, arguments: [key, Self.proposalsMax])
            return stored
        }
    }

    /// The site's proposals, the oldest first. One that cannot be read (a newer program wrote it) is passed over.
    package func proposals(of site: NodeID) throws(StoreError) -> [Proposal] {
        try read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT id, bytes FROM proposals WHERE site = ? ORDER BY id",
                arguments: [try SiteRow.require(db, site).key])
            return rows.compactMap { row in
                try? Proposal(id: row["id"], bytes: [UInt8](row["bytes"] as Data))
            }
        }
    }

    /// Changes a proposal as it stands now: what was decided, what a hunk says.
    ///
    /// - Returns: The proposal after it; nil where it is gone.
    @discardableResult
    package func change(
        _ proposal: Int64, of site: NodeID, _ body: (inout Proposal, Site) -> Void
    ) throws(StoreError) -> Proposal? {
        try write { db in
            let work = try Commit(self, db, site)
            guard var found = try self.proposal(proposal, db, work) else { return nil }
            body(&found, work.loaded.engine.site)
            try self.save(found, db)
            return found
        }
    }

    /// Takes hunks of a proposal: one batch and one undo step, and the hunks are noted as applied in the same transaction.
    ///
    /// - Parameter numbers: Those that cannot be taken are passed over.
    /// - Returns: nil where the proposal is gone.
    /// - Throws: ``StoreError/refused(_:)`` with `nothingToChange` where none of them can be taken.
    package func apply(
        _ numbers: Set<Int>, of proposal: Int64, to site: NodeID, origin: StepOrigin
    ) throws(StoreError) -> (commit: CommitResult, proposal: Proposal)? {
        try write { db in
            var work = try Commit(self, db, site)
            guard var found = try self.proposal(proposal, db, work) else { return nil }
            let edits = found.apply(
                numbers, to: work.loaded.engine.site, makeID: self.environment.nodeID)
            guard !edits.isEmpty else { throw HistoryError.nothingToChange }
            let prepared = try work.prepare(edits)
            _ = try work.append(prepared, origin: origin.rawValue, as: .proposal)
            let count = found.hunks.count { numbers.contains($0.number) }
            let label = count == 1 ? "1 proposed change" : "\(count) proposed changes"
            try Step.insert(
                db, site: work.loaded.row.key, origin: origin, turn: work.loaded.row.revision,
                label: label, bytes: prepared.step.bytes)
            try self.save(found, db)
            return (try work.finish(prepared), found)
        }
    }

    private func proposal(_ id: Int64, _ db: Database, _ work: Commit) throws -> Proposal? {
        let bytes = try Data.fetchOne(
            db, sql: "SELECT bytes FROM proposals WHERE id = ? AND site = ?",
            arguments: [id, work.loaded.row.key])
        return try bytes.map { try Proposal(id: id, bytes: [UInt8]($0)) }
    }

    private func save(_ proposal: Proposal, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE proposals SET bytes = ? WHERE id = ?",
            arguments: [Data(proposal.bytes), proposal.id])
    }
}
