/// Turns the bytes a terminal sends into events, whatever the cuts between reads.
///
/// Understands xterm and VT sequences with modifiers, Alt as a leading ESC, kitty's keyboard protocol, modifyOtherKeys,
/// SGR mouse reports, bracketed paste, focus reports and replies. What it does not understand it drops whole. Memory is
/// bounded by `sequenceBytesMax`, `replyBytesMax` and `pasteBytesMax`; a paste beyond its bound is cut, not dropped.
///
/// States and their exits: *ground* → paste at `ESC [ 200 ~`, → string at `ESC ]`, `ESC P`, `ESC X`, `ESC ^`, `ESC _`;
/// *paste* → ground at `ESC [ 201 ~` only; *string* → ground at BEL, ST, ESC or any other control; *overlong* → ground behind the control
/// sequence that is broken off.
///
/// Related: ECMA-48 §5.4; xterm's ctlseqs.
package struct InputParser: Sendable {
    enum State: Hashable, Sendable { case ground, paste, string, overlong }

    /// The longest control sequence that is read; a longer one is broken off.
    package static let sequenceBytesMax = 256
    /// The longest reply string that is kept.
    package static let replyBytesMax = 4096
    /// The longest paste.
    package static let pasteBytesMax = 64 << 20
    /// How long what may be a key by itself (ESC, Alt-[) waits for the rest of a sequence.
    package static let escapeDelay: Duration = .milliseconds(25)
    /// How long the beginning of a sequence that no key sends by itself waits: a slow line may cut it anywhere.
    package static let sequenceDelay: Duration = .seconds(1)

    var state = State.ground
    /// Bytes not understood yet: a cut sequence, a cut character.
    var pending: [UInt8] = []
    /// The string or the paste so far.
    var content: [UInt8] = []

    package init() {}

    /// Where bytes wait that mean something else if nothing follows: how long `timeout()` is to be put off.
    package var patience: Duration? {
        switch state {
        case .ground where pending.first != 0x1B: nil
        case .ground: isSequence ? Self.sequenceDelay : Self.escapeDelay
        case .string where !content.isEmpty: pending.isEmpty ? nil : Self.sequenceDelay
        case .string: Self.escapeDelay
        case .overlong: Self.sequenceDelay
        case .paste: nil
        }
    }

    /// What waits has parameters already: a control sequence, and nothing that is typed.
    private var isSequence: Bool {
        let rest = pending.drop { $0 == 0x1B }
        return rest.count > 1 && rest.first == UInt8(ascii: "[")
    }

    /// Reads what one `read` gave.
    ///
    /// Scalars of one character that arrive together (a joined emoji) are one key; a character cut between reads is
    /// completed first.
    package mutating func feed(_ bytes: [UInt8]) -> [InputEvent] {
        var input = ByteCursor(pending + bytes)
        pending = []
        var events: [InputEvent] = []
        while !input.isAtEnd {
            let before = (input.index, state)
            switch state {
            case .ground: ground(&input, &events)
            case .paste: paste(&input, &events)
            case .string: string(&input, &events)
            case .overlong: overlong(&input)
            }
            if (input.index, state) == before, !input.isAtEnd { pending = input.takeRest() }
        }
        return events
    }

    /// Whether the next byte begins something.
    package var isAtRest: Bool { state == .ground && pending.isEmpty }

    /// What the waiting bytes mean when nothing followed: a lone ESC is Escape, `ESC [` is Alt-[; a sequence that was begun is dropped.
    package mutating func timeout() -> [InputEvent] {
        guard patience != nil else { return [] }
        if state == .overlong || (state == .ground && isSequence) {
            state = .ground
            pending = []
            return []
        }
        if state == .string {
            state = .ground
            content = []
            guard pending.isEmpty else {
                pending = []
                return [.key(KeyStroke(.escape))]
            }
            return [.key(KeyStroke(normalising: .character(stringOpener), .alt))]
        }
        let bytes = pending
        pending = []
        return Self.loneEscape(bytes)
    }

    /// The character after ESC that opened the string: what was typed with Alt if no string follows.
    var stringOpener: Character = "]"

    /// Escape, then what stands after it read anew as if typed with Alt where that makes sense.
    private static func loneEscape(_ bytes: [UInt8]) -> [InputEvent] {
        if bytes.count == 2, (0x21...0x7E).contains(bytes[1]) {
            let typed = Character(Unicode.Scalar(bytes[1]))
            return [.key(KeyStroke(normalising: .character(typed), .alt))]
        }
        let escapes = bytes.prefix { $0 == 0x1B }.count
        return Array(
            repeating: .key(KeyStroke(.escape)), count: escapes == bytes.count ? escapes : 1)
    }
}

/// Bytes with a place in them.
struct ByteCursor {
    let bytes: [UInt8]
    var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index >= bytes.count }
    /// The byte at the place, or that many after it; nil beyond the end.
    func peek(_ ahead: Int = 0) -> UInt8? {
        index + ahead < bytes.count ? bytes[index + ahead] : nil
    }

    mutating func takeRest() -> [UInt8] {
        defer { index = bytes.count }
        return Array(bytes[index...])
    }
}
