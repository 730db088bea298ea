import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// More matches than a list shows.
struct ReplaceManyTests {
    private let count = 60_000

    /// A site with one text that has more matches than a list shows, and the matches of `<[^>]*>` in its list.
    private func listed() -> EditorState {
        var site = SampleSite().site
        if let text = site.keyedTexts().first(where: { $0.key == "hero.title" }) {
            site.nodes[text.node]?.texts[.text("en")] = String(repeating: "<b>x ", count: count)
        }
        var state = EditorState.sample()
        _ = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))
        _ = state.press("ctrl-r", "alt-r", "<[^>]*>", "enter", "[$0]")
        answer(&state)
        _ = state.press("enter")
        return state
    }

    private func answer(_ state: inout EditorState) {
        guard let asked = state.overlay?.search?.asked, let site = state.document?.site,
            let outcome = SiteSearch.run(asked, in: site)
        else { return }
        _ = state.update(.searched(asked, .list, outcome))
    }

    @Test func `all are replaced as one step, what was left out is not`() throws {
        var state = listed()
        #expect(state.overlay?.search?.summary.hasPrefix("The first 10000 matches") == true)

        let effects = state.pressAndSearch("space", "enter")

        guard case .commit(let edits, _, _)? = effects.first,
            case .setText(_, _, let new)? = edits.first
        else {
            Issue.record("nothing is replaced: \(state.notice?.text ?? "")")
            return
        }
        #expect(edits.count == 1 && new.hasPrefix("<b>x [<b>]x [<b>]x "))
        #expect(new.utf8.count == count * 5 + (count - 1) * 2)
        #expect(
            state.notice?.text
                == "Replaced \(count - 1) matches in 1 place; undo takes all back.")
    }

    @Test func `leaving while they are looked for replaces nothing`() {
        var state = listed()
        let effects = state.press("enter")
        guard case .search(let request, let purpose)? = effects.last,
            let site = state.document?.site, let outcome = SiteSearch.run(request, in: site)
        else {
            Issue.record("nothing is asked")
            return
        }

        #expect(state.press("esc").map(\.line) == ["stop search"])

        #expect(state.update(.searched(request, purpose, outcome)).isEmpty)
    }

    @Test func `after all were left out only what is taken again is replaced`() {
        var state = listed()

        let effects = state.pressAndSearch("alt-a", "space", "enter")

        guard case .commit(let edits, _, _)? = effects.first,
            case .setText(_, _, let new)? = edits.first
        else {
            Issue.record("nothing is replaced: \(state.notice?.text ?? "")")
            return
        }
        #expect(new.hasPrefix("[<b>]x <b>x ") && new.utf8.count == count * 5 + 2)
    }

    @Test func `where all of the list is left out nothing is replaced`() {
        var state = listed()

        #expect(state.pressAndSearch("alt-a", "enter").isEmpty)

        #expect(state.notice?.text == "Every match is left out; nothing is changed.")
    }
}
