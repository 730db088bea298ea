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
    /// An operating system command or device control string: its content, at most `InputParser.replyBytesMax` bytes.
    case string(String)
}
