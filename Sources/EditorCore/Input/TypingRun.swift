/// Printable letters of ASCII.
package struct LetterSet: Hashable, Sendable {
    package static let all = LetterSet(0x20..<0x7F)

    /// A bit for each byte from 0x00 to 0x3F, and from 0x40 to 0x7F.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// - Parameter letters: What is no printable ASCII is left out.
    package init(_ letters: some Sequence<UInt8>) {
        for letter in letters where 0x20..<0x7F ~= letter {
            let bit = 1 << UInt64(letter & 63) as UInt64
            if letter < 0x40 { low |= bit } else { high |= bit }
        }
    }

    /// The bits, those of the lower bytes first.
    package var words: (UInt64, UInt64) { (low, high) }

    package func contains(_ letter: UInt8) -> Bool {
        letter < 0x80 && (letter < 0x40 ? low : high) >> UInt64(letter & 63) & 1 == 1
    }
}

/// Leave to show letters by oneself: each stands behind the one before it, and nothing else comes of it. They are taken in
/// together, and kept, when the run is over.
package struct TypingRun: Hashable, Sendable {
    /// How long letters may be on the screen alone; what was typed is then to be kept.
    package static let patience: Duration = .milliseconds(750)
    /// How long after a letter the next one goes on with the run.
    package static let rest: Duration = .milliseconds(80)

    package let letters: LetterSet
    /// How many there is room for.
    package let room: Int

    /// - Returns: nil where there is no room for any.
    package init?(_ letters: LetterSet = .all, room: Int) {
        guard room > 0 else { return nil }
        self.letters = letters
        self.room = room
    }
}
