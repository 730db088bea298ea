import Testing

@testable import EditorCore

/// The lists of themes and keymaps.
struct SettingsListTests {
    private func state() -> EditorState {
        let keymaps = ["default", "emacs", "vim"].map {
            Keymap(name: $0, bindings: Command.defaultBindings)
        }
        return EditorState(
            .init(
                keymaps: keymaps, keymap: "vim", themes: ["day", "mono", "night"], theme: "mono",
                random: RandomBits(seed: (1, 2, 3, 4))), columns: 80, rows: 24)
    }

    @Test(arguments: ["theme", "keymap"])
    func `a list opens on what is in use`(name: String) {
        var state = state()

        _ = state.perform(name)

        #expect(state.overlay?.current?.title == (name == "theme" ? "mono" : "vim"))
        #expect(state.overlay?.current?.keys == "in use")
    }

    @Test func `themes that are found later do not move the cursor to another`() {
        var state = state()
        _ = state.perform("theme")

        _ = state.update(
            .settingsListed(
                themes: ["ash", "day", "mono", "night"], keymaps: state.setup.keymaps,
                summaries: [:]))

        #expect(state.overlay?.current?.title == "mono")
    }

    @Test func `what is in use stays so while another theme is tried`() {
        var state = state()
        _ = state.perform("theme")
        _ = state.update(.input(.key(KeyStroke(.down))))
        _ = state.update(.themeLoaded("night"))

        _ = state.update(
            .settingsListed(
                themes: ["day", "mono", "night"], keymaps: state.setup.keymaps, summaries: [:]))

        #expect(state.overlay?.current?.title == "night")
        #expect(state.overlay?.items.filter { $0.keys == "in use" }.map(\.title) == ["mono"])
    }
}
