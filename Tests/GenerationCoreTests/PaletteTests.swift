import Glibc
import Testing

@testable import GenerationCore

struct PaletteTests {
    /// WCAG 2.1, relative luminance.
    static func luminance(_ colour: String) -> Double {
        let value = UInt32(colour.dropFirst(), radix: 16) ?? 0
        let channels = [16, 8, 0].map { shift -> Double in
            let channel = Double((value >> UInt32(shift)) & 255) / 255
            return channel <= 0.03928 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    static func contrast(_ one: String, _ other: String) -> Double {
        let pair = [luminance(one), luminance(other)].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    @Test func `every text of every palette can be read`() {
        #expect(Palette.all.count >= 4)
        for palette in Palette.all {
            for pair in palette.textPairs {
                let contrast = Self.contrast(pair.text, pair.ground)
                #expect(contrast >= 4.5, "\(palette.name): \(pair.use) \(contrast)")
            }
        }
    }

    @Test func `a wish about colours is granted`() {
        let brief = TemplateComposer.understand(prompt: "a dark green bar", locale: nil)

        #expect(Palette.chosen(for: brief, seed: 1).name == "moss")
    }
}
