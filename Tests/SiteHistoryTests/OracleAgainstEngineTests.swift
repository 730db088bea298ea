import Glibc
import PageTestSupport
import SiteHistory
import SiteModel
import Testing

extension HistoryEngine: ReplayedDocument {
    package mutating func read(_ entries: [LogEntry]) throws -> SitePatch { try pull(entries) }
    package mutating func write(_ batch: Batch) throws -> SitePatch { try commit(batch) }
}

private func engine(_ site: NodeID, _ replica: ReplicaID) -> HistoryEngine {
    HistoryEngine(site: site, replicas: [replica])
}

/// The first seeds, or those of `PM_SEEDS=1000-5000`.
func oracleSeeds(upTo count: UInt64) -> Range<UInt64> {
    let bounds =
        getenv("PM_SEEDS").map { String(cString: $0) }?.split(separator: "-").compactMap {
            UInt64($0)
        } ?? []
    return bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]..<bounds[1] : 0..<count
}

struct OracleAgainstEngineTests {
    /// A difference is told with the smallest history that has it.
    private func expectNoDifference(in trace: HistoryTrace, seed: UInt64) {
        let difference = OracleComparison<HistoryEngine>.difference(in: trace, make: engine)

        if let difference {
            let lines = OracleComparison<HistoryEngine>.shrunk(trace, make: engine)
            let first = difference.lines.joined(separator: "\n")
            Issue.record(
                "seed \(seed):\n\(lines.joined(separator: "\n"))\nat first after step \(difference.step):\n\(first)"
            )
        }
    }

    @Test(arguments: oracleSeeds(upTo: 24))
    func `every device's engine shows what the oracle shows, after every step`(seed: UInt64) {
        let trace = HistoryTrace(HistoryGenerator(seed: seed, steps: 40 + Int(seed % 5) * 20))

        expectNoDifference(in: trace, seed: seed)
    }

    @Test(arguments: oracleSeeds(upTo: 24))
    func `histories that purge the trash show what the oracle shows`(seed: UInt64) {
        let trace = HistoryTrace(
            HistoryGenerator(seed: seed, steps: 40 + Int(seed % 5) * 20, purging: true))

        expectNoDifference(in: trace, seed: seed)
    }

    @Test(arguments: oracleSeeds(upTo: 24))
    func `operations that refer to what is not there have no effect in either`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let trace = HistoryTrace(HistoryGenerator(seed: seed, steps: 50))
        // Not texts: whether a concurrent operation lies beyond its text is found late, and it has touched its node.
        let ids = trace.batches.flatMap { batch in
            batch.operations.indices.filter {
                batch.operations[$0].text == nil && batch.operations[$0].word != "unknown"
            }
            .map(batch.id(ofOperationAt:))
        }
        let broken = trace.voiding(Set(ids.filter { _ in random.chance(12) }))

        let difference = OracleComparison<HistoryEngine>.difference(in: broken, make: engine)

        if let difference {
            let lines = OracleComparison<HistoryEngine>.shrunk(broken, make: engine)
            let first = difference.lines.joined(separator: "\n")
            Issue.record(
                "seed \(seed):\n\(lines.joined(separator: "\n"))\nat first after step \(difference.step):\n\(first)"
            )
        }
    }

    @Test(arguments: oracleSeeds(upTo: 24))
    func `what is taken out of the pending batches leaves the shown document`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var history = HistoryGenerator(seed: seed)
        for _ in 0..<30 { history.step() }

        for device in history.devices where !device.pending.isEmpty {
            let log = Array(history.log[..<device.read])
            var engine = HistoryEngine(site: HistoryGenerator.site, replicas: [device.replica])
            _ = try engine.pull(log)
            for batch in device.pending { _ = try engine.commit(batch) }
            let before = engine.site
            // The last batches go, or one among them becomes void.
            let index = random.below(device.pending.count)
            let gone = device.pending[index]
            let void = Batch(
                replica: gone.replica, first: gone.first, base: gone.base, previous: gone.previous,
                body: .void(count: gone.count, replaced: gone.hash))
            let rest = Array(device.pending[..<index]) + (random.chance(50) ? [void] : [])

            let patch = try engine.replacePending(rest)

            let (site, conflicts, trash) = NaiveOracle.replay(
                site: HistoryGenerator.site, log: log, pending: rest)
            let shown = SiteListing(
                site: engine.site, conflicts: engine.conflicts, trash: engine.trash)
            let wanted = SiteListing(site: site, conflicts: conflicts, trash: trash)
            #expect(wanted.differences(from: shown) == [], "seed \(seed)")
            #expect(
                PatchCheck(before: before, after: engine.site, patch: patch).violations == [],
                "seed \(seed)")
        }
    }

    @Test(arguments: oracleSeeds(upTo: 24))
    func `a server's engine finds no fault in what was right at V(o)`(seed: UInt64) throws {
        let history = HistoryGenerator(seed: seed, steps: 50)
        var server = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        var hasFreeze = false

        for entry in history.log {
            hasFreeze = hasFreeze || entry.batch.operations.contains { $0.word == "unknown" }
            // Who had seen a freeze and wrote all the same is refused.
            if !hasFreeze {
                #expect(
                    server.fault(in: entry.batch) == nil, "seed \(seed), batch at \(entry.start)")
            }
            _ = try server.pull([entry])
        }
    }
}
