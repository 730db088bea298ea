import Foundation
import GRDB
import SiteHistory
import SiteModel

/// Who made a step: undo in the editor takes back the editor's steps only.
package enum StepOrigin: String, Sendable {
    case editor, command
}

/// Where a batch stands.
package enum BatchState: String, Sendable {
    /// In the server's log.
    case logged
    /// In the outbox.
    case pending
    /// Refused by the server; out of the shown document, its content kept.
    case quarantined
    /// Refused and then dropped by explicit choice.
    case dropped
}

/// A batch of the log, the outbox or the quarantine, with what people need to know about it.
package struct StoredBatch: Sendable {
    package let batch: Batch
    package let state: BatchState
    /// The sseq of its first operation, when logged.
    package let start: UInt64?
    /// One word: `text`, `move` …
    package let kind: String
    /// What it changes, as people call it: `hero.title`.
    package let target: String
    /// `editor`, `command` or `sync`.
    package let origin: String
    package let author: String
    /// Milliseconds since 1970: when it was made, by this device's clock, where it was made here; else when the server
    /// took it.
    package let time: Int64
    /// How often it was sent without an answer.
    package let tries: Int
    /// Why the server refused it.
    package let message: String?

    /// `replica:first`, what commands call it.
    package var id: String { batch.id(ofOperationAt: 0).description }
}

enum BatchRow {
    /// What `decode` reads, in its order.
    static let columns =
        "bytes, hash, state, start, kind, target, origin, author, time, tries, message"

    /// What `entries` reads, in its order: times are the server's.
    private static let logColumns = "bytes, hash, start, author, COALESCE(loggedAt, time)"

    static func decode(_ row: Row) throws -> StoredBatch {
        StoredBatch(
            batch: try batch(row), state: BatchState(rawValue: row[2]) ?? .dropped,
            start: (row[3] as Int64?).map(Stored.unsigned), kind: row[4], target: row[5],
            origin: row[6], author: row[7], time: row[8], tries: row[9], message: row[10])
    }

    private static func batch(_ row: Row) throws -> Batch {
        try Batch(
            storedBytes: row.withUnsafeData(atIndex: 0) { [UInt8]($0 ?? Data()) },
            hash: Stored.parse(row[1], Digest.init))
    }

    /// Batches of a site in the given state: logged ones by start, others in the order they were made.
    static func fetch(_ db: Database, site: Int64, state: BatchState, after revision: Int64 = -1)
        throws -> [StoredBatch]
    {
        let rows = try rows(db, columns, site: site, state: state, after: revision)
        var found: [StoredBatch] = []
        while let row = try rows.next() { found.append(try decode(row)) }
        return found
    }

    /// The log: what `fetch` finds of it, without the words for people.
    ///
    /// - Parameter isWhole: Whether the bytes of media are in them.
    static func entries(
        _ db: Database, site: Int64, after revision: Int64, whole isWhole: Bool
    ) throws -> [LogEntry] {
        try entries(
            rows(db, logColumns, site: site, state: .logged, after: revision), whole: isWhole)
    }

    /// The log behind a position.
    static func entries(
        _ db: Database, site: Int64, behind position: UInt64, whole isWhole: Bool
    ) throws -> [LogEntry] {
        try entries(
            Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT \(logColumns) FROM batches
                        WHERE site = ? AND state = 'logged' AND start > ? ORDER BY start
                        """), arguments: [site, try Stored.signed(position)]), whole: isWhole)
    }

    private static func entries(_ rows: RowCursor, whole isWhole: Bool) throws -> [LogEntry] {
        var found: [LogEntry] = []
        while let row = try rows.next() {
            guard let start = row[2] as Int64? else { continue }
            let entry = LogEntry(
                batch: try batch(row), start: Stored.unsigned(start), author: row[3], time: row[4])
            found.append(isWhole ? entry : entry.leavingOutMedia())
        }
        return found
    }

    /// Batches that wait, in the order of their chains.
    static func pending(
        _ db: Database, site: Int64, after revision: Int64 = -1, whole isWhole: Bool
    ) throws -> [Batch] {
        let rows = try rows(db, "bytes, hash", site: site, state: .pending, after: revision)
        var found: [Batch] = []
        while let row = try rows.next() {
            let batch = try batch(row)
            found.append(isWhole ? batch : batch.leavingOutMedia())
        }
        return found
    }

    private static func rows(
        _ db: Database, _ columns: String, site: Int64, state: BatchState, after revision: Int64
    ) throws -> RowCursor {
        // Of several names that this store has written under, the older one's batches come first.
        let chain =
            "(SELECT number FROM replicas AS r WHERE r.site = batches.site AND r.replica = batches.replica)"
        let order = state == .logged ? "start" : "\(chain), first"
        // A reader that knows an older state asks for the few that are new.
        let index = revision < 0 ? "" : "INDEXED BY batchesByRevision"
        return try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(columns) FROM batches \(index)
                    WHERE site = ? AND state = ? AND revision > ? ORDER BY \(order)
                    """), arguments: [site, state.rawValue, revision])
    }

    /// What a new row says besides the batch.
    struct Labels {
        var kind: String
        var target: String
        var origin: String
        var author = ""
        var time: Int64
        var start: UInt64?
        var revision: Int64
    }

    /// An entry of the log as it was written, with its media.
    static func whole(_ entry: LogEntry, _ db: Database, site: Int64) throws -> LogEntry {
        guard entry.batch.lacksMedia else { return entry }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql:
                    "SELECT bytes, hash FROM batches WHERE site = ? AND hash = ? AND state = 'logged'"
            ), arguments: [site, entry.batch.hash.description])
        guard let row else {
            throw DecodingFault.malformed("a batch of the log that is gone", at: 0)
        }
        return LogEntry(
            batch: try batch(row), start: entry.start, author: entry.author, time: entry.time)
    }

    static func insert(
        _ db: Database, site: Int64, _ batch: Batch, state: BatchState, _ labels: Labels
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO batches (site, state, replica, first, last, start, hash, kind, target, origin, author,
                    time, revision, bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            site, state.rawValue, batch.replica.description, try Stored.signed(batch.first),
            try Stored.signed(batch.last), try labels.start.map(Stored.signed),
            batch.hash.description, labels.kind, labels.target,
            labels.origin, labels.author, labels.time, labels.revision, Data(batch.canonicalBytes),
        ])
    }
}

/// What people call many batches of one site: each node is named once.
struct BatchNames {
    private var labels: [NodeID: String] = [:]
    /// By page.
    private var texts: [NodeID: [NodeID: String]] = [:]

    mutating func summary(of batch: Batch, in site: Site) -> (kind: String, target: String) {
        HistoryEngine.summary(of: batch) { node in
            if let known = labels[node] { return known }
            let label = HistoryEngine.label(of: node, in: site) { texts(of: $0, in: site)[node] }
            labels[node] = label
            return label
        }
    }

    private mutating func texts(of page: NodeID, in site: Site) -> [NodeID: String] {
        if let known = texts[page] { return known }
        let keyed = site.keyedTexts(of: page).map { ($0.node, $0.key) }
        let found = Dictionary(keyed) { first, _ in first }
        texts[page] = found
        return found
    }
}
