import PreviewCore
import SiteModel
import Testing

@testable import EditorCore

struct PageListTests {
    /// The lists of a page as the thread that reads it would answer.
    private func reading(_ state: EditorState) throws -> PageReading {
        let site = try #require(state.document?.site)
        let hero = try #require(site.sections(of: site.pages[0].id).first)
        let nodes = site.subtree(of: hero.id)
        let title = try #require(nodes.first { $0.content.tag == "h1" })
        let html = """
            <section data-pm-id="\(hero.id)"><h1 data-pm-id="\(title.id)">Vegan bread</h1><h3></h3>
            <a href=/order></a><img src="https://x/a.png"></section><script>1</script>
            """
        return PageReading(
            Array(html.utf8), options: PreviewOptions(width: 80), sheet: { _ in nil })
    }

    private func list(_ key: String) throws -> EditorState {
        var state = EditorState.drawn()
        state.pressDrawn("tab")
        for effect in state.press(key) {
            if case .readPage(let request) = effect {
                _ = state.update(.pageRead(request, try reading(state)))
            }
        }
        return state
    }

    @Test func `headings stand below their landmarks, and what lacks words is marked`() throws {
        let state = try list("m")

        #expect(state.overlay?.title == "Landmarks and headings: 2 to look at")
        #expect(
            state.overlay?.items.map(\.title) == [
                "section", "  h1  Vegan bread", "  h3", "  image  https://x/a.png",
            ])
        #expect(
            state.overlay?.items.map(\.detail) == ["", "", "⚠ no name, h3 follows h1", "⚠ no alt"])
    }

    @Test func `Enter goes from the list to the text, and the page shows what the cursor is on`()
        throws
    {
        var state = try list("m")
        state.pressDrawn("down")
        #expect(state.glance != nil)
        state.pressDrawn("enter")

        #expect(state.overlay == nil && state.currentName == "hero.title")
        state.pressDrawn("enter")
        #expect(state.editing?.field.text == "Vegan bread, baked daily")
    }

    @Test func `the order of Tab is numbered`() throws {
        let state = try list("f")

        #expect(state.overlay?.items.map(\.title) == ["1 link"])
        #expect(state.overlay?.items.map(\.detail) == ["⚠ no name"])
    }

    @Test func `what is left out says what it is`() throws {
        let state = try list("r")

        #expect(
            state.overlay?.items.map { $0.title + ": " + $0.detail } == [
                "https://x/a.png: image, not loaded", "<script> 1: script, not run",
            ])
    }

    @Test func `an answer that nobody waits for any more opens nothing`() throws {
        var state = EditorState.drawn()
        state.pressDrawn("tab")
        let effects = state.press("m") + state.press("f")
        guard case .readPage(let first)? = effects.first else {
            Issue.record("nothing was asked")
            return
        }

        _ = state.update(.pageRead(first, try reading(state)))

        #expect(state.overlay == nil)
    }
}
