/// Lengths, percentages and the mathematical functions.
extension ValueReader {
    /// Takes a length, a percentage or `auto`, `min-content` …; nil, and takes nothing, where there is none.
    mutating func length() -> CSSLength? {
        let saved = self
        guard let token = next() else { return nil }
        if let length = lengthValue(token) { return length }
        self = saved
        return nil
    }

    private mutating func lengthValue(_ token: Token) -> CSSLength? {
        switch token.kind {
        case .number: return token.number == 0 ? .plain(0, .px) : nil
        case .percentage: return .plain(token.number, nil)
        case .dimension:
            return LengthContext.isLength(token.unit) ? .plain(token.number, token.unit) : nil
        case .ident:
            switch token.keyword {
            case .auto: return .auto
            case .minContent: return .minContent
            case .maxContent: return .maxContent
            case .fitContent: return .fitContent
            case .stretch, .webkitFillAvailable: return .plain(100, nil)
            default: return nil
            }
        case .function:
            if token.keyword == .fitContent {
                skipArguments()
                return .fitContent
            }
            return math(token, depth: 0)?.asLength
        default: return nil
        }
    }

    /// Takes a number, also one that `calc()` makes.
    mutating func number() -> Double? {
        let saved = self
        guard let token = next() else { return nil }
        if token.kind == .number { return token.number }
        if token.kind == .function, let value = math(token, depth: 0),
            case .number(let number) = value
        {
            return number
        }
        self = saved
        return nil
    }

    // MARK: calc()

    private static let depthMax = 24

    private enum MathValue {
        case number(Double)
        case length(CSSLength)

        var asLength: CSSLength? {
            switch self {
            case .length(let length): length
            case .number(let number): number == 0 ? .plain(0, .px) : nil
            }
        }

        func scaled(by factor: Double) -> MathValue {
            switch self {
            case .number(let number): .number(number * factor)
            case .length(.plain(let value, let unit)): .length(.plain(value * factor, unit))
            case .length(let length): .length(.scaled(length, by: factor))
            }
        }
    }

    private mutating func math(_ function: Token, depth: Int) -> MathValue? {
        guard depth < Self.depthMax else { return nil }
        let arguments = arguments()
        switch function.keyword {
        case .calc:
            var inner = arguments
            return inner.mathSum(depth: depth + 1)
        case .min, .max, .clamp:
            var values: [MathValue] = []
            for part in arguments.splitAtCommas() {
                var part = part
                guard let value = part.mathSum(depth: depth + 1) else { return nil }
                values.append(value)
            }
            return Self.choose(function.keyword, values)
        default: return nil
        }
    }

    private static func choose(_ function: Keyword, _ values: [MathValue]) -> MathValue? {
        guard !values.isEmpty, function != .clamp || values.count == 3 else { return nil }
        let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
        if numbers.count == values.count {
            switch function {
            case .min: return numbers.min().map { .number($0) }
            case .max: return numbers.max().map { .number($0) }
            default: return .number(Swift.max(numbers[0], Swift.min(numbers[1], numbers[2])))
            }
        }
        let lengths = values.compactMap(\.asLength)
        guard lengths.count == values.count else { return nil }
        switch function {
        case .min: return .length(.least(lengths))
        case .max: return .length(.greatest(lengths))
        default: return .length(.greatest([lengths[0], .least([lengths[1], lengths[2]])]))
        }
    }

    private mutating func mathSum(depth: Int) -> MathValue? {
        guard depth < Self.depthMax, var total = mathProduct(depth: depth) else { return nil }
        while let sign = peekSolid() {
            guard sign.isDelim("+") || sign.isDelim("-") else { return nil }
            _ = next()
            guard let term = mathProduct(depth: depth) else { return nil }
            guard let sum = Self.add(total, sign.isDelim("-") ? term.scaled(by: -1) : term) else {
                return nil
            }
            total = sum
        }
        return total
    }

    private static func add(_ a: MathValue, _ b: MathValue) -> MathValue? {
        if case .number(let a) = a, case .number(let b) = b { return .number(a + b) }
        guard let a = a.asLength, let b = b.asLength else { return nil }
        return .length(.sum([a, b]))
    }

    private mutating func mathProduct(depth: Int) -> MathValue? {
        guard var total = mathTerm(depth: depth) else { return nil }
        while let sign = peekSolid(), sign.isDelim("*") || sign.isDelim("/") {
            _ = next()
            guard let factor = mathTerm(depth: depth) else { return nil }
            if sign.isDelim("/") {
                guard case .number(let number) = factor, number != 0 else { return nil }
                total = total.scaled(by: 1 / number)
            } else if case .number(let number) = factor {
                total = total.scaled(by: number)
            } else if case .number(let number) = total {
                total = factor.scaled(by: number)
            } else {
                return nil
            }
        }
        return total
    }

    private mutating func mathTerm(depth: Int) -> MathValue? {
        guard let token = next() else { return nil }
        switch token.kind {
        case .number: return .number(token.number)
        case .percentage: return .length(.plain(token.number, nil))
        case .dimension:
            return LengthContext.isLength(token.unit)
                ? .length(.plain(token.number, token.unit)) : nil
        case .openParen:
            guard depth < Self.depthMax else { return nil }
            var inner = arguments()
            return inner.mathSum(depth: depth + 1)
        case .function: return math(token, depth: depth + 1)
        default: return nil
        }
    }
}

extension LengthContext {
    private static let probe = LengthContext(
        fontSize: 1, rootFontSize: 1, viewportWidth: 1, viewportHeight: 1)
    /// Whether the unit is one of length.
    static func isLength(_ unit: CSSUnit) -> Bool { probe.pixels(of: unit) != nil }
}

extension ValueReader {
    /// The arguments of a `calc()` that is a number.
    mutating func numberSum() -> Double? {
        guard case .number(let number)? = mathSum(depth: 0) else { return nil }
        return number
    }
}
