/// A condition of `@media`, in the little language that is needed to answer it.
indirect enum MediaCondition: Sendable, Equatable {
    case always, never
    case all([MediaCondition])
    case any([MediaCondition])
    case not(MediaCondition)
    /// Bounds in CSS pixels, both inclusive.
    case width(min: Double?, max: Double?)
    case height(min: Double?, max: Double?)
    case dark(Bool)
    case landscape(Bool)

    func holds(_ media: MediaContext) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .all(let parts): parts.allSatisfy { $0.holds(media) }
        case .any(let parts): parts.contains { $0.holds(media) }
        case .not(let part): !part.holds(media)
        case .width(let low, let high): media.width >= low ?? 0 && media.width <= high ?? .infinity
        case .height(let low, let high):
            media.height >= low ?? 0 && media.height <= high ?? .infinity
        case .dark(let dark): media.prefersDark == dark
        case .landscape(let landscape): (media.width >= media.height) == landscape
        }
    }
}

/// The screen that media queries ask about.
struct MediaContext: Sendable, Equatable {
    var width: Double
    var height: Double
    var prefersDark: Bool
    /// Whether the page's own sheets and `style` attributes count.
    var takesStyles = true
}

/// Reads media query lists (Media Queries Level 4).
struct MediaReader {
    private var values: ValueReader
    /// A feature or form that is not known was met.
    private(set) var metUnknown = false

    init(_ tokens: [Token]) { values = ValueReader(tokens) }

    private init(_ values: ValueReader) { self.values = values }

    static func condition(of text: String) -> MediaCondition {
        var reader = MediaReader(Tokenizer.tokens(of: text))
        return reader.list()
    }

    mutating func list() -> MediaCondition {
        var parts: [MediaCondition] = []
        for part in values.splitAtCommas() {
            var reader = MediaReader(part)
            parts.append(reader.query())
            metUnknown = metUnknown || reader.metUnknown
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func query() -> MediaCondition {
        guard let first = values.peekSolid() else { return .always }
        var negated = false
        if first.isIdent(.not) || first.isIdent(.only) {
            negated = first.keyword == .not
            _ = values.next()
        }
        var parts: [MediaCondition] = []
        var joinsByOr = false
        while let token = values.next() {
            switch token.kind {
            case .ident where token.keyword == .and: continue
            case .ident where token.keyword == .or: joinsByOr = true
            case .ident where token.keyword == .not: parts.append(.not(parenthesis()))
            case .ident: parts.append(Self.type(token.keyword))
            case .openParen: parts.append(inside())
            case .function:
                values.skipArguments()
                metUnknown = true
                parts.append(.never)
            default: metUnknown = true
            }
        }
        let joined: MediaCondition =
            joinsByOr ? .any(parts) : parts.count == 1 ? parts[0] : .all(parts)
        return negated ? .not(joined) : joined
    }

    private static func type(_ keyword: Keyword) -> MediaCondition {
        keyword == .all || keyword == .screen ? .always : .never
    }

    private mutating func parenthesis() -> MediaCondition {
        guard let token = values.next(), token.kind == .openParen else { return .never }
        return inside()
    }

    /// After `(`.
    private mutating func inside() -> MediaCondition {
        let inner = values.arguments()
        var probe = inner
        guard let first = probe.next() else { return .never }
        if first.kind == .openParen || first.isIdent(.not) {
            var nested = MediaReader(inner)
            defer { metUnknown = metUnknown || nested.metUnknown }
            return nested.query()
        }
        if first.kind == .ident, probe.peekSolid() == nil || probe.peekSolid()?.kind == .colon {
            _ = probe.next()
            return feature(first.keyword, &probe)
        }
        return range(inner)
    }

    private mutating func feature(_ name: Keyword, _ value: inout ValueReader) -> MediaCondition {
        switch name {
        case .minWidth, .minDeviceWidth:
            return pixels(&value).map { .width(min: $0, max: nil) } ?? .never
        case .maxWidth, .maxDeviceWidth:
            return pixels(&value).map { .width(min: nil, max: $0) } ?? .never
        case .minHeight: return pixels(&value).map { .height(min: $0, max: nil) } ?? .never
        case .maxHeight: return pixels(&value).map { .height(min: nil, max: $0) } ?? .never
        case .width: return pixels(&value).map { .width(min: $0, max: $0) } ?? .always
        case .prefersColorScheme: return .dark(value.next()?.keyword == .dark)
        case .orientation: return .landscape(value.next()?.keyword == .landscape)
        case .hover, .anyHover, .pointer, .anyPointer:
            let answer = value.next()?.keyword
            return answer == nil || answer == .hover || answer == .fine ? .always : .never
        case .prefersReducedMotion, .prefersContrast:
            return value.next()?.keyword == .noPreference ? .always : .never
        case .forcedColors, .scripting, .monochrome:
            return value.next()?.keyword == Keyword.none ? .always : .never
        case .color, .update: return .always
        case .grid, .aspectRatio, .minAspectRatio, .maxAspectRatio, .resolution, .minResolution,
            .maxResolution,
            .webkitMinDevicePixelRatio:
            return .never
        default:
            metUnknown = true
            return .never
        }
    }

    /// `width >= 600px`, `400px <= width < 700px`.
    private mutating func range(_ inner: ValueReader) -> MediaCondition {
        var reader = inner
        var low: Double?
        var high: Double?
        var name: Keyword?
        var pending: Double?
        var sign: (byte: UInt8, equal: Bool)?
        while reader.peekSolid() != nil {
            if let value = pixels(&reader) {
                if let sign, name != nil {
                    Self.bound(
                        &low, &high, value, upper: sign.byte == 0x3C, exact: sign.equal,
                        both: sign.byte == 0x3D)
                } else {
                    pending = value
                }
            } else if let token = reader.next() {
                if token.kind == .delim {
                    if token.byte == 0x3D, let old = sign, old.byte != 0x3D {
                        sign = (old.byte, true)
                    } else {
                        sign = (token.byte, token.byte == 0x3D)
                    }
                } else if token.kind == .ident {
                    name = token.keyword
                    if let sign, let value = pending {
                        Self.bound(
                            &low, &high, value, upper: sign.byte == 0x3E, exact: sign.equal,
                            both: sign.byte == 0x3D)
                    }
                    sign = nil
                }
            }
        }
        switch name {
        case .width: return .width(min: low, max: high)
        case .height: return .height(min: low, max: high)
        default:
            metUnknown = true
            return .never
        }
    }

    private static func bound(
        _ low: inout Double?, _ high: inout Double?, _ value: Double, upper: Bool, exact: Bool,
        both: Bool
    ) {
        let slack = exact || both ? 0 : 0.01
        if upper || both { high = value - slack }
        if !upper || both { low = value + slack }
    }

    /// A length whose relative units refer to the initial font size.
    private func pixels(_ value: inout ValueReader) -> Double? {
        let context = LengthContext(
            fontSize: 16, rootFontSize: 16, viewportWidth: 1200, viewportHeight: 800)
        return value.length()?.computed(context)?.pixels(of: nil)
    }
}
