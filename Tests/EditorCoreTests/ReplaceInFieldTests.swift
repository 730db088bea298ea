import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// Find and replace while a text is typed.
struct ReplaceInFieldTests {
    /// The site as it is once the commits of these effects are in it.
    private func keep(_ effects: [EditorEffect], in state: inout EditorState, revision: UInt64) {
        guard var site = state.document?.site else { return }
        for case .commit(let edits, _, let token) in effects {
            for case .setText(let ref, _, let new) in edits {
                site.nodes[ref.node]?.texts[ref.key] = new
            }
            _ = state.update(.documentChanged(SiteDocument(site: site, revision: revision)))
            _ = state.update(.commitFinished(token: token, .done(summary: "", skipped: [])))
        }
    }

    /// What is asked of a search is answered.
    private func answer(_ state: inout EditorState) {
        guard let asked = state.overlay?.search?.asked, let site = state.document?.site,
            let outcome = SiteSearch.run(asked, in: site)
        else { return }
        _ = state.update(.searched(asked, .list, outcome))
    }

    private func commits(_ effects: [EditorEffect]) -> [String] {
        effects.map(\.line).filter { $0.hasPrefix("commit") }
    }

    @Test func `what is typed is kept before it is looked through, and never mixed`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-a", "Fresh bread daily")

        let kept = state.press("ctrl-r")
        #expect(
            commits(kept) == [
                "commit hero.title: “Vegan bread, baked daily” → “Fresh bread daily”"
            ])
        keep(kept, in: &state, revision: 2)
        _ = state.pressAndSearch("bread", "enter", "cake", "enter")
        #expect(state.overlay?.items.map(\.title).contains("Fresh bread→cake daily") == true)
        let effects = state.pressAndSearch("enter")

        #expect(
            commits(effects).first?.contains("“Fresh bread daily” → “Fresh cake daily”") == true)
        #expect(state.editing == nil)
    }

    @Test func `a word that was only typed is replaced, one that was typed over is not`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-a", "Zebra")
        keep(state.press("ctrl-r"), in: &state, revision: 2)
        _ = state.pressAndSearch("Vegan")
        #expect(state.overlay?.items.isEmpty == true)

        _ = state.pressAndSearch("ctrl-u", "Zebra", "enter", "Lion", "enter")

        #expect(commits(state.pressAndSearch("enter")).first?.contains("“Lion”") == true)
    }

    @Test func `nothing is replaced before the site shows what was typed`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-a", "Fresh bread daily")

        let kept = state.press("ctrl-r")
        let effects = state.pressAndSearch("bread", "enter", "cake", "enter", "enter")
        #expect(commits(effects).isEmpty)
        #expect(state.notice?.text == "It is still being looked for: once more, please.")
        keep(kept, in: &state, revision: 2)
        answer(&state)

        #expect(
            commits(state.pressAndSearch("enter")).first?.contains("“Fresh cake daily”") == true)
    }

    @Test func `Esc leads back to the field with what was typed, at its cursor`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "ctrl-a", "Fresh bread", "left")
        keep(state.press("ctrl-f"), in: &state, revision: 2)

        _ = state.press("esc", "y")

        #expect(state.editing?.field.text == "Fresh breayd")
    }

    @Test func `a site that changes under the list is looked through again`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.pressAndSearch("ctrl-r", "bread", "enter", "cake", "enter")
        guard var site = state.document?.site,
            let text = site.keyedTexts().first(where: { $0.key == "hero.title" })
        else { return }
        site.nodes[text.node]?.texts[.text("en")] = "Rolls"
        _ = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))

        #expect(state.press("enter").isEmpty && state.overlay != nil)
        answer(&state)

        #expect(state.overlay?.items.contains { $0.detail == "hero.title" } == false)
    }

    @Test func `an attribute that the policy refuses stays in its field, and is said`() {
        var state = EditorState.sample(at: "hero")
        _ = state.pressAndSearch("ctrl-f", "/order", "enter", "enter")
        _ = state.press("ctrl-a", "javascript:x")

        #expect(commits(state.press("ctrl-r")).isEmpty)

        #expect(state.overlay == nil && state.editing?.field.text == "javascript:x")
        #expect(state.notice?.kind == .error)
    }
}
