/// What the palette holds: what can be done where it was called.
extension EditorState {
    /// Of the text in hand those of the field and what can be done anywhere; else those of the tree or the page.
    func paletteItems() -> [OverlayItem] {
        let commands = editing == nil ? Command.all.filter(\.isInPalette) : Self.fieldCommands
        return commands.filter { $0.name != "palette" }.map { command in
            OverlayItem(
                command.title, detail: command.help, keys: paletteKeys(of: command.name),
                action: .command(command.name), name: command.searchWords)
        }
            + setup.themes.map {
                OverlayItem(
                    "Theme: \($0)", detail: themeSummaries[$0] ?? "Takes this theme.",
                    action: .theme($0))
            }
            + setup.keymaps.map {
                OverlayItem("Keymap: \($0.name)", detail: $0.summary, action: .keymap($0.name))
            }
    }

    /// What is offered while a text is typed: elements are for when it is kept.
    private static let fieldCommands: [Command] =
        [
            "copy-text", "cut-text", "paste-text", "select-all", "select-matches", "commit-edit",
            "break-line", "external-editor", "register",
        ].compactMap { Command.named($0) }
        + Command.all.filter { $0.isInPalette && $0.place == .anywhere && $0.name != "copy" }

    /// In a field only keys that work in it: others would be typed, or do something else.
    private func paletteKeys(of name: String) -> String {
        guard editing == nil else { return shown(keymap.strokes(for: name, in: .field)) }
        return keys(of: name, in: focus == .page ? .page : .tree)
    }

    /// Keys of a command in a place; where it has none there, those of other places.
    func keys(of name: String, in context: Keymap.Context) -> String {
        let own = keymap.strokes(for: name, in: context)
        return shown(
            own.isEmpty
                ? Keymap.Context.allCases.flatMap { keymap.strokes(for: name, in: $0) } : own)
    }

    private func shown(_ all: [[KeyStroke]]) -> String {
        var shown: [String] = []
        for strokes in all {
            let text = strokes.map(\.shown).joined(separator: " ")
            if !shown.contains(text) { shown.append(text) }
        }
        return shown.prefix(2).joined(separator: ", ")
    }
}
