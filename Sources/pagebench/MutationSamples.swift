import SiteHistory
import SiteModel
import WireProtocol

/// What the decoders are given, before it is damaged: the same in every run.
enum MutationSamples {
    static let replica = ReplicaID(rawValue: 0x5eed_0000_0000_0001)
    static let epoch = EpochID(rawValue: 0xe0c4)
    static let text = TextRef(NodeID(high: 3, low: 4), .text("en"))
    static let standing = Standing(
        replica: replica, epoch: epoch, cursor: 1_200, digest: LogDigest(Digest.of([1])),
        floor: 900, dropped: 100)
    static let seal = Seal(
        epoch: epoch, end: LogEnd(position: 50_000, digest: LogDigest(Digest.of([3]))),
        code: Digest.of([4]))
    static let log = LogState(
        epoch: epoch, head: 50_000, stable: 400, kept: 300, seal: seal)

    /// One letter a batch.
    static func typing(_ count: Int) -> [Batch] {
        var batches: [Batch] = []
        for index in 0..<count {
            let letter = String(UnicodeScalar(UInt8(97 + index * index % 26)))
            batches.append(
                Batch(
                    replica: replica, first: UInt64(index + 1),
                    base: LogPosition(epoch: epoch, count: 900),
                    previous: batches.last?.link ?? .zero,
                    body: .operations([.insert(text, at: index, text: letter)])))
        }
        return batches
    }

    /// A page of some twenty nodes, and one of each other operation.
    static func creation() -> Batch {
        var random = MutationRandom(state: 77)
        let page = NodeID.random(using: &random)
        let seen = OperationID(replica: replica, seq: 9)
        var operations = (0..<20).map { index in
            Operation.create(
                Creation(
                    node: NodeID.random(using: &random), place: Place(parent: page, anchor: seen),
                    content: NodeContent(kind: .element, tag: "p"),
                    fields: [FieldAssignment(.attribute("id"), .text("paragraph-\(index)"))],
                    classes: ["wide", "tall"],
                    texts: [TextAssignment(.text("en"), .inline("Paragraph \(index), ünïcode"))]))
        }
        operations += [
            .set(node: page, name: .path, value: .text("/"), over: [seen], was: nil),
            .move(node: page, to: Place(parent: page, anchor: nil), from: seen),
            .delete(node: page), .addClass(node: page, name: "wide"),
            .restore(node: page, to: Place(parent: page, anchor: nil), of: [seen]),
            .remove(text, at: 3, count: 2), .cancel(text, delete: seen),
            .blob(Digest.of([1, 2, 3]), [1, 2, 3]), .reopen(seen),
            .resolve(
                conflicts: [ConflictID(kind: .value, field: "a:href", loser: seen)],
                choice: "ours"),
        ]
        operations += (0..<60).map { .insert(text, at: $0 * 2, text: "word ") }
        return Batch(
            replica: replica, first: 1, base: .origin, previous: .zero, whole: [text],
            body: .operations(operations))
    }

    static func push(_ batches: [Batch], _ form: Frame.Form) -> PushRequest {
        PushRequest(standing: standing, batches: batches, form: form)
    }

    static func pull(_ batches: [Batch]) -> PullAnswer {
        var start: UInt64 = 1_201
        let entries = batches.map { batch in
            defer { start += batch.count }
            return LogEntry(
                batch: batch, start: start, author: "ana@example.com",
                time: 1_700_000_000_000 + Int64(start))
        }
        return PullAnswer(
            log: log, from: 1_200, to: start - 1, digest: LogDigest(Digest.of([2])),
            entries: entries)
    }

    static let hellos = [
        HelloRequest(standing: standing), HelloRequest(standing: .origin(replica)),
    ]

    static let helloAnswers = [
        HelloAnswer(log: log, chain: nil, account: "ana@example.com"),
        HelloAnswer(
            log: log, chain: ChainHead(last: 77, link: Digest.of([5])), account: "bo@example.com"),
    ]

    static let pushAnswers = [
        PushAnswer(log: log, outcomes: (1...40).map { .accepted(start: $0) }),
        PushAnswer(
            log: log, outcomes: [.same(start: 7), .refused(message: "no such node: \"x\"")]),
        PushAnswer(log: log, outcomes: [.fork(seq: 8, link: Digest.of([6]))]),
        PushAnswer(log: log, outcomes: [.accepted(start: 9), .rebase(stable: 400)]),
    ]

    static let siteLists = [
        SiteList(account: "ana@example.com", sites: []),
        SiteList(
            account: "bo@example.com",
            sites: (1...20).map {
                SiteList.Entry(
                    id: NodeID(high: $0 << 40, low: $0), head: $0 * 1_000,
                    updatedAt: 1_700_000_000_000)
            }),
    ]

    static let problems = [
        Problem(.history, status: 409, title: "Another history", detail: "cut", cut: 1_100),
        Problem(.history, status: 409, title: "Another history", detail: "it was restored", cut: 0),
    ]

    static let hints = [
        [EventHint(epoch: epoch, head: 1)],
        (1...12).map { EventHint(epoch: epoch, head: $0 * 1_001) },
    ]

    static let steps = [
        UndoStep(batch: creation(), origins: [], reopened: []),
        UndoStep(batch: typing(1)[0], origins: [], reopened: []),
    ]
}
