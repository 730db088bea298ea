import SiteModel
import Testing

@testable import EditorCore

/// A fault of a file of the settings in the last row.
struct SettingsFaultTests {
    private let fault = Notice(.error, "config.toml:1:1: unknown key.")

    private func faulty(at place: String = "hero") -> EditorState {
        var state = EditorState.sample(at: place)
        _ = state.update(.settingsFault(fault))
        return state
    }

    @Test func `it stands through keys and clicks`() {
        var state = faulty()

        _ = state.press("down", "up")
        #expect(state.notice == fault)
        let click = MouseEvent(column: 3, row: 3, button: .left, action: .press)
        _ = state.update(.input(.mouse(click)))
        #expect(state.notice == fault)
    }

    @Test func `it stands while a text is typed`() {
        var state = faulty(at: "hero.title")

        _ = state.press("enter", "ctrl-a", "abc")

        #expect(state.notice == fault && state.editing?.field.text == "abc")
    }

    @Test func `what a key has to say comes first, and Esc takes only what was shown`() {
        var state = faulty()

        _ = state.press("ctrl-c")
        #expect(state.notice?.text.hasPrefix("Copied hero") == true)
        _ = state.press("esc")
        #expect(state.notice == fault)
        _ = state.press("esc")
        #expect(state.notice == nil)
        _ = state.press("down")
        #expect(state.notice == nil)
    }

    @Test func `a list hides it, and it is there again behind the list`() {
        var state = faulty()

        _ = state.press("ctrl-p")
        #expect(state.notice == nil)
        _ = state.press("esc")

        #expect(state.notice == fault)
    }

    @Test func `once it is mended it is gone`() {
        var state = faulty()
        _ = state.press("down")

        _ = state.update(.settingsFault(nil))
        #expect(state.notice == nil)

        _ = state.press("up")
        #expect(state.notice == nil)
    }

    @Test func `another fault takes its place`() {
        var state = faulty()
        let other = Notice(.error, "mono.toml:2:1: no colour.")

        _ = state.update(.settingsFault(other))
        _ = state.press("down")

        #expect(state.notice == other)
    }
}
