/// Reads the tokens of one declaration's value from the front.
struct ValueReader {
    private let tokens: [Token]
    private(set) var index: Int
    private let end: Int

    init(_ tokens: [Token]) {
        self.tokens = tokens
        index = 0
        end = tokens.count
    }

    private init(_ tokens: [Token], from index: Int, to end: Int) {
        self.tokens = tokens
        self.index = index
        self.end = end
    }

    var isAtEnd: Bool { index >= end }

    /// The next token without taking it.
    var peek: Token? { index < end ? tokens[index] : nil }

    mutating func skipSpace() {
        while index < end, tokens[index].kind == .whitespace { index += 1 }
    }

    /// Takes the next token that is no white space.
    mutating func next() -> Token? {
        skipSpace()
        guard index < end else { return nil }
        index += 1
        return tokens[index - 1]
    }

    /// Takes the next token, white space as well.
    mutating func nextToken() -> Token? {
        guard index < end else { return nil }
        index += 1
        return tokens[index - 1]
    }

    /// The next token that is no white space, without taking it.
    mutating func peekSolid() -> Token? {
        skipSpace()
        return peek
    }

    /// After a function token: a reader of its arguments; this reader stands after the closing parenthesis.
    mutating func arguments() -> ValueReader {
        let start = index
        var depth = 1
        while index < end {
            switch tokens[index].kind {
            case .function, .openParen: depth += 1
            case .closeParen: depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { return ValueReader(tokens, from: start, to: index - 1) }
        }
        return ValueReader(tokens, from: start, to: end)
    }

    /// Splits what is left at commas of the outermost level.
    func splitAtCommas() -> [ValueReader] {
        var parts: [ValueReader] = []
        var depth = 0
        var start = index
        for i in index..<end {
            switch tokens[i].kind {
            case .function, .openParen: depth += 1
            case .closeParen: depth -= 1
            case .comma where depth == 0:
                parts.append(ValueReader(tokens, from: start, to: i))
                start = i + 1
            default: break
            }
        }
        parts.append(ValueReader(tokens, from: start, to: end))
        return parts
    }

    /// Skips the rest of a function whose token was taken.
    mutating func skipArguments() { _ = arguments() }
}
