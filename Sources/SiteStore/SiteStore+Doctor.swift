import Foundation
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
            let loaded = try LoadedSite.load(db, row, from: .kept, whole: true)
            try Mirror(db: db, site: row.key).rebuild(loaded.engine)
            try Mirror(db: db, site: row.key).writeConflicts(loaded.engine.askedConflicts)
        }
    }
}

/// One site's examination.
private struct Examination {
    let db: Database
    let row: SiteRow

    func findings() throws -> [StoreFinding] {
        // Rows of what was dropped go little by little: they count no more.
        let logged = try BatchRow.fetch(db, site: row.key, state: .logged).filter {
            $0.start ?? 0 > row.dropped
        }
        let pending = try BatchRow.fetch(db, site: row.key, state: .pending)
        let sentences = try checkSnapshots(logged) + checkChain(pending)
        return sentences.map { StoreFinding(site: row.id, message: $0) }
    }

    /// The snapshot that stands for what was dropped, the log behind it, and that everything which the log makes, from
    /// whichever snapshot it goes on, is the same and is what the rows say.
    private func checkSnapshots(_ logged: [StoredBatch]) throws -> [String] {
        var start = LogEnd.origin
        if row.dropped > 0 {
            guard let below = try SnapshotRow.fetch(db, site: row.key, at: row.dropped) else {
                return ["What stands for the dropped part of the log cannot be read."]
            }
            start = below.end
        }
        let wrong = checkLog(logged, from: start)
        guard wrong.isEmpty else { return wrong }
        let engine = try LoadedSite.load(db, row, from: .kept).engine
        let positions = try SnapshotRow.positions(db, site: row.key)
        return try checkRows(engine)
            + positions.flatMap { try checkSnapshot(at: $0, against: engine) }
    }

    /// A snapshot says what the log says there.
    private func checkSnapshot(
        at position: UInt64, against engine: HistoryEngine
    ) throws -> [String] {
        guard let stored = try SnapshotRow.fetch(db, site: row.key, at: position) else {
            return ["The snapshot at \(position) cannot be read; the log takes its place."]
        }
        guard position >= engine.firstEnd.position else {
            return ["There is a snapshot at \(position), below what was dropped."]
        }
        do {
            let isSame = try engine.snapshot(at: position) == stored.bytes
            return isSame ? [] : ["The snapshot at \(position) is not what the log says there."]
        } catch {
            return ["The snapshot at \(position) is of no place in the log: \(error)"]
        }
    }

    private func checkLog(_ logged: [StoredBatch], from start: LogEnd) -> [String] {
        var digest = start.digest
        var next = start.position + 1
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

    /// Everything the rows say, read as ``SiteStore/page(_:of:)`` reads them.
    private func checkRows(_ engine: HistoryEngine) throws -> [String] {
        let shown = engine.site
        let rows: [NodeID: Node]
        do {
            rows = try NodeReader(db, row).nodesByID(.all)
        } catch let fault as DecodingFault {
            return ["A row cannot be read: \(fault)"]
        }
        return shown.invariantViolations() + compare(rows, with: shown)
            + (try checkBlobs(shown.blobs, engine.media))
    }

    private func compare(_ rows: [NodeID: Node], with shown: Site) -> [String] {
        var wrong: [String] = []
        // A site that was made for a first pull has neither log nor rows.
        if rows.count != shown.nodes.count && !(rows.isEmpty && shown.nodes.count == 1) {
            wrong.append(
                "There are \(rows.count) node rows where the log makes \(shown.nodes.count).")
        }
        for (id, node) in rows.sorted(by: { $0.key < $1.key }) {
            guard let expected = shown[id] else {
                wrong.append("A row stands for the node \(id), which the log does not make.")
                continue
            }
            if !node.isExactly(expected) {
                wrong.append("The rows of the node \(id) differ from the log.")
            }
        }
        return wrong
    }

    private func checkBlobs(
        _ shown: [Digest: [UInt8]], _ media: [Digest: [UInt8]]
    ) throws -> [String] {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT digest, bytes FROM blobs WHERE site = ?", arguments: [row.key])
        var sound = 0
        while let line = try rows.next() {
            let digest = try Stored.parse(line[0], Digest.init)
            let bytes = try line.withUnsafeData(atIndex: 1) { [UInt8]($0 ?? Data()) }
            let isMedia = media[digest] != nil && Digest.of(bytes) == digest
            if isMedia || shown[digest] == bytes { sound += 1 } else { sound = .min / 2 }
        }
        return sound == shown.count + media.count
            ? [] : ["The imported bytes differ from those in the log."]
    }
}

extension Node {
    /// Whether two nodes are equal byte for byte: `String` takes different spellings of a character for equal.
    func isExactly(_ other: Node) -> Bool {
        self == other
            && strings.elementsEqual(other.strings) { $0.utf8.elementsEqual($1.utf8) }
    }

    /// Every text of the node in a fixed order.
    private var strings: [String] {
        var found = [content.tag, content.literal, content.reason] + attributeOrder + classes
        for tag in content.inlines { found += [tag.tag, tag.open, tag.close] }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            found += [name.rawValue, value.plain]
            if case .raw(_, let reason) = value { found.append(reason) }
        }
        for (key, value) in texts.sorted(by: { $0.key < $1.key }) {
            found += [key.field, key.locale, value]
        }
        return found
    }
}
