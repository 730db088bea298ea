import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// Words that both changed: how long they wait for somebody to choose.
struct ContestedWordsTests {
    typealias Base = HistoryEngineTests
    private static let text = Base.text(2)

    /// Three devices that hold a text.
    private func three(_ text: String) throws -> (TestLog, [TestDevice]) {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: text))
        try Base.converge(&log, &a, &b)
        var c = TestDevice(3, site: Base.site)
        try log.sync(&c)
        return (log, [a, b, c])
    }

    private func set(_ text: String, on device: inout TestDevice) throws {
        try device.edit(.setText(Self.text, from: said(by: device), to: text))
    }

    private func said(by device: TestDevice) -> String {
        device.engine.site[Self.text.node]?.texts[Self.text.key] ?? ""
    }

    private func openCount(_ device: TestDevice) -> Int {
        device.engine.contestedMerges(among: device.engine.listedMerges).count
    }

    /// Everything is everywhere.
    private func converge(_ log: inout TestLog, _ devices: inout [TestDevice]) throws {
        for _ in 0..<2 {
            for index in devices.indices { try log.sync(&devices[index]) }
        }
    }

    @Test(arguments: [[0, 1, 2], [0, 2, 1], [2, 0, 1], [1, 0, 2], [2, 1, 0]])
    func `a third device's change of another word leaves them open, whoever comes first`(
        order: [Int]
    ) throws {
        var (log, devices) = try three("Fresh bread every day")
        try set("Fresh buns every day", on: &devices[0])
        try set("Fresh loaves every day", on: &devices[1])
        try set("Fresh bread every morning", on: &devices[2])
        for index in order { try log.sync(&devices[index]) }
        try converge(&log, &devices)

        #expect(devices.map(openCount) == [1, 1, 1])
        #expect(Set(devices.map(said)).count == 1)
    }

    @Test func `a later change of other words leaves them open, one of theirs does not`() throws {
        var (log, devices) = try three("Fresh bread every day")
        try set("Fresh buns every day", on: &devices[0])
        try set("Fresh loaves every day", on: &devices[1])
        try converge(&log, &devices)
        let joined = said(by: devices[2])

        try set(joined + ", and cake", on: &devices[2])
        try set("Very " + said(by: devices[2]), on: &devices[2])
        try converge(&log, &devices)
        #expect(devices.map(openCount) == [1, 1, 1])

        try set("Very Fresh buns every day, and cake", on: &devices[2])
        try converge(&log, &devices)
        #expect(devices.map(openCount) == [0, 0, 0])
        try devices[2].undo()
        try converge(&log, &devices)
        #expect(devices.map(openCount) == [1, 1, 1])
    }

    @Test func `one of two that is chosen leaves the other open`() throws {
        var (log, devices) = try three("Fresh bread every day")
        try set("Fresh buns every night", on: &devices[0])
        try set("Fresh loaves every morning", on: &devices[1])
        try converge(&log, &devices)
        let merge = try #require(
            devices[0].engine.contestedMerges(among: devices[0].engine.listedMerges).first)
        #expect(merge.texts.words.stretches.count == 2)

        let chosen = merge.texts.choosing([.ours], in: said(by: devices[0]))
        try set(chosen, on: &devices[0])
        #expect(chosen.hasPrefix("Fresh buns every "))
        #expect(openCount(devices[0]) == 1)
        // What was chosen first stays, whatever is picked for it now.
        let all = merge.texts.choosing([.theirs, .theirs], in: chosen)
        #expect(all == "Fresh buns every morning")
        try set(all, on: &devices[0])
        #expect(openCount(devices[0]) == 0)
    }

    @Test func `a choice keeps what a third device wrote, before or since`() throws {
        var (log, devices) = try three("Fresh bread every day")
        try set("Fresh bread every morning", on: &devices[2])
        try log.sync(&devices[2])
        try set("Fresh buns every day", on: &devices[0])
        try set("Fresh loaves every day", on: &devices[1])
        try converge(&log, &devices)
        try set(said(by: devices[2]) + " but Monday", on: &devices[2])
        try converge(&log, &devices)

        for (device, other) in [(devices[0], "loaves"), (devices[1], "buns")] {
            let merge = try #require(
                device.engine.contestedMerges(among: device.engine.listedMerges).first)
            #expect(
                merge.texts.choosing([.theirs], in: said(by: device))
                    == "Fresh \(other) every morning but Monday")
        }
    }

    @Test func `two texts that each began where nothing was wait for a choice`() throws {
        var (log, devices) = try three("Fresh bread every day")
        try set("", on: &devices[0])
        try converge(&log, &devices)
        try set("Texto de A", on: &devices[0])
        try set("Palavras de B", on: &devices[1])
        try converge(&log, &devices)

        #expect(devices[0...1].map(openCount) == [1, 1])
        let merge = try #require(
            devices[0].engine.contestedMerges(among: devices[0].engine.listedMerges).first)
        #expect(merge.texts.choosing([.ours], in: said(by: devices[0])) == "Texto de A")
    }

    @Test
    func
        `words put beside each other in a text are no question, and who has seen the others goes on`()
        throws
    {
        var (log, devices) = try three("Fresh bread every day")
        try set("", on: &devices[0])
        try converge(&log, &devices)
        try set("Texto", on: &devices[0])
        try converge(&log, &devices)
        try set("Texto de A", on: &devices[0])
        try set("Novo: Texto", on: &devices[1])
        try converge(&log, &devices)

        #expect(devices.map(openCount) == [0, 0, 0])
    }
}
