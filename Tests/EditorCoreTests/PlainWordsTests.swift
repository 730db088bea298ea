import Testing

@testable import EditorCore

struct PlainWordsTests {
    private func found(_ words: String, _ text: String, ignoresCase: Bool = false) throws
        -> [Range<Int>]
    {
        let pattern = try SearchPattern(words, isRegex: false, ignoresCase: ignoresCase)
        var budget = StepBudget(SearchPattern.stepsMax)
        return try pattern.matches(in: text.scalarValues, limit: .max, &budget).map(\.range)
    }

    @Test func `composed and decomposed letters are one`() throws {
        #expect(try found("caf\u{E9}", "A Cafe\u{301}, a cafe\u{301}.") == [11..<16])
        #expect(try found("cafe\u{301}", "a caf\u{E9}.") == [2..<6])
        #expect(try found("CAFE\u{301}", "a caf\u{E9}.", ignoresCase: true) == [2..<6])
        #expect(try found("\u{AC01}", "\u{1100}\u{1161}\u{11A8}") == [0..<3])
        #expect(try found("\u{212B}", "\u{C5}ngström") == [0..<1])
    }

    @Test func `a part of a character is not found`() throws {
        #expect(try found("e", "Cafe\u{301} e") == [6..<7])
        #expect(try found("👩", "👩‍👩‍👧 👩") == [6..<7])
        #expect(try found("か", "か\u{3099}か") == [2..<3])
    }

    @Test(arguments: ["\u{2019}s", "日本", "ß", "…", "кафе", "→ x", "Ελλ"])
    func `scalars that stand alone are found as characters are`(words: String) throws {
        let text = "“it\u{2019}s” 日本 Straße … кафе → x Ελλάς"

        let characters = try found(words, text + "e\u{301}")

        #expect(try found(words, text) == characters && characters.count == 1)
    }

    @Test func `a long text of joined letters is searched within the steps of a search`() throws {
        let text = String(repeating: "Cafe\u{301} crème brûlée, ", count: 15_000)

        #expect(try found("café", text, ignoresCase: true).count == 15_000)
    }
}
