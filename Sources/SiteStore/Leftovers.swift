import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Rows of a site that nothing needs any more, for a snapshot stands for them.
struct Leftovers {
    private let db: Database
    private let row: SiteRow

    init(_ db: Database, _ row: SiteRow) {
        self.db = db
        self.row = row
    }

    func isAny(_ rules: CompactionRules) throws -> Bool {
        try row.dropped > 0 && !slice(rules).isEmpty
    }

    /// Takes away the oldest dropped batches, as many as go at once, and as many steps that undo needs no more: there are
    /// no more steps than own batches.
    ///
    /// - Parameter uptime: A clock that is never set back. Once half of the time is over no further batch goes, and once
    ///   all of it is, no more steps than batches went: so none is left when all batches are gone. One batch goes at least.
    func removeSlice(_ rules: CompactionRules, _ uptime: () -> Duration) throws {
        let start = uptime()
        let gone = try removeBatches(rules) { uptime() - start > rules.sliceDurationMax / 2 }
        for (number, key) in try oldSteps(rules).enumerated() {
            if number >= gone && uptime() - start > rules.sliceDurationMax { return }
            try db.cachedStatement(sql: "DELETE FROM steps WHERE key = ?").execute(arguments: [key])
        }
    }

    private func removeBatches(_ rules: CompactionRules, isLate: () -> Bool) throws -> Int {
        var gone = 0
        for id in try slice(rules) {
            try db.cachedStatement(sql: "DELETE FROM batches WHERE id = ?").execute(arguments: [id])
            gone += 1
            if isLate() { break }
        }
        return gone
    }

    private func slice(_ rules: CompactionRules) throws -> [Int64] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT id, length(bytes) FROM batches
                    WHERE site = ? AND state = 'logged' AND start <= ? ORDER BY start LIMIT ?
                    """),
            arguments: [row.key, try Stored.signed(row.dropped), rules.sliceRowsMax])
        var ids: [Int64] = []
        var byteCount = 0
        while let row = try rows.next() {
            byteCount += row[1] as Int
            if !ids.isEmpty && byteCount > rules.sliceBytesMax { break }
            ids.append(row[0])
        }
        return ids
    }

    /// Spent steps, and of the others the oldest, where they are many and their batches are gone.
    private func oldSteps(_ rules: CompactionRules) throws -> [Int64] {
        let spent = try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT key FROM steps WHERE site = ? AND state = 'spent' LIMIT ?"),
            arguments: [row.key, rules.sliceRowsMax])
        let newestOld = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT key FROM steps WHERE site = ? AND state <> 'spent'
                    ORDER BY key DESC LIMIT 1 OFFSET ?
                    """), arguments: [row.key, rules.oldStepsMax])
        guard let newestOld else { return spent }
        let old = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT key, bytes FROM steps WHERE site = ? AND state <> 'spent' AND key <= ?
                    ORDER BY key LIMIT ?
                    """), arguments: [row.key, newestOld, rules.sliceRowsMax])
        let gone = try old.filter { step in
            let batch = try UndoStep(bytes: [UInt8](step["bytes"] as Data)).batch
            return try !isKept(batch)
        }
        return spent + gone.map { $0["key"] }
    }

    private func isKept(_ batch: Batch) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM batches WHERE site = ? AND hash = ?"),
            arguments: [row.key, batch.hash.description]) ?? false
    }
}
