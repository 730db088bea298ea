import SiteModel

/// Differences between two texts as edits, by words: two devices' edits of one text then merge word by word.
///
/// What a person sees as one character (a joined emoji, a letter with its accents) is deleted whole and written whole, in
/// one piece: whoever merges two such edits cuts none that either author had seen.
package enum TextDifference {
    /// Above this product of word counts the middle is replaced whole.
    private static let cellsMax = 4_000_000

    /// The edits that turn `old` into `new`: ascending, disjoint, offsets in scalars of `old`.
    ///
    /// Common words at both ends are kept; between them the longest common subsequence of words is.
    /// - Complexity: O(*n*·*m*) words between the common ends, bounded.
    package static func edits(from old: String, to new: String) -> [TextEdit] {
        var numbers: [[UInt8]: Int] = [:]
        let a = words(old).map { Word($0, in: &numbers) }
        let b = words(new).map { Word($0, in: &numbers) }
        var head = 0
        while head < a.count, head < b.count, a[head] == b[head] { head += 1 }
        var tail = 0
        while tail < a.count - head, tail < b.count - head,
            a[a.count - 1 - tail] == b[b.count - 1 - tail]
        {
            tail += 1
        }
        let middleA = Array(a[head..<a.count - tail])
        let middleB = Array(b[head..<b.count - tail])
        let offset = a[..<head].reduce(0) { $0 + $1.text.unicodeScalars.count }
        return merged(replacements(middleA, middleB), in: middleA, offset: offset)
    }

    /// Applies edits as `TextDifference.edits` and patches make them; out-of-range ones are clamped.
    package static func apply(_ edits: [TextEdit], to text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for edit in edits.reversed() {
            let range = edit.range.clamped(to: 0..<scalars.count)
            scalars.replaceSubrange(range, with: edit.replacement.unicodeScalars)
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// The edits as one, from the first to the last: the new text then stands in one piece, and two devices' whole
    /// texts stand one after the other instead of word by word in each other.
    ///
    /// - Parameter edits: At least one; of this text.
    static func spanning(_ edits: [TextEdit], of text: String) -> TextEdit {
        let start = edits.map(\.range.lowerBound).min() ?? 0
        let end = edits.map(\.range.upperBound).max() ?? start
        let tail = text.unicodeScalars.count - end
        let new = apply(edits, to: text).unicodeScalars
        return TextEdit(start..<end, String(new.dropFirst(start).dropLast(tail)))
    }

    /// The edits that turn `old` into `new`, where `new` is `old` without one stretch: that stretch goes and nothing is
    /// written anew, so that two devices which choose alike do not write it twice. Else as `edits(from:to:)`.
    static func narrowing(_ old: String, to new: String) -> [TextEdit] {
        let (a, b) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
        guard b.count < a.count else { return edits(from: old, to: new) }
        var head = 0
        while head < b.count, a[head] == b[head] { head += 1 }
        guard a.suffix(b.count - head) == b.suffix(b.count - head) else {
            return edits(from: old, to: new)
        }
        // The stretch may as well begin earlier, as long as what it passes is what follows it.
        let length = a.count - b.count
        let (before, after) = (borders(of: old), borders(of: new))
        while !before.contains(head) || !before.contains(head + length) || !after.contains(head) {
            guard head > 0, a[head - 1] == a[head - 1 + length] else {
                return edits(from: old, to: new)
            }
            head -= 1
        }
        return [TextEdit(head..<head + length, "")]
    }

    /// Where characters begin and end, in scalars.
    static func borders(of text: String) -> Set<Int> {
        var at = 0
        return text.reduce(into: [0]) { borders, character in
            at += character.unicodeScalars.count
            borders.insert(at)
        }
    }

    /// A word that is equal to another only when their scalars are: `String` takes é for e and an accent.
    private struct Word: Equatable {
        let text: Substring
        private let number: Int

        init(_ text: Substring, in numbers: inout [[UInt8]: Int]) {
            self.text = text
            let bytes = Array(text.utf8)
            number = numbers[bytes] ?? numbers.count
            numbers[bytes] = number
        }

        static func == (a: Word, b: Word) -> Bool { a.number == b.number }
    }

    /// Runs of letters and digits, runs of white space, and every other character alone.
    static func words(_ text: String) -> [Substring] {
        var found: [Substring] = []
        var start = text.startIndex
        while start < text.endIndex {
            let kind = wordClass(text.unicodeScalars[start])
            var end = text.index(after: start)
            while kind != .other, end < text.endIndex, wordClass(text.unicodeScalars[end]) == kind {
                end = text.index(after: end)
            }
            found.append(text[start..<end])
            start = end
        }
        return found
    }

    private enum WordClass { case letters, space, other }

    /// What a character is that begins with the scalar.
    private static func wordClass(_ scalar: Unicode.Scalar) -> WordClass {
        // Chinese and Japanese have no space between words: a sentence must not be one.
        if scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value) {
            return .other
        }
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            return .letters
        }
        return scalar.properties.isWhitespace ? .space : .other
    }

    /// A replaced run of words: a range of the old ones and what stands there now.
    private struct Replacement {
        var range: Range<Int>
        var words: [Word]
    }

    private static func replacements(_ a: [Word], _ b: [Word]) -> [Replacement] {
        if a.isEmpty && b.isEmpty { return [] }
        guard !a.isEmpty, !b.isEmpty, a.count * b.count <= cellsMax else {
            return [Replacement(range: 0..<a.count, words: b)]
        }
        var found: [Replacement] = []
        var i = 0
        var j = 0
        for (x, y) in commonSubsequence(a, b) + [(a.count, b.count)] {
            if x > i || y > j { found.append(Replacement(range: i..<x, words: Array(b[j..<y]))) }
            i = x + 1
            j = y + 1
        }
        return found
    }

    /// Index pairs of a longest common subsequence.
    private static func commonSubsequence(_ a: [Word], _ b: [Word]) -> [(Int, Int)] {
        let width = b.count + 1
        var lengths = [Int32](repeating: 0, count: (a.count + 1) * width)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                lengths[i * width + j] =
                    a[i] == b[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var i = 0
        var j = 0
        while i < a.count && j < b.count {
            if a[i] == b[j] {
                pairs.append((i, j))
                i += 1
                j += 1
            } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    /// Replacements as edits in scalars.
    private static func merged(_ replacements: [Replacement], in words: [Word], offset: Int)
        -> [TextEdit]
    {
        var starts = [offset]
        for word in words {
            starts.append(starts[starts.count - 1] + word.text.unicodeScalars.count)
        }
        return replacements.map { part in
            TextEdit(
                starts[part.range.lowerBound]..<starts[part.range.upperBound],
                part.words.map(\.text).joined())
        }
    }

    /// How many scalars go and come between two texts.
    static func size(from old: String, to new: String) -> Int {
        edits(from: old, to: new).reduce(0) {
            $0 + $1.range.count + $1.replacement.unicodeScalars.count
        }
    }

    /// Whether the patch takes away all words of a range, or all of it where it has none.
    static func leavesNoWord(of range: Range<Int>, in text: [Unicode.Scalar], _ patch: [TextEdit])
        -> Bool
    {
        let words = range.filter {
            text[$0].properties.isAlphabetic || text[$0].properties.numericType != nil
        }
        return (words.isEmpty ? Array(range) : words).allSatisfy { place in
            patch.contains { $0.range.contains(place) }
        }
    }
}
