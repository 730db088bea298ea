import SiteModel
import Testing

@testable import EditorCore

struct SessionTests {
    @Test func `a site opens where it was left`() throws {
        var state = EditorState.sample(at: "/#menu")
        _ = state.press("right", "down", "down")
        let session = try #require(state.session)
        let kept = try #require(EditorSession(text: session.text))

        var again = EditorState.sample()
        _ = again.update(
            .opened(
                SiteDocument(site: SampleSite().site, revision: 1), drafts: [], at: nil,
                session: kept))

        #expect(kept == session)
        #expect(again.tree.current?.item == state.tree.current?.item)
        #expect(again.tree.rows == state.tree.rows)
        #expect(again.session == session)
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
    ])
    func `a damaged session is none`(text: String) {
        #expect(EditorSession(text: text) == nil)
    }
}
