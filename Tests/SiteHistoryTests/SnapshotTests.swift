import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

/// A history that meets once in the middle: everybody has seen the log up to `cut`, and goes on from there.
private struct CutHistory {
    let log: [LogEntry]
    let cut: UInt64
    let replicas: [ReplicaID]

    init(seed: UInt64, purging: Bool = false) {
        var history = HistoryGenerator(seed: seed, purging: purging)
        for _ in 0..<30 { history.step() }
        history.settle()
        let cut = history.log.last?.end ?? 0
        for _ in 0..<30 { history.step() }
        history.settle()
        self.cut = cut
        replicas = history.devices.map(\.replica)
        var positions: [OperationID: UInt64] = [:]
        for entry in history.log {
            for offset in entry.batch.operations.indices {
                positions[entry.batch.id(ofOperationAt: offset)] = entry.start + UInt64(offset)
            }
        }
        log = history.log.map { CutHistory.withoutLimits($0, positions, cut) }
    }

    /// What a snapshot does not allow does nothing instead: freezing, and the cancel of a delete that everybody has seen.
    private static func withoutLimits(
        _ entry: LogEntry, _ positions: [OperationID: UInt64], _ cut: UInt64
    ) -> LogEntry {
        let batch = entry.batch
        let operations = batch.operations.map { operation -> SiteHistory.Operation in
            switch operation {
            case .unknown:
                .retire(
                    ChainEnd(
                        replica: batch.replica, seq: entry.start, link: batch.previous))
            case .cancel(_, let delete) where entry.start > cut && positions[delete] ?? 0 <= cut:
                .reopen(LogScene.id(77, 77))
            default: operation
            }
        }
        let changed = Batch(
            replica: batch.replica, first: batch.first, base: batch.base,
            previous: batch.previous, whole: batch.whole, body: .operations(operations))
        return LogEntry(batch: changed, start: entry.start, author: "", time: 0)
    }

    var before: [LogEntry] { log.filter { $0.end <= cut } }
    var after: [LogEntry] { log.filter { $0.start > cut } }
}

private func whole(_ entries: [LogEntry], _ replicas: Set<ReplicaID> = []) throws
    -> HistoryEngine
{
    var engine = HistoryEngine(site: HistoryGenerator.site, replicas: replicas)
    _ = try engine.pull(entries)
    return engine
}

private func listing(_ engine: HistoryEngine) -> SiteListing {
    SiteListing(site: engine.site, conflicts: engine.conflicts, trash: engine.trash)
}

struct SnapshotTests {
    @Test(arguments: oracleSeeds(upTo: 40), [false, true])
    func `a log that goes on from a snapshot shows what the whole log shows`(
        seed: UInt64, purging: Bool
    ) throws {
        let history = CutHistory(seed: seed, purging: purging)
        var full = try whole(history.before)
        var short = try HistoryEngine(
            site: HistoryGenerator.site, replicas: [],
            snapshot: try full.snapshot(at: history.cut))
        #expect(listing(full).differences(from: listing(short)) == [], "seed \(seed), at the cut")

        for entry in history.after {
            _ = try full.pull([entry])
            _ = try short.pull([entry])

            let differences = listing(full).differences(from: listing(short))
            #expect(differences == [], "seed \(seed), through \(entry.end)")
            if !differences.isEmpty { return }
        }
        #expect(short.cursor == full.cursor)
        #expect(short.digest == full.digest)
        #expect(short.entries == history.after)
    }

    @Test(arguments: oracleSeeds(upTo: 20), [false, true])
    func `a snapshot of what goes on from a snapshot is the snapshot of the whole`(
        seed: UInt64, purging: Bool
    ) throws {
        let history = CutHistory(seed: seed, purging: purging)
        let full = try whole(history.log)
        var short = try whole(history.log)
        try short.compact(to: history.cut)

        let end = full.cursor

        #expect(
            try short.snapshot(at: end)
                == HistoryEngine(
                    site: HistoryGenerator.site, replicas: [], snapshot: full.snapshot(at: end)
                ).snapshot(at: end))
    }

    @Test(arguments: oracleSeeds(upTo: 20))
    func `compacting changes nothing that is shown, with batches pending`(seed: UInt64) throws {
        let history = CutHistory(seed: seed)
        guard let replica = history.replicas.first,
            let base = history.after.first(where: { $0.batch.replica == replica })?.batch.base
        else { return }
        let own = history.after.map(\.batch).filter { $0.replica == replica && $0.base == base }
        var engine = try whole(history.log.filter { $0.end <= base.count }, [replica])
        for batch in own { _ = try engine.commit(batch) }
        let before = listing(engine)
        let cursor = engine.cursor
        let digest = engine.digest

        try engine.compact(to: history.cut)

        #expect(before.differences(from: listing(engine)) == [], "seed \(seed)")
        #expect(engine.cursor == cursor)
        #expect(engine.digest == digest)
        #expect(engine.pending == own)
        #expect(engine.entries.allSatisfy { $0.start > history.cut })
    }

    @Test func `bytes that were cut or changed are refused, or say something else`() throws {
        let history = CutHistory(seed: 3)
        let bytes = try whole(history.before).snapshot(at: history.cut)
        var random = SplitMix64(seed: 1)
        var refused = 0

        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: DecodingFault.self) {
                try ReplaySnapshot(
                    bytes: Array(bytes[..<length]), site: HistoryGenerator.site)
            }
        }
        for _ in 0..<300 {
            var changed = bytes
            changed[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
            guard
                let read = try? ReplaySnapshot(bytes: changed, site: HistoryGenerator.site)
            else {
                refused += 1
                continue
            }
            #expect(read.replay.snapshotBytes(at: read.end) == changed)
        }
        #expect(refused > 0)
    }

    @Test(arguments: oracleSeeds(upTo: 10))
    func `bytes of a state with purges that were changed are refused, or say something else`(
        seed: UInt64
    ) throws {
        let history = CutHistory(seed: seed, purging: true)
        let bytes = try whole(history.before).snapshot(at: history.cut)
        var random = SplitMix64(seed: seed)

        for _ in 0..<100 {
            var changed = bytes
            let tail = min(bytes.count, 120)
            changed[bytes.count - 1 - random.below(tail)] ^= UInt8(1 << random.below(8))
            let read = try? ReplaySnapshot(bytes: changed, site: HistoryGenerator.site)
            #expect(read.map { $0.replay.snapshotBytes(at: $0.end) == changed } ?? true)
        }
    }

    @Test func `what a newer program froze cannot be compacted`() throws {
        var scene = LogScene()
        scene.write(by: 1, .unknown(kind: 99, nodes: [LogScene.heroRoot], payload: []))
        var engine = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try engine.pull(scene.log)

        #expect(throws: SnapshotFault.frozen) { try engine.compact(to: scene.head) }
        #expect(engine.entries == scene.log)
    }

    @Test func `a log is cut where a batch ends`() throws {
        let scene = LogScene()
        var engine = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try engine.pull(scene.log)

        #expect(throws: SnapshotFault.notAnEnd(2)) { try engine.compact(to: 2) }
    }

    @Test
    func `a resolve that was superseded below the cut still closes once the later one is reopened`()
        throws
    {
        var scene = LogScene()
        let head = scene.head
        let lost = scene.write(
            by: 1, seen: head,
            .set(node: LogScene.heroRoot, name: .label, value: .text("a"), over: [], was: nil))
        scene.write(
            by: 2, seen: head,
            .set(node: LogScene.heroRoot, name: .label, value: .text("b"), over: [], was: nil))
        let conflict = ConflictID(kind: .value, field: "label", loser: lost[0])
        scene.write(by: 1, .resolve(conflicts: [conflict], choice: "ours"))
        let second = scene.write(by: 2, .resolve(conflicts: [conflict], choice: "theirs"))
        let cut = scene.head
        scene.write(by: 2, .reopen(second[0]))
        var full = HistoryEngine(site: LogScene.node(1), replicas: [])
        _ = try full.pull(scene.log)
        var short = full

        try short.compact(to: cut)

        #expect(listing(full).differences(from: listing(short)) == [])
        #expect(short.conflicts.isEmpty)
    }
}
