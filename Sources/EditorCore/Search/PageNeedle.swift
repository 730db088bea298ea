/// Words that are looked for in a page, as people look: white space is one space, and small letters mean any case.
package struct PageNeedle: Hashable, Sendable {
    /// As it was typed.
    package let text: String
    /// Whether it says which letters are large.
    package let isExact: Bool
    /// Folded, unless it is exact.
    private let folded: String
    /// The same in characters.
    private let characters: [Character]

    package init(_ text: String) {
        self.text = text
        isExact = text.contains(where: \.isUppercase)
        let words = Self.collapsed(text)
        folded = isExact ? words : words.lowercased()
        characters = Array(folded)
    }

    package var isEmpty: Bool { characters.isEmpty }
    package var characterCount: Int { characters.count }

    /// How often a text holds it, matches that overlap counted once.
    package func count(in text: String) -> Int {
        guard !isEmpty else { return 0 }
        let words = Self.collapsed(text)
        let hay = Array((isExact ? words : words.lowercased()).utf8)
        let needle = Array(folded.utf8)
        var count = 0
        var at = 0
        while at + needle.count <= hay.count {
            if hay[at] == needle[0], hay[at..<at + needle.count].elementsEqual(needle) {
                count += 1
                at += needle.count
            } else {
                at += 1
            }
        }
        return count
    }

    /// Where it stands in characters of a painted page: indices of the first characters. A style may have made them capitals.
    func places(in hay: [Character]) -> [Int] {
        guard !isEmpty, hay.count >= characters.count else { return [] }
        var found: [Int] = []
        var at = 0
        while at + characters.count <= hay.count {
            if holds(hay, at) {
                found.append(at)
                at += characters.count
            } else {
                at += 1
            }
        }
        return found
    }

    private func holds(_ hay: [Character], _ start: Int) -> Bool {
        var isSame = true
        var isCapital = true
        for (offset, wanted) in characters.enumerated() {
            let shown = hay[start + offset]
            if isExact {
                isSame = isSame && shown == wanted
                isCapital = isCapital && shown == Self.capital(wanted)
                if !isSame, !isCapital { return false }
            } else if Self.folded(shown) != wanted {
                return false
            }
        }
        return true
    }

    private static func folded(_ character: Character) -> Character {
        if let byte = character.asciiValue {
            return byte &- 0x41 < 26 ? Character(UnicodeScalar(byte | 0x20)) : character
        }
        return character.lowercased().first ?? character
    }

    private static func capital(_ character: Character) -> Character {
        let text = character.uppercased()
        return text.count == 1 ? Character(text) : character
    }

    /// White space as single spaces; that at the ends stays one space, so that a word's end can be asked for.
    private static func collapsed(_ text: String) -> String {
        guard text.contains(where: { $0.isWhitespace && $0 != " " }) || text.contains("  ") else {
            return text
        }
        var result = ""
        for character in text {
            if !character.isWhitespace {
                result.append(character)
            } else if result.last != " " {
                result.append(" ")
            }
        }
        return result
    }
}
