import SiteModel
import Testing

@testable import EditorCore

/// What the keys that edit do on each row, and what the hint line says of them.
struct EditHintTests {
    @Test(arguments: [
        ("/#hero", ["Enter unfold", "e edit its text"]), ("hero.title", ["Enter edit"]),
    ])
    func `hints say what the keys do on the row under the cursor`(
        place: String, hints: [String]
    ) {
        let state = EditorState.sample(at: place)

        #expect(
            state.hints.prefix { $0.words != "commands" }.map { "\($0.keys) \($0.words)" } == hints)
    }

    @Test func `words to check have their key, as conflicts have`() {
        var state = EditorState.sample(at: "hero.title")

        _ = state.update(.mergesCounted([30], contested: 1, seen: 0))

        #expect(state.hints.contains(Hint(keys: "^G", words: "check")))
    }

    @Test func `the hint follows the fold`() {
        var state = EditorState.sample(at: "/#hero")

        _ = state.press("enter")

        #expect(state.hints.first?.words == "fold")
        #expect(state.editing == nil)
    }

    @Test func `small print above a headline is not what is edited`() {
        var sample = SampleSite()
        let root = sample.section("offer", on: sample.site.pages[0].id)
        sample.element("p", in: root, text: "New in autumn")
        let headline = sample.element("h2", in: root)
        sample.element("em", in: headline, text: "Pumpkin bread")
        var state = EditorState.sample()
        _ = state.update(
            .opened(SiteDocument(site: sample.site, revision: 1), drafts: [], at: "/#offer"))

        _ = state.press("e")

        #expect(state.editing?.field.text == "Pumpkin bread")
    }

    @Test(arguments: ["/#hero", "/#menu", "hero.title"])
    func `what is typed after the key goes into the first text there`(place: String) {
        var state = EditorState.sample(at: place)

        _ = state.press("e", "home", "dd")

        #expect(state.editing?.field.text.hasPrefix("dd") == true)
    }
}
