/// Parses the rules of a sheet (CSS Syntax Level 3, section 5).
struct SheetParser {
    private var tokenizer: Tokenizer
    var pending: Token?
    private(set) var rules: [StyleRule] = []
    private(set) var selectors: [IndexedSelector] = []
    private(set) var byID: [NameKey: [Int32]] = [:]
    private(set) var byClass: [NameKey: [Int32]] = [:]
    private(set) var byTag: [NameKey: [Int32]] = [:]
    private(set) var byAttribute: [NameKey: [Int32]] = [:]
    private(set) var universal: [Int32] = []
    var media: [MediaCondition] = []
    var layers: [NameKey] = []
    /// Those of them that have a name of our own.
    var unnamedLayers: Set<NameKey> = []
    var imports: [SheetImport] = []
    var unknownCount = 0
    private(set) var examples: [String] = []
    var currentMedia: Int32 = -1
    var currentLayer: Int32 = Self.unlayered
    var depth = 0
    /// Rules that were met in the one that is read, in order, with whole selectors.
    var nestedRules: [NestedRule] = []

    static let unlayered: Int32 = 0x7FFF
    static let depthMax = 16
    private static let selectorsMax = 200_000
    static let layersMax = 500

    init(_ bytes: [UInt8]) { tokenizer = Tokenizer(bytes) }

    mutating func run() { parseRules(nested: false) }

    /// Declarations without a selector: the `style` attribute.
    static func inlineStyle(_ text: String) -> StyleRule {
        var parser = SheetParser(Array(text.utf8))
        return parser.parseDeclarations()
    }

    mutating func next() -> Token {
        if let token = pending {
            pending = nil
            return token
        }
        return tokenizer.next()
    }

    mutating func noteUnknown(from start: Int) {
        unknownCount += 1
        addExample(from: start)
    }

    private mutating func addExample(from start: Int) {
        guard examples.count < 5 else { return }
        let text = tokenizer.excerpt(from: start, to: tokenizer.offset)
        var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while let last = words.last, "{}; ".contains(last) { words.removeLast() }
        examples.append(String(words.prefix(50)))
    }

    mutating func parseRules(nested: Bool) {
        while true {
            let start = tokenizer.offset
            let token = next()
            switch token.kind {
            case .end: return
            case .closeBrace: if nested { return }
            case .whitespace, .semicolon: continue
            case .delim where token.byte == 0x3C || token.byte == 0x2D: continue
            case .atKeyword: atRule(token, from: start)
            default: qualifiedRule(token, from: start)
            }
        }
    }

    // MARK: Style rules

    private mutating func qualifiedRule(_ first: Token, from start: Int) {
        guard let prelude = prelude(startingWith: first) else { return }
        var reader = SelectorReader(prelude)
        let list = reader.list()
        if reader.unknownCount > 0 { noteUnknown(from: start) }
        let outerNested = nestedRules
        nestedRules = []
        let rule = parseDeclarations(nestsIn: prelude)
        add(rule, for: list)
        let media = currentMedia
        defer { currentMedia = media }
        for nested in nestedRules {
            currentMedia = nested.media
            var reader = SelectorReader(nested.prelude)
            let list = reader.list()
            if reader.unknownCount > 0 { noteUnknown(from: start) }
            add(nested.rule, for: list)
        }
        nestedRules = outerNested
    }

    private mutating func add(_ rule: StyleRule, for list: [Selector]) {
        unknownCount += rule.unknown
        guard !list.isEmpty, selectors.count < Self.selectorsMax else { return }
        let ruleIndex = Int32(rules.count)
        rules.append(rule)
        for selector in list where selector.pseudoElement != .unseen {
            index(selector, rule: ruleIndex)
        }
    }

    private mutating func index(_ selector: Selector, rule: Int32) {
        guard let last = selector.compounds.first, !last.pseudos.contains(where: \.isNever) else {
            return
        }
        let number = Int32(selectors.count)
        selectors.append(
            IndexedSelector(
                selector: selector, rule: rule, media: currentMedia, layer: currentLayer))
        if last.id != 0 {
            byID[last.id, default: []].append(number)
        } else if let name = last.classes.last {
            byClass[name, default: []].append(number)
        } else if last.tag != 0 {
            byTag[last.tag, default: []].append(number)
        } else if let test = last.attributes.first {
            byAttribute[test.name, default: []].append(number)
        } else {
            universal.append(number)
        }
    }

    /// The tokens up to `{`; nil where there is none.
    mutating func prelude(startingWith first: Token) -> [Token]? {
        var tokens: [Token] = []
        var token = first
        while true {
            switch token.kind {
            case .openBrace: return tokens
            case .end: return nil
            default: tokens.append(token)
            }
            token = next()
        }
    }

    // MARK: Declarations

    /// Up to the closing brace, which is taken.
    ///
    /// - Parameter outer: The rule's selectors, for those of rules in it; nil where there can be none.
    mutating func parseDeclarations(nestsIn outer: [Token]? = nil) -> StyleRule {
        var rule = StyleRuleDraft()
        while true {
            let (start, unknown) = (tokenizer.offset, rule.unknown)
            defer { if rule.unknown > unknown { addExample(from: start) } }
            let token = next()
            switch token.kind {
            case .end, .closeBrace: return StyleRule(rule)
            case .whitespace, .semicolon: continue
            case .ident: declaration(token, into: &rule, nestsIn: outer)
            default:
                // `*zoom` and the like are for browsers long gone.
                let isHack = token.isDelim("*")
                if !isHack, let outer, nest([], token, in: outer) { continue }
                rule.unknown += isHack ? 0 : 1
                skipStatement()
            }
        }
    }

    private mutating func declaration(
        _ name: Token, into rule: inout StyleRuleDraft, nestsIn outer: [Token]?
    ) {
        var token = next()
        let isSpaced = token.kind == .whitespace
        while token.kind == .whitespace { token = next() }
        guard token.kind == .colon else {
            let start = isSpaced ? [name, Token(.whitespace)] : [name]
            if let outer {
                if nest(start, token, in: outer) { return }
            } else {
                pending = token
            }
            rule.unknown += 1
            skipStatement()
            return
        }
        let (tokens, isImportant, hasVariable) = value()
        if name.flag {
            rule.variables[name.key] = PendingTokens(tokens)
            return
        }
        guard let property = Property(name.folded) else {
            if !HarmlessProperties.keys.contains(name.folded), !isVendor(name) { rule.unknown += 1 }
            return
        }
        let found: [Declaration]? =
            hasVariable
            ? [Declaration(property: property, value: .pending(PendingTokens(tokens)))]
            : DeclarationReader.longhands(of: property, tokens)
        guard let found else {
            rule.unknown += tokens.contains { $0.kind == .delim || $0.kind == .bad } ? 0 : 1
            return
        }
        if isImportant { rule.importantDeclarations += found } else { rule.declarations += found }
    }

    /// A vendor's own properties are not the page's meaning.
    func isVendor(_ name: Token) -> Bool { name.byte == 0x2D }

    /// The tokens of a value up to `;` or `}`, without `!important`.
    private mutating func value() -> (tokens: [Token], isImportant: Bool, hasVariable: Bool) {
        var tokens: [Token] = []
        var nesting = 0
        var isImportant = false
        var hasVariable = false
        loop: while true {
            let token = next()
            switch token.kind {
            case .end: break loop
            case .semicolon where nesting <= 0: break loop
            case .closeBrace where nesting <= 0:
                pending = token
                break loop
            case .openBrace, .function, .openParen, .openSquare: nesting += 1
            case .closeBrace, .closeParen, .closeSquare: nesting -= 1
            case .whitespace where tokens.isEmpty: continue
            case .ident where token.keyword == .important && endsWithBang(tokens):
                while tokens.last?.kind == .whitespace { tokens.removeLast() }
                tokens.removeLast()
                isImportant = true
                continue
            default: break
            }
            if token.kind == .function, token.keyword == .var { hasVariable = true }
            tokens.append(token)
        }
        while tokens.last?.kind == .whitespace { tokens.removeLast() }
        return (tokens, isImportant, hasVariable)
    }

    private func endsWithBang(_ tokens: [Token]) -> Bool {
        tokens.last { $0.kind != .whitespace }?.isDelim("!") ?? false
    }

    /// Skips to after the next `;`, or after a block; stops before a `}` that closes the rule.
    private mutating func skipStatement() {
        var nesting = 0
        while true {
            let token = next()
            switch token.kind {
            case .end: return
            case .semicolon where nesting == 0: return
            case .openBrace: nesting += 1
            case .closeBrace:
                if nesting == 0 {
                    pending = token
                    return
                }
                nesting -= 1
                if nesting == 0 { return }
            default: break
            }
        }
    }
}

extension PseudoClass {
    fileprivate var isNever: Bool { if case .never = self { true } else { false } }
}
