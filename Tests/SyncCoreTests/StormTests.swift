import PageTestSupport
import Testing
import WireProtocol

@testable import SyncCore

/// A thousand clients that a server turns away at one moment.
struct StormTests {
    private static let clientCount = 1_000

    /// How many waits end in each 100 ms, by the number of failures in a row.
    private func slots(failures: Int, retryAfter: Duration?) -> [Int: Int] {
        var random = SplitMix64(seed: 7)
        var slots: [Int: Int] = [:]
        for _ in 0..<Self.clientCount {
            var backoff = Backoff()
            for _ in 1..<failures { _ = backoff.next(random: random.next()) }
            let delay = backoff.next(random: random.next(), atLeast: retryAfter)
            slots[Int(delay / .milliseconds(100)), default: 0] += 1
        }
        return slots
    }

    /// Per mille of the clients, at most, that come back in the same 100 ms; evenly spread it would be `even`.
    @Test(arguments: [
        (failures: 1, retryAfter: Int64?.none, even: 200, most: 240),
        (2, nil, 67, 100), (4, nil, 13, 30), (8, nil, 1, 6),
        (1, 2, 50, 75), (1, 30, 3, 12), (3, 2, 29, 50), (6, 3_600, 1, 6),
    ])
    func `jitter spreads them`(
        failures: Int, retryAfter: Int64?, even: Int, most: Int
    ) throws {
        let slots = slots(failures: failures, retryAfter: retryAfter.map { .seconds($0) })

        let fullest = try #require(slots.values.max())
        #expect(fullest * 1_000 <= most * Self.clientCount)
        #expect(fullest * 1_000 >= even * Self.clientCount)
        #expect(slots.keys.allSatisfy { $0 >= Int(retryAfter ?? 0) * 10 })
    }

    /// A server that serves a few of those who come in each 100 ms and turns the others away.
    private func storm(servesPerSlot: Int, retryAfter: Duration?) -> (slotCount: Int, peak: Int) {
        var random = SplitMix64(seed: 11)
        var machines = [Backoff](repeating: Backoff(), count: Self.clientCount)
        var arrivals = [0: Array(machines.indices)]
        var slot = 0
        var peak = 0
        while !arrivals.isEmpty {
            let here = (arrivals.removeValue(forKey: slot) ?? []).shuffled(using: &random)
            if slot > 0 { peak = max(peak, here.count) }
            for client in here.dropFirst(servesPerSlot) {
                let delay = machines[client].next(random: random.next(), atLeast: retryAfter)
                arrivals[slot + max(1, Int(delay / .milliseconds(100))), default: []].append(client)
            }
            slot += 1
        }
        return (slot, peak)
    }

    @Test func `a server that carries ten in 100 ms is through with all of them in a minute`() {
        let told = storm(servesPerSlot: 10, retryAfter: .seconds(2))
        let untold = storm(servesPerSlot: 10, retryAfter: nil)

        #expect(told.peak <= Self.clientCount / 10)
        #expect(untold.peak <= Self.clientCount / 4)
        #expect(told.slotCount <= 600)
        #expect(untold.slotCount <= 600)
    }
}
