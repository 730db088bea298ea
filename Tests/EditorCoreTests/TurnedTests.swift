import PreviewCore
import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// Where the cursor goes when a step is undone or made again.
struct TurnedTests {
    private let whole = SampleSite()

    /// The sample site without a node.
    private func without(_ node: NodeID) -> Site {
        var site = whole.site
        for gone in site.subtree(of: node) { site.nodes[gone.id] = nil }
        for parent in site.nodes.values where parent.children.contains(node) {
            site.nodes[parent.id]?.children.removeAll { $0 == node }
        }
        return site
    }

    /// An editor on a site with the cursor on a section or text of it.
    private func editor(on site: Site, at target: String) -> EditorState {
        var state = EditorState.sample(rows: 40)
        _ = state.update(.opened(SiteDocument(site: site, revision: 2), drafts: [], at: target))
        return state
    }

    /// Undoes a step; the site stands as given then.
    private func turn(
        _ state: inout EditorState, to site: Site, changed: [NodeID]
    ) {
        for effect in state.press("ctrl-z") {
            guard case .undo(let token) = effect else { continue }
            _ = state.update(.documentChanged(SiteDocument(site: site, revision: 3)))
            _ = state.update(
                .commitFinished(
                    token: token, .done(summary: "Undone: it", skipped: [], changed: changed)))
        }
    }

    private func name(_ state: EditorState) -> String? {
        state.tree.current.map { $0.label.isEmpty ? $0.detail : $0.label }
    }

    @Test func `a section that comes back has the cursor`() {
        let menu = whole.id("menu")
        var state = editor(on: without(menu), at: "hero")

        turn(&state, to: whole.site, changed: [menu])

        #expect(state.tree.current?.item == .section(menu))
    }

    @Test(arguments: [("menu", "opening-hours"), ("opening-hours", "menu")])
    func `when what was made goes, the cursor is where it stood`(gone: String, beside: String) {
        var state = editor(on: whole.site, at: "hero")
        let node = whole.id(gone)

        turn(&state, to: without(node), changed: [node])

        #expect(state.tree.current?.item == .section(whole.id(beside)))
    }

    @Test func `a comment beside what goes does not take the cursor to the page`() throws {
        var sample = whole
        let home = try #require(sample.site.pages.first?.id)
        _ = sample.add(.comment, under: home)
        let root = sample.section("footer", on: home)
        let full = sample.site
        let last = try #require(full[root]?.parent)
        var state = editor(on: full, at: "footer")
        var left = full
        left.nodes[last] = nil
        left.nodes[root] = nil
        left.nodes[home]?.children.removeAll { $0 == last }

        turn(&state, to: left, changed: [last])

        #expect(state.tree.current?.item == .section(whole.id("opening-hours")))
    }

    @Test func `of several the first of the page has the cursor`() {
        var state = editor(on: whole.site, at: "opening-hours")

        turn(&state, to: whole.site, changed: [whole.id("menu"), whole.id("hero")])

        #expect(state.tree.current?.item == .section(whole.id("hero")))
    }

    @Test func `a text that changes has the cursor, and its section where it is folded away`() {
        let text = whole.site.subtree(of: whole.id("hero")).first { $0.kind == .text }?.id
        var folded = editor(on: whole.site, at: "menu")
        var open = editor(on: whole.site, at: "hero.title")
        _ = open.press("down", "down", "down", "down")
        #expect(name(open) == "opening-hours")

        turn(&folded, to: whole.site, changed: [text].compactMap(\.self))
        turn(&open, to: whole.site, changed: [text].compactMap(\.self))

        #expect(folded.tree.current?.item == .section(whole.id("hero")))
        #expect(open.tree.current?.item.node == text)
    }

    @Test func `a cursor inside what changes stays where it is`() {
        var state = editor(on: whole.site, at: "hero.title")
        let before = state.tree.current?.item

        turn(&state, to: whole.site, changed: [whole.id("hero")])

        #expect(state.tree.current?.item == before)
    }

    @Test func `a change on another page is told and nothing jumps`() {
        var state = editor(on: whole.site, at: "hero")

        turn(&state, to: whole.site, changed: [whole.id("team")])

        #expect(name(state) == "hero")
        #expect(state.notice?.text == "Undone: it, on page /about")
    }

    @Test func `a page that comes back has the cursor`() throws {
        let about = try #require(whole.site.pages.last)
        var state = editor(on: without(about.id), at: "hero")

        turn(&state, to: whole.site, changed: [about.id])

        #expect(state.tree.current?.item == .page(about.id))
    }

    @Test func `whoever writes by then keeps the cursor`() {
        let menu = whole.id("menu")
        var state = editor(on: without(menu), at: "hero.title")
        let asked = state.press("ctrl-z")
        _ = state.press("enter")
        guard case .undo(let token)? = asked.first else {
            Issue.record("nothing is undone: \(asked)")
            return
        }

        _ = state.update(.documentChanged(SiteDocument(site: whole.site, revision: 3)))
        _ = state.update(
            .commitFinished(token: token, .done(summary: "", skipped: [], changed: [menu])))

        #expect(state.editing != nil)
        #expect(state.tree.current?.item.node != menu)
    }

    @Test func `a deletion at the end of a page leaves the cursor on that page`() {
        let last = whole.id("opening-hours")
        var state = editor(on: whole.site, at: "opening-hours")

        _ = state.update(.documentChanged(SiteDocument(site: without(last), revision: 3)))

        #expect(name(state) == "menu")
    }
}
