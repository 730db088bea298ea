import SiteHistory
import SiteModel
import Testing

@testable import PlatformServer

struct PushJudgeTests {
    private let site = NodeID(high: 1, low: 1)

    private func batch(
        replica: UInt64, first: UInt64, base: UInt64, _ operations: Operation...
    ) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: replica), first: first,
            base: LogPosition(epoch: EpochID(rawValue: 1), count: base), previous: .zero,
            body: .operations(operations))
    }

    private func create(_ node: UInt64, under parent: NodeID? = nil) -> Operation {
        .create(
            Creation(
                node: NodeID(high: 2, low: node), place: Place(parent: parent ?? site, anchor: nil),
                content: NodeContent(kind: parent == nil ? .page : .section)))
    }

    private func addClass(to node: UInt64) -> Operation {
        .addClass(node: NodeID(high: 2, low: node), name: "wide")
    }

    /// A judge whose log has these batches.
    private func judge(_ batches: [Batch]) -> PushJudge {
        var judge = PushJudge(HistoryEngine(site: site, replicas: [])) { _ in throw Unasked() }
        for batch in batches { take(batch, &judge) }
        return judge
    }

    private struct Unasked: Error {}

    private func take(_ batch: Batch, _ judge: inout PushJudge) {
        judge.take(LogEntry(batch: batch, start: judge.engine.cursor + 1, author: "", time: 0))
    }

    @Test
    func `a chain on an old base sees its own batches, and not those of others after the base`()
        throws
    {
        var judge = judge([
            batch(replica: 1, first: 1, base: 0, create(1)),
            batch(replica: 9, first: 1, base: 1, create(7)),
        ])
        let chain = [
            batch(replica: 2, first: 1, base: 1, create(2)),
            batch(replica: 2, first: 2, base: 1, addClass(to: 2)),
            batch(replica: 2, first: 3, base: 1, create(3, under: NodeID(high: 2, low: 2))),
        ]

        for batch in chain {
            #expect(try judge.fault(in: batch) == nil)
            take(batch, &judge)
        }

        #expect(try judge.fault(in: batch(replica: 2, first: 4, base: 1, addClass(to: 7))) != nil)
        #expect(try judge.fault(in: batch(replica: 2, first: 4, base: 2, addClass(to: 7))) == nil)
        #expect(try judge.fault(in: batch(replica: 3, first: 1, base: 1, addClass(to: 2))) != nil)
    }

    @Test func `it says what the engine says`() throws {
        var judge = judge([batch(replica: 1, first: 1, base: 0, create(1))])
        for number: UInt64 in 1...30 {
            let candidates = (0..<4).map { base in
                batch(
                    replica: number % 3 + 1, first: 100 + number, base: base, create(number + 50),
                    addClass(to: number * 7 % 40 + 30))
            }
            for candidate in candidates where candidate.base.count <= judge.engine.cursor {
                #expect(try judge.fault(in: candidate) == judge.engine.fault(in: candidate))
            }
            take(
                batch(
                    replica: number % 3 + 1, first: number + 1,
                    base: min(number / 2, judge.engine.cursor),
                    create(number + 30)), &judge)
        }
    }

    @Test func `a long chain on an old base is judged in one go`() throws {
        var judge = judge([
            batch(replica: 1, first: 1, base: 0, create(1)),
            batch(replica: 9, first: 1, base: 1, create(7)),
        ])

        for seq: UInt64 in 1...500 {
            let next = batch(replica: 2, first: seq, base: 1, create(seq + 100))
            let fault = try judge.fault(in: next)
            #expect(fault == nil, "\(seq)")
            take(next, &judge)
        }

        #expect(judge.engine.cursor == 502)
    }
}
