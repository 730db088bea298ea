/// Words that are looked for as they are written.
///
/// Found are whole characters that are canonically equivalent: a composed `é` is one with `e` and its accent, and `e` alone is
/// not found in either. Positions are Unicode scalars.
struct PlainWords: Sendable {
    private let scalars: [UInt32]
    private let characters: [Character]
    /// Whether its scalars can be compared one by one with those of a text of which the same holds.
    private let isSimple: Bool
    private let ignoresCase: Bool

    /// - Parameter text: At least one scalar.
    init(_ text: String, ignoresCase: Bool) {
        scalars = text.unicodeScalars.map { ignoresCase ? $0.value.lowercased : $0.value }
        characters = Array(String(scalarValues: scalars))
        isSimple = scalars.allSatisfy(Self.standsAlone)
        self.ignoresCase = ignoresCase
    }

    /// Where they stand in a text, left to right, none over another.
    ///
    /// - Complexity: O(text); of texts in which scalars join to characters some twenty times as much.
    func ranges(
        in text: [UInt32], limit: Int, _ budget: inout StepBudget
    ) throws(SearchStop) -> [Range<Int>] {
        let text = ignoresCase ? text.map(\.lowercased) : text
        let comparesScalars = isSimple && text.allSatisfy(Self.standsAlone)
        try budget.take(comparesScalars ? text.count / 16 + 1 : text.count + 1)
        guard !comparesScalars else { return Self.ranges(of: scalars, in: text, limit) }
        var letters: [Character] = []
        var borders = [0]
        for letter in String(scalarValues: text) {
            letters.append(letter)
            borders.append(borders[letters.count - 1] + letter.unicodeScalars.count)
        }
        return Self.ranges(of: characters, in: letters, limit).map {
            borders[$0.lowerBound]..<borders[$0.upperBound]
        }
    }

    private static func ranges<Element: Equatable>(
        of words: [Element], in text: [Element], _ limit: Int
    ) -> [Range<Int>] {
        guard text.count >= words.count, let first = words.first else { return [] }
        var found: [Range<Int>] = []
        var place = 0
        while found.count < limit, place <= text.count - words.count,
            let start = text[place...(text.count - words.count)].firstIndex(of: first)
        {
            guard text[start..<start + words.count].elementsEqual(words) else {
                place = start + 1
                continue
            }
            place = start + words.count
            found.append(start..<place)
        }
        return found
    }

    /// Whether a scalar is a character by itself beside others of the kind, and is no other spelling of one: most letters, signs
    /// and ideographs. Text of such scalars only is what it is in composed form (NFC).
    private static func standsAlone(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x300,
            // Greek, Cyrillic, Armenian, more of Latin, without the signs that have a second spelling.
            0x388...0x482, 0x48A...0x58F, 0x1E00...0x1EFF,
            // Dashes, quotes, currencies, arrows, boxes and marks.
            0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20C0, 0x2190...0x2328, 0x2500...0x27BF,
            // Kana, ideographs, syllables of Hangul, wide forms.
            0x3001...0x3029, 0x3031...0x3096, 0x309B...0x312F, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xAC00...0xD7A3, 0xFF01...0xFF9D:
            true
        default: false
        }
    }
}
