import SiteModel
import Testing

@testable import EditorCore

struct SessionTests {
    /// The sample site opened as it was left.
    private func opened(_ session: EditorSession) -> EditorState {
        var state = EditorState.sample()
        _ = state.update(
            .opened(
                SiteDocument(site: SampleSite().site, revision: 1), drafts: [], at: nil,
                session: session))
        return state
    }

    @Test func `a site opens where it was left`() throws {
        var state = EditorState.sample(at: "/#menu")
        _ = state.press("right", "down", "down")
        let session = try #require(state.session)
        let kept = try #require(EditorSession(text: session.text))

        let again = opened(kept)

        #expect(kept == session)
        #expect(again.tree.current?.item == state.tree.current?.item)
        #expect(again.tree.rows == state.tree.rows)
        #expect(again.session == session)
    }

    @Test func `a page is looked at as it was when its site was left`() throws {
        var state = EditorState.sample(at: "/#menu")
        for command in [
            "platform", "platform", "page-larger", "side-by-side", "spacing", "color-scheme",
            "block-letters",
        ] {
            _ = state.perform(command)
        }
        let session = try #require(state.session)
        let kept = try #require(EditorSession(text: session.text))

        let again = opened(kept)

        #expect(session.text.contains("\nview mobile 125 "))
        #expect(kept == session && again.page.platform == .mobile)
        #expect(again.page.manner == state.page.manner)
        #expect(again.page.requested?.viewport.platform == .mobile)
        #expect(again.page.requested?.viewport.zoomPercent == 125)
    }

    @Test func `a page that is not read whole shows the cursor in the row that it was left in`()
        throws
    {
        let text = "pagemagic session 1\nlocale en\ntop 4 50 3\n"
        let kept = try #require(EditorSession(text: text))
        #expect(kept.cursorRow == 3 && kept.text == text)
        #expect(
            try #require(EditorSession(text: text.replacing(" 3\n", with: "\n"))).cursorRow == nil)

        let item = TreeItem.section(SampleSite().site.id)
        let left = PagePane.Resumed(item: item, top: 50, cursorRow: 3)
        var page = PagePane()
        page.resumed = left
        page.resume(isWhole: false, at: item, rows: 20..<22)
        #expect(page.top == 17 && page.resumed == left)
        page.resume(isWhole: true, at: item, rows: 53..<55)
        #expect(page.top == 50 && page.resumed == nil)

        page.place(20..<22, inRow: nil)
        #expect(page.top == 18)
        page.place(20..<22, inRow: 7)
        #expect(page.top == 13)

        page.resumed = left
        page.top = 9
        page.resume(isWhole: false, at: nil, rows: 20..<22)
        #expect(page.top == 9 && page.resumed == nil)
    }

    @Test func `the page stands still while more of it is read`() throws {
        let site = SampleSite().site
        let home = try #require(site.pages.first)
        let sections = site.sections(of: home.id)
        let last = try #require(sections.last)
        let unread = sections.dropLast(2)
        var part = site
        for section in unread {
            for node in site.subtree(of: section.id).dropFirst() {
                part.nodes.removeValue(forKey: node.id)
            }
            part.nodes[section.id]?.children = []
        }
        let missing = MissingParts(
            hollow: Set(unread.map(\.id) + [home.id]), topCount: sections.count, conflictCount: 0)
        let name = try #require(site.sectionNames(of: home.id)[last.id])
        var state = EditorState.sample(columns: 80, rows: 16)

        state.answer(
            state.update(
                .opened(
                    SiteDocument(site: part, revision: 1, missing: missing), drafts: [],
                    at: "/#" + name, session: nil)))
        state.redraw()
        let row = try #require(state.cursorRow)
        #expect(state.page.shown?.isHollow == true && state.currentName == name)

        state.answer(state.update(.documentChanged(SiteDocument(site: site, revision: 1))))
        state.redraw()

        #expect(state.page.shown?.isHollow == false)
        #expect(state.cursorRow == row)
    }

    @Test func `a session of before, and one of a page as all are, say nothing of it`() throws {
        let old = try #require(
            EditorSession(text: "pagemagic session 1\nlocale en\ntop 0 0\npage\n"))
        let state = EditorState.sample(at: "/#menu")

        #expect(old.view == PageOutlook())
        #expect(try !#require(state.session).text.contains("view"))
    }

    @Test func `another device, zoom or spacing is another session to keep`() {
        for command in ["platform", "page-larger", "spacing", "color-scheme", "block-letters"] {
            var state = EditorState.sample(at: "/#menu")
            let mark = state.sessionMark

            _ = state.perform(command)

            #expect(state.sessionMark != mark, "\(command)")
        }
    }

    @Test func `a place that is asked for wins, and what is gone is passed over`() throws {
        var state = EditorState.sample(at: "/about#team")
        let session = try #require(state.session)
        var smaller = SampleSite()
        for page in smaller.site.pages.dropFirst() {
            smaller.site.nodes[smaller.site.id]?.children.removeAll { $0 == page.id }
            for node in smaller.site.subtree(of: page.id) {
                smaller.site.nodes.removeValue(forKey: node.id)
            }
        }

        _ = state.update(
            .opened(
                SiteDocument(site: SampleSite().site, revision: 1), drafts: [], at: "/#menu",
                session: session))
        #expect(state.currentName == "menu")
        _ = state.update(
            .opened(
                SiteDocument(site: smaller.site, revision: 2), drafts: [], at: nil,
                session: session))

        #expect(state.currentName == "hero")
    }

    @Test(arguments: [
        "", "pagemagic session 1", "pagemagic session 1\n", "pagemagic session 2\nlocale en\n",
        "pagemagic session 1\nlocale en\ncursor section xyz\n",
        "pagemagic session 1\nlocale en\ntop 1\n",
        "pagemagic session 1\nlocale en\ntop -1 99999999\n",
        "pagemagic session 1\nlocale en\nfold text 0\n", "pagemagic session 1\nlocale en\nwhat\n",
        "pagemagic session 1\nlocale en\ntop 1 2",
        "pagemagic session 1\nlocale en\nview\n",
        "pagemagic session 1\nlocale en\nview phone 100 one exact dark\n",
        "pagemagic session 1\nlocale en\nview mobile 110 one exact dark\n",
        "pagemagic session 1\nlocale en\nview mobile 100 one exact dark more\n",
        "pagemagic session 1\nlocale en\nview mobile 100 one exact dark letters letters\n",
    ])
    func `a damaged session is none`(text: String) {
        #expect(EditorSession(text: text) == nil)
    }
}
