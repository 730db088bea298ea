/// What a terminal understands, as far as drawing on it goes.
package struct TerminalDialect: Hashable, Sendable {
    package var depth: ColourDepth
    /// What is erased takes the pen's background (`bce` of terminfo), not the terminal's own.
    package var erasesInColour: Bool
    /// Some cells of a row can be erased (ECH), not only its end.
    package var erasesCells: Bool
    /// xterm's language beyond ECMA-48's core: cursor to a column and to a row, struck text.
    package var isXterm: Bool
    /// An underline may be a wave (`SGR 4:3`); elsewhere it is straight.
    package var hasCurl: Bool
    /// Text may carry an address (OSC 8).
    package var hasLinks: Bool
    /// Frames may be marked off (mode 2026), for the terminal said so.
    package var isSynchronized: Bool

    package init(
        depth: ColourDepth, erasesInColour: Bool = false, erasesCells: Bool = true,
        isXterm: Bool = true,
        hasCurl: Bool = false, hasLinks: Bool = false, isSynchronized: Bool = false
    ) {
        self.depth = depth
        self.erasesInColour = erasesInColour
        self.erasesCells = erasesCells
        self.isXterm = isXterm
        self.hasCurl = hasCurl
        self.hasLinks = hasLinks
        self.isSynchronized = isSynchronized
    }
}
