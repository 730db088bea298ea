extension InputParser {
    /// Reads a control sequence whose parameters begin `offset` bytes on.
    mutating func controlSequence(
        _ input: inout ByteCursor, at offset: Int, _ held: Modifiers, _ events: inout [InputEvent]
    ) {
        if held.isEmpty, input.peek(offset) == UInt8(ascii: "M") {
            oldMouse(&input, at: offset + 1, &events)
            return
        }
        var length = offset
        if input.peek(offset) == UInt8(ascii: "[") { length += 1 }  // the Linux console's ESC [ [ A
        while let byte = input.peek(length), (0x20...0x3F).contains(byte),
            length < Self.sequenceBytesMax
        { length += 1 }
        guard let final = input.peek(length) else { return }
        if length >= Self.sequenceBytesMax, (0x20...0x3F).contains(final) {
            input.index += length
            state = .overlong
            return
        }
        let start = input.index + offset
        let parameters = Array(input.bytes[start..<(input.index + length)])
        // A control or a non-ASCII byte breaks the sequence off and is read for itself.
        let isWhole = (0x40...0x7E).contains(final)
        input.index += isWhole ? length + 1 : length
        guard isWhole else { return }
        if let event = sequenceEvent(ControlSequence(parameters, final), held) {
            events.append(event)
        }
    }

    /// Drops what is left of a control sequence that is too long, with its end.
    mutating func overlong(_ input: inout ByteCursor) {
        while let byte = input.peek(), (0x20...0x3F).contains(byte) { input.index += 1 }
        guard let end = input.peek() else { return }
        if (0x40...0x7E).contains(end) { input.index += 1 }
        state = .ground
    }

    /// Reads ESC O and its letter: keys in application mode.
    mutating func singleShift(
        _ input: inout ByteCursor, at offset: Int, _ held: Modifiers, _ events: inout [InputEvent]
    ) {
        var length = offset
        while let byte = input.peek(length), (0x30...0x3B).contains(byte), length < offset + 4 {
            length += 1
        }
        guard let final = input.peek(length) else { return }
        guard (0x40...0x7E).contains(final) else {
            // No letter: it was Alt-O, and the rest stands for itself.
            events.append(.key(KeyStroke(.character("O"), .alt)))
            input.index += offset
            return
        }
        let sequence = ControlSequence(
            Array(input.bytes[(input.index + offset)..<(input.index + length)]), final)
        input.index += length + 1
        let modifiers = held.union(Modifiers(sent: sequence.number(sequence.count - 1) ?? 1))
        if let key = KeyTables.letters[final] ?? KeyTables.keypad[final] {
            events.append(.key(KeyStroke(normalising: key, modifiers)))
        }
    }

    /// X10 mouse: three bytes after `ESC [ M`, each 32 too large.
    private mutating func oldMouse(
        _ input: inout ByteCursor, at offset: Int, _ events: inout [InputEvent]
    ) {
        guard let button = input.peek(offset), let column = input.peek(offset + 1),
            let row = input.peek(offset + 2)
        else { return }
        input.index += offset + 3
        guard button >= 32, column >= 33, row >= 33 else { return }
        let code = Int(button) - 32
        let released = code & 0x43 == 3
        events.append(
            .mouse(
                MouseEvent(
                    code: released ? code & ~3 : code, column: Int(column) - 33, row: Int(row) - 33,
                    released)))
    }

    private mutating func sequenceEvent(_ sequence: ControlSequence, _ held: Modifiers)
        -> InputEvent?
    {
        switch (sequence.marker, sequence.final) {
        case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
            return mouse(sequence)
        case (UInt8(ascii: "?"), _): return reply(sequence)
        case (UInt8(ascii: "["), _):
            return KeyTables.console[sequence.final].map { .key(KeyStroke($0, held)) }
        case (nil, UInt8(ascii: "t")) where sequence.number(0) == 6: return cellSize(sequence)
        case (nil, UInt8(ascii: "I")) where sequence.isBare: return .focus(true)
        case (nil, UInt8(ascii: "O")) where sequence.isBare: return .focus(false)
        case (nil, UInt8(ascii: "~")) where sequence.number(0) == 200:
            state = .paste
            content = []
            return nil
        case (nil, _): return sequence.keyStroke(held).map { .key($0) }
        default: return nil
        }
    }

    private func mouse(_ sequence: ControlSequence) -> InputEvent? {
        guard let code = sequence.number(0), let column = sequence.number(1),
            let row = sequence.number(2), column >= 1,
            row >= 1
        else { return nil }
        return .mouse(
            MouseEvent(
                code: code, column: column - 1, row: row - 1, sequence.final == UInt8(ascii: "m")))
    }

    private func cellSize(_ sequence: ControlSequence) -> InputEvent? {
        guard let height = sequence.number(1), let width = sequence.number(2) else { return nil }
        return .reply(.cellSize(width: width, height: height))
    }

    private func reply(_ sequence: ControlSequence) -> InputEvent? {
        switch sequence.final {
        case UInt8(ascii: "y"):
            guard let mode = sequence.number(0), let status = sequence.number(1) else { return nil }
            return .reply(.mode(mode, isKnown: status == 1 || status == 2 || status == 3))
        case UInt8(ascii: "c"):
            return .reply(.attributes((0..<sequence.count).compactMap { sequence.number($0) }))
        case UInt8(ascii: "R"):
            guard let row = sequence.number(0), let column = sequence.number(1), row >= 1,
                column >= 1
            else { return nil }
            return .reply(.cursor(column: column - 1, row: row - 1))
        case UInt8(ascii: "u"): return .reply(.keyboard(flags: sequence.number(0) ?? 0))
        case UInt8(ascii: "n"):
            guard sequence.number(0) == 997, let scheme = sequence.number(1) else { return nil }
            return .reply(.scheme(isDark: scheme == 1))
        default: return nil
        }
    }
}

extension MouseEvent {
    /// From a report's button code: two low bits the button, 4 8 16 modifiers, 32 motion, 64 the wheel.
    fileprivate init(code: Int, column: Int, row: Int, _ released: Bool) {
        let isWheel = code & 64 != 0
        let button: Button =
            switch (isWheel, code & 3) {
            case (true, 0): .wheelUp
            case (true, 1): .wheelDown
            case (true, _): .none
            case (false, 0): .left
            case (false, 1): .middle
            case (false, 2): .right
            case (false, _): .none
            }
        let moves = code & 32 != 0
        let action: Action =
            released ? .release : moves ? (button == .none ? .move : .drag) : .press
        var modifiers: Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        self.init(column: column, row: row, button: button, action: action, modifiers: modifiers)
    }
}
