import Foundation
import GRDB
import SiteHistory
import SiteModel

/// What a log says about itself: how lost parts of it are numbered now, and which chains have ended.
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

    func retirement(of replica: ReplicaID) throws -> ChainEnd? {
        if let known = memo.retirements[replica] { return known }
        let found = try storedRetirement(of: replica)
        memo.retirements[replica] = .some(found)
        return found
    }

    private func storedRetirement(of replica: ReplicaID) throws -> ChainEnd? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT seq, link FROM retirements WHERE site = ? AND replica = ?"),
            arguments: [site.key, replica.description])
        guard let row, let link = Digest(bytes: row["link"] as Data) else { return nil }
        return ChainEnd(replica: replica, seq: UInt64(row["seq"] as Int64), link: link)
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
            memo.retirements = [:]
            try db.execute(
                sql: "INSERT OR REPLACE INTO retirements VALUES (?, ?, ?, ?)",
                arguments: [
                    site.key, end.replica.description, Int64(clamping: end.seq),
                    Data(end.link.bytes),
                ])
        default: break
        }
    }
}
