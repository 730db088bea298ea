import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct StateTests {
    private func lines(_ effects: [EditorEffect]) -> [String] { effects.map(\.line) }

    // MARK: - The tree

    @Test func `a site opens on its first section with all sections in the tree`() {
        let state = EditorState.sample()

        #expect(
            state.tree.rows.map(\.label).filter { !$0.isEmpty } == [
                "/", "title", "hero", "menu", "opening-hours", "/about", "title", "team",
            ])
        #expect(state.currentName == "hero")
    }

    @Test func `Right unfolds a section and Left goes back and folds it`() {
        var state = EditorState.sample()

        _ = state.press("right", "right")
        #expect(state.tree.current?.detail == "Vegan bread, baked daily")
        _ = state.press("left")
        #expect(state.currentName == "hero")
        _ = state.press("left")
        #expect(state.tree.current?.fold == .folded)
    }

    @Test func `an element with one text is one row, and its attributes hang below it`() {
        var state = EditorState.sample()

        _ = state.press("right", "down", "down", "down")
        #expect(state.tree.current?.detail == "Order now")
        _ = state.press("right", "down")
        #expect(state.tree.current?.label == "href" && state.tree.current?.detail == "/order")
    }

    @Test func `a value that the policy refuses leaves its field open, and a way back to it`() {
        var state = EditorState.sample()
        _ = state.press("right", "down", "down", "down", "right", "down", "enter", "ctrl-a")
        _ = state.press("javascript:alert(1)")

        #expect(state.press("enter").isEmpty)
        #expect(state.editing?.field.text == "javascript:alert(1)")
        #expect(
            state.notice?.text == "Refused, nothing was changed: href of <a>: "
                + "An address with javascript: can run a script. "
                + "Use an http, https, mailto or tel address.")

        #expect(
            state.press("f6").map(\.line).contains { $0.hasPrefix("set aside") }
                || state.editing != nil)
        #expect(!state.press("ctrl-q").map(\.line).contains { $0.hasPrefix("commit") })
    }

    @Test(arguments: ["hero.title", "/#hero", "/about#team", "/about", "/about#team.text", "hero"])
    func `a name on the command line puts the cursor there`(_ name: String) {
        let state = EditorState.sample(at: name)

        #expect(state.notice == nil)
        #expect(name.hasSuffix(state.currentName) || state.currentName == name)
    }

    @Test func `a name that nothing has is said`() {
        #expect(EditorState.sample(at: "nowhere").notice?.kind == .warning)
    }

    // MARK: - Editing in place

    @Test func `Enter, End, typing and Enter commit a text`() {
        var state = EditorState.sample(at: "hero.title")

        let effects = state.press("enter", "end", " z", "enter")

        #expect(
            lines(effects) == [
                "draft Vegan bread, baked daily ", "draft Vegan bread, baked daily z",
                "commit hero.title: “Vegan bread, baked daily” → “Vegan bread, baked daily z”",
                "drop draft",
            ])
        #expect(state.tree.current?.detail == "Vegan bread, baked daily z")
    }

    @Test func `Esc leaves the text as it was and keeps what was typed for the palette`() {
        var state = EditorState.sample(at: "hero.title")

        let effects = state.press("enter", "x", "esc")
        #expect(
            lines(effects).last == "set aside Vegan bread, baked dailyx" && state.editing == nil)
        _ = state.perform("restore-cancelled")

        #expect(state.editing?.field.text == "Vegan bread, baked dailyx")
    }

    @Test func `an attribute is edited in its row`() {
        var state = EditorState.sample()

        let effects = state.press(
            "right", "down", "down", "down", "right", "down", "enter", "s", "enter")

        #expect(lines(effects).contains("commit a href: a:href = /orders"))
    }

    @Test func `a draft opens its field again`() {
        let site = SampleSite()
        let text = site.site.keyedTexts().first { $0.key == "hero.title" }
        let ref = TextRef(text?.node ?? site.site.id, .text("en"))

        let state = EditorState.sample(
            drafts: [
                FieldDraft(
                    text: ref, base: "Vegan bread, baked daily", typed: "Vegan bread half",
                    cursor: 5)
            ])

        #expect(state.editing?.field.text == "Vegan bread half")
        #expect(state.editing?.field.cursor == 5)
        #expect(state.currentName == "hero.title")
    }

    @Test func `what others change is carried under what is being typed`() throws {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "end", "!")
        var site = SampleSite().site
        let node = try #require(state.editing?.target.node)
        site.nodes[node]?.texts[.text("en")] = "Good bread, baked daily"

        _ = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))
        let effects = state.press("enter")

        #expect(
            lines(effects).first
                == "commit hero.title: “Good bread, baked daily” → “Good bread, baked daily!”")
    }

    @Test func `a paste is one step and no key`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter")

        let effects = state.update(.input(.paste("a\u{11}b")))
        #expect(lines(effects) == ["draft Vegan bread, baked dailyab"])
        _ = state.press("ctrl-z")

        #expect(state.editing?.field.text == "Vegan bread, baked daily")
    }

    @Test func `quitting while a text is typed keeps its draft`() {
        var state = EditorState.sample(at: "hero.title")

        #expect(
            lines(state.press("enter", "x", "ctrl-q")).suffix(2) == [
                "draft Vegan bread, baked dailyx", "quit",
            ])
    }

    // MARK: - Structure

    @Test(arguments: [
        ("alt-down", "commit move menu: move after 16"), ("alt-up", "commit move menu: move first"),
        ("ctrl-d", "commit duplicate menu: duplicate 12"), ("delete", "commit delete menu: delete"),
    ])
    func `a section moves, is copied and goes by one key`(_ key: String, _ expected: String) {
        var state = EditorState.sample(at: "menu")

        let effects = lines(state.press(key))

        #expect(effects.count == 1)
        #expect(effects.first?.split(separator: ":").first == expected.split(separator: ":").first)
        #expect(
            effects.first?.contains(expected.split(separator: " ").last ?? "") == true
                || key == "alt-down")
    }

    @Test func `copy and paste make a section with new ids and a free name`() {
        var state = EditorState.sample(at: "hero")

        let effects = state.press("ctrl-c", "ctrl-v")

        guard case .commit(let edits, _, _)? = effects.first,
            case .insert(let draft, _, _)? = edits.first
        else {
            Issue.record("no insert")
            return
        }
        #expect(draft.fields.first { $0.name == .name }?.value == .text("hero-2"))
        #expect(state.document?.site[draft.id] == nil)
    }

    @Test func `nothing is changed in a site that is open for reading`() {
        var state = EditorState.sample()
        state.setup.isReadOnly = true

        #expect(state.press("delete", "ctrl-d", "ctrl-z").isEmpty)
    }

    // MARK: - Lists

    @Test func `the palette finds themes by their word`() {
        var state = EditorState.sample()

        _ = state.press("ctrl-p", "theme")

        #expect((state.overlay?.items.count { $0.title.contains("Theme") } ?? 0) >= 2)
        #expect(state.press("esc").isEmpty && state.overlay == nil)
    }

    @Test func `go to reaches a text on another page`() {
        var state = EditorState.sample()

        _ = state.press("ctrl-o", "sisters", "enter")

        #expect(state.currentName == "team.text")
    }

    @Test func `replace changes every text in one step`() {
        var state = EditorState.sample()

        var effects = state.pressAndSearch("ctrl-r", "From", "enter", "Ab", "enter")
        #expect(effects.isEmpty && state.overlay?.items.count == 2)
        effects = state.pressAndSearch("enter")

        #expect(
            lines(effects) == [
                "commit replace From: “From 3.20” → “Ab 3.20”; “From 3.20” → “Ab 3.20”"
            ])
    }

    @Test func `a prompt on a page asks for a section, which is one step`() {
        var state = EditorState.sample(at: "/about")
        let effects = state.press("ctrl-t", "opening hours", "enter")
        guard case .compose(let request)? = effects.last else {
            Issue.record("nothing composed")
            return
        }
        let root = NodeDraft(
            id: NodeID(high: 8, low: 2), content: NodeContent(kind: .element, tag: "section"))
        let draft = NodeDraft(
            id: NodeID(high: 8, low: 1), content: NodeContent(kind: .section),
            fields: [(name: .name, value: .text("team"))], children: [root])

        let answer = state.update(.composed(token: request.token, .section(draft)))

        guard case .commit(let edits, _, _)? = answer.first,
            case .insert(let made, _, _)? = edits.first
        else {
            Issue.record("no insert")
            return
        }
        #expect(made.fields.first?.value == .text("team-2"))
        #expect(state.prompt.field.isEmpty && state.focus == .tree)
        #expect(answer.last?.line == "drop draft")
    }

    @Test func `what waits to be sent is marked up to its page`() {
        let site = SampleSite().site
        let hero = SampleSite().id("hero")
        var state = EditorState.sample()

        _ = state.update(
            .documentChanged(
                SiteDocument(site: site, revision: 2, unsent: site.withHolders([hero]))))

        #expect(state.tree.rows.filter(\.isUnsent).map(\.label) == ["/", "hero"])
    }

    @Test func `in the vim keymap colon q quits`() {
        var state = EditorState.sample()
        state.keymap = Keymap(
            name: "vim",
            bindings: Command.defaultBindings + [
                .init(context: .tree, strokes: [.character(":")], intent: "command-line")
            ])

        #expect(lines(state.press(":q", "enter")) == ["quit"])
    }

    @Test func `without a site the sites are listed and cannot be left`() {
        var state = EditorState(
            .init(random: RandomBits(seed: (1, 2, 3, 4))), columns: 80, rows: 24)

        _ = state.update(
            .sitesListed([ListedSite(id: NodeID(high: 3, low: 3), slug: "a", title: "A", pages: 1)])
        )
        #expect(state.press("esc").isEmpty && state.overlay?.kind == .sites)

        #expect(lines(state.press("enter")) == ["open"])
    }

    @Test func `duplicating and pasting say what they did`() {
        var state = EditorState.sample(at: "/#menu")

        _ = state.press("ctrl-d")
        #expect(state.notice?.text == "menu is there twice; undo takes the copy away.")
        _ = state.press("ctrl-c", "ctrl-v")
        #expect(state.notice?.text == "Pasted the section; undo takes it away again.")
    }

    @Test func `a text that is left by a click is said to be saved`() {
        var state = EditorState.sample(at: "hero.title")
        _ = state.press("enter", "end", "!")

        let effects = state.update(
            .input(.mouse(MouseEvent(column: 3, row: 3, button: .left, action: .press))))

        #expect(lines(effects).first?.hasPrefix("commit hero.title") == true)
        #expect(state.notice?.text == "hero.title is saved; ^Z takes the change back.")
    }

    @Test func `what a line break comes to is said once`() {
        var state = EditorState.sample(at: "hero.title")

        _ = state.press("enter", "alt-enter")
        #expect(state.editing?.field.text.hasSuffix("\n") == true)
        #expect(state.notice?.text.hasSuffix("the page shows a line break as a space.") == true)
        _ = state.press("alt-enter")

        #expect(state.notice == nil)
    }
}
