/// One word, mark or quoted text of a prompt.
struct PromptWord: Equatable {
    enum Kind: Equatable { case word, mark, quoted }

    let kind: Kind
    /// As it was typed; of a quoted text what is between the quotes.
    let text: String
    /// Lower case without accents.
    let folded: String
    /// Whether a space stands before it.
    let isSpaced: Bool

    init(_ kind: Kind, _ text: String, isSpaced: Bool = true) {
        self.kind = kind
        self.text = text
        self.isSpaced = isSpaced
        folded = PromptText.folded(text)
    }

    var isCapitalised: Bool {
        kind == .word && (text.first?.isUppercase == true || text.first?.isNumber == true)
    }
}

/// Splits a cleaned prompt into words.
struct PromptWords {
    private static let closing: [Character: Character] = [
        "\"": "\"", "“": "”", "«": "»", "„": "“", "'": "'", "‘": "’",
    ]

    static func split(_ text: String) -> [PromptWord] {
        let characters = Array(text)
        var words: [PromptWord] = []
        var at = 0
        while at < characters.count {
            let character = characters[at]
            let isSpaced = at > 0 && characters[at - 1] == " "
            if character == " " {
                at += 1
            } else if let end = quotedEnd(characters, from: at) {
                words.append(
                    PromptWord(.quoted, String(characters[(at + 1)..<end]), isSpaced: isSpaced))
                at = end + 1
            } else if isWordCharacter(character) {
                var end = at + 1
                while end < characters.count,
                    isWordCharacter(characters[end]) || isInner(characters, end)
                { end += 1 }
                words.append(PromptWord(.word, String(characters[at..<end]), isSpaced: isSpaced))
                at = end
            } else {
                words.append(PromptWord(.mark, String(character), isSpaced: isSpaced))
                at += 1
            }
        }
        return words
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "&"
    }

    /// An apostrophe, hyphen or full stop between two letters belongs to the word.
    private static func isInner(_ characters: [Character], _ at: Int) -> Bool {
        guard ["'", "’", "-", ".", "/"].contains(characters[at]), at + 1 < characters.count else {
            return false
        }
        return isWordCharacter(characters[at - 1]) && isWordCharacter(characters[at + 1])
    }

    /// Where the quotation that opens at `start` closes, if it does so soon and holds something.
    private static func quotedEnd(_ characters: [Character], from start: Int) -> Int? {
        guard let close = closing[characters[start]] else { return nil }
        if characters[start] == "'", start > 0, characters[start - 1] != " " { return nil }
        let limit = min(characters.count, start + 400)
        var at = start + 1
        while at < limit {
            let endsHere = at + 1 >= characters.count || !isWordCharacter(characters[at + 1])
            if characters[at] == close, endsHere { return at > start + 1 ? at : nil }
            at += 1
        }
        return nil
    }
}
