import Synchronization

/// One grapheme cluster as a number: a scalar's value, or from `clusterBase` on an index into the table.
typealias Glyph = UInt32

/// The grapheme clusters that are more than one scalar. Rows may be cut on one thread while another lays out.
final class GlyphTable: Sendable {
    static let clusterBase: Glyph = 0x110000
    /// The second cell of a wide character.
    static let continuation: Glyph = .max

    private struct Clusters {
        var characters: [Character] = []
        var glyphs: [Character: Glyph] = [:]
    }

    private let clusters = Mutex(Clusters())

    func glyph(for character: Character) -> Glyph {
        let scalars = character.unicodeScalars
        if let only = scalars.first, scalars.count == 1 { return only.value }
        return clusters.withLock { clusters in
            if let known = clusters.glyphs[character] { return known }
            let glyph = Self.clusterBase + Glyph(clusters.characters.count)
            clusters.characters.append(character)
            clusters.glyphs[character] = glyph
            return glyph
        }
    }

    /// The character of a glyph; a space for what is none.
    func character(of glyph: Glyph) -> Character {
        guard glyph >= Self.clusterBase else {
            return Unicode.Scalar(glyph).map { Character($0) } ?? " "
        }
        guard glyph != Self.continuation else { return " " }
        return clusters.withLock { $0.characters[Int(glyph - Self.clusterBase)] }
    }

    /// Appends a glyph as UTF-8.
    func append(_ glyph: Glyph, to text: inout [UInt8]) {
        if glyph < 0x80 {
            text.append(UInt8(glyph))
        } else if glyph < Self.clusterBase {
            if let scalar = Unicode.Scalar(glyph) {
                text.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
            }
        } else if glyph != Self.continuation {
            text.append(contentsOf: character(of: glyph).utf8)
        }
    }
}

/// What of a page's text may reach a screen.
enum VisibleText {
    /// Whether a scalar is dropped: controls, bidirectional controls, icons of private fonts.
    static func isDropped(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x20, 0x7F..<0xA0, 0xAD: true
        case 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x061C, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// The character without its dropped scalars; nil where nothing is left.
    static func filtered(_ character: Character) -> Character? {
        guard character.unicodeScalars.contains(where: { isDropped($0.value) }) else {
            return character
        }
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: character.unicodeScalars.lazy.filter { !isDropped($0.value) })
        return String(kept).first
    }

    /// Printable text on one line.
    static func line(_ text: String) -> String {
        String(
            text.split(whereSeparator: \.isWhitespace).joined(separator: " ").compactMap(filtered))
    }
}
