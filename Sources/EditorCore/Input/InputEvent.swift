/// What came from the terminal.
package enum InputEvent: Hashable, Sendable {
    case key(KeyStroke)
    /// A whole paste, however many reads it took: line breaks are `\n`, tabs stay, other control characters are gone.
    case paste(String)
    case mouse(MouseEvent)
    /// The terminal's window got (true) or lost (false) the keyboard.
    case focus(Bool)
    case reply(TerminalReply)
}

/// A mouse button pressed, moved or let go; cells from the top left corner, which is column 0, row 0.
package struct MouseEvent: Hashable, Sendable {
    package enum Button: Hashable, Sendable { case none, left, middle, right, wheelUp, wheelDown }
    package enum Action: Hashable, Sendable { case press, release, drag, move }

    package var column: Int
    package var row: Int
    package var button: Button
    package var action: Action
    package var modifiers: Modifiers

    package init(
        column: Int, row: Int, button: Button, action: Action = .press, modifiers: Modifiers = []
    ) {
        self.column = column
        self.row = row
        self.button = button
        self.action = action
        self.modifiers = modifiers
    }
}

/// An answer of the terminal to a question of ours.
package enum TerminalReply: Hashable, Sendable {
    /// DECRQM: the private mode, and whether the terminal knows it.
    case mode(Int, isKnown: Bool)
    /// DA1: the terminal's attributes.
    case attributes([Int])
    /// CPR, from 0.
    case cursor(column: Int, row: Int)
    /// The flags of kitty's keyboard protocol that are on; only terminals that know it answer.
    case keyboard(flags: Int)
    /// OSC 11: the colour of the terminal's own ground, each part 0...255.
    case ground(red: Int, green: Int, blue: Int)
    /// Mode 2031 or `CSI ? 996 n`: whether the terminal's colours are dark ones.
    case scheme(isDark: Bool)
    /// The pixels of a cell.
    case cellSize(width: Int, height: Int)
    /// Another operating system command or device control string: its content, at most `InputParser.replyBytesMax` bytes.
    case string(String)
}

extension TerminalReply {
    /// From a string that an `ESC` and the opener began.
    init(string: String, opener: Character) {
        if opener == "]", string.hasPrefix("11;"), let ground = Self.ground(string.dropFirst(3)) {
            self = ground
        } else {
            self = .string(string)
        }
    }

    /// Reads `rgb:RRRR/GGGG/BBBB` or `rgba:…`, one to four hexadecimal digits each (XParseColor).
    private static func ground(_ text: Substring) -> TerminalReply? {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0] == "rgb" || halves[0] == "rgba" else { return nil }
        let parts = halves[1].split(separator: "/", omittingEmptySubsequences: false).map(level)
        guard parts.count >= 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
            return nil
        }
        return .ground(red: red, green: green, blue: blue)
    }

    private static func level(_ digits: Substring) -> Int? {
        guard (1...4).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
            let value = Int(digits, radix: 16)
        else { return nil }
        return value * 255 / ((1 << (4 * digits.utf8.count)) - 1)
    }

    /// Whether the terminal's ground is dark, where the reply says it.
    package var isDark: Bool? {
        switch self {
        case .scheme(let isDark): isDark
        // The eye's weights (ITU-R BT.601).
        case .ground(let red, let green, let blue): 299 * red + 587 * green + 114 * blue < 127_500
        default: nil
        }
    }
}
