/// A rule inside another one, as if it stood beside it.
struct NestedRule {
    var prelude: [Token]
    var rule: StyleRule
    var media: Int32
}

/// Rules in rules (CSS Nesting Level 1).
///
/// What stands behind a nested rule is read as if it stood before it.
extension SheetParser {
    /// Reads a rule that begins with `start` and `token` inside one with the selectors `outer`.
    ///
    /// - Returns: False where it is none; then what was read is still to be skipped.
    mutating func nest(_ start: [Token], _ token: Token, in outer: [Token]) -> Bool {
        guard depth < Self.depthMax else { return refuse(token) }
        depth += 1
        defer { depth -= 1 }
        if token.kind == .atKeyword { return start.isEmpty && nestGroup(token, in: outer) }
        var tokens = start
        var token = token
        while token.kind != .openBrace {
            // No selector has these: what was taken for one ends here.
            if [.end, .semicolon, .closeBrace, .bad].contains(token.kind) { return refuse(token) }
            tokens.append(token)
            token = next()
        }
        nest(Self.resolved(tokens, in: outer))
        return true
    }

    private mutating func refuse(_ token: Token) -> Bool {
        pending = token
        return false
    }

    /// `@media` and `@supports` around declarations; others are not understood.
    private mutating func nestGroup(_ name: Token, in outer: [Token]) -> Bool {
        guard name.keyword == .media || name.keyword == .supports,
            let prelude = prelude(startingWith: next())
        else { return false }
        let before = currentMedia
        enter(name.keyword == .media ? mediaCondition(prelude) : supportsCondition(prelude))
        nest(outer)
        currentMedia = before
        return true
    }

    /// The declarations of a rule whose `{` was read, and the rules in it behind it.
    private mutating func nest(_ prelude: [Token]) {
        let place = nestedRules.count
        let rule = parseDeclarations(nestsIn: prelude)
        nestedRules.insert(NestedRule(prelude: prelude, rule: rule, media: currentMedia), at: place)
    }

    // MARK: Selectors

    private static let isFunction = Tokenizer.tokens(of: ":is(")

    /// Selectors with the outer ones in the place of `&`; before those that have none.
    private static func resolved(_ tokens: [Token], in outer: [Token]) -> [Token] {
        let outer = trimmed(outer[...])
        let isList = outer.contains { $0.kind == .comma }
        let whole = isFunction + outer + [Token(.closeParen)]
        return Array(
            parts(of: tokens).map { part -> [Token] in
                let part = trimmed(part)
                let places = part.indices.filter { part[$0].isDelim("&") }
                // As it is where it can be: its names can be looked up then.
                let first = isList ? whole : outer
                if places.isEmpty { return first + [Token(.whitespace)] + part }
                if places == [0] { return first + part.dropFirst() }
                return part.flatMap { $0.isDelim("&") ? whole : [$0] }
            }.joined(separator: [Token(.comma)]))
    }

    private static func parts(of tokens: [Token]) -> [ArraySlice<Token>] {
        var parts: [ArraySlice<Token>] = []
        var nesting = 0
        var start = 0
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .function, .openParen, .openSquare: nesting += 1
            case .closeParen, .closeSquare: nesting -= 1
            case .comma where nesting <= 0:
                parts.append(tokens[start..<index])
                start = index + 1
            default: break
            }
        }
        return parts + [tokens[start...]]
    }

    private static func trimmed(_ tokens: ArraySlice<Token>) -> [Token] {
        var tokens = tokens.drop { $0.kind == .whitespace }
        while tokens.last?.kind == .whitespace { tokens.removeLast() }
        return Array(tokens)
    }
}
