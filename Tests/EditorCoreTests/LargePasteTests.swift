import Testing

@testable import EditorCore

/// More than a megabyte may have been pasted by mistake.
struct LargePasteTests {
    private let words = String(repeating: "lorem ipsum\n", count: 100_000)

    private func editing() -> EditorState {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter")
        return state
    }

    @Test func `it is asked about and Enter pastes it in one step`() throws {
        var state = editing()
        let before = try #require(state.editing?.field.text)

        #expect(state.update(.input(.paste(words))).isEmpty)
        #expect(state.notice?.text.hasPrefix("Paste 1.2 MB, 100001 lines?") == true)
        #expect(state.editing?.field.text == before)

        _ = state.press("enter")
        #expect(state.editing?.field.text.utf8.count == before.utf8.count + words.utf8.count)
        _ = state.press("ctrl-z")
        #expect(state.editing?.field.text == before)
    }

    @Test func `Esc leaves it and the text goes on being edited`() {
        var state = editing()
        let before = state.editing?.field.text

        _ = state.update(.input(.paste(words)))
        _ = state.press("esc")

        #expect(state.editing?.field.text == before)
        #expect(state.notice?.text == "Nothing was pasted.")
    }

    @Test(arguments: ["n", "end", "ctrl-k", "tab"])
    func `another key leaves it and does nothing else`(
        key: String
    ) {
        var state = editing()
        let before = state.editing?.field.text
        _ = state.press("ctrl-a")

        _ = state.update(.input(.paste(words)))
        #expect(state.press(key).isEmpty)

        #expect(state.editing?.field.text == before)
        #expect(state.notice?.text == "Nothing was pasted.")
    }

    @Test(arguments: ["ctrl-f", "ctrl-p"]) func `one into a list is asked about as well`(
        key: String
    ) {
        var state = EditorState.sample()
        _ = state.press(key)
        let line = String(repeating: "x", count: 1_200_000)

        _ = state.update(.input(.paste(line)))
        #expect(state.notice?.text.hasPrefix("Paste 1.2 MB, 1 line?") == true)
        #expect(state.overlay?.query?.isEmpty == true)
        _ = state.press("n")

        #expect(state.overlay?.query?.isEmpty == true && state.overlay != nil)
    }

    @Test func `a list takes one line, and says that there were more`() {
        var state = EditorState.sample()
        _ = state.press("ctrl-f")

        _ = state.update(.input(.paste("bread\r\ncake\n")))
        #expect(state.overlay?.query?.text == "bread")
        #expect(state.notice?.text == "Only the first of 2 lines was pasted.")
        _ = state.update(.input(.paste(" daily\n")))

        #expect(state.overlay?.query?.text == "bread daily" && state.notice == nil)
    }

    @Test func `a smaller one is pasted at once`() {
        var state = editing()

        _ = state.update(.input(.paste(String(repeating: "x", count: 1_000_000))))

        #expect(state.editing?.field.text.utf8.count ?? 0 > 1_000_000)
        #expect(state.heldPaste == nil)
    }
}
