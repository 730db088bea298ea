import Testing

@testable import EditorCore

/// vi's colon: what is listed first is what Enter does, and nothing is guessed.
struct CommandLineTests {
    private func typing(_ line: String) -> EditorState {
        var state = EditorState.sample(at: "menu")
        _ = state.perform("command-line")
        _ = state.press(line)
        return state
    }

    @Test(arguments: [
        ("w", "Checkpoint. "), ("wq", "Quit. "), ("q!", "Quit. "), ("qa", "Quit. "),
        ("x", "Quit. "),
        ("e", "Edit in place. "), ("u", "Undo. "), ("red", "Redo. "),
        ("duplicate", "Duplicate. "), (":12", "Goes to row 12."), ("+3", "Goes 3 rows down."),
        ("-1", "Goes 1 row up."), ("$", "Goes to the last row."),
        ("noh", "Takes the marks off"), ("d", "There is no such command."),
        ("w name", "There is no such command."), ("re", "There is no such command."),
        ("%s/a b/c/g", "Lists every “a b”, to be replaced by “c”."), ("%s/a", "%s/OLD/NEW/"),
        ("", "A command's name;"),
    ])
    func `the first row says what Enter will do`(line: String, words: String) {
        let state = typing(line)

        #expect(state.overlay?.cursor == 0)
        #expect(state.overlay?.items.first?.detail.hasPrefix(words) == true)
    }

    @Test(arguments: [
        ("q", "quit"), ("wq", "quit"), ("x", "quit"), ("qa", "quit"), ("q!", "quit"),
        ("quit", "quit"), ("u", "undo"), ("redo", "redo"), ("undo-tree", "read the undo tree"),
    ])
    func `vi's names and whole names run`(line: String, effect: String) {
        var state = typing(line)

        #expect(state.press("enter").map(\.line) == [effect])
        #expect(state.notice == nil)
    }

    @Test(arguments: ["d", "dup", "noq", "sy", "lo", "w name"])
    func `what is no command does nothing and says so`(line: String) {
        var state = typing(line)

        #expect(state.press("enter").isEmpty && state.overlay == nil)
        #expect(state.notice?.text == "There is no command called \(line).")
    }

    @Test func `a row that the arrows chose runs`() {
        var state = typing("dup")

        let effects = state.press("down", "enter")

        #expect(effects.map(\.line).first?.hasPrefix("commit duplicate") == true)
    }

    @Test(arguments: [("3", 2), ("+2", 5), ("-1", 2), ("$", -1), ("99", -1)])
    func `a number is a row, with a sign so many from here`(line: String, row: Int) {
        var state = typing(line)
        #expect(state.tree.cursor == 3)

        _ = state.press("enter")

        #expect(state.tree.cursor == (row < 0 ? state.tree.rows.count - 1 : row))
    }

    @Test func `noh takes the marks of what was found away`() {
        var state = EditorState.drawn()
        state.pressDrawn("alt-/", "bread", "enter")
        #expect(state.page.find != nil)
        _ = state.perform("command-line")

        _ = state.press("noh", "enter")

        #expect(state.page.find == nil && state.notice == nil)
    }
}
