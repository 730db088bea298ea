import SiteHistory

/// A binary message: magic, version, kind, flags, lengths, CRC32C, payload.
///
///     0  "PMWF"    8  payload length on the wire, UInt32
///     4  version  12  payload length before deflate, UInt32
///     5  kind     16  CRC32C of bytes 0..<16 and the payload on the wire, UInt32
///     6  flags    20  payload
///     7  zero
///
/// Numbers are big-endian. Flag 1: the payload is deflated (zlib). Nothing follows the payload.
package struct Frame: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case push = 1
        case pull = 2
        /// A page of a log that the server lost.
        case heal = 3
        /// A state of a log.
        case snapshot = 4
        /// What a site is that is carried as a file; never sent.
        case bundle = 5
    }

    /// How the payload says its batches; the frame's version. Every program reads `rows`; `columns` is sent only to
    /// who said that it knows them: a client in `Accept` (``MediaType/acceptedFrames``), a server in its answer to the
    /// hello (``HelloAnswer/frames``).
    package enum Form: UInt8, Sendable, CaseIterable {
        /// Batch after batch, in canonical form.
        case rows = 1
        /// Column after column: ``Bulk``.
        case columns = 2
    }

    package let kind: Kind
    package let form: Form
    package let payload: [UInt8]

    package init(kind: Kind, form: Form = .rows, payload: [UInt8]) {
        self.kind = kind
        self.form = form
        self.payload = payload
    }

    package static let headerByteCount = 20
    private static let magic: [UInt8] = Array("PMWF".utf8)
    private static let deflated: UInt8 = 1
}

extension Frame {
    /// The frame as it is sent; deflated where that makes it smaller.
    package var bytes: [UInt8] {
        var flags: UInt8 = 0
        var body = payload
        if payload.count >= WireLimits.deflateByteCountMin, Deflate.pays(payload),
            let small = Deflate.compress(payload),
            small.count < payload.count, payload.count / WireLimits.deflateRatioMax <= small.count
        {
            flags = Frame.deflated
            body = small
        }
        var out = Frame.magic + [form.rawValue, kind.rawValue, flags, 0]
        out.reserveCapacity(Frame.headerByteCount + body.count)
        out.append(bigEndian: UInt32(truncatingIfNeeded: body.count))
        out.append(bigEndian: UInt32(truncatingIfNeeded: payload.count))
        out.append(bigEndian: CRC32C.of(body, seed: CRC32C.of(out)))
        out.append(contentsOf: body)
        return out
    }

    /// Reads exactly one frame.
    ///
    /// - Throws: ``WireError``; nothing is allocated for a payload whose lengths are over the limits.
    package init(bytes: [UInt8], limit: Int = WireLimits.framePayloadByteCountMax) throws(WireError)
    {
        let header = Frame.headerByteCount
        guard bytes.count >= header else { throw .wrongLength }
        guard bytes[0..<4].elementsEqual(Frame.magic), bytes[7] == 0,
            bytes[6] & ~Frame.deflated == 0, let form = Form(rawValue: bytes[4]),
            let kind = Kind(rawValue: bytes[5])
        else { throw .notAFrame }
        guard bytes.count - header == Int(bytes.bigEndianWord(at: 8)) else { throw .wrongLength }
        let rawCount = Int(bytes.bigEndianWord(at: 12))
        guard rawCount <= limit else { throw .overLimit("frame of \(rawCount) bytes") }
        let body = bytes[header...]
        guard CRC32C.of(body, seed: CRC32C.of(bytes[..<16])) == bytes.bigEndianWord(at: 16) else {
            throw .damaged
        }
        if bytes[6] == Frame.deflated {
            self.init(kind: kind, form: form, payload: try Deflate.expand(body, to: rawCount))
        } else {
            guard body.count == rawCount else { throw .wrongLength }
            self.init(kind: kind, form: form, payload: Array(body))
        }
    }

    /// The frame, if it is of the kind.
    package init(bytes: [UInt8], kind: Kind) throws(WireError) {
        try self.init(bytes: bytes)
        guard self.kind == kind else { throw .malformed("a frame of another kind") }
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian word: UInt32) {
        for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    fileprivate func bigEndianWord(at index: Int) -> UInt32 {
        self[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
