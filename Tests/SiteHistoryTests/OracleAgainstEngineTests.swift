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
    let bounds = getenv("PM_SEEDS").map { String(cString: $0) }?.split(separator: "-").compactMap { UInt64($0) } ?? []
    return bounds.count == 2 && bounds[0] < bounds[1] ? bounds[0]..<bounds[1] : 0..<count
}

struct OracleAgainstEngineTests {
    @Test(arguments: oracleSeeds(upTo: 24))
    func `every device's engine shows what the oracle shows, after every step`(seed: UInt64) {
        let trace = HistoryTrace(HistoryGenerator(seed: seed, steps: 40 + Int(seed % 5) * 20))

        let difference = OracleComparison<HistoryEngine>.difference(in: trace, make: engine)

        if let difference {
            let lines = OracleComparison<HistoryEngine>.shrunk(trace, make: engine)
            let first = difference.lines.joined(separator: "\n")
            Issue.record(
                "seed \(seed):\n\(lines.joined(separator: "\n"))\nat first after step \(difference.step):\n\(first)")
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
                #expect(server.fault(in: entry.batch) == nil, "seed \(seed), batch at \(entry.start)")
            }
            _ = try server.pull([entry])
        }
    }
}
