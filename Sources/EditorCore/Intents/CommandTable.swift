extension Command {
    /// The registry, in the order of the help.
    package static let all: [Command] = editing + structure + going + looking + syncing + program + movement + typing

    private static let editing: [Command] = [
        edit(
            "edit", "Edit in place", "Edits the text or attribute under the cursor; Enter again keeps it.",
            ["tree: enter", "page: enter"]),
        go("undo", "Undo", "Takes back the newest step made in the editor.", ["global: ctrl-z"], undoable: true),
        go("redo", "Redo", "Makes the step again that undo took back.", ["global: ctrl-y"], undoable: true),
        edit(
            "external-editor", "Edit in $EDITOR", "Opens the text under the cursor in the program that $EDITOR names.",
            ["global: f7"]),
        go("restore-cancelled", "Restore the cancelled text", "Opens the field again with the text that Esc left.", []),
        go("checkpoint", "Checkpoint", "Says that everything is saved; each step already is.", ["global: ctrl-s"]),
        go(
            "next-locale", "Next language", "Shows and edits the site's texts in its next language.", ["global: ctrl-l"]
        ),
    ]

    private static let structure: [Command] = [
        edit(
            "move-up", "Move up", "Moves the section or element before its neighbour.",
            ["tree: alt-up", "page: alt-up"]),
        edit(
            "move-down", "Move down", "Moves the section or element behind its neighbour.",
            ["tree: alt-down", "page: alt-down"]),
        edit(
            "insert", "Insert a section", "Puts a new section behind this one; a list offers the kinds.",
            ["tree: insert", "page: insert"]),
        edit(
            "duplicate", "Duplicate", "Copies the section or element beside itself.", ["tree: ctrl-d", "page: ctrl-d"]),
        edit(
            "delete", "Delete to trash",
            "Puts what is under the cursor in the trash; undo or the trash brings it back.",
            ["tree: delete", "page: delete"], danger: .removes),
        go("trash", "Trash: restore something", "Lists what was deleted; Enter brings it back.", []),
        edit(
            "cut", "Cut", "Takes the section or element out, to be pasted.", ["tree: ctrl-x", "page: ctrl-x"],
            danger: .removes),
        go("copy", "Copy", "Remembers the section or element, to be pasted.", ["tree: ctrl-c", "page: ctrl-c"]),
        edit(
            "paste", "Paste", "Puts what was cut or copied behind what is under the cursor.",
            ["tree: ctrl-v", "page: ctrl-v"]),
    ]

    private static let going: [Command] = [
        go("palette", "Command palette", "Finds a command by its words and runs it.", ["global: ctrl-p"]),
        go("go-to", "Go to", "Finds a page, section, text or site by its words and goes there.", ["global: ctrl-o"]),
        go("find", "Find", "Finds words in all texts of the site.", ["global: ctrl-f"]),
        go("find-next", "Find next", "Goes to the next text that holds the words last looked for.", ["global: f5"]),
        go(
            "replace", "Replace", "Replaces words in all texts of the site, as one step.", ["global: ctrl-r"],
            undoable: true),
        go(
            "next-pane", "Next pane", "Gives the keyboard to the next pane.",
            ["tree: tab", "page: tab", "prompt: tab", "global: f6"]),
        go(
            "previous-pane", "Previous pane", "Gives the keyboard to the pane before.",
            ["tree: shift-tab", "page: shift-tab", "prompt: shift-tab"]),
        go("focus-tree", "Tree", "Gives the keyboard to the section tree.", ["global: f2"]),
        go("ask", "Ask", "Gives the keyboard to the prompt: say how the section should change.", ["global: ctrl-t"]),
        go("sites", "Sites", "Lists the sites of this device; Enter opens one.", []),
    ]

    private static let looking: [Command] = [
        go("help", "Help", "Lists every command with its keys; typing searches it.", ["global: f1"]),
        go("zoom", "Zoom the pane", "Gives the pane the whole window, and back.", ["global: f3"]),
        go("source", "Source", "Shows the section's HTML as it will be exported.", ["global: f4"]),
        go(
            "platform", "Preview: desktop or mobile", "Switches the preview between a desktop's and a phone's width.",
            []),
        go("theme", "Theme: choose", "Lists the themes; each shows as the cursor comes to it.", []),
        go("next-theme", "Theme: next", "Takes the next theme.", []),
        go("keymap", "Keymap: choose", "Lists the keymaps; Enter takes one.", []),
    ]

    private static let syncing: [Command] = [
        go("sync-now", "Sync now", "Sends what is saved and fetches what is new, without waiting.", ["global: f9"]),
        go(
            "conflicts", "Conflicts", "Lists what two devices changed differently, to take ours, theirs or both.",
            ["global: ctrl-g"]),
        go("tasks", "Tasks", "Lists what is waiting to be sent and what was refused.", ["global: f8"]),
    ]

    private static let program: [Command] = [
        go(
            "quit", "Quit", "Leaves the editor; everything is saved, a text in hand is kept as a draft.",
            ["global: ctrl-q"]),
        go("suspend", "Suspend", "Gives the terminal back to the shell until `fg`.", []),
        go("redraw", "Redraw", "Draws the whole screen again.", []),
    ]

    private static let movement: [Command] = [
        key("up", "Up", "tree: up", "page: up"),
        key("down", "Down", "tree: down", "page: down"),
        key("left", "Fold, or go to the parent", "tree: left"),
        key("right", "Unfold, or go to the first child", "tree: right"),
        key("page-up", "A page up", "tree: page-up", "page: page-up", "prompt: page-up"),
        key("page-down", "A page down", "tree: page-down", "page: page-down", "prompt: page-down"),
        key("first", "To the first row", "tree: home", "page: home"),
        key("last", "To the last row", "tree: end", "page: end"),
        key("cancel", "Leave", "global: esc"),
        key("list-up", "Up", in: .list, "list: up"),
        key("list-down", "Down", in: .list, "list: down"),
        key("list-page-up", "A page up", in: .list, "list: page-up"),
        key("list-page-down", "A page down", in: .list, "list: page-down"),
        key("list-accept", "Take this one", in: .list, "list: enter"),
        key("take-ours", "Take ours", in: .conflicts, "list: o"),
        key("take-theirs", "Take theirs", in: .conflicts, "list: t"),
        key("take-both", "Take both", in: .conflicts, "list: b"),
        key("prompt-send", "Send, or accept the proposal", in: .prompt, "prompt: enter"),
    ]

    /// Keys of a text that is being typed; they work in the prompt as well.
    private static let typing: [Command] = [
        key("field-commit", "Keep the text", in: .field, "field: enter"),
        key("field-newline", "Break the line", in: .field, "field: alt-enter", "prompt: alt-enter"),
        typed("field-left", "Left", "left"),
        typed("field-right", "Right", "right"),
        typed("field-up", "Up", "up"),
        typed("field-down", "Down", "down"),
        typed("field-word-left", "A word left", "ctrl-left", "alt-b"),
        typed("field-word-right", "A word right", "ctrl-right", "alt-f"),
        typed("field-line-start", "To the start of the line", "home"),
        typed("field-line-end", "To the end of the line", "end", "ctrl-e"),
        typed("field-text-start", "To the start of the text", "ctrl-home"),
        typed("field-text-end", "To the end of the text", "ctrl-end"),
        typed("field-select-left", "Select left", "shift-left"),
        typed("field-select-right", "Select right", "shift-right"),
        typed("field-select-up", "Select up", "shift-up"),
        typed("field-select-down", "Select down", "shift-down"),
        typed("field-select-line-start", "Select to the start of the line", "shift-home"),
        typed("field-select-line-end", "Select to the end of the line", "shift-end"),
        typed("field-select-all", "Select all", "ctrl-a"),
        typed("field-delete-backward", "Delete the character before", "backspace"),
        typed("field-delete-forward", "Delete the character behind", "delete"),
        typed("field-delete-word-backward", "Delete the word before", "ctrl-w", "alt-backspace"),
        typed("field-delete-word-forward", "Delete the word behind", "alt-d", "ctrl-delete"),
        typed("field-delete-line-end", "Delete to the end of the line", "ctrl-k"),
        typed("field-delete-line-start", "Delete to the start of the line", "ctrl-u"),
        typed("field-cut", "Cut the selection", "ctrl-x"),
        typed("field-copy", "Copy the selection", "ctrl-c"),
        typed("field-paste", "Paste", "ctrl-v"),
        key("field-undo", "Undo typing", in: .field, "field: ctrl-z"),
        key("field-redo", "Redo typing", in: .field, "field: ctrl-y"),
    ]
}

// Short spellings for the rows above.
extension Command {
    private static func keys(_ lines: [String]) -> [DefaultKey] {
        lines.compactMap { line in
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            guard parts.count == 2, let context = Keymap.Context(rawValue: parts[0]) else { return nil }
            return DefaultKey(context: context, strokes: parts[1])
        }
    }

    /// Changes the site: one undoable step, where the cursor is.
    private static func edit(
        _ name: String, _ title: String, _ help: String, _ lines: [String], danger: Danger = .none
    ) -> Command {
        Command(
            name: name, title: title, help: help, place: .tree, defaultKeys: keys(lines), isUndoable: true,
            danger: danger, isInPalette: true)
    }

    /// Can be used anywhere.
    private static func go(
        _ name: String, _ title: String, _ help: String, _ lines: [String], undoable: Bool = false
    ) -> Command {
        Command(
            name: name, title: title, help: help, place: .anywhere, defaultKeys: keys(lines), isUndoable: undoable,
            danger: .none, isInPalette: true)
    }

    /// A movement or a key of one place: not in the palette.
    private static func key(_ name: String, _ title: String, in place: Place = .anywhere, _ lines: String...) -> Command
    {
        Command(
            name: name, title: title, help: title + ".", place: place, defaultKeys: keys(lines), isUndoable: false,
            danger: .none, isInPalette: false)
    }

    /// A key of texts, the same in a field and in the prompt.
    private static func typed(_ name: String, _ title: String, _ strokes: String...) -> Command {
        Command(
            name: name, title: title, help: title + ".", place: .field,
            defaultKeys: keys(strokes.flatMap { ["field: " + $0, "prompt: " + $0] }), isUndoable: false, danger: .none,
            isInPalette: false)
    }
}
