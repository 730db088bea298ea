import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import SyncCore

struct FrameFormTests {
    private func pushForms(_ bench: Bench) -> [Frame.Form] {
        bench.sent.compactMap { request in
            if case .push(let push) = request { return push.form }
            return nil
        }
    }

    @Test func `a server that says it reads columns is offered them`() {
        var bench = Bench()
        _ = bench.store.commit("one")

        bench.happen(.started(bench.store.state))

        #expect(pushForms(bench) == [.columns])
    }

    @Test func `a server that says nothing of columns gets rows`() {
        var bench = Bench()
        _ = bench.store.commit("one")
        bench.answers = [
            .hello(
                HelloAnswer(
                    log: bench.server.state, chain: nil, account: "ana", frames: .rows))
        ]

        bench.happen(.started(bench.store.state))

        #expect(pushForms(bench) == [.rows])
        #expect(bench.isSettled)
    }

    @Test func `a server that does not understand columns any more gets rows`() {
        var bench = Bench()
        bench.happen(.started(bench.store.state))
        bench.answers = [
            .problem(
                Problem(.malformed, status: 400, title: "Not understood", detail: "no frame"),
                retryAfter: nil)
        ]

        bench.commit("later")

        #expect(pushForms(bench) == [.columns, .rows])
        #expect(bench.isSettled)
    }
}
