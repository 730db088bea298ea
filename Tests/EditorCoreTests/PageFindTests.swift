import PreviewCore
import SiteModel
import Testing

@testable import EditorCore

struct PageFindTests {
    @Test func `every place that says it is counted, and the keys go round`() {
        var state = EditorState.drawn()

        state.pressDrawn("alt-/", "bread")
        #expect(state.page.find?.count == "1 of 2")
        state.pressDrawn("down")
        #expect(state.page.find?.count == "2 of 2")
        state.pressDrawn("down")
        #expect(state.page.find?.count == "1 of 2")
        state.pressDrawn("up")
        #expect(state.page.find?.count == "2 of 2")
    }

    @Test func `small letters mean any case, a capital means itself`() {
        var state = EditorState.drawn()

        state.pressDrawn("alt-/", "order")
        #expect(state.page.find?.matches.count == 2)
        state.pressDrawn("ctrl-u", "Order n")
        #expect(state.page.find?.matches.count == 1)
        state.pressDrawn("ctrl-u", "oRder")
        #expect(state.page.find?.count == "The page does not say that.")
    }

    @Test func `Esc goes back to where one was`() {
        var state = EditorState.drawn(columns: 80, rows: 18, at: "hero.title")
        let (top, focus) = (state.page.top, state.focus)

        state.pressDrawn("alt-/", "7–18")
        #expect(state.page.top > top)
        state.pressDrawn("esc")

        #expect(state.page.top == top && state.focus == focus && state.page.find == nil)
        #expect(state.currentName == "hero.title" && state.overlay == nil)
    }

    @Test func `Enter goes to the text, and the marks stay until Esc`() {
        var state = EditorState.drawn()

        state.pressDrawn("alt-/", "7–18", "enter")
        #expect(state.tree.current?.detail == "Mo–Fr 7–18")
        #expect(state.focus == .page && state.page.find != nil && state.overlay == nil)
        state.pressDrawn("esc")
        #expect(state.page.find == nil && state.focus == .page)
    }

    @Test func `after Enter n and N go from place to place`() {
        var state = EditorState.drawn()

        state.pressDrawn("alt-/", "from", "enter", "n")
        #expect(state.notice?.text == "“from”: 2 of 2")
        let here = state.tree.current?.item
        state.pressDrawn("N")
        #expect(state.tree.current?.item != here)
        state.pressDrawn("enter")
        #expect(state.editing?.field.text == "From 3.20")
    }

    @Test func `F5 goes on in the page while its line is open`() {
        var state = EditorState.drawn()

        state.pressDrawn("alt-/", "from", "f5")
        #expect(state.page.find?.count == "2 of 2" && state.overlay?.kind == .pageFind)
    }

    @Test func `the first match is one that is in sight or below`() {
        var state = EditorState.drawn(columns: 80, rows: 18, at: "opening-hours")
        state.pressDrawn("tab", "end")
        #expect(state.page.top > 2)

        state.pressDrawn("/", "o")
        let current = state.page.find.flatMap { find in find.current.map { find.matches[$0] } }
        let rows = current.flatMap { state.page.preview?.rowRange(ofNode: $0.holder.description) }
        #expect((rows?.upperBound ?? 0) > state.page.top - 1)
    }

    @Test func `what is found does not depend on what was drawn`() {
        let site = SampleSite().site
        let page = site.pages[0].id
        let request = PageFindRequest(page: page, needle: "from", locale: "en", drawn: nil)

        let all = PageFinder.matches(of: request, in: site, preview: nil)
        #expect(all.count == 2)
        let hidden = PreviewPage(rows: [], honesty: PreviewHonesty())
        #expect(PageFinder.matches(of: request, in: site, preview: hidden).isEmpty)
    }

    @Test func `what is drawn after the question was answered is looked through`() throws {
        var state = EditorState.drawn()
        state.pressDrawn("alt-/", "zucchini")
        #expect(state.page.find?.count == "The page does not say that.")
        var sample = SampleSite()
        let menu = try #require(sample.site[sample.id("menu")])
        sample.element("p", in: menu.children[0], text: "Zucchini")

        let effects = state.update(
            .documentChanged(SiteDocument(site: sample.site, revision: 2)))
        // The question about the old drawing, if there is one, is answered first.
        state.answer(effects.filter { if case .findInPage = $0 { true } else { false } })
        #expect(state.page.find?.matches.isEmpty == true)
        state.answer(effects)

        #expect(state.page.find?.count == "1 of 1")
    }

    @Test func `while the page is drawn anew nothing is said not to be on it`() {
        var state = EditorState.drawn()
        _ = state.update(.documentChanged(SiteDocument(site: SampleSite().site, revision: 2)))

        for key in ["alt-/", "x"] {
            let effects = state.press(key)
            state.answer(effects.filter { if case .findInPage = $0 { true } else { false } })
        }
        #expect(state.page.find?.count == "Looking…")
        state.redraw()

        #expect(state.page.find?.count == "The page does not say that.")
    }

    @Test func `an answer to another question is not taken`() {
        var state = EditorState.drawn()
        _ = state.press("alt-/")
        let effects = state.press("b")
        _ = state.press("x")

        state.answer(effects)

        #expect(state.page.find?.matches.isEmpty == true && state.page.find?.isBusy == true)
    }

    @Test func `in a window without a page the page is shown, and Esc takes it away`() {
        var state = EditorState.drawn(columns: 40, rows: 12)
        #expect(state.layout.page == nil)

        state.pressDrawn("alt-/", "order")
        #expect(state.layout.page != nil && state.page.find?.matches.count == 2)
        state.pressDrawn("esc")
        #expect(state.focus == .tree)
    }

    // MARK: - Where it stands

    private func spots(_ needle: String, _ rows: [[(String, String?)]]) -> [[PageSpot]] {
        let page = PreviewPage(
            rows: rows.map { row in
                PreviewRow(
                    runs: row.map { PreviewRun(text: $0.0, style: PreviewStyle(), node: $0.1) })
            }, honesty: PreviewHonesty())
        return PageNeedle(needle).spots(in: 0..<rows.count, of: page)
    }

    @Test func `words are found over the end of a row and over wide letters`() {
        #expect(
            spots("fresh bread", [[("日 fresh", "a")], [("bread", "a")]]) == [
                [PageSpot(row: 0, columns: 3..<8), PageSpot(row: 1, columns: 0..<5)]
            ])
    }

    @Test
    func `block letters are found by what they say, over the end of a line, in all their rows`() {
        func lettered(_ text: String, _ letters: String) -> PreviewRun {
            var run = PreviewRun(text: text, style: PreviewStyle(), node: "a")
            run.letters = letters.map { PreviewLetter(character: $0, columns: 2, rows: 2) }
            return run
        }
        let pad = PreviewRun(text: "  ", style: PreviewStyle(), node: "a")
        let words = [
            lettered("█▀█ ", "Hi"), lettered("█ ▀ ", ""), lettered("▀▄▀ ", "yo"),
            lettered("▄▀▄ ", ""),
        ]
        let page = PreviewPage(
            rows: words.map { PreviewRow(runs: [pad, $0, pad]) }, honesty: PreviewHonesty())

        #expect(
            PageNeedle("i y").spots(in: 0..<4, of: page) == [
                [
                    PageSpot(row: 0, columns: 4..<6), PageSpot(row: 1, columns: 4..<6),
                    PageSpot(row: 2, columns: 2..<4), PageSpot(row: 3, columns: 2..<4),
                ]
            ])
        #expect(PageNeedle("█").spots(in: 0..<4, of: page).isEmpty)
    }

    @Test func `columns that stand side by side are read one by one`() {
        let rows = [
            [("one two", "a"), ("   ", nil), ("three", "b")],
            [("more", "a"), ("      ", nil), ("four", "b")],
        ]
        #expect(spots("two more", rows).count == 1 && spots("three four", rows).count == 1)
        #expect(spots("two three", rows).isEmpty)
    }

    @Test func `words between which others stand are not one`() {
        #expect(spots("a b", [[("a ", "p"), ("x", "q"), (" b", "p")]]).isEmpty)
    }

    @Test func `capitals that a style made are found by what was written`() {
        #expect(spots("Now", [[("NOW and Now and now", "a")]]).count == 2)
    }

    @Test(arguments: [
        ("a", "banana", 3), ("ana", "banana", 1), ("A", "banana", 0), ("é", "É é", 2),
        ("a b", "a\n  b", 1), ("", "x", 0), ("ß", "straße", 1),
    ])
    func `how often a text holds a needle`(needle: String, text: String, count: Int) {
        #expect(PageNeedle(needle).count(in: text) == count)
    }
}
