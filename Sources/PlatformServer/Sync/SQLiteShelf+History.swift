import Foundation
import GRDB
import SiteHistory
import SiteModel

/// What a log says about itself: how lost parts of it are numbered now, and which batches were written anew.
extension SQLiteShelf {
    func lineage(of epoch: EpochID) throws -> Lineage? {
        if let known = memo.lineages[epoch] { return known }
        let found = try storedLineage(of: epoch)
        memo.lineages[epoch] = .some(found)
        return found
    }

    func lineagePosition(of epoch: EpochID) throws -> UInt64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT position FROM lineages WHERE site = ? AND epoch = ?"),
            arguments: [site.key, epoch.description]
        ).map { UInt64(clamping: $0) }
    }

    private func storedLineage(of epoch: EpochID) throws -> Lineage? {
        let bytes = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT lineage FROM lineages WHERE site = ? AND epoch = ?"),
            arguments: [site.key, epoch.description])
        guard let bytes else { return nil }
        let operations = try Batch(canonicalBytes: [UInt8](bytes)).operations
        guard case .lineage(let lineage) = operations.first else { return nil }
        return lineage
    }

    func isRetired(_ end: ChainEnd) throws -> Bool {
        if let known = memo.retired[end] { return known }
        let found =
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT 1 FROM retired
                        WHERE site = ? AND replica = ? AND seq = ? AND link = ?
                        """),
                arguments: [
                    site.key, end.replica.description, Int64(clamping: end.seq),
                    Data(end.link.bytes),
                ]) ?? false
        memo.retired[end] = found
        return found
    }

    /// Keeps what an operation says about the log where it is found without reading the log.
    func note(_ operation: SiteHistory.Operation, at position: UInt64) throws {
        switch operation {
        case .lineage(let lineage):
            memo.lineages = [:]
            let bytes = Batch(
                replica: ReplicaID(rawValue: 0), first: 1, base: .origin, previous: .zero,
                body: .operations([operation])
            ).canonicalBytes
            for epoch in lineage.epochs {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO lineages VALUES (?, ?, ?, ?)",
                    arguments: [
                        site.key, epoch.description, Int64(clamping: position), Data(bytes),
                    ])
            }
        case .retire(let end):
            memo.retired[end] = true
            try db.execute(
                sql: "INSERT OR IGNORE INTO retired VALUES (?, ?, ?, ?)",
                arguments: [
                    site.key, end.replica.description, Int64(clamping: end.seq),
                    Data(end.link.bytes),
                ])
        default: break
        }
    }
}
