import PageSimulation
import SiteHistory
import SiteModel
import SiteStore
import Testing

/// Compaction on a disk that fails: nothing that stands for nothing is dropped.
struct CompactionCrashTests {
    private let site = NodeID(high: 0, low: 1)
    private let text = TextRef(NodeID(high: 0, low: 2), TextKey("title", "en"))
    private let rules: CompactionRules = {
        var rules = CompactionRules()
        rules.operationsMin = 1
        rules.share = 0
        rules.operationsBetweenLooks = 1
        rules.sliceRowsMax = 3
        return rules
    }()

    @Test(arguments: 1...60)
    func `a store killed at any write of a compaction says what it said`(write: Int) throws {
        let disk = try #require(FaultyDisk())
        try fill(disk)
        do {
            let store = try store(on: disk)
            disk.kill(0, afterWrites: write, completes: write % 2 == 0)
            _ = try? compact(store)
        }
        if write % 3 == 0 { disk.cutPower(seed: UInt64(write)) }

        try expectWhole(disk)
    }

    @Test(arguments: [DiskCondition.full, .fails], 1...12)
    func `a disk that takes no more leaves the store as it was`(
        condition: DiskCondition, pieces: Int
    ) throws {
        let disk = try #require(FaultyDisk())
        try fill(disk)
        do {
            let store = try store(on: disk)
            for _ in 0..<pieces { _ = try store.compact(site, rules) }
            disk.set(condition)
            _ = try? compact(store)
            disk.set(.works)
        }

        try expectWhole(disk)
    }

    @Test func `a compaction writes more often than these tests kill`() throws {
        let disk = try #require(FaultyDisk())
        try fill(disk)
        let store = try store(on: disk)
        disk.kill(0, afterWrites: 60, completes: true)

        _ = try? compact(store)

        #expect(!disk.isDead(0))
        #expect(try store.syncMarks(of: site).dropped > 0)
    }

    // MARK: -

    private func store(on disk: FaultyDisk) throws -> SiteStore {
        disk.start(0)
        return try SiteStore(directory: disk.path(for: 0))
    }

    private func compact(_ store: SiteStore) throws {
        while try store.compact(site, rules) {}
    }

    /// A site with a log that everybody has seen, of which the first half is promised to nobody.
    private func fill(_ disk: FaultyDisk) throws {
        let store = try store(on: disk)
        let page = NodeDraft(
            id: text.node, content: NodeContent(kind: .page), fields: [(.path, .text("/"))],
            texts: [text.key: .inline("old")])
        _ = try store.createSite(
            site, slug: "s", fields: [], edits: [.insert(page, under: site, at: .last)])
        for number in 0..<12 {
            _ = try store.commit(to: site, origin: .editor) { state in
                let old = state.site[text.node]?.texts[text.key] ?? ""
                return [.setText(text, from: old, to: old + " \(number)")]
            }
            try settle(store)
        }
        let head = try store.syncMarks(of: site).cursor
        _ = try store.applyPull(
            [], to: site, epoch: nil, digest: nil, stable: head, kept: head - 4)
    }

    /// The server takes what waits.
    private func settle(_ store: SiteStore) throws {
        let marks = try store.syncMarks(of: site)
        var next = marks.cursor + 1
        let log = marks.outbox.map { batch in
            defer { next += batch.count }
            return LogEntry(batch: batch, start: next, author: "ana", time: 1)
        }
        _ = try store.applyPull(log, to: site, epoch: EpochID(rawValue: 1), digest: nil)
    }

    /// Everything is shown, sound, and compaction can go on to its end.
    private func expectWhole(_ disk: FaultyDisk) throws {
        let shown = "old" + (0..<12).map { " \($0)" }.joined()
        let store = try store(on: disk)
        #expect(try store.state(of: site).site[text.node]?.texts[text.key] == shown)
        #expect(try store.examine() == [])

        try compact(store)

        #expect(try store.syncMarks(of: site).dropped > 0)
        #expect(
            try SiteStore(directory: store.directory).state(of: site).site[text.node]?
                .texts[text.key] == shown)
        #expect(try store.examine() == [])
    }
}
