/// The registry's rows for keys that move, choose and type: they are in the help and in keymaps, and nowhere else.
extension Command {
    /// Keys that move or choose: not in the palette.
    static let movement: [Command] = [
        key("cursor-up", "Up", ["tree: up", "page: up"]),
        key("cursor-down", "Down", ["tree: down", "page: down"]),
        key("cursor-left", "The text before", in: .page, ["page: left"]),
        key("cursor-right", "The text behind", in: .page, ["page: right"]),
        key("cursor-page-up", "A page up", ["tree: page-up", "page: page-up"]),
        key("cursor-page-down", "A page down", ["tree: page-down", "page: page-down"]),
        key("cursor-half-page-up", "Half a page up", []),
        key("cursor-half-page-down", "Half a page down", []),
        key("count", "Do the next command four times, or as the next digits say", []),
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
        key(
            "merge-side", "Where more than two disagree: the next side beside ours", in: .merge,
            ["merge: s"]),
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
    static let typing: [Command] = [
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
            [
                "field: ctrl-left", "field: alt-b", "prompt: ctrl-left", "prompt: alt-b",
                "list: ctrl-left", "list: alt-b", "timeline: ctrl-left",
            ]),
        key(
            "word-right", "A word right", in: .field,
            [
                "field: ctrl-right", "field: alt-f", "prompt: ctrl-right", "prompt: alt-f",
                "list: ctrl-right", "list: alt-f", "timeline: ctrl-right",
            ]),
        key(
            "line-start", "To the start of the line", in: .field,
            ["field: home", "prompt: home", "list: home"]),
        key(
            "line-end", "To the end of the line", in: .field,
            ["field: end", "prompt: end", "list: end"]),
        key(
            "text-start", "To the start of the text", in: .field,
            ["field: ctrl-home", "prompt: ctrl-home"]),
        key(
            "text-end", "To the end of the text", in: .field,
            ["field: ctrl-end", "prompt: ctrl-end"]),
        key("text-page-up", "A page up", in: .field, ["field: page-up"]),
        key("text-page-down", "A page down", in: .field, ["field: page-down"]),
        key(
            "select-char-left", "Select left", in: .field,
            ["field: shift-left", "prompt: shift-left", "list: shift-left", "timeline: shift-left"]),
        key(
            "select-char-right", "Select right", in: .field,
            [
                "field: shift-right", "prompt: shift-right", "list: shift-right",
                "timeline: shift-right",
            ]),
        key(
            "select-word-left", "Select a word left", in: .field,
            [
                "field: ctrl-shift-left", "prompt: ctrl-shift-left", "list: ctrl-shift-left",
                "timeline: ctrl-shift-left",
            ]),
        key(
            "select-word-right", "Select a word right", in: .field,
            [
                "field: ctrl-shift-right", "prompt: ctrl-shift-right", "list: ctrl-shift-right",
                "timeline: ctrl-shift-right",
            ]),
        key("select-line-up", "Select up", in: .field, ["field: shift-up"]),
        key("select-line-down", "Select down", in: .field, ["field: shift-down"]),
        key(
            "select-line-start", "Select to the start of the line", in: .field,
            ["field: shift-home", "prompt: shift-home", "list: shift-home", "timeline: shift-home"]),
        key(
            "select-line-end", "Select to the end of the line", in: .field,
            ["field: shift-end", "prompt: shift-end", "list: shift-end", "timeline: shift-end"]),
        key(
            "select-all", "Select all", in: .field,
            ["field: ctrl-a", "prompt: ctrl-a", "list: ctrl-a", "timeline: ctrl-a"]),
        key("set-mark", "Set the mark: movements select", in: .field, []),
        key("select-matches", "Change every place of this word", in: .field, ["field: alt-a"]),
        key(
            "delete-back", "Delete the character before", in: .field,
            [
                "field: backspace", "field: shift-backspace", "prompt: backspace",
                "list: backspace", "timeline: backspace", "prompt: shift-backspace",
                "list: shift-backspace", "timeline: shift-backspace",
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
                "list: ctrl-backspace", "list: alt-backspace", "timeline: ctrl-backspace",
                "timeline: alt-backspace",
            ]),
        key(
            "delete-word-forward", "Delete the word behind", in: .field,
            [
                "field: ctrl-delete", "field: alt-d", "prompt: ctrl-delete", "prompt: alt-d",
                "list: ctrl-delete", "list: alt-d", "timeline: ctrl-delete", "timeline: alt-d",
            ]),
        key(
            "delete-to-line-end", "Delete to the end of the line", in: .field,
            ["field: ctrl-k", "prompt: ctrl-k", "list: ctrl-k", "timeline: ctrl-k"]),
        key(
            "delete-to-line-start", "Delete to the start of the line", in: .field,
            ["field: ctrl-u", "prompt: ctrl-u", "list: ctrl-u", "timeline: ctrl-u"]),
        key("kill-to-line-end", "Cut to the end of the line", in: .field, []),
        key("kill-word-back", "Cut the word before", in: .field, []),
        key("kill-word-forward", "Cut the word behind", in: .field, []),
        key(
            "cut-text", "Cut the selection", in: .field,
            ["field: ctrl-x", "prompt: ctrl-x", "list: ctrl-x", "timeline: ctrl-x"]),
        key(
            "copy-text", "Copy the selection", in: .field,
            ["field: ctrl-c", "prompt: ctrl-c", "list: ctrl-c", "timeline: ctrl-c"]),
        key(
            "paste-text", "Paste", in: .field,
            ["field: ctrl-v", "prompt: ctrl-v", "list: ctrl-v", "timeline: ctrl-v"]),
        key("send-prompt", "Send what is asked", in: .prompt, ["prompt: enter"]),
        key("prompt-older", "What was asked before", in: .prompt, ["prompt: up"]),
        key("prompt-newer", "What was asked after", in: .prompt, ["prompt: down"]),
    ]

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
