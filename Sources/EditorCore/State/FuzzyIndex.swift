/// Rows of a list, prepared for being found by some of their letters.
struct FuzzyIndex: Sendable {
    /// The letters of all rows one after the other, in lower case; the top bit is set where a word begins.
    private var letters: [UInt32] = []
    /// Where each row ends among them.
    private var ends: [Int] = []

    private static let wordStart: UInt32 = 1 << 31
    /// Between the title, the name and the detail of a row; nobody types it.
    private static let border: UInt32 = 0x1F

    /// - Complexity: O(letters).
    init(_ rows: [OverlayItem]) {
        ends.reserveCapacity(rows.count)
        for row in rows {
            let start = letters.count
            for (number, text) in [row.title, row.name, row.detail].enumerated() {
                if number > 0 { letters.append(Self.border) }
                add(text)
            }
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

    /// The rows that hold every word of a query, best first; equal ones in their own order.
    ///
    /// A row that is called exactly so, or has that address, comes before all others; then words that begin as the query's do
    /// count most. Only where no row has every word in one piece may a word be spread over
    /// a row's letters: somebody who typed a word meant it.
    /// - Returns: Indices of the rows.
    /// - Complexity: O(letters), and a sort of what is found.
    func rows(holding query: String) -> [Int] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace).map {
            $0.unicodeScalars.map(\.value)
        }
        guard !words.isEmpty else { return Array(ends.indices) }
        let whole = rows(scoring: { Self.runScore($0, in: $1) }, words)
        guard !whole.isEmpty else { return rows(scoring: { Self.score($0, in: $1) }, words) }
        let exact = exactRows(among: whole, query)
        guard !exact.isEmpty else { return whole }
        let known = Set(exact)
        return exact + whole.filter { !known.contains($0) }
    }

    /// Those of the rows whose title, name or detail is the query and no more.
    private func exactRows(among rows: [Int], _ query: String) -> [Int] {
        var wanted = query.lowercased().unicodeScalars.map(\.value)
        while wanted.last.map(Self.isSpace) == true { wanted.removeLast() }
        wanted.removeFirst(wanted.prefix { Self.isSpace($0) }.count)
        return letters.withUnsafeBufferPointer { letters in
            rows.filter { row in
                var start = row == 0 ? 0 : ends[row - 1]
                while start < ends[row] {
                    let end = letters[start..<ends[row]].firstIndex(of: Self.border) ?? ends[row]
                    if Self.isExact(letters[start..<end], wanted) { return true }
                    start = end + 1
                }
                return false
            }
        }
    }

    private static func isSpace(_ letter: UInt32) -> Bool {
        Unicode.Scalar(letter)?.properties.isWhitespace ?? false
    }

    /// Whether a part of a row is what was typed. An address may begin behind its slash, or with its section: `/about#team`,
    /// `about#team`, `#team`.
    private static func isExact(_ part: Row, _ wanted: [UInt32]) -> Bool {
        guard part.count >= wanted.count else { return false }
        let lead = part.dropLast(wanted.count)
        guard zip(part.dropFirst(lead.count), wanted).allSatisfy({ $0 & ~wordStart == $1 }) else {
            return false
        }
        if lead.isEmpty { return true }
        guard part.first.map({ $0 & ~wordStart }) == 0x2F else { return false }
        return lead.count == 1 || wanted.first == 0x23
    }

    private typealias Row = Slice<UnsafeBufferPointer<UInt32>>

    private func rows(scoring score: ([UInt32], Row) -> Int?, _ words: [[UInt32]]) -> [Int] {
        var found: [(score: Int, row: Int)] = []
        letters.withUnsafeBufferPointer { letters in
            var start = 0
            for (row, end) in ends.enumerated() {
                let total = Self.total(of: words, in: letters[start..<end], score)
                if let total { found.append((total, row)) }
                start = end
            }
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
            let value = (row[start] & wordStart != 0 ? 200 : 100)
            best = max(best ?? 0, value - min(start - row.startIndex, 50))
        }
        return best
    }
}
