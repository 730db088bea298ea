import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// Several devices of one person who never change one thing to two different values.
private struct CarefulPeople {
    private(set) var log = TestLog()
    private(set) var devices: [TestDevice]
    private var random: SplitMix64
    private var made: UInt64 = 100

    private static let sectionCount: UInt64 = 12

    /// - Parameter count: How many devices.
    init(seed: UInt64, count: Int) throws {
        random = SplitMix64(seed: seed)
        devices = (1...UInt64(count)).map { TestDevice($0, site: HistoryEngineTests.site) }
        devices.shuffle(using: &random)
        try makeSite()
    }

    private mutating func makeSite() throws {
        typealias Base = HistoryEngineTests
        try devices[0].edit(
            .insert(
                NodeDraft(
                    id: Base.page, content: NodeContent(kind: .page), fields: [(.path, .text("/"))]
                ), under: Base.site, at: .last))
        for number in 1...Self.sectionCount {
            try devices[0].edit(
                .insert(
                    Base.sectionDraft(number, "words of section \(number)"), under: Base.page,
                    at: .last))
        }
        devices[0].steps = []
        for index in devices.indices { try log.sync(&devices[index]) }
    }

    /// One device edits, takes back, or syncs.
    mutating func step() throws {
        let index = random.below(devices.count)
        switch random.below(10) {
        case ..<6: try edit(index)
        case 6: if !devices[index].steps.isEmpty { try? devices[index].undo() }
        default: try log.sync(&devices[index])
        }
    }

    mutating func settle() throws {
        for _ in 0..<2 { for index in devices.indices { try log.sync(&devices[index]) } }
    }

    /// A section of which only this device changes what is not shared.
    private mutating func ownSection(_ index: Int) -> UInt64 {
        let count = UInt64(devices.count)
        return 1 + UInt64(index) + count * UInt64(random.below(Int(Self.sectionCount / count)))
    }

    private mutating func edit(_ index: Int) throws {
        typealias Base = HistoryEngineTests
        let own = ownSection(index)
        // What everybody changes alike; nobody deletes these.
        let any = 1 + UInt64(random.below(Int(Self.sectionCount / 2)))
        let site = devices[index].engine.site
        let edit: SiteEdit
        switch random.below(9) {
        case 0:
            let now = site.text(of: Base.text(own).node, locale: "en") ?? ""
            edit = .setText(Base.text(own), from: now, to: newText(from: now))
        case 1:
            let value = FieldValue.text("v\(random.below(50))")
            edit = .setField(NodeID(high: 2, low: own), .attribute("title"), value)
        case 2:
            // The same value whoever sets it.
            edit = .setField(
                NodeID(high: 2, low: any), .attribute("lang"), .text("l\(any)"))
        case 3: edit = .setClasses(NodeID(high: 2, low: any), ["shared", "both"])
        case 4, 5: edit = .move(Base.section(own), under: Base.page, at: position(in: site))
        case 6:
            made += 1
            edit = .insert(
                Base.sectionDraft(made, "new"), under: Base.page, at: position(in: site))
        case 7 where own > Self.sectionCount / 2: edit = .delete(Base.section(own))
        default: edit = .restore(Base.section(own))
        }
        try? devices[index].edit(edit)
        // Taking back what another device wants, too, would be a different value.
        if case .setField(_, let name, _) = edit, name == .attribute("lang") {
            devices[index].steps = []
        }
        if case .setClasses = edit { devices[index].steps = [] }
    }

    private mutating func newText(from now: String) -> String {
        let word = "w\(random.below(1000))"
        switch random.below(3) {
        case 0: return now + " " + word
        case 1: return word + " " + now
        default: return word + " and " + word
        }
    }

    private mutating func position(in site: Site) -> SiblingPosition {
        let children = site[HistoryEngineTests.page]?.children ?? []
        guard let left = random.pick(children), random.chance(80) else { return .first }
        return .after(left)
    }
}

struct NoFalseConflictTests {
    @Test(arguments: 1...60) func `disjoint edits and equal values are no conflict`(seed: Int)
        throws
    {
        var people = try CarefulPeople(seed: UInt64(seed), count: 2 + seed % 2)

        for _ in 0..<80 { try people.step() }
        try people.settle()

        let engines = people.devices.map(\.engine)
        for engine in engines {
            #expect(engine.conflicts == [], "seed \(seed)")
            #expect(engine.site.nodes == engines[0].site.nodes, "seed \(seed)")
        }
        #expect(engines[0].entries.count > 30)
    }

    @Test func `one section moved to the same place by two devices is no conflict`() throws {
        typealias Base = HistoryEngineTests
        var (log, a, b) = try Base.pair()

        try a.edit(.move(Base.section(1), under: Base.page, at: .last))
        try b.edit(.move(Base.section(1), under: Base.page, at: .last))
        try Base.converge(&log, &a, &b)

        #expect(a.engine.conflicts == [])
        #expect(a.engine.site[Base.page]?.children == [2, 3, 1].map(Base.section))
    }

    @Test func `one text set to the same words by two devices has them once, and is no conflict`()
        throws
    {
        typealias Base = HistoryEngineTests
        var (log, a, b) = try Base.pair()

        try a.edit(.setText(Base.text(2), from: "two words", to: "Fresh bread"))
        try b.edit(.setText(Base.text(2), from: "two words", to: "Fresh bread"))
        // Not yet synced, one of them goes on.
        try b.edit(.setText(Base.text(2), from: "Fresh bread", to: "Fresh bread daily"))
        try Base.converge(&log, &a, &b)

        for engine in [a.engine, b.engine] {
            #expect(engine.conflicts == [])
            #expect(
                engine.site.text(of: Base.text(2).node, locale: "en") == "Fresh bread daily")
        }
    }

    @Test func `equal words of which one device thought better are in a conflict`() throws {
        typealias Base = HistoryEngineTests
        var (log, a, b) = try Base.pair()

        try a.edit(.setText(Base.text(2), from: "two words", to: "Fresh bread"))
        try b.edit(.setText(Base.text(2), from: "two words", to: "Fresh bread"))
        try log.sync(&a)
        try a.undo()
        try Base.converge(&log, &a, &b)

        #expect(a.engine.conflicts == b.engine.conflicts)
        let values = a.engine.conflicts.flatMap { [$0.shown.value, $0.lost.value] }
        #expect(Set(values) == ["Fresh bread", "two words"])
    }

    @Test func `one section deleted by two devices is no conflict`() throws {
        typealias Base = HistoryEngineTests
        var (log, a, b) = try Base.pair()

        try a.edit(.delete(Base.section(1)))
        try b.edit(.delete(Base.section(1)))
        try Base.converge(&log, &a, &b)

        #expect(a.engine.conflicts == [])
        #expect(a.engine.trash.map(\.node) == [Base.section(1)])
    }
}
