import SiteHistory
import SiteModel

/// Where a client stands in a site's log; every request carries it.
package struct Standing: Hashable, Sendable {
    /// Who asks.
    package var replica: ReplicaID
    /// The epoch that numbered `cursor`; nil before the first hello.
    package var epoch: EpochID?
    /// How much of the log the store has applied: a batch end.
    package var cursor: UInt64
    /// Of the log up to `cursor`.
    package var digest: LogDigest
    /// min(cursor, base of the oldest own batch that is not in the log up to the cursor).
    package var floor: UInt64
    /// Up to which position the store has let go of operations; at most `cursor`.
    package var dropped: UInt64

    package init(
        replica: ReplicaID, epoch: EpochID?, cursor: UInt64, digest: LogDigest, floor: UInt64,
        dropped: UInt64 = 0
    ) {
        self.replica = replica
        self.epoch = epoch
        self.cursor = cursor
        self.digest = digest
        self.floor = floor
        self.dropped = dropped
    }

    /// Before any hello.
    package static func origin(_ replica: ReplicaID) -> Standing {
        Standing(replica: replica, epoch: nil, cursor: 0, digest: LogDigest(), floor: 0)
    }
}

extension Standing {
    var json: JSONValue {
        .members([
            ("replica", .text(replica)), ("epoch", epoch.map { .text($0) }),
            ("cursor", .count(cursor)),
            ("digest", .text(digest.value)), ("floor", .count(floor)), ("dropped", .count(dropped)),
        ])
    }

    init(_ fields: JSONFields) throws(WireError) {
        replica = try fields.replica("replica")
        epoch = try fields.optional("epoch") { (f, n) throws(WireError) in try f.epoch(n) }
        cursor = try fields.count("cursor")
        digest = LogDigest(try fields.digest("digest"))
        floor = try fields.count("floor")
        dropped = try fields.count("dropped")
    }

    func write(to out: inout ByteWriter) {
        out.word(replica.rawValue)
        out.optional(epoch) { $0.word($1.rawValue) }
        out.varint(cursor)
        out.digest(digest.value)
        out.varint(floor)
        out.varint(dropped)
    }

    init(from reader: inout ByteReader) throws(DecodingFault) {
        replica = ReplicaID(rawValue: try reader.word())
        epoch = try reader.optional { (r) throws(DecodingFault) in EpochID(rawValue: try r.word()) }
        cursor = try reader.varint()
        digest = LogDigest(try reader.digest())
        floor = try reader.varint()
        dropped = try reader.varint()
    }

    /// The standing as query items of a GET.
    package var query: String {
        (epoch.map { "epoch=\($0)&" } ?? "")
            + "replica=\(replica)&from=\(cursor)&digest=\(digest.value)&floor=\(floor)&dropped=\(dropped)"
    }

    /// Reads what `query` wrote, from its items; absent ones but `replica` stand for the origin's.
    package init(query item: (String) -> String?) throws(WireError) {
        func count(_ name: String, or absent: UInt64) throws(WireError) -> UInt64 {
            guard let text = item(name) else { return absent }
            guard let value = UInt64(text), value <= UInt64(Int64.max) else {
                throw .malformed("\(name) is no count")
            }
            return value
        }
        guard let replica = item("replica").flatMap({ ReplicaID($0) }) else {
            throw .malformed("replica is missing or not in its form")
        }
        let cursor = try count("from", or: 0)
        var epoch: EpochID?
        if let text = item("epoch") {
            guard let id = EpochID(text) else { throw .malformed("epoch is not in its form") }
            epoch = id
        }
        var digest = LogDigest()
        if let text = item("digest") {
            guard let value = Digest(text) else { throw .malformed("digest is not in its form") }
            digest = LogDigest(value)
        }
        self.init(
            replica: replica, epoch: epoch, cursor: cursor, digest: digest,
            floor: try count("floor", or: cursor),
            dropped: try count("dropped", or: 0))
    }
}

/// What the server says of its log in every answer.
package struct LogState: Hashable, Sendable {
    package var epoch: EpochID
    /// The log's last sseq.
    package var head: UInt64
    /// No client still needs operations at or below it to merge.
    package var stable: UInt64
    /// The oldest restore point that the operator promises.
    package var kept: UInt64
    /// The server's word for the head; absent where it has no key.
    package var seal: Seal?

    package init(epoch: EpochID, head: UInt64, stable: UInt64, kept: UInt64, seal: Seal? = nil) {
        self.epoch = epoch
        self.head = head
        self.stable = stable
        self.kept = kept
        self.seal = seal
    }
}

extension LogState {
    var members: [(String, JSONValue?)] {
        [
            ("epoch", .text(epoch)), ("head", .count(head)), ("stable", .count(stable)),
            ("kept", .count(kept)),
            ("seal", seal?.json),
        ]
    }

    init(_ fields: JSONFields) throws(WireError) {
        epoch = try fields.epoch("epoch")
        head = try fields.count("head")
        stable = try fields.count("stable")
        kept = try fields.count("kept")
        seal = try fields.optional("seal") { (f, n) throws(WireError) in try Seal(f.object(n)) }
    }

    func write(to out: inout ByteWriter) {
        out.word(epoch.rawValue)
        out.varint(head)
        out.varint(stable)
        out.varint(kept)
        out.optional(seal) { $1.write(to: &$0) }
    }

    init(from reader: inout ByteReader) throws(DecodingFault) {
        epoch = EpochID(rawValue: try reader.word())
        head = try reader.varint()
        stable = try reader.varint()
        kept = try reader.varint()
        seal = try reader.optional { (r) throws(DecodingFault) in try Seal(from: &r) }
    }
}
