import SiteHistory
import SiteMarkup
import SiteModel
import Testing

@testable import EditorCore

struct StateMarksTests {
    private func lines(_ effects: [EditorEffect]) -> [String] { effects.map(\.line) }

    private func marked(_ state: EditorState) -> [String] {
        state.tree.rows.filter { state.tree.marks.items.contains($0.item) }.map {
            $0.label.isEmpty ? $0.detail : $0.label
        }
    }

    private func names(_ effects: [EditorEffect], _ site: Site = SampleSite().site) -> [String] {
        guard case .commit(let edits, _, _)? = effects.first else { return [] }
        return edits.map { edit in
            switch edit {
            case .delete(let node), .duplicate(let node, _): site.name(of: node) ?? "?"
            case .move(let node, _, let place): (site.name(of: node) ?? "?") + " " + place.line
            case .insert(let draft, _, _):
                draft.fields.first { $0.name == .name }?.value.plain ?? draft.content.tag
            default: edit.line
            }
        }
    }

    private func vim() -> EditorState {
        var state = EditorState.sample(at: "hero")
        let own: [(String, String)] = [
            ("v", "mark-range"), ("V", "mark"), ("d d", "delete"), ("g g", "cursor-first"),
        ]
        state.keymap = Keymap(
            name: "vim",
            bindings: own.map { keys, intent in
                let strokes = keys.split(separator: " ").map { KeyStroke.character($0.first!) }
                return .init(context: .tree, strokes: strokes, intent: intent)
            } + Command.defaultBindings)
        return state
    }

    @Test(arguments: ["v", "V"])
    func `where rows are marked an operator of two equal keys needs one`(
        mark: String
    ) {
        var state = vim()

        #expect(state.press("d").isEmpty && state.pendingKeys == "d")
        #expect(names(state.press("d")) == ["hero"])
        _ = state.press(mark)
        #expect(state.hints.first == Hint(keys: "d", words: "delete"))
        _ = state.press("down")

        #expect(!names(state.press("d")).isEmpty)
        #expect(state.pendingKeys == nil)
    }

    @Test func `the second press from habit is no beginning of another command`() {
        var state = vim()
        _ = state.press("v", "down", "d")

        #expect(state.press("d").isEmpty && state.pendingKeys == nil)
        #expect(state.press("d").isEmpty && state.pendingKeys == "d")
    }

    @Test func `m marks rows, and again takes the mark away`() {
        var state = EditorState.sample(at: "hero")

        _ = state.press("m")
        _ = state.press("m")
        #expect(marked(state) == ["hero", "menu"])
        _ = state.press("up", "up")
        _ = state.press("m")

        #expect(marked(state) == ["menu"])
    }

    @Test func `Shift with arrows marks a range that shrinks again, and Esc takes all marks away`()
    {
        var state = EditorState.sample(at: "hero")

        _ = state.press("shift-down", "shift-down")
        #expect(marked(state) == ["hero", "menu", "opening-hours"])
        _ = state.press("shift-up")
        #expect(marked(state) == ["hero", "menu"])
        _ = state.press("esc")

        #expect(marked(state) == [])
    }

    @Test func `a range is dragged by every movement until it is ended`() {
        var state = EditorState.sample(at: "menu")

        _ = state.perform("mark-range")
        _ = state.press("down")
        _ = state.perform("mark-range")
        _ = state.press("down", "down")

        #expect(marked(state) == ["menu", "opening-hours"])
    }

    @Test func `marked sections go in one step, in document order`() {
        var state = EditorState.sample(at: "opening-hours")
        _ = state.press("m")
        _ = state.press("up", "up")
        _ = state.press("m")

        let effects = state.press("delete")

        #expect(effects.count == 1 && names(effects) == ["menu", "opening-hours"])
        #expect(state.notice?.text.hasPrefix("2 sections are in the trash") == true)
        #expect(state.tree.marks.isEmpty)
    }

    @Test func `what stands in something marked is not taken twice`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("right", "shift-down", "shift-down")

        #expect(names(state.press("delete")) == ["hero"])
    }

    @Test func `marked sections move past their neighbour together`() {
        var state = EditorState.sample(at: "menu")
        _ = state.press("shift-down")

        let effects = state.press("alt-up")

        #expect(
            names(effects).map { $0.split(separator: " ").first ?? "" } == [
                "menu", "opening-hours",
            ])
        #expect(names(effects).first == "menu first")
        #expect(marked(state) == ["menu", "opening-hours"])
    }

    @Test func `what is marked in different places is not moved by a step`() {
        var state = EditorState.sample(at: "opening-hours")
        _ = state.press("m")
        _ = state.press("down", "down")
        _ = state.press("m")

        #expect(state.press("alt-up").isEmpty && state.notice?.kind == .info)
    }

    @Test func `sections are copied together and pasted with free names and new ids`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("shift-down", "ctrl-c")

        let effects = state.press("ctrl-v")

        #expect(names(effects) == ["hero-2", "menu-2"])
        #expect(lines(effects).first?.hasPrefix("commit paste 2 sections") == true)
    }

    @Test func `cutting several is one step`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("shift-down")

        let effects = state.press("ctrl-x")

        #expect(effects.count == 1 && names(effects) == ["hero", "menu"])
        #expect(state.clipboard != nil)
    }

    @Test func `sections and elements are not copied together`() {
        var state = EditorState.sample(at: "team")
        _ = state.press("right", "right")
        _ = state.press("m")
        _ = state.press("up", "up", "up", "up", "m")

        _ = state.press("ctrl-c")

        #expect(state.clipboard == nil && state.notice?.text.contains("either") == true)
    }

    @Test func `a section pasted into another site brings its texts in that site's language`()
        throws
    {
        var state = EditorState.sample(at: "hero")
        _ = state.press("ctrl-c")
        var other = SampleSite().site
        other = Site(id: NodeID(high: 7, low: 7))
        other.nodes[other.id]?.fields = [.defaultLocale: .text("pt-BR"), .slug: .text("b")]
        let page = NodeID(high: 7, low: 8)
        var node = Node(id: page, content: NodeContent(kind: .page), parent: other.id)
        node.fields[.path] = .text("/")
        other.nodes[page] = node
        other.nodes[other.id]?.children = [page]
        _ = state.update(.opened(SiteDocument(site: other, revision: 1), drafts: [], at: nil))

        let effects = state.press("ctrl-v")

        guard case .commit(let edits, _, _)? = effects.first,
            case .insert(let draft, let parent, _)? = edits.first
        else {
            Issue.record("no insert")
            return
        }
        #expect(parent == page)
        let text = try #require(draft.children.first?.children.first?.children.first)
        #expect(
            text.texts[.text("pt-BR")] == .inline("Vegan bread, baked daily")
                && text.texts[.text("en")] == .inline("Vegan bread, baked daily"))
    }

    @Test func `bytes that a node was imported from go with it into another site`() {
        var sample = SampleSite()
        let bytes = Array("<!-- kept -->".utf8)
        let blob = Digest.of(bytes)
        sample.site.blobs[blob] = bytes
        let root = sample.site.sections(of: sample.site.pages[0].id)[0].children[0]
        let id = NodeID(high: 5, low: 5)
        let content = NodeContent(kind: .comment, source: SourceSpan(blob: blob, 0..<bytes.count))
        sample.site.nodes[id] = Node(id: id, content: content, parent: root)
        sample.site.nodes[root]?.children.append(id)
        var random = SeededGenerator(state: 1)
        let hero = sample.site.sections(of: sample.site.pages[0].id)[0]
        let clipboard = Clipboard([hero], of: sample.site)

        let nowhere = NodeID(high: 8, low: 9)
        let draft = clipboard.drafts(
            for: Site(id: NodeID(high: 8, low: 8)), on: nowhere, calling: [:], using: &random)[0]

        let comment = draft.children[0].children.last
        #expect(comment?.content.source == nil && comment?.content.literal == "<!-- kept -->")
        let own = clipboard.drafts(
            for: sample.site, on: sample.site.pages[0].id, calling: [:], using: &random)[0]
        #expect(own.children[0].children.last?.content == content)
    }

    @Test func `what a section shows goes with it into another site, under a free name`() throws {
        var sample = SampleSite()
        let hero = sample.site.sections(of: sample.site.pages[0].id)[0]
        let root = hero.children[0]
        sample.site.nodes[root]?.fields[.attribute("src")] = .text("img/a%20b.png?1")
        sample.site.nodes[root]?.fields[.attribute("style")] = .text("a:url(img/c.png)")
        func asset(_ low: UInt64, _ file: String, _ byte: UInt8, in site: inout Site) {
            let id = NodeID(high: 6, low: low)
            let span = SourceSpan(blob: Digest.of([byte]), 0..<1)
            var node = Node(
                id: id, content: NodeContent(kind: .asset, source: span), parent: site.id)
            node.fields[.file] = .text(file)
            site.nodes[id] = node
            site.nodes[site.id]?.children.append(id)
        }
        asset(1, "img/a b.png", 1, in: &sample.site)
        asset(2, "img/unused.png", 2, in: &sample.site)
        asset(4, "img/c.png", 4, in: &sample.site)
        let clipboard = Clipboard([hero], of: sample.site)
        var other = Site(id: NodeID(high: 8, low: 8))
        let page = NodeID(high: 8, low: 9)
        var node = Node(id: page, content: NodeContent(kind: .page), parent: other.id)
        node.fields[.file] = .text("blog/index.html")
        other.nodes[page] = node
        var random = SeededGenerator(state: 1)

        let plain = clipboard.files(for: other, using: &random)
        #expect(plain.drafts.map { $0.fields.first?.value.plain } == ["img/a b.png", "img/c.png"])
        let moved = clipboard.drafts(for: other, on: page, calling: plain.names, using: &random)
        #expect(
            moved[0].children[0].fields.first { $0.name == .attribute("src") }?.value.plain
                == "../img/a%20b.png?1")
        #expect(
            moved[0].children[0].fields.first { $0.name == .attribute("style") }?.value.plain
                == "a:url(../img/c.png)")

        var same = other
        asset(3, "img/a b.png", 1, in: &same)
        asset(5, "img/c.png", 4, in: &same)
        #expect(clipboard.files(for: same, using: &random).drafts.isEmpty)

        asset(3, "img/a b.png", 9, in: &other)
        let renamed = clipboard.files(for: other, using: &random)
        #expect(
            renamed.drafts.map { $0.fields.first?.value.plain } == ["img/a b-2.png", "img/c.png"])
        let called = clipboard.drafts(for: other, on: page, calling: renamed.names, using: &random)
        #expect(
            called[0].children[0].fields.first { $0.name == .attribute("src") }?.value.plain
                == "../img/a b-2.png")
    }

    @Test func `marked sections move to another page behind a section, in their order`() {
        var state = EditorState.sample(at: "hero")
        _ = state.press("shift-down", "alt-m")
        #expect(
            state.overlay?.items.map(\.title) == ["/", "/#opening-hours", "/about", "/about#team"])

        let effects = state.press("about#team", "enter")

        let hero = SampleSite().id("hero").low
        #expect(
            names(effects) == ["hero after \(SampleSite().id("team").low)", "menu after \(hero)"])
    }

    @Test func `an element moves into a section of another page`() {
        var state = EditorState.sample(at: "menu")
        _ = state.press("right", "down", "alt-m")

        let effects = state.press("about#team", "enter")

        #expect(lines(effects).first?.hasSuffix("move last") == true)
    }

    @Test func `marks of what is gone are gone`() {
        var state = EditorState.sample(at: "menu")
        _ = state.press("m")
        var site = SampleSite().site
        let menu = SampleSite().id("menu")
        site.nodes[menu] = nil
        site.nodes[site.pages[0].id]?.children.removeAll { $0 == menu }

        _ = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))

        #expect(state.tree.marks.isEmpty)
    }
}
