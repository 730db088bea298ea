import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import SyncCore

struct SyncMachineTests {
    @Test func `what is pending goes up, comes back and settles`() {
        var bench = Bench()
        _ = bench.store.commit("one")
        _ = bench.store.commit("two")

        bench.happen(.started(bench.store.state))

        #expect(bench.isSettled)
        #expect(bench.server.entries.count == 2)
        #expect(bench.store.account == "ana")
        #expect(bench.streamCount == 1)
    }

    @Test func `a commit while connected goes up at once`() {
        var bench = Bench()
        bench.happen(.started(bench.store.state))

        bench.commit("later")

        #expect(bench.isSettled)
        #expect(bench.server.head == 1)
    }

    @Test func `a hint brings what others wrote`() {
        var bench = Bench()
        bench.happen(.started(bench.store.state))
        bench.another("theirs")

        bench.happen(.hinted(EventHint(epoch: bench.server.epoch, head: bench.server.head)))

        #expect(bench.isSettled)
        #expect(bench.store.log.count == 1)
    }

    @Test func `a lost answer to a push leaves one copy in the log`() {
        var bench = Bench()
        bench.happen(.started(bench.store.state))
        let batch = bench.store.commit("once")
        _ = bench.server.answer(
            .push(PushRequest(standing: bench.store.state.standing, batches: [batch])),
            account: "ana")
        bench.answers = [Bench.unreachable]

        bench.happen(.storeChanged(bench.store.state))
        bench.happen(.timerFired)

        #expect(bench.isSettled)
        #expect(bench.server.entries.count == 1)
    }

    @Test func `a server that is away is tried again, later and later, and said to be away`() {
        var bench = Bench()
        _ = bench.store.commit("one")
        bench.answers = Array(repeating: Bench.unreachable, count: 10)

        bench.happen(.started(bench.store.state), random: .max)
        for _ in 1..<10 { bench.happen(.timerFired, random: .max) }

        #expect(
            bench.delays.map { Int(($0 / .seconds(1)).rounded()) } == [
                1, 2, 4, 8, 16, 32, 64, 120, 120, 120,
            ])
        guard case .offline(_, "no connection") = bench.state else {
            Issue.record("\(String(describing: bench.state))")
            return
        }
        #expect(!bench.reports.contains { $0.state == .working && $0 != bench.reports.first })
        bench.happen(.timerFired)
        #expect(bench.isSettled)
    }

    @Test func `no wait is shorter than half a second or than the server asks`() {
        var backoff = Backoff()

        #expect(backoff.next(random: 0) == .milliseconds(500))
        #expect(backoff.next(random: 0, atLeast: .seconds(9)) == .seconds(9))
        #expect(backoff.next(random: .max, atLeast: .zero) <= .seconds(4))
    }

    @Test func `the network or a person cuts a wait short`() {
        for event in [SyncEvent.networkBack, .askedNow] {
            var bench = Bench()
            bench.answers = [Bench.unreachable]
            bench.happen(.started(bench.store.state))

            bench.happen(event)

            #expect(bench.isSettled)
        }
    }

    @Test func `a server that asks for time gets it`() {
        var bench = Bench()
        let busy = Problem(.busy, status: 503, title: "Busy", detail: "busy")
        bench.answers = [.problem(busy, retryAfter: .seconds(30))]

        bench.happen(.started(bench.store.state))

        #expect(bench.delays == [.seconds(30)])
    }

    @Test(arguments: [
        (Problem.Kind.unauthorized, 401, Int32(6)), (.forbidden, 403, 6), (.tooLarge, 413, 1),
    ])
    func `what does not get better by itself blocks, with a sentence, until somebody asks`(
        kind: Problem.Kind, status: Int, exitCode: Int32
    ) {
        var bench = Bench()
        _ = bench.store.commit("kept")
        bench.answers = [
            .problem(Problem(kind, status: status, title: "No", detail: "why"), retryAfter: nil)
        ]

        bench.happen(.started(bench.store.state))

        guard case .blocked(let block) = bench.state else {
            Issue.record("\(String(describing: bench.state))")
            return
        }
        #expect(block.exitCode == exitCode)
        #expect(!block.sentence.isEmpty)
        #expect(bench.delays.isEmpty)
        bench.commit("also kept")
        #expect(bench.sent.count == 1)
        bench.happen(.askedNow)
        #expect(bench.isSettled)
    }

    @Test func `a stream that breaks leads to a new hello, and only a second failure is offline`() {
        var bench = Bench()
        bench.happen(.started(bench.store.state))
        bench.happen(.streamOpened)
        bench.now = .seconds(60)
        bench.another("missed")

        bench.happen(.streamEnded(TransportFailure(.unreachable, "broke")))

        #expect(bench.isSettled)
        #expect(bench.streamCount == 2)
        #expect(bench.delays.isEmpty)
        bench.happen(.streamOpened)
        bench.happen(.streamEnded(TransportFailure(.unreachable, "broke")))
        #expect(bench.delays.count == 1)
    }

    @Test func `a server that starts again is greeted again`() {
        var bench = Bench()
        bench.happen(.started(bench.store.state))
        bench.server.restart(as: EpochID(rawValue: 0xe2))

        bench.commit("after")

        #expect(bench.isSettled)
        #expect(bench.store.state.standing.epoch == EpochID(rawValue: 0xe2))
    }

    @Test func `a store that cannot write keeps the cursor and says so`() {
        var bench = Bench()
        bench.another("theirs")
        bench.store.failure = "disk full"

        bench.happen(.started(bench.store.state))

        #expect(bench.store.state.cursor == 0)
        #expect(bench.state == .blocked(.storeFailed("disk full")))
        bench.store.failure = nil
        bench.happen(.timerFired)
        #expect(bench.isSettled)
    }

    @Test func `an answer to an older request is ignored`() {
        var machine = SyncMachine()
        let store = MemoryStore(replica: 1)
        _ = machine.handle(.started(store.state), at: .zero, random: 0)

        let actions = machine.handle(
            .replied(RequestID(rawValue: 77), Bench.unreachable), at: .zero, random: 0)

        #expect(actions.isEmpty)
    }

    @Test func `when it is stopped nothing is left under way`() {
        var machine = SyncMachine()
        let store = MemoryStore(replica: 1)
        _ = machine.handle(.started(store.state), at: .zero, random: 0)

        let actions = machine.handle(.stopped, at: .zero, random: 0)

        #expect(actions == [.cancel(RequestID(rawValue: 1))])
        #expect(machine.handle(.askedNow, at: .zero, random: 0).isEmpty)
    }

    @Test func `many batches go up in pages, in order`() {
        var bench = Bench()
        for index in 0..<(WireLimits.pageBatchCount + 5) { _ = bench.store.commit("\(index)") }

        bench.happen(.started(bench.store.state))

        #expect(bench.isSettled)
        #expect(
            bench.server.entries.map(\.batch.first)
                == Array(1...UInt64(WireLimits.pageBatchCount + 5)))
        #expect(bench.sent.count { if case .push = $0 { true } else { false } } == 2)
    }
}
