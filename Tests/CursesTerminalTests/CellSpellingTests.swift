import Glibc
import Testing

@testable import CursesTerminal

struct CellSpellingTests {
    /// The cells as text, `|` between them.
    private func spelled(_ character: Character, _ width: Int) -> String {
        setlocale(LC_CTYPE, "C.UTF-8")
        return CellSpelling(character.unicodeScalars, width: width).cells.map { cell in
            String(
                String.UnicodeScalarView(cell.dropLast().compactMap { Unicode.Scalar(UInt32($0)) }))
        }.joined(separator: "|")
    }

    @Test(arguments: [
        ("a", 1, "a"), ("e\u{301}", 1, "e\u{301}"), ("日", 2, "日"), ("👩‍💻", 2, "👩"), ("👍🏽", 2, "👍"),
        ("❤️", 2, "❤| "),
        ("🇫🇷", 2, "🇫|🇷"), ("1️⃣", 2, "1\u{20E3}| "),
        ("a\u{301}\u{302}\u{303}\u{304}\u{305}", 1, "a\u{301}\u{302}\u{303}"),
        ("日", 1, "\u{FFFD}"), ("\u{7}", 1, "\u{FFFD}"),
    ])
    func `a character fills exactly its cells`(text: String, width: Int, expected: String) {
        #expect(text.first.map { spelled($0, width) } == expected)
    }
}
