/// A colour as a terminal can be asked for it.
package enum Colour: Hashable, Sendable {
    /// The terminal's own foreground or background.
    case standard
    /// An entry of the terminal's table: 0...15 the theme of the terminal, 16...255 fixed.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)

    /// Reads `#rrggbb` or `#rgb`; nil for anything else.
    package init?(hex text: some StringProtocol) {
        guard text.utf8.first == UInt8(ascii: "#"), let value = UInt32(text.dropFirst(), radix: 16),
            !text.contains("+"), !text.contains("-")
        else { return nil }
        switch text.utf8.count {
        case 7: self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
        case 4:
            self = .rgb(UInt8(value >> 8) * 17, UInt8(value >> 4 & 15) * 17, UInt8(value & 15) * 17)
        default: return nil
        }
    }
}

extension Colour {
    /// Whether it is none of the terminal's own sixteen, nor its standard.
    var isShade: Bool {
        switch self {
        case .standard: false
        case .indexed(let index): index >= 16
        case .rgb: true
        }
    }
}

/// How many colours a terminal shows.
package enum ColourDepth: Int, Comparable, Sendable, CaseIterable {
    /// None at all: bold, reverse and underline only.
    case none
    case eight
    case sixteen
    case indexed256
    case direct

    package static func < (a: ColourDepth, b: ColourDepth) -> Bool { a.rawValue < b.rawValue }
}

extension Colour {
    /// The nearest colour that a terminal of this depth has.
    package func converted(to depth: ColourDepth) -> Colour {
        switch (depth, self) {
        case (.none, _): .standard
        case (_, .standard), (.direct, _), (.indexed256, .indexed): self
        case (.indexed256, .rgb(let red, let green, let blue)):
            .indexed(Self.nearest256(red, green, blue))
        case (.sixteen, .indexed(let index)) where index < 16: self
        case (.eight, .indexed(let index)) where index < 8: self
        case (.sixteen, _): .indexed(Self.nearest(components, among: 16))
        case (.eight, _): .indexed(Self.nearest(components, among: 8))
        }
    }

    /// Red, green and blue 0...255; those of table entries below 16 are xterm's, for the terminal's own are unknown.
    package var components: (red: Int, green: Int, blue: Int) {
        switch self {
        case .standard: return (0, 0, 0)
        case .rgb(let red, let green, let blue): return (Int(red), Int(green), Int(blue))
        case .indexed(let index) where index < 16: return Self.ansi[Int(index)]
        case .indexed(let index) where index < 232:
            let cube = Int(index) - 16
            return (Self.levels[cube / 36], Self.levels[cube / 6 % 6], Self.levels[cube % 6])
        case .indexed(let index):
            let grey = 8 + 10 * (Int(index) - 232)
            return (grey, grey, grey)
        }
    }

    /// How much two colours differ for a reader, 1...21 (WCAG 2.2, contrast ratio).
    package func contrast(with other: Colour) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// Relative luminance, 0...1 (WCAG 2.2).
    private var luminance: Double {
        func linear(_ value: Int) -> Double { Self.linearLevels[min(255, max(0, value))] }
        let (red, green, blue) = components
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// sRGB's curve, by its own definition, for each of the 256 levels.
    private static let linearLevels: [Double] = (0...255).map { level in
        let value = Double(level) / 255
        return value <= 0.04045 ? value / 12.92 : power24((value + 0.055) / 1.055)
    }

    /// x to the power of 2.4 for 0 < x <= 1: x² · ⁵√x², the root by Newton's steps.
    private static func power24(_ x: Double) -> Double {
        let square = x * x
        var root = 1.0
        for _ in 0..<60 {
            root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
        }
        return square * root
    }

    private static let levels = [0, 95, 135, 175, 215, 255]
    private static let ansi: [(red: Int, green: Int, blue: Int)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205),
        (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255),
        (0, 255, 255),
        (255, 255, 255),
    ]

    private static func distance(
        _ a: (red: Int, green: Int, blue: Int), _ b: (red: Int, green: Int, blue: Int)
    ) -> Int {
        // The eye weighs green most and blue least.
        let (red, green, blue) = (a.red - b.red, a.green - b.green, a.blue - b.blue)
        return 3 * red * red + 6 * green * green + 2 * blue * blue
    }

    private static func nearest(_ colour: (red: Int, green: Int, blue: Int), among count: Int)
        -> UInt8
    {
        let best = (0..<count).min { distance(ansi[$0], colour) < distance(ansi[$1], colour) }
        return UInt8(best ?? 0)
    }

    private static func nearest256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        func step(_ value: Int) -> Int {
            (0..<6).min { abs(levels[$0] - value) < abs(levels[$1] - value) } ?? 0
        }
        let wanted = (red: Int(red), green: Int(green), blue: Int(blue))
        let cube = 16 + 36 * step(wanted.red) + 6 * step(wanted.green) + step(wanted.blue)
        let average = (wanted.red + wanted.green + wanted.blue) / 3
        let grey = 232 + min(23, max(0, (average - 3) / 10))
        let candidates = [UInt8(cube), UInt8(grey)]
        return candidates.min {
            distance(Colour.indexed($0).components, wanted)
                < distance(Colour.indexed($1).components, wanted)
        } ?? UInt8(cube)
    }
}
