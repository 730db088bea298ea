/// Which longhands a shorthand stands for.
extension Property {
    /// Whether it sets other properties.
    var isShorthand: Bool { longhands != [self] }

    /// The longhands it sets; itself for a longhand.
    var longhands: [Property] {
        switch self {
        case .margin: [.marginTop, .marginRight, .marginBottom, .marginLeft]
        case .padding: [.paddingTop, .paddingRight, .paddingBottom, .paddingLeft]
        case .inset: [.top, .right, .bottom, .left]
        case .borderWidth:
            [.borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth]
        case .borderStyle:
            [.borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle]
        case .borderColor:
            [.borderTopColor, .borderRightColor, .borderBottomColor, .borderLeftColor]
        case .border:
            Property.borderWidth.longhands + Property.borderStyle.longhands
                + Property.borderColor.longhands
        case .borderTop, .borderBlockStart: [.borderTopWidth, .borderTopStyle, .borderTopColor]
        case .borderRight, .borderInlineEnd:
            [.borderRightWidth, .borderRightStyle, .borderRightColor]
        case .borderBottom, .borderBlockEnd:
            [.borderBottomWidth, .borderBottomStyle, .borderBottomColor]
        case .borderLeft, .borderInlineStart:
            [.borderLeftWidth, .borderLeftStyle, .borderLeftColor]
        case .marginInline: [.marginLeft, .marginRight]
        case .marginBlock: [.marginTop, .marginBottom]
        case .paddingInline: [.paddingLeft, .paddingRight]
        case .paddingBlock: [.paddingTop, .paddingBottom]
        case .insetInline: [.left, .right]
        case .insetBlock: [.top, .bottom]
        case .marginInlineStart: [.marginLeft]
        case .marginInlineEnd: [.marginRight]
        case .marginBlockStart: [.marginTop]
        case .marginBlockEnd: [.marginBottom]
        case .paddingInlineStart: [.paddingLeft]
        case .paddingInlineEnd: [.paddingRight]
        case .paddingBlockStart: [.paddingTop]
        case .paddingBlockEnd: [.paddingBottom]
        case .insetInlineStart: [.left]
        case .insetInlineEnd: [.right]
        case .insetBlockStart: [.top]
        case .insetBlockEnd: [.bottom]
        case .inlineSize: [.width]
        case .blockSize: [.height]
        case .maxInlineSize: [.maxWidth]
        case .minInlineSize: [.minWidth]
        case .minBlockSize: [.minHeight]
        case .maxBlockSize: [.maxHeight]
        case .background: [.backgroundColor, .backgroundImage]
        case .webkitBackgroundClip: [.backgroundClip]
        case .font: [.fontStyle, .fontWeight, .fontSize]
        case .flex: [.flexGrow, .flexShrink, .flexBasis]
        case .flexFlow: [.flexDirection, .flexWrap]
        case .overflow: [.overflowX, .overflowY]
        case .gap, .gridGap: [.rowGap, .columnGap]
        case .gridRowGap: [.rowGap]
        case .gridColumnGap: [.columnGap]
        case .columns: [.columnCount, .columnWidth]
        case .textDecoration: [.textDecorationLine]
        case .listStyle: [.listStyleType, .listStylePosition]
        case .placeContent: [.alignContent, .justifyContent]
        case .placeItems: [.alignItems, .justifyItems]
        case .placeSelf: [.alignSelf, .justifySelf]
        case .gridColumn: [.gridColumnStart, .gridColumnEnd]
        case .gridRow: [.gridRowStart, .gridRowEnd]
        case .gridArea: [.gridRowStart, .gridColumnStart, .gridRowEnd, .gridColumnEnd]
        case .gridTemplate, .grid: [.gridTemplateRows, .gridTemplateColumns, .gridTemplateAreas]
        default: [self]
        }
    }
}

extension DeclarationReader {
    mutating func readShorthand(_ property: Property, _ values: inout ValueReader) -> Bool {
        let longhands = property.longhands
        switch property {
        case .margin, .padding, .inset:
            return readSides(longhands, &values) { $0.length().map { .length($0) } }
        case .borderWidth:
            return readSides(longhands, &values) { $0.borderWidth().map { .length($0) } }
        case .borderStyle:
            return readSides(longhands, &values) { $0.next().map { .keyword($0.keyword) } }
        case .borderColor: return readSides(longhands, &values) { $0.color().map { .color($0) } }
        case .border, .borderTop, .borderRight, .borderBottom, .borderLeft, .borderInlineStart,
            .borderInlineEnd,
            .borderBlockStart, .borderBlockEnd:
            return readBorder(longhands, &values)
        case .marginInline, .marginBlock, .paddingInline, .paddingBlock, .insetInline, .insetBlock,
            .gap, .gridGap:
            return readPair(longhands, &values) { reader in
                if let length = reader.length() { return .length(length) }
                return reader.next().flatMap { $0.isIdent(.normal) ? .keyword(.normal) : nil }
            }
        case .overflow, .placeContent, .placeItems, .placeSelf:
            return readPair(longhands, &values) { $0.next().map { .keyword($0.keyword) } }
        case .background: return readBackground(values)
        case .font: return readFont(&values)
        case .flex: return readFlex(&values)
        case .flexFlow: return readFlexFlow(&values)
        case .listStyle: return readListStyle(&values)
        case .columns: return readColumns(&values)
        case .gridColumn, .gridRow: return readLines(longhands, &values)
        case .gridArea: return readArea(&values)
        case .gridTemplate, .grid: return readTemplate(&values)
        default:
            guard longhands.count == 1, longhands[0] != property,
                let inner = Self.longhands(of: longhands[0], values.rest)
            else { return false }
            for declaration in inner { emit(declaration.property, declaration.value) }
            return true
        }
    }

    /// One to four values for top, right, bottom and left.
    private mutating func readSides(
        _ sides: [Property], _ values: inout ValueReader, _ one: (inout ValueReader) -> StyleValue?
    ) -> Bool {
        var found: [StyleValue] = []
        while found.count < 4, values.peekSolid() != nil {
            guard let value = one(&values) else { return false }
            found.append(value)
        }
        guard !found.isEmpty else { return false }
        let right = found.count > 1 ? 1 : 0
        let order = [0, right, found.count > 2 ? 2 : 0, found.count > 3 ? 3 : right]
        for (side, index) in zip(sides, order) { emit(side, found[index]) }
        return true
    }

    private mutating func readPair(
        _ pair: [Property], _ values: inout ValueReader, _ one: (inout ValueReader) -> StyleValue?
    ) -> Bool {
        guard let first = one(&values) else { return false }
        let second = values.peekSolid() == nil ? first : one(&values) ?? first
        emit(pair[0], first)
        emit(pair[1], second)
        return true
    }

    private mutating func readBorder(_ longhands: [Property], _ values: inout ValueReader) -> Bool {
        var width = CSSLength.plain(3, .px)
        var style = Keyword.none
        var color = CSSColor.current
        while values.peekSolid() != nil {
            if let length = values.borderWidth() {
                width = length
            } else if let found = values.color() {
                color = found
            } else if let token = values.next(), token.kind == .ident {
                style = token.keyword
            } else {
                return false
            }
        }
        for longhand in longhands {
            if Property.borderWidth.longhands.contains(longhand) {
                emit(longhand, .length(width))
            } else if Property.borderStyle.longhands.contains(longhand) {
                emit(longhand, .keyword(style))
            } else {
                emit(longhand, .color(color))
            }
        }
        return true
    }

    private mutating func readBackground(_ values: ValueReader) -> Bool {
        var color: CSSColor?
        var tone: ImageTone?
        for layer in values.splitAtCommas() {
            var layer = layer
            while layer.peekSolid() != nil {
                if let found = layer.color() {
                    color = found
                } else if let found = layer.image() {
                    if tone == nil { tone = found }
                } else if let token = layer.next() {
                    if token.kind == .function { layer.skipArguments() }
                }
            }
        }
        emit(.backgroundColor, .color(color ?? .value(.transparent)))
        emit(.backgroundImage, tone.map { .image($0) } ?? .keyword(.none))
        return true
    }

    private mutating func readFont(_ values: inout ValueReader) -> Bool {
        var weight = Keyword.normal
        var style = Keyword.normal
        while let token = values.peekSolid() {
            if let size = values.length() {
                emit(.fontSize, .length(size))
                break
            }
            _ = values.next()
            if token.kind == .number { weight = token.number >= 600 ? .bold : .normal }
            if token.keyword == .bold || token.keyword == .bolder { weight = .bold }
            if token.keyword == .italic || token.keyword == .oblique { style = .italic }
            if FontSizes.pixels(of: token.keyword) != nil {
                emit(.fontSize, .keyword(token.keyword))
            }
        }
        emit(.fontWeight, .keyword(weight))
        emit(.fontStyle, .keyword(style))
        return true
    }

    private mutating func readFlex(_ values: inout ValueReader) -> Bool {
        var numbers: [Double] = []
        var basis: StyleValue?
        while let token = values.peekSolid() {
            if token.isIdent(.none) {
                (numbers, basis) = ([0, 0], .length(.auto))
                break
            }
            if numbers.count < 2, let number = values.number() {
                numbers.append(number)
            } else if let length = values.length() {
                if token.isIdent(.auto), numbers.isEmpty { numbers = [1, 1] }
                basis = .length(length)
            } else if let token = values.next(), token.isIdent(.content) {
                basis = .keyword(.content)
            } else if token.isIdent(.initial) {
                (numbers, basis) = ([0, 1], .length(.auto))
            } else {
                return false
            }
        }
        emit(.flexGrow, .number(numbers.first ?? 1))
        emit(.flexShrink, .number(numbers.count > 1 ? numbers[1] : 1))
        emit(.flexBasis, basis ?? .length(.plain(0, .px)))
        return true
    }

    private mutating func readFlexFlow(_ values: inout ValueReader) -> Bool {
        emit(.flexDirection, .keyword(.row))
        emit(.flexWrap, .keyword(.nowrap))
        while let token = values.next() {
            switch token.keyword {
            case .row, .rowReverse, .column, .columnReverse:
                emit(.flexDirection, .keyword(token.keyword))
            case .wrap, .nowrap, .wrapReverse: emit(.flexWrap, .keyword(token.keyword))
            default: return false
            }
        }
        return true
    }

    private mutating func readListStyle(_ values: inout ValueReader) -> Bool {
        var type = Keyword.disc
        while let token = values.next() {
            switch token.kind {
            case .ident where token.keyword == .inside || token.keyword == .outside:
                emit(.listStylePosition, .keyword(token.keyword))
            case .ident: type = token.keyword
            case .function: values.skipArguments()
            default: continue
            }
        }
        emit(.listStyleType, .keyword(type))
        return true
    }

    private mutating func readColumns(_ values: inout ValueReader) -> Bool {
        while values.peekSolid() != nil {
            if let count = values.number() {
                emit(.columnCount, .number(count))
            } else if let width = values.length() {
                emit(.columnWidth, .length(width))
            } else {
                _ = values.next()
            }
        }
        return true
    }

    private mutating func readLines(_ longhands: [Property], _ values: inout ValueReader) -> Bool {
        let start = values.gridLine()
        var end = GridLine.auto
        if values.slash() {
            end = values.gridLine()
        } else if case .named = start {
            end = start
        }
        emit(longhands[0], .line(start))
        emit(longhands[1], .line(end))
        return true
    }

    private mutating func readArea(_ values: inout ValueReader) -> Bool {
        var lines = [values.gridLine()]
        while lines.count < 4, values.slash() { lines.append(values.gridLine()) }
        func or(_ index: Int, _ other: Int) -> GridLine {
            if index < lines.count { return lines[index] }
            if other < lines.count, case .named = lines[other] { return lines[other] }
            return .auto
        }
        let all = [
            lines[0], or(1, 0), or(2, 0),
            lines.count > 3 ? lines[3] : lines.count > 1 ? or(3, 1) : or(3, 0),
        ]
        for (longhand, line) in zip(Property.gridArea.longhands, all) {
            emit(longhand, .line(line))
        }
        return true
    }

    /// `rows / columns`, or rows of areas with their heights, then `/ columns`.
    private mutating func readTemplate(_ values: inout ValueReader) -> Bool {
        var areas: [[NameKey]] = []
        var tokens: [Token] = []
        var columns: [Token]?
        while let token = values.next() {
            if token.isDelim("/") {
                columns = []
            } else if token.kind == .string {
                areas.append(NameHash.words(token.text))
            } else if columns != nil {
                columns?.append(token)
            } else {
                tokens.append(token)
            }
        }
        if !areas.isEmpty { emit(.gridTemplateAreas, .areas(areas)) }
        if var reader = columns.map({ ValueReader($0) }) {
            guard let tracks = reader.tracks(depth: 0) else { return false }
            emit(.gridTemplateColumns, .tracks(tracks))
        }
        return true
    }
}

extension ValueReader {
    /// What is left, as tokens.
    var rest: [Token] {
        var copy = self
        var tokens: [Token] = []
        while let token = copy.next() { tokens.append(token) }
        return tokens
    }
}
