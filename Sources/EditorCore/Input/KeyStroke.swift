/// A key of the keyboard, without the modifiers that were held.
package enum Key: Hashable, Sendable {
    /// What the key types: one character as a person sees it. Letters held with Ctrl are lowercase.
    case character(Character)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1; terminals know up to 35.
    case function(Int)
}

/// Keys that were held with another.
package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let shift = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let control = Modifiers(rawValue: 4)
    /// The Super (or Command) key; few terminals report it.
    package static let command = Modifiers(rawValue: 8)
}

/// One press of a key with its modifiers.
///
/// Equal presses are equal values: Shift with a character that it changes is in the character (`G`, never shift-g), so
/// `shift` stands only beside keys without a character, or together with another modifier.
package struct KeyStroke: Hashable, Sendable {
    package let key: Key
    package let modifiers: Modifiers

    package init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    /// A key that types this character.
    package static func character(_ character: Character) -> KeyStroke {
        KeyStroke(.character(character))
    }

    /// Ctrl with a letter: `.control("p")`.
    package static func control(_ character: Character) -> KeyStroke {
        KeyStroke(.character(character), .control)
    }

    /// What the press types into a text; nil for keys that act.
    package var typed: Character? {
        guard case .character(let character) = key, modifiers.isEmpty else { return nil }
        return character
    }
}
