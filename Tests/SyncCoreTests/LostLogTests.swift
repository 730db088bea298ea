import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import SyncCore

/// What a lost log is numbered by, and servers that are set back more than once.
struct LostLogTests {
    private func epoch(_ number: UInt64) -> EpochID { EpochID(rawValue: number) }

    /// Answers the machine's requests until one that is looked for comes; that one is left unanswered.
    private func run(
        _ bench: inout Bench, from event: SyncEvent, until: (SyncRequest) -> Bool
    ) -> (RequestID, SyncRequest)? {
        var events = [event]
        while !events.isEmpty {
            for action in bench.machine.handle(events.removeFirst(), at: .zero, random: 0) {
                switch action {
                case .send(let id, let request):
                    if until(request) { return (id, request) }
                    events.append(.replied(id, bench.server.answer(request, account: "ana")))
                case .read(let query): events.append(.read(bench.store.read(query)))
                case .store(let change):
                    if let state = try? bench.store.write(change) { events.append(.stored(state)) }
                default: break
                }
            }
        }
        return nil
    }

    @Test func `a server set back while it is given its log back loses nothing`() throws {
        var bench = Bench.synced(["a"])
        bench.another("theirs")
        bench.commit("b")
        let emptied = MemoryLog(epoch: epoch(0xe2))
        bench.server = emptied

        // Everything was offered and taken; before it is fetched the server is empty again.
        let (id, request) = try #require(
            run(&bench, from: .askedNow) {
                if case .pull = $0 { true } else { false }
            })
        #expect(bench.server.insertedTexts == ["a", "theirs", "b"])
        bench.server = MemoryLog(epoch: epoch(0xe3))
        bench.happen(.replied(id, bench.server.answer(request, account: "ana")))
        bench.happen(.timerFired)

        #expect(bench.isSettled)
        #expect(bench.server.insertedTexts == ["a", "theirs", "b"])
    }

    @Test func `an old empty answer to a pull is asked for again`() {
        var bench = Bench.synced(["a"])
        let old = bench.server.answer(
            .pull(bench.store.state.standing, limit: 1000), account: "ana")
        _ = bench.store.commit("b")
        let server = bench.server
        bench.answers = [
            bench.server.answer(
                .push(
                    PushRequest(
                        standing: bench.store.state.standing, batches: bench.store.state.pending)),
                account: "ana"), old,
        ]
        #expect(server.head < bench.server.head)

        bench.happen(.storeChanged(bench.store.state))
        bench.happen(.timerFired)

        #expect(bench.isSettled)
        #expect(!bench.reports.contains { if case .blocked = $0.state { true } else { false } })
    }

    /// A lost log from "a" on, and what another device had written on the restored server meanwhile.
    private func offer(
        _ entries: [LogEntry], of standing: EpochID, _ numberings: [(EpochID, UInt64)],
        to log: inout MemoryLog
    ) -> HealAnswer? {
        let cut = LogEnd.origin.adding(log.entries[0])
        let through = entries.reduce(cut) { $0.adding($1) }
        let request = HealRequest(
            standing: Standing(
                replica: ReplicaID(rawValue: 1), epoch: standing, cursor: through.position,
                digest: through.digest, floor: 0),
            numberings: numberings.map { Numbering(epoch: $0.0, through: $0.1) }, cut: cut,
            from: cut, entries: entries, seal: nil)
        guard case .heal(let answer) = log.answer(.heal(request), account: "ana") else {
            return nil
        }
        return answer
    }

    private func entry(
        _ replica: UInt64, base: LogPosition = .origin, at start: UInt64,
        _ operation: Operation? = nil
    ) -> LogEntry {
        let insert = Operation.insert(MemoryStore.text, at: 0, text: "by \(replica)")
        return LogEntry(
            batch: Batch(
                replica: ReplicaID(rawValue: replica), first: 1, base: base, previous: .zero,
                body: .operations([operation ?? insert])),
            start: start, author: "ana", time: 0)
    }

    private func restored() -> MemoryLog {
        var log = MemoryLog(epoch: epoch(0xe1))
        push(entry(9, at: 1), to: &log)
        log.restart(as: epoch(0xe2))
        push(entry(8, at: 2), to: &log)
        return log
    }

    private func push(_ entry: LogEntry, to log: inout MemoryLog) {
        let standing = Standing(
            replica: entry.batch.replica, epoch: log.epoch, cursor: log.head,
            digest: log.digest, floor: 0)
        _ = log.answer(
            .push(PushRequest(standing: standing, batches: [entry.batch])), account: "ana")
    }

    @Test func `what one device does not have of an epoch another adds`() throws {
        var log = restored()
        let first = entry(2, at: 2)
        let second = entry(3, at: 3)

        _ = offer([first], of: epoch(0xe1), [(epoch(0xe1), 2)], to: &log)
        _ = offer([first, second], of: epoch(0xe1), [(epoch(0xe1), 3)], to: &log)

        let lineage = try #require(log.lineage(of: epoch(0xe1)))
        #expect(
            lineage.stretches == [
                Lineage.Stretch(from: 2, count: 1, at: 4),
                Lineage.Stretch(from: 3, count: 1, at: 6),
            ])
    }

    @Test func `an epoch that named only the common part is not renumbered`() {
        var log = restored()
        let lost = entry(2, base: LogPosition(epoch: epoch(0xe1), count: 1), at: 2)

        _ = offer([lost], of: epoch(0xe5), [(epoch(0xe1), 1), (epoch(0xe5), 2)], to: &log)

        #expect(log.lineage(of: epoch(0xe1)) == nil)
        #expect(
            log.lineage(of: epoch(0xe5))?.stretches == [Lineage.Stretch(from: 2, count: 1, at: 4)])
    }

    @Test func `a note that was lost too is written anew in positions of this log`() throws {
        var log = restored()
        let note = Lineage(
            epochs: [epoch(0xe0)], cut: 1, stretches: [Lineage.Stretch(from: 5, count: 1, at: 3)])
        let lost = [entry(7, at: 2, .lineage(note)), entry(2, at: 3)]

        _ = offer(lost, of: epoch(0xe5), [(epoch(0xe5), 3)], to: &log)
        _ = offer(lost, of: epoch(0xe5), [(epoch(0xe5), 3)], to: &log)

        let place = try #require(
            log.entries.first { $0.batch.replica == ReplicaID(rawValue: 2) }?.start)
        #expect(
            log.lineage(of: epoch(0xe0))?.stretches == [
                Lineage.Stretch(from: 5, count: 1, at: place)
            ])
        #expect(!log.entries.contains { $0.batch.replica == ReplicaID(rawValue: 7) })
        #expect(log.entries.count == 4)
    }

    @Test func `a void is taken whatever its base is`() {
        var log = restored()
        let lost = LogPosition(epoch: epoch(0xe1), count: 2)
        let void = entry(2, base: lost, at: 3).batch.voided
        let standing = Standing(
            replica: ReplicaID(rawValue: 2), epoch: log.epoch, cursor: log.head,
            digest: log.digest, floor: 0)
        let push = PushRequest(standing: standing, batches: [void])

        #expect(void.base == .origin)
        guard case .push(let answer) = log.answer(.push(push), account: "ana") else {
            Issue.record("no answer to the push")
            return
        }
        #expect(answer.outcomes == [.accepted(start: 3)])
    }

    @Test func `a chain comes back only behind the one that it continues`() {
        var log = restored()
        let missing = entry(2, at: 2).batch
        let copy = LogEntry(
            batch: Batch(
                replica: ReplicaID(rawValue: 3), first: 1, base: .origin, previous: .zero,
                after: ChainEnd(replica: missing.replica, seq: 1, link: missing.hash),
                body: .operations([.insert(MemoryStore.text, at: 0, text: "copy")])),
            start: 2, author: "ana", time: 0)

        let answer = offer([copy], of: epoch(0xe1), [(epoch(0xe1), 2)], to: &log)

        #expect(answer?.refused == 1)
    }
}
