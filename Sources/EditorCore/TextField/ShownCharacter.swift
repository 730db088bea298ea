import PreviewCore

/// What stands on the screen for a character of a text that nobody vouches for.
///
/// The one rule that keeps control bytes of sites, servers and models from the terminal: C0, DEL, C1 and the bidi
/// controls become one-cell marks, what takes no cell is left out. `ScreenCore.Frame` draws by it and `TextField` counts
/// by it, so what is counted is what is drawn.
package enum ShownCharacter {
    /// The longest cluster that is shown whole, in UTF-8 bytes; of a longer one its first scalar is shown.
    package static let clusterBytesMax = 40

    /// What to draw, and how many cells it takes; nil for what is not drawn.
    package static func glyph(of character: Character) -> (glyph: Character, width: Int)? {
        if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F { return (character, 1) }
        if let mark = mark(for: character) { return (mark, 1) }
        let drawn =
            character.utf8.count <= clusterBytesMax
            ? character : Character(character.unicodeScalars.first ?? " ")
        let width = cellWidth(of: drawn)
        return width > 0 ? (drawn, width) : nil
    }

    /// The cells a character takes, 0...2.
    package static func width(of character: Character) -> Int { glyph(of: character)?.width ?? 0 }

    /// The cells a text takes on one line.
    package static func width(of text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + width(of: $1) }
    }

    /// The mark for a character that holds a control anywhere in it.
    private static func mark(for character: Character) -> Character? {
        for scalar in character.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: return " "
            case 0x00..<0x20: return Character(Unicode.Scalar(UInt8(scalar.value)).picture)
            case 0x7F: return "␡"
            case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0x2028,
                0x2029:
                return "·"
            default: continue
            }
        }
        return nil
    }
}

extension Unicode.Scalar {
    /// The control picture of a C0 control (U+2400 and on).
    fileprivate var picture: Unicode.Scalar { Unicode.Scalar(0x2400 + value) ?? "·" }
}
