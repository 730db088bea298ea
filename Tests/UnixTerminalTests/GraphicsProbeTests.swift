import EditorCore
import ScreenCore
import Testing

@testable import UnixTerminal

struct GraphicsProbeTests {
    private let kitty = TerminalEnvironment(name: "xterm-kitty")

    /// What is known once the terminal has answered with these bytes.
    private func answer(
        _ wish: GraphicsWish, _ bytes: String, in environment: TerminalEnvironment? = nil
    ) -> GraphicsAnswer? {
        var probe = GraphicsProbe(wish, in: environment ?? kitty)
        var parser = InputParser()
        var last: GraphicsAnswer?
        // What DA1 says first was asked for before.
        for case .reply(let reply) in parser.feed(Array(("\u{1B}[?62;4c" + bytes).utf8)) {
            last = probe.take(reply) ?? last
        }
        return last
    }

    @Test func `nothing is asked where nobody wishes for it, or behind a multiplexer`() {
        let tmux = TerminalEnvironment(name: "tmux-256color")

        #expect(GraphicsProbe(.cells, in: kitty).questions.isEmpty)
        #expect(GraphicsProbe(.auto, in: tmux).questions.isEmpty)
        #expect(GraphicsProbe(.auto, in: kitty).questions.contains("a=q"))
        #expect(!GraphicsProbe(.sixel, in: kitty).questions.contains("_G"))
        #expect(answer(.cells, "\u{1B}[?62;4c") == nil)
    }

    @Test func `kitty's graphics are there where the question was answered before DA1`() {
        let yes = answer(.kitty, "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;18;9t\u{1B}[?62;c")

        #expect(yes?.graphics == .kitty)
        #expect(yes?.cell == PixelSize(cellWidth: 9, cellHeight: 18))
        #expect(answer(.kitty, "\u{1B}[?62;4c")?.graphics == nil)
        #expect(answer(.kitty, "\u{1B}_Gi=31;EINVAL\u{1B}\\\u{1B}[?62c")?.graphics == nil)
        #expect(answer(.auto, "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;4c")?.graphics == .kitty)
    }

    @Test func `sixel wants attribute 4 and the size of a cell`() {
        #expect(answer(.sixel, "\u{1B}[6;20;10t\u{1B}[?62;4;22c")?.graphics == .sixel)
        #expect(answer(.sixel, "\u{1B}[?62;4;22c")?.graphics == nil)
        #expect(answer(.sixel, "\u{1B}[6;20;10t\u{1B}[?4;22c")?.graphics == nil)
        #expect(answer(.sixel, "\u{1B}[?62;4c\u{1B}[6;20;10t")?.graphics == .sixel)
        #expect(answer(.sixel, "\u{1B}[6;9000;0t\u{1B}[?62;4c")?.graphics == nil)
        let tmux = TerminalEnvironment(name: "tmux-256color")
        #expect(answer(.sixel, "\u{1B}[6;20;10t\u{1B}[?1;4c", in: tmux)?.graphics == .sixel)
    }

    @Test func `cells of another size are told, those of the same are not`() {
        var probe = GraphicsProbe(.sixel, in: kitty)
        let cell = PixelSize(cellWidth: 10, cellHeight: 20)
        let larger = PixelSize(cellWidth: 12, cellHeight: 24)

        #expect(probe.measured(cell) == nil)
        #expect(probe.take(.attributes([62, 4])) == nil)
        #expect(probe.take(.attributes([62, 4]))?.cell == cell)
        #expect(probe.measured(cell) == nil)
        #expect(probe.measured(larger)?.cell == larger)
    }
}
