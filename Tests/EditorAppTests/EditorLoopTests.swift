import Foundation
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore
import Testing

@testable import UnixTerminal
@testable import EditorApp
@testable import EditorCore
@testable import ScreenCore

@Suite(.serialized) struct EditorLoopTests {
    private let temporary = TemporaryFolder("pm-editor")
    private var folder: String { temporary.path }
    private let store: SiteStore
    private let site: NodeID

    init() throws {
        store = try SiteStore(directory: temporary.path)
        let page =
            "<title>T</title><body><section id=hero><h1>Hello</h1><p>World</p></section><section id=menu><p>Bread</p></section></body>"
        let imported = try SiteImporter.importFiles(
            [SourceFile(path: "index.html", bytes: Array(page.utf8))], makeID: store.environmentID)
        site = try store.create(imported).state.site.id
    }

    private func text(_ key: String) throws -> String {
        let site = try store.state(of: site).site
        let found = try #require(site.keyedTexts().first { $0.key == key })
        return site.text(of: found.node, found.field, locale: "en") ?? ""
    }

    /// A site of more nodes than are read before the first screen: two pages, sixty sections each.
    private func largeSite() throws -> NodeID {
        func page(_ name: String) -> SourceFile {
            let sections = (0..<60).map { number in
                let texts = (0..<10).map { "<p>\(name) words \(number) \($0)</p>" }
                return "<section id=\(name)-\(number)>\(texts.joined())</section>"
            }
            let html = "<title>\(name)</title><body>\(sections.joined())</body>"
            return SourceFile(path: name + ".html", bytes: Array(html.utf8))
        }
        let imported = try SiteImporter.importFiles(
            [page("index"), page("about")], makeID: store.environmentID)
        return try store.create(imported).state.site.id
    }

    private func texts(of site: NodeID) throws -> [String: String] {
        let site = try store.state(of: site).site
        return Dictionary(
            site.keyedTexts().map {
                ($0.key, site.text(of: $0.node, $0.field, locale: "en") ?? "")
            }, uniquingKeysWith: { $0 + " " + $1 })
    }

    @Test func `words are found in a page, and lists of it lead to it`() throws {
        let large = try largeSite()

        let outcome = ScriptedEditor(store: store, folder: folder).run(
            on: large,
            [
                .until("index words 0 0"), .keys(["alt-/", "words 57 3"]), .until("1 of 1"),
                .until("index words 57 3"), .keys(["enter"]), .until("index-57"),
                .keys(["shift-f12", "t"]), .until("as a text browser shows it"), .keys(["m"]),
                .until("Landmarks and headings"), .keys(["esc", "f"]), .until("Order of Tab"),
                .keys(["esc", "r"]), .until("What the preview leaves out"), .keys(["esc"]),
                .until("index words 57 3"), .keys(["ctrl-q"]),
            ])

        #expect(outcome.screen.contains("index-57"))
    }

    @Test func `a large site is edited as a small one is`() throws {
        let large = try largeSite()
        let before = try texts(of: large)
        let key = "about-57.text.3"
        func now() -> [String: String] { (try? texts(of: large)) ?? [:] }

        run(
            on: large, at: key,
            [
                .until("about words 57 2"), .keys(["enter", "end", " zebra", "enter"]),
                .hold { now()[key] == "about words 57 2 zebra" },
                .keys(["ctrl-z"]), .hold { now() == before }, .keys(["ctrl-q"]),
            ])

        #expect(now() == before)
    }

    @Test func `what is far away in a large site is found`() throws {
        let large = try largeSite()

        run(
            on: large,
            [
                .until("index words 0 0"), .keys(["ctrl-f"]), .keys(["about words 58 4"]),
                .until("about-58.text.5"), .keys(["enter"]), .until("about › about-58"),
                .keys(["ctrl-q"]),
            ])
    }

    @Test func `a replacement over the whole site is one step that undo takes back`() throws {
        run(
            at: "hero.title",
            [
                .until("Hello"),
                .keys(["ctrl-r", "alt-r", "H(e)llo", "enter", "Y$1llow", "enter"]),
                .until("1 match in 1 place"), .keys(["space"]), .until("1 left out"),
                .keys(["alt-a"]),
                .keys(["enter"]), .hold { (try? self.text("hero.title")) == "Yellow" },
                .keys(["ctrl-z"]), .hold { (try? self.text("hero.title")) == "Hello" },
                .keys(["ctrl-q"]),
            ])
    }

    @Test func `a section of a large site is copied with all that is in it`() throws {
        let large = try largeSite()
        let before = try texts(of: large)

        run(
            on: large, at: "index-30",
            [
                .until("index words 30 9"), .keys(["ctrl-d"]),
                .hold { ((try? self.texts(of: large)) ?? [:]).count == before.count + 10 },
                .keys(["ctrl-q"]),
            ])
    }

    /// Runs the editor on the site; the exit code and the last screen.
    @discardableResult
    private func run(
        on site: NodeID? = nil, at target: String? = nil, _ steps: [ScriptedTerminal.Step]
    ) -> ScriptedEditor.Outcome {
        ScriptedEditor(store: store, folder: folder).run(on: site ?? self.site, at: target, steps)
    }

    @Test func `a text typed in place is in the store, and undo takes it back`() throws {
        run(
            at: "hero.title",
            [
                .until("Hello"), .keys(["enter", "end", " you", "enter"]),
                .hold { (try? self.text("hero.title")) == "Hello you" },
                .keys(["ctrl-z"]), .hold { (try? self.text("hero.title")) == "Hello" },
                .keys(["ctrl-y"]), .hold { (try? self.text("hero.title")) == "Hello you" },
                .keys(["ctrl-q"]),
            ])

        #expect(try text("hero.title") == "Hello you")
    }

    @Test func `what another program writes shows without a key`() throws {
        let other = try SiteStore(directory: folder)
        let found = try #require(
            try other.state(of: site).site.keyedTexts().first { $0.key == "menu.text" })
        let ref = TextRef(found.node, .text("en"))
        var isWritten = false

        run([
            .until("Bread"),
            .hold {
                if !isWritten {
                    isWritten = true
                    _ = try? other.commit(
                        [.setText(ref, from: "Bread", to: "Quokka")], to: self.site,
                        origin: .command)
                }
                return true
            }, .until("Quokka"), .keys(["ctrl-q"]),
        ])
    }

    @Test func `a text in hand when the program is ended is there again`() throws {
        let ended = run(
            at: "hero.title", [.until("Hello"), .keys(["enter", "end", " half"]), .signal(15)])
        #expect(ended.status == 143)
        #expect(try text("hero.title") == "Hello")

        run([
            .until("Hello half"), .keys(["enter"]),
            .hold { (try? self.text("hero.title")) == "Hello half" },
            .keys(["ctrl-q"]),
        ])

        #expect(try store.drafts(of: site).isEmpty)
    }

    @Test func `a prompt that is not sent is there again, as long as it has words`() throws {
        run(
            at: "hero.title",
            [
                .until("Hello"), .keys(["ctrl-t", "a warmer hero"]), .until("a warmer hero"),
                .signal(15),
            ])

        run([
            .until("a warmer hero"), .keys(["ctrl-t", "ctrl-u"]),
            .hold { (try? self.store.drafts(of: self.site))?.isEmpty == true },
            .keys(["ctrl-q"]),
        ])

        #expect(try store.drafts(of: site).isEmpty)
    }

    @Test func `a text that Esc took away can be brought back after a restart`() throws {
        run(
            at: "hero.title",
            [
                .until("Hello"), .keys(["enter", "end", " half", "esc"]), .until("Cancelled"),
                .keys(["ctrl-q"]),
            ])
        #expect(try store.drafts(of: site).map(\.cancelled) == [true])

        run([
            .until("Hello"), .keys(["ctrl-p", "restore the cancelled", "enter"]),
            .until("Hello half"), .keys(["enter"]),
            .hold { (try? self.text("hero.title")) == "Hello half" },
            .keys(["ctrl-q"]),
        ])

        #expect(try store.drafts(of: site).isEmpty)
    }

    /// Of the sections of the first page, in order.
    private func names() -> [String] {
        guard let site = try? store.state(of: site).site, let page = site.pages.first else {
            return []
        }
        let named = site.sectionNames(of: page.id)
        return site.sections(of: page.id).compactMap { named[$0.id] }
    }

    @Test func `what an undo brings back has the cursor`() throws {
        run(
            at: "hero",
            [
                .until("Bread"), .keys(["delete"]), .hold { names() == ["menu"] },
                .keys(["ctrl-z"]), .until("Undone"), .keys(["delete"]),
                .hold { names() != ["hero", "menu"] }, .keys(["ctrl-q"]),
            ])

        #expect(names() == ["menu"])
    }

    @Test func `what comes out of the trash is told and has the cursor`() throws {
        run(
            at: "hero",
            [
                .until("Bread"), .keys(["delete"]), .hold { names() == ["menu"] },
                .keys(["ctrl-p", "restore something", "enter"]), .until("brings it back"),
                .keys(["enter"]), .until("hero is back before menu, the first on /"),
                .keys(["delete"]), .hold { names() != ["hero", "menu"] }, .keys(["ctrl-q"]),
            ])

        #expect(names() == ["menu"])
    }

    @Test func `a section goes and comes back`() throws {
        run(
            at: "hero",
            [
                .until("Bread"), .keys(["alt-down"]), .hold { names() == ["menu", "hero"] },
                .keys(["ctrl-d"]),
                .hold { names().count == 3 }, .keys(["delete"]), .hold { names().count == 2 },
                .keys(["ctrl-z", "ctrl-z", "ctrl-z"]),
                .hold { names() == ["hero", "menu"] }, .keys(["ctrl-q"]),
            ])

        #expect(names() == ["hero", "menu"])
    }

    @Test func `a proposal is asked for, waits over a restart, is taken, undone and taken again`()
        throws
    {
        func title() -> String { (try? text("hero.title")) ?? "" }
        run(
            at: "hero.title",
            [
                .until("Hello"), .keys(["ctrl-t", "change the headline to Good morning", "enter"]),
                .until("1 of 1 to decide"), .keys(["ctrl-q"]),
            ])
        #expect(title() == "Hello")

        run(
            at: "menu",
            [
                .until("1 proposal waits"), .keys(["ctrl-t", "enter"]),
                .until("{+Good morning+}"), .keys(["e", "end", "!", "enter"]),
                .until("{+Good morning!+}"), .keys(["enter"]), .hold { title() == "Good morning!" },
                .keys(["ctrl-z"]), .hold { title() == "Hello" }, .until("1 proposal waits"),
                .keys(["ctrl-t", "enter"]), .until("1 of 1 to decide"), .keys(["A"]),
                .hold { title() == "Good morning!" }, .keys(["ctrl-q"]),
            ])
    }

    @Test func `one change is asked for again, and what was typed meanwhile stays`() throws {
        run(
            at: "hero.title",
            [
                .until("Hello"), .keys(["ctrl-t", "change the headline to Good morning", "enter"]),
                .until("1 of 1 to decide"), .keys(["g"]), .until("asks again"),
                .keys([" Porto", "enter"]), .until("{+Good morning Porto+}"),
                .keys(["f2", "enter", "end", ", all", "enter"]),
                .hold { (try? self.text("hero.title")) == "Hello, all" },
                .keys(["ctrl-t"]), .until("Good morning Porto, all+}"), .keys(["enter"]),
                .hold { (try? self.text("hero.title")) == "Good morning Porto, all" },
                .keys(["ctrl-q"]),
            ])
    }

    @Test func `a new section comes from a list of kinds`() throws {
        run(
            at: "hero",
            [
                .until("Bread"), .keys(["insert"]), .until("Testimonials"),
                .keys(["testimonials", "enter"]),
                .hold {
                    (try? self.store.state(of: self.site).site.pages.first.map {
                        self.sections(of: $0)
                    }) == 3
                },
                .keys(["ctrl-q"]),
            ])
    }

    private func sections(of page: Node) -> Int {
        (try? store.state(of: site).site.sections(of: page.id).count) ?? 0
    }

    @Test func `a text comes back from another program`() throws {
        run(
            at: "hero.text",
            [
                .until("World"), .keys(["f7"]),
                .hold { (try? self.text("hero.text")) == "World and more" },
                .keys(["ctrl-q"]),
            ])
    }

    @Test func `the timeline shows who changed what, and brings the site back as one step`() throws
    {
        run(
            at: "hero.title",
            [
                .until("Hello"), .keys(["enter", "end", " you", "enter"]),
                .hold { (try? self.text("hero.title")) == "Hello you" }, .keys(["f10"]),
                .until("hero: title changed"), .keys(["enter"]), .until("+ Hello you"),
                .keys(["esc", "down", "alt-r"]),
                .hold { (try? self.text("hero.title")) == "Hello" },
                .until("is brought back to"), .keys(["ctrl-z"]),
                .hold { (try? self.text("hero.title")) == "Hello you" }, .keys(["ctrl-q"]),
            ])
        run([
            .until("Hello you"), .keys(["ctrl-z"]),
            .hold { (try? self.text("hero.title")) == "Hello" }, .keys(["ctrl-y"]),
            .hold { (try? self.text("hero.title")) == "Hello you" }, .keys(["ctrl-q"]),
        ])
    }

    @Test func `a site opens where it was left, a large one too`() throws {
        let large = try largeSite()
        run(on: large, at: "about-57.text.3", [.until("about words 57 2"), .keys(["ctrl-q"])])

        run(on: large, [.until("about-57.text.3"), .until("about words 57 2"), .keys(["ctrl-q"])])
    }

    @Test(arguments: [nil, "menu.text"])
    func `what a start is thought to come to is what it paints`(target: String?) throws {
        let before = run(
            at: target, [.until("Bread"), .keys(["down", "down", "tab", "ctrl-p", "ctrl-q"])])
        var editor = ScriptedEditor(store: store, folder: folder)
        editor.showsPicture = true

        let after = editor.run(on: site, at: target, [.until("Bread"), .keys(["ctrl-q"])])

        #expect(before.next != nil)
        #expect(after.firstScreen == before.next)
        #expect(after.next == before.next)
    }

    @Test func `with a text in hand at the end nothing is thought to come`() throws {
        var editor = ScriptedEditor(store: store, folder: folder)
        editor.showsPicture = true

        let typed = editor.run(
            on: site, at: "hero.title",
            [.until("Hello"), .keys(["enter", "end", "!"]), .until("Hello!"), .keys(["ctrl-q"])])

        #expect(typed.next == nil)
    }

    @Test func `a damaged session is as none`() throws {
        run(at: "menu", [.until("Bread"), .keys(["ctrl-q"])])
        let path = folder + "/sessions/\(site)"
        try FileSystem.write("pagemagic session 1\nlocale en\ncursor what\n", to: path)

        run([.until("T › / › hero"), .keys(["ctrl-q"])])

        #expect(FileSystem.read(path)?.contains("cursor section") == true)
    }
}
