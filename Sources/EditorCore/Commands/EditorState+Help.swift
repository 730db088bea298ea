/// Help on keys: what a key does in each place.
extension EditorState {
    /// F1, and F1 again: the next key is looked up.
    mutating func showHelp() {
        if overlay?.kind == .help {
            overlay?.awaitsKey = true
            return
        }
        overlay = Overlay(.help, "Help", helpItems())
    }

    /// Asks for a key and says what it does.
    mutating func describeKey() {
        overlay = Overlay(.help, "Help", helpItems())
        overlay?.awaitsKey = true
    }

    /// The key that was asked for. Esc leaves, as everywhere; `@esc` in the list says what it does.
    mutating func lookUp(_ stroke: KeyStroke) -> [EditorEffect] {
        overlay?.awaitsKey = false
        guard stroke != KeyStroke(.escape) else { return [] }
        overlay?.query = TextField("@" + stroke.name)
        narrowHelp()
        return []
    }

    /// `@ctrl-g`, `@^G`, `@C-x C-s`: what these keys do; other words narrow the list as in every list.
    mutating func narrowHelp() {
        guard let words = overlay?.query?.text, words.hasPrefix("@") else {
            overlay?.filter()
            return
        }
        let items = keyItems(words.dropFirst())
        overlay?.items = ListedItems(items)
        overlay?.cursor = 0
        overlay?.top = 0
    }

    private func keyItems(_ words: Substring) -> [OverlayItem] {
        let names = words.split(separator: " ")
        let strokes = names.compactMap { KeyStroke(typed: $0) }
        guard strokes.count == names.count, !strokes.isEmpty else { return bindings(named: words) }
        return Keymap.Context.allCases.flatMap { meanings(of: strokes, in: $0) }
    }

    /// Of a name that is not finished: every key that begins so.
    private func bindings(named words: Substring) -> [OverlayItem] {
        let wanted = words.lowercased()
        return keymap.bindings.filter {
            $0.strokes.map(\.name).joined(separator: " ").hasPrefix(wanted)
        }.map { row(of: $0) }
    }

    private func meanings(of strokes: [KeyStroke], in context: Keymap.Context) -> [OverlayItem] {
        switch keymap.meaning(of: strokes, in: context) {
        case .intent(let name):
            let isGlobal = keymap.bindings.contains {
                $0.context == .global && $0.strokes == strokes && $0.intent == name
            }
            // What holds everywhere is said once.
            guard context == .global || !isGlobal else { return [] }
            return [
                row(of: Keymap.Binding(context: context, strokes: strokes, intent: name))
            ]
        case .prefix:
            return keymap.continuations(of: strokes, in: context).filter { $0.context == context }
                .map { row(of: $0) }
        case .none:
            let types = context == .field || context == .prompt
            guard types, strokes.count == 1, let letter = strokes[0].typed else { return [] }
            return [
                OverlayItem(
                    "Types “\(letter)”", detail: context.words, keys: strokes[0].shown,
                    action: .none)
            ]
        }
    }

    private func row(of binding: Keymap.Binding) -> OverlayItem {
        let command = Command.named(binding.intent)
        return OverlayItem(
            command?.title ?? binding.intent,
            detail: binding.context.words + ": " + (command?.help ?? ""),
            keys: binding.strokes.map(\.shown).joined(separator: " "),
            action: command?.isInPalette == true ? .command(binding.intent) : .none)
    }
}

extension Keymap.Context {
    /// Where it is, as a person says it.
    package var words: String {
        switch self {
        case .global: "everywhere"
        case .tree: "in the tree"
        case .page: "on the page"
        case .prompt: "in the prompt"
        case .field: "in a text"
        case .list: "in a list"
        case .review: "in a review"
        case .timeline: "in the timeline"
        case .merge: "in the merge screen"
        }
    }
}

extension KeyStroke {
    /// A key as people write it: a keymap's name, `^G`, `Alt-↑` as hints do, or `C-x` and `M-x` as in Emacs.
    init?(typed words: Substring) {
        if let arrow = words.last.flatMap({ Self.arrows[$0] }) {
            self.init(name: words.dropLast() + arrow)
            return
        }
        if words.count == 2, words.first == "^" {
            self.init(name: "ctrl-" + words.dropFirst())
            return
        }
        var rest = words
        var prefix = ""
        while rest.count > 2, rest.dropFirst().first == "-",
            let modifier = ["C": "ctrl-", "M": "alt-", "S": "shift-"][rest.prefix(1)]
        {
            prefix += modifier
            rest = rest.dropFirst(2)
        }
        self.init(name: prefix + rest)
    }

    private static let arrows: [Character: String] = [
        "↑": "up", "↓": "down", "←": "left", "→": "right",
    ]
}
