/// The colours of a site, by what they are for.
package struct Palette: Equatable, Sendable {
    package let name: String
    /// Wishes that it fits.
    let tones: [Tone]
    /// Colours as `#rrggbb`.
    package let background, surface, tint, text, muted, accent, onAccent, ink, deep, onDeep,
        onDeepMuted, line: String

    /// Every pair of text and ground that the style sheet makes: (what it is, text, ground).
    package var textPairs: [(use: String, text: String, ground: String)] {
        [("background", background), ("surface", surface), ("tint", tint)].flatMap { name, ground in
            [
                ("text on " + name, text, ground), ("muted on " + name, muted, ground),
                ("ink on " + name, ink, ground),
            ]
        } + [
            ("button", onAccent, accent), ("deep band", onDeep, deep),
            ("deep band, muted", onDeepMuted, deep),
            ("button on deep band", deep, onDeep),
        ]
    }

    private init(_ name: String, _ tones: [Tone], _ colours: String) {
        let parts = colours.split(separator: " ").map { "#" + $0 }
        precondition(parts.count == 12, "a palette has twelve colours: \(name)")
        (self.name, self.tones) = (name, tones)
        (background, surface, tint, text, muted, accent) = (
            parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]
        )
        (onAccent, ink, deep, onDeep, onDeepMuted, line) = (
            parts[6], parts[7], parts[8], parts[9], parts[10], parts[11]
        )
    }

    /// Order: background surface tint text muted accent onAccent ink deep onDeep onDeepMuted line.
    package static let all: [Palette] = [
        Palette(
            "crust", [.warm, .light],
            "fbf7f0 ffffff f3e9da 2b2119 6a5848 9a4a1c ffffff 8a4117 3a2418 fdf3e4 e0c9ae e4d6c2"),
        Palette(
            "sage", [.green, .light],
            "f6f8f3 ffffff e6ede0 1e2a20 53614f 2f6b45 ffffff 2a5f3d 1d3527 eef6ea bcd3bd d3ddcb"),
        Palette(
            "harbour", [.blue, .light],
            "f5f8fb ffffff e3ecf5 15222f 4d5e70 1f5f9c ffffff 1b548b 12263a eef5fc b3cbe2 cfdce9"),
        Palette(
            "berry", [.pink, .red],
            "fdf6f7 ffffff f7e4e8 2e1a20 6d505a a8264f ffffff 98224a 44142a fdeef2 e6bccb ecd0d8"),
        Palette(
            "brick", [.red, .warm],
            "faf5f2 ffffff f2e2da 2a1c17 68544b b03a26 ffffff 9b3321 38201a fcefe8 e0bfb2 e6d2c8"),
        Palette(
            "plum", [.violet],
            "f9f6fb ffffff ece3f3 231a2c 5d5069 6d3d97 ffffff 623588 2c1c3c f6eefc ccb8de dccfe6"),
        Palette(
            "ink", [.light],
            "ffffff f6f6f4 ededea 181818 565654 1f1f1f ffffff 2c2c2c 161616 fafaf8 bdbdb8 d9d9d4"),
        Palette(
            "night", [.dark, .blue],
            "12161d 1b212b 1f2733 eef2f7 a9b5c4 f2b84b 1a1407 f2b84b 0b0e13 f4f1ea b4b9c2 323c4a"),
        Palette(
            "cellar", [.dark, .red, .warm],
            "1a1413 241c1a 2c221f f6ece6 bfaea5 e58a5b 1f0f07 f0a177 100b0a f9efe9 c4b2a8 43342f"),
        Palette(
            "moss", [.dark, .green],
            "131913 1b231b 212b21 edf3ea a8b7a5 a4cf6c 131b09 a4cf6c 0b0f0b f1f6ec b3c0ae 334033"),
    ]

    /// The trade's usual palettes; what a prompt asks for goes before.
    static func chosen(for brief: Brief, seed: UInt64) -> Palette {
        let wished = all.filter { palette in brief.tones.contains(where: palette.tones.contains) }
        let all3 = wished.filter { palette in brief.tones.allSatisfy(palette.tones.contains) }
        let usual = all.filter { usualNames(brief.vertical).contains($0.name) }
        let choice = all3.isEmpty ? (wished.isEmpty ? usual : wished) : all3
        var random = SeededRandom(seed: seed, purpose: "palette")
        return random.pick(choice) ?? all[0]
    }

    private static func usualNames(_ vertical: Vertical) -> Set<String> {
        switch vertical {
        case .bakery: ["crust", "brick", "sage", "berry", "harbour"]
        case .restaurant: ["brick", "cellar", "crust", "sage", "ink"]
        case .cafe: ["crust", "sage", "brick", "harbour"]
        case .bar: ["night", "cellar", "moss", "plum", "brick"]
        case .yoga: ["sage", "plum", "crust", "harbour"]
        case .gym: ["night", "ink", "brick", "harbour", "moss"]
        case .florist: ["berry", "sage", "plum", "crust"]
        case .bookshop: ["ink", "brick", "harbour", "crust", "sage"]
        case .bikes: ["harbour", "night", "sage", "brick", "ink"]
        case .barber: ["ink", "night", "brick", "cellar", "berry"]
        case .clinic: ["harbour", "sage", "plum", "ink"]
        case .consultant: ["harbour", "ink", "sage", "plum"]
        case .portfolio: ["ink", "night", "brick", "plum", "cellar"]
        case .general: ["harbour", "sage", "crust", "plum", "brick", "ink"]
        }
    }
}
