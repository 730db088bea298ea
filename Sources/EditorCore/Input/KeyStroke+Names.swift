extension KeyStroke {
    /// The name that keymap files use: `ctrl-p`, `alt-up`, `shift-tab`, `f1`, `space`, `G`.
    package var name: String {
        var parts: [String] = []
        if modifiers.contains(.control) { parts.append("ctrl") }
        if modifiers.contains(.alt) { parts.append("alt") }
        if modifiers.contains(.shift) { parts.append("shift") }
        if modifiers.contains(.command) { parts.append("super") }
        parts.append(key.name)
        return parts.joined(separator: "-")
    }

    /// How help and hint lines show it: `^P`, `Alt-↑`, `Shift-Tab`, `F1`, `Space`.
    package var shown: String {
        var text = ""
        if modifiers.contains(.alt) { text += "Alt-" }
        if modifiers.contains(.shift) { text += "Shift-" }
        if modifiers.contains(.command) { text += "Super-" }
        guard modifiers.contains(.control) else { return text + key.shown }
        if case .character(let character) = key, character != " " {
            return text + "^" + character.uppercased()
        }
        return text + "Ctrl-" + key.shown
    }

    /// Reads a name as `name` writes it; upper and lower case of the words do not matter, that of a single letter does.
    ///
    /// `ctrl-P` is `ctrl-p`, `shift-g` is `G`.
    package init?(name: some StringProtocol) {
        var rest = Substring(name)
        var modifiers: Modifiers = []
        while let dash = rest.firstIndex(of: "-"), rest.index(after: dash) < rest.endIndex,
            let modifier = Modifiers(name: rest[..<dash].lowercased())
        {
            guard modifiers.insert(modifier).inserted else { return nil }
            rest = rest[rest.index(after: dash)...]
        }
        guard let key = Key(name: rest) else { return nil }
        self.init(normalising: key, modifiers)
    }

    /// One value for one press: see the type's guarantee.
    init(normalising key: Key, _ modifiers: Modifiers) {
        guard case .character(let character) = key else {
            self.init(key, modifiers)
            return
        }
        if modifiers.contains(.control) {
            self.init(
                .character(character.onlyCase(character.lowercased()) ?? character), modifiers)
        } else if modifiers.contains(.shift), character != " " {
            let upper = character.onlyCase(character.uppercased()) ?? character
            self.init(.character(upper), modifiers.subtracting(.shift))
        } else {
            self.init(key, modifiers)
        }
    }
}

extension Character {
    /// The character this case mapping gives, if it is one character and not several.
    fileprivate func onlyCase(_ text: String) -> Character? { text.count == 1 ? text.first : nil }
}

extension Modifiers {
    fileprivate init?(name: String) {
        switch name {
        case "ctrl", "control": self = .control
        case "alt", "meta": self = .alt
        case "shift": self = .shift
        case "super", "cmd": self = .command
        default: return nil
        }
    }
}

/// Keys that have a name and no character: the name in files, and how it is shown.
private let namedKeys: [(key: Key, name: String, shown: String)] = [
    (.enter, "enter", "Enter"), (.escape, "esc", "Esc"), (.tab, "tab", "Tab"),
    (.backspace, "backspace", "Backspace"),
    (.delete, "delete", "Delete"), (.insert, "insert", "Insert"), (.up, "up", "↑"),
    (.down, "down", "↓"),
    (.left, "left", "←"), (.right, "right", "→"), (.home, "home", "Home"), (.end, "end", "End"),
    (.pageUp, "page-up", "PgUp"), (.pageDown, "page-down", "PgDn"),
    (.character(" "), "space", "Space"),
]

/// Other spellings that people expect to work.
private let otherNames: [String: Key] = [
    "escape": .escape, "return": .enter, "ret": .enter, "pageup": .pageUp, "pgup": .pageUp,
    "pagedown": .pageDown,
    "pgdn": .pageDown, "del": .delete, "ins": .insert,
]

extension Key {
    /// The highest function key that a name may have.
    static let functionMax = 35

    fileprivate var name: String {
        switch self {
        case .character(let character) where character != " ": String(character)
        case .function(let number): "f\(number)"
        default: namedKeys.first { $0.key == self }?.name ?? "unknown"
        }
    }

    fileprivate var shown: String {
        switch self {
        case .character(let character) where character != " ": String(character)
        case .function(let number): "F\(number)"
        default: namedKeys.first { $0.key == self }?.shown ?? "unknown"
        }
    }

    fileprivate init?(name: Substring) {
        if name.count == 1, let character = name.first {
            guard !character.isWhitespace, !character.isControl else { return nil }
            self = .character(character)
            return
        }
        let lower = name.lowercased()
        if let known = namedKeys.first(where: { $0.name == lower })?.key ?? otherNames[lower] {
            self = known
        } else if lower.first == "f", lower.dropFirst().allSatisfy(\.isNumber),
            let number = Int(lower.dropFirst()), (1...Key.functionMax).contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }
}
