/// A token of CSS Syntax Level 3, reduced to what is read later: a name is its keys.
struct Token: Sendable {
    enum Kind: Sendable {
        case ident, function, atKeyword, hash, string, url, number, percentage, dimension, delim,
            whitespace, colon
        case semicolon, comma, openParen, closeParen, openSquare, closeSquare, openBrace,
            closeBrace, bad, end
    }

    var kind: Kind
    /// Of names: what it means, where it means something.
    var keyword = Keyword.other
    /// Of dimensions.
    var unit = CSSUnit.other
    /// Of delimiters. Of names: their first byte.
    var byte: UInt8 = 0
    /// Of numbers: written without a fraction. Of names: begins with `--`.
    var flag = false
    /// Of names: the key with its case kept. Of a hash: the same.
    var key: NameKey = 0
    /// Of names: the key with ASCII case folded.
    var folded: NameKey = 0
    var number = 0.0
    /// Of strings and hashes: the decoded text.
    var text = ""

    init(_ kind: Kind) { self.kind = kind }

    func isDelim(_ character: Unicode.Scalar) -> Bool {
        kind == .delim && UInt32(byte) == character.value
    }
    func isIdent(_ word: Keyword) -> Bool { kind == .ident && keyword == word }
    func isFunction(_ word: Keyword) -> Bool { kind == .function && keyword == word }
}

/// Units of length, angle, time and resolution.
enum CSSUnit: String, CaseIterable, Sendable {
    case other = "?"
    case px, em, rem, ex, ch, vw, vh, vmin, vmax, svw, svh, lvw, lvh, dvw, dvh, vi, vb, cm, mm, q,
        `in`, pt, pc, fr, lh, rlh
    case cqw, cqi, deg, grad, rad, turn, s, ms, dpi, dppx, dpcm, x

    private static let byKey: [NameKey: CSSUnit] = Dictionary(
        allCases.map { (NameHash.exact($0.rawValue), $0) }, uniquingKeysWith: { first, _ in first })

    init(_ folded: NameKey) { self = Self.byKey[folded] ?? .other }
}
