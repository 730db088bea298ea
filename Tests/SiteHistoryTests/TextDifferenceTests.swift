import PageTestSupport
import Testing

@testable import SiteHistory

/// Differences between two texts: what a person sees as one character is replaced whole.
struct TextDifferenceTests {
    private static let clusters = [
        "a", "b", " ", "日", "👩‍💻", "👩‍🔬", "👩", "🇩🇪", "🇫🇷", "é", "e\u{301}", "👍🏽", "👍", "\r\n", "ก็",
    ]

    /// Texts of few different characters, so that much is common; not in normal form.
    private static func text(_ random: inout SplitMix64) -> String {
        (0..<random.below(9)).map { _ in clusters[random.below(clusters.count)] }.joined()
    }

    /// The offsets in scalars where a character begins, and the end.
    private static func borders(of text: String) -> Set<Int> {
        var at = 0
        return text.reduce(into: [0]) { borders, character in
            at += character.unicodeScalars.count
            borders.insert(at)
        }
    }

    private static func expectWhole(_ edits: [TextEdit], from old: String, to new: String) {
        let before = borders(of: old)
        let after = borders(of: new)
        var shift = 0
        for edit in edits {
            let start = edit.range.lowerBound + shift
            shift += edit.replacement.unicodeScalars.count - edit.range.count
            #expect(
                before.isSuperset(of: [edit.range.lowerBound, edit.range.upperBound])
                    && after.isSuperset(of: [start, edit.range.upperBound + shift]),
                "\(edits) of \(old.debugDescription) to \(new.debugDescription)")
        }
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test(arguments: 0..<UInt64(400))
    func `a difference cuts no character of either text`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let old = Self.text(&random)
        let new = Self.text(&random)

        let edits = TextDifference.edits(from: old, to: new)

        #expect(Self.scalars(TextDifference.apply(edits, to: old)) == Self.scalars(new))
        Self.expectWhole(edits, from: old, to: new)
    }

    @Test(arguments: 0..<UInt64(400))
    func `a text that gets narrower loses whole characters`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let (head, middle, tail) = (
            Self.text(&random), Self.text(&random), Self.text(&random)
        )
        let old = head + middle + tail
        let new = head + tail

        let edits = TextDifference.narrowing(old, to: new)

        #expect(Self.scalars(TextDifference.apply(edits, to: old)) == Self.scalars(new))
        Self.expectWhole(edits, from: old, to: new)
    }

    /// The word goes with the space before it, or with the one behind.
    @Test func `what two texts both leave out goes once, and nothing beside it`() {
        let old = "a b c d e two f g"
        let edits = TextDifference.edits(from: old, to: "a b c d e f g")
        let patch = TextDifference.edits(from: old, to: "a x b c d e f g")

        let carried = TextDifference.carry(
            TextDifference.leftmost(edits, of: old), over: TextDifference.leftmost(patch, of: old))

        #expect(carried == [])
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `a deletion that begins earlier comes to the same`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let words = (0..<12).map { _ in
            random.pick(["a", "b", " ", "é", "e\u{301}", "👩‍👩‍👧", "👩"]) ?? ""
        }
        let old = words.joined()
        let new = words.filter { _ in random.chance(70) }.joined()

        let edits = TextDifference.leftmost(TextDifference.edits(from: old, to: new), of: old)

        #expect(TextDifference.apply(edits, to: old).utf8.elementsEqual(new.utf8))
    }

    @Test func `one of two joined emoji that begin alike goes whole`() {
        let edits = TextDifference.narrowing("👩‍💻👩‍🔬", to: "👩‍🔬")

        #expect(edits == [TextEdit(0..<3, "")])
    }

    @Test func `an emoji that changes in part is replaced whole`() {
        let edits = TextDifference.edits(from: "see 👩‍💻 here", to: "see 👩‍🔬 here")

        #expect(edits == [TextEdit(4..<7, "👩‍🔬")])
    }

    @Test(arguments: [
        ("One two three four", "One 2 three four", "One two 3 four", "One 2 3 four"),
        ("One two three", "One two three four", "zero One two three", "zero One two three four"),
        ("One two three", "One new two three", "One old two three", nil),
        ("One two three", "One  new two three", "One old  two three", nil),
        ("One two three", "One three", "One two 3", "One 3"),
        ("One two three", "One two three", "Coffee and cake", "Coffee and cake"),
        ("One two three", "My draft", "One two three four", nil),
        ("One two three four", "One two three four!", "A new two text", nil),
        ("", "mine", "theirs", nil),
    ])
    func `edits that touch no word in common are made together, others are not`(
        base: String, mine: String, theirs: String, both: String?
    ) {
        let edits = TextDifference.separateEdits(from: base, to: mine, over: theirs)

        #expect(edits.map { TextDifference.apply($0, to: theirs) } == both)
    }
}
