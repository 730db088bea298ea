import Glibc

/// Colours and images (CSS Color Level 4, CSS Images Level 3).
extension ValueReader {
    /// Takes a colour; nil, and takes nothing, where there is none.
    mutating func color() -> CSSColor? {
        let saved = self
        guard let token = next() else { return nil }
        if let color = colorValue(token, depth: 0) { return color }
        self = saved
        return nil
    }

    private mutating func colorValue(_ token: Token, depth: Int) -> CSSColor? {
        switch token.kind {
        case .hash: return Self.hexColor(token.text).map { .value($0) }
        case .ident:
            if token.keyword == .currentColor { return .current }
            if token.keyword == .transparent { return .value(.transparent) }
            return NamedColors.byKey[token.folded].map { .value(RGBA(hex: $0)) }
        case .function:
            let inner = arguments()
            return Self.function(token.keyword, inner, depth: depth)
        default: return nil
        }
    }

    private static func function(_ name: Keyword, _ arguments: ValueReader, depth: Int) -> CSSColor?
    {
        switch name {
        case .rgb, .rgba:
            return channels(arguments).flatMap { c in
                let scale = { (v: Channel) in v.isPercent ? v.value / 100 : v.value / 255 }
                return .value(
                    RGBA(red: scale(c[0]), green: scale(c[1]), blue: scale(c[2]), alpha: alpha(c)))
            }
        case .hsl, .hsla:
            return channels(arguments).map { c in
                .value(hsl(c[0].value, c[1].value / 100, c[2].value / 100, alpha(c)))
            }
        case .hwb:
            return channels(arguments).map { c in
                .value(hwb(c[0].value, c[1].value / 100, c[2].value / 100, alpha(c)))
            }
        case .lab, .oklab, .lch, .oklch:
            return channels(arguments).map { c in .value(lightness(name, c)) }
        case .colorMix: return depth < 4 ? mix(arguments, depth: depth) : nil
        default: return nil
        }
    }

    private struct Channel {
        var value: Double
        var isPercent: Bool
    }

    /// Three channels, and the opacity if there is one; in the old form with commas or the new one without.
    private static func channels(_ arguments: ValueReader) -> [Channel]? {
        var reader = arguments
        var found: [Channel] = []
        while let token = reader.next() {
            switch token.kind {
            case .number: found.append(Channel(value: token.number, isPercent: false))
            case .percentage: found.append(Channel(value: token.number, isPercent: true))
            case .dimension: found.append(Channel(value: degrees(token), isPercent: false))
            case .comma: continue
            case .delim where token.byte == 0x2F: continue
            case .ident where token.keyword == .none:
                found.append(Channel(value: 0, isPercent: false))
            case .function where token.keyword == .calc:
                guard let number = Self.evaluate(&reader) else { return nil }
                found.append(Channel(value: number, isPercent: false))
            default: return nil
            }
        }
        return found.count == 3 || found.count == 4 ? found : nil
    }

    /// A `calc()` of numbers whose token was taken.
    private static func evaluate(_ reader: inout ValueReader) -> Double? {
        var inner = reader.arguments()
        return inner.numberSum()
    }

    private static func degrees(_ token: Token) -> Double {
        switch token.unit {
        case .turn: token.number * 360
        case .rad: token.number * 57.29577951
        case .grad: token.number * 0.9
        default: token.number
        }
    }

    private static func alpha(_ channels: [Channel]) -> Double {
        guard channels.count == 4 else { return 1 }
        return channels[3].isPercent ? channels[3].value / 100 : channels[3].value
    }

    static func hexColor(_ text: String) -> RGBA? {
        var digits: [Double] = []
        for byte in text.utf8 {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            digits.append(Double(digit))
        }
        switch digits.count {
        case 3, 4:
            return RGBA(
                red: digits[0] / 15, green: digits[1] / 15, blue: digits[2] / 15,
                alpha: digits.count == 4 ? digits[3] / 15 : 1)
        case 6, 8:
            func pair(_ i: Int) -> Double { (digits[i] * 16 + digits[i + 1]) / 255 }
            return RGBA(
                red: pair(0), green: pair(2), blue: pair(4), alpha: digits.count == 8 ? pair(6) : 1)
        default: return nil
        }
    }

    private static func hsl(
        _ hue: Double, _ saturation: Double, _ lightness: Double, _ alpha: Double
    ) -> RGBA {
        let chroma = saturation * Swift.min(lightness, 1 - lightness)
        func channel(_ offset: Double) -> Double {
            var k = (offset + hue / 30).truncatingRemainder(dividingBy: 12)
            if k < 0 { k += 12 }
            return lightness - chroma * Swift.max(-1, Swift.min(k - 3, 9 - k, 1))
        }
        return RGBA(red: channel(0), green: channel(8), blue: channel(4), alpha: alpha)
    }

    private static func hwb(_ hue: Double, _ white: Double, _ black: Double, _ alpha: Double)
        -> RGBA
    {
        let pure = hsl(hue, 1, 0.5, 1)
        let scale = Swift.max(0, 1 - white - black)
        return RGBA(
            red: pure.red * scale + white, green: pure.green * scale + white,
            blue: pure.blue * scale + white, alpha: alpha)
    }

    /// Lab-like spaces: the lightness exactly, the hue roughly.
    private static func lightness(_ space: Keyword, _ c: [Channel]) -> RGBA {
        let isOK = space == .oklab || space == .oklch
        let light = c[0].isPercent ? c[0].value / 100 : (isOK ? c[0].value : c[0].value / 100)
        guard isOK else { return RGBA(red: light, green: light, blue: light, alpha: alpha(c)) }
        var a = c[1].isPercent ? c[1].value / 250 : c[1].value
        var b = c[2].isPercent ? c[2].value / 250 : c[2].value
        if space == .oklch {
            let angle = c[2].value * .pi / 180
            (a, b) = (a * cos(angle), a * sin(angle))
        }
        return oklab(light, a, b, alpha(c))
    }

    private static func oklab(_ light: Double, _ a: Double, _ b: Double, _ alpha: Double) -> RGBA {
        func cube(_ v: Double) -> Double { v * v * v }
        let l = cube(light + 0.3963377774 * a + 0.2158037573 * b)
        let m = cube(light - 0.1055613458 * a - 0.0638541728 * b)
        let s = cube(light - 0.0894841775 * a - 1.2914855480 * b)
        func gamma(_ v: Double) -> Double {
            guard v > 0.0031308 else { return 12.92 * v }
            return 1.055 * pow(v, 1 / 2.4) - 0.055
        }
        return RGBA(
            red: gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            green: gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            blue: gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), alpha: alpha)
    }

    /// `color-mix(in srgb, A p%, B)`.
    private static func mix(_ arguments: ValueReader, depth: Int) -> CSSColor? {
        var parts = arguments.splitAtCommas()
        guard parts.count == 3 else { return nil }
        func part(_ i: Int) -> (RGBA, Double?)? {
            var share: Double?
            if let token = parts[i].peekSolid(), token.kind == .percentage {
                share = parts[i].next()?.number
            }
            guard let token = parts[i].next(),
                let color = parts[i].colorValue(token, depth: depth + 1),
                case .value(let value) = color
            else { return nil }
            if let token = parts[i].peekSolid(), token.kind == .percentage { share = token.number }
            return (value, share.map { $0 / 100 })
        }
        guard let (a, p) = part(1), let (b, q) = part(2) else { return nil }
        let share = p ?? q.map { 1 - $0 } ?? 0.5
        let weight = a.alpha * share
        let other = b.alpha * (1 - share)
        guard weight + other > 0 else { return .value(.transparent) }
        func blend(_ x: Double, _ y: Double) -> Double {
            (x * weight + y * other) / (weight + other)
        }
        return .value(
            RGBA(
                red: blend(a.red, b.red), green: blend(a.green, b.green),
                blue: blend(a.blue, b.blue),
                alpha: weight + other))
    }

    // MARK: Images

    /// Takes an image; nil, and takes nothing, where there is none.
    mutating func image() -> ImageTone? {
        let saved = self
        guard let token = next() else { return nil }
        if token.kind == .url { return .picture(token.address) }
        if token.kind == .function {
            switch token.keyword {
            case .url, .imageSet, .image: return .picture(arguments().firstAddress)
            case .linearGradient, .radialGradient, .conicGradient, .repeatingLinearGradient:
                return Self.gradient(arguments())
            default: break
            }
        }
        self = saved
        return nil
    }

    /// The first address among what is left.
    private var firstAddress: String {
        var rest = self
        while let token = rest.next() {
            if token.kind == .string || token.kind == .url { return token.address }
        }
        return ""
    }

    private static func gradient(_ arguments: ValueReader) -> ImageTone {
        var stops: [RGBA] = []
        for part in arguments.splitAtCommas() {
            var part = part
            while part.peekSolid() != nil {
                if let color = part.color() {
                    if case .value(let value) = color { stops.append(value) }
                } else {
                    _ = part.next()
                }
            }
        }
        guard !stops.isEmpty else { return .mean(.transparent) }
        let count = Double(stops.count)
        let alpha = stops.reduce(0) { $0 + $1.alpha }
        guard alpha > 0 else { return .mean(.transparent) }
        return .mean(
            RGBA(
                red: stops.reduce(0) { $0 + $1.red * $1.alpha } / alpha,
                green: stops.reduce(0) { $0 + $1.green * $1.alpha } / alpha,
                blue: stops.reduce(0) { $0 + $1.blue * $1.alpha } / alpha, alpha: alpha / count))
    }
}

extension Token {
    /// Of a string or an address: without the white space at its ends.
    fileprivate var address: String {
        let inner = text.drop { $0.isWhitespace }
        return String(inner.prefix(inner.count - inner.reversed().prefix { $0.isWhitespace }.count))
    }
}
