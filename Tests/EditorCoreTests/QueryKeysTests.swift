import SiteModel
import Testing

@testable import EditorCore

/// The keys that edit a text edit the line of a list and the prompt as well.
struct QueryKeysTests {
    /// Where words are typed, and what is in the line.
    enum Line: String, CaseIterable {
        case find = "ctrl-f"
        case replace = "ctrl-r"
        case palette = "ctrl-p"
        case goTo = "ctrl-o"
        case prompt = "ctrl-t"
    }

    private func open(_ line: Line, _ words: String) -> EditorState {
        var state = EditorState.sample()
        _ = state.press(line.rawValue, words)
        return state
    }

    private func words(_ state: EditorState) -> String? { state.typedField?.text }

    @Test(arguments: Line.allCases)
    func `undo takes typing back and never a step of the site`(line: Line) {
        var state = open(line, "bread")
        _ = state.press("ctrl-w", "cake")

        #expect(!state.press("ctrl-z").contains { $0.line == "undo" })
        #expect(words(state) == "")
        #expect(!state.press("ctrl-z").contains { $0.line == "undo" })
        #expect(words(state) == "bread")
        _ = state.press("ctrl-z")
        #expect(words(state) == "")
        #expect(!state.press("ctrl-z").contains { $0.line == "undo" })
        #expect(state.notice?.text.hasPrefix("No typing is left to take back here") == true)
        _ = state.press("ctrl-y", "ctrl-y", "ctrl-y")

        #expect(words(state) == "cake")
    }

    @Test(arguments: Line.allCases)
    func `what is copied in a field is pasted, selected, cut and pasted again`(line: Line) {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-a", "ctrl-c", "esc", line.rawValue)

        _ = state.press("ctrl-v")
        #expect(words(state) == "Vegan bread, baked daily")
        let effects = state.press("ctrl-a", "ctrl-x")
        #expect(effects.contains { $0.line == "clipboard Vegan bread, baked daily" })
        #expect(words(state) == "")
        _ = state.press("ctrl-v", "ctrl-left", "ctrl-k")
        #expect(words(state) == "Vegan bread, baked ")
        _ = state.press("alt-backspace", "shift-left", "shift-left", "delete")

        #expect(words(state) == "Vegan bread")
    }

    @Test func `copying in a list takes nothing of the field below it`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-a", "ctrl-p")

        #expect(state.press("ctrl-c").isEmpty && state.press("ctrl-x").isEmpty)

        #expect(state.editing?.field.text == "Vegan bread, baked daily")
    }

    @Test func `among the matches undo says that nothing is undone there`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "bread", "enter", "cake", "enter")

        #expect(state.press("ctrl-z").isEmpty)

        #expect(state.notice?.text.hasPrefix("No typing is left") == true)
    }

    @Test func `an empty prompt has no typing, so that a step of the site is taken back`() {
        var state = EditorState.sample()

        #expect(state.press("ctrl-t", "ctrl-z").last?.line == "undo")
    }

    @Test func `Find in Find keeps its words, to be typed over`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-f", "bread")

        _ = state.press("ctrl-f")
        #expect(words(state) == "bread")
        _ = state.press("cake")

        #expect(words(state) == "cake")
    }
}
