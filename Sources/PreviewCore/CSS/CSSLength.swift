/// A length as written in a sheet.
enum CSSLength: Sendable {
    case auto, minContent, maxContent, fitContent
    /// Also a percentage (`unit` nil).
    case plain(Double, CSSUnit?)
    case sum([CSSLength])
    indirect case scaled(CSSLength, by: Double)
    case least([CSSLength])
    case greatest([CSSLength])
}

/// What relative units refer to, in CSS pixels.
struct LengthContext: Sendable {
    var fontSize: Double
    var rootFontSize: Double
    var viewportWidth: Double
    var viewportHeight: Double

    /// Pixels of one unit; nil for a unit that is no length.
    func pixels(of unit: CSSUnit) -> Double? {
        switch unit {
        case .px: 1
        case .em: fontSize
        case .rem: rootFontSize
        case .ex, .ch: fontSize * 0.5
        case .lh: fontSize * 1.2
        case .rlh: rootFontSize * 1.2
        case .vw, .svw, .lvw, .dvw, .vi, .cqw, .cqi: viewportWidth / 100
        case .vh, .svh, .lvh, .dvh, .vb: viewportHeight / 100
        case .vmin: min(viewportWidth, viewportHeight) / 100
        case .vmax: max(viewportWidth, viewportHeight) / 100
        case .cm: 96 / 2.54
        case .mm: 9.6 / 2.54
        case .q: 2.4 / 2.54
        case .in: 96
        case .pt: 96.0 / 72
        case .pc: 16
        default: nil
        }
    }
}

/// A length of a computed style: CSS pixels, and percentages of what the layout knows.
enum Length: Sendable, Equatable {
    case auto, minContent, maxContent, fitContent
    case fixed(pixels: Double, percent: Double)
    case sum([Length])
    indirect case scaled(Length, by: Double)
    case least([Length])
    case greatest([Length])

    static let zero = Length.fixed(pixels: 0, percent: 0)

    /// Pixels where `base` is what a percentage is of; nil for `auto` and the like, and for a percentage of nothing.
    func pixels(of base: Double?) -> Double? {
        switch self {
        case .auto, .minContent, .maxContent, .fitContent: return nil
        case .fixed(let pixels, let percent):
            if percent == 0 { return pixels }
            guard let base else { return nil }
            return pixels + percent / 100 * base
        case .sum(let parts): return Self.all(parts, base)?.reduce(0, +)
        case .scaled(let length, let factor): return length.pixels(of: base).map { $0 * factor }
        case .least(let parts): return Self.all(parts, base)?.min()
        case .greatest(let parts): return Self.all(parts, base)?.max()
        }
    }

    private static func all(_ parts: [Length], _ base: Double?) -> [Double]? {
        var values: [Double] = []
        for part in parts {
            guard let value = part.pixels(of: base) else { return nil }
            values.append(value)
        }
        return values
    }

    var isAuto: Bool { self == .auto }
    /// Whether it depends on a percentage.
    var isRelative: Bool { pixels(of: nil) == nil && pixels(of: 0) != nil }
}

extension CSSLength {
    /// The computed form; nil for a unit that is no length.
    func computed(_ context: LengthContext) -> Length? {
        switch self {
        case .auto: return .auto
        case .minContent: return .minContent
        case .maxContent: return .maxContent
        case .fitContent: return .fitContent
        case .plain(let value, nil): return .fixed(pixels: 0, percent: value)
        case .plain(let value, let unit?):
            return context.pixels(of: unit).map { .fixed(pixels: $0 * value, percent: 0) }
        case .sum(let parts): return Self.all(parts, context).map(Self.sum)
        case .scaled(let length, let factor):
            return length.computed(context).map { Self.scale($0, factor) }
        case .least(let parts): return Self.all(parts, context).map { Length.least($0) }
        case .greatest(let parts): return Self.all(parts, context).map { Length.greatest($0) }
        }
    }

    private static func all(_ parts: [CSSLength], _ context: LengthContext) -> [Length]? {
        var lengths: [Length] = []
        for part in parts {
            guard let length = part.computed(context) else { return nil }
            lengths.append(length)
        }
        return lengths
    }

    /// Adds up what can be added at once.
    private static func sum(_ parts: [Length]) -> Length {
        var pixels = 0.0
        var percent = 0.0
        var rest: [Length] = []
        for part in parts {
            if case .fixed(let p, let q) = part {
                pixels += p
                percent += q
            } else {
                rest.append(part)
            }
        }
        let fixed = Length.fixed(pixels: pixels, percent: percent)
        return rest.isEmpty ? fixed : .sum([fixed] + rest)
    }

    private static func scale(_ length: Length, _ factor: Double) -> Length {
        guard case .fixed(let pixels, let percent) = length else {
            return .scaled(length, by: factor)
        }
        return .fixed(pixels: pixels * factor, percent: percent * factor)
    }
}
