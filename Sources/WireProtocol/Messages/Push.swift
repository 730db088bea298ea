import SiteHistory
import SiteModel

/// Own batches in chain order, on top of what the server has of the chain. Binary.
package struct PushRequest: Hashable, Sendable {
    package var standing: Standing
    /// 1...`WireLimits.batchCountMax`, in chain order.
    package var batches: [Batch]
    /// What the server reads; small pushes travel as rows all the same. In a push that was read: how it came.
    package var form: Frame.Form

    package init(standing: Standing, batches: [Batch], form: Frame.Form = .rows) {
        self.standing = standing
        self.batches = batches
        self.form = form
    }
}

/// What became of one pushed batch. A push stops at the first that is not taken.
package enum PushOutcome: Hashable, Sendable {
    /// In the log now, its first operation at `start`.
    case accepted(start: UInt64)
    /// Was in the log already, at `start`.
    case same(start: UInt64)
    /// Wrong at the version its author saw, or in its form: the same answer for ever.
    case refused(message: String)
    /// The replica's chain in the log goes on with this sequence number.
    case gap(expected: UInt64)
    /// The log has other bytes for these sequence numbers, or says already what the batch stands for; `seq` and `link` end
    /// the last common batch.
    case fork(seq: UInt64, link: Digest)
    /// Its base lies below what the server still merges.
    case rebase(stable: UInt64)
    /// The replica belongs to another account.
    case forbidden(message: String)
}

extension PushOutcome {
    package var isTaken: Bool {
        switch self {
        case .accepted, .same: true
        default: false
        }
    }

    /// The status that the outcome would have as an answer of its own.
    package var status: Int {
        switch self {
        case .accepted: 201
        case .same: 200
        case .refused: 422
        case .gap, .fork, .rebase: 409
        case .forbidden: 403
        }
    }
}

package struct PushAnswer: Hashable, Sendable {
    package var log: LogState
    /// One for each batch up to the first that was not taken, in order.
    package var outcomes: [PushOutcome]
    /// The first operation of the push that is answered, so that another one's answer is not taken for it; nil from servers
    /// that do not say.
    package var first: OperationID?

    package init(log: LogState, outcomes: [PushOutcome], to push: PushRequest? = nil) {
        self.log = log
        self.outcomes = outcomes
        first = push?.first
    }

    /// Whether it can be the answer to a push.
    package func fits(_ push: PushRequest) -> Bool {
        (first == nil || first == push.first) && !outcomes.isEmpty
            && outcomes.count <= push.batches.count && outcomes.dropLast().allSatisfy(\.isTaken)
    }
}

extension PushRequest {
    fileprivate var first: OperationID? { batches.first?.id(ofOperationAt: 0) }
}

extension PushRequest {
    package var bytes: [UInt8] {
        var out = ByteWriter()
        standing.write(to: &out)
        if form == .columns, Bulk.isBulk(batches.lazy.map(\.count)),
            let payload = columns(behind: out)
        {
            return Frame(kind: .push, form: .columns, payload: payload).bytes
        }
        out.list(batches) { $0.run($1.canonicalBytes) }
        return Frame(kind: .push, payload: out.bytes).bytes
    }

    /// The columnar payload; nil where it would be over a limit.
    private func columns(behind head: ByteWriter) -> [UInt8]? {
        var out = head
        var bulk = BulkWriter()
        for batch in batches { bulk.batch(batch) }
        guard bulk.isWithinLimits else { return nil }
        bulk.finish(to: &out)
        return out.bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let frame = try Frame(bytes: bytes, kind: .push)
        self = try decoding(frame.payload) { (reader) throws(DecodingFault) in
            let standing = try Standing(from: &reader)
            let batches =
                frame.form == .columns
                ? try reader.bulk { (bulk) throws(DecodingFault) in try bulk.batch() }
                : try reader.list(max: WireLimits.batchCountMax) {
                    (r) throws(DecodingFault) in try r.batch()
                }
            return PushRequest(standing: standing, batches: batches, form: frame.form)
        }
        guard !batches.isEmpty else { throw .malformed("a push of nothing") }
    }
}

extension PushAnswer {
    package var bytes: [UInt8] {
        JSONValue.members(
            log.members + [
                ("outcomes", .array(outcomes.map(\.json))), ("first", first.map { .text($0) }),
            ]
        ).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        log = try LogState(fields)
        first = try fields.optional("first") { (f, n) throws(WireError) in
            guard let id = OperationID(try f.string(n)) else {
                throw .malformed("\(n) is no operation")
            }
            return id
        }
        outcomes = []
        for outcome in try fields.list("outcomes") { outcomes.append(try PushOutcome(outcome)) }
    }
}

extension PushOutcome {
    fileprivate var json: JSONValue {
        let (name, members): (String, [(String, JSONValue?)]) =
            switch self {
            case .accepted(let start): ("accepted", [("start", .count(start))])
            case .same(let start): ("same", [("start", .count(start))])
            case .refused(let message): ("refused", [("message", .string(message))])
            case .gap(let expected): ("gap", [("expected", .count(expected))])
            case .fork(let seq, let link): ("fork", [("seq", .count(seq)), ("link", .text(link))])
            case .rebase(let stable): ("rebase", [("stable", .count(stable))])
            case .forbidden(let message): ("forbidden", [("message", .string(message))])
            }
        return .members(
            [("outcome", .string(name)), ("status", .integer(Int64(status)))] + members)
    }

    fileprivate init(_ fields: JSONFields) throws(WireError) {
        switch try fields.string("outcome") {
        case "accepted": self = .accepted(start: try fields.count("start"))
        case "same": self = .same(start: try fields.count("start"))
        case "refused": self = .refused(message: try fields.string("message"))
        case "gap": self = .gap(expected: try fields.count("expected"))
        case "fork": self = .fork(seq: try fields.count("seq"), link: try fields.digest("link"))
        case "rebase": self = .rebase(stable: try fields.count("stable"))
        case "forbidden": self = .forbidden(message: try fields.string("message"))
        default: throw .malformed("an unknown outcome")
        }
    }
}
