import Testing

@testable import EditorCore

struct ClipboardRefusedTests {
    @Test func `a text that the desktop refused is put on the clipboard once more`() {
        var state = EditorState.sample()

        let effects = state.update(.clipboardRefused("words"))

        #expect(effects.first?.line == "clipboard words")
    }
}
