import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

/// Messages are read whole, however long they are.
struct NoticePainterTests {
    private static let long =
        "Refused: href of <a> in /#hero: a script address is never published, whatever it does; write a path or "
        + "an https address, or ask whoever runs the site. Nothing else was changed, and undo takes it back."

    private func lines(_ state: EditorState) -> [String] {
        ScreenPainter.render(state, theme: .uncoloured).text().split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }

    private func words(_ lines: some Sequence<String>) -> [Substring] {
        lines.joined(separator: " ").split(separator: " ")
    }

    private func press(_ keys: String..., in state: inout EditorState) {
        for key in keys {
            for stroke in KeyStroke(name: key).map({ [$0] }) ?? key.map({ KeyStroke.character($0) })
            { _ = state.update(.input(.key(stroke))) }
        }
    }

    private func contains(_ lines: [String], _ sentence: String) -> Bool {
        let shown = words(lines)
        let wanted = words([sentence])
        guard shown.count >= wanted.count else { return false }
        return (0...shown.count - wanted.count).contains {
            shown[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }

    @Test(arguments: [(80, 24), (45, 20), (45, 8), (30, 14), (120, 40)])
    func `a long message is shown whole, and goes with the next key`(columns: Int, rows: Int) {
        var state = PainterSample.state(columns: columns, rows: rows)
        let before = lines(state)

        _ = state.update(.noticed(Notice(.error, Self.long)))
        #expect(contains(lines(state), Self.long))
        press("down", "up", in: &state)
        _ = state.update(.rested)

        #expect(lines(state) == before)
    }

    @Test(arguments: [(80, 24), (45, 20), (120, 40)])
    func `over a list, too, a message is seen`(columns: Int, rows: Int) {
        for key in ["ctrl-r", "ctrl-p", "f1", "f8"] {
            for text in [Self.long, "Nothing is put in."] {
                var state = PainterSample.state(columns: columns, rows: rows)
                press(key, in: &state)

                _ = state.update(.noticed(Notice(.warning, text)))

                let shown = lines(state)
                #expect(contains(shown.map(Self.inside), text), "\(key) \(text)")
                let box = state.overlayLayout
                guard box.hasBorder else { continue }
                let sides = [box.area.column, box.area.column + box.area.width - 1]
                for row in (box.area.row + 1)..<(box.area.row + box.area.height - 1) {
                    let cells = Array(shown[row])
                    #expect(sides.allSatisfy { cells.indices.contains($0) && cells[$0] == "│" })
                }
            }
        }
    }

    /// What stands between the sides of a box, where there is one.
    private static func inside(_ line: String) -> String {
        guard let first = line.firstIndex(of: "│"), let last = line.lastIndex(of: "│"), first < last
        else { return line }
        return String(line[line.index(after: first)..<last])
    }

    @Test func `a message that fits stands in the status line and takes no row`() {
        var state = PainterSample.state(columns: 80, rows: 24)
        let before = lines(state)

        _ = state.update(.noticed(Notice(.done, "Saved.")))
        let after = lines(state)

        #expect(after[22].hasSuffix("Saved.") || after[22].contains("Saved. "))
        #expect(zip(before, after).count { $0 != $1 } == 1)
    }

    @Test func `whoever types sees the line that is typed`() {
        var state = PainterSample.state(columns: 80, rows: 24)
        press("ctrl-t", "a question that somebody asks", in: &state)

        _ = state.update(.noticed(Notice(.error, Self.long)))

        #expect(contains(lines(state), Self.long))
        #expect(lines(state).contains { $0.contains("a question that somebody asks") })
    }

    @Test func `in a window too small for all of it the end is marked`() {
        var state = PainterSample.state(columns: 20, rows: 4)

        _ = state.update(.noticed(Notice(.error, Self.long)))

        #expect(lines(state).contains { $0.contains("…") })
    }

    @Test func `painting on from a long message gives the frame painted anew`() {
        var state = PainterSample.state(columns: 80, rows: 24)
        var memory = PaintMemory()
        for text in ["Saved.", Self.long, "Saved."] {
            _ = state.update(.noticed(Notice(.info, text)))
            let on = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
            #expect(on.text() == ScreenPainter.render(state, theme: .uncoloured).text())
        }
        press("down", in: &state)

        let on = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
        #expect(on.text() == ScreenPainter.render(state, theme: .uncoloured).text())
    }
}
