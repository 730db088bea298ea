import SiteHistory
import SiteModel

@testable import WireProtocol

/// A small seeded generator: tests print the seed, and the same seed gives the same values.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}

enum Samples {
    static let node = NodeID(high: 7, low: 9)
    static let text = TextRef(node, TextKey("text", "en"))
    static let epoch = EpochID(rawValue: 0xabc)

    static func digest(_ seed: UInt8) -> Digest { Digest.of([seed]) }

    /// A chain of batches of one or more inserts each.
    static func chain(_ count: Int, replica: UInt64 = 5, seed: UInt64 = 1) -> [Batch] {
        var generator = SeededGenerator(state: seed)
        var batches: [Batch] = []
        var first: UInt64 = 1
        for index in 0..<count {
            let operations = (0...Int.random(in: 0...3, using: &generator)).map {
                Operation.insert(text, at: $0, text: "batch \(index) ünïcode")
            }
            let batch = Batch(
                replica: ReplicaID(rawValue: replica), first: first, base: .origin,
                previous: batches.last?.link ?? .zero, body: .operations(operations))
            first += batch.count
            batches.append(batch)
        }
        return batches
    }

    static let replica = ReplicaID(rawValue: 5)
    static let standing = Standing(
        replica: replica, epoch: epoch, cursor: 12, digest: LogDigest(digest(1)), floor: 8,
        dropped: 3)
    static let log = LogState(epoch: epoch, head: 400, stable: 5, kept: 2, seal: seal)
    static let seal = Seal(
        epoch: epoch, end: LogEnd(position: 400, digest: LogDigest(digest(7))), code: digest(4))

    static func pull(_ count: Int) -> PullAnswer {
        var start: UInt64 = 13
        let entries = chain(count).map { batch in
            defer { start += batch.count }
            return LogEntry(
                batch: batch, start: start, author: "ana@example.com", time: 1_700_000_000_000)
        }
        return PullAnswer(
            log: LogState(epoch: epoch, head: start + 9, stable: 0, kept: 0), from: 12,
            to: start - 1,
            digest: LogDigest(digest(2)), entries: entries)
    }

    static let outcomes: [PushOutcome] = [
        .accepted(start: 1), .same(start: 9), .refused(message: "no \"such\" node\n"),
        .gap(expected: 4),
        .fork(seq: 3, link: digest(3)), .rebase(stable: 8), .forbidden(message: "another's"),
    ]

    /// An answer with these entries, which need not begin a log.
    static func answer(_ entries: [LogEntry]) -> PullAnswer {
        let from = (entries.first?.start ?? 1) - 1
        let to = entries.last?.end ?? from
        return PullAnswer(
            log: LogState(epoch: epoch, head: to, stable: 0, kept: 0), from: from, to: to,
            digest: LogDigest(digest(2)), entries: entries)
    }

    /// The batches as a log, one behind the other.
    static func log(of batches: [Batch]) -> [LogEntry] {
        var start: UInt64 = 1
        return batches.enumerated().map { index, batch in
            defer { start += batch.count }
            return LogEntry(
                batch: batch, start: start, author: "device \(index % 3)",
                time: 1_700_000_000_000 - Int64(index * index))
        }
    }

    static func batch(
        _ operations: [Operation], replica: UInt64 = 5, first: UInt64 = 1, previous: Digest = .zero
    ) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: replica), first: first, base: .origin, previous: previous,
            body: .operations(operations))
    }

    /// One letter a batch, as a person types them.
    static func typing(_ count: Int) -> [Batch] {
        var batches: [Batch] = []
        for index in 0..<count {
            let letter = String(UnicodeScalar(UInt8(97 + index * index % 26)))
            batches.append(
                Batch(
                    replica: replica, first: UInt64(index + 1),
                    base: LogPosition(epoch: epoch, count: 40),
                    previous: batches.last?.link ?? .zero,
                    body: .operations([.insert(text, at: index, text: letter)])))
        }
        return batches
    }

    /// A batch that names one long string more often than a message may hold it.
    static let boastful: Batch = {
        let name = String(repeating: "n", count: 100_000)
        return batch([Operation](repeating: .addClass(node: node, name: name), count: 1_200))
    }()

    /// Every kind of operation, with every optional part there and not there, in batches of every shape.
    static let everything: [Batch] = {
        let other = OperationID(replica: ReplicaID(rawValue: 9), seq: 77)
        let own = OperationID(replica: replica, seq: 1)
        let place = Place(parent: NodeID(high: 1, low: 2), anchor: other)
        let span = SourceSpan(
            blob: digest(1), start: 10, contentStart: 14, contentEnd: 20, end: 26)
        let element = NodeContent(
            kind: .element, tag: "svg", namespace: .svg, source: span,
            inlines: [InlineTag(tag: "b", open: "<b class=x>", close: "</b>")],
            literal: "<!-- -->", reason: "script")
        var page = NodeContent(kind: .page)
        page.shell = PageShell(blob: digest(1), prefix: 0..<9, suffix: 30..<40, title: 2..<4)
        let leaf = NodeContent(kind: .raw, source: SourceSpan(blob: digest(1), 14..<20))
        var operations: [Operation] = [
            .create(
                Creation(
                    node: node, place: place, content: element,
                    fields: [
                        FieldAssignment(.path, .text("/")),
                        FieldAssignment(.attribute("on"), .raw(source: "on=x", reason: "script")),
                    ], classes: ["a", "b", "a"],
                    texts: [
                        TextAssignment(.css, .blob(digest(1))),
                        TextAssignment(.text("en"), .inline("wörds")),
                    ])),
            .create(
                Creation(
                    node: NodeID(high: 3, low: 3), place: Place(parent: node, anchor: nil),
                    content: page)),
            .create(
                Creation(
                    node: NodeID(high: 3, low: 4), place: Place(parent: node, anchor: own),
                    content: leaf)),
            .move(node: node, to: place, from: own),
            .delete(node: node), .restore(node: node, to: place, of: [other, own]),
            .set(node: node, name: .title, value: nil, over: [], was: nil),
            .set(
                node: node, name: .title, value: .text("x"), over: [own, other],
                was: .raw(source: "y", reason: "z")),
            .addClass(node: node, name: "wide"), .removeClass(node: node, name: "wide"),
            .insert(text, at: 4, text: "e\u{301}"), .remove(text, at: 3, count: 2),
            .cancel(text, delete: other), .blob(digest(3), [1, 2, 3]),
            .resolve(
                conflicts: [ConflictID(kind: .value, field: "a:href", loser: other)],
                choice: "ours"),
            .reopen(other), .unknown(kind: 99, nodes: [node], payload: [7]),
            .purge(node: node, of: [other]),
        ]
        operations += (0..<70).map {
            .insert(text, at: $0 % 5, text: String(repeating: "long", count: $0))
        }
        let first = Batch(
            replica: replica, first: 1, base: LogPosition(epoch: epoch, count: 0), previous: .zero,
            whole: [text], body: .operations(operations))
        let second = Batch(
            replica: replica, first: first.last + 1, base: LogPosition(epoch: epoch, count: 9),
            previous: first.link, body: .void(count: 3, replaced: digest(8)))
        let third = Batch(
            replica: replica, first: second.last + 1, base: LogPosition(epoch: nil, count: 9),
            previous: second.link, rules: 7, body: .operations([.delete(node: node)]))
        let stranger = Batch(
            replica: ReplicaID(rawValue: 9), first: 400, base: .origin, previous: digest(7),
            body: .operations([.reopen(own)]))
        let leap = Batch(
            replica: replica, first: 1_000,
            base: LogPosition(epoch: EpochID(rawValue: 3), count: 2),
            previous: digest(9), body: .operations([.delete(node: node)]))
        return [first, second, stranger, third, leap]
    }()
}
