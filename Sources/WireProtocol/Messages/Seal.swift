import SiteHistory
import SiteModel

/// A server's word that its log of a site once reached a position: HMAC-SHA-256 (RFC 2104) over site, epoch, position and
/// digest. It survives the loss of the log, as long as the key does.
package struct Seal: Hashable, Sendable {
    package let epoch: EpochID
    package let end: LogEnd
    package let code: Digest

    package init(epoch: EpochID, end: LogEnd, code: Digest) {
        self.epoch = epoch
        self.end = end
        self.code = code
    }

    /// Seals a log's end.
    package init(_ end: LogEnd, epoch: EpochID, site: NodeID, key: [UInt8]) {
        self.init(
            epoch: epoch, end: end,
            code: Digest.authenticating(Seal.content(end, epoch, site), key: key))
    }

    /// Whether the holder of the key wrote it for the site.
    package func holds(for site: NodeID, key: [UInt8]) -> Bool {
        code == Digest.authenticating(Seal.content(end, epoch, site), key: key)
    }

    private static func content(_ end: LogEnd, _ epoch: EpochID, _ site: NodeID) -> [UInt8] {
        var out = ByteWriter()
        out.raw(Array("pagemagic log".utf8))
        out.node(site)
        out.word(epoch.rawValue)
        out.word(end.position)
        out.digest(end.digest.value)
        return out.bytes
    }
}

extension Seal {
    /// The form that stores keep.
    package var bytes: [UInt8] {
        var out = ByteWriter()
        write(to: &out)
        return out.bytes
    }

    /// Reads `bytes`; nil for anything else.
    package init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let seal = try? Seal(from: &reader), reader.isAtEnd else { return nil }
        self = seal
    }

    var json: JSONValue {
        .members([
            ("epoch", .text(epoch)), ("position", .count(end.position)),
            ("digest", .text(end.digest.value)), ("code", .text(code)),
        ])
    }

    init(_ fields: JSONFields) throws(WireError) {
        self.init(
            epoch: try fields.epoch("epoch"),
            end: LogEnd(
                position: try fields.count("position"),
                digest: LogDigest(try fields.digest("digest"))),
            code: try fields.digest("code"))
    }

    func write(to out: inout ByteWriter) {
        out.word(epoch.rawValue)
        out.logEnd(end)
        out.digest(code)
    }

    init(from reader: inout ByteReader) throws(DecodingFault) {
        let epoch = EpochID(rawValue: try reader.word())
        let end = try reader.logEnd()
        self.init(epoch: epoch, end: end, code: try reader.digest())
    }
}

extension ByteWriter {
    mutating func logEnd(_ end: LogEnd) {
        varint(end.position)
        digest(end.digest.value)
    }
}

extension ByteReader {
    mutating func logEnd() throws(DecodingFault) -> LogEnd {
        let position = try varint()
        return LogEnd(position: position, digest: LogDigest(try digest()))
    }
}
