import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

/// What a step of the tree's cursor draws.
struct StepTests {
    private static let theme = Theme(
        name: "step",
        roles: [
            .text: CellStyle(foreground: .rgb(221, 227, 234), background: .rgb(20, 23, 28)),
            .dim: CellStyle(foreground: .rgb(154, 166, 181)),
            .accent: CellStyle(foreground: .rgb(132, 185, 255)),
            .treeCursor: CellStyle(
                foreground: .rgb(221, 227, 234), background: .rgb(29, 59, 94), attributes: .bold),
            .statusBar: CellStyle(background: .rgb(32, 38, 47)),
        ])

    private func state() -> EditorState {
        PainterSample.state(
            columns: 120, rows: 40,
            site: PainterSample.site(sections: (10..<30).map { "part-\($0)" }))
    }

    private func rows(_ state: EditorState) -> (header: String, status: String) {
        let frame = ScreenPainter.render(state, theme: Self.theme)
        return (frame.line(0), frame.line(38))
    }

    @Test func `a cursor that walks on costs at most a hundred bytes a step`() {
        var state = state()
        var memory = PaintMemory()
        var writer = TerminalWriter(TerminalDialect(depth: .direct, erasesInColour: true))
        func cost() -> Int {
            writer.bytes(for: ScreenPainter.render(state, theme: Self.theme, memory: &memory)).count
        }
        _ = cost()
        _ = state.update(.input(.key(KeyStroke(.down))))
        let first = cost()

        for _ in 0..<10 {
            _ = state.update(.input(.key(KeyStroke(.down))))
            let step = cost()
            #expect((1...100).contains(step))
        }
        _ = state.update(.rested)

        #expect(first > 100 && cost() > 50, "a single step, and what follows a rest, draw more")
    }

    @Test func `header and status follow a walk when it rests, and a single step at once`() {
        var state = state()

        _ = state.update(.input(.key(KeyStroke(.down))))
        let single = rows(state)
        #expect(single.header.contains("part-11") && single.status.contains("part-11"))
        _ = state.update(.input(.key(KeyStroke(.down))))
        #expect(rows(state) == single)
        _ = state.update(.rested)

        #expect(rows(state).header.contains("part-12") && rows(state).status.contains("part-12"))
    }
}
