import Foundation
import SiteModel
import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

struct OverlayPainterTests {
    private func lines(_ state: EditorState) -> [String] {
        ScreenPainter.render(state, theme: .uncoloured).text().split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    private func type(_ keys: String..., to state: inout EditorState) {
        for key in keys {
            let strokes =
                KeyStroke(name: key).map { [$0] } ?? key.map { KeyStroke.character($0) }
            for stroke in strokes {
                for effect in state.update(.input(.key(stroke))) {
                    guard case .search(let request, let purpose) = effect,
                        let site = state.document?.site,
                        let outcome = SiteSearch.run(request, in: site)
                    else { continue }
                    _ = state.update(.searched(request, purpose, outcome))
                }
            }
        }
    }

    @Test
    func `a match is shown with what takes its place, where it stands, and how many there are`() {
        var state = PainterSample.state(columns: 100, rows: 30)

        type("ctrl-r", "About", "enter", "Of", to: &state)
        let text = lines(state)

        #expect(text.contains { $0.contains("› About  →  Of") })
        #expect(text.contains { $0.contains("3 matches in 3 places") })
        #expect(text.contains { $0.contains("plain · any case, kept · all languages · texts") })
        #expect(text.contains { $0.contains("✓ About→Of hero") && $0.contains("hero.title") })
        #expect(text.contains { $0.contains("after   Of hero") })
    }

    @Test(arguments: ["ctrl-p", "ctrl-f", "ctrl-r"])
    func `a long line scrolls with what is typed`(key: String) {
        var state = PainterSample.state(columns: 80, rows: 24)

        type(key, String(repeating: "x", count: 140) + "the end", to: &state)
        let frame = ScreenPainter.render(state, theme: .uncoloured)

        let row = frame.cursor.map { frame.line($0.row) } ?? ""
        #expect(row.contains("the end"))
        #expect(frame.cursor.map { Array(row)[$0.column - 1] } == "d")
    }

    @Test func `of two long lines the one that is typed has most of the row`() {
        var state = PainterSample.state(columns: 80, rows: 24)
        let long = String(repeating: "About hero ", count: 14)

        type("ctrl-r", long + "old", "tab", long + "new", to: &state)
        let frame = ScreenPainter.render(state, theme: .uncoloured)

        let row = frame.cursor.map { frame.line($0.row) } ?? ""
        #expect(row.contains("›") && row.contains("→") && row.contains("new"))
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 20)])
    func `before and after are both shown below the matches`(columns: Int, rows: Int) {
        var state = PainterSample.state(
            columns: columns, rows: rows,
            site: PainterSample.site(sections: [
                "hero",
                String(repeating: "lorem ipsum ", count: 9) + "zebra"
                    + String(repeating: " dolor sit", count: 9),
            ]))

        type("ctrl-r", "zebra", "tab", "horse", to: &state)
        let text = lines(state)

        let first = text.firstIndex { $0.contains("before  ") }
        let second = text.firstIndex { $0.contains("after   ") }
        #expect(first.map { text[$0...].prefix(2).joined().contains("zebra") } == true)
        #expect(second.map { text[$0...].prefix(2).joined().contains("horse") } == true)
    }

    @Test func `a sentence of help is wrapped to the width there is`() {
        var state = PainterSample.state(columns: 120, rows: 40)

        type("f1", to: &state)
        while state.overlay?.current?.notes.first.map({ $0.text.count < 90 }) ?? false {
            type("down", to: &state)
        }
        let sentence = state.overlay?.current?.notes.first?.text ?? ""

        #expect(sentence.count >= 90)
        #expect(lines(state).contains { $0.contains(sentence.prefix(85)) })
    }

    @Test(arguments: [(120, 40), (80, 24)], ["ctrl-p", "f1"])
    func `what stands beside the names begins in one column`(
        size: (columns: Int, rows: Int), key: String
    ) {
        var state = PainterSample.state(columns: size.columns, rows: size.rows)

        for _ in 0..<4 {
            type(state.overlay == nil ? key : "page-down", to: &state)
            let text = lines(state)
            let places = state.overlayLayout
            let overlay = state.overlay
            let items = overlay.map { Array($0.items) } ?? []
            let shown = items.dropFirst(overlay?.top ?? 0).prefix(places.list.height)
            let columns = zip(shown, places.list.row...).compactMap { item, row -> Int? in
                let lead = String(item.detail.prefix(3))
                return text[row].range(of: "  " + lead, options: .backwards).map {
                    text[row].distance(from: text[row].startIndex, to: $0.upperBound)
                }
            }
            #expect(Set(columns).count == 1, "\(text.joined(separator: "\n"))")
            #expect(columns.count > 3)
        }
    }

    @Test func `a key is asked for in a box that says how to leave`() {
        var state = PainterSample.state(columns: 80, rows: 24)

        type("f1", "f1", to: &state)
        #expect(lines(state).contains { $0.contains("╰─ Esc leave ─") })
        type("esc", to: &state)

        #expect(state.overlay?.kind == .help && state.overlay?.awaitsKey == false)
    }

    @Test func `a bad expression is said in the list`() {
        var state = PainterSample.state(columns: 100, rows: 30)

        type("ctrl-f", "alt-r", "a(", to: &state)

        #expect(lines(state).contains { $0.contains("Column 2: the group is not closed") })
    }

    @Test(arguments: [(40, 10), (20, 5)], ["ctrl-p", "f1", "ctrl-o", "ctrl-f", "ctrl-r"])
    func `the last row of a small window says what keys do`(size: (Int, Int), key: String) {
        var state = PainterSample.state(columns: size.0, rows: size.1)

        type(key, to: &state)
        let last = lines(state).last ?? ""

        #expect(last.contains("Enter") && last.contains("Esc"), "\(last)")
    }

    @Test func `ways on that have no room are counted`() {
        var state = PainterSample.state(columns: 20, rows: 6)
        state.keymap = Keymap(
            name: "x",
            bindings: "abcdefghijklmnopqrst".map {
                Keymap.Binding(
                    context: .tree, strokes: [.character("g"), .character($0)], intent: "undo")
            })

        type("g", to: &state)

        #expect(lines(state).joined(separator: "\n").contains("… 11 more"))
    }

    @Test func `all ways on from a stroke are shown, in rows of their own where one is too short`()
    {
        var state = PainterSample.state(columns: 60, rows: 20)
        let intents = ["undo", "redo", "find", "replace", "help", "quit", "palette", "go-to"]
        state.keymap = Keymap(
            name: "x",
            bindings: zip("abcdefgh", intents).map {
                Keymap.Binding(
                    context: .tree, strokes: [.character("g"), .character($0)], intent: $1)
            })

        type("g", to: &state)
        let shown = lines(state).suffix(4).joined(separator: "\n")

        for title in [
            "Undo", "Redo", "Find", "Replace", "Help", "Quit", "Command palette", "Go to",
        ] {
            #expect(shown.contains(title), "\(title)")
        }
        type("esc", to: &state)
        #expect(!lines(state).joined().contains("Command palette"))
    }

    @Test
    func `painting on from a frame gives the frame painted anew, with a strip of keys between`() {
        var state = PainterSample.state(columns: 60, rows: 20)
        state.keymap = Keymap(
            name: "x",
            bindings: Command.defaultBindings + [
                .init(context: .tree, strokes: [.character("g"), .character("g")], intent: "undo")
            ])
        var memory = PaintMemory()
        for key in ["down", "g", "g", "down", "g", "esc", "up"] {
            type(key, to: &state)
            let continued = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
            #expect(
                continued.text() == ScreenPainter.render(state, theme: .uncoloured).text(), "\(key)"
            )
        }
    }
}
