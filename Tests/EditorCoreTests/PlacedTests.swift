import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// What is said of what was moved, or came out of the trash.
struct PlacedTests {
    private let whole = SampleSite()

    /// Gives the answer to the only commit among effects: the site stands as given then.
    private func answer(_ effects: [EditorEffect], _ state: inout EditorState, _ site: Site) {
        for case .commit(let edits, _, let token) in effects {
            let changed = edits.compactMap { edit -> NodeID? in
                switch edit {
                case .move(let node, _, _), .restore(let node): node
                default: nil
                }
            }
            _ = state.update(.documentChanged(SiteDocument(site: site, revision: 3)))
            _ = state.update(
                .commitFinished(token: token, .done(summary: "", skipped: [], changed: changed)))
        }
    }

    /// The sample site with the sections of its first page in another order.
    private func site(_ names: String...) -> Site {
        var site = whole.site
        guard let page = site.pages.first?.id else { return site }
        site.nodes[page]?.children = names.map(whole.id)
        return site
    }

    @Test(arguments: [
        ("alt-up", "Moved menu up; it stands before hero, the first on /."),
        ("alt-down", "Moved menu down; it stands behind opening-hours on /."),
    ])
    func `a section that moved is said to stand beside another`(key: String, words: String) {
        var state = EditorState.sample(at: "menu")
        let after =
            key == "alt-up"
            ? site("menu", "hero", "opening-hours") : site("hero", "opening-hours", "menu")

        answer(state.press(key), &state, after)

        #expect(state.notice?.text == words)
    }

    @Test func `whoever moves something past what frames the page is told so`() {
        var framed = SampleSite()
        let about = framed.site.enclosing(.page, of: framed.id("team"))?.id ?? framed.site.id
        let bar = framed.section("bar", on: about, tag: "nav")
        framed.element("p", in: bar, text: "Home")
        var moved = framed.site
        moved.nodes[about]?.children.reverse()
        var state = EditorState.sample()
        let start = SiteDocument(site: moved, revision: 2)
        _ = state.update(.opened(start, drafts: [], at: "team"))

        answer(state.press("alt-up"), &state, framed.site)

        #expect(
            state.notice?.text
                == "Moved team up; it stands before bar (the page's navigation), the first on /about."
        )
    }

    @Test func `a section that is the only one of its page stands alone`() {
        var state = EditorState.sample(at: "menu")
        var after = whole.site
        let (menu, team) = (whole.id("menu"), whole.id("team"))
        for page in whole.site.pages {
            let isNew = page.children.contains(team)
            after.nodes[page.id]?.children = isNew ? [menu] : page.children.filter { $0 != menu }
            if isNew { after.nodes[menu]?.parent = page.id }
        }
        after.nodes[team] = nil

        answer(state.press("alt-m", "/about", "enter"), &state, after)

        #expect(state.notice?.text == "Moved menu; it stands alone on /about.")
    }

    @Test func `an element that moved is said to stand inside its section`() {
        var state = EditorState.sample(at: "hero.title")
        var after = whole.site
        let root = whole.site.children(of: whole.id("hero")).first?.id
        if let root { after.nodes[root]?.children.swapAt(0, 1) }

        answer(state.press("alt-down"), &state, after)

        #expect(
            state.notice?.text
                == "Moved “Vegan bread, baked daily” down inside hero, behind “Order before ten, collect bef…”; "
                + "on its row the section itself moves.")
    }

    @Test func `what came out of the trash is named with its place and has the cursor`() {
        let menu = whole.id("menu")
        var without = whole.site
        for gone in whole.site.subtree(of: menu) { without.nodes[gone.id] = nil }
        for page in whole.site.pages {
            without.nodes[page.id]?.children.removeAll { $0 == menu }
        }
        let entry = TrashEntry(
            node: menu, deletes: [], content: NodeContent(kind: .section), name: "menu")
        var state = EditorState.sample()
        let start = SiteDocument(site: without, trash: [entry], revision: 2)
        _ = state.update(.opened(start, drafts: [], at: "/about"))
        _ = state.perform("trash")

        answer(state.press("enter"), &state, whole.site)

        #expect(state.tree.current?.item == .section(menu))
        #expect(state.notice?.text == "menu is back behind hero on /; undo takes it away again.")
    }

    @Test func `a move that was refused is not said to be made`() {
        var state = EditorState.sample(at: "menu")

        for case .commit(_, _, let token) in state.press("alt-up") {
            _ = state.update(.commitFinished(token: token, .refused("The disk is full.")))
        }

        #expect(state.notice?.text == "The disk is full.")
    }
}
