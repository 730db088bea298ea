import Testing

@testable import EditorCore

/// Messages call things what a person calls them.
struct SpokenNameTests {
    @Test(arguments: [
        ("ctrl-x", "Cut headline “Vegan bread, baked daily” of hero; paste"),
        ("delete", "Headline “Vegan bread, baked daily” of hero is in the trash; undo"),
        ("ctrl-c", "Copied headline “Vegan bread, baked daily” of hero; paste"),
    ])
    func `an element is called what undo calls it`(key: String, words: String) {
        var state = EditorState.sample(at: "hero.title")

        _ = state.press(key)

        #expect(state.notice?.text.hasPrefix(words) == true, "\(state.notice?.text ?? "")")
    }

    @Test func `a key that terminals send as Esc is called Esc`() {
        let escape = Keymap.Binding(
            context: .field, strokes: [KeyStroke(.character("["), .control)], intent: "cancel")
        let keymap = Keymap(name: "vi", bindings: [escape] + Command.defaultBindings)

        #expect(keymap.shown("cancel", in: .field) == "Esc")
    }
}
