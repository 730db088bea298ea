/// The custom properties that hold at an element: those its own rules set, then those of its parent.
final class VariableScope {
    let parent: VariableScope?
    /// The tables of the rules that set some, the strongest last.
    let tables: [VariableTable]
    private var resolved: [NameKey: [Token]?] = [:]
    /// By the identity of the tokens, which are kept so that no others get it.
    private var parsed: [ObjectIdentifier: (tokens: PendingTokens, longhands: [Declaration])] = [:]

    /// More tokens than this are no value but an attack.
    private static let tokensMax = 4000
    private static let depthMax = 24

    init(parent: VariableScope?, tables: [VariableTable]) {
        self.parent = parent
        self.tables = tables
    }

    /// The value of a variable, with the variables in it replaced; nil where it has none.
    func value(of name: NameKey, depth: Int = 0) -> [Token]? {
        var scope: VariableScope? = self
        while let here = scope {
            if let found = here.own(name, depth: depth) { return found }
            if here.defines(name) { return nil }
            scope = here.parent
        }
        return nil
    }

    private func defines(_ name: NameKey) -> Bool { tables.contains { $0.values[name] != nil } }

    private func own(_ name: NameKey, depth: Int) -> [Token]? {
        if let known = resolved[name] { return known }
        guard depth < Self.depthMax,
            let raw = tables.last(where: { $0.values[name] != nil })?.values[name]
        else { return nil }
        let isInitial = raw.tokens.count == 1 && raw.tokens[0].isIdent(.initial)
        let value = isInitial ? nil : substitute(raw.tokens, depth: depth + 1)
        resolved[name] = .some(value)
        return value
    }

    /// What a declaration with variables comes to in this scope.
    func longhands(of property: Property, _ pending: PendingTokens) -> [Declaration] {
        if let known = parsed[ObjectIdentifier(pending)] { return known.longhands }
        let found = substitute(pending.tokens).flatMap {
            DeclarationReader.longhands(of: property, $0)
        }
        // Invalid at computed-value time: the property is as if unset.
        let longhands =
            found ?? property.longhands.map { Declaration(property: $0, value: .keyword(.unset)) }
        parsed[ObjectIdentifier(pending)] = (pending, longhands)
        return longhands
    }

    /// Replaces each `var()`; nil where one has no value and no fallback.
    func substitute(_ tokens: [Token], depth: Int = 0) -> [Token]? {
        guard tokens.contains(where: { $0.isFunction(.var) }) else { return tokens }
        guard depth < Self.depthMax else { return nil }
        var result: [Token] = []
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            index += 1
            guard token.isFunction(.var) else {
                result.append(token)
                continue
            }
            let arguments = Self.arguments(tokens, &index)
            guard let value = resolve(arguments, depth: depth) else { return nil }
            result += value
            guard result.count <= Self.tokensMax else { return nil }
        }
        return result
    }

    private func resolve(_ arguments: ArraySlice<Token>, depth: Int) -> [Token]? {
        guard let name = arguments.first(where: { $0.kind == .ident }) else { return nil }
        if let value = value(of: name.key, depth: depth + 1) { return value }
        guard let comma = arguments.firstIndex(where: { $0.kind == .comma }) else { return nil }
        return substitute(Array(arguments[(comma + 1)...]), depth: depth + 1)
    }

    private static func arguments(_ tokens: [Token], _ index: inout Int) -> ArraySlice<Token> {
        let start = index
        var nesting = 1
        while index < tokens.count {
            switch tokens[index].kind {
            case .function, .openParen: nesting += 1
            case .closeParen: nesting -= 1
            default: break
            }
            index += 1
            if nesting == 0 { return tokens[start..<index - 1] }
        }
        return tokens[start...]
    }
}

/// The variables one rule sets.
final class VariableTable: Sendable {
    let values: [NameKey: PendingTokens]
    init(_ values: [NameKey: PendingTokens]) { self.values = values }
}
