/// Reads an+b from tokens, which the tokenizer cuts in many ways: `2n+1`, `2n + 1`, `-n-1`, `n`.
struct NthFormula {
    var step = 0
    var offset = 0
    var hasAny = false
    private var sign = 1

    private static let n = NameHash.exact("n")
    private static let minusN = NameHash.exact("-n")
    /// `n-1` … `n-20` are one identifier or unit.
    private static let joined: [NameKey: Int] = Dictionary(
        uniqueKeysWithValues: (0...40).map { (NameHash.exact("n-\($0)"), -$0) })
    private static let joinedMinus: [NameKey: Int] = Dictionary(
        uniqueKeysWithValues: (0...40).map { (NameHash.exact("-n-\($0)"), -$0) })
    private static let nMinus = NameHash.exact("n-")

    mutating func take(_ token: Token) -> Bool {
        switch token.kind {
        case .whitespace: return true
        case .delim where token.byte == 0x2B || token.byte == 0x2D:
            sign = token.byte == 0x2D ? -1 : 1
            return true
        case .number:
            offset = sign * limited(token.number)
        case .dimension: return takeStep(limited(token.number), token.folded, minus: false)
        case .ident:
            if token.folded == Self.n || token.folded == Self.nMinus
                || Self.joined[token.folded] != nil
            {
                return takeStep(1, token.folded, minus: false)
            }
            return takeStep(-1, token.folded, minus: true)
        default: return false
        }
        hasAny = true
        return true
    }

    private mutating func takeStep(_ value: Int, _ name: NameKey, minus: Bool) -> Bool {
        step = sign * value
        sign = 1
        hasAny = true
        if name == Self.nMinus {
            sign = -1
            return true
        }
        if name == (minus ? Self.minusN : Self.n) { return true }
        guard let joined = (minus ? Self.joinedMinus : Self.joined)[name] else { return false }
        offset = joined
        return true
    }

    private func limited(_ value: Double) -> Int { Int(max(-10_000, min(10_000, value))) }
}
