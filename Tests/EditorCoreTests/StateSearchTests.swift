import PreviewCore
import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct StateSearchTests {
    private func lines(_ effects: [EditorEffect]) -> [String] { effects.map(\.line) }

    @Test func `find lists texts and attributes, and Enter goes there`() {
        var state = EditorState.sample()

        #expect(state.pressAndSearch("ctrl-f", "ORDER").isEmpty)
        #expect(
            state.overlay?.items.map(\.detail) == [
                "hero.text", "href of <a> in /#hero", "hero.text-2",
            ])
        _ = state.pressAndSearch("down", "enter")

        #expect(state.overlay == nil && state.tree.current?.item.isEditable == true)
    }

    @Test func `F5 goes from place to place through attributes, and around`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-f", "order", "enter")
        let first = state.tree.current?.item

        var seen = [first]
        for _ in 0..<2 {
            _ = state.pressAndSearch("f5")
            seen.append(state.tree.current?.item)
        }
        _ = state.pressAndSearch("f5")
        #expect(state.tree.current?.item == first)
        _ = state.pressAndSearch("shift-f5")

        #expect(Set(seen).count == 3)
        #expect(state.tree.current?.item == seen[2])
    }

    @Test func `Enter before the answer goes to the first match when it comes`() {
        var state = EditorState.sample()
        let effects = state.press("ctrl-f", "sisters", "enter")
        guard case .search(let request, let purpose)? = effects.last,
            let site = state.document?.site,
            let outcome = SiteSearch.run(request, in: site)
        else {
            Issue.record("no search")
            return
        }

        _ = state.update(.searched(request, purpose, outcome))

        #expect(state.currentName == "team.text")
    }

    @Test func `a match that is left out stays as it is`() {
        var state = EditorState.sample()

        _ = state.pressAndSearch("ctrl-r", "From", "enter", "Ab", "enter", "space")
        let effects = state.pressAndSearch("enter")

        #expect(lines(effects) == ["commit replace From: “From 3.20” → “Ab 3.20”"])
        #expect(state.notice?.text == "Replaced 1 match in 1 place; undo takes all back.")
    }

    @Test func `all are left out and taken along by one key`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "From", "enter", "Ab", "enter", "alt-a")

        #expect(state.pressAndSearch("enter").isEmpty && state.overlay != nil)
        _ = state.pressAndSearch("alt-a")

        #expect(state.overlay?.search?.leftOut.isEmpty == true)
    }

    @Test func `groups of a regular expression are put in, in attributes too`() {
        var state = EditorState.sample()

        let effects = state.pressAndSearch(
            "ctrl-r", "alt-s", "alt-r", "/(order)", "enter", "/$1s", "enter", "enter")

        #expect(lines(effects) == ["commit replace /(order): a:href = /orders"])
    }

    @Test func `a word is replaced in texts, and what holds it elsewhere is counted and left`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "rder")

        #expect(state.overlay?.items.map(\.detail) == ["hero.text", "hero.text-2"])
        #expect(
            state.overlay?.search?.summary == "2 matches in 2 places, 1 more in attributes")
        #expect(state.overlay?.search?.manner.hasSuffix("texts") == true)
        _ = state.pressAndSearch("enter", "RDER", "enter", "enter")

        #expect(
            state.notice?.text
                == "Replaced 2 matches in 2 places; undo takes all back. Left alone: 1 in attributes."
        )
    }

    @Test func `what is written in another case is counted, and any case keeps it`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "vegan", "enter", "plain", "alt-c")
        #expect(
            state.overlay?.search?.summary
                == "No text holds “vegan” in exactly this case: 1 in another case.")

        let effects = state.pressAndSearch("alt-c", "enter", "enter")

        #expect(
            lines(effects).map { $0.contains("“Plain bread, baked daily”") } == [true],
            "\(lines(effects))")
    }

    @Test(arguments: [("ctrl-f", "any case"), ("ctrl-r", "any case, kept")])
    func `finding and replacing begin alike, and keep their words to be typed over`(
        key: String, words: String
    ) {
        var state = EditorState.sample()
        _ = state.pressAndSearch(key, "VEGAN")
        #expect(state.overlay?.search?.matches.count == 1)
        #expect(state.overlay?.search?.manner.contains(words) == true)
        if key == "ctrl-r" { _ = state.pressAndSearch("enter", "plain") }
        _ = state.pressAndSearch("alt-c", "esc")
        #expect(state.overlay == nil)

        _ = state.pressAndSearch(key)
        #expect(state.overlay?.query?.text == "VEGAN")
        #expect(state.overlay?.replacement?.text == (key == "ctrl-r" ? "plain" : nil))
        #expect(state.overlay?.search?.manner.contains("exact case") == true)
        _ = state.pressAndSearch("sisters")
        #expect(state.overlay?.query?.text == "sisters")
        #expect(state.overlay?.search?.matches.count == 1)

        // The other list has words of its own.
        _ = state.pressAndSearch("esc", key == "ctrl-r" ? "ctrl-f" : "ctrl-r")
        #expect(state.overlay?.query?.isEmpty == true)
    }

    @Test func `a replacement that was made is there again, to be typed over in both fields`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "From", "enter", "Ab", "enter", "enter")
        #expect(state.overlay == nil)

        _ = state.pressAndSearch("ctrl-r", "sisters", "enter", "brothers", "enter")

        #expect(
            lines(state.pressAndSearch("enter"))
                == ["commit replace sisters: “Two sisters” → “Two brothers”"])
    }

    @Test func `a key takes attributes and style sheets along, and leaves them out again`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "/order")
        #expect(
            state.overlay?.search?.summary
                == "No text holds “/order”: 1 in attributes.")
        #expect(state.hints.contains(Hint(keys: "Alt-s", words: "attributes, CSS too")))

        _ = state.pressAndSearch("alt-s")
        #expect(state.overlay?.items.map(\.detail) == ["href of <a> in /#hero"])
        #expect(state.overlay?.search?.summary == "1 match in 1 place, 1 in attributes")
        _ = state.pressAndSearch("alt-s")

        #expect(state.overlay?.items.isEmpty == true)
    }

    @Test func `what is read out stands among the texts, in every language`() {
        var sample = SampleSite()
        let section = sample.section("shop", on: sample.site.pages[0].id)
        let picture = sample.element("img", in: section)
        let button = sample.element("input", in: section)
        for (element, name, value) in [
            (picture, "alt", "free bread"), (picture, "alt@de", "free Brot"),
            (picture, "data-x", "free"), (picture, "src", "free.png"),
            (button, "value", "free"), (button, "type", "submit"), (button, "name", "free"),
        ] { sample.attribute(name, value, of: element) }

        let outcome = SiteSearch.run(
            SearchRequest(pattern: "free", replacement: "gratis", scope: .texts), in: sample.site)

        guard case .found(let matches, false, let elsewhere)? = outcome else {
            Issue.record("nothing was found")
            return
        }
        #expect(matches.count == 3)
        #expect(elsewhere.words == "3 more in attributes")
    }

    @Test func `a bad expression is said while it is typed`() {
        var state = EditorState.sample()

        _ = state.pressAndSearch("ctrl-f", "alt-r", "(Order")
        #expect(state.overlay?.search?.fault == "Column 1: the group is not closed by “)”.")
        _ = state.pressAndSearch(")")

        #expect(state.overlay?.search?.fault == nil && state.overlay?.items.count == 3)
    }

    @Test func `a group that the expression does not have is said, and nothing is replaced`() {
        var state = EditorState.sample()
        _ = state.pressAndSearch("ctrl-r", "alt-r", "(Order)", "enter", "$5")

        #expect(
            state.overlay?.search?.summary == "What is put in, column 1: there is no group 5.")
        #expect(state.pressAndSearch("enter", "enter", "enter").isEmpty)
        _ = state.pressAndSearch("backspace", "1")

        #expect(state.overlay?.items.count == 2)
    }

    @Test func `a value that the policy refuses stays as it was, and is said`() {
        var state = EditorState.sample()

        let effects = state.pressAndSearch(
            "ctrl-r", "alt-s", "/order", "enter", "javascript:x", "enter", "enter")

        #expect(effects.isEmpty && state.notice?.text.hasPrefix("Refused: href of <a>") == true)
    }

    @Test func `an answer that nobody waits for any more changes nothing`() {
        var state = EditorState.sample()
        let effects = state.press("ctrl-f", "Or")
        guard case .search(let first, let purpose)? = effects.first else {
            Issue.record("no search")
            return
        }

        _ = state.update(.searched(first, purpose, .tooSlow))

        #expect(state.overlay?.search?.fault == nil)
    }

    @Test func `leaving the list ends its search`() {
        var state = EditorState.sample()
        _ = state.press("ctrl-f", "Or")

        #expect(lines(state.press("esc")) == ["stop search"])
    }

    @Test func `other languages are found unless they are left out`() throws {
        var site = SampleSite().site
        let text = try #require(site.keyedTexts().first { $0.key == "hero.title" })
        site.nodes[text.node]?.texts[.text("de")] = "Brot ohne Tier"
        site.nodes[site.id]?.fields[.locales] = .text("en de")
        var state = EditorState.sample()
        _ = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))

        _ = state.pressAndSearch("ctrl-f", "Tier")
        #expect(state.overlay?.items.map(\.detail) == ["hero.title (de)"])
        _ = state.pressAndSearch("alt-l")
        #expect(state.overlay?.items.isEmpty == true)
        _ = state.pressAndSearch("alt-l", "enter")

        #expect(state.locale == "de" && state.currentName == "hero.title")
    }
}

struct StateHelpTests {
    @Test(arguments: ["@ctrl-g", "@^G", "@C-g"])
    func `help says what a key does`(_ words: String) {
        var state = EditorState.sample()

        _ = state.press("f1", words)

        #expect(state.overlay?.items.map(\.title) == ["Conflicts"])
        #expect(state.overlay?.items.first?.detail.hasPrefix("everywhere: ") == true)
    }

    @Test func `F1 in the help waits for a key and looks it up`() {
        var state = EditorState.sample()

        _ = state.press("f1", "f1", "enter")

        #expect(
            Set(state.overlay?.items.map(\.title) ?? []) == [
                "Edit in place", "Keep the text", "Take this one", "Accept", "Send what is asked",
                "Settle with the words chosen; else go there",
            ])
        #expect(state.overlay?.query?.text == "@enter")
    }

    @Test func `a name that is not finished lists all keys that begin so`() {
        var state = EditorState.sample()

        _ = state.press("f1", "@alt-")

        #expect((state.overlay?.items.count ?? 0) > 10)
        #expect(state.overlay?.items.allSatisfy { $0.keys.contains("Alt-") } == true)
    }

    @Test func `a letter is said to type itself`() {
        var state = EditorState.sample()

        for (typed, name) in [("@↑", "up"), ("@Alt-↓", "alt-down"), ("@Shift-→", "shift-right")] {
            _ = state.press("f1", typed)
            let arrows = state.overlay?.items.map(\.title)
            _ = state.press("ctrl-a", "@" + name)
            #expect(arrows?.isEmpty == false && state.overlay?.items.map(\.title) == arrows)
            _ = state.press("esc")
        }
        _ = state.press("f1", "@é")

        #expect(state.overlay?.items.map(\.title) == ["Types “é”", "Types “é”"])
    }

    @Test(arguments: ["duplicate", "Copies the section"])
    func `the palette finds a command by name and by what it does`(_ words: String) {
        var state = EditorState.sample()

        _ = state.press("ctrl-p", words)

        #expect(state.overlay?.items.first?.title == "Duplicate")
    }
}

struct StateGlanceTests {
    private func open(columns: Int = 100, rows: Int = 30) -> EditorState {
        .sample(columns: columns, rows: rows)
    }

    @Test func `the page shows what the list's cursor is on, and Esc brings the view back`() {
        var state = open()
        let home = state.currentPage

        _ = state.press("ctrl-o", "sisters")
        #expect(state.shownPage != home && state.page.requested?.page == state.shownPage)
        _ = state.press("esc")

        #expect(state.shownPage == home && state.page.requested?.page == home)
        #expect(state.currentName == "hero")
    }

    @Test func `the list leaves the upper half of a large window to the page`() {
        var state = open()
        _ = state.press("ctrl-o")

        #expect(state.overlayLayout.area.row >= 14)
        #expect(state.pageRows <= 14)
    }

    /// Answers the last request with a page of many rows, the last of which shows its last text.
    private func draw(_ state: inout EditorState) {
        guard let request = state.page.requested, let site = state.document?.site else { return }
        let text = site.subtree(of: request.page).last { $0.kind == .text }
        let rows = (0..<100).map { _ in PreviewRow(runs: []) }
        let places = text.map { [$0.id.description: 98..<99] } ?? [:]
        _ = state.update(
            .previewReady(
                request,
                PreviewPage(rows: rows, honesty: PreviewHonesty(), nodeRows: places),
                PageSections()))
    }

    @Test func `Esc brings the page back as it was scrolled, from another page too`() {
        var state = open()
        draw(&state)
        _ = state.press("tab", "page-down")
        let before = state.page.top
        #expect(before > 0)

        _ = state.press("ctrl-o", "sisters")
        draw(&state)
        #expect(state.page.top != before && state.page.shown?.page != state.currentPage)
        _ = state.press("esc")
        draw(&state)

        #expect(state.page.top == before && state.page.shown?.page == state.currentPage)
    }

    @Test func `a style sheet can be gone to`() {
        var sample = SampleSite()
        let sheet = sample.add(.asset, under: sample.site.id)
        sample.set(sheet, .file, "main.css")
        var state = open()
        _ = state.update(.documentChanged(SiteDocument(site: sample.site, revision: 2)))

        _ = state.press("ctrl-o", "main.css", "enter")

        #expect(state.tree.current?.item == .asset(sheet))
    }

    @Test func `a picture is said to be one, and no text is made of it`() {
        var sample = SampleSite()
        let picture = NodeID(high: 1, low: 9_999)
        let source = SourceSpan(blob: Digest.of([0x89, 0]), 0..<2)
        sample.site.nodes[picture] = Node(
            id: picture, content: NodeContent(kind: .asset, source: source), order: 9_999,
            parent: sample.site.id)
        sample.site.nodes[sample.site.id]?.children.append(picture)
        sample.set(picture, .file, "bread.png")
        sample.set(picture, FieldName("pixels"), "640x480")
        var state = open()
        _ = state.update(.documentChanged(SiteDocument(site: sample.site, revision: 2)))

        _ = state.press("ctrl-o", "bread.png", "enter")
        let effects = state.press("enter")

        #expect(state.notice?.text.contains("bread.png is a picture, 640x480 pixels") == true)
        #expect(state.editing == nil)
        #expect(
            !effects.contains { if case .runExternalEditor = $0 { true } else { false } })
    }
}
