import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// The path of a page, typed in the editor.
struct PagePathTests {
    private func asking(at place: String = "/about#team") -> EditorState {
        var state = EditorState.sample(at: place)
        _ = state.press("ctrl-p", "path of the page", "enter")
        return state
    }

    @Test(arguments: ["/team", "team", " /team "])
    func `another path is typed over the one there is, and the file stays`(typed: String) {
        var state = asking()
        #expect(state.overlay?.kind == .pagePath)
        #expect(state.overlay?.query?.text == "/about")

        let effects = state.press(typed, "enter")

        #expect(effects.map(\.line) == ["commit path of /about: path = /team; file = about.html"])
        #expect(state.notice?.text == "The page is at /team now; its file is still about.html.")
        #expect(state.overlay == nil)
    }

    @Test(arguments: [
        ("/", "Another page has the path /."),
        ("/a b", "A path begins with a slash and has no spaces, as in / or /about."),
        ("/../x", "A path begins with a slash and has no spaces, as in / or /about."),
        ("/a#b", "A path begins with a slash and has no spaces, as in / or /about."),
    ])
    func `what no page can be at is refused, and can be mended`(typed: String, words: String) {
        var state = asking()

        #expect(state.press(typed, "enter").isEmpty)

        #expect(state.notice?.text == words)
        #expect(state.overlay?.query?.text == typed)
    }

    @Test func `the same path changes nothing, and Esc neither`() {
        var same = asking()
        #expect(same.press("enter").isEmpty && same.overlay == nil)
        var left = asking()
        #expect(left.press("/x", "esc").isEmpty && left.overlay == nil)
    }

    @Test func `a site that is only read keeps its paths`() {
        var state = EditorState.sample(isReadOnly: true)
        #expect(state.perform("page-path").isEmpty && state.overlay == nil)
    }

    @Test func `a path is typed for the later of two pages of one path`() {
        let sample = MergeSample()
        var state = sample.state(sample.name)
        #expect(state.hints.map(\.words).contains("by hand"))

        _ = state.press("e")
        #expect(state.overlay?.kind == .pagePath && state.overlay?.query?.text == "/about")
        _ = state.press("esc")
        #expect(state.overlay?.kind == .conflicts)
        _ = state.press("e")

        #expect(
            state.press("/team", "enter").map(\.line)
                == ["commit resolve conflict: resolve value(\"/team\")"])
        #expect(state.overlay?.kind == .conflicts)
    }

    @Test func `a path that was settled elsewhere meanwhile is left`() {
        let sample = MergeSample()
        var state = sample.state(sample.name)
        _ = state.press("e")
        _ = state.update(.documentChanged(sample.document([], revision: 3)))

        #expect(state.press("/team", "enter").isEmpty)
        #expect(state.notice?.text == "It was settled elsewhere; nothing is changed.")
    }
}
