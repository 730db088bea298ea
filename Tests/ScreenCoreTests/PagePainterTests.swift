import PageTestSupport
import PreviewCore
import SiteModel
import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

/// The page's pane: other devices, marks of what is looked for, the ruler of its sections.
struct PagePainterTests {
    private func press(_ state: inout EditorState, _ keys: String...) {
        for key in keys {
            let strokes = key.count > 1 ? KeyStroke(name: key).map { [$0] } : nil
            for stroke in strokes ?? key.map({ KeyStroke.character($0) }) {
                answer(&state, state.update(.input(.key(stroke))))
            }
        }
    }

    private func answer(_ state: inout EditorState, _ effects: [EditorEffect]) {
        for effect in effects {
            switch effect {
            case .renderPreview(let request):
                PainterSample.answer(request, &state)
            case .findInPage(let request):
                guard let site = state.document?.site else { continue }
                let found = PageFinder.matches(of: request, in: site, preview: state.page.preview)
                _ = state.update(.foundInPage(request, found))
            default: continue
            }
        }
    }

    private func frame(_ state: EditorState) -> Frame {
        ScreenPainter.render(state, theme: .uncoloured)
    }

    @Test func `beside another column the old words do not stand below the field`() throws {
        var state = PainterSample.state(columns: 100, rows: 24, at: "hero.title")
        let request = try #require(state.page.requested ?? state.page.shown)
        let texts = try #require(state.document?.site.subtree(of: request.page)).filter {
            $0.kind == .text
        }
        let (title, beside) = (
            texts[0].parent?.description ?? "", texts[1].parent?.description ?? ""
        )
        let rows = ["About", "hero"].enumerated().map { index, word in
            PreviewRow(runs: [
                PreviewRun(text: word.padded(to: 20), style: PreviewStyle(), node: title),
                PreviewRun(text: "side \(index)", style: PreviewStyle(), node: beside),
            ])
        }
        let preview = PreviewPage(
            rows: rows, honesty: PreviewHonesty(), nodeRows: [title: 0..<2, beside: 0..<2])
        _ = state.update(.previewReady(request, preview, PageSections()))

        press(&state, "enter")
        let text = frame(state).text()

        #expect(text.contains("▎About hero"))
        let page = text.split(separator: "\n").map { $0.split(separator: "│").last ?? "" }
        #expect(page.contains { $0.contains("side 0") && !$0.contains("About") })
        #expect(page.contains { $0.contains("side 1") && !$0.contains("hero") })
        press(&state, "esc")
        #expect(frame(state).text().contains("About               side 0"))
    }

    @Test func `devices stand side by side with a line between them`() {
        var state = PainterSample.state(columns: 120, rows: 20)
        press(&state, "shift-f12", "left")

        let frame = frame(state)
        let line = frame.line(1)

        #expect(line.count { $0 == "│" || $0 == "┃" || $0 == "┣" || $0 == "├" } == 2, "\(line)")
        #expect(line.components(of: "About hero") == 2, "\(line)")
        #expect(frame.text().contains("desktop") && frame.text().contains("+ mobile 24"))
    }

    @Test func `what is looked for is marked, and the match that was gone to otherwise`() {
        var state = PainterSample.state(columns: 80, rows: 16)
        press(&state, "alt-/", "about")

        let frame = frame(state)

        func attributes(_ row: Int) -> CellStyle.Attributes {
            frame.style(at: row, 22).attributes
        }
        #expect(attributes(1) == .reverse)
        #expect(attributes(5) == [.underline, .bold])
        #expect(frame.style(at: 1, 28).attributes == [])
        #expect(frame.text().contains(" find: about"))
        #expect(frame.text().contains("1 of 3"))
    }

    @Test func `the line beside the page shows its sections and what is in sight`() {
        var state = PainterSample.state(columns: 80, rows: 16)
        func marks() -> String {
            String(
                (1..<12).compactMap { line in
                    frame(state).line(line).first { "│├┃┣".contains($0) }
                })
        }

        #expect(marks() == "│││││││││││")
        press(&state, "tab")
        #expect(marks() == "┣┃┃┣┃┃┃┣┃┃│")
        press(&state, "end")
        #expect(marks() == "┣┃┃┣┃┃┃┣┃┃┃")
    }

    @Test func `names of sections stand where the sections stand in the page`() {
        var state = PainterSample.state(columns: 120, rows: 20)
        press(&state, "tab", "s")

        let lines = frame(state).text().split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix("│ hero") })
        #expect(lines.contains { $0.hasSuffix("│ opening-hours") })
    }

    @Test func `all of it is drawn in ASCII where nothing else may be`() {
        var state = PainterSample.state(columns: 120, rows: 12)
        press(&state, "shift-f12", "alt-/", "about")

        let text = frame(state).withASCIIMarks().text()
        #expect(!text.contains { "│├┃┣▌…›·".contains($0) }, "\(text)")
    }

    @Test(arguments: 1...30)
    func `frames that go on from the last one are frames painted from nothing`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var state = PainterSample.state(columns: 100, rows: 20)
        var memory = PaintMemory()
        let keys = [
            "f12", "shift-f12", "tab", "up", "down", "page-down", "page-up", "s", "alt-/", "a",
            "b", "enter", "esc", "n", "N", "+", "=", "e", "home", "end", "f3", "left", "right",
        ]
        for _ in 0..<60 {
            if random.below(12) == 0 {
                let size = (1 + random.below(180), 1 + random.below(45))
                answer(&state, state.update(.resized(columns: size.0, rows: size.1)))
            } else {
                press(&state, keys[random.below(keys.count)])
            }
            let next = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
            let anew = frame(state)
            guard next == anew else {
                Issue.record("seed \(seed):\n\(next.text())\n\(anew.text())")
                return
            }
        }
    }
}

extension String {
    fileprivate func components(of words: String) -> Int {
        split(separator: words, omittingEmptySubsequences: false).count - 1
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
