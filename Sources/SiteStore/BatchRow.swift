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
    /// Milliseconds since 1970: the server's clock when logged, else this device's.
    package let time: Int64
    /// How often it was sent without an answer.
    package let tries: Int
    /// Why the server refused it.
    package let message: String?

    /// `replica:first`, what commands call it.
    package var id: String { batch.id(ofOperationAt: 0).description }
}

enum BatchRow {
    static func decode(_ row: Row) throws -> StoredBatch {
        let bytes: Data = row["bytes"]
        return StoredBatch(
            batch: try Batch(
                storedBytes: [UInt8](bytes), hash: Stored.parse(row["hash"], Digest.init)),
            state: BatchState(rawValue: row["state"]) ?? .dropped,
            start: (row["start"] as Int64?).map(Stored.unsigned), kind: row["kind"],
            target: row["target"],
            origin: row["origin"], author: row["author"], time: row["time"], tries: row["tries"],
            message: row["message"])
    }

    /// Batches of a site in the given state: logged ones by start, others in the order they were made.
    static func fetch(_ db: Database, site: Int64, state: BatchState, after revision: Int64 = -1)
        throws -> [StoredBatch]
    {
        let order = state == .logged ? "start" : "replica, first"
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT * FROM batches WHERE site = ? AND state = ? AND revision > ? ORDER BY \(order)",
            arguments: [site, state.rawValue, revision])
        var found: [StoredBatch] = []
        while let row = try rows.next() { found.append(try decode(row)) }
        return found
    }

    static func entry(_ stored: StoredBatch) -> LogEntry? {
        stored.start.map {
            LogEntry(batch: stored.batch, start: $0, author: stored.author, time: stored.time)
        }
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
            batch.hash.description, labels.kind,
            labels.target, labels.origin, labels.author, labels.time, labels.revision,
            Data(batch.canonicalBytes),
        ])
    }
}
