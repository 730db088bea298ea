import PageTestSupport
import SiteHistory
import SiteModel
import Testing

extension TestDevice {
    mutating func undoMerge(_ id: OperationID) throws {
        try take(
            try engine.prepareUndo(
                ofMerge: id, replica: replica, first: nextSeq, previous: previous, base: base))
    }

    /// The first operation of the newest batch of a replica that this device knows.
    func newestBatch(of other: ReplicaID) throws -> OperationID {
        let all = engine.entries.map(\.batch) + engine.pending
        let batch = try #require(all.last { $0.replica == other })
        return batch.id(ofOperationAt: 0)
    }
}

struct UndoMergeTests {
    typealias Base = HistoryEngineTests
    private static let text = Base.text(2)

    private func says(_ device: TestDevice) -> String? {
        device.engine.site.text(of: Self.text.node, locale: "en")
    }

    /// Both change one text at its ends; the log has a's change first.
    private static func merged() throws -> (log: TestLog, a: TestDevice, b: TestDevice) {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(text, from: "two words", to: "AAA two words"))
        try b.edit(.setText(text, from: "two words", to: "two words BBB"))
        try Base.converge(&log, &a, &b)
        return (log, a, b)
    }

    @Test func `what the other wrote in a merged text goes, and stays gone on both`() throws {
        var (log, a, b) = try Self.merged()

        try a.undoMerge(try a.newestBatch(of: b.replica))
        try Base.converge(&log, &a, &b)

        #expect(says(a) == "AAA two words")
    }

    @Test func `naming the own batch takes the other's back too`() throws {
        var (log, a, b) = try Self.merged()

        try b.undoMerge(try b.newestBatch(of: b.replica))
        try Base.converge(&log, &a, &b)

        #expect(says(a) == "two words BBB")
    }

    @Test func `it is a step that can be taken back and given back`() throws {
        var (log, a, b) = try Self.merged()

        try a.undoMerge(try a.newestBatch(of: b.replica))
        try a.undo()
        #expect(says(a) == "AAA two words BBB")
        try a.undo()
        try Base.converge(&log, &a, &b)

        #expect(says(b) == "AAA two words")
    }

    @Test func `words that the other deleted come back once`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: "two words more"))
        try b.edit(.setText(Self.text, from: "two words", to: "two"))
        try Base.converge(&log, &a, &b)

        try a.undoMerge(try a.newestBatch(of: b.replica))
        try Base.converge(&log, &a, &b)

        #expect(says(b) == "two words more")
    }

    @Test func `only the merged field of the other's batch is taken back`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: "AAA two words"))
        try b.edit(
            .setText(Self.text, from: "two words", to: "two words BBB"),
            .setText(Base.text(1), from: "one", to: "one alone"))
        try Base.converge(&log, &a, &b)

        try a.undoMerge(try a.newestBatch(of: b.replica))

        #expect(says(a) == "AAA two words")
        #expect(a.engine.site.text(of: Base.text(1).node, locale: "en") == "one alone")
    }

    @Test func `a moved section goes back beside its old left neighbour`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.move(Base.section(1), under: Base.page, at: .last))
        try b.edit(.move(Base.section(3), under: Base.page, at: .first))
        try Base.converge(&log, &a, &b)
        #expect(a.engine.site[Base.page]?.children == [3, 2, 1].map(Base.section))

        try a.undoMerge(try a.newestBatch(of: b.replica))
        try Base.converge(&log, &a, &b)

        #expect(b.engine.site[Base.page]?.children == [2, 3, 1].map(Base.section))
        #expect(b.engine.conflicts == [])
    }

    @Test func `without its left neighbour it goes beside the right one, else last`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.move(Base.section(1), under: Base.page, at: .last))
        try b.edit(.move(Base.section(2), under: Base.page, at: .last))
        try Base.converge(&log, &a, &b)
        try a.edit(.delete(Base.section(1)))

        try a.undoMerge(try a.newestBatch(of: b.replica))

        #expect(a.engine.site[Base.page]?.children == [2, 3].map(Base.section))
    }

    @Test func `a section that the other made goes to the trash unless somebody worked on it`()
        throws
    {
        for isTouched in [false, true] {
            var (log, a, b) = try Base.pair()
            try a.edit(.insert(Base.sectionDraft(4, "four"), under: Base.page, at: .last))
            try b.edit(.insert(Base.sectionDraft(5, "five"), under: Base.page, at: .last))
            try Base.converge(&log, &a, &b)
            if isTouched { try a.edit(.setText(Base.text(5), from: "five", to: "five, mine")) }
            let made = try a.newestBatch(of: b.replica)

            if isTouched {
                #expect(
                    throws: HistoryError.nothingLeft(["somebody else worked on what was made"])
                ) { try a.undoMerge(made) }
            } else {
                try a.undoMerge(made)
                #expect(a.engine.trash.map(\.node) == [Base.section(5)])
            }
        }
    }

    @Test func `a second time nothing is left of it`() throws {
        var (log, a, b) = try Self.merged()
        let merged = try a.newestBatch(of: b.replica)
        try a.undoMerge(merged)
        try Base.converge(&log, &a, &b)

        #expect(throws: HistoryError.nothingLeft([])) { try a.undoMerge(merged) }
    }

    @Test func `after thirty days of the server's time it is too late`() throws {
        let day: Int64 = 86_400_000
        for (days, isTooLate) in [(Int64(30), false), (31, true)] {
            var (log, a, b) = try Self.merged()
            log.time = days * day
            try b.edit(.setText(Base.text(1), from: "one", to: "one later"))
            try Base.converge(&log, &a, &b)
            let merged = try a.newestBatch(of: a.replica)

            if isTooLate {
                #expect(throws: HistoryError.mergeTooOld(merged)) { try a.undoMerge(merged) }
            } else {
                try a.undoMerge(merged)
                #expect(says(a) == "AAA two words")
            }
        }
    }

    @Test func `a batch that nobody knows and one that met nobody are said`() throws {
        var (log, a, b) = try Self.merged()
        try b.edit(.setText(Base.text(1), from: "one", to: "one alone"))
        try Base.converge(&log, &a, &b)
        let alone = try a.newestBatch(of: b.replica)
        let nobody = OperationID(replica: ReplicaID(rawValue: 77), seq: 1)

        #expect(throws: HistoryError.notMerged(alone)) { try a.undoMerge(alone) }
        #expect(throws: HistoryError.unknownBatch(nobody)) { try a.undoMerge(nobody) }
    }

    @Test func `a merge has the text before it and after it`() throws {
        let (_, a, b) = try Self.merged()
        let later = try a.newestBatch(of: b.replica)
        let merge = try #require(a.engine.automaticMerges[later]?.first)

        let texts = try #require(a.engine.texts(of: merge, in: later))

        #expect(texts == (before: "two words BBB", after: "AAA two words BBB"))
        #expect(merge.text == Self.text.key)
    }

    @Test func `a merge with what is not sent yet has its texts too`() throws {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(Self.text, from: "two words", to: "AAA two words"))
        try b.edit(.setText(Self.text, from: "two words", to: "two words BBB"))
        try log.sync(&a)
        _ = try b.engine.pull(Array(log.entries.drop { $0.end <= b.engine.cursor }))
        let later = try b.newestBatch(of: b.replica)
        let merge = try #require(b.engine.automaticMerges[later]?.first)

        let texts = try #require(b.engine.texts(of: merge, in: later))
        try b.undoMerge(later)

        #expect(texts == (before: "two words BBB", after: "AAA two words BBB"))
        #expect(says(b) == "two words BBB")
    }

    /// A text with a word less, more or exchanged.
    private static func edited(_ text: String, using random: inout SplitMix64) -> String {
        var words = text.split(separator: " ").map(String.init)
        let place = random.below(words.count + 1)
        switch random.below(3) {
        case 0 where place < words.count && words.count > 1: words.remove(at: place)
        case 1 where place < words.count: words[place] = "x\(random.below(90))"
        default: words.insert("n\(random.below(90))", at: place)
        }
        return words.joined(separator: " ")
    }

    /// Concurrent edits of one text and moves in one page, on both devices.
    private static func randomMerge(_ random: inout SplitMix64) throws -> (
        log: TestLog, a: TestDevice, b: TestDevice
    ) {
        var (log, a, b) = try Base.pair()
        try a.edit(.setText(text, from: "two words", to: "one two three four five six seven"))
        try Base.converge(&log, &a, &b)
        func change(_ device: inout TestDevice, sections: [UInt64], _ random: inout SplitMix64)
            throws
        {
            for _ in 0...random.below(3) {
                let now = device.engine.site.text(of: text.node, locale: "en") ?? ""
                try? device.edit(.setText(text, from: now, to: edited(now, using: &random)))
                guard random.chance(40), let section = random.pick(sections) else { continue }
                let place: SiblingPosition = random.chance(50) ? .first : .last
                try? device.edit(.move(Base.section(section), under: Base.page, at: place))
            }
        }
        try change(&a, sections: [1], &random)
        try change(&b, sections: [2, 3], &random)
        try Base.converge(&log, &a, &b)
        return (log, a, b)
    }

    @Test(arguments: 1...100)
    func `taking back any merge leaves both devices equal, and undo gives it back`(seed: Int) throws
    {
        var random = SplitMix64(seed: UInt64(seed))
        var (log, a, b) = try Self.randomMerge(&random)
        let merged = a.engine.automaticMerges.keys.sorted()
        let picked = random.pick(merged)
        let id = try #require(picked)
        func picture(_ device: TestDevice) -> String {
            "\(says(device) ?? "-") \(device.engine.site[Base.page]?.children ?? [])"
        }
        let before = picture(a)

        do {
            try a.undoMerge(id)
        } catch HistoryError.nothingLeft {
            return
        }
        let between = picture(a)
        try Base.converge(&log, &a, &b)
        #expect(picture(b) == between, "seed \(seed)")
        try a.undo()
        try Base.converge(&log, &a, &b)

        #expect(picture(b) == before, "seed \(seed)")
        #expect(a.engine.conflicts == b.engine.conflicts, "seed \(seed)")
    }
}
