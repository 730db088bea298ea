/// Turns the tokens of a value into the longhands it sets.
struct DeclarationReader {
    private(set) var declarations: [Declaration] = []

    /// Parses a value without `var()`.
    ///
    /// - Returns: the longhands; nil where the value is not understood.
    static func longhands(of property: Property, _ tokens: [Token]) -> [Declaration]? {
        var reader = DeclarationReader()
        var values = ValueReader(tokens)
        guard let first = values.peekSolid() else { return nil }
        if first.kind == .ident, wide.contains(first.keyword) {
            return property.longhands.map {
                Declaration(property: $0, value: .keyword(first.keyword))
            }
        }
        return reader.read(property, &values) ? reader.declarations : nil
    }

    private static let wide: Set<Keyword> = [.inherit, .initial, .unset, .revert, .revertLayer]

    mutating func emit(_ property: Property, _ value: StyleValue) {
        declarations.append(Declaration(property: property, value: value))
    }

    private mutating func read(_ property: Property, _ values: inout ValueReader) -> Bool {
        switch property {
        case .width, .height, .minWidth, .maxWidth, .minHeight, .maxHeight, .marginTop,
            .marginRight, .marginBottom,
            .marginLeft, .paddingTop, .paddingRight, .paddingBottom, .paddingLeft, .left, .right,
            .top, .bottom,
            .textIndent, .rowGap, .columnGap, .flexBasis, .fontSize, .columnWidth, .borderSpacing:
            return readLength(property, &values)
        case .color, .backgroundColor, .borderTopColor, .borderRightColor, .borderBottomColor,
            .borderLeftColor,
            .webkitTextFillColor:
            guard let color = values.color() else { return false }
            emit(property, .color(color))
            return true
        case .borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth:
            guard let width = values.borderWidth() else { return false }
            emit(property, .length(width))
            return true
        case .opacity, .flexGrow, .flexShrink, .order, .columnCount:
            return readNumber(property, &values)
        case .backgroundImage: return readBackgroundImage(&values)
        case .aspectRatio: return readRatio(&values)
        case .objectPosition: return readPosition(&values)
        case .content: return readContent(&values)
        case .gridTemplateColumns, .gridTemplateRows, .gridAutoColumns:
            return readTracks(property, &values)
        case .gridTemplateAreas: return readAreas(&values)
        case .gridColumnStart, .gridColumnEnd, .gridRowStart, .gridRowEnd:
            emit(property, .line(values.gridLine()))
            return true
        case .counterReset, .counterIncrement, .counterSet: return readCounters(property, &values)
        case .clip, .clipPath: return readClip(property, &values)
        case .transform: return readTransform(&values)
        case .textDecorationLine: return readDecoration(&values)
        case .fontWeight: return readWeight(&values)
        default:
            return property.isShorthand
                ? readShorthand(property, &values) : readKeyword(property, &values)
        }
    }

    private mutating func readKeyword(_ property: Property, _ values: inout ValueReader) -> Bool {
        guard var token = values.next(), token.kind == .ident else {
            // A marker or an alignment given as a string or a length shows as the default.
            return property == .listStyleType || property == .verticalAlign
        }
        while token.keyword == .safe || token.keyword == .unsafe || token.keyword == .first
            || token.keyword == .last
        {
            guard let next = values.next() else { break }
            token = next
        }
        if property == .gridAutoFlow, let second = values.next() {
            let words: Set<Keyword> = [token.keyword, second.keyword]
            if words.contains(.dense) {
                token.keyword = words.contains(.column) ? .columnDense : .dense
            }
        }
        emit(property, .keyword(token.keyword))
        return token.keyword != .other || property == .listStyleType
    }

    /// Two places of the nine, or lengths (CSS Values Level 4, `<position>` of one or two values).
    private mutating func readPosition(_ values: inout ValueReader) -> Bool {
        var places: [(Keyword?, CSSLength)] = []
        while values.peekSolid() != nil {
            if let length = values.length() {
                places.append((nil, length))
                continue
            }
            guard let token = values.next(), token.kind == .ident else { return false }
            let share: Double
            switch token.keyword {
            case .left, .top: share = 0
            case .center: share = 50
            case .right, .bottom: share = 100
            default: return readKeyword(.objectPosition, token)
            }
            places.append((token.keyword, .plain(share, nil)))
        }
        guard let first = places.first, places.count <= 2 else { return false }
        let second = places.count == 2 ? places[1] : (.center, .plain(50, nil))
        let isTurned =
            first.0 == .top || first.0 == .bottom || second.0 == .left || second.0 == .right
        emit(
            .objectPosition,
            isTurned ? .position(x: second.1, y: first.1) : .position(x: first.1, y: second.1))
        return true
    }

    private mutating func readKeyword(_ property: Property, _ token: Token) -> Bool {
        emit(property, .keyword(token.keyword))
        return token.keyword != .other
    }

    private mutating func readLength(_ property: Property, _ values: inout ValueReader) -> Bool {
        if let length = values.length() {
            emit(property, .length(length))
            return true
        }
        guard let token = values.next(), token.kind == .ident else { return false }
        switch (property, token.keyword) {
        case (_, .none), (.rowGap, .normal), (.columnGap, .normal), (.flexBasis, .content): break
        case (.fontSize, _) where FontSizes.pixels(of: token.keyword) != nil: break
        case (.fontSize, .smaller), (.fontSize, .larger): break
        default: return false
        }
        emit(property, .keyword(token.keyword))
        return true
    }

    private mutating func readNumber(_ property: Property, _ values: inout ValueReader) -> Bool {
        if let number = values.number() {
            emit(property, .number(number))
        } else if let token = values.next(), token.kind == .percentage {
            emit(property, .number(token.number / 100))
        } else {
            return property == .columnCount
        }
        return true
    }

    private mutating func readWeight(_ values: inout ValueReader) -> Bool {
        if let weight = values.number() {
            emit(.fontWeight, .keyword(weight >= 600 ? .bold : .normal))
            return true
        }
        guard let token = values.next(), token.kind == .ident else { return false }
        switch token.keyword {
        case .bold, .bolder: emit(.fontWeight, .keyword(.bold))
        case .normal, .lighter: emit(.fontWeight, .keyword(.normal))
        default: return false
        }
        return true
    }

    private mutating func readDecoration(_ values: inout ValueReader) -> Bool {
        while let token = values.next() {
            guard token.kind == .ident else {
                if token.kind == .function { values.skipArguments() }
                continue
            }
            switch token.keyword {
            case .underline, .lineThrough, .none: emit(.textDecorationLine, .keyword(token.keyword))
            default: continue
            }
            return true
        }
        return true
    }

    private mutating func readContent(_ values: inout ValueReader) -> Bool {
        var parts: [ContentPart] = []
        while let token = values.next() {
            switch token.kind {
            case .string: parts.append(.text(token.text))
            case .ident where token.keyword == .openQuote: parts.append(.openQuote)
            case .ident where token.keyword == .closeQuote: parts.append(.closeQuote)
            case .ident where token.keyword == .none || token.keyword == .normal:
                emit(.content, .keyword(.none))
                return true
            case .function where token.keyword == .attr:
                var arguments = values.arguments()
                if let name = arguments.next() { parts.append(.attribute(name.folded)) }
            case .function where token.keyword == .counter || token.keyword == .counters:
                var arguments = values.arguments()
                let separator = token.keyword == .counters ? "." : nil
                if let name = arguments.next() {
                    parts.append(.counter(name.key, separator: separator))
                }
            case .function: values.skipArguments()
            case .delim where token.byte == 0x2F:
                emit(.content, .content(parts))
                return true
            default: continue
            }
        }
        emit(.content, .content(parts))
        return true
    }

    private mutating func readCounters(_ property: Property, _ values: inout ValueReader) -> Bool {
        var changes: [CounterChange] = []
        while let token = values.next() {
            if token.kind == .ident, token.keyword != .none {
                changes.append(
                    CounterChange(name: token.key, number: property == .counterIncrement ? 1 : 0))
            } else if token.kind == .number, !changes.isEmpty {
                changes[changes.count - 1].number = Int(
                    max(-1_000_000, min(1_000_000, token.number)))
            }
        }
        emit(property, .counters(changes))
        return true
    }

    /// Only whether anything is left to see matters: `rect(0,0,0,0)`, `inset(50%)`.
    private mutating func readClip(_ property: Property, _ values: inout ValueReader) -> Bool {
        guard let token = values.next() else { return false }
        guard token.kind == .function else {
            emit(property, .horizontalClip(isEmpty: false))
            return true
        }
        let arguments = values.arguments()
        emit(property, .horizontalClip(isEmpty: Self.leavesNothing(token.keyword, arguments)))
        return true
    }

    private static func leavesNothing(_ shape: Keyword, _ arguments: ValueReader) -> Bool {
        var reader = arguments
        var sides: [Token] = []
        while let token = reader.next(), token.kind != .delim {
            if token.kind != .comma { sides.append(token) }
        }
        guard let first = sides.first else { return false }
        switch shape {
        case .rect: return sides.allSatisfy { $0.kind != .ident && abs($0.number) <= 1 }
        case .inset: return first.kind == .percentage && first.number >= 50
        case .circle: return first.kind != .ident && first.number == 0
        default: return false
        }
    }

    /// Only movements matter, as whole shifts to the left or up; the property is kept as (x, y) by two declarations.
    private mutating func readTransform(_ values: inout ValueReader) -> Bool {
        while let token = values.next() {
            guard token.kind == .function else { continue }
            var arguments = values.arguments()
            switch token.keyword {
            case .translate, .translateX, .translate3d:
                if let length = arguments.length() { emit(.transform, .length(length)) }
            case .scale, .scaleX, .scaleY:
                if arguments.number() == 0 { emit(.transform, .horizontalClip(isEmpty: true)) }
            default: continue
            }
        }
        if declarations.isEmpty { emit(.transform, .keyword(.none)) }
        return true
    }

    /// `auto || width [/ height]`; `auto` alone is nothing to go by.
    private mutating func readRatio(_ values: inout ValueReader) -> Bool {
        var numbers: [Double] = []
        var isAuto = false
        while let token = values.next() {
            if token.kind == .number { numbers.append(token.number) }
            isAuto = isAuto || token.isIdent(.auto)
        }
        let height = numbers.count > 1 ? numbers[1] : 1
        guard let width = numbers.first, width > 0, height > 0 else {
            if isAuto { emit(.aspectRatio, .keyword(.auto)) }
            return isAuto
        }
        emit(.aspectRatio, .number(width / height))
        return true
    }

    private mutating func readBackgroundImage(_ values: inout ValueReader) -> Bool {
        var tones: [ImageTone] = []
        for part in values.splitAtCommas() {
            var part = part
            if let tone = part.image() { tones.append(tone) }
        }
        if let tone = tones.first {
            emit(.backgroundImage, .image(tone))
        } else {
            emit(.backgroundImage, .keyword(.none))
        }
        return true
    }

    private mutating func readTracks(_ property: Property, _ values: inout ValueReader) -> Bool {
        if let token = values.peekSolid(), token.isIdent(.none) || token.isIdent(.subgrid) {
            emit(property, .keyword(.none))
            return token.keyword == .none
        }
        guard let tracks = values.tracks(depth: 0) else { return false }
        emit(property, .tracks(tracks))
        return true
    }

    private mutating func readAreas(_ values: inout ValueReader) -> Bool {
        var rows: [[NameKey]] = []
        while let token = values.next() {
            if token.kind == .string { rows.append(NameHash.words(token.text)) }
        }
        emit(.gridTemplateAreas, .areas(rows))
        return true
    }
}

/// The sizes that have names.
enum FontSizes {
    static func pixels(of keyword: Keyword) -> Double? {
        switch keyword {
        case .xxSmall: 9
        case .xSmall: 10
        case .small: 13
        case .medium: 16
        case .large: 18
        case .xLarge: 24
        case .xxLarge: 32
        case .xxxLarge: 48
        default: nil
        }
    }
}
