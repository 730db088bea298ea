import PageTestSupport
import SiteModel
import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

/// Frames that go on from the last one, held against frames painted from nothing.
struct PaintMemoryTests {
    private static let keys = [
        "up", "down", "left", "right", "page-up", "page-down", "home", "end", "enter", "esc", "tab",
        "shift-tab", "space", "backspace", "delete", "f1", "f3", "f6", "ctrl-p", "ctrl-o", "ctrl-t",
        "ctrl-g", "ctrl-z", "ctrl-f", "shift-right", "alt-enter", "a", "é", "日", "👩‍💻",
    ]
    private static let theme = Theme(
        name: "test", summary: "",
        roles: [
            .text: CellStyle(foreground: .rgb(1, 2, 3), background: .rgb(9, 9, 9)),
            .statusBar: CellStyle(background: .rgb(7, 7, 7)),
            .treeCursor: CellStyle(background: .rgb(5, 5, 5), attributes: .bold),
            .accent: CellStyle(foreground: .rgb(8, 1, 1)),
        ])

    private func step(_ state: inout EditorState, _ random: inout SplitMix64) {
        switch random.below(20) {
        case 0:
            _ = state.update(
                .resized(columns: 20 + random.below(120), rows: 5 + random.below(40)))
        case 1: _ = state.update(.noticed(Notice(.info, "A sentence, \(random.below(9))")))
        case 2:
            _ = state.update(
                .syncChanged(SyncSegment(connection: .offline, toSend: random.below(3))))
        case 3: change(&state, &random)
        case 4: _ = state.update(.input(.paste(String(repeating: "paste ", count: 30))))
        case 5: PainterSample.answerPreview(&state)
        case 6: _ = state.update(.rested)
        default:
            let key = Self.keys[random.below(Self.keys.count)]
            if key.count > 1, let stroke = KeyStroke(name: key) {
                _ = state.update(.input(.key(stroke)))
            } else {
                _ = state.update(.input(.key(.character(Character(key)))))
            }
        }
    }

    /// Somebody else sets a text.
    private func change(_ state: inout EditorState, _ random: inout SplitMix64) {
        guard var document = state.document else { return }
        let texts = document.site.nodes.values.filter { $0.kind == .text }.map(\.id).sorted()
        let text = texts[random.below(texts.count)]
        document.site.nodes[text]?.texts[.text("en")] = "Changed \(random.below(100)) 日本"
        document.revision += 1
        _ = state.update(.documentChanged(document))
    }

    @Test(arguments: 1...60)
    func `a frame painted on the last one is the frame painted from nothing`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var state = PainterSample.state(columns: 100, rows: 30)
        for theme in [Self.theme, .uncoloured] {
            var memory = PaintMemory()
            for number in 0..<120 {
                step(&state, &random)
                let frame = ScreenPainter.render(state, theme: theme, memory: &memory)
                let anew = ScreenPainter.render(state, theme: theme)
                guard frame == anew else {
                    Issue.record("seed \(seed), step \(number):\n\(frame.text())\n\(anew.text())")
                    return
                }
            }
        }
    }

    @Test func `a key in a field paints no line of the page again`() throws {
        var state = PainterSample.state(columns: 100, rows: 30, at: "hero.title")
        var memory = PaintMemory()
        _ = state.update(.input(.key(KeyStroke(.enter))))
        _ = ScreenPainter.render(state, theme: Self.theme, memory: &memory)
        let known = try #require(memory.frame)
        let row = try #require(state.layout.page).row + 10
        memory.frame?.put("untouched", row: row, column: 60, style: .plain)

        _ = state.update(.input(.key(.character("x"))))
        let frame = ScreenPainter.render(state, theme: Self.theme, memory: &memory)

        #expect(frame.line(row).contains("untouched") && !known.line(row).contains("untouched"))
    }
}
