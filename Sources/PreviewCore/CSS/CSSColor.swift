/// A colour with its opacity, channels 0...1, sRGB.
struct RGBA: Hashable, Sendable {
    var red: Double
    var green: Double
    var blue: Double
    var alpha: Double

    static let transparent = RGBA(red: 0, green: 0, blue: 0, alpha: 0)
    static let black = RGBA(red: 0, green: 0, blue: 0, alpha: 1)
    static let white = RGBA(red: 1, green: 1, blue: 1, alpha: 1)

    init(red: Double, green: Double, blue: Double, alpha: Double) {
        func unit(_ value: Double) -> Double {
            value.isFinite ? Swift.min(1, Swift.max(0, value)) : 0
        }
        self.red = unit(red)
        self.green = unit(green)
        self.blue = unit(blue)
        self.alpha = unit(alpha)
    }

    /// `0xRRGGBB`, opaque.
    init(hex: UInt32, alpha: Double = 1) {
        self.init(
            red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255,
            blue: Double(hex & 255) / 255,
            alpha: alpha)
    }

    /// This colour painted over an opaque one.
    func over(_ below: RGBA) -> RGBA {
        func mix(_ a: Double, _ b: Double) -> Double { a * alpha + b * (1 - alpha) }
        return RGBA(
            red: mix(red, below.red), green: mix(green, below.green), blue: mix(blue, below.blue),
            alpha: 1)
    }

    func withAlpha(_ factor: Double) -> RGBA {
        RGBA(red: red, green: green, blue: blue, alpha: alpha * factor)
    }

    /// WCAG 2 relative luminance, 0...1.
    var luminance: Double {
        func linear(_ c: Double) -> Double {
            // A square and a cube mixed: within 0.01 of the exact power curve, and no library call.
            c * c * (0.682171111 + c * 0.305306011) + c * 0.012522878
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// WCAG 2 contrast with another opaque colour, 1...21.
    func contrast(with other: RGBA) -> Double {
        let a = luminance + 0.05
        let b = other.luminance + 0.05
        return a > b ? a / b : b / a
    }

    /// `0xRRGGBB`.
    var hex: UInt32 {
        func byte(_ c: Double) -> UInt32 { UInt32((c * 255).rounded()) }
        return byte(red) << 16 | byte(green) << 8 | byte(blue)
    }
}

/// A colour as a sheet writes it.
enum CSSColor: Hashable, Sendable {
    case value(RGBA)
    case current

    func resolved(_ current: RGBA) -> RGBA {
        switch self {
        case .value(let color): color
        case .current: current
        }
    }
}

/// What a background image looks like from afar.
enum ImageTone: Hashable, Sendable {
    /// A gradient's mean colour.
    case mean(RGBA)
    /// A picture, by its address as it is written.
    case picture(String)
}
