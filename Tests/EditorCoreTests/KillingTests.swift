import SiteModel
import Testing

@testable import EditorCore

/// Emacs in a field: a mark, and kills that can be pasted.
struct KillingTests {
    private func editing(_ text: String) -> EditorState {
        var state = EditorState.sample(at: "hero.title")
        let own = [
            ("ctrl-space", "set-mark"), ("ctrl-k", "kill-to-line-end"), ("ctrl-y", "paste-text"),
            ("alt-d", "kill-word-forward"), ("alt-backspace", "kill-word-back"),
            ("alt-w", "copy-text"), ("ctrl-g", "cancel"),
        ]
        let bindings = [Keymap.Context.field, .prompt].flatMap { context in
            own.map { keys, intent in
                Keymap.Binding(
                    context: context, strokes: [KeyStroke(name: keys)].compactMap(\.self),
                    intent: intent)
            }
        }
        let kept = Command.defaultBindings.filter { old in
            !bindings.contains { $0.context == old.context && $0.strokes == old.strokes }
        }
        state.keymap = Keymap(name: "emacs", bindings: bindings + kept)
        _ = state.press("enter", "ctrl-a", text)
        return state
    }

    @Test func `what is killed is pasted, kills in a row as one`() {
        var state = editing("one two three")
        _ = state.press("home", "alt-d", "alt-d", "end", "ctrl-y")
        #expect(state.editing?.field.text == " threeone two")

        _ = state.press("home", "right", "ctrl-k", "ctrl-y", "ctrl-y")
        #expect(state.editing?.field.text == " threeone twothreeone two")
    }

    @Test func `words killed backwards keep their order`() {
        var state = editing("one two three")

        let effects = state.press("alt-backspace", "alt-backspace", "home", "ctrl-y")

        #expect(state.editing?.field.text == "two threeone ")
        #expect(
            effects.contains { if case .setClipboard("two three") = $0 { true } else { false } })
    }

    @Test func `from the mark movements select, until something is copied or it is given up`() {
        var state = editing("one two three")

        _ = state.press("home", "ctrl-space", "ctrl-right")
        #expect(state.editing?.field.selectedText == "one")
        _ = state.press("alt-w")
        #expect(state.copiedText == "one" && state.editing?.field.selection == nil)
        _ = state.press("right", "ctrl-space", "end", "ctrl-g")
        #expect(state.editing?.field.selection == nil && state.editing != nil)
        _ = state.press("left")

        #expect(state.editing?.field.selection == nil)
    }

    @Test func `in the prompt, too`() {
        var state = editing("x")
        _ = state.press("enter", "ctrl-t", "a bakery", "home", "ctrl-k")
        #expect(state.prompt.field.isEmpty)

        _ = state.press("ctrl-y")

        #expect(state.prompt.field.text == "a bakery")
    }
}
