import Testing

@testable import EditorCore

/// A field in one row scrolls so that its cursor is seen.
struct FieldWindowTests {
    private let long = String((0..<140).map { Character("\($0 % 10)") })

    @Test func `the end of a long text is seen while it is typed`() {
        let window = TextField(long).window(width: 20)

        #expect(window.text == "…" + long.suffix(18))
        #expect(window.cursor == 19)
    }

    @Test func `its beginning is seen when the cursor is there`() {
        let window = TextField(long, cursorAtEnd: false).window(width: 20)

        #expect(window.text == long.prefix(19) + "…")
        #expect(window.cursor == 0)
    }

    @Test func `what has room is shown as it is`() {
        #expect(TextField("bread").window(width: 6) == FieldWindow(text: "bread", cursor: 5))
    }

    @Test(arguments: [long(of: "日本"), long(of: "a日"), long(of: "👩‍💻e"), long(of: "x")])
    func `wherever the cursor is, it and the text stay in the row`(text: String) {
        for width in 0...24 {
            for offset in stride(from: 0, through: text.utf8.count, by: 7) {
                var field = TextField(text)
                field.place(atOffset: offset)

                let window = field.window(width: width)

                #expect(ShownCharacter.width(of: window.text) <= width)
                #expect(window.cursor >= 0 && window.cursor < max(1, width))
            }
        }
    }

    private static func long(of word: String) -> String { String(repeating: word, count: 40) }
}
