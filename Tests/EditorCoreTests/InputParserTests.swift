import Testing

@testable import EditorCore

/// Bytes as a terminal sends them, `^[` written as `\u{1B}`.
private func events(_ reads: String...) -> [InputEvent] {
    var parser = InputParser()
    var events: [InputEvent] = []
    for read in reads { events += parser.feed(Array(read.utf8)) }
    return events + parser.timeout()
}

private func names(_ bytes: String) -> [String] {
    events(bytes).map {
        guard case .key(let stroke) = $0 else { return "\($0)" }
        return stroke.name
    }
}

struct InputParserTests {
    @Test(arguments: [
        ("a", "a"), ("G", "G"), (" ", "space"), ("\r", "enter"), ("\t", "tab"), ("\u{7F}", "backspace"),
        ("\u{1B}", "esc"), ("\u{10}", "ctrl-p"), ("\u{11}", "ctrl-q"), ("\u{0}", "ctrl-space"), ("\u{1D}", "ctrl-]"),
        ("\u{1B}[A", "up"), ("\u{1B}OA", "up"), ("\u{1B}[1;5A", "ctrl-up"), ("\u{1B}[1;3B", "alt-down"),
        ("\u{1B}[Z", "shift-tab"), ("\u{1B}[3~", "delete"), ("\u{1B}[3;2~", "shift-delete"), ("\u{1B}[2~", "insert"),
        ("\u{1B}[H", "home"), ("\u{1B}OF", "end"), ("\u{1B}[1~", "home"), ("\u{1B}[5~", "page-up"),
        ("\u{1B}OP", "f1"), ("\u{1B}[15~", "f5"), ("\u{1B}[24~", "f12"), ("\u{1B}[1;5P", "ctrl-f1"),
        ("\u{1B}[[A", "f1"), ("\u{1B}x", "alt-x"), ("\u{1B}X\u{1B}\\", "reply"), ("\u{1B}\r", "alt-enter"),
        ("\u{1B}\u{7F}", "alt-backspace"), ("\u{1B}\u{18}", "ctrl-alt-x"), ("\u{1B}é", "alt-é"),
        ("\u{1B}[105;5u", "ctrl-i"), ("\u{1B}[27;5;105~", "ctrl-i"), ("\u{1B}[27u", "esc"), ("\u{1B}[97;2u", "A"),
        ("\u{1B}\u{1B}[A", "alt-up"), ("\u{1B}[97;1:3u", ""), ("\u{1B}[106;6u", "ctrl-shift-j"),
    ])
    func `bytes are keys`(bytes: String, name: String) {
        let found = names(bytes)

        switch name {
        case "": #expect(found.isEmpty)
        case "reply": #expect(events(bytes) == [.reply(.string(""))])
        case "alt-[": #expect(found == ["esc"] || found == ["alt-[", "esc"] || found == ["esc", "esc"])
        default: #expect(found == [name])
        }
    }
}
