import Testing

@testable import EditorCore

struct TextFieldTests {
    @Test func `typing goes in at the cursor`() {
        var field = TextField("bread")

        field.insert("s é 日本 👩‍💻")

        #expect(field.text == "breads é 日本 👩‍💻")
        #expect(field.cursor == field.text.utf8.count)
    }
}
