import PreviewCore
import SiteHistory
import SiteModel
import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

struct PainterTests {
    private func screen(_ state: EditorState) -> String {
        ScreenPainter.render(state, theme: .uncoloured).text()
    }

    @Test func `a wide window shows tree, page, prompt, status and hints`() {
        let state = PainterSample.state(columns: 80, rows: 16)

        #expect(
            screen(state) == """
                 pagemagic  Bakery › / › hero                                             local
                ▾ /  Home           │ About hero
                   title Home       │
                 ▸ hero             │ 日本 and 👩‍💻 of hero
                 ▸ menu             │
                 ▸ opening-hours    │ About menu
                                    │
                                    │ 日本 and 👩‍💻 of menu
                                    │
                                    │ About opening-hours
                                    │
                                    │ 日本 and 👩‍💻 of opening-hours
                                    ├─ Ask ───────────────────────────────── template composer ─
                                    │ › ^T: say how “hero” should change
                 hero                  3/5  en                    desktop 58 ch · ≈ approximate
                 Enter unfold  e edit its text  ^P commands  F1 help  ^Q quit  ^O go to  ^T ask
                """)
    }

    @Test func `what is typed stands in the page and in the tree, with the cursor behind it`() {
        var state = PainterSample.state(columns: 80, rows: 16, at: "hero.title")

        for event in [KeyStroke(.enter), KeyStroke(.end)] { _ = state.update(.input(.key(event))) }
        for character in " zebra42 é 日本 👩‍💻" { _ = state.update(.input(.key(.character(character)))) }
        let frame = ScreenPainter.render(state, theme: .uncoloured)

        #expect(frame.text().contains("▎About hero zebra42 é 日本 👩‍💻"))
        let cursor = frame.cursor
        #expect(cursor?.column == 22 + 10 + 18)
        #expect(cursor.map { frame.line($0.row).contains("zebra42") } == true)
    }

    @Test func `a long text is wrapped in its field and pushes the page down`() {
        var state = PainterSample.state(columns: 80, rows: 16, at: "hero.title")
        _ = state.update(.input(.key(KeyStroke(.enter))))
        _ = state.update(.input(.paste(String(repeating: " lorem ipsum", count: 12))))

        let lines = screen(state).split(separator: "\n").filter { $0.contains("▎") }

        #expect(lines.count == 3)
        #expect(screen(state).contains("日本 and 👩‍💻 of hero"))
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 16), (59, 15), (40, 10), (20, 5)])
    func `some words can be read at every size from 20x5`(_ columns: Int, _ rows: Int) {
        let text = screen(PainterSample.state(columns: columns, rows: rows))

        let words = text.split { !$0.isLetter }.filter { $0.count >= 3 }
        #expect(words.count >= 2, "\(text)")
        if columns >= 60 {
            #expect(text.contains("hero") && text.contains("opening-hours"), "\(text)")
        }
    }

    @Test func `help lists undo with its key`() {
        var state = PainterSample.state(columns: 120, rows: 40)

        _ = state.update(.input(.key(KeyStroke(.function(1)))))

        let line = screen(state).split(separator: "\n").first { $0.contains("Undo") }
        #expect(line?.contains("^Z") == true)
    }

    @Test func `the palette lists what has theme in it`() {
        var state = PainterSample.state(columns: 120, rows: 40)
        _ = state.update(.input(.key(.control("p"))))
        for character in "theme" { _ = state.update(.input(.key(.character(character)))) }

        let lines = screen(state).lowercased().split(separator: "\n").filter {
            $0.contains("theme")
        }

        #expect(lines.count >= 3)
    }

    @Test func `offline is said only while there is no way to the server`() {
        var state = PainterSample.state(columns: 80, rows: 24)
        #expect(!screen(state).contains("offline") && screen(state).contains("local"))

        _ = state.update(.syncChanged(SyncSegment(connection: .offline, toSend: 2)))
        #expect(screen(state).contains("offline") && screen(state).contains("↑2"))
        _ = state.update(.syncChanged(SyncSegment(connection: .connected)))

        #expect(!screen(state).contains("offline") && !screen(state).contains("retry"))
    }

    @Test func `control characters of a text do not reach the frame`() {
        var state = PainterSample.state(columns: 80, rows: 24)
        var site = PainterSample.site()
        for id in site.nodes.keys {
            site.nodes[id]?.texts[.text("en")] = "a\u{1B}[2Jb\u{202E}c\u{9B}d\u{7}"
        }

        _ = state.update(.documentChanged(SiteDocument(site: site, revision: 2)))
        PainterSample.answerPreview(&state)

        let bad = screen(state).unicodeScalars.filter {
            ($0.value < 0x20 && $0.value != 0x0A) || (0x7F...0x9F).contains($0.value)
                || (0x202A...0x202E).contains($0.value)
        }
        #expect(bad.isEmpty)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `random events at random sizes never stop it`(_ seed: UInt64) {
        var random = RandomBits(seed: (seed, 7, 11, 13))
        var state = PainterSample.state(columns: 80, rows: 24)
        let strokes =
            Command.all.flatMap(\.defaultKeys).flatMap { key in
                key.strokes.split(separator: " ").compactMap { KeyStroke(name: $0) }
            } + "abe日👩‍💻:/ ".map { KeyStroke.character($0) }

        for step in 0..<400 {
            let event: EditorEvent
            switch Int.random(in: 0..<20, using: &random) {
            case 0:
                event = .resized(
                    columns: Int.random(in: 1...200, using: &random),
                    rows: Int.random(in: 1...60, using: &random))
            case 1:
                event = .input(
                    .mouse(
                        MouseEvent(
                            column: Int.random(in: 0..<200, using: &random),
                            row: Int.random(in: 0..<60, using: &random),
                            button: [.left, .wheelUp, .wheelDown].randomElement(using: &random)
                                ?? .left)))
            case 2: event = .input(.paste("pasted\ntext \u{7}"))
            case 3:
                var names = ["hero", "menu", "opening-hours", "x\u{1B}y"]
                names.shuffle(using: &random)
                event = .documentChanged(
                    SiteDocument(
                        site: PainterSample.site(sections: Array(names.prefix(3))),
                        revision: UInt64(step + 2))
                )
            case 4:
                event = .commitFinished(
                    token: Int.random(in: 0...60, using: &random), .refused("No."))
            default:
                event = .input(.key(strokes.randomElement(using: &random) ?? KeyStroke(.enter)))
            }
            _ = state.update(event)
            if Bool.random(using: &random) { PainterSample.answerPreview(&state) }
            let frame = ScreenPainter.render(state, theme: .uncoloured)
            #expect(frame.columns == state.columns && frame.rows == state.rows)
            if let cursor = frame.cursor,
                !frame.bounds.contains(row: cursor.row, column: cursor.column)
            {
                Issue.record(
                    "cursor \(cursor) outside \(frame.columns)x\(frame.rows), seed \(seed), step \(step)"
                )
                return
            }
        }
    }

    @Test func `every size is drawn`() {
        for columns in [1, 2, 9, 20, 40, 59, 100, 200] {
            for rows in [1, 2, 3, 5, 9, 16, 30, 60] {
                for keys in [[], ["enter"], ["f1"], ["ctrl-t"], ["f3"], ["ctrl-g"], ["tab"]] {
                    var state = PainterSample.state(columns: columns, rows: rows, at: "hero.title")
                    for key in keys {
                        if let stroke = KeyStroke(name: key) {
                            _ = state.update(.input(.key(stroke)))
                        }
                    }
                    #expect(ScreenPainter.render(state, theme: .uncoloured).columns == columns)
                }
            }
        }
    }

    @Test func `a text in a link leads where the link leads`() throws {
        var site = PainterSample.site()
        let old = try #require(site.subtree(of: site.id).first { $0.content.tag == "p" })
        var link = Node(
            id: old.id, content: NodeContent(kind: .element, tag: "a"), order: old.order,
            parent: old.parent)
        link.children = old.children
        link.fields[.attribute("href")] = .text("https://example.com/bread")
        site.nodes[old.id] = link
        let frame = ScreenPainter.render(
            PainterSample.state(columns: 80, rows: 16, site: site), theme: .uncoloured)

        let row = try #require((0..<16).first { frame.line($0).contains("日本 and 👩‍💻 of") })
        #expect(frame.style(at: row, 24).link?.text == "https://example.com/bread")
        #expect(frame.style(at: 2, 24).link == nil)
    }

    @Test func `with ASCII marks the pieces of block letters are told apart`() {
        var frame = Frame(columns: 20, rows: 1)
        frame.put("█▀▄▌▐▘▝▖▗▚▞▛▜▙▟░", row: 0, column: 0, style: .plain)

        #expect(frame.withASCIIMarks().line(0).hasPrefix("#\"_||''..\\/####."))
    }

    @Test func `with ASCII marks every line and mark is ASCII, and letters stay`() {
        let frame = ScreenPainter.render(
            PainterSample.state(columns: 80, rows: 16), theme: .uncoloured)

        let text = frame.withASCIIMarks().text()

        #expect(text.contains("Bakery > / > hero") && text.contains("日本 and 👩‍💻 of hero"))
        let strange = text.unicodeScalars.filter { $0.value > 0x7E && $0.value < 0x3000 }
        #expect(!strange.contains { (0x2000..<0x2C00).contains($0.value) && $0 != "\u{200D}" })
    }
}
