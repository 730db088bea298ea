/// One thing the editor can do: a row of the registry.
///
/// The palette, the help, the hint line, the keymap check and `pagemagic commands` all read this; a keymap binds keys to
/// `name`.
package struct Command: Hashable, Sendable {
    /// Where it can be used.
    package enum Place: String, Hashable, Sendable, CaseIterable {
        /// Whatever has the keyboard.
        case anywhere
        case tree
        case page
        case prompt
        /// While a text is typed.
        case field
        /// In lists laid over the panes.
        case list
        /// Beside a proposal.
        case review
        /// In the timeline, and in what one of its steps changed.
        case timeline
        /// In the merge screen.
        case merge
    }

    /// What it can cost.
    package enum Danger: String, Hashable, Sendable, CaseIterable {
        case none
        /// Takes something away that undo or the trash brings back.
        case removes
    }

    /// A key of the default keymap.
    package struct DefaultKey: Hashable, Sendable {
        package let context: Keymap.Context
        /// Stroke names separated by spaces, as keymap files write them: `ctrl-p`, `g g`.
        package let strokes: String
    }

    /// Kebab-case; what keymaps and scripts use.
    package let name: String
    /// A few words, for the palette.
    package let title: String
    /// A sentence, for the help.
    package let help: String
    package let place: Place
    /// Those of `keymaps/default.toml`, first the one that hints show.
    package let defaultKeys: [DefaultKey]
    /// Whether it makes a step that undo takes back.
    package let isUndoable: Bool
    package let danger: Danger
    /// Whether the palette offers it; movements and typing are not offered.
    package let isInPalette: Bool
}

extension Command {
    /// The command of that name.
    package static func named(_ name: String) -> Command? { byName[name] }

    private static let byName = Dictionary(
        all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Every binding of the default keymap, in the registry's order; strokes that cannot be read are left out (a test
    /// holds that there are none).
    package static var defaultBindings: [Keymap.Binding] {
        all.flatMap { command in
            command.defaultKeys.compactMap { key in
                let names = key.strokes.split(separator: " ")
                let strokes = names.compactMap { KeyStroke(name: $0) }
                guard strokes.count == names.count, !strokes.isEmpty else { return nil }
                return Keymap.Binding(context: key.context, strokes: strokes, intent: command.name)
            }
        }
    }

    /// The keymap that needs no file.
    package static let defaultKeymap = Keymap(
        name: "default", summary: "Keys as in most editors of today.", bindings: defaultBindings)
}
