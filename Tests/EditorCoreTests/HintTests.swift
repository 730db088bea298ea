import Testing

@testable import EditorCore

struct HintTests {
    private let hints = [
        Hint(keys: "Enter", words: "keep"), Hint(keys: "^J", words: "new line"),
        Hint(keys: "Esc", words: "cancel", leaves: true), Hint(keys: "^Z", words: "undo"),
    ]

    @Test(arguments: [
        (80, "Enter keep  ^J new line  Esc cancel  ^Z undo"),
        (43, "Enter keep  ^J new line  Esc cancel"), (30, "Enter keep  Esc cancel"),
        (20, "Enter keep  Esc"), (10, "Enter keep"), (9, "Enter"), (3, "Esc"), (2, ""),
    ])
    func `hints are whole, the first and what leaves come before what is nice to have`(
        width: Int, line: String
    ) {
        let shown = Hint.fitting(hints, in: width)

        #expect(shown.map(\.text).joined(separator: "  ") == line)
    }

    @Test func `in a text Enter and Esc are the last hints to go`() {
        var state = EditorState.sample(columns: 20, rows: 5, at: "hero.title")
        _ = state.press("enter")

        #expect(Hint.line(state.hints, in: 20) == "Enter keep  Esc")
    }

    @Test func `devices side by side are hinted where there is room for two`() {
        let words = [90, 160].map { columns in
            var state = EditorState.sample(columns: columns, rows: 30)
            _ = state.perform("focus-page")
            return state.hints.map(\.words)
        }

        #expect(words.map { $0.contains("side by side") } == [false, true])
    }

    @Test func `a site that is only read hints at no key that it refuses`() {
        var state = EditorState.sample(columns: 160, rows: 30, at: "/#hero", isReadOnly: true)
        #expect(
            state.hints.map(\.words) == ["unfold", "commands", "help", "quit", "go to", "pane"])

        #expect(state.press("ctrl-t").isEmpty && state.focus == .tree)
        #expect(state.notice?.text == "This site is open for reading only.")
        _ = state.press("ctrl-r")
        #expect(state.overlay == nil && state.notice?.kind == .warning)
        _ = state.perform("focus-page")
        #expect(!state.hints.map(\.words).contains("edit"))
    }

    @Test func `a site that is only read takes no words in its prompt`() {
        var state = EditorState.sample(columns: 160, rows: 30, isReadOnly: true)
        _ = state.press("f6", "f6")
        #expect(state.focus == .prompt)

        _ = state.press("w")

        #expect(state.prompt.field.isEmpty && state.notice?.kind == .warning)
    }

    @Test func `a sequence whose first key acts in the place is no hint there`() {
        let keymap = Keymap(
            name: "x",
            bindings: [
                .init(context: .global, strokes: [.control("x"), .control("c")], intent: "quit"),
                .init(context: .global, strokes: [.control("x"), .character("u")], intent: "undo"),
                .init(context: .tree, strokes: [.control("x")], intent: "cut"),
                .init(context: .page, strokes: [.control("x"), .character("u")], intent: "redo"),
            ])

        #expect(keymap.shown("quit", in: .tree) == nil)
        #expect(keymap.shown("quit", in: .page) == "^X ^C")
        #expect(
            keymap.continuations(of: [.control("x")], in: .page).map(\.intent) == ["quit", "redo"])
    }
}
