import SiteHistory
import SiteModel
import WireProtocol

/// A decoder of bytes from outside the process.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case batch, step, frame, push, pull, snapshot, state, json, messages, events, standing, bundle,
        proposal

    /// Hands the bytes to the decoder.
    ///
    /// - Throws: ``FuzzFailure`` where something was accepted that does not come back as it was read.
    package func check(_ input: [UInt8]) throws(FuzzFailure) {
        switch self {
        case .batch: try Self.checkBatch(input)
        case .step: try Self.checkStep(input)
        case .frame: try Self.checkFrame(input)
        case .push: try Self.checkPush(input)
        case .pull: try Self.checkPull(input)
        case .snapshot: try Self.checkSnapshot(input)
        case .state: try Self.checkState(input)
        case .json: try Self.checkJSON(input)
        case .messages: try Self.checkMessage(input)
        case .events: try Self.checkEvents(input)
        case .standing: try Self.checkStanding(input)
        case .bundle: try Self.checkBundle(input)
        case .proposal: try Self.checkProposal(input)
        }
    }
}

/// What must hold of something accepted.
private func require(_ holds: Bool, _ what: String) throws(FuzzFailure) {
    guard holds else { throw FuzzFailure(what) }
}

// MARK: - What is stored

extension FuzzTarget {
    /// Only the canonical form is accepted.
    private static func checkBatch(_ input: [UInt8]) throws(FuzzFailure) {
        guard let batch = try? Batch(canonicalBytes: input) else { return }
        try require(batch.canonicalBytes == input, "a form that is not the canonical one")
    }

    /// A state of a log: only the canonical form is accepted. The first 16 bytes are the site's id.
    private static func checkState(_ input: [UInt8]) throws(FuzzFailure) {
        guard input.count > 16 else { return }
        let halves = [input[0..<8], input[8..<16]].map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
        let state = Array(input[16...])
        guard
            let engine = try? HistoryEngine(
                site: NodeID(high: halves[0], low: halves[1]), replicas: [], snapshot: state)
        else { return }
        let again = try? engine.snapshot(at: engine.firstEnd.position)
        try require(again == state, "a state that is not canonical")
    }

    /// Changes that wait for a person.
    private static func checkProposal(_ input: [UInt8]) throws(FuzzFailure) {
        guard let proposal = try? Proposal(id: 0, bytes: input) else { return }
        let again = try? Proposal(id: 0, bytes: proposal.bytes)
        try require(again == proposal, "another proposal")
    }

    /// With the check before it, and as it was stored before there was one.
    private static func checkStep(_ input: [UInt8]) throws(FuzzFailure) {
        for bytes in [input, [0] + Digest.of(input).bytes.prefix(8) + input] {
            guard let step = try? UndoStep(bytes: bytes) else { continue }
            try require((try? UndoStep(bytes: step.bytes)) == step, "another step")
        }
    }
}

// MARK: - Frames

extension FuzzTarget {
    /// Version, kind, flags and the size before deflate are the input's; lengths and check are made right.
    private static func checkFrame(_ input: [UInt8]) throws(FuzzFailure) {
        _ = try? Frame(bytes: input)
        guard input.count >= 6 else { return }
        let body = input.dropFirst(6)
        var bytes = Array("PMWF".utf8) + [input[0] % 4, input[1] % 6, input[2] % 4, 0]
        bytes += word(UInt32(body.count))
        bytes += word(UInt32(input[3]) << 16 | UInt32(input[4]) << 8 | UInt32(input[5]))
        bytes += word(CRC32C.of(body, seed: CRC32C.of(bytes)))
        guard let frame = try? Frame(bytes: bytes + body) else { return }
        try require((try? Frame(bytes: frame.bytes)) == frame, "another frame")
    }

    private static func word(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// The first byte is the form, the rest the payload.
    private static func frame(_ input: [UInt8], _ kind: Frame.Kind) -> [UInt8]? {
        guard let first = input.first, let form = Frame.Form(rawValue: first % 2 + 1) else {
            return nil
        }
        return Frame(kind: kind, form: form, payload: Array(input.dropFirst())).bytes
    }

    private static func checkPush(_ input: [UInt8]) throws(FuzzFailure) {
        guard let bytes = frame(input, .push), let push = try? PushRequest(bytes: bytes) else {
            return
        }
        try checkBatches(push.batches)
        for form in Frame.Form.allCases {
            let again = PushRequest(standing: push.standing, batches: push.batches, form: form)
            let read = try? PushRequest(bytes: again.bytes)
            try require(read?.standing == push.standing, "another standing")
            try require(
                read?.batches.map(\.canonicalBytes) == push.batches.map(\.canonicalBytes),
                "other batches from \(form)")
        }
    }

    private static func checkPull(_ input: [UInt8]) throws(FuzzFailure) {
        guard let bytes = frame(input, .pull), let pull = try? PullAnswer(bytes: bytes) else {
            return
        }
        try checkBatches(pull.entries.map(\.batch))
        for form in Frame.Form.allCases {
            let read = try? PullAnswer(bytes: pull.bytes(in: form))
            try require(read == pull, "another answer from \(form)")
            try require(
                read?.entries.map(\.batch.canonicalBytes)
                    == pull.entries.map(\.batch.canonicalBytes), "other batches from \(form)")
        }
    }

    private static func checkSnapshot(_ input: [UInt8]) throws(FuzzFailure) {
        guard let bytes = frame(input, .snapshot), let answer = try? SnapshotAnswer(bytes: bytes)
        else { return }
        try require((try? SnapshotAnswer(bytes: answer.bytes)) == answer, "another snapshot")
    }

    private static func checkBatches(_ batches: [Batch]) throws(FuzzFailure) {
        for batch in batches {
            let bytes = batch.canonicalBytes
            try require(
                (try? Batch(canonicalBytes: bytes))?.canonicalBytes == bytes, "no canonical batch")
        }
    }
}

// MARK: - Files

extension FuzzTarget {
    /// Frames one behind the other, each as its kind, its form, two bytes that say how long its payload is, and that.
    private static func checkBundle(_ input: [UInt8]) throws(FuzzFailure) {
        var bytes = bundleLine
        var rest = input[...]
        while rest.count >= 4 {
            let head = Array(rest.prefix(4))
            let payload = rest.dropFirst(4).prefix(Int(head[2]) << 8 | Int(head[3]))
            rest = rest.dropFirst(4 + payload.count)
            guard let kind = Frame.Kind(rawValue: head[0]), let form = Frame.Form(rawValue: head[1])
            else { continue }
            bytes += Frame(kind: kind, form: form, payload: Array(payload)).bytes
        }
        guard let bundle = try? SiteBundle(bytes: bytes) else { return }
        try checkBatches(bundle.entries.map(\.batch) + bundle.waiting)
        try require((try? SiteBundle(bytes: bundle.bytes)) == bundle, "another bundle")
    }

    /// A bundle's first line.
    static let bundleLine = Array("pagemagic bundle 1\n".utf8)
}

// MARK: - Text

extension FuzzTarget {
    private static func checkJSON(_ input: [UInt8]) throws(FuzzFailure) {
        guard let value = try? JSONValue(bytes: input) else { return }
        try require((try? JSONValue(bytes: value.bytes)) == value, "another document")
    }

    /// The first byte picks the message.
    private static func checkMessage(_ input: [UInt8]) throws(FuzzFailure) {
        guard let first = input.first else { return }
        let body = Array(input.dropFirst())
        switch first % 5 {
        case 0: try checkMessage(body, HelloRequest.init(bytes:), \.bytes)
        case 1: try checkMessage(body, HelloAnswer.init(bytes:), \.bytes)
        case 2: try checkMessage(body, PushAnswer.init(bytes:), \.bytes)
        case 3: try checkMessage(body, SiteList.init(bytes:), \.bytes)
        default: try checkMessage(body, Problem.init(bytes:), \.bytes)
        }
    }

    private static func checkMessage<Message: Equatable>(
        _ body: [UInt8], _ read: ([UInt8]) throws(WireError) -> Message,
        _ bytes: KeyPath<Message, [UInt8]>
    ) throws(FuzzFailure) {
        guard let message = try? read(body) else { return }
        try require((try? read(message[keyPath: bytes])) == message, "another message")
    }

    /// The first byte says where the stream arrives in two parts.
    private static func checkEvents(_ input: [UInt8]) throws(FuzzFailure) {
        guard let first = input.first else { return }
        let stream = input.dropFirst()
        let cut = stream.startIndex + min(Int(first), stream.count)
        var whole = EventStreamReader()
        guard let hints = try? whole.read(stream) else { return }
        var parts = EventStreamReader()
        let read = (try? parts.read(stream[..<cut])).flatMap { before in
            (try? parts.read(stream[cut...])).map { before + $0 }
        }
        try require(read == hints, "other hints when they come in two parts")
        var again = EventStreamReader()
        try require(
            (try? again.read(hints.flatMap(\.eventBytes))) == hints, "other hints when written")
    }

    private static func checkStanding(_ input: [UInt8]) throws(FuzzFailure) {
        guard let text = String(validating: input, as: UTF8.self),
            let standing = try? Standing(query: { item($0, of: text) })
        else { return }
        let read = try? Standing(query: { item($0, of: standing.query) })
        try require(read == standing, "another standing")
    }

    private static func item(_ name: String, of query: String) -> String? {
        for pair in query.split(separator: "&") {
            guard let equals = pair.firstIndex(of: "="), pair[..<equals] == name else { continue }
            return String(pair[pair.index(after: equals)...])
        }
        return nil
    }
}
