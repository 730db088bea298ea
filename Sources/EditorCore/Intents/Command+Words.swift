extension Command {
    /// What it is found by beside its title: its name, and what people call it who do not know that.
    var searchWords: String { name + (Self.otherWords[name].map { " " + $0 } ?? "") }

    private static let otherWords: [String: String] = [
        "edit": "change text headline heading words write",
        "edit-first": "change text headline heading words write",
        "replace": "find and replace substitute search",
        "find": "search look for",
        "theme": "change theme colour color dark light appearance",
        "keymap": "keys shortcuts bindings vim emacs",
        "quit": "exit close leave end",
        "timeline": "history versions compare diff changes today yesterday who changed",
        "trash": "deleted recover bring back",
        "conflicts": "merge resolve compare differences",
        "sync-now": "upload publish send server online",
        "insert": "new add section",
        "new-page": "add create page",
        "new-site": "add create site project website",
        "ask": "ai prompt rewrite generate proposal",
        "sites": "open projects switch",
        "checkpoint": "save",
        "move-up": "reorder order",
        "move-down": "reorder order",
        "move-to": "another page reorder",
        "go-to": "jump open page",
        "duplicate": "copy clone",
        "next-locale": "language translation translate",
        "describe-key": "what does this key do shortcut",
    ]
}
