import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// A delete that waits is taken back by a `cancel`, also where the store writes under another name by then.
struct CancelTests {
    private let scene = LogScene()

    private func batch(
        _ replica: UInt64, after: ChainEnd? = nil, base: UInt64 = 6, _ operation: Operation
    ) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: replica), first: 1,
            base: LogPosition(epoch: EpochID(rawValue: 1), count: base), previous: .zero,
            after: after, body: .operations([operation]))
    }

    private func entries(_ batches: [Batch]) -> [LogEntry] {
        batches.reduce(into: scene.log) { log, batch in
            log.append(
                LogEntry(
                    batch: batch, start: (log.last?.end ?? 0) + 1, author: "", time: 0))
        }
    }

    private func engine(_ batches: [Batch] = []) throws -> HistoryEngine {
        var engine = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try engine.pull(entries(batches))
        return engine
    }

    private func text(_ site: Site) -> String? {
        site.nodes[LogScene.text.node]?.texts[.text("en")]
    }

    private var deletion: Batch { batch(1, .remove(LogScene.text, at: 1, count: 3)) }

    private func cancel(_ replica: UInt64) -> Batch {
        batch(
            replica, after: deletion.chainEnd,
            .cancel(LogScene.text, delete: deletion.id(ofOperationAt: 0)))
    }

    @Test func `a store that got another name takes its delete back`() throws {
        #expect(try engine([deletion]).fault(in: cancel(77)) == nil)
        #expect(text(try engine([deletion, cancel(77)]).site) == "hello")
    }

    @Test func `nobody else takes it back`() throws {
        let other = batch(
            5, base: 7, .cancel(LogScene.text, delete: deletion.id(ofOperationAt: 0)))

        #expect(try engine([deletion]).fault(in: other) != nil)
        #expect(text(try engine([deletion, other]).site) == "ho")
    }

    @Test func `two copies take it back and go on, each seeing its own`() throws {
        var log = [deletion, cancel(77), cancel(78)]
        for cancel in [log[1], log[2]] {
            log.append(
                Batch(
                    replica: cancel.replica, first: 2, base: cancel.base, previous: cancel.hash,
                    body: .operations([
                        .insert(LogScene.text, at: 5, text: "!"),
                        .remove(LogScene.text, at: 0, count: 1),
                    ])))
        }

        let oracle = NaiveOracle.replay(site: LogScene.node(1), log: entries(log), pending: [])

        #expect(text(try engine(log).site) == "ello!!")
        #expect(text(oracle.site) == "ello!!")
    }
}
