extension InputParser {
    /// Reads one key, one run of text, or the opening of a sequence. Leaves the place unmoved if more bytes are needed.
    mutating func ground(_ input: inout ByteCursor, _ events: inout [InputEvent]) {
        guard let byte = input.peek() else { return }
        switch byte {
        case 0x1B: escape(&input, &events)
        case 0x00...0x1F, 0x7F:
            input.index += 1
            events.append(.key(Self.key(ofControl: byte)))
        default: text(&input, &events)
        }
    }

    /// What a control byte is on a keyboard.
    static func key(ofControl byte: UInt8) -> KeyStroke {
        switch byte {
        case 0x00: KeyStroke(.character(" "), .control)
        case 0x08, 0x7F: KeyStroke(.backspace)
        case 0x09: KeyStroke(.tab)
        case 0x0D: KeyStroke(.enter)
        case 0x1B: KeyStroke(.escape)
        case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
        default: .control(Character(Unicode.Scalar(byte + 0x40)))
        }
    }

    /// Reads text up to the next control byte, or to a character that is cut at the end.
    private mutating func text(_ input: inout ByteCursor, _ events: inout [InputEvent]) {
        let start = input.index
        var end = start
        while end < input.bytes.count, input.bytes[end] >= 0x20, input.bytes[end] != 0x7F {
            end += 1
        }
        if end == input.bytes.count { end -= cutTail(input.bytes, start, end) }
        guard end > start else { return }
        input.index = end
        let run = String(decoding: input.bytes[start..<end], as: UTF8.self)
        for character in run where !character.isControl {
            events.append(.key(.character(character)))
        }
    }

    /// How many bytes at the end are the beginning of a UTF-8 character that is not complete.
    private func cutTail(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        for length in 1...3 where end - length >= start {
            let byte = bytes[end - length]
            let needed = byte >= 0xF0 && byte <= 0xF4 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
            if byte >= 0xC0 { return byte <= 0xF4 && needed > length ? length : 0 }
            if byte < 0x80 { return 0 }
        }
        return 0
    }

    /// Reads what follows an ESC.
    private mutating func escape(_ input: inout ByteCursor, _ events: inout [InputEvent]) {
        guard let next = input.peek(1) else { return }
        switch next {
        case UInt8(ascii: "["): controlSequence(&input, at: 2, [], &events)
        case UInt8(ascii: "O"): singleShift(&input, at: 2, [], &events)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
            UInt8(ascii: "_"):
            state = .string
            stringOpener = Character(Unicode.Scalar(next))
            content = []
            input.index += 2
        case 0x1B: doubleEscape(&input, &events)
        default: altKey(&input, &events)
        }
    }

    /// ESC ESC: Alt with a key that itself is a sequence, or two presses of Escape.
    private mutating func doubleEscape(_ input: inout ByteCursor, _ events: inout [InputEvent]) {
        guard let third = input.peek(2) else { return }
        if third == UInt8(ascii: "[") {
            controlSequence(&input, at: 3, .alt, &events)
        } else if third == UInt8(ascii: "O") {
            singleShift(&input, at: 3, .alt, &events)
        } else {
            input.index += 1
            events.append(.key(KeyStroke(.escape)))
        }
    }

    /// ESC and a character: that character with Alt.
    private mutating func altKey(_ input: inout ByteCursor, _ events: inout [InputEvent]) {
        guard let byte = input.peek(1) else { return }
        if byte < 0x20 || byte == 0x7F {
            let plain = Self.key(ofControl: byte)
            events.append(.key(KeyStroke(plain.key, plain.modifiers.union(.alt))))
            input.index += 2
            return
        }
        let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        let end = input.index + 1 + length
        guard end <= input.bytes.count else { return }
        let typed = String(decoding: input.bytes[(input.index + 1)..<end], as: UTF8.self)
        if let character = typed.first, !character.isControl {
            events.append(.key(KeyStroke(normalising: .character(character), .alt)))
        }
        input.index = end
    }
}

extension Character {
    /// Whether any scalar of it is a C0 or C1 control, or DEL.
    var isControl: Bool { unicodeScalars.contains(where: \.isControl) }
}

extension Unicode.Scalar {
    /// Whether it is a C0 or C1 control, or DEL.
    var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
