import SiteHistory
import SiteModel
import Testing

@testable import EditorCore

struct StateCountTests {
    private func lines(_ effects: [EditorEffect]) -> [String] { effects.map(\.line) }

    /// An editor whose digits count; `d d` deletes.
    private func counting(at target: String) -> EditorState {
        var state = EditorState.sample(at: target)
        let own: [(String, String)] = [
            ("d d", "delete"), ("y y", "copy"), ("p", "paste"), ("j", "cursor-down"),
            ("G", "cursor-last"), (".", "repeat"), ("J", "move-down"), ("Y", "duplicate"),
            (":", "command-line"), ("u", "undo"), ("g t", "next-pane"),
        ]
        state.keymap = Keymap(
            name: "counting", takesCounts: true,
            bindings: Command.defaultBindings
                + own.map { keys, intent in
                    Keymap.Binding(
                        context: .tree,
                        strokes: keys.split(separator: " ").compactMap { KeyStroke(name: $0) },
                        intent: intent)
                })
        return state
    }

    @Test func `a count moves as often, and to a row of that number`() {
        var state = counting(at: "hero")
        let start = state.tree.cursor

        _ = state.press("2", "j")
        #expect(state.tree.cursor == start + 2 && state.count == nil)
        _ = state.press("3", "G")
        #expect(state.tree.cursor == 2)
        _ = state.press("10", "j")

        #expect(state.tree.cursor == state.tree.rows.count - 1)
    }

    @Test func `two d d deletes two sections as one step, and a dot does it again`() {
        var state = counting(at: "hero")

        let effects = state.press("2", "dd")
        #expect(lines(effects) == ["commit delete 2 sections: delete; delete"])
        let again = state.press(".")

        #expect(lines(again) == lines(effects))
    }

    @Test func `a counted move is one step over as many neighbours`() {
        var state = counting(at: "hero")

        let effects = lines(state.press("2", "J"))

        #expect(effects.count == 1 && effects[0].components(separatedBy: "move after").count == 3)
    }

    @Test func `a section is pasted as often as counted, each with a name of its own`() {
        var state = counting(at: "hero")

        let effects = state.press("yy", "3", "p")

        guard case .commit(let edits, _, _)? = effects.first else {
            Issue.record("no commit")
            return
        }
        let names = edits.compactMap { edit -> String? in
            guard case .insert(let draft, _, _) = edit else { return nil }
            return draft.fields.first { $0.name == .name }?.value.plain
        }
        #expect(names == ["hero-2", "hero-3", "hero-4"])
    }

    @Test func `Esc drops a count and a pending stroke, and nothing else`() {
        var state = counting(at: "hero")
        _ = state.press("shift-down", "4")
        #expect(state.pendingKeys == "4 ")

        _ = state.press("esc")
        #expect(state.pendingKeys == nil && !state.tree.marks.isEmpty)
        _ = state.press("g", "esc")

        #expect(state.pendingKeys == nil && state.notice == nil && !state.tree.marks.isEmpty)
    }

    @Test func `digits are letters in a text, and mean nothing where a keymap does not count`() {
        var state = counting(at: "hero.title")
        _ = state.press("enter", "7")
        #expect(state.editing?.field.text.hasSuffix("7") == true)

        var other = EditorState.sample(at: "hero")
        _ = other.press("7")
        #expect(other.count == nil)
    }

    @Test(arguments: [(["ctrl-u"], 4), (["ctrl-u", "ctrl-u"], 16), (["ctrl-u", "1", "2"], 12)])
    func `in the Emacs keymap a key begins a count`(keys: [String], count: Int) {
        var state = EditorState.sample(at: "/#hero")
        state.keymap = Keymap(
            name: "emacs",
            bindings: Command.defaultBindings + [
                .init(context: .tree, strokes: [.control("u")], intent: "count")
            ])
        let start = state.tree.cursor

        for key in keys { _ = state.press(key) }
        #expect(state.count == count)
        _ = state.press("down")
        #expect(state.tree.cursor == min(start + count, state.tree.rows.count - 1))
        _ = state.press("7")

        #expect(state.count == nil)
    }

    @Test func `a dot before any change says so`() {
        var state = counting(at: "hero")

        #expect(state.press(".").isEmpty && state.notice?.kind == .info)
    }

    @Test func `a dot after an edit of a text repeats no deletion from before`() {
        var state = counting(at: "hero.title")
        #expect(!state.press("dd").isEmpty)

        #expect(!state.press("enter", "x", "enter").isEmpty)

        #expect(state.press(".").isEmpty)
        #expect(
            state.notice?.text
                == "Nothing to repeat: the last change was no move, copy, paste or deletion.")
    }

    @Test func `a dot does not repeat what was refused`() {
        var state = counting(at: "/")
        #expect(lines(state.press("999", "dd")) == [])
        _ = state.perform("cursor-last")

        #expect(state.press(".").isEmpty && state.notice?.kind == .info)
    }

    @Test func `colon and a number goes to that row`() {
        var state = counting(at: "hero")

        _ = state.press(":", "4", "enter")

        #expect(state.tree.cursor == 3)
    }

    @Test func `colon s lists what would be replaced, and Enter replaces it`() {
        var state = counting(at: "hero")

        _ = state.pressAndSearch(":", "%s/(from) 3/$1 4/i", "enter")
        #expect(state.overlay?.kind == .replace && state.overlay?.items.count == 2)
        let effects = state.pressAndSearch("enter")

        #expect(lines(effects).first?.contains("“From 3.20” → “From 4.20”") == true)
    }

    @Test(arguments: [
        ("%s/a/b/", "a", "b", false), ("s#a/b#c#i", "a/b", "c", true),
        ("s/a\\/b/\\1/", "a/b", "\\1", false),
    ])
    func `a substitution is read`(_ line: String, _ old: String, _ new: String, _ loose: Bool) {
        let read = Substitution(line)

        #expect(read?.pattern == old && read?.replacement == new && read?.ignoresCase == loose)
    }

    @Test(arguments: ["s", "sites", "s/", "s//x/", "set x", "s a b", "%"])
    func `other commands are no substitution`(_ line: String) {
        #expect(Substitution(line) == nil)
    }

    @Test func `a keymap that is read again holds at once`() {
        var state = EditorState.sample()
        let new = Keymap(
            name: "default",
            bindings: [.init(context: .tree, strokes: [.character("z")], intent: "zoom")])

        _ = state.update(.keymapLoaded(new))
        _ = state.press("z")

        #expect(state.isZoomed)
    }
}
