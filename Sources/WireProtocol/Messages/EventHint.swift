import SiteHistory

/// What an event stream says: the log may have grown. A lost hint costs latency, never correctness.
package struct EventHint: Hashable, Sendable {
    package var epoch: EpochID
    package var head: UInt64

    package init(epoch: EpochID, head: UInt64) {
        self.epoch = epoch
        self.head = head
    }

    /// CRC32C of epoch and head: an event has no header of its own that could carry it.
    private var check: UInt32 { CRC32C.of("\(epoch) \(head)".utf8) }

    /// Reads the data of an event.
    ///
    /// - Throws: ``WireError/damaged`` where the check is missing or does not hold.
    fileprivate init(data: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: data)
        epoch = try fields.epoch("epoch")
        head = try fields.count("head")
        let check = try fields.optional("check") { (f, n) throws(WireError) in try f.count(n) }
        guard check == UInt64(self.check) else { throw .damaged }
    }

    /// The hint as one event of a `text/event-stream`.
    package var eventBytes: [UInt8] {
        let json = JSONValue.members([
            ("epoch", .text(epoch)), ("head", .count(head)), ("check", .count(UInt64(check))),
        ])
        return Array("event: head\ndata: ".utf8) + json.bytes + Array("\n\n".utf8)
    }

    /// A comment that keeps proxies and time-outs calm.
    package static let heartbeatBytes = Array(": still here\n\n".utf8)
}

/// Reads a `text/event-stream` (HTML living standard, 9.2) as its bytes arrive.
package struct EventStreamReader: Sendable {
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var name = ""

    package init() {}

    /// The hints that the bytes complete. Events of other names are passed over.
    ///
    /// - Throws: ``WireError`` for a line or an event over the limit, or a hint that is none.
    package mutating func read(_ bytes: some Sequence<UInt8>) throws(WireError) -> [EventHint] {
        var hints: [EventHint] = []
        for byte in bytes {
            if byte != UInt8(ascii: "\n") {
                line.append(byte)
                guard line.count + data.count <= WireLimits.eventLineByteCountMax else {
                    throw .overLimit("event")
                }
            } else if let hint = try endLine() {
                hints.append(hint)
            }
        }
        return hints
    }

    private mutating func endLine() throws(WireError) -> EventHint? {
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        defer { line.removeAll(keepingCapacity: true) }
        if line.isEmpty { return try endEvent() }
        let parts = line.split(
            separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        var value = parts.count == 2 ? parts[1] : []
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        switch String(decoding: parts[0], as: UTF8.self) {
        case "event": name = String(decoding: value, as: UTF8.self)
        case "data": data += value
        default: break
        }
        return nil
    }

    private mutating func endEvent() throws(WireError) -> EventHint? {
        defer {
            data.removeAll(keepingCapacity: true)
            name = ""
        }
        guard name == "head" else { return nil }
        return try EventHint(data: data)
    }
}
