import SiteHistory
import SiteModel
import Testing

@testable import WireProtocol

struct LogKeeperTests {
    private let ana = "ana@example.com"

    /// A log that holds the chain.
    private func log(of chain: [Batch]) -> MemoryLog {
        var log = MemoryLog(epoch: Samples.epoch)
        _ = push(chain, to: &log)
        return log
    }

    private func push(
        _ batches: [Batch], by account: String = "ana@example.com", to log: inout MemoryLog
    ) -> [PushOutcome] {
        let request = PushRequest(standing: .origin(Samples.replica), batches: batches)
        guard case .push(let answer) = log.answer(.push(request), account: account) else {
            return []
        }
        return answer.outcomes
    }

    @Test func `a chain is taken in order, and again without effect`() {
        let chain = Samples.chain(3)
        var log = MemoryLog(epoch: Samples.epoch)

        let first = push(chain, to: &log)
        let head = log.head
        let again = push(chain, to: &log)

        #expect(first.allSatisfy { if case .accepted = $0 { true } else { false } })
        #expect(again.allSatisfy { if case .same = $0 { true } else { false } })
        #expect(log.head == head && log.entries.map(\.batch) == chain)
    }

    @Test func `a push stops at the first batch that is not taken`() {
        let chain = Samples.chain(4)
        var log = MemoryLog(epoch: Samples.epoch)

        let outcomes = push([chain[0], chain[2], chain[3]], to: &log)

        #expect(outcomes == [.accepted(start: 1), .gap(expected: chain[0].last + 1)])
        #expect(log.entries.count == 1)
    }

    @Test func `another account's device is forbidden, before anything else is looked at`() {
        let chain = Samples.chain(2)
        var log = log(of: chain)

        let outcomes = push([chain[0]], by: "bo@example.com", to: &log)

        #expect(outcomes.first?.status == 403)
    }

    @Test func `a fork names the last batch that both have`() {
        let chain = Samples.chain(3)
        var log = log(of: chain)
        let other = Batch(
            replica: chain[2].replica, first: chain[2].first, base: .origin,
            previous: chain[1].link,
            body: .operations([.delete(node: Samples.node)]))

        #expect(push([other], to: &log) == [.fork(seq: chain[1].last, link: chain[1].link)])
        #expect(
            push(Samples.chain(1, seed: 99).map(\.voided), to: &log) == [.fork(seq: 0, link: .zero)]
        )
    }

    /// A batch of another name that stands for the one that ends a chain.
    private func anew(_ old: Batch, as replica: UInt64) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: replica), first: 1, base: .origin, previous: .zero,
            body: .operations([.delete(node: Samples.node), .retire(old.chainEnd)]))
    }

    @Test func `of two batches that stand for one, the first is taken`() {
        let chain = Samples.chain(2)
        var log = log(of: [chain[0]])
        let (first, second) = (anew(chain[1], as: 77), anew(chain[1], as: 88))

        let taken = push([first], to: &log)
        let outcomes = [second, chain[1]].flatMap { push([$0], to: &log) }

        #expect(taken.first?.isTaken == true)
        #expect(
            outcomes == [
                .fork(seq: 0, link: .zero), .fork(seq: chain[0].last, link: chain[0].link),
            ])
        #expect(push([first], to: &log) == [.same(start: log.head - 1)])
        #expect(push([second.voided], to: &log).first?.isTaken == true)
    }

    @Test func `what was sent as it was is not taken anew`() {
        let chain = Samples.chain(2)
        var log = log(of: chain)

        #expect(push([anew(chain[1], as: 77)], to: &log) == [.fork(seq: 0, link: .zero)])
    }

    @Test func `what was refused may be said anew`() {
        let chain = Samples.chain(2)
        var log = log(of: [chain[0], chain[1].voided])

        #expect(push([anew(chain[1], as: 77)], to: &log).first?.isTaken == true)
    }

    @Test func `a base is held against the log`() {
        let chain = Samples.chain(2)
        var log = log(of: chain)
        func outcome(_ base: LogPosition) -> PushOutcome? {
            push(
                [
                    Batch(
                        replica: chain[1].replica, first: chain[1].last + 1, base: base,
                        previous: chain[1].link,
                        body: .operations([.delete(node: Samples.node)]))
                ], to: &log
            ).first
        }

        for wrong in [
            LogPosition(epoch: Samples.epoch, count: log.head + 1),
            LogPosition(epoch: nil, count: log.head),
            LogPosition(epoch: EpochID(rawValue: 1), count: log.head),
        ] {
            #expect(outcome(wrong)?.status == 422, "\(wrong)")
        }
        log.stable = log.head
        log.kept = log.head
        #expect(outcome(.origin) == .rebase(stable: log.head))
        log.restart(as: EpochID(rawValue: 0xdef))
        #expect(outcome(LogPosition(epoch: Samples.epoch, count: log.head))?.isTaken == true)
    }

    @Test func `a void takes the place of a batch, once`() {
        let chain = Samples.chain(3)
        var log = log(of: [chain[0]])

        let outcomes = push([chain[1].voided, chain[2]], to: &log)

        #expect(outcomes.map(\.isTaken) == [true, true])
        #expect(push([chain[1]], to: &log).first?.status == 409)
    }
}
