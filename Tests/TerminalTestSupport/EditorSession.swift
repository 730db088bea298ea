import EditorCore
import ScreenCore

/// Some minutes of the editor's life, as the frames that it paints.
package enum EditorSession {
    /// Opens a site, walks through the tree, edits a text in place, looks at lists and asks.
    package static func frames(columns: Int, rows: Int) -> [Frame] {
        var state = PainterSample.state(columns: columns, rows: rows)
        var memory = PaintMemory()
        var frames = [ScreenPainter.render(state, theme: theme, memory: &memory)]
        func press(_ strokes: [KeyStroke]) {
            for stroke in strokes {
                for case .renderPreview in state.update(.input(.key(stroke))) {
                    PainterSample.answerPreview(&state)
                }
                frames.append(ScreenPainter.render(state, theme: theme, memory: &memory))
            }
        }
        let down = KeyStroke(.down)
        press([down, KeyStroke(.right), down, down, KeyStroke(.enter), KeyStroke(.end)])
        press(" of our oven, warm".map { .character($0) })
        press([KeyStroke(.home)] + "New ".map { .character($0) })
        press([KeyStroke(.backspace), KeyStroke(.enter), KeyStroke(.up), KeyStroke(.up)])
        press([.control("p"), .character("t"), .character("h"), down, KeyStroke(.escape)])
        press([KeyStroke(.tab), down, down, .control("t")])
        press("warmer".map { .character($0) } + [KeyStroke(.escape)])
        return frames
    }

    /// Colours of a dark theme.
    package static let theme = Theme(
        name: "session",
        roles: [
            .text: CellStyle(foreground: .rgb(221, 227, 234), background: .rgb(20, 23, 28)),
            .dim: CellStyle(foreground: .rgb(154, 166, 181)),
            .accent: CellStyle(foreground: .rgb(132, 185, 255)),
            .border: CellStyle(foreground: .rgb(61, 71, 86)),
            .listCursor: CellStyle(background: .rgb(29, 59, 94)),
            .treeCursor: CellStyle(background: .rgb(29, 59, 94), attributes: .bold),
            .treeMark: CellStyle(foreground: .rgb(232, 198, 109)),
            .field: CellStyle(background: .rgb(39, 47, 58)),
            .panel: CellStyle(background: .rgb(27, 33, 41)),
            .statusBar: CellStyle(
                foreground: .rgb(221, 227, 234), background: .rgb(32, 38, 47)),
            .key: CellStyle(foreground: .rgb(132, 185, 255), attributes: .bold),
        ])
}
