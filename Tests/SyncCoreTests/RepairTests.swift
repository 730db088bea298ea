import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import SyncCore

/// A server that lost history, a store that was copied, a device that was away: the logs come together again by themselves.
struct RepairTests {
    @Test func `a server set back gets back what it lost`() {
        var bench = Bench.synced(["a", "b"])
        let backup = bench.server
        bench.commit("c")
        bench.commit("d")

        bench.server = backup
        bench.server.restart(as: EpochID(rawValue: 0xe2))
        bench.happen(.askedNow)

        #expect(bench.isSettled)
        #expect(bench.server.insertedTexts == ["a", "b", "c", "d"])
        #expect(bench.reports.contains { $0.state == .healing })
    }

    @Test func `a push on a base of the lost log is taken where its positions came back`() {
        var bench = Bench.synced(["a"])
        let backup = bench.server
        bench.commit("b")
        _ = bench.store.commit("c")

        bench.server = backup
        bench.server.restart(as: EpochID(rawValue: 0xe2))
        bench.happen(.askedNow)

        #expect(bench.isSettled)
        #expect(bench.server.insertedTexts == ["a", "b", "c"])
        #expect(bench.store.quarantine.isEmpty)
    }

    @Test func `an old answer of the same epoch is no lost history`() {
        var bench = Bench.synced(["a", "b"])
        let log = LogState(epoch: bench.server.epoch, head: 1, stable: 0, kept: 0)
        bench.answers = [.hello(HelloAnswer(log: log, chain: nil, account: "ana"))]

        bench.happen(.askedNow)

        #expect(!bench.reports.contains { $0.state == .healing })
        bench.happen(.timerFired)
        #expect(bench.isSettled)
    }

    @Test func `an emptied server gets everything back`() {
        var bench = Bench.synced(["a", "b", "c"])

        bench.server = MemoryLog(epoch: EpochID(rawValue: 0xe2))
        bench.happen(.askedNow)

        #expect(bench.isSettled)
        #expect(bench.server.insertedTexts == ["a", "b", "c"])
    }

    @Test
    func `what others wrote on the restored server stays, and is concurrent to what was lost`()
        throws
    {
        var bench = Bench.synced(["a"])
        let backup = bench.server
        bench.commit("lost")
        let lostBase = try #require(bench.server.entries.last?.batch.base)

        bench.server = backup
        bench.server.restart(as: EpochID(rawValue: 0xe2))
        bench.another("new")
        bench.happen(.askedNow)

        #expect(bench.isSettled)
        #expect(bench.server.insertedTexts == ["a", "new", "lost"])
        let note = bench.server.entries.flatMap(\.batch.operations).first {
            if case .lineage = $0 { return true }
            return false
        }
        let lineage = Lineage(
            epochs: [EpochID(rawValue: 0xe1)], cut: 1,
            stretches: [Lineage.Stretch(from: 2, count: 1, at: 4)])
        #expect(note == .lineage(lineage))
        #expect(lostBase == LogPosition(epoch: EpochID(rawValue: 0xe1), count: 1))
    }

    @Test func `a second device finds what the first gave back, and adds what only it had`() {
        var bench = Bench.synced(["a"])
        let backup = bench.server
        bench.commit("b")
        let early = bench
        bench.commit("c")

        var server = backup
        server.restart(as: EpochID(rawValue: 0xe2))
        var first = early
        first.server = server
        first.another("new")
        first.happen(.askedNow)
        bench.server = first.server
        bench.happen(.askedNow)

        #expect(bench.isSettled)
        #expect(bench.server.insertedTexts == ["a", "new", "b", "c"])
    }

    @Test func `a request that fails in the middle of a repair is tried again`() {
        let bench = Bench.synced(["a", "b"])
        let backup = MemoryLog(epoch: EpochID(rawValue: 0xe2))
        for failing in 1...4 {
            var run = bench
            run.server = backup
            run.failAt = run.sent.count + failing
            run.happen(.askedNow)
            run.happen(.timerFired)
            run.happen(.askedNow)
            #expect(run.isSettled, "request \(failing)")
            #expect(run.server.insertedTexts == ["a", "b"])
        }
    }

    @Test func `two copies of one store end with everything once`() {
        var one = Bench.synced(["a"])
        var two = one
        _ = one.store.commit("one")
        _ = two.store.commit("two")
        one.happen(.storeChanged(one.store.state))
        two.server = one.server

        two.happen(.storeChanged(two.store.state), random: 0x55)

        #expect(two.isSettled)
        #expect(two.server.insertedTexts == ["a", "one", "two"])
        #expect(two.store.state.replica == ReplicaID(rawValue: 0x55))
        #expect(
            two.server.entries.last?.batch.after?.operation
                == OperationID(replica: ReplicaID(rawValue: 1), seq: 1))
    }

    @Test func `a copy with the same push unanswered sends it once`() {
        var one = Bench.synced(["a"])
        _ = one.store.commit("both")
        var two = one
        one.happen(.storeChanged(one.store.state))
        two.server = one.server

        two.happen(.storeChanged(two.store.state), random: 0x55)

        #expect(two.isSettled)
        #expect(two.server.insertedTexts == ["a", "both"])
    }

    /// Two copies of a store with two batches that wait below what the server still merges.
    private func copiesAway() -> (one: Bench, two: Bench) {
        var one = Bench.synced(["a"])
        for title in ["both", "more"] {
            _ = one.store.commit([
                .set(
                    node: MemoryStore.site, name: .title, value: .text(title), over: [], was: nil)
            ])
        }
        for text in ["x", "y"] { one.another(text) }
        one.server.stable = 3
        one.server.kept = 3
        return (one, one)
    }

    /// What the log's batches stand for.
    private func stoodFor(_ bench: Bench) -> [UInt64] {
        bench.server.entries.flatMap(\.batch.standsFor).map(\.seq)
    }

    @Test func `of two copies that write the same anew at once, the first is taken`() {
        var (one, two) = copiesAway()
        // The second has written anew when the first one's is taken, and not sent it yet.
        two.failAt = two.sent.count + 4
        two.happen(.storeChanged(two.store.state), random: 0x55)
        #expect(two.store.state.pending.flatMap(\.standsFor).map(\.seq) == [2, 3])
        one.happen(.storeChanged(one.store.state), random: 0x44)
        two.server = one.server

        two.happen(.timerFired, random: 0x66)

        #expect(stoodFor(one) == [2, 3])
        #expect(two.isSettled)
        #expect(two.server.entries == one.server.entries)
        #expect(two.store.quarantine.isEmpty)
    }

    @Test func `what a copy wrote anew and was refused the other still holds`() {
        var (one, two) = copiesAway()
        one.refuses = [1]
        one.happen(.storeChanged(one.store.state), random: 0x44)
        two.server = one.server

        two.happen(.storeChanged(two.store.state), random: 0x55)

        #expect(one.store.quarantine.flatMap(\.batch.standsFor).map(\.seq) == [2, 3])
        #expect(stoodFor(one) == [])
        #expect(two.isSettled)
        #expect(stoodFor(two) == [2, 3])
    }

    @Test func `a store set back takes its own later batches as somebody's`() {
        var bench = Bench.synced(["a"])
        let old = bench.store
        bench.commit("later")

        bench.store = old
        _ = bench.store.commit("new")
        bench.machine = SyncMachine()
        bench.happen(.started(bench.store.state), random: 0x66)

        #expect(bench.isSettled)
        #expect(bench.server.insertedTexts == ["a", "later", "new"])
    }

    @Test func `a device away below what is merged writes its result anew`() {
        var bench = Bench.synced(["a"])
        _ = bench.store.commit([
            .set(
                node: MemoryStore.site, name: .title, value: .text("away"), over: [], was: nil)
        ])
        for text in ["x", "y"] { bench.another(text) }
        bench.server.stable = 3
        bench.server.kept = 3

        bench.happen(.storeChanged(bench.store.state), random: 0x44)

        #expect(bench.isSettled)
        let last = bench.server.entries.last?.batch
        #expect(last?.replica == ReplicaID(rawValue: 0x44))
        #expect(last?.base.count == 3)
        #expect(
            last?.standsFor.map(\.operation) == [
                OperationID(replica: ReplicaID(rawValue: 1), seq: 2)
            ])
    }

    @Test func `a log that never comes together is given up with a sentence`() {
        var bench = Bench.synced(["a"])
        let problem = Problem(.history, status: 409, title: "Another", detail: "no")
        bench.answers = [SyncReply](repeating: .problem(problem, retryAfter: nil), count: 40)

        bench.happen(.askedNow)

        #expect(bench.state == .blocked(.historyLost))
    }
}
