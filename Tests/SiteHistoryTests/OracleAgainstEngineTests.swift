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

struct OracleAgainstEngineTests {
    @Test(arguments: UInt64(0)..<60)
    func `every device's engine shows what the oracle shows, after every step`(seed: UInt64) {
        let trace = HistoryTrace(HistoryGenerator(seed: seed, steps: 60))

        let difference = OracleComparison<HistoryEngine>.difference(in: trace, make: engine)

        if difference != nil {
            let lines = OracleComparison<HistoryEngine>.shrunk(trace, make: engine)
            Issue.record("seed \(seed):\n\(lines.joined(separator: "\n"))")
        }
    }
}
