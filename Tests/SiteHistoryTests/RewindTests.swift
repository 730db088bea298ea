import PageTestSupport
import SiteHistory
import SiteModel
import Testing

struct RewindTests {
    /// What a person sees of a site: where everything stands and what it says. An empty text is none.
    private func seen(_ site: Site, below root: NodeID? = nil) -> [String] {
        site.subtree(of: root ?? site.id).map { node in
            let fields = node.fields.filter { $0.key != .slug }.sorted { $0.key < $1.key }
            let texts = node.texts.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            return "\(node.id) \(node.kind) [\(node.children)] \(fields.map { "\($0)=\($1)" }) "
                + "\(node.classes) \(texts.map { "\($0)=\(Array($1.unicodeScalars))" })"
        }
    }

    /// The same, whatever order classes stand in: undo adds a class behind the others.
    private func seenUnordered(_ site: Site) -> [String] {
        var sorted = site
        for node in site.nodes.values { sorted.nodes[node.id]?.classes.sort() }
        return seen(sorted)
    }

    private func device(seed: UInt64, steps: Int) throws -> SessionDevice {
        var random = SplitMix64(seed: seed)
        var device = SessionDevice(77)
        let history = HistoryGenerator(seed: seed, steps: steps, purging: seed % 3 == 0)
        try device.pull(history.log.known)
        var edits = RandomEdits(author: 77)
        for _ in 0..<15 { _ = try device.edit(edits.next(for: device.engine, using: &random)) }
        return device
    }

    @Test(arguments: oracleSeeds(upTo: 20))
    func `a rewound site shows what that version showed, and undo brings back what was there`(
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        var device = try device(seed: seed, steps: 40)
        for _ in 0..<4 {
            let count = random.below(device.engine.batchCount + 1)
            let old = try device.engine.site(at: device.engine.version(after: count))
            let before = device.engine.site

            guard let skipped = try device.rewind(to: old) else {
                #expect(seen(old) == seen(before), "seed \(seed): \(count)")
                continue
            }
            let isWhole = skipped.isEmpty
            #expect(skipped.allSatisfy(isOfPurged), "seed \(seed): \(count): \(skipped)")
            if isWhole {
                #expect(seen(device.engine.site) == seen(old), "seed \(seed): \(count)")
            }
            #expect(device.differences == [], "seed \(seed): \(count)")

            _ = try device.undo()
            #expect(seenUnordered(device.engine.site) == seenUnordered(before), "seed \(seed)")
            _ = try device.redo()
            guard isWhole else { continue }
            #expect(seenUnordered(device.engine.site) == seenUnordered(old), "seed \(seed)")
        }
    }

    /// What holds a purged node, or held it, cannot be as it was.
    private func isOfPurged(_ reason: String) -> Bool {
        reason.contains("was purged") || reason.hasSuffix("cannot go alone, and stays")
    }

    @Test(arguments: oracleSeeds(upTo: 20))
    func `a rewound part shows what it showed, and nothing that it never held is touched`(
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        var device = try device(seed: seed, steps: 40)
        for _ in 0..<6 {
            let count = random.below(device.engine.batchCount + 1)
            let old = try device.engine.site(at: device.engine.version(after: count))
            let parts = old.nodes.values.filter { $0.kind != .site && $0.kind != .asset }
            guard let part = random.pick(parts.sorted { $0.id < $1.id }) else { continue }
            let before = device.engine.site

            let skipped: [String]?
            do {
                skipped = try device.rewind(.node(part.id), to: old)
            } catch HistoryError.nothingLeft {
                #expect(seen(device.engine.site) == seen(before), "seed \(seed)")
                continue
            }
            if skipped == [] {
                #expect(
                    seen(device.engine.site, below: part.id) == seen(old, below: part.id),
                    "seed \(seed): \(part.id) at \(count)")
            }
            #expect(device.differences == [], "seed \(seed)")
            guard skipped != nil else { continue }
            let held = Set(
                old.subtree(of: part.id).flatMap { before.subtree(of: $0.id) }.map(\.id)
                    + before.subtree(of: part.id).map(\.id))
            for node in before.nodes.values where !held.contains(node.id) {
                let now = device.engine.site[node.id]
                #expect(now?.texts == node.texts, "seed \(seed): \(node.id)")
                #expect(now?.fields == node.fields, "seed \(seed): \(node.id)")
            }
            _ = try device.undo()
            #expect(seenUnordered(device.engine.site) == seenUnordered(before), "seed \(seed)")
        }
    }

    @Test(arguments: oracleSeeds(upTo: 10))
    func `a server takes a rewind as it takes any change`(seed: UInt64) throws {
        let log = HistoryGenerator(seed: seed, steps: 40).log.known
        var random = SplitMix64(seed: seed)
        var server = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        _ = try server.pull(log)
        var device = SessionDevice(77)
        try device.pull(log)
        let old = try device.engine.site(
            at: device.engine.version(after: random.below(device.engine.batchCount)))

        guard try device.rewind(to: old) != nil else { return }

        for batch in device.engine.pending {
            #expect(server.fault(in: batch) == nil, "seed \(seed): \(batch.operations)")
        }
    }

    @Test func `what another device wrote meanwhile is not lost`() throws {
        var scene = LogScene()
        let start = scene.head
        scene.write(by: 9, .insert(LogScene.text, at: 5, text: " world"))
        scene.write(by: 9, .delete(node: LogScene.body))
        var device = SessionDevice(77)
        try device.pull(scene.log)
        _ = try device.rewind(to: try device.engine.site(at: .position(start)))
        let rewound = device.engine.pending

        scene.write(by: 5, seen: scene.head, .insert(LogScene.text, at: 0, text: "Oh, "))
        try device.pull(scene.log.filter { $0.start > device.engine.cursor })

        #expect(rewound.count == 1)
        #expect(device.engine.site[LogScene.text.node]?.texts[LogScene.text.key] == "Oh, hello")
        #expect(device.engine.site[LogScene.body] != nil)
    }

    @Test func `one text in one language goes back, and the others stay`() throws {
        var scene = LogScene()
        let start = scene.head
        let portuguese = TextRef(LogScene.text.node, .text("pt-BR"))
        scene.write(
            by: 9, .insert(LogScene.text, at: 5, text: " world"),
            .insert(portuguese, at: 0, text: "olá"))
        var device = SessionDevice(77)
        try device.pull(scene.log)
        let old = try device.engine.site(at: .position(start))

        _ = try device.rewind(.text(LogScene.text.node, field: "text", locale: "en"), to: old)

        let node = try #require(device.engine.site[LogScene.text.node])
        #expect(node.texts == [.text("en"): "hello", .text("pt-BR"): "olá"])
        #expect(throws: HistoryError.nothingToChange) {
            guard try device.rewind(.node(LogScene.hero), to: device.engine.site) != nil else {
                throw HistoryError.nothingToChange
            }
        }
    }
}

extension HistoryEngine {
    /// The version that so many batches make.
    func version(after count: Int) -> SiteVersion {
        count == 0 ? .position(0) : .after(batch(at: count - 1).id(ofOperationAt: 0))
    }
}

extension [LogEntry] {
    /// Up to what only a newer program knows.
    var known: [LogEntry] {
        Array(prefix { !$0.batch.operations.contains { $0.word == "unknown" } })
    }
}
