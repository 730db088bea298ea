extension Command {
    /// The registry, in the order of the help. What moves and types is in `CommandTable+Keys.swift`.
    package static let all: [Command] =
        editing + structure + going + looking + previewing + syncing + program + movement + typing

    /// Texts and what becomes of them.
    private static let editing: [Command] = [
        edit(
            "edit", "Edit in place",
            "Edits the text or attribute under the cursor, Enter again keeps it; unfolds or folds what holds others.",
            ["tree: enter", "page: enter", "review: e"]),
        edit(
            "edit-first", "Edit the headline or first text here",
            "Edits the text under the cursor; on a section or element its headline, or the first text in it.",
            ["tree: e"]),
        go(
            "undo", "Undo",
            "Takes back the newest step made in the editor, before a restart too; in a field, what was typed last. Changes made in a shell are taken back there (pagemagic undo).",
            ["global: ctrl-z"], undoable: true),
        go(
            "redo", "Redo", "Makes the step again that undo took back.", ["global: ctrl-y"],
            undoable: true),
        edit(
            "repeat", "Repeat the last change",
            "Moves, duplicates, deletes, cuts or pastes again, where the cursor is now.", []),
        edit(
            "external-editor", "Edit in $EDITOR",
            "Opens the text under the cursor in the program that $EDITOR names.",
            ["global: f7"]),
        go(
            "restore-cancelled", "Restore the cancelled text",
            "Opens the field again with the text that Esc left.", []),
        go(
            "checkpoint", "Checkpoint", "Says that everything is saved; each step already is.",
            ["global: ctrl-s"]),
        go(
            "next-locale", "Next language",
            "Shows and edits the site's texts in its next language.", ["global: ctrl-l"]
        ),
    ]

    /// Sections and elements.
    private static let structure: [Command] = [
        edit(
            "move-up", "Move up", "Moves the section or element before its neighbour.",
            ["tree: alt-up", "page: alt-up"]),
        edit(
            "move-down", "Move down", "Moves the section or element behind its neighbour.",
            ["tree: alt-down", "page: alt-down"]),
        edit(
            "move-out", "Move out", "Moves the element out of the one that holds it, behind it.",
            ["tree: alt-left"]),
        edit(
            "move-in", "Move in", "Moves the element into the one before it, at its end.",
            ["tree: alt-right"]),
        edit(
            "move-to", "Move to…",
            "Moves what is marked, or what is under the cursor, to another page or section.",
            ["tree: alt-m", "page: alt-m"]),
        tool(
            "mark", "Mark",
            "Marks the row or takes its mark away; move, cut, copy, duplicate and delete act on all marked.",
            ["tree: m"]),
        tool(
            "mark-range", "Mark a range",
            "Every movement of the cursor marks what it passes, until the same command or Esc.", []),
        tool("unmark", "Take all marks away", "Takes all marks away; Esc does, too.", []),
        edit(
            "insert", "Insert a section",
            "Puts a new section behind this one; a list offers the kinds.",
            ["tree: insert", "page: insert"]),
        edit(
            "new-page", "New page…",
            "Makes a page behind this one, with its header, footer and styles; sections are inserted then.",
            []),
        edit(
            "page-path", "Path of the page…",
            "Gives the page another path; its file keeps its name, so that links to it stay right.",
            []),
        edit(
            "duplicate", "Duplicate", "Copies the section or element beside itself.",
            ["tree: ctrl-d", "page: ctrl-d"]),
        edit(
            "delete", "Delete to trash",
            "Puts what is under the cursor in the trash; undo or the trash brings it back.",
            ["tree: delete", "page: delete"], danger: .removes),
        edit(
            "lock", "Lock or unlock the section",
            "No proposal changes a section that is locked; people still may.", []),
        go(
            "trash", "Trash: restore something", "Lists what was deleted; Enter brings it back.", []
        ),
        edit(
            "cut", "Cut", "Takes the section or element out, to be pasted.",
            ["tree: ctrl-x", "page: ctrl-x"],
            danger: .removes),
        go(
            "copy", "Copy", "Remembers the section or element, to be pasted.",
            ["tree: ctrl-c", "page: ctrl-c"]),
        tool(
            "register", "Register…",
            "The next key, a to z or 0 to 9, names the place that the next copy, cut or paste uses.",
            ["tree: '", "field: alt-'", "prompt: alt-'", "list: alt-'"]),
        edit(
            "paste", "Paste", "Puts what was cut or copied behind what is under the cursor.",
            ["tree: ctrl-v", "page: ctrl-v"]),
    ]

    /// Where to.
    private static let going: [Command] = [
        go(
            "palette", "Command palette", "Finds a command by its words and runs it.",
            ["global: ctrl-p"]),
        go(
            "go-to", "Go to", "Finds a page, section, text or site by its words and goes there.",
            ["global: ctrl-o"]),
        go(
            "find", "Find",
            "Finds words or a regular expression in texts, attributes and CSS of the whole site.",
            ["global: ctrl-f"]),
        go(
            "find-next", "Find next", "Goes to the next place that holds what was looked for last.",
            ["global: f5"]),
        go(
            "find-previous", "Find previous",
            "Goes to the place before that holds what was looked for last.",
            ["global: shift-f5"]),
        go(
            "replace", "Replace",
            "Replaces words or a regular expression in the whole site, as one step; each match can be left out.",
            ["global: ctrl-r"],
            undoable: true),
        go(
            "next-pane", "Next pane", "Gives the keyboard to the next pane.",
            ["global: tab", "global: f6"]),
        go(
            "previous-pane", "Previous pane", "Gives the keyboard to the pane before.",
            ["global: shift-tab", "global: shift-f6"]),
        go("focus-tree", "Tree", "Gives the keyboard to the section tree.", ["global: f2"]),
        go(
            "focus-page", "Page",
            "Gives the keyboard to the page; Up and Down then go from text to text.", []),
        go(
            "ask", "Ask", "Gives the keyboard to the prompt: say how the section should change.",
            ["global: ctrl-t"]),
        go(
            "proposals", "Review proposals",
            "Goes through the newest proposal that waits, change by change; the task list has them all.",
            []),
        go(
            "new-site", "New site…",
            "Makes a site from what you say it is for, and opens it; the one at hand stays as it is.",
            []),
        go("sites", "Sites", "Lists the sites of this device; Enter opens one.", []),
        go("command-line", "Command line", "Runs a command by its name; also q, w and wq.", []),
    ]

    /// How things are shown.
    private static let looking: [Command] = [
        go(
            "help", "Help",
            "Lists every command with its keys; typing searches it, @ and a key says what that key does.",
            ["global: f1"]
        ),
        go(
            "timeline", "Timeline: who changed what",
            "Lists the site's history; Enter shows a step, from where the site can be brought back to it.",
            ["global: f10"]),
        go(
            "undo-tree", "Undo tree: steps, also those set aside",
            "Lists what was done here, also what was undone before something else was done; Enter goes there.",
            ["global: alt-u"]),
        go(
            "describe-key", "Help: what does a key do?",
            "Waits for a key and says what it does in each place; in the help F1 does the same.",
            []),
        go("zoom", "Zoom the pane", "Gives the pane the whole window, and back.", ["global: f3"]),
        go("source", "Source", "Shows the section's HTML as it will be exported.", ["global: f4"]),
        go("theme", "Theme: choose", "Lists the themes; each shows as the cursor comes to it.", []),
        go("next-theme", "Theme: next", "Takes the next theme.", []),
        go("keymap", "Keymap: choose", "Lists the keymaps; Enter takes one.", []),
    ]

    /// The page as it would be seen.
    private static let previewing: [Command] = [
        go(
            "platform", "Preview: desktop, tablet or mobile",
            "Goes round the devices: windows of 1200, 768 and 375 pixels.",
            ["page: v", "global: f12"]),
        go(
            "side-by-side", "Preview: devices side by side",
            "Shows desktop and mobile, then all three where there is room, then one; they scroll together.",
            ["page: b", "global: shift-f12"]),
        go(
            "page-larger", "Preview: larger",
            "Zooms the page in as a browser does: its window has fewer pixels.", ["page: +"]),
        go(
            "page-smaller", "Preview: smaller",
            "Zooms the page out as a browser does: its window has more pixels.", ["page: -"]),
        go("page-normal", "Preview: 100 %", "Takes the zoom back.", ["page: ="]),
        go(
            "spacing", "Preview: exact or compact spacing",
            "Gives white space all the rows it asks for, or two at most.", ["page: e"]),
        go(
            "color-scheme", "Preview: dark or light",
            "Turns what prefers-color-scheme answers: as the terminal is, or the other.",
            ["page: c"]),
        go(
            "block-letters", "Preview: big headings in block letters",
            "Draws big headings in letters of several rows, where their words fit, and back.",
            ["page: B"]),
        go(
            "text-browser", "Preview: as a text browser",
            "Shows the page without its styles, as w3m and lynx do, and back.", ["page: t"]),
        go(
            "section-names", "Preview: names of the sections",
            "Names the sections at the edge of the page, where each stands in it.", ["page: s"]),
        go(
            "open-in-browser", "Preview in a browser",
            "Serves the site on this machine, follows every edit, and says the address; it ends with the editor.",
            []),
        go(
            "find-in-page", "Find in page",
            "Marks every place where the page says what is typed; small letters mean any case.",
            ["page: /", "global: alt-/"]),
        go(
            "find-in-page-next", "Find in page: next", "Goes to the next place that is marked.",
            ["page: n"]),
        go(
            "find-in-page-previous", "Find in page: previous",
            "Goes to the place before that is marked.", ["page: N"]),
        go(
            "landmarks", "Landmarks and headings",
            "Lists the page's landmarks and headings, and images and headings that lack words; Enter goes there.",
            ["page: m"]),
        go(
            "focus-order", "Order of Tab",
            "Lists links, buttons and fields as Tab comes to them in a browser; Enter goes there.",
            ["page: f"]),
        go(
            "preview-gaps", "What the preview leaves out",
            "Lists rules that were not understood, sheets and images that are missing, and scripts.",
            ["page: r"]),
    ]

    /// The other devices.
    private static let syncing: [Command] = [
        go(
            "sync-now", "Sync now", "Sends what is saved and fetches what is new, without waiting.",
            ["global: f9"]),
        go(
            "conflicts", "Conflicts",
            "Shows what two devices changed differently, to take ours, theirs or words of each; Tab shows what was merged by itself.",
            ["global: ctrl-g"]),
        go(
            "tasks", "Tasks", "Lists what is waiting to be sent and what was refused.",
            ["global: f8"]),
    ]

    /// The program itself.
    private static let program: [Command] = [
        go(
            "quit", "Quit",
            "Leaves the editor; everything is saved, a text in hand is kept as a draft.",
            ["global: ctrl-q"]),
        go("suspend", "Suspend", "Gives the terminal back to the shell until fg.", []),
        go("redraw", "Redraw", "Draws the whole screen again.", []),
    ]
}

// Short spellings for the rows above.
extension Command {
    /// `tree: alt-up`, a place and its strokes, of each line.
    static func keys(_ lines: [String]) -> [DefaultKey] {
        lines.compactMap { line in
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            guard parts.count == 2, let context = Keymap.Context(rawValue: parts[0]) else {
                return nil
            }
            return DefaultKey(context: context, strokes: parts[1])
        }
    }

    /// Changes the site: one undoable step, where the cursor is.
    private static func edit(
        _ name: String, _ title: String, _ help: String, _ lines: [String], danger: Danger = .none
    ) -> Command {
        Command(
            name: name, title: title, help: help, place: .tree, defaultKeys: keys(lines),
            isUndoable: true,
            danger: danger, isInPalette: true)
    }

    /// Works in the tree and changes nothing.
    private static func tool(
        _ name: String, _ title: String, _ help: String, _ lines: [String]
    ) -> Command {
        Command(
            name: name, title: title, help: help, place: .tree, defaultKeys: keys(lines),
            isUndoable: false, danger: .none, isInPalette: true)
    }

    /// Can be used anywhere.
    private static func go(
        _ name: String, _ title: String, _ help: String, _ lines: [String], undoable: Bool = false
    ) -> Command {
        Command(
            name: name, title: title, help: help, place: .anywhere, defaultKeys: keys(lines),
            isUndoable: undoable,
            danger: .none, isInPalette: true)
    }
}
