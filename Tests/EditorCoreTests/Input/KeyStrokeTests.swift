import Testing

@testable import EditorCore

struct KeyStrokeTests {
    @Test(arguments: [
        ("ctrl-p", "ctrl-p", "^P"), ("Ctrl-P", "ctrl-p", "^P"), ("alt-up", "alt-up", "Alt-↑"),
        ("f1", "f1", "F1"),
        ("shift-tab", "shift-tab", "Shift-Tab"), ("shift-g", "G", "G"), ("G", "G", "G"),
        ("space", "space", "Space"),
        ("ctrl-space", "ctrl-space", "Ctrl-Space"), ("escape", "esc", "Esc"),
        ("pgdn", "page-down", "PgDn"),
        ("ctrl--", "ctrl--", "^-"), ("-", "-", "-"), ("alt-enter", "alt-enter", "Alt-Enter"),
        ("del", "delete", "Delete"),
        ("alt-ctrl-x", "ctrl-alt-x", "Alt-^X"), ("shift-é", "É", "É"),
        ("ctrl-shift-j", "ctrl-shift-j", "Shift-^J"),
        ("f35", "f35", "F35"), (":", ":", ":"), ("日", "日", "日"),
    ])
    func `a name is read, written and shown`(name: String, canonical: String, shown: String) {
        let stroke = KeyStroke(name: name)

        #expect(stroke?.name == canonical)
        #expect(stroke?.shown == shown)
        #expect(stroke.flatMap { KeyStroke(name: $0.name) } == stroke)
    }

    @Test(arguments: [
        "", "ctrl-", "ctrl-ctrl-p", "f0", "f36", "hyper-x", "up-ctrl", "ab", "\u{1B}", " ", "f+1",
        "f-1",
    ])
    func `what is no key is refused`(name: String) {
        #expect(KeyStroke(name: name) == nil)
    }

    @Test func `equal presses are equal however they are written`() {
        #expect(KeyStroke(name: "shift-g") == .character("G"))
        #expect(KeyStroke(name: "ctrl-P") == .control("p"))
    }
}

struct KeymapTests {
    private func keys(_ names: String) -> [KeyStroke] {
        names.split(separator: " ").compactMap { KeyStroke(name: $0) }
    }

    private func keymap(_ bindings: (Keymap.Context, String, String)...) -> Keymap {
        Keymap(
            name: "test",
            bindings: bindings.map { Keymap.Binding(context: $0, strokes: keys($1), intent: $2) })
    }

    @Test func `a binding of the place goes before a global one`() {
        let keymap = keymap((.global, "ctrl-x", "a"), (.tree, "ctrl-x", "b"))

        #expect(keymap.meaning(of: keys("ctrl-x"), in: .tree) == .intent("b"))
        #expect(keymap.meaning(of: keys("ctrl-x"), in: .page) == .intent("a"))
    }

    @Test func `the beginning of a sequence is a prefix`() {
        let keymap = keymap((.tree, "g g", "first"), (.tree, "g e", "last"))

        #expect(keymap.meaning(of: keys("g"), in: .tree) == .prefix)
        #expect(keymap.meaning(of: keys("g g"), in: .tree) == .intent("first"))
        #expect(keymap.meaning(of: keys("g x"), in: .tree) == .none)
        #expect(keymap.continuations(of: keys("g"), in: .tree).map(\.intent) == ["first", "last"])
    }

    @Test func `a global letter does not take letters from a text`() {
        let keymap = keymap((.global, "q", "quit"), (.global, "ctrl-q", "quit"))

        #expect(keymap.meaning(of: keys("q"), in: .field) == .none)
        #expect(keymap.meaning(of: keys("q"), in: .tree) == .intent("quit"))
        #expect(keymap.meaning(of: keys("ctrl-q"), in: .field) == .intent("quit"))
    }

    @Test func `the keys of an intent are those that still call it there`() {
        let keymap = keymap(
            (.global, "ctrl-f", "find"), (.global, "f3", "find"), (.tree, "ctrl-f", "page-down"))

        #expect(keymap.shown("find", in: .tree) == "F3")
        #expect(keymap.shown("find") == "^F")
        #expect(keymap.shown("nothing") == nil)
    }
}
