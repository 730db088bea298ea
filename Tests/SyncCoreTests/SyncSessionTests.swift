import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import SyncCore

struct SyncSessionTests {
    private func sync(_ store: inout MemoryStore, with server: inout MemoryLog) -> SyncOutcome {
        var state = store
        var log = server
        let outcome = SyncSession.run(state.state, random: { 0x77 }) {
            log.answer($0, account: "ana")
        } write: {
            try state.write($0)
        } read: {
            state.read($0)
        }
        store = state
        server = log
        return outcome
    }

    @Test func `two devices end equal`() {
        var server = MemoryLog(epoch: EpochID(rawValue: 1))
        var one = MemoryStore(replica: 1)
        var two = MemoryStore(replica: 2)
        for text in ["a", "b", "c"] { _ = one.commit(text) }
        _ = two.commit("d")

        let first = sync(&one, with: &server)
        let second = sync(&two, with: &server)
        let third = sync(&one, with: &server)

        #expect(
            first == SyncOutcome(end: .settled, pushed: 3, pulled: 0, quarantined: 0, cursor: 3))
        #expect(
            second == SyncOutcome(end: .settled, pushed: 1, pulled: 3, quarantined: 0, cursor: 4))
        #expect(
            third == SyncOutcome(end: .settled, pushed: 0, pulled: 1, quarantined: 0, cursor: 4))
        #expect(one.log == two.log)
        #expect(one.state.standing.digest == two.state.standing.digest)
    }

    @Test func `without a server it ends, and nothing is changed`() {
        var store = MemoryStore(replica: 1)
        _ = store.commit("kept")

        let outcome = SyncSession.run(store.state, random: { 0 }) { _ in
            Bench.unreachable
        } write: { _ in
            Issue.record("nothing may be written")
            return store.state
        } read: {
            store.read($0)
        }

        #expect(outcome.end.exitCode == 9)
        #expect(outcome.end.sentence == "no connection")
    }

    @Test func `without permission it ends with six`() {
        let store = MemoryStore(replica: 1)
        let problem = Problem(.unauthorized, status: 401, title: "No", detail: "unknown token")

        let outcome = SyncSession.run(store.state, random: { 0 }) { _ in
            .problem(problem, retryAfter: nil)
        } write: { _ in
            store.state
        } read: {
            store.read($0)
        }

        #expect(outcome.end.exitCode == 6)
    }

    @Test(arguments: 0..<40)
    func `random devices, losses and repeats lose nothing`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        var server = MemoryLog(epoch: EpochID(rawValue: 1))
        var devices = (1...3).map { MemoryStore(replica: $0) }
        var committed: Set<String> = []
        for round in 0..<60 {
            let device = Int.random(in: 0..<3, using: &generator)
            if Bool.random(using: &generator) {
                let text = "\(device)-\(round)"
                committed.insert(text)
                _ = devices[device].commit(text)
                continue
            }
            if round % 17 == 0 { server.restart(as: EpochID(rawValue: UInt64(round + 2))) }
            var log = server
            var store = devices[device]
            _ = SyncSession.run(store.state, random: { 0x1000 + UInt64(round) }) { request in
                let luck = Int.random(in: 0..<5, using: &generator)
                if luck == 0 { return Bench.unreachable }
                if luck == 1 { _ = log.answer(request, account: "ana") }
                let reply = log.answer(request, account: "ana")
                return luck == 2 ? Bench.unreachable : reply
            } write: {
                try store.write($0)
            } read: {
                store.read($0)
            }
            server = log
            devices[device] = store
        }
        for index in [0, 1, 2, 0, 1, 2] {
            let outcome = sync(&devices[index], with: &server)
            #expect(outcome.end == .settled, "seed \(seed)")
        }

        let tokens = server.entries.flatMap(\.batch.operations).compactMap { operation in
            if case .insert(_, _, let text) = operation { text } else { nil }
        }
        #expect(tokens.count == committed.count && Set(tokens) == committed, "seed \(seed)")
        #expect(
            devices.allSatisfy { $0.log == server.entries && $0.state.pending.isEmpty },
            "seed \(seed)")
    }
}

/// A small seeded generator: the same seed gives the same values.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
