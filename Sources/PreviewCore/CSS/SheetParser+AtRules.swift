/// Conditional groups, layers and imports.
extension SheetParser {
    mutating func atRule(_ name: Token, from start: Int) {
        switch name.keyword {
        case .media: group(from: start) { $0.mediaCondition($1) }
        case .supports: group(from: start) { $0.supportsCondition($1) }
        case .layer: layerRule()
        case .container:
            noteUnknown(from: start)
            skipAtRule()
        case .importRule: importRule()
        case .charset, .fontFace, .keyframes, .webkitKeyframes, .mozKeyframes, .oKeyframes, .page,
            .namespace, .property,
            .counterStyle, .viewport, .msViewport, .startingStyle:
            skipAtRule()
        default:
            skipAtRule()
            if !isVendor(name) { noteUnknown(from: start) }
        }
    }

    /// To after its `;` or its block.
    private mutating func skipAtRule() {
        var nesting = 0
        while true {
            let token = next()
            switch token.kind {
            case .end: return
            case .semicolon where nesting == 0: return
            case .openBrace: nesting += 1
            case .closeBrace:
                nesting -= 1
                if nesting < 0 { pending = token }
                if nesting <= 0 { return }
            default: break
            }
        }
    }

    private mutating func group(
        from start: Int, _ read: (inout SheetParser, [Token]) -> MediaCondition
    ) {
        guard depth < Self.depthMax else { return skipAtRule() }
        guard let prelude = prelude(startingWith: next()) else { return }
        let unknownBefore = unknownCount
        let condition = read(&self, prelude)
        if unknownCount > unknownBefore {
            unknownCount = unknownBefore
            noteUnknown(from: start)
        }
        nested(in: condition)
    }

    private mutating func nested(in condition: MediaCondition) {
        let outer = currentMedia
        enter(condition)
        depth += 1
        parseRules(nested: true)
        depth -= 1
        currentMedia = outer
    }

    /// What is read from here on holds only where this condition does, too.
    mutating func enter(_ condition: MediaCondition) {
        guard condition != .always else { return }
        let outer = currentMedia
        let whole = outer < 0 ? condition : .all([media[Int(outer)], condition])
        currentMedia = Int32(media.count)
        media.append(whole)
    }

    mutating func mediaCondition(_ prelude: [Token]) -> MediaCondition {
        var reader = MediaReader(prelude)
        let condition = reader.list()
        if reader.metUnknown { unknownCount += 1 }
        return condition
    }

    /// `(property: value)` holds for properties that are understood; `selector()` holds.
    func supportsCondition(_ prelude: [Token]) -> MediaCondition {
        var joinsByOr = false
        var negated = false
        var answers: [Bool] = []
        var previous: Token?
        for (index, token) in prelude.enumerated() where token.kind != .whitespace {
            if token.isIdent(.or) { joinsByOr = true }
            if token.isIdent(.not) { negated = true }
            if token.kind == .ident, previous?.kind == .openParen, isFollowedByColon(prelude, index)
            {
                answers.append(supports(token) != negated)
                negated = false
            }
            if token.isFunction(.selector) {
                answers.append(!negated)
                negated = false
            }
            previous = token
        }
        let holds =
            joinsByOr ? answers.contains(true) : !answers.isEmpty && !answers.contains(false)
        return holds ? .always : .never
    }

    private func isFollowedByColon(_ tokens: [Token], _ index: Int) -> Bool {
        tokens[(index + 1)...].first { $0.kind != .whitespace }?.kind == .colon
    }

    private func supports(_ name: Token) -> Bool {
        name.flag || Property(name.folded) != nil || HarmlessProperties.keys.contains(name.folded)
    }

    /// The name of a layer in another.
    private static func layerName(_ outer: NameKey, _ token: Token) -> NameKey {
        (outer ^ token.key) &* 0x100_0000_01B3
    }

    private mutating func layerRule() {
        var names: [NameKey] = []
        var name = NameHash.seed
        var hasName = false
        while true {
            let token = next()
            switch token.kind {
            case .ident:
                name = Self.layerName(name, token)
                hasName = true
            case .comma, .semicolon, .openBrace, .end:
                if !hasName {
                    name = NameHash.seed &+ NameKey(layers.count)
                    unnamedLayers.insert(name)
                }
                names.append(name)
                (name, hasName) = (NameHash.seed, false)
                if token.kind == .comma { continue }
                for name in names where layers.count < Self.layersMax && !layers.contains(name) {
                    layers.append(name)
                }
                guard token.kind == .openBrace, let last = names.last, depth < Self.depthMax else {
                    if token.kind == .openBrace { skipBlock() }
                    return
                }
                return layerBlock(last)
            default: continue
            }
        }
    }

    private mutating func layerBlock(_ name: NameKey) {
        let outer = currentLayer
        currentLayer = Int32(layers.firstIndex(of: name) ?? 0)
        depth += 1
        parseRules(nested: true)
        depth -= 1
        currentLayer = outer
    }

    /// After `{`: to after its `}`.
    private mutating func skipBlock() {
        var nesting = 1
        while nesting > 0 {
            let token = next()
            if token.kind == .end { return }
            if token.kind == .openBrace { nesting += 1 }
            if token.kind == .closeBrace { nesting -= 1 }
        }
    }

    /// `@import url(a.css) layer(b) supports(c) screen and (width > 600px);`
    ///
    /// One that stands behind a rule, or in one, is none.
    private mutating func importRule() {
        var address: String?
        var media: [Token] = []
        var layer: NameKey??
        // In the parentheses of `layer`.
        var isInLayer = false
        var nesting = 0
        // In the parentheses of a function: an address, a layer, a condition of another kind.
        var isInFunction = false
        while true {
            let token = next()
            switch token.kind {
            case .semicolon, .end, .openBrace, .closeBrace:
                if token.kind == .openBrace || token.kind == .closeBrace { pending = token }
                guard let address, rules.isEmpty, depth == 0 else { return }
                let hasMedia = media.contains { $0.kind != .whitespace }
                imports.append(
                    SheetImport(
                        address: address, media: hasMedia ? mediaCondition(media) : .always,
                        layer: layer, layersBefore: layers.count))
                return
            case .string where address == nil, .url where address == nil: address = token.text
            case .function, .openParen:
                nesting += 1
                if nesting == 1 {
                    isInFunction = token.kind == .function
                    isInLayer = token.isFunction(.layer)
                    if isInLayer { layer = NameHash.seed }
                }
                if !isInFunction { media.append(token) }
            case .closeParen:
                nesting = max(0, nesting - 1)
                if !isInFunction { media.append(token) }
                if nesting == 0 { isInFunction = false }
            case .ident where token.keyword == .layer && nesting == 0: layer = .some(nil)
            case .ident where isInLayer && nesting == 1:
                layer = layer?.map { Self.layerName($0, token) }
            default: if address != nil, !isInFunction { media.append(token) }
            }
        }
    }
}
