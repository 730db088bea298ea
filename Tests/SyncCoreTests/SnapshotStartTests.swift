import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import SyncCore

/// A new device begins with a snapshot of a long log.
struct SnapshotStartTests {
    /// A server with one large batch, then small ones by others.
    private func bench(texts: [String] = ["later"]) -> Bench {
        var bench = Bench()
        let operations = (0..<Int(SyncMachine.snapshotHeadMin)).map { number in
            Operation.addClass(node: MemoryStore.site, name: "c\(number % 50)")
        }
        push(operations, to: &bench)
        for text in texts { bench.another(text) }
        return bench
    }

    private func push(_ operations: [Operation], to bench: inout Bench) {
        let batch = Batch(
            replica: ReplicaID(rawValue: 50), first: 1, base: .origin, previous: .zero,
            body: .operations(operations))
        let push = PushRequest(standing: .origin(batch.replica), batches: [batch])
        _ = bench.server.answer(.push(push), account: "ana")
    }

    /// The server keeps a state of its log there.
    private func keepSnapshot(at position: UInt64, of bench: inout Bench) throws {
        var engine = HistoryEngine(site: MemoryStore.site, replicas: [])
        _ = try engine.pull(bench.server.entries)
        bench.server.stable = max(bench.server.stable, position)
        bench.server.keep(try engine.snapshot(at: position), at: position)
    }

    private func asksForSnapshots(_ bench: Bench) -> Int {
        bench.sent.count { if case .snapshot = $0 { true } else { false } }
    }

    private let first = SyncMachine.snapshotHeadMin

    @Test func `an empty store begins with a snapshot and pulls the rest`() throws {
        var bench = bench(texts: ["a", "b"])
        try keepSnapshot(at: first, of: &bench)

        bench.happen(.started(bench.store.state))

        #expect(bench.isSettled)
        #expect(bench.store.log == Array(bench.server.entries.dropFirst()))
        #expect(bench.store.state.standing.dropped == first)
        #expect(bench.store.state.standing.digest == bench.server.digest)
    }

    @Test func `where there is no snapshot the log is pulled whole`() {
        var bench = bench()

        bench.happen(.started(bench.store.state))

        #expect(asksForSnapshots(bench) == 1)
        #expect(bench.store.log == bench.server.entries)
    }

    @Test(arguments: [
        SyncReply.failed(TransportFailure(.nonsense, "another form")),
        .problem(
            Problem(.malformed, status: 400, title: "No", detail: "no route"), retryAfter: nil),
    ])
    func `an older server that does not know the request is pulled from`(answer: SyncReply) {
        var bench = bench()
        let log = LogState(
            epoch: bench.server.epoch, head: bench.server.head, stable: 0, kept: 0)
        bench.answers = [.hello(HelloAnswer(log: log, chain: nil, account: "ana")), answer]

        bench.happen(.started(bench.store.state))

        #expect(bench.isSettled)
        #expect(bench.store.log == bench.server.entries)
    }

    @Test func `a snapshot that cannot be read is passed over`() throws {
        var bench = bench()
        bench.server.stable = first
        bench.server.keep([1, 2, 3], at: first)

        bench.happen(.started(bench.store.state))

        #expect(bench.isSettled)
        #expect(asksForSnapshots(bench) == 1)
        #expect(bench.store.log == bench.server.entries)
    }

    @Test func `a store where something waits, or a short log, is pulled`() throws {
        var busy = bench()
        try keepSnapshot(at: first, of: &busy)
        _ = busy.store.commit("mine")
        var short = Bench()
        short.another("a")

        busy.happen(.started(busy.store.state))
        short.happen(.started(short.store.state))

        #expect(asksForSnapshots(busy) + asksForSnapshots(short) == 0)
        #expect(busy.isSettled && short.isSettled)
    }

    @Test func `no server while a snapshot is asked for means later`() throws {
        var bench = bench()
        try keepSnapshot(at: first, of: &bench)
        bench.failAt = 2

        bench.happen(.started(bench.store.state))
        #expect(bench.store.state.cursor == 0)
        bench.happen(.timerFired)

        #expect(bench.isSettled)
        #expect(bench.store.state.standing.dropped == first)
    }
}
