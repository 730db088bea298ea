import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import SyncCore

struct RefusalTests {
    private func set(_ node: UInt64, _ name: String, over: [OperationID] = []) -> Operation {
        .set(
            node: NodeID(high: 3, low: node), name: FieldName(name), value: .text("x"), over: over,
            was: nil)
    }

    @Test func `a refused batch leaves with its closure, and the rest goes on`() {
        var bench = Bench()
        let first = bench.store.commit([set(1, "title")])
        let refused = bench.store.commit([set(2, "title")])
        let unrelated = bench.store.commit([set(3, "title")])
        let sameField = bench.store.commit([set(2, "title")])
        bench.refuses = [refused.first]

        bench.happen(.started(bench.store.state))

        #expect(bench.isSettled)
        #expect(bench.store.quarantine.map(\.batch) == [refused, sameField])
        #expect(
            bench.server.entries.map(\.batch) == [
                first, refused.voided, unrelated, sameField.voided,
            ])
    }

    @Test
    func
        `what names a node, a slot, a value or a blob of a refused batch goes with it, and what names those`()
    {
        var bench = Bench()
        let made = NodeID(high: 9, low: 9)
        let blob = Digest.of([1])
        let place = Place(parent: MemoryStore.node, anchor: nil)
        let create = bench.store.commit([
            .blob(blob, [1]),
            .create(Creation(node: made, place: place, content: NodeContent(kind: .element))),
            set(1, "a"),
        ])
        let byNode = bench.store.commit([.addClass(node: made, name: "wide")])
        let bySlot = bench.store.commit([
            .move(
                node: NodeID(high: 3, low: 5),
                to: Place(parent: MemoryStore.node, anchor: create.id(ofOperationAt: 1)),
                from: OperationID(replica: ReplicaID(rawValue: 7), seq: 1))
        ])
        let byValue = bench.store.commit([set(8, "b", over: [create.id(ofOperationAt: 2)])])
        let byBlob = bench.store.commit([
            .create(
                Creation(
                    node: NodeID(high: 9, low: 10), place: place, content: NodeContent(kind: .text),
                    texts: [TextAssignment(TextKey("css", ""), .blob(blob))]))
        ])
        let byClosure = bench.store.commit([set(8, "b")])
        let unrelated = bench.store.commit([set(4, "a")])

        let closure = RefusalClosure.of(create, message: "no", in: bench.store.state.pending)

        #expect(closure.map(\.batch) == [create, byNode, bySlot, byValue, byBlob, byClosure])
        #expect(closure.map(\.void.link) == closure.map(\.batch.hash))
        #expect(!closure.contains { $0.batch == unrelated })
    }

    @Test func `a pull that does not continue the log is not taken`() {
        var bench = Bench()
        bench.another("one")
        bench.another("two")
        guard
            case .pull(let right) = bench.server.answer(
                .pull(bench.store.state.standing, limit: 1 << 20), account: "ana")
        else { return }
        var wrong: [PullAnswer] = []
        for index in 0..<5 {
            var answer = right
            switch index {
            case 0: answer.from = 1
            case 1: answer.digest = LogDigest(Digest.of([1]))
            case 2: answer.entries.removeFirst()
            case 3: answer.entries.swapAt(0, 1)
            default:
                answer.entries = []
                answer.to = 0
                answer.digest = LogDigest()
            }
            wrong.append(answer)
        }
        for answer in wrong {
            var bench = bench
            bench.happen(.started(bench.store.state))
            #expect(bench.isSettled, "the right one is taken")
            bench = Bench()
            bench.answers = [
                .hello(HelloAnswer(log: right.log, chain: nil, account: "ana")), .pull(answer),
            ]

            bench.happen(.started(bench.store.state))

            #expect(bench.store.state.cursor == 0)
            #expect(bench.delays.count == 1)
        }
    }

    @Test func `a push answer that does not fit changes nothing`() {
        var bench = Bench()
        _ = bench.store.commit("one")
        bench.happen(.started(bench.store.state))
        let log = bench.server.state
        bench.answers = [
            .push(PushAnswer(log: log, outcomes: [.accepted(start: 1), .accepted(start: 2)]))
        ]

        bench.commit("two")

        #expect(bench.delays.count == 1)
        bench.happen(.timerFired)
        #expect(bench.isSettled)
    }
}
