import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

/// New pages and sites, from the palette.
struct MakingTests {
    private func inserted(_ effects: [EditorEffect]) -> NodeDraft? {
        for case .commit(let edits, _, _) in effects {
            for case .insert(let draft, _, _) in edits { return draft }
        }
        return nil
    }

    @Test(arguments: [
        ("Über uns", "/uber-uns", "Über uns"),
        ("/opening-hours", "/opening-hours", "Opening hours"),
        ("About", "/about-2", "About"), ("/PRICING.html", "/pricing", "Pricing"),
        ("😀", "/page", "😀"), ("/docs/Set-up.HTM", "/docs/set-up", "Set up"),
    ])
    func `a page is made from its title or its path`(
        typed: String, path: String, title: String
    ) throws {
        var state = EditorState.sample(at: "/#hero")
        _ = state.press("ctrl-p", "new page", "enter")
        #expect(state.overlay?.kind == .newPage)

        let draft = try #require(inserted(state.press(typed, "enter")))

        #expect(draft.fields.filter { $0.name == .path }.map(\.value.plain) == [path])
        #expect(
            draft.fields.filter { $0.name == .file }.map(\.value.plain) == [
                path.dropFirst() + ".html"
            ])
        #expect(draft.texts == [TextKey("title", "en"): .inline(title)])
        #expect(draft.children.isEmpty)
        #expect(state.overlay == nil)
    }

    @Test func `what was made is said`() throws {
        var state = EditorState.sample(at: "/#hero")
        _ = state.press("ctrl-p", "new page", "enter")
        let effects = state.press("/PRICING.html", "enter")
        let draft = try #require(inserted(effects))

        for case .commit(_, _, let token) in effects {
            let done = CommitOutcome.done(summary: "", skipped: [], changed: [draft.id])
            _ = state.update(.commitFinished(token: token, done))
        }

        #expect(state.notice?.text == "Page “Pricing” made at /pricing.")
    }

    @Test func `a page needs a name`() {
        var state = EditorState.sample(at: "/#hero")
        _ = state.press("ctrl-p", "new page", "enter")

        #expect(state.press("//", "enter").isEmpty && state.overlay?.kind == .newPage)
    }

    @Test func `a new page has the header of the one at hand, with links that still lead there`()
        throws
    {
        var sample = SampleSite()
        let root = sample.section("header", on: sample.site.pages[0].id)
        sample.attribute("href", "#menu", of: sample.element("a", in: root, text: "Menu"))
        var state = EditorState.sample()
        _ = state.update(
            .opened(SiteDocument(site: sample.site, revision: 1), drafts: [], at: "/#hero"))

        _ = state.press("ctrl-p", "new page", "enter")
        let draft = try #require(inserted(state.press("About us", "enter")))

        #expect(draft.children.count == 1)
        let link = try #require(draft.children.first?.children.first?.children.first)
        #expect(
            link.fields.filter { $0.name == .attribute("href") }.map(\.value.plain) == ["/#menu"])
    }

    @Test func `on a site without a page it says so, shows none, and says where pages are`() {
        var sample = SampleSite()
        for page in sample.site.pages {
            sample.site.nodes[page.id] = nil
            sample.site.nodes[sample.site.id]?.children.removeAll { $0 == page.id }
        }
        var state = EditorState.drawn()
        #expect(state.page.preview != nil)

        _ = state.update(.documentChanged(SiteDocument(site: sample.site, revision: 2)))

        #expect(state.page.preview == nil && state.placeNames.isEmpty)
        for command in ["new page", "new section"] {
            _ = state.press("ctrl-p", command, "enter")
            #expect(state.notice?.text.contains("The site has no page.") == true)
            #expect(state.overlay == nil)
        }
    }

    @Test(arguments: ["new page", "new site"]) func `nothing typed is asked for again`(
        command: String
    ) {
        var state = EditorState.sample(at: "/#hero")

        _ = state.press("ctrl-p", command, "enter", " ", "enter")

        #expect(state.notice != nil && state.overlay != nil)
    }

    @Test func `a site is made from what it is for, beside the one at hand`() {
        var state = EditorState.sample(at: "/#hero")
        _ = state.press("ctrl-p", "new site", "enter")

        let effects = state.press("a bakery in Porto", "enter")

        #expect(effects.map(\.line) == ["create a bakery in Porto"])
    }

    @Test func `nothing is made of no words`() {
        var state = EditorState.sample(at: "/#hero")
        _ = state.press("ctrl-p", "new site", "enter")

        #expect(state.press(" ", "enter").isEmpty)
        #expect(state.overlay?.kind == .newSite)
    }

    @Test func `a key that does nothing is told of once`() {
        var state = EditorState.sample(at: "/#hero")

        _ = state.press("x")
        #expect(state.notice?.text == "x does nothing here; F1 lists the keys.")
        _ = state.press("x")

        #expect(state.notice == nil)
    }
}
