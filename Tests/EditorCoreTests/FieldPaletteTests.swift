import Testing

@testable import EditorCore

/// The palette called while a text is typed.
struct FieldPaletteTests {
    private func editing() -> EditorState {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter")
        return state
    }

    @Test func `it lists what can be done in the field, with the field's keys`() {
        var state = editing()

        _ = state.press("ctrl-p")

        let rows = Dictionary(
            (state.overlay.map { Array($0.items) } ?? []).map { ($0.action, $0.keys) },
            uniquingKeysWith: { first, _ in first })
        #expect(rows[.command("copy-text")] == "^C" && rows[.command("paste-text")] == "^V")
        #expect(rows[.command("select-matches")] == "Alt-a" && rows[.command("undo")] == "^Z")
        #expect(rows[.command("find")] == "^F" && rows[.command("help")] == "F1")
        for name in ["copy", "cut", "paste", "delete", "duplicate", "move-up", "edit"] {
            #expect(rows[.command(name)] == nil, "\(name)")
        }
    }

    @Test func `what is chosen acts on the field`() {
        var state = editing()

        let effects = state.press("ctrl-a", "ctrl-p", "copy", "enter")

        #expect(effects.contains { $0.line == "clipboard Vegan bread, baked daily" })
        #expect(state.clipboard == nil && state.editing != nil && state.overlay == nil)
        _ = state.press("end", "ctrl-p", "paste", "enter")
        #expect(state.editing?.field.text.count == 48)
        _ = state.press("ctrl-p", "select all", "enter", "x")
        #expect(state.editing?.field.text == "x")
        _ = state.press("ctrl-p", "undo", "enter")
        #expect(state.editing?.field.text.count == 48)
    }

    @Test func `keys that do nothing in a field are not shown`() {
        var state = editing()

        _ = state.press("ctrl-p", "section names")
        #expect(state.overlay?.items.contains { $0.keys == "s" } == false)
        _ = state.press("esc", "esc", "ctrl-p")

        #expect(state.overlay?.items.contains { $0.action == .command("copy") } == true)
    }
}
