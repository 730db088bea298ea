import SiteHistory
import SiteModel

/// A stretch of a site's log, whole batches. Binary.
package struct PullAnswer: Hashable, Sendable {
    package var log: LogState
    /// The position asked from.
    package var from: UInt64
    /// The end of the last entry; `from` where there is none.
    package var to: UInt64
    /// Of the log up to `to`.
    package var digest: LogDigest
    package var entries: [LogEntry]

    package init(log: LogState, from: UInt64, to: UInt64, digest: LogDigest, entries: [LogEntry]) {
        self.log = log
        self.from = from
        self.to = to
        self.digest = digest
        self.entries = entries
    }

    /// Whether the log goes on behind `to`.
    package var more: Bool { to < log.head }
}

/// A log entry whose batch is in its canonical bytes already: servers answer from what they stored.
package struct EncodedEntry: Hashable, Sendable {
    package var start: UInt64
    package var author: String
    /// The server's wall clock, in milliseconds since 1970.
    package var time: Int64
    package var batch: [UInt8]

    package init(start: UInt64, author: String, time: Int64, batch: [UInt8]) {
        self.start = start
        self.author = author
        self.time = time
        self.batch = batch
    }

    init(_ entry: LogEntry) {
        self.init(
            start: entry.start, author: entry.author, time: entry.time,
            batch: entry.batch.canonicalBytes)
    }
}

extension PullAnswer {
    package var bytes: [UInt8] { bytes(in: .rows) }

    /// The message for a client that reads frames of the form.
    package func bytes(in form: Frame.Form) -> [UInt8] {
        PullAnswer.bytes(
            log: log, from: from, to: to, digest: digest, entries: entries.map(EncodedEntry.init),
            form: form)
    }

    /// The message, made of encoded entries: contiguous, from `from` to `to`.
    ///
    /// - Parameter form: What the client reads; small answers travel as rows all the same.
    package static func bytes(
        log: LogState, from: UInt64, to: UInt64, digest: LogDigest, entries: [EncodedEntry],
        form: Frame.Form = .rows
    ) -> [UInt8] {
        var out = ByteWriter()
        log.write(to: &out)
        out.varint(from)
        out.varint(to)
        out.digest(digest.value)
        if form == .columns, to &- from > Bulk.operationCountMin,
            let payload = columns(of: entries, after: from, behind: out)
        {
            return Frame(kind: .pull, form: .columns, payload: payload).bytes
        }
        out.list(entries) { $0.entry($1) }
        return Frame(kind: .pull, payload: out.bytes).bytes
    }

    /// The columnar payload; nil where there is a hole or something over a limit.
    private static func columns(
        of entries: [EncodedEntry], after from: UInt64, behind head: ByteWriter
    ) -> [UInt8]? {
        var out = head
        var bulk = BulkWriter()
        var end = from
        for entry in entries {
            guard entry.start == end &+ 1, let batch = try? Batch(canonicalBytes: entry.batch)
            else { return nil }
            bulk.entry(author: entry.author, time: entry.time)
            bulk.batch(batch)
            end = end &+ batch.count
        }
        guard bulk.isWithinLimits else { return nil }
        bulk.finish(to: &out)
        return out.bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let frame = try Frame(bytes: bytes, kind: .pull)
        self = try decoding(frame.payload) { (reader) throws(DecodingFault) in
            let log = try LogState(from: &reader)
            let from = try reader.varint()
            let to = try reader.varint()
            let digest = LogDigest(try reader.digest())
            let entries =
                frame.form == .columns
                ? try reader.entries(after: from)
                : try reader.list(max: WireLimits.batchCountMax) {
                    (r) throws(DecodingFault) in try r.entry()
                }
            return PullAnswer(log: log, from: from, to: to, digest: digest, entries: entries)
        }
        guard isContiguous else { throw .malformed("a pull with a hole in it") }
    }

    /// Whether the entries lead from `from` to `to` without a hole.
    private var isContiguous: Bool {
        var end = from
        for entry in entries {
            guard entry.start == end &+ 1 else { return false }
            end = entry.end
        }
        return end == to && to <= log.head
    }
}

extension ByteWriter {
    mutating func entry(_ entry: EncodedEntry) {
        varint(entry.start)
        string(entry.author)
        word(UInt64(bitPattern: entry.time))
        run(entry.batch)
    }
}

extension ByteReader {
    mutating func entry() throws(DecodingFault) -> LogEntry {
        let start = try varint()
        let author = try string()
        guard author.utf8.count <= WireLimits.authorByteCountMax else { throw .overLimit("author") }
        let time = Int64(bitPattern: try word())
        let batch = try batch()
        guard start > 0, !start.addingReportingOverflow(batch.count).overflow else {
            throw .malformed("log position", at: position)
        }
        return LogEntry(batch: batch, start: start, author: author, time: time)
    }

    mutating func batch() throws(DecodingFault) -> Batch {
        let bytes = try run()
        guard bytes.count <= WireLimits.batchByteCountMax else {
            throw .overLimit("batch of \(bytes.count) bytes")
        }
        return try Batch(canonicalBytes: bytes)
    }
}

extension ByteReader {
    /// Reads everything that a columnar payload holds.
    mutating func bulk<Element>(
        _ read: (inout BulkReader) throws(DecodingFault) -> Element
    ) throws(DecodingFault) -> [Element] {
        var bulk = try BulkReader(from: &self)
        var elements: [Element] = []
        for _ in 0..<bulk.batchCount { elements.append(try read(&bulk)) }
        try bulk.finish()
        return elements
    }

    /// The entries of a columnar pull: each begins where the one before it ends.
    fileprivate mutating func entries(after from: UInt64) throws(DecodingFault) -> [LogEntry] {
        var end = from
        return try bulk { (bulk) throws(DecodingFault) in
            let (author, time) = try bulk.entry()
            let batch = try bulk.batch()
            let start = end &+ 1
            guard start > 0, !start.addingReportingOverflow(batch.count).overflow else {
                throw DecodingFault.malformed("log position", at: 0)
            }
            end = start + batch.count - 1
            return LogEntry(batch: batch, start: start, author: author, time: time)
        }
    }
}

/// Reads a whole payload; what is left over is a fault.
func decoding<Message>(
    _ payload: [UInt8], _ read: (inout ByteReader) throws(DecodingFault) -> Message
) throws(WireError) -> Message {
    do throws(DecodingFault) {
        var reader = ByteReader(payload)
        let message = try read(&reader)
        guard reader.isAtEnd else {
            throw DecodingFault.malformed("bytes after the message", at: reader.position)
        }
        return message
    } catch {
        switch error {
        case .truncated: throw .wrongLength
        case .malformed(let what, let position): throw .malformed("\(what) at byte \(position)")
        case .overLimit(let what): throw .overLimit(what)
        }
    }
}
