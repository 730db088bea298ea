/// Rows of a list, prepared for being found by some of their letters.
struct FuzzyIndex: Sendable {
    /// The letters of all rows one after the other, in lower case; the top bit is set where a word begins.
    private var letters: [UInt32] = []
    /// Where each row ends among them.
    private var ends: [Int] = []
    /// Where the title and the name of each row end.
    private var partEnds: [(title: Int, name: Int)] = []

    private static let wordStart: UInt32 = 1 << 31
    /// Between the title, the name and the detail of a row; nobody types it.
    private static let border: UInt32 = 0x1F

    /// - Complexity: O(letters).
    init(_ rows: [OverlayItem]) {
        ends.reserveCapacity(rows.count)
        partEnds.reserveCapacity(rows.count)
        for row in rows {
            let start = letters.count
            add(row.title)
            let title = letters.count
            letters.append(Self.border)
            add(row.name)
            partEnds.append((title, letters.count))
            letters.append(Self.border)
            add(row.detail)
            if start < letters.count { letters[start] |= Self.wordStart }
            ends.append(letters.count)
        }
    }

    private mutating func add(_ text: String) {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        if isPlain {
            for byte in text.utf8 {
                let isUpper = byte >= 0x41 && byte <= 0x5A
                add(UInt32(isUpper ? byte | 0x20 : byte))
            }
        } else {
            for scalar in text.lowercased().unicodeScalars { add(scalar.value) }
        }
    }

    private mutating func add(_ letter: UInt32) {
        let before = letters.last.map { $0 & ~Self.wordStart } ?? Self.border
        letters.append(Self.isAlphabetic(before) ? letter : letter | Self.wordStart)
    }

    private static func isAlphabetic(_ letter: UInt32) -> Bool {
        if letter < 0x80 { return letter >= 0x61 && letter <= 0x7A }
        return Unicode.Scalar(letter)?.properties.isAlphabetic ?? false
    }

    /// What a query finds.
    struct Finding: Sendable {
        let query: String
        /// Indices of the rows, best first.
        let rows: [Int]
        /// Each has every word in one piece.
        let isWhole: Bool
    }

    /// The rows that hold every word of a query, best first; equal ones in their own order.
    ///
    /// A row that is called exactly so, or has that address, comes before all others; then words that begin as the query's do
    /// count most. Only where no row has every word in one piece may a word be spread over
    /// a row's letters: somebody who typed a word meant it.
    /// - Parameter before: What a beginning of the query finds: whatever holds the whole query is among that.
    /// - Complexity: O(letters) of the rows looked through, and a sort of what is found.
    func find(_ query: String, among before: Finding? = nil) -> Finding {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map {
            $0.unicodeScalars.map(\.value)
        }
        guard !words.isEmpty else {
            return Finding(query: query, rows: Array(ends.indices), isWhole: true)
        }
        if before?.isWhole ?? true {
            let whole = rows(before?.rows, scoring: Self.runScore, words)
            if !whole.isEmpty {
                return Finding(query: query, rows: exactFirst(whole, query), isWhole: true)
            }
        }
        return Finding(
            query: query, rows: rows(nil, scoring: Self.score, words), isWhole: false)
    }

    /// The rows that hold every word of a query, best first.
    func rows(holding query: String) -> [Int] { find(query).rows }

    /// The rows, those first whose title, name or detail is the query and no more.
    private func exactFirst(_ rows: [Int], _ query: String) -> [Int] {
        var wanted = query.lowercased().unicodeScalars.map(\.value)
        while wanted.last.map(Self.isSpace) == true { wanted.removeLast() }
        wanted.removeFirst(wanted.prefix { Self.isSpace($0) }.count)
        let exact = letters.withUnsafeBufferPointer { letters in
            rows.filter { row in
                let start = row == 0 ? 0 : ends[row - 1]
                let (title, name) = partEnds[row]
                return Self.isExact(letters[start..<title], wanted)
                    || Self.isExact(letters[title + 1..<name], wanted)
                    || Self.isExact(letters[name + 1..<ends[row]], wanted)
            }
        }
        guard !exact.isEmpty else { return rows }
        let known = Set(exact)
        return exact + rows.filter { !known.contains($0) }
    }

    private static func isSpace(_ letter: UInt32) -> Bool {
        Unicode.Scalar(letter)?.properties.isWhitespace ?? false
    }

    /// Whether a part of a row is what was typed. An address may begin behind its slash, or with its section: `/about#team`,
    /// `about#team`, `#team`.
    private static func isExact(_ part: Row, _ wanted: [UInt32]) -> Bool {
        guard part.count >= wanted.count else { return false }
        if part.count > wanted.count {
            guard part.first.map({ $0 & ~wordStart }) == 0x2F,
                part.count == wanted.count + 1 || wanted.first == 0x23
            else { return false }
        }
        return zip(part.suffix(wanted.count), wanted).allSatisfy { $0 & ~wordStart == $1 }
    }

    private typealias Row = Slice<UnsafeBufferPointer<UInt32>>

    /// - Parameter rows: Those that are looked through; nil for all.
    private func rows(
        _ rows: [Int]?, scoring score: ([UInt32], Row) -> Int?, _ words: [[UInt32]]
    ) -> [Int] {
        var found: [(score: Int, row: Int)] = []
        letters.withUnsafeBufferPointer { letters in
            func look(at row: Int) {
                let start = row == 0 ? 0 : ends[row - 1]
                if let total = Self.total(of: words, in: letters[start..<ends[row]], score) {
                    found.append((total, row))
                }
            }
            if let rows { rows.forEach(look) } else { ends.indices.forEach(look) }
        }
        found.sort { $0.score != $1.score ? $0.score > $1.score : $0.row < $1.row }
        return found.map(\.row)
    }

    private static func total(
        of words: [[UInt32]], in row: Row, _ score: ([UInt32], Row) -> Int?
    ) -> Int? {
        var total = 0
        for word in words {
            guard let score = score(word, row) else { return nil }
            total += score
        }
        return total
    }

    /// How well a word fits; nil where its letters are not there in order, or too far apart to be meant.
    private static func score(_ word: [UInt32], in row: Row) -> Int? {
        if let run = runScore(word, in: row) { return run }
        guard word.count > 1 else { return nil }
        var place = row.startIndex
        var first: Int?
        for letter in word {
            while place < row.endIndex, row[place] & ~wordStart != letter { place += 1 }
            guard place < row.endIndex else { return nil }
            first = first ?? place
            place += 1
        }
        let spread = place - (first ?? row.startIndex) - word.count
        return spread > 3 * word.count ? nil : max(1, 40 - spread)
    }

    /// The score of a word that stands in one piece.
    private static func runScore(_ word: [UInt32], in row: Row) -> Int? {
        guard row.count >= word.count else { return nil }
        var best: Int?
        for start in row.startIndex...(row.endIndex - word.count)
        where row[start] & ~wordStart == word[0] {
            var length = 1
            while length < word.count, row[start + length] & ~wordStart == word[length] {
                length += 1
            }
            guard length == word.count else { continue }
            let beginsWord = row[start] & wordStart != 0
            best = max(best ?? 0, (beginsWord ? 200 : 100) - min(start - row.startIndex, 50))
            // Further on none counts more.
            if beginsWord { break }
        }
        return best
    }
}
