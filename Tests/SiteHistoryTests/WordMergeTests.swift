import PageTestSupport
import SiteHistory
import Testing

struct WordMergeTests {
    private static let base = "Vegan bread, baked daily in our kitchen"

    @Test func `what one side changed is suggested, what both changed is ours`() {
        let merge = WordMerge(
            base: Self.base, ours: "Vegan bread, baked nightly in our kitchen",
            theirs: "Vegan buns, baked hourly in our kitchen")

        #expect(
            merge.parts == [
                .same("Vegan "),
                .stretch(.init(base: "bread", ours: "bread", theirs: "buns")),
                .same(", baked "),
                .stretch(.init(base: "daily", ours: "nightly", theirs: "hourly")),
                .same(" in our kitchen"),
            ])
        #expect(merge.stretches.map(\.isContested) == [false, true])
        #expect(merge.text([]) == "Vegan buns, baked nightly in our kitchen")
        #expect(merge.text([.ours, .theirs]) == "Vegan bread, baked hourly in our kitchen")
        #expect(merge.text([.ours, .both]) == "Vegan bread, baked nightly hourly in our kitchen")
    }

    @Test func `what both changed to the same is no question`() {
        let merge = WordMerge(base: "one two", ours: "one three", theirs: "one three")

        #expect(merge.parts == [.same("one three")])
    }

    @Test func `without a common text the sides are compared with each other`() {
        let merge = WordMerge(base: nil, ours: "red wine", theirs: "white wine")

        #expect(
            merge.parts == [
                .stretch(.init(base: nil, ours: "red", theirs: "white")), .same(" wine"),
            ])
        #expect(merge.text([.theirs]) == "white wine")
    }

    @Test func `words that only spaces keep apart are one phrase`() {
        #expect(
            TextDifference.pieces(from: "baked daily here", to: "made nightly here") == [
                DifferencePiece(kind: .removed, text: "baked daily"),
                DifferencePiece(kind: .added, text: "made nightly"),
                DifferencePiece(kind: .same, text: " here"),
            ])
    }

    @Test(arguments: 0..<300)
    func `one side picked everywhere is that side, and pieces are both texts`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func text() -> String {
            let words = ["a", "bee", "sea", ",", "é", "e\u{301}", "👩‍👩‍👧", "你好", " ", "\n", "  "]
            return (0..<random.below(9)).map { _ in words[random.below(words.count)] }
                .joined(separator: random.below(2) == 0 ? " " : "")
        }
        let (base, ours, theirs) = (text(), text(), text())
        for base in [nil, base] {
            let merge = WordMerge(base: base, ours: ours, theirs: theirs)
            let count = merge.stretches.count
            #expect(scalars(merge.text(Array(repeating: .ours, count: count))) == scalars(ours))
            #expect(scalars(merge.text(Array(repeating: .theirs, count: count))) == scalars(theirs))
        }
        let pieces = TextDifference.pieces(from: base, to: ours)
        let old = pieces.filter { $0.kind != .added }.map(\.text).joined()
        let new = pieces.filter { $0.kind != .removed }.map(\.text).joined()
        #expect(scalars(old) == scalars(base))
        #expect(scalars(new) == scalars(ours))
    }

    /// Equal strings may be other scalars.
    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
