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
    static let log = LogState(epoch: epoch, head: 400, stable: 5, kept: 2, seal: digest(4))

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
}
