import SiteModel
import Testing

@testable import EditorCore

/// A paste goes where letters are written, and nowhere unseen.
struct HiddenPasteTests {
    private func editing() -> EditorState {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter")
        return state
    }

    @Test(arguments: ["alt-u", "f8", "f4"])
    func `a screen over a field keeps a paste from it and says so`(key: String) {
        var state = editing()
        let before = state.editing?.field.text
        if key == "f4" {
            _ = state.update(.sourceReady(section: NodeID(high: 1, low: 3), ["<p>"]))
        } else {
            _ = state.press(key)
        }
        #expect(state.overlay != nil)

        _ = state.update(.input(.paste("words")))

        #expect(state.editing?.field.text == before)
        #expect(
            state.notice?.text
                == "Nothing was pasted: no words are typed here; Esc leads back to the text.")
        _ = state.press("esc")
        _ = state.update(.input(.paste("words")))
        #expect(state.editing?.field.text == (before ?? "") + "words")
    }

    @Test func `among the matches of a replacement nothing is pasted, and that is said`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "bread", "enter", "cake", "enter")

        _ = state.update(.input(.paste("words")))

        #expect(state.overlay?.query?.text == "bread" && state.overlay?.replacement?.text == "cake")
        #expect(state.notice?.text.hasPrefix("Nothing was pasted") == true)
    }

    @Test func `the key that is asked for in the help is no line to paste into`() {
        var state = EditorState.sample()
        _ = state.perform("describe-key")

        _ = state.update(.input(.paste("words")))

        #expect(state.overlay?.query?.text == "")
        #expect(state.notice?.text == "Nothing was pasted: no words are typed here.")
    }
}
