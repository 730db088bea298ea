import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct StateRegisterTests {
    private func pasted(_ effects: [EditorEffect]) -> [String] {
        guard case .commit(let edits, _, _)? = effects.first else { return [] }
        return edits.map { edit in
            guard case .insert(let draft, _, _) = edit else { return edit.line }
            return draft.fields.first { $0.name == .name }?.value.plain ?? draft.content.tag
        }
    }

    @Test func `what was copied into a register is pasted from it, whatever was copied since`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("'", "a", "ctrl-c")
        _ = state.press("down")
        _ = state.press("ctrl-c")

        #expect(pasted(state.press("'", "A", "ctrl-v")) == ["hero-2"])
        #expect(pasted(state.press("ctrl-v")) == ["menu-2"])
    }

    @Test func `a register is for the next command only`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("'", "a", "ctrl-c")
        _ = state.press("'", "a", "down", "ctrl-c")

        #expect(pasted(state.press("'", "a", "ctrl-v")) == ["hero-2"])
    }

    @Test func `asking for one says what they hold`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("'", "a", "ctrl-c")
        _ = state.press("'")
        #expect(state.notice?.text == "Which register? a hero")
        _ = state.press("esc")
        #expect(state.registers.named == nil && !state.registers.awaitsName)
        _ = state.press("'", "!")
        #expect(state.notice?.text == "Registers are called a to z and 0 to 9.")
    }

    @Test func `an empty register, and one of another kind, is said and changes nothing`() {
        var state = EditorState.sample(at: "hero")
        #expect(state.press("'", "q", "ctrl-v").isEmpty)
        #expect(state.notice?.text == "Register q is empty.")

        _ = state.press("'", "a", "ctrl-c")
        var field = EditorState.sample(at: "hero.title")
        field.registers = state.registers
        _ = field.press("enter", "alt-'", "a", "ctrl-v")
        state = field
        #expect(state.notice?.text == "Register a holds hero: paste it into the tree.")
    }

    @Test func `texts have registers of the same names`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-a", "alt-'", "b", "ctrl-c")
        _ = state.press("ctrl-a", "x", "alt-'", "b", "ctrl-v")

        #expect(state.editing?.field.text == "xVegan bread, baked daily")
    }
}
