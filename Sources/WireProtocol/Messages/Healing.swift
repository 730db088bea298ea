import SiteHistory
import SiteModel

/// Asks which of a client's batch ends the server's log has too: the first step after lost history. JSON.
package struct CommonRequest: Hashable, Sendable {
    /// Ascending; at most ``endCountMax``.
    package var ends: [LogEnd]

    package static let endCountMax = 1_000

    package init(ends: [LogEnd]) { self.ends = ends }
}

package struct CommonAnswer: Hashable, Sendable {
    package var log: LogState
    /// The largest position of those asked that both logs have in common; 0 where there is none.
    package var position: UInt64

    package init(log: LogState, position: UInt64) {
        self.log = log
        self.position = position
    }
}

/// How far positions of an epoch are numbers of one log.
package struct Numbering: Hashable, Sendable {
    package let epoch: EpochID
    /// The largest position of the epoch that somebody is known to have named.
    package let through: UInt64

    package init(epoch: EpochID, through: UInt64) {
        self.epoch = epoch
        self.through = through
    }
}

/// Offers a page of a log that the server lost (design §5, Epoch, step 2): log order, original bytes and bases. Binary.
package struct HealRequest: Hashable, Sendable {
    /// Where the client stands in the lost log.
    package var standing: Standing
    /// The epochs whose positions behind the cut are numbers of the lost log, as far as the client knows; at least one,
    /// sorted by epoch.
    package var numberings: [Numbering]
    /// The last end that both logs have in common.
    package var cut: LogEnd
    /// The end of the lost log that the entries follow; the cut for the first page.
    package var from: LogEnd
    /// Numbered as the lost log was; at least one.
    package var entries: [LogEntry]
    /// The newest word of the server about how far the lost log went.
    package var seal: Seal?

    package init(
        standing: Standing, numberings: [Numbering], cut: LogEnd, from: LogEnd,
        entries: [LogEntry], seal: Seal?
    ) {
        self.standing = standing
        self.numberings = numberings
        self.cut = cut
        self.from = from
        self.entries = entries
        self.seal = seal
    }

    /// The end of the lost log behind the page.
    package var through: LogEnd { entries.reduce(from) { $0.adding($1) } }

    /// Whether the page is the last that the client has.
    package var isLast: Bool { through.position == standing.cursor }
}

package struct HealAnswer: Hashable, Sendable {
    package var log: LogState
    /// The position in the lost log up to which it was taken.
    package var through: UInt64
    /// Operations of the page that came into the log; the others were there already.
    package var taken: UInt64
    /// Operations of the page that cannot come back: their chain went on otherwise meanwhile.
    package var refused: UInt64
    /// Operations that the seal proves and nobody has offered yet.
    package var missing: UInt64

    package init(log: LogState, through: UInt64, taken: UInt64, refused: UInt64, missing: UInt64) {
        self.log = log
        self.through = through
        self.taken = taken
        self.refused = refused
        self.missing = missing
    }
}

extension CommonRequest {
    package var bytes: [UInt8] {
        let ends = ends.map {
            JSONValue.members([
                ("position", .count($0.position)), ("digest", .text($0.digest.value)),
            ])
        }
        return JSONValue.members([("ends", .array(ends))]).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        ends = []
        for end in try fields.list("ends") {
            ends.append(
                LogEnd(
                    position: try end.count("position"),
                    digest: LogDigest(try end.digest("digest"))))
        }
        guard ends.count <= CommonRequest.endCountMax else { throw .overLimit("ends of a log") }
    }
}

extension CommonAnswer {
    package var bytes: [UInt8] {
        JSONValue.members(log.members + [("position", .count(position))]).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        log = try LogState(fields)
        position = try fields.count("position")
    }
}

extension HealRequest {
    private static let numberingCountMax = 10_000

    package var bytes: [UInt8] {
        var out = ByteWriter()
        standing.write(to: &out)
        out.list(numberings) {
            $0.word($1.epoch.rawValue)
            $0.varint($1.through)
        }
        out.logEnd(cut)
        out.logEnd(from)
        out.optional(seal) { $1.write(to: &$0) }
        out.list(entries) { $0.entry(EncodedEntry($1)) }
        return Frame(kind: .heal, payload: out.bytes).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let frame = try Frame(bytes: bytes, kind: .heal)
        self = try decoding(frame.payload) { (reader) throws(DecodingFault) in
            let standing = try Standing(from: &reader)
            let numberings = try reader.list(unit: 9, max: HealRequest.numberingCountMax) {
                (r) throws(DecodingFault) in
                Numbering(epoch: EpochID(rawValue: try r.word()), through: try r.varint())
            }
            let cut = try reader.logEnd()
            let from = try reader.logEnd()
            let seal = try reader.optional { (r) throws(DecodingFault) in try Seal(from: &r) }
            let entries = try reader.list(max: WireLimits.batchCountMax) {
                (r) throws(DecodingFault) in try r.entry()
            }
            return HealRequest(
                standing: standing, numberings: numberings, cut: cut, from: from,
                entries: entries, seal: seal)
        }
        guard isSound else { throw .malformed("an offer that does not hang together") }
    }

    /// Whether the entries follow `from` without a hole, and nothing lies before the cut or behind the standing.
    private var isSound: Bool {
        guard !numberings.isEmpty, !entries.isEmpty, cut.position <= from.position else {
            return false
        }
        var end = from.position
        for entry in entries {
            guard entry.start == end &+ 1 else { return false }
            end = entry.end
        }
        return end <= standing.cursor
    }
}

extension HealAnswer {
    package var bytes: [UInt8] {
        JSONValue.members(
            log.members + [
                ("through", .count(through)), ("taken", .count(taken)),
                ("refused", .count(refused)), ("missing", .count(missing)),
            ]
        ).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        log = try LogState(fields)
        through = try fields.count("through")
        taken = try fields.count("taken")
        refused = try fields.count("refused")
        missing = try fields.count("missing")
    }
}
