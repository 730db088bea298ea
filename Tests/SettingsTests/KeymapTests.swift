import EditorCore
import Testing

@testable import Settings

private func fault(_ text: String, intents: Set<String>? = ["quit", "find"]) -> SettingsProblem? {
    do {
        _ = try KeymapFile.read(text, file: "bad.toml", intents: intents)
        return nil
    } catch {
        guard case .invalid(let problems) = error else { return nil }
        return problems.first
    }
}

struct KeymapFaultTests {
    private func faults(_ text: String) -> [String] {
        do {
            _ = try KeymapFile.read(text, file: "bad.toml", intents: ["quit", "find"])
            return []
        } catch {
            guard case .invalid(let problems) = error else { return [] }
            return problems.map(\.description)
        }
    }

    @Test func `every fault is told, in the order of the lines`() {
        let found = faults(
            "nmae = \"x\"\n[keys.tree]\n\"a\" = \"qiut\"\n\"ctrl-ctrl\" = \"quit\"\n\"b\" = 3\n[keys.tere]\n"
        )

        #expect(
            found.map { String($0.prefix(11)) } == [
                "bad.toml:1:", "bad.toml:1:", "bad.toml:3:", "bad.toml:4:", "bad.toml:5:",
                "bad.toml:6:",
            ])
        #expect(found.contains { $0.hasSuffix("unknown intent \"qiut\"; perhaps \"quit\"") })
    }

    @Test func `a key that is bound twice is told in our words`() {
        let found = faults(
            "name = \"x\"\n[keys.tree]\n\"ctrl-d\" = \"quit\"\n\"a\" = \"quit\"\n\"ctrl-d\" = \"find\"\n\"a\" = \"find\"\n"
        )

        #expect(
            found == [
                "bad.toml:5:1: \"ctrl-d\" stands in line 3 already",
                "bad.toml:6:1: \"a\" stands in line 4 already",
            ])
    }
}

struct KeymapFileTests {
    @Test func `bindings are read in the file's order`() throws {
        let reading = try KeymapFile.read(
            "name = \"x\"\n[keys.tree]\n\"g g\" = \"find\"\n[keys.global]\n\"ctrl-q\" = \"quit\"\n",
            file: "x.toml",
            intents: ["quit", "find"])

        #expect(reading.keymap.bindings.map(\.intent) == ["find", "quit"])
        #expect(reading.keymap.shown("quit") == "^Q")
        #expect(reading.findings.isEmpty)
    }

    @Test(arguments: [
        ("name = \"x\"\n[tokens]\n\"ui.text\" = 12 13\n", 3),
        ("name = \"x\"\n[keys.global]\n\"ctrl-q\" = \"quti\"", 3),
        ("name = \"x\"\n[keys.global]\n\"hyper-q\" = \"quit\"", 3),
        ("name = \"x\"\n[keys.globl]\n\"a\" = \"quit\"", 2),
        ("name = \"x\"\n[keys.global]\na = 1", 3),
        ("name = \"x\"\n[keys.global]\n\" \" = \"quit\"", 3), ("", 1),
        ("name = \"x\"\n[keys]\nglobal = 1", 3), ("name = \"x\"\nextends = \"nothing\"", 2),
    ])
    func `a fault is reported with its line`(text: String, line: Int) {
        let problem = fault(text)

        #expect(problem?.line == line, "\(problem?.description ?? "no fault")")
    }

    @Test func `two ways to write one key are found, and a key that hides a sequence`() throws {
        let reading = try KeymapFile.read(
            """
            name = "x"
            [keys.tree]
            "ctrl-p" = "find"
            "ctrl-P" = "quit"
            "g" = "find"
            "g g" = "quit"
            """, file: "x.toml", intents: nil)

        #expect(reading.findings.map(\.line) == [4, 6])
    }

    @Test func `a keymap that extends another replaces and takes away`() throws {
        let base = Keymap(
            name: "base",
            bindings: [("ctrl-q", "quit"), ("ctrl-f", "find"), ("ctrl-x", "cut")].map {
                key, intent in
                Keymap.Binding(
                    context: .global, strokes: [KeyStroke(name: key)].compactMap { $0 },
                    intent: intent)
            })

        let keymap = try KeymapFile.read(
            "name = \"x\"\nextends = \"base\"\n[keys.global]\n\"ctrl-f\" = \"\"\n\"ctrl-x s\" = \"save\"",
            file: "x.toml",
            intents: nil
        ) { _ in base }.keymap

        #expect(keymap.bindings.map(\.intent) == ["save", "quit"])
    }
}

struct KeymapHidingTests {
    @Test func `a global sequence can be typed wherever its first stroke acted before`() throws {
        let base = Keymap(
            name: "base",
            bindings: [Keymap.Binding(context: .tree, strokes: [.control("x")], intent: "cut")])

        let keymap = try KeymapFile.read(
            "name = \"x\"\nextends = \"base\"\n[keys.global]\n\"ctrl-x ctrl-c\" = \"quit\"",
            file: "x.toml", intents: nil
        ) { _ in base }.keymap

        #expect(keymap.meaning(of: [.control("x")], in: .tree) == .prefix)
        #expect(keymap.meaning(of: [.control("x"), .control("c")], in: .tree) == .intent("quit"))
    }
}

struct ShippedKeymapTests {
    private let folders = SettingsFolders(folders: [])

    private func meaning(_ keymap: String, _ keys: String, _ context: Keymap.Context) throws
        -> Keymap.Meaning
    {
        let strokes = keys.split(separator: " ").compactMap { KeyStroke(name: $0) }
        return try folders.keymap(named: keymap, intents: nil).meaning(of: strokes, in: context)
    }

    @Test(arguments: ["default", "vim", "emacs"])
    func `a shipped keymap loads, and nothing in it hides anything`(name: String) throws {
        let text = try #require(Shipped.keymaps[name])

        let intents = Set(Command.all.map(\.name))
        let reading = try KeymapFile.read(text, file: name, intents: intents) {
            try? folders.keymap(named: $0, intents: intents)
        }

        #expect(reading.findings.isEmpty)
        #expect(reading.keymap.name == name)
        #expect(!reading.keymap.summary.isEmpty)
    }

    @Test(arguments: [
        ("tab", "next-pane"), ("shift-tab", "previous-pane"), ("f6", "next-pane"),
        ("enter", "edit"), ("ctrl-p", "palette"),
        ("ctrl-o", "go-to"), ("f1", "help"), ("f2", "focus-tree"), ("f3", "zoom"), ("f4", "source"),
        ("f7", "external-editor"), ("f8", "tasks"), ("f9", "sync-now"), ("ctrl-t", "ask"),
        ("ctrl-g", "conflicts"),
        ("ctrl-f", "find"), ("f5", "find-next"), ("ctrl-r", "replace"), ("ctrl-z", "undo"),
        ("ctrl-y", "redo"),
        ("alt-up", "move-up"), ("alt-down", "move-down"), ("insert", "insert"),
        ("ctrl-d", "duplicate"),
        ("delete", "delete"), ("ctrl-x", "cut"), ("ctrl-c", "copy"), ("ctrl-v", "paste"),
        ("ctrl-l", "next-locale"),
        ("ctrl-s", "checkpoint"), ("ctrl-q", "quit"),
    ])
    func `the default keys are those of the contract`(key: String, intent: String) throws {
        #expect(try meaning("default", key, .tree) == .intent(intent))
        #expect(try meaning("default", key, .page) == .intent(intent))
    }

    @Test func `a text takes its own keys, and Tab is no pane key in it`() throws {
        #expect(try meaning("default", "enter", .field) == .intent("commit-edit"))
        #expect(try meaning("default", "alt-enter", .field) == .intent("break-line"))
        #expect(try meaning("default", "esc", .field) == .intent("cancel"))
        #expect(try meaning("default", "ctrl-q", .field) == .intent("quit"))
        #expect(try meaning("default", "tab", .field) != .intent("next-pane"))
    }

    @Test func `vim moves by letters, edits by i, and has a command line`() throws {
        #expect(try meaning("vim", "j", .tree) == .intent("cursor-down"))
        #expect(try meaning("vim", "i", .page) == .intent("edit-first"))
        #expect(try meaning("vim", ":", .tree) == .intent("command-line"))
        #expect(try meaning("vim", "g", .tree) == .prefix)
        #expect(try meaning("vim", "d d", .tree) == .intent("delete"))
        #expect(try meaning("vim", "j", .field) == .none)
        #expect(try meaning("vim", "ctrl-d", .tree) == .intent("cursor-half-page-down"))
        #expect(try meaning("vim", "Y", .page) == .intent("duplicate"))
        #expect(try meaning("vim", "ctrl-z", .tree) == .intent("suspend"))
        #expect(try meaning("vim", "ctrl-q", .tree) == .intent("quit"))
    }
}

struct FieldKeymapTests {
    private let folders = SettingsFolders(folders: [])

    @Test(arguments: ["default", "vim", "emacs"])
    func `each keymap has a key that takes back what was typed`(name: String) throws {
        let keymap = try folders.keymap(named: name, intents: nil)

        #expect(keymap.shown("undo", in: .field) != nil)
    }

    @Test(arguments: ["ctrl-k", "alt-d", "alt-backspace"])
    func `in the Emacs keymap what is killed can be pasted`(key: String) throws {
        let keymap = try folders.keymap(named: "emacs", intents: nil)
        for context in [Keymap.Context.field, .prompt] {
            let strokes = [try #require(KeyStroke(name: key))]
            guard case .intent(let name) = keymap.meaning(of: strokes, in: context) else {
                Issue.record("\(key) does nothing")
                continue
            }
            #expect(name.hasPrefix("kill-"))
        }
    }
}

struct KeymapShadowTests {
    private func findings(_ text: String) throws -> [SettingsProblem] {
        try KeymapFile.read("name = \"x\"\n" + text, file: "x.toml", intents: nil).findings
    }

    @Test func `a global sequence that a place's key cuts off is found`() throws {
        let found = try findings(
            "[keys.global]\n\"ctrl-x s\" = \"save\"\n[keys.tree]\n\"ctrl-x\" = \"cut\"\n")

        #expect(
            found.map(\.description) == [
                "x.toml:3:1: \"ctrl-x s\" can never be typed in the tree: line 5 acts before"
            ])
    }

    @Test func `a global key that a place's sequence keeps waiting is found`() throws {
        let found = try findings(
            "[keys.global]\n\"g\" = \"go\"\n[keys.page]\n\"g g\" = \"first\"\n")

        #expect(found.map(\.line) == [3])
        #expect(found.first?.message.contains("line 5 waits for more keys") == true)
    }

    @Test func `a place may have another meaning for the same key, and texts their editing keys`()
        throws
    {
        let found = try findings(
            """
            [keys.global]
            "f5" = "a"
            "ctrl-w w" = "b"
            [keys.tree]
            "f5" = "c"
            [keys.field]
            "ctrl-w" = "d"
            """)

        #expect(found.isEmpty)
    }

    @Test func `whether digits count is read, and inherited`() throws {
        let base = Keymap(name: "base", takesCounts: true, bindings: [])

        let own = try KeymapFile.read(
            "name = \"x\"\ncounts = true\n", file: "x", intents: nil)
        let heir = try KeymapFile.read(
            "name = \"x\"\nextends = \"base\"\n", file: "x", intents: nil
        ) { _ in base }

        #expect(own.keymap.takesCounts && heir.keymap.takesCounts)
        #expect(fault("name = \"x\"\ncounts = 1\n")?.line == 2)
    }

    @Test func `the shipped vi counts and marks, and Emacs has its chords`() throws {
        let folders = SettingsFolders(folders: [])
        let vim = try folders.keymap(named: "vim", intents: nil)
        let emacs = try folders.keymap(named: "emacs", intents: nil)

        #expect(vim.takesCounts && vim.shown("mark-range", in: .tree) == "v")
        #expect(vim.meaning(of: [.character(".")], in: .tree) == .intent("repeat"))
        #expect(
            emacs.meaning(of: [.control("x"), .control("s")], in: .tree) == .intent("checkpoint"))
        #expect(emacs.meaning(of: [.control("x"), .control("c")], in: .field) == .intent("quit"))
    }
}

struct InheritedKeyTests {
    private let folders = SettingsFolders(folders: [])

    private func findings(extending base: String, _ text: String) throws -> [String] {
        try KeymapFile.read(
            "name = \"x\"\nextends = \"\(base)\"\n" + text, file: "x.toml", intents: nil
        ) { try? folders.keymap(named: $0, intents: nil) }.findings.map(\.description)
    }

    @Test func `a place's key that cuts off inherited sequences is found`() throws {
        let found = try findings(extending: "emacs", "[keys.tree]\n\"ctrl-x\" = \"cut\"\n")

        #expect(
            found == [
                """
                x.toml:4:1: "ctrl-x" acts in the tree before the inherited "ctrl-x ctrl-c" (quit) can be typed, and 14 more
                """
            ])
    }

    @Test func `keys that are lost to a sequence that begins alike are found`() throws {
        let found = try findings(
            extending: "default", "[keys.global]\n\"ctrl-o x\" = \"cut\"\n\"e x\" = \"undo\"\n")

        #expect(
            found == [
                """
                x.toml:4:1: "ctrl-o x" takes away "ctrl-o" (go-to) everywhere, inherited from "default"
                """,
                """
                x.toml:5:1: "e x" takes away "e" (edit-first) in the tree, and 3 more, inherited from "default"
                """,
            ])
    }

    @Test(arguments: [
        "[keys.tree]\n\"ctrl-x\" = \"undo\"\n",
        "[keys.global]\n\"ctrl-o\" = \"undo\"\n",
        "[keys.global]\n\"ctrl-o\" = \"\"\n\"ctrl-o x\" = \"undo\"\n",
        "[keys.global]\n\"ctrl-o x\" = \"undo\"\n\"ctrl-o o\" = \"go-to\"\n",
    ])
    func `what gives a key another intent, or a lost intent another key, is meant`(text: String)
        throws
    {
        #expect(try findings(extending: "default", text).isEmpty)
    }

    @Test func `a sequence that keeps an inherited global key waiting is found`() throws {
        let own = try findings(extending: "default", "[keys.tree]\n\"f8 x\" = \"cut\"\n")
        let global = try findings(extending: "vim", "[keys.global]\n\"g\" = \"undo\"\n")

        #expect(
            own == [
                "x.toml:4:1: \"f8 x\" keeps the inherited \"f8\" (tasks) waiting in the tree"
            ])
        #expect(global.first?.contains("\"g\" does nothing in the tree") == true)
    }

    @Test func `two names of one key of most terminals are found where they differ`() throws {
        let found = try findings(
            extending: "default",
            """
            [keys.tree]
            "ctrl-i" = "undo"
            "tab" = "redo"
            "ctrl-m" = "undo"
            "enter" = "undo"
            [keys.field]
            "ctrl-[" = "cancel"
            "ctrl-h" = "undo"
            """)

        #expect(
            found == [
                "x.toml:4:1: most terminals send \"tab\" for \"ctrl-i\", which calls redo",
                "x.toml:10:1: most terminals send \"backspace\" for \"ctrl-h\", which calls delete-back",
            ])
    }

    @Test func `a letter that is a key of a text is found, for it can be typed no more`() throws {
        let found = try findings(extending: "default", "[keys.field]\n\"a\" = \"undo\"\n")

        #expect(found == ["x.toml:4:1: no \"a\" can be typed in a text any more"])
    }
}
