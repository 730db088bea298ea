import PageTestSupport
import SiteHistory
import SiteModel
import Testing

struct OracleSessionTests {
    @Test(arguments: oracleSeeds(upTo: 12))
    func `undoing everything and doing it again shows what was shown before`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var device = SessionDevice(77)
        // What a newer program froze cannot be undone.
        try device.pull(HistoryGenerator(seed: seed, steps: 30).log.withoutUnknown)
        var edits = RandomEdits(author: 77)
        var shown = [seen(device.engine.site)]

        for _ in 0..<25 {
            let wish = edits.next(for: device.engine, using: &random)
            let before = device.engine.site
            if try device.edit(wish) {
                shown.append(seen(device.engine.site))
                checkReplacement(wish, in: device.engine.site, from: before, seed: seed)
            }
            #expect(device.differences == [], "seed \(seed): \(wish)")
        }
        for index in (0..<shown.count - 1).reversed() {
            let step = device.undoable.last?.batch
            let isUndone = try device.undo()
            let difference = difference(seen(device.engine.site), shown[index])
            try #require(
                isUndone && difference == [],
                "seed \(seed) undo \(lines(step)) \(lines(device.redoable.last?.batch))")
        }
        for index in 1..<max(shown.count, 1) {
            let step = device.redoable.last?.batch
            let isRedone = try device.redo()
            let difference = difference(seen(device.engine.site), shown[index])
            try #require(
                isRedone && difference == [],
                "seed \(seed) redo \(lines(step)) \(lines(device.undoable.last?.batch))")
        }
        #expect(device.differences == [], "seed \(seed)")
    }

    @Test(arguments: oracleSeeds(upTo: 12))
    func `people who edit, undo and redo on three devices converge with the oracle`(seed: UInt64)
        throws
    {
        var random = SplitMix64(seed: seed)
        var devices = (1...3).map { SessionDevice(UInt64($0)) }
        var edits = (1...3).map { RandomEdits(author: UInt64($0)) }
        var log = HistoryGenerator(seed: seed, steps: 5).log
        var server = HistoryEngine(site: HistoryGenerator.site, replicas: [])
        _ = try server.pull(log)
        // The generator's devices are 1 to 5: these people write under other names.
        for index in devices.indices {
            devices[index] = SessionDevice(UInt64(index + 10))
            try devices[index].pull(log)
        }

        func sync(_ index: Int) throws {
            try devices[index].pull(log.filter { $0.start > devices[index].engine.cursor })
            for batch in devices[index].engine.pending {
                #expect(
                    server.fault(in: batch) == nil, "seed \(seed): \(batch.operations.map(\.word))")
                let entry = LogEntry(batch: batch, start: server.cursor + 1, author: "", time: 0)
                log.append(entry)
                _ = try server.pull([entry])
            }
            if random.chance(50) {
                try devices[index].pull(log.filter { $0.start > devices[index].engine.cursor })
            }
        }
        for _ in 0..<70 {
            let index = random.below(3)
            switch random.below(10) {
            case 0...4:
                _ = try devices[index].edit(
                    edits[index].next(for: devices[index].engine, using: &random))
            case 5, 6: _ = try devices[index].undo()
            case 7: _ = try devices[index].redo()
            default: try sync(index)
            }
            #expect(devices[index].differences == [], "seed \(seed)")
        }
        for _ in 0..<2 { for index in devices.indices { try sync(index) } }
        for index in devices.indices {
            try devices[index].pull(log.filter { $0.start > devices[index].engine.cursor })
        }

        let listings = devices.map { SiteListing($0.shown) }
        #expect(
            listings[1].differences(from: listings[0]) == []
                && listings[2].differences(from: listings[0]) == [])
        #expect(
            devices.allSatisfy { $0.differences == [] && $0.engine.pending.isEmpty }, "seed \(seed)"
        )
        #expect(server.site.invariantViolations() == [], "seed \(seed)")
    }

    @Test func `two people who edit one Chinese sentence get both edits once`() throws {
        let ref = LogScene.text
        var devices = [SessionDevice(1), SessionDevice(2)]
        var log = LogScene().log
        for index in devices.indices { try devices[index].pull(log) }

        _ = try devices[0].edit([.setText(ref, from: "hello", to: "我們在城裡賣麵包")])
        for batch in devices[0].engine.pending {
            log.append(LogEntry(batch: batch, start: (log.last?.end ?? 0) + 1, author: "", time: 0))
        }
        for index in devices.indices {
            try devices[index].pull(log.filter { $0.start > devices[index].engine.cursor })
        }
        _ = try devices[0].edit([.setText(ref, from: "我們在城裡賣麵包", to: "我們在村裡賣麵包")])
        _ = try devices[1].edit([.setText(ref, from: "我們在城裡賣麵包", to: "我們在城裡賣好麵包")])
        for batch in devices[0].engine.pending + devices[1].engine.pending {
            log.append(LogEntry(batch: batch, start: (log.last?.end ?? 0) + 1, author: "", time: 0))
        }
        for index in devices.indices {
            try devices[index].pull(log.filter { $0.start > devices[index].engine.cursor })
        }

        #expect(devices[1].engine.site.text(of: ref.node, locale: "en") == "我們在村裡賣好麵包")
        #expect(devices[0].engine.conflicts == [])
    }

    /// A section that was replaced says what the draft said.
    private func checkReplacement(
        _ wish: [SiteEdit], in site: Site, from before: Site, seed: UInt64
    ) {
        guard case .replace(let section, let draft)? = wish.first else { return }
        let roots = site.nodes.values.filter {
            $0.kind == .section && (before.nodes[$0.id] == nil || $0.id == section)
        }
        .flatMap { site.children(of: $0.id) }
        let sources = roots.map { root in source(of: site.draft(of: root) { root.id }) }
        #expect(
            sources.contains(source(of: draft)), "seed \(seed): \(sources) \(source(of: draft))")
    }

    private func lines(_ batch: Batch?) -> [String] { batch?.operations.map(describe) ?? [] }

    private func difference(_ now: [String], _ before: [String]) -> [String] {
        now.filter { !before.contains($0) }.map { "+ " + $0 }
            + before.filter { !now.contains($0) }.map { "- " + $0 }
    }
}

extension [LogEntry] {
    /// Up to the first batch from a newer program.
    fileprivate var withoutUnknown: [LogEntry] {
        Array(prefix { !$0.batch.operations.contains { $0.word == "unknown" } })
    }
}
