extension InputParser {
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    /// Collects a paste up to its end marker; a marker cut by the read stays pending.
    mutating func paste(_ input: inout ByteCursor, _ events: inout [InputEvent]) {
        let rest = input.bytes[input.index...]
        var place = rest.startIndex
        while let escape = rest[place...].firstIndex(of: 0x1B) {
            let candidate = rest[escape...].prefix(Self.pasteEnd.count)
            if candidate.elementsEqual(Self.pasteEnd) {
                keep(rest[rest.startIndex..<escape], Self.pasteBytesMax)
                input.index = escape + Self.pasteEnd.count
                state = .ground
                events.append(.paste(Self.cleaned(content)))
                content = []
                return
            }
            if candidate.count < Self.pasteEnd.count, Self.pasteEnd.starts(with: candidate) {
                keep(rest[rest.startIndex..<escape], Self.pasteBytesMax)
                input.index = escape
                pending = input.takeRest()
                return
            }
            place = escape + 1
        }
        keep(rest, Self.pasteBytesMax)
        input.index = input.bytes.count
    }

    /// Reads a reply string; BEL and `ESC \` end it, any other control breaks it off.
    mutating func string(_ input: inout ByteCursor, _ events: inout [InputEvent]) {
        let rest = input.bytes[input.index...]
        let end = rest.firstIndex { $0 < 0x20 || $0 == 0x7F } ?? rest.endIndex
        keep(rest[rest.startIndex..<end], Self.replyBytesMax)
        input.index = end
        guard end < rest.endIndex else { return }
        switch (rest[end], input.peek(1)) {
        case (0x07, _): finishString(&events, &input, 1)
        case (0x1B, UInt8(ascii: "\\")): finishString(&events, &input, 2)
        case (0x1B, nil): pending = input.takeRest()
        default:
            state = .ground
            content = []
        }
    }

    private mutating func finishString(
        _ events: inout [InputEvent], _ input: inout ByteCursor, _ length: Int
    ) {
        input.index += length
        state = .ground
        let text = String(decoding: content, as: UTF8.self)
        events.append(.reply(TerminalReply(string: text, opener: stringOpener)))
        content = []
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>, _ limit: Int) {
        content.append(contentsOf: bytes.prefix(max(0, limit - content.count)))
    }

    /// The text of a paste: line breaks as `\n`, no other control but the tab, none of the colours (SGR, and the EL behind
    /// them) of what a program had shown.
    ///
    /// Works on the bytes of text that is well-formed already, so that what is left stays well-formed.
    static func cleaned(_ bytes: [UInt8]) -> String {
        let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
        var kept: [UInt8] = []
        kept.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            let byte = text[place]
            let next = place + 1 < text.count ? text[place + 1] : 0
            switch byte {
            case 0x0D: if next != 0x0A { kept.append(0x0A) }
            case 0x1B where next == UInt8(ascii: "["):
                let end = text[(place + 2)...].firstIndex { !(0x20...0x3F).contains($0) }
                if let end, text[end] == UInt8(ascii: "m") || text[end] == UInt8(ascii: "K") {
                    place = end
                }
            case 0x09, 0x0A, 0x20..<0x7F, 0x80..<0xC2, 0xC3...: kept.append(byte)
            case 0xC2 where next < 0xA0: place += 1  // C1 is C2 and 80...9F
            case 0xC2: kept.append(byte)
            default: break
            }
            place += 1
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
