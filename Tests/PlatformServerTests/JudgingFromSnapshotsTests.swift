import PageTestSupport
import SiteHistory
import SiteModel
import Testing
import WireProtocol

@testable import PlatformServer

/// A random log with batches that might be pushed next at each of its positions, on old bases and new ones.
private struct PushedHistory {
    let site: NodeID
    private(set) var log: [LogEntry]
    private var random: SplitMix64

    init(_ log: [LogEntry], site: NodeID = HistoryGenerator.site, seed: UInt64) {
        self.log = log
        self.site = site
        random = SplitMix64(seed: seed &* 0x9e37)
    }

    /// The next batch of the log, and others like it: another base, another author's operations.
    mutating func candidates(at place: Int) -> [Batch] {
        let next = log[place].batch
        guard !next.isVoid else { return [next] }
        let ends = [0] + log[..<place].map(\.end)
        let foreign = log[random.below(log.count)].batch
        let bases = (0..<2).map { _ in
            LogPosition(epoch: next.base.epoch, count: ends[random.below(ends.count)])
        }
        return [next, next.based(at: bases[0]), next.saying(foreign, basedAt: bases[1])]
    }

    mutating func chance(_ percent: Int) -> Bool { random.chance(percent) }
    mutating func below(_ bound: Int) -> Int { random.below(bound) }
}

extension Batch {
    fileprivate func based(at base: LogPosition) -> Batch {
        Batch(
            replica: replica, first: first, base: base, previous: previous, whole: whole,
            after: after, body: body)
    }

    fileprivate func saying(_ other: Batch, basedAt base: LogPosition) -> Batch {
        Batch(
            replica: replica, first: first, base: base, previous: previous, whole: other.whole,
            after: after, body: other.body)
    }
}

/// Snapshots as the server's table holds them: written now and then, those that came to stand in the way removed.
private struct SnapshotShelf {
    private var snapshots: [(position: UInt64, bytes: [UInt8])] = []
    let site: NodeID
    private(set) var asked = 0

    init(site: NodeID) { self.site = site }

    mutating func engine(reaching reach: UInt64, log: [LogEntry]) throws -> HistoryEngine {
        asked += 1
        let found = snapshots.last { $0.position <= reach }
        var engine =
            try found.map {
                try HistoryEngine(site: site, replicas: [], snapshot: $0.bytes)
            } ?? HistoryEngine(site: site, replicas: [])
        _ = try engine.pull(log.filter { $0.start > engine.cursor })
        return engine
    }

    mutating func write(_ engine: HistoryEngine, at position: UInt64) throws {
        guard position > snapshots.last?.position ?? 0 else { return }
        snapshots.append((position, try engine.snapshot(at: position)))
    }

    mutating func remove(above reach: UInt64) { snapshots.removeAll { $0.position > reach } }
}

struct JudgingFromSnapshotsTests {
    private final class Shelf {
        var snapshots: SnapshotShelf
        var log: [LogEntry] = []
        init(_ snapshots: SnapshotShelf) { self.snapshots = snapshots }
    }

    /// Judges everything twice, and takes what the log took.
    ///
    /// - Returns: How often the log in memory began behind its beginning, and how often an earlier engine was asked for.
    private func compare(
        _ pushed: PushedHistory, _ seed: UInt64
    ) throws -> (begun: Int, asked: Int) {
        var history = pushed
        let shelf = Shelf(SnapshotShelf(site: history.site))
        var whole = PushJudge(HistoryEngine(site: history.site, replicas: [])) { _ in
            throw ReplayError.gap(expected: 0, got: 0)
        }
        var (begun, asked) = (0, 0)
        for place in history.log.indices {
            let entry = history.log[place]
            let engine = try shelf.snapshots.engine(reaching: .max, log: shelf.log)
            if engine.firstEnd.position > 0 { begun += 1 }
            var short = PushJudge(engine) {
                asked += 1
                return try shelf.snapshots.engine(reaching: $0, log: shelf.log)
            }
            for batch in history.candidates(at: place).reversed() {
                let fault = try whole.fault(in: batch)
                #expect(
                    try short.fault(in: batch) == fault,
                    "seed \(seed), at \(entry.start), based at \(batch.base.count)")
            }
            shelf.log.append(entry)
            shelf.snapshots.remove(above: short.engine.reach(of: entry.batch))
            whole.take(entry)
            short.take(entry)
            let same = SiteListing(whole.finished).differences(from: SiteListing(short.finished))
            #expect(same == [], "seed \(seed), at \(entry.start)")
            guard history.chance(30) else { continue }
            let limit = UInt64(history.below(Int(entry.end) + 1))
            if let end = short.engine.lastCut(through: limit) {
                try shelf.snapshots.write(short.engine, at: end.position)
            }
        }
        return (begun, asked)
    }

    @Test(arguments: UInt64(1)...12)
    func `an engine from a snapshot judges as the whole log does`(seed: UInt64) throws {
        let log = HistoryGenerator(seed: seed, steps: 60).log.map(\.withoutFreezing)

        _ = try compare(PushedHistory(log, seed: seed), seed)
    }

    @Test func `batches that reach below a snapshot come up`() throws {
        let counts = try (UInt64(31)...36).map { seed in
            let log = HistoryGenerator(seed: seed, steps: 60).log.map(\.withoutFreezing)
            return try compare(PushedHistory(log, seed: seed), seed)
        }

        #expect(counts.reduce(0) { $0 + $1.begun } > 30)
        #expect(counts.reduce(0) { $0 + $1.asked } > 5)
    }

    @Test(arguments: UInt64(1)...12)
    func `so it does behind a log that was lost and came back`(seed: UInt64) throws {
        let log = try HealedLog(seed: seed)

        _ = try compare(PushedHistory(log.entries, seed: seed), seed)
        #expect(log.lineageCount > 0)
    }

    @Test(arguments: UInt64(1)...20)
    func `the shelf says as the document does how far a batch reaches back`(seed: UInt64) throws {
        var shelf = MemoryLog(epoch: EpochID(rawValue: 1))
        var engine = HistoryEngine(site: HistoryGenerator.site, replicas: [])

        for entry in try HealedLog(seed: seed).entries {
            #expect(try shelf.reach(of: entry.batch) == engine.reach(of: entry.batch))
            try HealedLog.append(entry.batch, to: &shelf)
            engine.append(entry)
        }
    }
}

extension PushJudge {
    fileprivate var finished: HistoryEngine {
        let copy = self
        return copy.finish()
    }
}

extension SiteListing {
    fileprivate init(_ engine: HistoryEngine) {
        self.init(site: engine.site, conflicts: engine.conflicts, trash: engine.trash)
    }
}

extension LogEntry {
    /// A log with what newer programs froze has no snapshots.
    fileprivate var withoutFreezing: LogEntry {
        let operations = batch.operations.map { operation -> SiteHistory.Operation in
            guard case .unknown = operation else { return operation }
            return .reopen(LogScene.id(77, 77))
        }
        let changed = Batch(
            replica: batch.replica, first: batch.first, base: batch.base,
            previous: batch.previous, whole: batch.whole, body: .operations(operations))
        return LogEntry(batch: changed, start: start, author: author, time: time)
    }
}

/// A random log whose server was set back in the middle, took something else, was given back a part by a client, and
/// then got the rest pushed by devices whose bases name the lost part.
private struct HealedLog {
    let entries: [LogEntry]
    let lineageCount: Int

    init(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let lost = HealedLog.rechained(HistoryGenerator(seed: seed, steps: 60).log)
        let cut = 1 + random.below(lost.count / 2)
        let healed = cut + 1 + random.below(lost.count - cut - 1)
        var log = MemoryLog(epoch: EpochID(rawValue: 1))
        for entry in lost[..<cut] { try HealedLog.append(entry.batch, to: &log) }
        let common = LogEnd(position: log.head, digest: log.digest)
        log.restart(as: EpochID(rawValue: 2))
        try HealedLog.append(HealedLog.stranger(behind: log), to: &log)
        let end = lost[..<healed].reduce(LogEnd.origin) { $0.adding($1) }
        let request = HealRequest(
            standing: Standing(
                replica: ReplicaID(rawValue: 1), epoch: EpochID(rawValue: 1),
                cursor: end.position, digest: end.digest, floor: 0),
            numberings: [Numbering(epoch: EpochID(rawValue: 1), through: end.position)],
            cut: common, from: common,
            entries: Array(lost[cut..<healed]), seal: nil)
        _ = try LogKeeper.heal(
            request, account: "ana", time: 0, note: ReplicaID(rawValue: 0xbeef), to: &log,
            appended: { _ in })
        for entry in lost[healed...] where entry.batch.base.count <= end.position {
            guard (log.lastEntry(of: entry.batch.replica)?.batch.last ?? 0) + 1 == entry.batch.first
            else { continue }
            try HealedLog.append(entry.batch, to: &log)
        }
        entries = log.entries
        lineageCount = log.entries.count { entry in
            entry.batch.operations.contains { if case .lineage = $0 { true } else { false } }
        }
    }

    fileprivate static func append(_ batch: Batch, to log: inout MemoryLog) throws {
        var digest = log.digest
        digest.append(batch.hash)
        try log.append(
            LogEntry(batch: batch, start: log.head + 1, author: "ana", time: 0), digest: digest,
            account: "ana")
    }

    private static func stranger(behind log: MemoryLog) -> Batch {
        Batch(
            replica: ReplicaID(rawValue: 0xcafe), first: 1,
            base: LogPosition(epoch: EpochID(rawValue: 2), count: log.head), previous: .zero,
            body: .operations([
                .set(
                    node: HistoryGenerator.site, name: FieldName("note"), value: .text("other"),
                    over: [], was: nil)
            ]))
    }

    /// The log without what freezes, each chain linked anew.
    private static func rechained(_ log: [LogEntry]) -> [LogEntry] {
        var links: [ReplicaID: Digest] = [:]
        return log.map { entry in
            let old = entry.withoutFreezing.batch
            let batch = Batch(
                replica: old.replica, first: old.first, base: old.base,
                previous: links[old.replica] ?? .zero, whole: old.whole, body: old.body)
            links[old.replica] = batch.link
            return LogEntry(batch: batch, start: entry.start, author: "ana", time: 0)
        }
    }
}
