import PageTestSupport
import SiteHistory
import SiteModel
import Testing

/// A text that nobody else changed meanwhile is, after an undo, what it was before the step: to the letter.
struct UndoneTextTests {
    typealias Base = HistoryEngineTests
    private static let text = Base.text(2)

    private func says(_ device: TestDevice) -> String {
        device.engine.site.text(of: Self.text.node, locale: "en") ?? ""
    }

    private func write(_ words: String, on device: inout TestDevice) throws {
        try device.edit(.setText(Self.text, from: says(device), to: words))
    }

    /// Takes the newest step back that is still done; undoing one is a step of its own.
    private func undo(_ done: inout [UndoStep], on device: inout TestDevice) throws {
        device.steps = [try #require(done.last)]
        done.removeLast()
        try device.undo()
    }

    @Test(arguments: [false, true])
    func `words that went before others were rewritten come back before them`(isSent: Bool) throws {
        var (log, a, b) = try Base.pair()

        try write("words", on: &a)
        try write("rewritten", on: &a)
        if isSent { try Base.converge(&log, &a, &b) }
        var done = a.steps
        try undo(&done, on: &a)
        #expect(says(a) == "words")
        if isSent { try Base.converge(&log, &a, &b) }
        try undo(&done, on: &a)

        #expect(says(a) == "two words")
    }

    @Test func `a conflict that is opened again reads as it did, whatever was done in between`()
        throws
    {
        for choice in [ConflictChoice.ours, .theirs] {
            var (log, a, b) = try ResolvingTests.clashing(.wholeText)
            let (before, id) = (says(a), a.engine.conflicts[0].id)

            try a.edit(.resolve(id, choice))
            try write("something else", on: &a)
            try Base.converge(&log, &a, &b)
            var done = a.steps
            try undo(&done, on: &a)
            try Base.converge(&log, &a, &b)
            try undo(&done, on: &a)
            try Base.converge(&log, &a, &b)

            #expect(says(b) == before)
            #expect(b.engine.conflicts.map(\.id) == [id])
        }
    }

    @Test(arguments: 0..<60) func `any steps, sent or not, are undone and made again word for word`(
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        var (log, a, b) = try Base.pair()
        var said = [says(a)]
        var done: [UndoStep] = []
        var undone: [(step: UndoStep, said: String)] = []

        for _ in 0..<40 {
            switch random.below(8) {
            case 0: try Base.converge(&log, &a, &b)
            case 1...3 where !done.isEmpty:
                let now = says(a)
                try undo(&done, on: &a)
                undone.append((try #require(a.steps.last), now))
                said.removeLast()
                #expect(says(a) == said.last, "seed \(seed)")
            case 4 where !undone.isEmpty:
                let (step, wanted) = undone.removeLast()
                a.steps = [step]
                try a.undo()
                done.append(try #require(a.steps.last))
                said.append(wanted)
                #expect(says(a) == wanted, "seed \(seed)")
            default:
                let words = (0..<random.below(5)).map { _ in
                    ["a", "bb", "ccc", "two", "words"][random.below(5)]
                }
                let new = words.joined(separator: " ")
                guard new != says(a) else { continue }
                try write(new, on: &a)
                done.append(try #require(a.steps.last))
                undone = []
                said.append(new)
            }
        }
    }
}
