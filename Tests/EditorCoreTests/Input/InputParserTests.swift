import Testing

@testable import EditorCore

/// What reads give, one after the other, and then a pause.
private func events(_ reads: [UInt8]...) -> [InputEvent] { events(reads) }

private func events(_ reads: [[UInt8]]) -> [InputEvent] {
    var parser = InputParser()
    var events: [InputEvent] = []
    for read in reads { events += parser.feed(read) }
    while parser.patience != nil { events += parser.timeout() }
    return events
}

private func events(_ reads: String...) -> [InputEvent] { events(reads.map { Array($0.utf8) }) }

/// The names of keys; other events as they describe themselves.
private func names(_ bytes: String) -> String {
    events(bytes).map {
        guard case .key(let stroke) = $0 else { return "\($0)" }
        return stroke.name
    }.joined(separator: " ")
}

struct InputParserTests {
    @Test(arguments: [
        ("a", "a"), ("G", "G"), (" ", "space"), ("\r", "enter"), ("\t", "tab"),
        ("\u{7F}", "backspace"),
        ("\u{8}", "backspace"), ("\n", "ctrl-j"), ("\u{1B}", "esc"), ("\u{10}", "ctrl-p"),
        ("\u{11}", "ctrl-q"),
        ("\u{0}", "ctrl-space"), ("\u{1D}", "ctrl-]"), ("\u{1F}", "ctrl-_"), ("é", "é"),
        ("日本", "日 本"),
        ("ab\u{10}c", "a b ctrl-p c"),
    ])
    func `characters and controls are keys`(bytes: String, expected: String) {
        #expect(names(bytes) == expected)
    }

    @Test(arguments: [
        ("[A", "up"), ("OA", "up"), ("[1;5A", "ctrl-up"), ("[1;3B", "alt-down"),
        ("[1;2C", "shift-right"),
        ("[1;6D", "ctrl-shift-left"), ("[Z", "shift-tab"), ("[3~", "delete"),
        ("[3;2~", "shift-delete"),
        ("[2~", "insert"), ("[H", "home"), ("OF", "end"), ("[1~", "home"), ("[7~", "home"),
        ("[8~", "end"),
        ("[5~", "page-up"), ("[6;5~", "ctrl-page-down"), ("OP", "f1"), ("[11~", "f1"),
        ("[[A", "f1"), ("[[E", "f5"),
        ("[15~", "f5"), ("[17~", "f6"), ("[24~", "f12"), ("[34~", "f20"), ("[1;5P", "ctrl-f1"),
        ("[1;2R", "shift-f3"),
        ("OM", "enter"), ("Oj", "*"), ("Oy", "9"),
    ])
    func `sequences of xterm, VT and the console are keys`(sequence: String, expected: String) {
        #expect(names("\u{1B}" + sequence) == expected)
    }

    @Test(arguments: [
        ("\u{1B}x", "alt-x"), ("\u{1B}X", "alt-X"), ("\u{1B}\r", "alt-enter"),
        ("\u{1B}\u{7F}", "alt-backspace"),
        ("\u{1B}\u{18}", "ctrl-alt-x"), ("\u{1B}é", "alt-é"), ("\u{1B}\u{1B}[A", "alt-up"),
        ("\u{1B}\u{1B}OA", "alt-up"),
        ("\u{1B}[", "alt-["), ("\u{1B}O", "alt-O"), ("\u{1B}]", "alt-]"), ("\u{1B}P", "alt-P"),
        ("\u{1B}\u{1B}", "esc esc"),
        ("\u{1B}\u{1B}x", "esc alt-x"),
    ])
    func `a leading ESC is Alt, or Escape when nothing follows`(bytes: String, expected: String) {
        #expect(names(bytes) == expected)
    }

    @Test(arguments: [
        ("[105;5u", "ctrl-i"), ("[27;5;105~", "ctrl-i"), ("[27u", "esc"), ("[97;2u", "A"),
        ("[49:33;2u", "!"),
        ("[13;3u", "alt-enter"), ("[57424u", "end"), ("[57376u", "f13"), ("[97;1:3u", ""),
        ("[1;1:3A", ""),
        ("[106;6u", "ctrl-shift-j"), ("[228;;228u", "ä"), ("[97;2;65u", "A"), ("[57441;2u", ""),
        ("[9;5u", "ctrl-tab"),
        ("[1114112u", ""), ("[55296u", ""), ("[7u", ""), ("[99999999999999999999u", ""), ("[u", ""),
        ("[;u", ""),
    ])
    func `kitty's protocol and modifyOtherKeys are keys`(sequence: String, expected: String) {
        #expect(names("\u{1B}" + sequence) == expected)
    }

    @Test(arguments: [
        ("[<0;5;7M", MouseEvent(column: 4, row: 6, button: .left)),
        ("[<0;5;7m", MouseEvent(column: 4, row: 6, button: .left, action: .release)),
        ("[<2;1;1M", MouseEvent(column: 0, row: 0, button: .right)),
        ("[<32;2;2M", MouseEvent(column: 1, row: 1, button: .left, action: .drag)),
        ("[<35;2;2M", MouseEvent(column: 1, row: 1, button: .none, action: .move)),
        ("[<64;300;2M", MouseEvent(column: 299, row: 1, button: .wheelUp)),
        ("[<81;3;2M", MouseEvent(column: 2, row: 1, button: .wheelDown, modifiers: .control)),
        ("[M !!", MouseEvent(column: 0, row: 0, button: .left)),
        ("[M#!!", MouseEvent(column: 0, row: 0, button: .left, action: .release)),
    ])
    func `mouse reports are mouse events`(sequence: String, event: MouseEvent) {
        #expect(events("\u{1B}" + sequence) == [.mouse(event)])
    }

    @Test func `focus reports and replies are events`() {
        #expect(events("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
        #expect(events("\u{1B}[?2026;2$y") == [.reply(.mode(2026, isKnown: true))])
        #expect(events("\u{1B}[?2026;0$y") == [.reply(.mode(2026, isKnown: false))])
        #expect(events("\u{1B}[?62;22c") == [.reply(.attributes([62, 22]))])
        #expect(
            events("\u{1B}]11;rgb:10/10/10\u{7}x") == [
                .reply(.ground(red: 16, green: 16, blue: 16)), .key(.character("x")),
            ])
        #expect(events("\u{1B}[?5u") == [.reply(.keyboard(flags: 5))])
        #expect(events("\u{1B}[?997;1n") == [.reply(.scheme(isDark: true))])
        #expect(
            events("\u{1B}P>|term\u{1B}", "\\x") == [
                .reply(.string(">|term")), .key(.character("x")),
            ])
    }

    @Test(arguments: [
        ("11;rgb:1010/ffff/0000", TerminalReply.ground(red: 16, green: 255, blue: 0)),
        ("11;rgba:f/0/8/8", .ground(red: 255, green: 0, blue: 136)),
        ("11;rgb:10/10", .string("11;rgb:10/10")), ("11;rgb:1g/10/10", .string("11;rgb:1g/10/10")),
        ("11;#101010", .string("11;#101010")), ("4;1;rgb:0/0/0", .string("4;1;rgb:0/0/0")),
    ])
    func `the colour of the ground is read, anything else is a string`(
        sent: String, reply: TerminalReply
    ) {
        #expect(events("\u{1B}]\(sent)\u{1B}\\") == [.reply(reply)])
    }

    @Test func `a ground is dark or light as an eye sees it`() {
        #expect(TerminalReply.ground(red: 20, green: 23, blue: 28).isDark == true)
        #expect(TerminalReply.ground(red: 253, green: 246, blue: 227).isDark == false)
        #expect(TerminalReply.ground(red: 0, green: 0, blue: 255).isDark == true)
        #expect(TerminalReply.scheme(isDark: false).isDark == false)
        #expect(TerminalReply.keyboard(flags: 1).isDark == nil)
    }

    @Test func `a reply that never ends gives the keyboard back at the next control`() {
        #expect(
            events("\u{1B}]11;rgb", "\r", "a") == [.key(KeyStroke(.enter)), .key(.character("a"))])
        #expect(events("\u{1B}]11;rgb\u{1B}") == [.key(KeyStroke(.escape))])
    }

    @Test func `a joined emoji typed at once is one key`() {
        #expect(events("👩‍💻é") == [.key(.character("👩‍💻")), .key(.character("é"))])
    }

    @Test func `a character cut between reads is whole`() {
        let bytes = Array("é日😀".utf8)

        for cut in 0...bytes.count {
            #expect(
                events(Array(bytes[..<cut]), Array(bytes[cut...]))
                    == [.key(.character("é")), .key(.character("日")), .key(.character("😀"))])
        }
    }

    @Test func `bytes that are no UTF-8 are replacement characters`() {
        #expect(events([0xFF, 0x61]) == [.key(.character("\u{FFFD}")), .key(.character("a"))])
        #expect(events([0x9B, 0x41]) == [.key(.character("\u{FFFD}")), .key(.character("A"))])
        #expect(events([0xC3], [0x41]) == [.key(.character("\u{FFFD}")), .key(.character("A"))])
    }
}

struct PasteTests {
    @Test func `a paste is one event and no key in it acts`() {
        #expect(
            events("\u{1B}[200~a\r\nb\rc\td\u{11}\u{1B}[31me\u{9B}\u{7F}\u{1B}[201~q")
                == [.paste("a\nb\nc\tde"), .key(.character("q"))])
    }

    @Test func `a paste may be cut anywhere`() {
        let bytes = Array("\u{1B}[200~日 \u{1B}[2 👩‍💻\r\n\u{1B}[201~x".utf8)

        for first in 0...bytes.count {
            var parser = InputParser()
            let found = parser.feed(Array(bytes[..<first])) + parser.feed(Array(bytes[first...]))
            #expect(found == [.paste("日 [2 👩‍💻\n"), .key(.character("x"))], "cut at \(first)")
        }
    }

    @Test func `a paste byte by byte is the same`() {
        let bytes = Array("\u{1B}[200~one\u{1B}[20two\u{1B}[201~".utf8)

        #expect(events(bytes.map { [$0] }) == [.paste("one[20two")])
    }

    @Test func `the colours of a paste are left out, and other text is not`() {
        let paste = "\u{1B}[200~\u{1B}[1;31mred\u{1B}[0m\u{1B}[K and \u{1B}[2x\u{1B}[201~"

        #expect(events(paste) == [.paste("red and [2x")])
    }

    @Test func `a paste waits for its end and not for a time`() {
        var parser = InputParser()
        _ = parser.feed(Array("\u{1B}[200~abc\u{1B}".utf8))

        #expect(parser.patience == nil)
        #expect(parser.timeout().isEmpty)
        #expect(parser.feed(Array("[201~".utf8)) == [.paste("abc")])
    }
}

struct CutSequenceTests {
    /// What a slow line may cut, and where: nothing of it is typed by anybody.
    @Test(arguments: [
        ("\u{1B}[1;", "5D", "ctrl-left"), ("\u{1B}[<35;10", ";20M", nil),
        ("\u{1B}[?6", "2;22c", nil),
        ("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}", "\\", nil),
        ("\u{1B}\u{1B}[1", ";5D", "ctrl-alt-left"),
    ])
    func `what has begun as a sequence waits for longer than Escape does`(
        start: String, rest: String, key: String?
    ) {
        var parser = InputParser()

        #expect(parser.feed(Array(start.utf8)).isEmpty)
        #expect(parser.patience == InputParser.sequenceDelay)
        let found = parser.feed(Array(rest.utf8))
        let stroke = key.flatMap(KeyStroke.init(name:))
        #expect(
            stroke.map { found == [.key($0)] }
                ?? !found.contains { if case .key = $0 { true } else { false } })
        #expect(parser.isAtRest)
    }

    @Test func `a sequence that never ends is dropped, and the next key is a key`() {
        var parser = InputParser()
        _ = parser.feed(Array("\u{1B}[1;".utf8))

        #expect(parser.timeout().isEmpty)
        #expect(parser.feed([0x61]) == [.key(.character("a"))])
    }

    @Test(arguments: [1, 7, 4000])
    func `a sequence beyond the bound is dropped with its end`(cut: Int) {
        let bytes = Array(("\u{1B}[" + String(repeating: "1;", count: 400) + "mab").utf8)
        let reads = stride(from: 0, to: bytes.count, by: cut).map {
            Array(bytes[$0..<min($0 + cut, bytes.count)])
        }

        #expect(events(reads) == [.key(.character("a")), .key(.character("b"))])
    }

    @Test func `Escape and Alt with a bracket are still told soon`() {
        for typed in ["\u{1B}", "\u{1B}[", "\u{1B}]"] {
            var parser = InputParser()
            _ = parser.feed(Array(typed.utf8))
            #expect(parser.patience == InputParser.escapeDelay)
            #expect(parser.timeout().count == 1)
        }
    }
}

struct InputParserFuzzTests {
    /// Bytes that terminals send often, so that sequences come about.
    private static let pieces: [[UInt8]] = [
        [0x1B], Array("\u{1B}[".utf8), Array("\u{1B}]".utf8), Array("\u{1B}P".utf8),
        Array("200~".utf8),
        Array("\u{1B}[201~".utf8), Array(";".utf8), Array(":".utf8), Array("<".utf8),
        Array("?".utf8), Array("M".utf8),
        Array("u".utf8), Array("~".utf8), Array("999999999999999999999".utf8), Array("👩‍💻".utf8),
        [0xF0, 0x9F], [0x80],
        [0xFF], [0x07], [0x9C], Array("O".utf8), [0x00],
    ]

    private func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...60, using: &generator)).flatMap { _ in
            Bool.random(using: &generator)
                ? Self.pieces.randomElement(using: &generator) ?? []
                : [UInt8.random(in: 0...255, using: &generator)]
        }
    }

    @Test(arguments: 0..<2000)
    func `random bytes never stop it, and memory stays bounded`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        var parser = InputParser()

        for _ in 0..<4 {
            _ = parser.feed(bytes(&generator))
            if Bool.random(using: &generator) { _ = parser.timeout() }
            #expect(parser.pending.count <= InputParser.sequenceBytesMax + 8)
        }
    }

    @Test(arguments: 0..<300)
    func `where reads are cut does not matter`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let bytes = bytes(&generator)
        var whole = InputParser()
        var cut = InputParser()

        let expected = typed(whole.feed(bytes))
        let found = typed(bytes.flatMap { cut.feed([$0]) })

        #expect(found == expected)
    }

    /// Events with runs of typed characters as one text: a cluster may be cut by a read.
    private func typed(_ events: [InputEvent]) -> [String] {
        var result: [String] = []
        var run = ""
        for event in events {
            if case .key(let stroke) = event, let character = stroke.typed {
                run.append(character)
                continue
            }
            if !run.isEmpty { result.append(run) }
            run = ""
            result.append("\(event)")
        }
        return result + (run.isEmpty ? [] : [run])
    }
}
