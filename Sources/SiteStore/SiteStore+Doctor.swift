import GRDB
import SiteHistory
import SiteModel

/// What an examination of the store found.
package struct StoreFinding: Hashable, Sendable {
    /// nil for the store as a whole.
    package let site: NodeID?
    /// One sentence.
    package let message: String
}

extension SiteStore {
    /// Examines the database and one site or all: SQLite's own check, the chained digest, the own chain, the rows
    /// against a replay. Empty when all is sound.
    package func examine(_ site: NodeID? = nil) throws(StoreError) -> [StoreFinding] {
        try read { db in
            var found = try self.integrity(db)
            let ids =
                try site.map { [$0] }
                ?? String.fetchAll(db, sql: "SELECT id FROM sites ORDER BY key")
                .map { try Stored.parse($0, NodeID.init) }
            for id in ids {
                found += try Examination(db: db, row: SiteRow.require(db, id)).findings()
            }
            return found
        }
    }

    private func integrity(_ db: Database) throws -> [StoreFinding] {
        let answers = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
        let broken = answers.filter { $0 != "ok" }.map {
            StoreFinding(site: nil, message: "SQLite says of the database: \($0)")
        }
        let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
        return broken
            + (orphans.isEmpty
                ? []
                : [
                    StoreFinding(
                        site: nil, message: "\(orphans.count) rows refer to rows that are not there"
                    )
                ])
    }

    /// Writes a site's rows anew from its log and outbox: what `doctor` offers when they differ.
    package func rebuildRows(of site: NodeID) throws(StoreError) {
        try write { db in
            let row = try SiteRow.require(db, site)
            let loaded = try LoadedSite.load(db, row)
            try Mirror(db: db, site: row.key).rebuild(loaded.engine.site)
            try Mirror(db: db, site: row.key).writeConflicts(loaded.engine.conflicts)
        }
    }
}

/// One site's examination.
private struct Examination {
    let db: Database
    let row: SiteRow

    func findings() throws -> [StoreFinding] {
        let logged = try BatchRow.fetch(db, site: row.key, state: .logged)
        let pending = try BatchRow.fetch(db, site: row.key, state: .pending)
        let sentences = try checkLog(logged) + checkChain(pending) + checkRows()
        return sentences.map { StoreFinding(site: row.id, message: $0) }
    }

    private func checkLog(_ logged: [StoredBatch]) -> [String] {
        var digest = LogDigest()
        var next: UInt64 = 1
        for stored in logged {
            guard stored.start == next else {
                return [
                    "The log has a hole: \(next) was expected and \(stored.start ?? 0) is there."
                ]
            }
            digest.append(stored.batch.hash)
            next += stored.batch.count
        }
        var wrong: [String] = []
        if next != row.cursor + 1 {
            wrong.append("The log ends at \(next - 1) and the cursor says \(row.cursor).")
        }
        if digest.value != row.digest {
            wrong.append("The log's digest is not the one that was noted.")
        }
        return wrong
    }

    private func checkChain(_ pending: [StoredBatch]) -> [String] {
        var wrong: [String] = []
        for (before, after) in zip(pending, pending.dropFirst())
        where before.batch.replica == after.batch.replica
            && before.batch.last + 1 != after.batch.first
        {
            wrong.append("The outbox has a hole after \(before.id).")
        }
        if let last = pending.last, last.batch.replica == row.replica,
            last.batch.last + 1 != row.nextSeq
        {
            wrong.append(
                "The outbox ends at \(last.batch.last) and the next number is \(row.nextSeq).")
        }
        return wrong
    }

    private func checkRows() throws -> [String] {
        let shown = try LoadedSite.load(db, row).engine.site
        var wrong = shown.invariantViolations()
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM nodes WHERE site = ?", arguments: [row.key])
        if rows.count != shown.nodes.count {
            wrong.append(
                "There are \(rows.count) node rows where the log makes \(shown.nodes.count).")
        }
        for line in rows {
            let id = try Stored.parse(line["id"], NodeID.init)
            guard let node = shown[id] else {
                wrong.append("A row stands for the node \(id), which the log does not make.")
                continue
            }
            if try !matches(line, node, in: shown) {
                wrong.append("The rows of the node \(id) differ from the log.")
            }
        }
        return wrong
    }

    private func matches(_ line: Row, _ node: Node, in shown: Site) throws -> Bool {
        let key: Int64 = line["key"]
        let position = node.parent.flatMap { shown[$0] }?.children.firstIndex(of: node.id) ?? 0
        guard line["parent"] == node.parent?.description, line["position"] == position,
            line["classes"] == node.classes.joined(separator: " ")
        else { return false }
        let texts = try Row.fetchAll(
            db, sql: "SELECT * FROM texts WHERE node = ?", arguments: [key])
        let attributes = try Row.fetchAll(
            db, sql: "SELECT * FROM attributes WHERE node = ?", arguments: [key])
        return texts.count == node.texts.count && attributes.count == node.fields.count
            && texts.allSatisfy {
                node.texts[TextKey($0["field"], $0["locale"])] == $0["value"] as String
            }
            && attributes.allSatisfy {
                node.fields[FieldName($0["name"])]?.plain == $0["value"] as String
            }
    }
}
