import SiteModel
import Testing

@testable import EditorCore

struct FuzzyIndexTests {
    private let words = [
        "Hero", "hero.title", "Menü", "Über", "part-12", "Part", "page", "Ελλάς", "a b", "İstanbul",
        "",
        "Ordering bread", "p1", "x", "日本", "Öffnungszeiten",
    ]

    @Test(arguments: 0..<40) func `it finds what letters alone find, in the same order`(
        seed: UInt64
    ) {
        var random = RandomBits(seed: (seed, 2, 3, 4))
        func word() -> String { words[Int.random(in: 0..<words.count, using: &random)] }
        let rows = (0..<30).map { _ in
            OverlayItem(word() + " " + word(), detail: word(), name: word())
        }
        let index = FuzzyIndex(rows)
        for _ in 0..<20 {
            let source = (word() + " " + word()).unicodeScalars
            let query = String(
                String.UnicodeScalarView(source.filter { _ in Bool.random(using: &random) }))

            let found = index.rows(holding: query)

            let naive = NaiveSearch.best(query, in: Array(rows.enumerated())) {
                $0.element.title + " " + $0.element.name + " " + $0.element.detail
            }
            let isSpace = { (letter: Character) in letter.isWhitespace }
            let wanted = query.lowercased().trimmingPrefix(while: isSpace).reversed()
                .trimmingPrefix(while: isSpace).reversed()
            let (other, exact) = naive.split { _, row in
                [row.title, row.name, row.detail].contains {
                    $0.lowercased() == String(wanted) && !wanted.isEmpty
                }
            }
            #expect(found == (exact + other).map(\.offset), "\(query)")
        }
    }

    @Test(arguments: 0..<40)
    func `what narrows a list letter by letter finds what the whole query does`(
        seed: UInt64
    ) {
        var random = RandomBits(seed: (seed, 3, 4, 5))
        func word() -> String { words[Int.random(in: 0..<words.count, using: &random)] }
        let rows = (0..<30).map { _ in OverlayItem(word() + " " + word(), detail: word()) }
        let index = FuzzyIndex(rows)
        for _ in 0..<10 {
            let query = word().prefix(4) + " " + word().prefix(3)
            var before: FuzzyIndex.Finding?
            for count in 1...query.count {
                let typed = String(query.prefix(count))
                let found = index.find(typed, among: before)
                #expect(found.rows == index.rows(holding: typed), "\(typed)")
                before = found
            }
        }
    }

    @Test func `a letter less brings back what was listed`() {
        var list = Overlay(.goTo, "Go to", ["part", "party", "hero"].map { OverlayItem($0) })
        func titles(_ query: String) -> [String] {
            list.query = TextField(query)
            list.filter()
            return list.items.map(\.title)
        }

        #expect(titles("p") == ["part", "party"])
        #expect(titles("party") == ["party"])
        #expect(titles("part") == ["part", "party"])
        #expect(titles("h") == ["hero"])
        #expect(titles("") == ["part", "party", "hero"])
        list.show(["parts"].map { OverlayItem($0) })
        #expect(titles("part") == ["parts"])
    }

    @Test func `a row that is called exactly so comes first`() {
        let rows = ["part-12", "a part", "Part", "party"].map { OverlayItem($0) }

        #expect(FuzzyIndex(rows).rows(holding: " part ").first == 2)
        #expect(FuzzyIndex(rows).rows(holding: "a part").first == 1)
    }

    @Test func `where a word stands whole nothing is found by scattered letters`() {
        let rows = ["Edit the language", "Next language", "slang", "lines and angles"].map {
            OverlayItem($0)
        }

        #expect(FuzzyIndex(rows).rows(holding: "lang") == [1, 0, 2])
        #expect(FuzzyIndex(rows).rows(holding: "lnag") == [0, 1, 3])
    }

    @Test func `nothing typed finds all, what is nowhere finds nothing`() {
        let rows = words.map { OverlayItem($0) }

        #expect(FuzzyIndex(rows).rows(holding: " ") == Array(rows.indices))
        #expect(FuzzyIndex(rows).rows(holding: "zzz").isEmpty)
        #expect(FuzzyIndex([]).rows(holding: "a").isEmpty)
    }
}

/// The same search without an index, letter by letter.
private enum NaiveSearch {
    /// The rows that hold every word of the query, best first; equal ones in their own order.
    ///
    /// A word is spread over a row's letters only where no row has all words in one piece.
    /// - Complexity: O(rows · letters).
    static func best<Row>(_ query: String, in rows: [Row], text: (Row) -> String) -> [Row] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map {
            Array($0.unicodeScalars)
        }
        guard !words.isEmpty else { return rows }
        let whole = best(words, in: rows, text, runScore)
        return whole.isEmpty ? best(words, in: rows, text, score) : whole
    }

    private static func best<Row>(
        _ words: [[Unicode.Scalar]], in rows: [Row], _ text: (Row) -> String,
        _ score: ([Unicode.Scalar], [Unicode.Scalar]) -> Int?
    ) -> [Row] {
        var found: [(score: Int, index: Int)] = []
        for (index, row) in rows.enumerated() {
            let letters = Array(text(row).lowercased().unicodeScalars)
            var total = 0
            for word in words {
                guard let score = score(word, letters) else {
                    total = -1
                    break
                }
                total += score
            }
            if total >= 0 { found.append((total, index)) }
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }
        return found.map { rows[$0.index] }
    }

    /// How well a word fits; nil where its letters are not there in order, or too far apart to be meant.
    private static func score(_ word: [Unicode.Scalar], in letters: [Unicode.Scalar]) -> Int? {
        if let run = runScore(word, in: letters) { return run }
        guard word.count > 1 else { return nil }
        var place = 0
        var first: Int?
        for scalar in word {
            guard let next = letters[place...].firstIndex(of: scalar) else { return nil }
            first = first ?? next
            place = next + 1
        }
        let spread = place - (first ?? 0) - word.count
        return spread > 3 * word.count ? nil : max(1, 40 - spread)
    }

    /// The score of a word that stands in one piece.
    private static func runScore(_ word: [Unicode.Scalar], in letters: [Unicode.Scalar]) -> Int? {
        guard letters.count >= word.count else { return nil }
        var best: Int?
        for start in 0...(letters.count - word.count) where letters[start] == word[0] {
            guard letters[start..<start + word.count].elementsEqual(word) else { continue }
            let isStart = start == 0 || !letters[start - 1].properties.isAlphabetic
            best = max(best ?? 0, (isStart ? 200 : 100) - min(start, 50))
        }
        return best
    }
}

extension Array {
    /// The elements for which something does not hold, and those for which it does, in order.
    fileprivate func split(_ holds: (Element) -> Bool) -> ([Element], [Element]) {
        (filter { !holds($0) }, filter(holds))
    }
}
