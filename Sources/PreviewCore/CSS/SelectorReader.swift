/// Reads selector lists (Selectors Level 4).
struct SelectorReader {
    private let tokens: [Token]
    private var index = 0
    private var depth: Int
    /// Selectors that were left out because something in them is not known.
    private(set) var unknownCount = 0
    /// Selectors that were left out for a vendor's own pseudo-class: other browsers do the same.
    private(set) var vendorCount = 0
    private var metVendor = false

    private static let depthMax = 8
    private static let compoundsMax = 64

    init(_ tokens: [Token], depth: Int = 0) {
        self.tokens = tokens
        self.depth = depth
    }

    /// The selectors that are understood; the others of the list are counted.
    mutating func list() -> [Selector] {
        var selectors: [Selector] = []
        while index < tokens.count {
            metVendor = false
            if let selector = complex(), atListEnd {
                selectors.append(selector)
            } else {
                if metVendor { vendorCount += 1 } else { unknownCount += 1 }
                skipToComma()
            }
            index += 1
        }
        return selectors
    }

    private var atListEnd: Bool { index >= tokens.count || tokens[index].kind == .comma }
    private var peek: Token? { index < tokens.count ? tokens[index] : nil }

    private mutating func skipToComma() {
        var nesting = 0
        while index < tokens.count {
            switch tokens[index].kind {
            case .function, .openParen, .openSquare: nesting += 1
            case .closeParen, .closeSquare: nesting -= 1
            case .comma where nesting <= 0: return
            default: break
            }
            index += 1
        }
    }

    private mutating func skipSpace() {
        while index < tokens.count, tokens[index].kind == .whitespace { index += 1 }
    }

    private mutating func complex() -> Selector? {
        skipSpace()
        var selector = Selector(compounds: [], specificity: 0)
        var combinator = Compound.Combinator.none
        if let leading = relativeCombinator() { combinator = leading }
        while true {
            skipSpace()
            guard var compound = compound(&selector) else { return nil }
            compound.combinator = combinator
            guard selector.compounds.count < Self.compoundsMax else { return nil }
            selector.compounds.insert(compound, at: 0)
            guard let next = self.combinator() else { return selector }
            guard selector.pseudoElement == .none else { return nil }
            combinator = next
        }
    }

    /// In `:has(> a)` a combinator comes first.
    private mutating func relativeCombinator() -> Compound.Combinator? {
        guard depth > 0, let token = peek, token.kind == .delim else { return nil }
        let combinator = Self.combinator(token)
        if combinator != nil { index += 1 }
        return combinator
    }

    private static func combinator(_ token: Token) -> Compound.Combinator? {
        switch token.byte {
        case 0x3E: .child
        case 0x2B: .next
        case 0x7E: .following
        default: nil
        }
    }

    /// Takes a combinator; nil at the end of the selector.
    private mutating func combinator() -> Compound.Combinator? {
        let hasSpace = peek?.kind == .whitespace
        skipSpace()
        guard !atListEnd, let token = peek else { return nil }
        if token.kind == .delim, let combinator = Self.combinator(token) {
            index += 1
            return combinator
        }
        return hasSpace ? .descendant : nil
    }

    private mutating func compound(_ selector: inout Selector) -> Compound? {
        var compound = Compound()
        var isEmpty = true
        while let token = peek {
            switch token.kind {
            case .ident where isEmpty:
                compound.tag = token.folded
                selector.specificity += 1
            case .delim where token.byte == 0x2A && isEmpty: break
            case .delim where token.byte == 0x2E:
                index += 1
                guard let name = peek, name.kind == .ident else { return nil }
                compound.classes.append(name.key)
                selector.specificity += 0x100
            case .hash:
                compound.id = token.key
                selector.specificity += 0x10000
            case .openSquare:
                index += 1
                guard let test = attribute() else { return nil }
                compound.attributes.append(test)
                selector.specificity += 0x100
                isEmpty = false
                continue
            case .colon:
                index += 1
                guard pseudo(&compound, &selector) else { return nil }
                isEmpty = false
                continue
            default:
                return isEmpty ? nil : compound
            }
            index += 1
            isEmpty = false
        }
        return isEmpty ? nil : compound
    }

    // MARK: Attributes

    private mutating func attribute() -> AttributeTest? {
        skipSpace()
        guard let name = peek, name.kind == .ident else { return nil }
        index += 1
        skipSpace()
        var test = AttributeTest(name: name.folded, test: .exists, value: [], foldsCase: false)
        guard let token = peek else { return nil }
        if token.kind == .closeSquare {
            index += 1
            return test
        }
        guard token.kind == .delim, let kind = Self.attributeOperator(token.byte) else {
            return nil
        }
        index += token.byte == 0x3D ? 1 : 2
        skipSpace()
        guard let value = peek, value.kind == .string || value.kind == .ident else { return nil }
        test.test = kind
        test.value = Array(value.text.utf8)
        index += 1
        skipSpace()
        if let flag = peek, flag.kind == .ident {
            test.foldsCase = flag.folded == NameHash.exact("i")
            index += 1
            skipSpace()
        }
        guard peek?.kind == .closeSquare else { return nil }
        index += 1
        return test
    }

    private static func attributeOperator(_ byte: UInt8) -> AttributeTest.Operator? {
        switch byte {
        case 0x3D: .equals
        case 0x7E: .includes
        case 0x7C: .dash
        case 0x5E: .prefix
        case 0x24: .suffix
        case 0x2A: .contains
        default: nil
        }
    }

    // MARK: Pseudo-classes

    private mutating func pseudo(_ compound: inout Compound, _ selector: inout Selector) -> Bool {
        var isElement = false
        if peek?.kind == .colon {
            isElement = true
            index += 1
        }
        guard let token = peek else { return false }
        index += 1
        if token.kind == .function { return functional(token, isElement, &compound, &selector) }
        guard token.kind == .ident else { return false }
        if let element = Self.pseudoElement(token, isElement) {
            selector.pseudoElement = element
            selector.specificity += 1
            return true
        }
        guard let simple = Self.simple(token.keyword) else {
            metVendor = token.byte == 0x2D
            return false
        }
        compound.pseudos.append(simple)
        selector.specificity += 0x100
        return true
    }

    private static func pseudoElement(_ token: Token, _ isElement: Bool) -> Selector.PseudoElement?
    {
        switch token.keyword {
        case .before: .before
        case .after: .after
        case .firstLine, .firstLetter: .unseen
        default: isElement ? .unseen : nil
        }
    }

    private static func simple(_ name: Keyword) -> PseudoClass? {
        switch name {
        case .root, .scope, .host: .root
        case .empty: .empty
        case .link, .anyLink: .link
        case .checked: .checked
        case .disabled: .disabled
        case .enabled: .enabled
        case .required: .required
        case .optional: .optional
        case .open: .open
        case .readOnly: .readOnly
        case .placeholderShown: .placeholderShown
        case .firstChild: .nth(step: 0, offset: 1, fromEnd: false, ofType: false)
        case .lastChild: .nth(step: 0, offset: 1, fromEnd: true, ofType: false)
        case .firstOfType: .nth(step: 0, offset: 1, fromEnd: false, ofType: true)
        case .lastOfType: .nth(step: 0, offset: 1, fromEnd: true, ofType: true)
        case .onlyChild: .onlyChild
        case .onlyOfType: .onlyOfType
        case .defined, .readWrite, .valid, .inRange: .not([])
        case .visited, .hover, .active, .focus, .focusVisible, .focusWithin, .target, .invalid,
            .indeterminate, .default,
            .fullscreen, .modal, .popoverOpen, .autofill, .outOfRange, .userValid, .userInvalid,
            .playing, .paused,
            .picture:
            .never
        default: nil
        }
    }

    private mutating func functional(
        _ token: Token, _ isElement: Bool, _ compound: inout Compound, _ selector: inout Selector
    ) -> Bool {
        let arguments = arguments()
        if isElement {
            selector.pseudoElement = .unseen
            return true
        }
        switch token.keyword {
        case .not, .is, .where, .matches, .any, .has:
            return selectorArgument(token.keyword, arguments, &compound, &selector)
        case .nthChild, .nthLastChild, .nthOfType, .nthLastOfType:
            guard let (step, offset) = Self.formula(arguments) else { return false }
            let fromEnd = token.keyword == .nthLastChild || token.keyword == .nthLastOfType
            let ofType = token.keyword == .nthOfType || token.keyword == .nthLastOfType
            if !ofType, let place = arguments.firstIndex(where: { $0.isIdent(.of) }) {
                guard depth < Self.depthMax else { return false }
                var reader = SelectorReader(Array(arguments[(place + 1)...]), depth: depth + 1)
                let inner = reader.list()
                guard reader.unknownCount + reader.vendorCount == 0, !inner.isEmpty else {
                    return false
                }
                selector.specificity += inner.map(\.specificity).max() ?? 0
                compound.pseudos.append(
                    .nthOf(step: step, offset: offset, fromEnd: fromEnd, inner))
            } else {
                compound.pseudos.append(
                    .nth(step: step, offset: offset, fromEnd: fromEnd, ofType: ofType))
            }
        case .lang:
            guard let name = arguments.first(where: { $0.kind == .ident || $0.kind == .string })
            else { return false }
            compound.pseudos.append(name.kind == .string ? .lang(Array(name.text.utf8)) : .never)
        case .dir:
            compound.pseudos.append(
                .direction(rightToLeft: arguments.contains { $0.isIdent(.rtl) }))
        case .host:
            compound.pseudos.append(.never)
        default: return false
        }
        selector.specificity += 0x100
        return true
    }

    private mutating func selectorArgument(
        _ name: Keyword, _ arguments: [Token], _ compound: inout Compound,
        _ selector: inout Selector
    ) -> Bool {
        guard depth < Self.depthMax else { return false }
        var reader = SelectorReader(arguments, depth: depth + 1)
        let inner = reader.list()
        metVendor = reader.vendorCount > 0 && reader.unknownCount == 0
        // `:is()` forgives what it does not know; `:not()` and `:has()` do not.
        guard
            reader.unknownCount + reader.vendorCount == 0 || name == .is || name == .where
                || name == .matches
                || name == .any
        else {
            return false
        }
        if name != .where { selector.specificity += inner.map(\.specificity).max() ?? 0 }
        switch name {
        case .not: compound.pseudos.append(.not(inner))
        case .has: compound.pseudos.append(.has(inner))
        default: compound.pseudos.append(.anyOf(inner))
        }
        return true
    }

    /// The tokens up to the matching parenthesis.
    private mutating func arguments() -> [Token] {
        let start = index
        var nesting = 1
        while index < tokens.count {
            switch tokens[index].kind {
            case .function, .openParen: nesting += 1
            case .closeParen: nesting -= 1
            default: break
            }
            index += 1
            if nesting == 0 { return Array(tokens[start..<index - 1]) }
        }
        return Array(tokens[start...])
    }

    /// `odd`, `even`, `3`, `2n+1`, `-n + 3`.
    private static func formula(_ tokens: [Token]) -> (step: Int, offset: Int)? {
        if tokens.contains(where: { $0.isIdent(.even) }) { return (2, 0) }
        if tokens.contains(where: { $0.isIdent(.odd) }) { return (2, 1) }
        var formula = NthFormula()
        for token in tokens {
            if token.isIdent(.of) { break }
            guard formula.take(token) else { return nil }
        }
        return formula.hasAny ? (formula.step, formula.offset) : nil
    }
}
