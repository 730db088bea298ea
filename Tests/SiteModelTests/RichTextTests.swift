import SiteModel
import Testing

struct RichTextTests {
    private let bold = InlineTag(tag: "b", open: "<b>", close: "</b>")
    private let lineBreak = InlineTag(tag: "br", open: "<br>", close: "")

    /// `[` and `]` are the marks of tag 0, `|` is the mark of tag 1.
    private func marked(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "[": out.append(InlineTag.openMark(0))
            case "]": out.append(InlineTag.closeMark(0))
            case "|": out.append(InlineTag.openMark(1))
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    @Test func `a line break reads as a newline`() {
        #expect(RichText.plain(marked("a|[b]"), inlines: [bold, lineBreak]) == "a\nb")
    }

    @Test(arguments: [
        ("one [two] three", "one two three", "one [two] three"),
        ("one [two] three", "one two four", "one [two] four"),
        ("one [two] three", "zero one two three", "zero one [two] three"),
        ("one [two] three", "one three", "one three"),
        ("one [two] three", "one 2 three", "one [2] three"), ("one [two] three", "", ""),
        ("one [two] three", "one two red three", "one [two] red three"), ("[all]", "new", "[new]"),
        ("a|b", "a\nc", "a|c"), ("a|b", "a b", "a b"), ("plain", "other", "other"),
        ("[]x", "y", "[]y"),
    ])
    func `setting keeps tags around the words that stay`(old: String, new: String, expected: String)
    {
        let result = RichText.setting(marked(old), toPlain: new, inlines: [bold, lineBreak])

        #expect(Array(result.unicodeScalars) == Array(marked(expected).unicodeScalars))
        #expect(RichText.plain(result, inlines: [bold, lineBreak]) == new)
    }

    @Test func `setting to the plain form changes nothing`() {
        let old = marked("a [b c] d|e")

        #expect(
            RichText.setting(
                old, toPlain: RichText.plain(old, inlines: [bold, lineBreak]),
                inlines: [bold, lineBreak]) == old)
    }
}
