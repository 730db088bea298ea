import Testing

@testable import EditorCore

/// Commands are found by words that people use who do not know their names.
struct PaletteWordsTests {
    @Test(arguments: [
        ("find and replace", "Replace"), ("change theme", "Theme: choose"), ("exit", "Quit"),
        ("publish", "Sync now"), ("yesterday", "Timeline: who changed what"),
        ("headline", "Edit the headline or first text here"),
        ("compare", "Timeline: who changed what"),
        ("recover", "Trash: restore something"), ("save", "Checkpoint"),
        ("new site", "New site…"), ("new page", "New page…"),
    ])
    func `the palette knows other words`(typed: String, title: String) {
        var state = EditorState.sample(at: "hero")

        _ = state.press("ctrl-p", typed)

        let found = state.overlay?.items.map(\.title) ?? []
        #expect(found.contains(title), "\(found)")
        #expect(typed == "compare" || found.first == title, "\(found.prefix(3))")
    }

    @Test func `other words are of commands that there are`() {
        for command in Command.all where command.searchWords != command.name {
            #expect(command.searchWords.hasPrefix(command.name + " "))
        }
        #expect(Command.all.count { $0.searchWords != $0.name } == 40)
    }
}
