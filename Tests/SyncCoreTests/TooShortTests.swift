import SiteHistory
import Testing
import WireProtocol

@testable import SyncCore

/// A store whose log is compacted, where that is too much.
struct TooShortTests {
    private func synced(_ texts: [String]) -> Bench {
        var bench = Bench()
        for text in texts { _ = bench.store.commit(text) }
        bench.happen(.started(bench.store.state))
        return bench
    }

    @Test func `a store whose log is too short is given the whole log`() {
        var bench = synced(["a", "b"])
        bench.another("x")
        bench.store.refusals = [.logTooShort]

        bench.happen(.askedNow)

        #expect(bench.isSettled)
        #expect(bench.store.log == bench.server.entries)
        let pulls = bench.sent.compactMap { request -> UInt64? in
            if case .pull(let standing, _) = request { standing.cursor } else { nil }
        }
        #expect(pulls.last == 0)
    }

    @Test func `a log lost below what was dropped is looked for in the whole log`() {
        var bench = synced(["a", "b", "c"])
        bench.server = MemoryLog(epoch: EpochID(rawValue: 0xe2))
        bench.another("x")
        bench.store.state.standing.dropped = 2
        bench.store.refusals = [.blocked(.lostBelow(dropped: 2))]

        bench.happen(.started(bench.store.state))

        #expect(bench.state == .blocked(.lostBelow(dropped: 2)))
        #expect(
            !bench.sent.contains { request in
                if case .heal = request { true } else { false }
            })
    }

    @Test func `it is looked for again when a person wants it`() {
        var bench = synced(["a", "b", "c"])
        let whole = bench.server
        bench.server = MemoryLog(epoch: EpochID(rawValue: 0xe2))
        bench.store.state.standing.dropped = 2
        bench.store.refusals = [.blocked(.lostBelow(dropped: 2))]
        bench.happen(.started(bench.store.state))

        bench.server = whole
        bench.happen(.askedNow)

        #expect(bench.isSettled)
    }
}
