import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// Texts that are in no site yet and outlive the program: the prompt's, and the one that Esc took away.
struct KeptTextTests {
    private func lines(_ effects: [EditorEffect]) -> [String] { effects.map(\.line) }

    /// What the store has after these effects, the newest last.
    private func kept(_ effects: [EditorEffect]) -> [FieldDraft] {
        effects.reduce(into: []) { kept, effect in
            switch effect {
            case .saveDraft(let draft):
                kept.removeAll { $0.text == draft.text }
                kept.append(draft)
            case .dropDraft(let text): kept.removeAll { $0.text == text }
            default: break
            }
        }
    }

    // MARK: - The prompt

    @Test func `what is typed in the prompt is kept and there again`() {
        var state = EditorState.sample(at: "hero")
        let drafts = kept(state.press("ctrl-t", "a warmer hero", "left"))

        var again = EditorState.sample(at: "hero", drafts: drafts)

        #expect(again.prompt.field.text == "a warmer hero")
        #expect(again.editing == nil && again.notice == nil && again.focus == .tree)
        #expect(lines(again.press("down")).isEmpty)
        #expect(again.session == EditorState.sample(at: "menu").session)
    }

    @Test func `a prompt that is emptied is kept no more`() {
        var state = EditorState.sample(at: "hero")

        let effects = state.press("ctrl-t", "warm", "ctrl-u")

        #expect(kept(effects).isEmpty && lines(effects).last == "drop draft")
    }

    @Test func `a prompt is kept until its answer is there`() throws {
        var state = EditorState.sample(at: "/#hero")
        var effects = state.press("ctrl-t", "questions", "enter")
        guard case .compose(let request)? = effects.last else {
            Issue.record("nothing composed")
            return
        }
        #expect(kept(effects).map(\.typed) == ["questions"])

        effects += state.update(.composed(token: request.token, .failed("Not now.")))
        #expect(kept(effects).map(\.typed) == ["questions"])
    }

    @Test func `typing in a field has nothing to do with the prompt`() {
        var state = EditorState.sample(at: "hero.title")

        #expect(lines(state.press("enter", "end", "x")) == ["draft Vegan bread, baked dailyx"])
    }

    @Test func `a site that is only read keeps no prompt`() {
        var state = EditorState.sample(at: "hero")
        let drafts = kept(state.press("ctrl-t", "warm"))

        let again = EditorState.sample(at: "hero", drafts: drafts, isReadOnly: true)

        #expect(again.prompt.field.isEmpty)
    }

    // MARK: - What Esc took away

    @Test func `a cancelled text is restored after a restart`() {
        var state = EditorState.sample(at: "hero.title")
        let drafts = kept(state.press("enter", "end", " and more", "esc"))

        var again = EditorState.sample(at: "hero", drafts: drafts)
        #expect(again.editing == nil)
        let effects = again.perform("restore-cancelled")

        #expect(again.editing?.field.text == "Vegan bread, baked daily and more")
        #expect(lines(effects).last == "draft Vegan bread, baked daily and more")
        #expect(kept(effects + again.press("enter")).isEmpty)
    }

    @Test func `only the text that was cancelled last is kept`() {
        var state = EditorState.sample(at: "hero.title")
        var effects = state.press("enter", "end", "1", "esc", "down")
        effects += state.press("enter", "end", "2", "esc")

        #expect(kept(effects).map(\.typed) == ["Order before ten, collect before noon2"])
    }

    @Test(arguments: [["esc"], ["enter"], ["!", "enter"]])
    func `a cancelled text outlives another look at its field`(keys: [String]) {
        var state = EditorState.sample(at: "hero.title")
        var effects = state.press("enter", "end", "1", "esc", "enter", "end")

        for key in keys { effects += state.press(key) }

        #expect(kept(effects).map(\.typed) == ["Vegan bread, baked daily1"])
        #expect(kept(effects).map(\.isCancelled) == [true])
    }

    /// The sample site whose headline was deleted elsewhere while `x` was being typed into it.
    private func stateWithoutHeadline() throws -> EditorState {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "x")
        var site = SampleSite().site
        let node = try #require(state.editing?.target.node)
        let parent = try #require(site[node]?.parent)
        site.nodes[node] = nil
        site.nodes[parent]?.children = []
        _ = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))
        return state
    }

    @Test func `letters on their way to a text deleted elsewhere still go into its field`() throws {
        var state = try stateWithoutHeadline()

        _ = state.press("y", "e", "z")

        #expect(state.editing?.field.text == "Vegan bread, baked dailyxyez")
        #expect(state.notice?.text.hasPrefix("This text was deleted elsewhere") == true)
    }

    @Test(arguments: ["enter", "esc", "tab"])
    func `a text deleted elsewhere is kept and can be pasted when its field is left`(
        key: String
    ) throws {
        var state = try stateWithoutHeadline()

        let effects = state.press("y") + state.press(key)

        #expect(kept(effects).map(\.typed).last == "Vegan bread, baked dailyxy")
        #expect(kept(effects).map(\.isCancelled).last == true)
        #expect(state.editing?.target != state.cancelled?.text)
        #expect(!lines(effects).contains { $0.hasPrefix("commit") })
        #expect(state.copiedText == "Vegan bread, baked dailyxy")
    }

    @Test func `a text that the store did not take is in its field again`() {
        var state = EditorState.sample(at: "hero.title")
        let effects = state.press("enter", "end", "!", "enter")
        guard case .commit(_, _, let token)? = effects.last(where: { $0.line.hasPrefix("commit") })
        else { return #expect(Bool(false), "nothing was committed") }

        let after = state.update(.commitFinished(token: token, .refused("The disk is full.")))

        #expect(state.editing?.field.text == "Vegan bread, baked daily!")
        #expect(state.notice?.text == "The disk is full.")
        #expect(kept(after).map(\.isCancelled) == [false])
    }

    @Test func `what is typed before the site is there is typed into it`() {
        let ready = EditorState.sample(at: "hero.title")
        var state = EditorState(ready.setup, columns: 80, rows: 24)
        state.isOpening = true

        let early = state.press("enter", "end", "x")
        let document = SiteDocument(site: SampleSite().site, revision: 1)
        let effects = state.update(.opened(document, drafts: [], at: "hero.title"))

        #expect(early.isEmpty)
        #expect(state.editing?.field.text == "Vegan bread, baked dailyx")
        #expect(kept(effects).map(\.typed) == ["Vegan bread, baked dailyx"])
    }

    @Test func `what is typed before a site that cannot be opened does nothing`() {
        let ready = EditorState.sample()
        var state = EditorState(ready.setup, columns: 80, rows: 24)
        state.isOpening = true
        _ = state.update(.noticed(Notice(.error, "Keymap x has a fault.")))
        #expect(state.isOpening)

        let effects =
            state.press("ctrl-f", "x") + state.update(.openingFailed(Notice(.error, "It is gone.")))

        #expect(effects.isEmpty && state.overlay == nil)
        #expect(state.notice?.text == "It is gone.")
    }

    @Test func `a text that is gone has no hint that it could be kept`() throws {
        let words = try stateWithoutHeadline().hints.map(\.words)

        #expect(words.first == "leave" && !words.contains("keep"))
    }

    @Test func `a text that comes back while its field is open is edited as before`() throws {
        var state = try stateWithoutHeadline()

        _ = state.update(.documentChanged(SiteDocument(site: SampleSite().site, revision: 3)))
        let effects = state.press("y", "enter")

        #expect(lines(effects).contains { $0.hasPrefix("commit") })
        #expect(state.editing == nil && state.cancelled == nil)
    }
}
