import PageTestSupport
import SiteModel
import Testing

@testable import SiteHistory

/// Own batches that reach the log, and batches that are judged before they do.
struct SettlingTests {
    private typealias Base = HistoryEngineTests

    /// A device with six waiting batches on a page of three sections, and the log up to there.
    private func waitingDevice() throws -> (log: TestLog, device: TestDevice, other: TestDevice) {
        var (log, device, other) = try Base.pair()
        try log.sync(&device)
        for number in 1...6 {
            try device.edit(
                .setText(
                    Base.text(2),
                    from: device.engine.site.text(of: Base.text(2).node, locale: "en") ?? "",
                    to: "words \(number)"),
                .setField(Base.section(1), .label, .text("label \(number)")))
        }
        return (log, device, other)
    }

    private func entries(_ batches: [Batch], after end: UInt64) -> [LogEntry] {
        var start = end + 1
        return batches.map { batch in
            defer { start += batch.count }
            return LogEntry(batch: batch, start: start, author: "", time: 0)
        }
    }

    /// Whether the engine's log means what the same log means to one that pulls all of it at once.
    private func expectAsPulled(_ engine: HistoryEngine) throws {
        var fresh = HistoryEngine(site: Base.site, replicas: engine.replicas)
        _ = try fresh.pull(engine.entries)
        #expect(try engine.snapshot(at: engine.cursor) == fresh.snapshot(at: fresh.cursor))
        _ = try fresh.replacePending(engine.pending)
        #expect(fresh.site.nodes == engine.site.nodes)
        #expect(fresh.conflicts == engine.conflicts)
    }

    @Test(arguments: [1, 2, 4, 6])
    func `own batches that come in piece by piece are a log like any other`(piece: Int) throws {
        var (_, device, _) = try waitingDevice()
        let arriving = entries(device.engine.pending, after: device.engine.cursor)

        for start in stride(from: 0, to: arriving.count, by: piece) {
            let part = arriving[start..<min(start + piece, arriving.count)]
            _ = try device.engine.pull(Array(part))
            try expectAsPulled(device.engine)
        }

        #expect(device.engine.pending.isEmpty)
    }

    @Test func `what came in while it was shown is seen by whoever writes next`() throws {
        // Seeds 1551, 1867, 2533 and 2827 of the simulation.
        var (log, a, b) = try Base.pair()
        let page = NodeID(high: 9, low: 9)
        try a.edit(
            .insert(
                NodeDraft(
                    id: page, content: NodeContent(kind: .page), fields: [(.path, .text("/new"))]),
                under: Base.site, at: .last))
        try a.edit(.insert(Base.sectionDraft(4, "four"), under: page, at: .first))
        try a.edit(.insert(Base.sectionDraft(5, "five"), under: page, at: .first))
        try log.sync(&a)
        try log.sync(&b)

        try b.edit(.insert(Base.sectionDraft(6, "six"), under: page, at: .first))
        try Base.converge(&log, &a, &b)

        for engine in [a.engine, b.engine] {
            #expect(engine.site[page]?.children == [6, 5, 4].map(Base.section))
        }
        try expectAsPulled(a.engine)
    }

    @Test func `what others wrote between own batches is merged as everywhere`() throws {
        var (_, device, other) = try waitingDevice()
        try other.edit(
            .setText(Base.text(2), from: "two words", to: "two words more"),
            .setField(Base.section(1), .label, .text("another label")))
        let own = device.engine.pending
        let arriving = entries(
            own[..<3] + other.engine.pending + own[3...], after: device.engine.cursor)

        _ = try device.engine.pull(Array(arriving[..<2]))
        for entry in arriving[2...] {
            _ = try device.engine.pull([entry])
            try expectAsPulled(device.engine)
        }

        #expect(device.engine.pending.isEmpty)
    }

    @Test func `an edit between own batches that come in stands on what is shown`() throws {
        var (_, device, _) = try waitingDevice()
        let arriving = entries(device.engine.pending, after: device.engine.cursor)
        _ = try device.engine.pull(Array(arriving[..<4]))

        try device.edit(.setText(Base.text(2), from: "words 6", to: "words 7"))
        try expectAsPulled(device.engine)
        _ = try device.engine.pull(
            Array(arriving[4...]) + entries([device.engine.pending[2]], after: arriving[5].end))

        try expectAsPulled(device.engine)
        #expect(device.engine.site.text(of: Base.text(2).node, locale: "en") == "words 7")
    }

    @Test func `a batch that was judged and does not come leaves nothing behind`() throws {
        let (log, device, other) = try waitingDevice()
        var server = log.server
        let wanted = device.engine.pending[0]
        var rival = other
        try rival.edit(.setField(Base.section(3), .label, .text("three")))

        #expect(server.judge(wanted) == nil)
        #expect(server.fault(in: wanted) == nil)
        #expect(server.judge(wanted) == nil)
        server.append(entries(rival.engine.pending, after: server.cursor)[0])
        server.refresh()

        try expectAsPulled(server)
    }

    @Test func `a refused batch leaves the ones before it`() throws {
        let (log, device, _) = try waitingDevice()
        var server = log.server
        let wrong = Batch(
            replica: device.replica, first: device.engine.pending[2].first,
            base: device.engine.pending[2].base, previous: device.engine.pending[1].hash,
            body: .operations([
                .addClass(node: Base.section(1), name: "wide"),
                .delete(node: NodeID(high: 9, low: 9)),
            ]))

        for entry in entries(Array(device.engine.pending[..<2]), after: server.cursor) {
            #expect(server.judge(entry.batch) == nil)
            server.append(entry)
        }
        #expect(server.judge(wrong) != nil)
        server.refresh()

        try expectAsPulled(server)
        #expect(server.site[Base.section(1)]?.classes == [])
    }
}
