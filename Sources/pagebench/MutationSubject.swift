import SiteHistory
import SiteModel
import WireProtocol

/// A decoder, inputs that it takes, and how production notices that one was damaged.
struct MutationSubject {
    struct Sample {
        let bytes: [UInt8]
        /// What came with the bytes and was not damaged: a header, a hash in the column beside them.
        let beside: String
        /// What the decoder makes of the bytes.
        let value: AnyHashable?
    }

    enum Verdict: String {
        case rejected, identical, changed
    }

    let name: String
    let samples: [Sample]
    private let read: ([UInt8], String) throws -> AnyHashable
    /// Whether a value that differs holds nothing but what one of two samples says: a stream that was cut.
    private let isPart: (AnyHashable, AnyHashable?, AnyHashable?) -> Bool

    /// - Parameters:
    ///   - inputs: Bytes, and what comes with them.
    ///   - read: Reads as production does, checks and all.
    init(
        _ name: String, _ inputs: [(bytes: [UInt8], beside: String)],
        isPart: @escaping (AnyHashable, AnyHashable?, AnyHashable?) -> Bool = { _, _, _ in false },
        _ read: @escaping ([UInt8], String) throws -> AnyHashable
    ) {
        self.name = name
        self.read = read
        self.isPart = isPart
        samples = inputs.map { bytes, beside in
            guard let value = try? read(bytes, beside) else {
                preconditionFailure("\(name) does not read its own sample")
            }
            return Sample(bytes: bytes, beside: beside, value: value)
        }
    }

    func judge(_ bytes: [UInt8], _ sample: Sample, _ other: Sample) -> Verdict {
        guard let value = try? read(bytes, sample.beside) else { return .rejected }
        if value == sample.value { return .identical }
        return isPart(value, sample.value, other.value) ? .rejected : .changed
    }
}

extension MutationSubject {
    /// Every decoder of bytes that carry a check.
    static func all() -> [MutationSubject] {
        frames() + controlMessages() + [eventStream()] + storedBytes()
    }

    // MARK: Frames

    private static func frames() -> [MutationSubject] {
        let chain = MutationSamples.typing(120)
        let creation = MutationSamples.creation()
        let histories = [Array(chain.prefix(3)), chain, [creation]]
        return Frame.Form.allCases.flatMap { form in
            [
                MutationSubject(
                    "push \(form)",
                    histories.map { (MutationSamples.push($0, form).bytes, "") }
                ) { bytes, _ in AnyHashable(try PushRequest(bytes: bytes)) },
                MutationSubject(
                    "pull \(form)",
                    histories.map { (MutationSamples.pull($0).bytes(in: form), "") }
                ) { bytes, _ in AnyHashable(try PullAnswer(bytes: bytes)) },
            ]
        }
    }

    // MARK: JSON

    private static func controlMessages() -> [MutationSubject] {
        [
            json("hello", MutationSamples.hellos.map(\.bytes)) { try HelloRequest(bytes: $0) },
            answer("hello answer", MutationSamples.helloAnswers.map(\.bytes)) {
                (b) throws(WireError) in try HelloAnswer(bytes: b)
            },
            answer("push answer", MutationSamples.pushAnswers.map(\.bytes)) {
                (b) throws(WireError) in try PushAnswer(bytes: b)
            },
            answer("site list", MutationSamples.siteLists.map(\.bytes)) {
                (b) throws(WireError) in try SiteList(bytes: b)
            },
            problem(),
        ]
    }

    /// A request: read as the server does.
    private static func json<Message: Hashable>(
        _ name: String, _ messages: [[UInt8]], _ read: @escaping ([UInt8]) throws -> Message
    ) -> MutationSubject {
        MutationSubject(name, messages.map { ($0, ContentDigest.header(for: $0)) }) {
            bytes, header in
            try ContentDigest.check(bytes, header: header)
            return AnyHashable(try read(bytes))
        }
    }

    /// An answer: read as the client does.
    private static func answer<Message: Hashable>(
        _ name: String, _ messages: [[UInt8]],
        _ read: @escaping ([UInt8]) throws(WireError) -> Message
    ) -> MutationSubject {
        MutationSubject(name, messages.map { ($0, ContentDigest.header(for: $0)) }) {
            bytes, header in
            AnyHashable(try response(200, bytes, header).message(read).get())
        }
    }

    /// A refusal: a damaged one is not believed, and its status alone counts.
    private static func problem() -> MutationSubject {
        let messages = MutationSamples.problems.map(\.bytes)
        return MutationSubject("problem", messages.map { ($0, ContentDigest.header(for: $0)) }) {
            bytes, header in
            guard case .success(let response) = response(409, bytes, header),
                case .problem(let problem, _) = response.fault, problem.kind != .other
            else { throw WireError.damaged }
            return AnyHashable(problem)
        }
    }

    private static func response(
        _ status: Int, _ body: [UInt8], _ digest: String
    ) -> Result<WireResponse, TransportFailure> {
        .success(
            WireResponse(
                status: status, headers: [WireHeader(ContentDigest.headerName, digest)], body: body)
        )
    }

    // MARK: Events

    /// Hints that were not sent must not come out; that some of those sent do not costs latency alone.
    private static func eventStream() -> MutationSubject {
        let streams = MutationSamples.hints.map { hints in
            hints.reduce(EventHint.heartbeatBytes) { $0 + $1.eventBytes }
        }
        return MutationSubject(
            "event stream", streams.map { ($0, "") },
            isPart: { value, sample, other in
                let sent = [sample, other].flatMap { $0?.base as? [EventHint] ?? [] }
                return (value.base as? [EventHint] ?? []).allSatisfy(sent.contains)
            }
        ) { bytes, _ in
            var reader = EventStreamReader()
            return AnyHashable(try reader.read(bytes))
        }
    }

    // MARK: The store

    private static func storedBytes() -> [MutationSubject] {
        let batches = MutationSamples.typing(3) + [MutationSamples.creation()]
        return [
            MutationSubject(
                "stored batch", batches.map { ($0.canonicalBytes, $0.hash.description) }
            ) { bytes, hash in
                guard let hash = Digest(hash) else { throw WireError.damaged }
                return AnyHashable(try Batch(storedBytes: bytes, hash: hash))
            },
            MutationSubject("undo step", MutationSamples.steps.map { ($0.bytes, "") }) {
                bytes, _ in AnyHashable(try UndoStep(bytes: bytes))
            },
        ]
    }
}
