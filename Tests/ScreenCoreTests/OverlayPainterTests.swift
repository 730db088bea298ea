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
        #expect(text.contains { $0.contains("plain · exact case · all languages · texts") })
        #expect(text.contains { $0.contains("✓ About→Of hero") && $0.contains("hero.title") })
        #expect(text.contains { $0.contains("after   Of hero") })
    }

    @Test func `a bad expression is said in the list`() {
        var state = PainterSample.state(columns: 100, rows: 30)

        type("ctrl-f", "alt-r", "a(", to: &state)

        #expect(lines(state).contains { $0.contains("Column 2: the group is not closed") })
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
