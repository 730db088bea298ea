/// A prompt made safe: what may not be shown is gone, and it is no longer than we care to read.
enum PromptText {
    static let promptScalarsMax = 4000
    static let nameCharactersMax = 60

    /// Without escape sequences, control, bidi and other invisible characters; spaces run together; capped.
    static func cleaned(_ text: String, scalarsMax: Int = promptScalarsMax) -> String {
        var result = String.UnicodeScalarView()
        var count = 0
        var marks = 0
        for scalar in withoutEscapes(text.unicodeScalars) {
            guard count < scalarsMax else { break }
            if isSpace(scalar) {
                if let last = result.last, last != " " { result.append(" ") } else { continue }
                marks = 0
            } else if isShown(scalar) {
                marks = scalar.properties.generalCategory == .nonspacingMark ? marks + 1 : 0
                guard marks <= 3 else { continue }
                result.append(scalar)
            } else {
                continue
            }
            count += 1
        }
        while result.last == " " { result.removeLast() }
        return withoutPlaceholderMarks(String(result))
    }

    /// A name or a quoted text: cleaned, and at most so many characters.
    static func capped(_ text: String, charactersMax: Int = nameCharactersMax) -> String {
        var kept = String(cleaned(text, scalarsMax: charactersMax * 4).prefix(charactersMax))
        while kept.last == " " { kept.removeLast() }
        return kept
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
    }

    /// Letters, marks, digits, punctuation, symbols; no format character but the joiner of emoji.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        case .format: scalar.value == 0x200d
        default: true
        }
    }

    /// Drops whole CSI, OSC and DCS sequences, so that not even their letters are left over.
    private static func withoutEscapes(_ scalars: String.UnicodeScalarView) -> [Unicode.Scalar] {
        let all = Array(scalars.prefix(promptScalarsMax * 8))
        var kept: [Unicode.Scalar] = []
        var at = 0
        while at < all.count {
            let value = all[at].value
            if value == 0x1b || value == 0x9b || value == 0x9d || value == 0x90 {
                at = endOfEscape(all, from: at)
            } else {
                kept.append(all[at])
                at += 1
            }
        }
        return kept
    }

    private static func endOfEscape(_ all: [Unicode.Scalar], from start: Int) -> Int {
        var at = start + 1
        var kind = all[start].value
        if kind == 0x1b {
            guard at < all.count else { return at }
            kind = all[at].value
            at += 1
        }
        switch kind {
        case 0x5b, 0x9b:  // CSI: parameters, then one final byte
            while at < all.count, (0x20...0x3f).contains(all[at].value) { at += 1 }
            return min(at + 1, all.count)
        case 0x5d, 0x9d, 0x50, 0x90, 0x5f, 0x5e:  // OSC, DCS and their kin: until BEL or ST
            while at < all.count, all[at].value != 0x07, all[at].value != 0x9c,
                all[at].value != 0x1b
            { at += 1 }
            guard at < all.count, all[at].value == 0x1b else { return min(at + 1, all.count) }
            return at + 1 < all.count && all[at + 1] == "\\" ? at + 2 : at
        default: return at
        }
    }

    /// `[[` and `]]` mark what we made up; a prompt may not.
    private static func withoutPlaceholderMarks(_ text: String) -> String {
        var result = ""
        for character in text {
            if let last = result.last, character == last, character == "[" || character == "]" {
                continue
            }
            result.append(character)
        }
        return result
    }

    /// Lower case, accents dropped: what the word tables are written in.
    static func folded(_ text: String) -> String {
        var result = ""
        for scalar in text.lowercased().unicodeScalars {
            if let plain = plainLetters[scalar] {
                result.unicodeScalars.append(plain)
            } else if !(0x300...0x36f).contains(scalar.value) {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let plainLetters: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (plain, accented) in [
            ("a", "áàâãäå"), ("e", "éèêë"), ("i", "íìîï"), ("o", "óòôõö"), ("u", "úùûü"),
            ("c", "ç"), ("n", "ñ"),
            ("'", "’‘"),
        ] {
            for scalar in accented.unicodeScalars { table[scalar] = plain.unicodeScalars.first }
        }
        return table
    }()
}
