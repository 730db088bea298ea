extension Command {
    /// The registry, in the order of the help.
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
            ["tree: '", "field: alt-'", "prompt: alt-'"]),
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

    /// Keys that move or choose: not in the palette.
    private static let movement: [Command] = [
        key("cursor-up", "Up", ["tree: up", "page: up"]),
        key("cursor-down", "Down", ["tree: down", "page: down"]),
        key("cursor-left", "The text before", in: .page, ["page: left"]),
        key("cursor-right", "The text behind", in: .page, ["page: right"]),
        key("cursor-page-up", "A page up", ["tree: page-up", "page: page-up"]),
        key("cursor-page-down", "A page down", ["tree: page-down", "page: page-down"]),
        key("cursor-first", "To the first row", ["tree: home", "page: home"]),
        key("cursor-last", "To the last row", ["tree: end", "page: end"]),
        key("mark-up", "Mark, and up", in: .tree, ["tree: shift-up"]),
        key("mark-down", "Mark, and down", in: .tree, ["tree: shift-down"]),
        key("collapse", "Fold, or go to the parent", in: .tree, ["tree: left"]),
        key("expand", "Unfold, or go to the first child", in: .tree, ["tree: right"]),
        key("toggle", "Fold or unfold", in: .tree, ["tree: space"]),
        key(
            "cancel", "Leave",
            [
                "global: esc", "field: esc", "list: esc", "review: esc", "timeline: esc",
                "merge: esc",
            ]),
        key("list-up", "Up", in: .list, ["list: up", "timeline: up"]),
        key("list-down", "Down", in: .list, ["list: down", "timeline: down"]),
        key("list-next-part", "The next field, or down", in: .list, ["list: tab"]),
        key("list-previous-part", "The field before, or up", in: .list, ["list: shift-tab"]),
        key("list-toggle", "Take a match along, or leave it out", in: .list, ["list: space"]),
        key("list-toggle-all", "Take all matches along, or none", in: .list, ["list: alt-a"]),
        key("search-regex", "Regular expression, or plain words", in: .list, ["list: alt-r"]),
        key("search-case", "Exact case, or any", in: .list, ["list: alt-c"]),
        key("search-locales", "All languages, or this one", in: .list, ["list: alt-l"]),
        key(
            "search-scope", "Attributes and CSS too, or texts only", in: .list, ["list: alt-s"]),
        key(
            "list-page-up", "A page up", in: .list,
            ["list: page-up", "review: page-up", "timeline: page-up"]),
        key(
            "list-page-down", "A page down", in: .list,
            ["list: page-down", "review: page-down", "timeline: page-down"]),
        key("list-first", "To the first row", in: .list, ["list: ctrl-home", "timeline: home"]),
        key("list-last", "To the last row", in: .list, ["list: ctrl-end", "timeline: end"]),
        key("list-choose", "Take this one", in: .list, ["list: enter", "timeline: enter"]),
        key("review-up", "Up", in: .review, ["review: up"]),
        key("review-down", "Down", in: .review, ["review: down"]),
        key("review-previous", "The one before", in: .review, ["review: left", "review: p"]),
        key("review-next", "The next one", in: .review, ["review: right", "review: n"]),
        key("accept-hunk", "Accept", in: .review, ["review: enter", "review: a"]),
        key("reject-hunk", "Reject", in: .review, ["review: r"]),
        key("accept-all", "Accept all that is chosen", in: .review, ["review: A"]),
        key("review-toggle", "Choose a change, or leave it out", in: .review, ["review: space"]),
        key("review-source", "Its HTML, or its words", in: .review, ["review: s"]),
        key("ask-again", "Ask again for this change", in: .review, ["review: g"]),
        key("reject-all", "Reject all", in: .review, ["review: R"]),
        key(
            "merge-previous", "The conflict or the words before", in: .merge,
            ["merge: up", "merge: left", "merge: p"]),
        key(
            "merge-next", "The next conflict or the next words", in: .merge,
            ["merge: down", "merge: right", "merge: n"]),
        key("merge-first", "To the first one", in: .merge, ["merge: home"]),
        key("merge-last", "To the last one", in: .merge, ["merge: end"]),
        key("merge-scroll-up", "Scroll the sides up", in: .merge, ["merge: page-up"]),
        key("merge-scroll-down", "Scroll the sides down", in: .merge, ["merge: page-down"]),
        key("take-ours", "Take ours", in: .merge, ["merge: o"]),
        key("take-theirs", "Take theirs", in: .merge, ["merge: t"]),
        key("take-both", "Take both", in: .merge, ["merge: b"]),
        key("merge-words", "Take a side word by word, or not any more", in: .merge, ["merge: w"]),
        key("merge-flip", "Take the other side of these words", in: .merge, ["merge: space"]),
        key(
            "merge-accept", "Settle with the words chosen; else go there", in: .merge,
            ["merge: enter"]),
        key("merge-edit", "Edit the result by hand", in: .merge, ["merge: e"]),
        key("merge-go", "Go to where it is", in: .merge, ["merge: g"]),
        key(
            "merge-part", "Conflicts, or what was merged by itself", in: .merge,
            ["merge: tab", "merge: shift-tab"]),
        key(
            "merge-reverse", "Take back what theirs brought into a merge", in: .merge,
            ["merge: r"]),
        key("rewind-site", "Back to this step: the site", in: .timeline, ["timeline: alt-r"]),
        key(
            "rewind-section", "Back to this step: the section under the tree's cursor",
            in: .timeline, ["timeline: alt-s"]),
        key(
            "rewind-field", "Back to this step: the text or attribute under the tree's cursor",
            in: .timeline, ["timeline: alt-f"]),
    ]

    /// Keys of texts that are being typed.
    private static let typing: [Command] = [
        key("commit-edit", "Keep the text", in: .field, ["field: enter"]),
        key(
            "break-line", "Break the line", in: .field,
            ["field: alt-enter", "field: ctrl-j", "prompt: alt-enter", "prompt: ctrl-j"]),
        key("next-field", "Keep the text and edit the next one", in: .field, ["field: tab"]),
        key(
            "previous-field", "Keep the text and edit the one before", in: .field,
            ["field: shift-tab"]),
        key(
            "char-left", "Left", in: .field,
            ["field: left", "prompt: left", "list: left", "timeline: left"]),
        key(
            "char-right", "Right", in: .field,
            ["field: right", "prompt: right", "list: right", "timeline: right"]),
        key("line-up", "A line up", in: .field, ["field: up"]),
        key("line-down", "A line down", in: .field, ["field: down"]),
        key(
            "word-left", "A word left", in: .field,
            ["field: ctrl-left", "field: alt-b", "prompt: ctrl-left"]),
        key(
            "word-right", "A word right", in: .field,
            ["field: ctrl-right", "field: alt-f", "prompt: ctrl-right"]),
        key(
            "line-start", "To the start of the line", in: .field,
            ["field: home", "prompt: home", "list: home"]),
        key(
            "line-end", "To the end of the line", in: .field,
            ["field: end", "prompt: end", "list: end"]),
        key("text-start", "To the start of the text", in: .field, ["field: ctrl-home"]),
        key("text-end", "To the end of the text", in: .field, ["field: ctrl-end"]),
        key("text-page-up", "A page up", in: .field, ["field: page-up"]),
        key("text-page-down", "A page down", in: .field, ["field: page-down"]),
        key(
            "select-char-left", "Select left", in: .field,
            ["field: shift-left", "prompt: shift-left"]),
        key(
            "select-char-right", "Select right", in: .field,
            ["field: shift-right", "prompt: shift-right"]),
        key("select-word-left", "Select a word left", in: .field, ["field: ctrl-shift-left"]),
        key("select-word-right", "Select a word right", in: .field, ["field: ctrl-shift-right"]),
        key("select-line-up", "Select up", in: .field, ["field: shift-up"]),
        key("select-line-down", "Select down", in: .field, ["field: shift-down"]),
        key(
            "select-line-start", "Select to the start of the line", in: .field,
            ["field: shift-home", "prompt: shift-home"]),
        key(
            "select-line-end", "Select to the end of the line", in: .field,
            ["field: shift-end", "prompt: shift-end"]),
        key("select-all", "Select all", in: .field, ["field: ctrl-a", "prompt: ctrl-a"]),
        key("select-matches", "Change every place of this word", in: .field, ["field: alt-a"]),
        key(
            "delete-back", "Delete the character before", in: .field,
            [
                "field: backspace", "field: shift-backspace", "prompt: backspace",
                "list: backspace", "timeline: backspace",
            ]),
        key(
            "delete-forward", "Delete the character behind", in: .field,
            ["field: delete", "prompt: delete", "list: delete", "timeline: delete"]),
        key(
            "delete-word-back", "Delete the word before", in: .field,
            [
                "field: ctrl-backspace", "field: alt-backspace", "field: ctrl-w",
                "prompt: ctrl-backspace",
                "prompt: alt-backspace", "prompt: ctrl-w", "list: ctrl-w", "timeline: ctrl-w",
            ]),
        key(
            "delete-word-forward", "Delete the word behind", in: .field,
            ["field: ctrl-delete", "field: alt-d"]),
        key(
            "delete-to-line-end", "Delete to the end of the line", in: .field,
            ["field: ctrl-k", "prompt: ctrl-k"]),
        key(
            "delete-to-line-start", "Delete to the start of the line", in: .field,
            ["field: ctrl-u", "prompt: ctrl-u", "list: ctrl-u", "timeline: ctrl-u"]),
        key("cut-text", "Cut the selection", in: .field, ["field: ctrl-x", "prompt: ctrl-x"]),
        key("copy-text", "Copy the selection", in: .field, ["field: ctrl-c", "prompt: ctrl-c"]),
        key("paste-text", "Paste", in: .field, ["field: ctrl-v", "prompt: ctrl-v"]),
        key("send-prompt", "Send what is asked", in: .prompt, ["prompt: enter"]),
        key("prompt-older", "What was asked before", in: .prompt, ["prompt: up"]),
        key("prompt-newer", "What was asked after", in: .prompt, ["prompt: down"]),
    ]
}

// Short spellings for the rows above.
extension Command {
    private static func keys(_ lines: [String]) -> [DefaultKey] {
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

    /// A movement or a key of one place: not in the palette.
    private static func key(
        _ name: String, _ title: String, in place: Place = .anywhere, _ lines: [String]
    ) -> Command {
        Command(
            name: name, title: title, help: title + ".", place: place, defaultKeys: keys(lines),
            isUndoable: false,
            danger: .none, isInPalette: false)
    }
}
