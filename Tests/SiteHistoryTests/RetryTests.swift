import SiteHistory
import SiteModel
import Testing

/// What a refused batch wanted, done again on another document.
struct RetryTests {
    typealias Base = HistoryEngineTests

    /// Takes pending batches out, as a refusal does, and gives what they were for.
    private func refuse(_ device: inout TestDevice, last count: Int = 1) throws -> [Intent] {
        var chain = device.engine.pending
        var intents: [Intent] = []
        for index in chain.indices.suffix(count) {
            intents += try device.engine.intents(
                of: chain[index], after: Array(device.engine.pending[..<index]))
        }
        for index in chain.indices.suffix(count) {
            let batch = chain[index]
            chain[index] = Batch(
                replica: batch.replica, first: batch.first, base: batch.base,
                previous: batch.previous, body: .void(count: batch.count, replaced: batch.hash))
        }
        _ = try device.engine.replacePending(chain)
        return intents
    }

    private func retry(_ intents: [Intent], on device: inout TestDevice) throws -> [String] {
        let prepared = try device.engine.prepareRetry(
            of: intents, replica: device.replica, first: device.nextSeq,
            previous: device.previous, base: device.base)
        try device.take(prepared)
        return prepared.skipped
    }

    private func says(_ device: TestDevice, _ number: UInt64) -> String? {
        device.engine.site.text(of: Base.text(number).node, locale: "en")
    }

    @Test func `a text's change is merged onto what the text says now`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Base.text(2), from: "two words", to: "two kind words"))
        let intents = try refuse(&a)
        try b.edit(.setText(Base.text(2), from: "two words", to: "Well, two words"))
        try log.sync(&b)
        _ = try a.engine.pull(Array(log.entries.drop { $0.end <= a.engine.cursor }))

        let skipped = try retry(intents, on: &a)

        #expect(says(a, 2) == "Well, two kind words")
        #expect(skipped == [])
    }

    @Test func `positions are those of the document its author saw, a refused batch in it`() throws
    {
        var (_, a, _) = try Base.pair()
        try a.edit(.setText(Base.text(2), from: "two words", to: "AAA two words"))
        let first = try #require(a.engine.pending.last)
        try a.edit(.setText(Base.text(2), from: "AAA two words", to: "AAA two words BBB"))
        let second = try #require(a.engine.pending.last)
        let intents = try a.engine.intents(of: second, after: [first])
        _ = try a.engine.replacePending([])

        let skipped = try retry(intents, on: &a)

        #expect(says(a, 2) == "two words BBB")
        #expect(skipped == [])
    }

    @Test func `a new section comes back with its content, beside its neighbour or near it`() throws
    {
        var (_, a, _) = try Base.pair()
        try a.edit(
            .insert(Base.sectionDraft(4, "four"), under: Base.page, at: .after(Base.section(2))))
        try a.edit(.setText(Base.text(4), from: "four", to: "four!"))
        let intents = try refuse(&a, last: 2)
        try a.edit(.delete(Base.section(2)))

        let skipped = try retry(intents, on: &a)

        #expect(a.engine.site[Base.page]?.children == [1, 4, 3].map(Base.section))
        #expect(says(a, 4) == "four!")
        #expect(skipped == [])
    }

    @Test func `attributes, classes, moves, deletes and restores are done as now`() throws {
        var (_, a, _) = try Base.pair()
        let root = NodeID(high: 2, low: 1)
        try a.edit(.delete(Base.section(2)))
        try a.edit(
            .setField(root, .attribute("title"), .text("T")), .setClasses(root, ["x"]),
            .move(Base.section(1), under: Base.page, at: .last), .restore(Base.section(2)),
            .delete(Base.section(3)))
        let intents = try refuse(&a)
        try a.edit(.setClasses(root, ["y"]))

        let skipped = try retry(intents, on: &a)

        #expect(a.engine.site[root]?.attribute("title") == .text("T"))
        #expect(a.engine.site[root]?.classes == ["y", "x"])
        #expect(a.engine.site[Base.page]?.children == [2, 1].map(Base.section))
        #expect(skipped == [])
    }

    @Test func `what cannot be done any more is said, and the rest is done`() throws {
        var (_, a, _) = try Base.pair()
        try a.edit(
            .setText(Base.text(1), from: "one", to: "one more"),
            .setText(Base.text(2), from: "two words", to: "two more words"))
        let intents = try refuse(&a)
        try a.edit(.delete(Base.section(1)))

        let skipped = try retry(intents, on: &a)

        #expect(says(a, 2) == "two more words")
        #expect(skipped.count == 1)
        #expect(skipped.first?.hasSuffix("it is not there any more") == true)
    }

    @Test func `where nothing can be done nothing is, and why is said`() throws {
        var (_, a, _) = try Base.pair()
        try a.edit(.setText(Base.text(2), from: "two words", to: "two kind words"))
        let intents = try refuse(&a)
        try a.edit(.setText(Base.text(2), from: "two words", to: "two kind words"))
        let label = HistoryEngine.label(of: Base.text(2).node, in: a.engine.site)

        #expect(throws: HistoryError.nothingLeft(["\(label): it is so already"])) {
            _ = try retry(intents, on: &a)
        }
    }

    @Test(arguments: ResolvingTests.choices) func `a resolution is made again`(
        clash: ResolvingTests.Clash, choice: ConflictChoice
    ) throws {
        var (log, a, b) = try ResolvingTests.clashing(clash)
        var resolved = a
        let id = a.engine.conflicts[0].id
        try resolved.edit(.resolve(id, choice))
        try a.edit(.resolve(id, choice))
        let intents = try refuse(&a)

        _ = try retry(intents, on: &a)
        try Base.converge(&log, &a, &b)

        #expect(a.engine.conflicts == [])
        #expect(
            a.engine.site.text(of: Base.text(2).node, locale: "en")
                == resolved.engine.site.text(of: Base.text(2).node, locale: "en"))
    }
}
