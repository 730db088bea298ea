import Testing

@testable import ScreenCore

/// What the writer sends, byte for byte.
struct TerminalWriterTests {
    private static let direct = TerminalDialect(depth: .direct, erasesInColour: true)

    /// Bytes as text, ESC as `^`.
    private func shown(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
            switch scalar {
            case "\u{1B}": "^"
            case "\r": "<CR>"
            case "\n": "<LF>"
            case "\u{8}": "<BS>"
            default: String(scalar)
            }
        }.joined()
    }

    private func frame(
        _ lines: [String], columns: Int = 20, cursor: Frame.Cursor? = nil, style: CellStyle = .plain
    ) -> Frame {
        var frame = Frame(columns: columns, rows: 5)
        for (row, line) in lines.enumerated() { frame.put(line, row: row, column: 0, style: style) }
        frame.cursor = cursor
        return frame
    }

    /// What the second frame costs after the first.
    private func step(
        _ first: Frame, _ second: Frame, _ dialect: TerminalDialect = Self.direct
    ) -> String {
        var writer = TerminalWriter(dialect)
        _ = writer.bytes(for: first)
        return shown(writer.bytes(for: second))
    }

    @Test func `the first frame erases and draws what is not blank`() {
        var writer = TerminalWriter(Self.direct)
        var frame = frame(["ab", "", "  c"])
        frame.title = "t\u{7}t"

        let bytes = writer.bytes(for: frame)

        #expect(shown(bytes) == "^[m^[H^[Jab<LF><LF>c^[?25l^]2;t␇t^\\")
    }

    @Test func `the same frame costs nothing`() {
        let one = frame(["Vegan bread"], cursor: .init(row: 0, column: 3))

        #expect(step(one, one) == "")
    }

    @Test func `a typed character is itself`() {
        let before = frame(["Vegan"], cursor: .init(row: 0, column: 5))
        let after = frame(["Vegan!"], cursor: .init(row: 0, column: 6))

        #expect(step(before, after) == "!")
    }

    @Test func `a character typed amid a line draws the rest of it and steps back`() {
        let before = frame(["abdef"], cursor: .init(row: 0, column: 2))
        let after = frame(["abcdef"], cursor: .init(row: 0, column: 3))

        #expect(step(before, after) == "cdef<BS><BS><BS>")
    }

    @Test(arguments: [
        (0, 1, "<BS>"), (1, 2, "<LF>"), (0, 2, ""), (0, 0, "<CR>"), (0, 9, "^[7C"), (4, 2, "^[4B"),
        (2, 0, "<CR><LF><LF>"), (3, 17, "^[4;18H"),
    ])
    func `a motion is the shortest`(row: Int, column: Int, expected: String) {
        let before = frame([], cursor: .init(row: 0, column: 2))
        let after = frame([], cursor: .init(row: row, column: column))

        // Four line feeds are as short as the sequence.
        #expect(step(before, after).replacing("<LF><LF><LF><LF>", with: "^[4B") == expected)
    }

    @Test func `one row up is a reverse line feed`() {
        let before = frame([], cursor: .init(row: 3, column: 2))
        let after = frame([], cursor: .init(row: 2, column: 2))

        #expect(step(before, after) == "^M")
    }

    @Test func `a blank end of a row is erased, in its own ground`() {
        let red = CellStyle(background: .rgb(200, 0, 0))
        let before = frame(["some words here"], cursor: .init(row: 0, column: 0))
        var after = frame(["some"], cursor: .init(row: 0, column: 0))
        after.fill(CellRect(row: 0, column: 4, width: 16, height: 1), style: red)

        #expect(step(before, after) == "some^[48;2;200;0;0m^[K<CR>")
        let uncoloured = step(before, after, TerminalDialect(depth: .direct))
        #expect(uncoloured == "some^[48;2;200;0;0m" + String(repeating: " ", count: 16) + "<CR>")
    }

    @Test func `blanks inside a row are erased where that is shorter`() {
        let before = frame(["abcdefghijklmnopqrst"], cursor: .init(row: 0, column: 0))
        let after = frame(["ab              qrst"], cursor: .init(row: 0, column: 0))

        #expect(step(before, after) == "ab^[14X<CR>")
    }

    @Test func `a pen changes by what differs, or begins anew where that is shorter`() {
        let blue = CellStyle(foreground: .rgb(1, 2, 3), background: .rgb(9, 9, 9))
        var before = Frame(columns: 20, rows: 1)
        before.cursor = .init(row: 0, column: 0)
        var after = before
        after.put("a", row: 0, column: 0, style: blue.adding([.bold, .italic]))
        after.put("b", row: 0, column: 1, style: blue.adding(.bold))
        after.put("c", row: 0, column: 2, style: blue)
        after.put("d", row: 0, column: 3, style: CellStyle(attributes: .bold))
        after.put("e", row: 0, column: 4, style: .plain)
        after.cursor = .init(row: 0, column: 5)

        #expect(
            step(before, after)
                == "^[1;3;38;2;1;2;3;48;2;9;9;9ma^[23mb^[22mc^[0;1md^[me")
    }

    @Test func `a colour of the fixed table is asked for by its number`() {
        let style = CellStyle(foreground: .rgb(255, 135, 0), background: .rgb(18, 18, 18))

        #expect(step(frame([]), frame(["x"], style: style)) == "^[38;5;208;48;5;233mx")
    }

    @Test(arguments: [
        (ColourDepth.direct, "38;2;132;185;255"), (.indexed256, "38;5;111"), (.sixteen, "37"),
        (.eight, "37"),
    ])
    func `colours fall back by the terminal's depth`(depth: ColourDepth, expected: String) {
        let style = CellStyle(foreground: .rgb(132, 185, 255))
        let bytes = step(frame([]), frame(["x"], style: style), TerminalDialect(depth: depth))

        #expect(bytes == "^[\(expected)mx")
    }

    @Test func `without colours there are attributes`() {
        let style = CellStyle(foreground: .rgb(132, 185, 255), attributes: .bold)

        #expect(
            step(frame([]), frame(["x"], style: style), TerminalDialect(depth: .none))
                == "^[1mx")
    }

    @Test func `a wave is a line where the terminal bends none`() {
        let style = CellStyle(attributes: .curl)
        let bending = TerminalDialect(depth: .none, hasCurl: true)

        #expect(step(frame([]), frame(["x"], style: style), bending) == "^[4:3mx")
        #expect(step(frame([]), frame(["x"], style: style)) == "^[4mx")
    }

    @Test func `a joined emoji is written whole, and the cursor is placed behind it`() {
        let before = frame(["ab"], cursor: .init(row: 0, column: 0))
        let after = frame(["👩‍💻b"], cursor: .init(row: 0, column: 0))

        #expect(step(before, after) == "  <CR>👩‍💻^[1;3Hb ^[H".replacing("b ^[H", with: "b <CR>"))
    }

    @Test func `marks on a letter need no placing`() {
        let before = frame([], cursor: .init(row: 0, column: 0))
        let after = frame(["e\u{301}日x"], cursor: .init(row: 0, column: 4))

        #expect(step(before, after) == "e\u{301}日x")
    }

    @Test func `an unchanged letter between two changes is drawn again rather than jumped over`() {
        let before = frame(["axbxxxxxxc"], cursor: .init(row: 0, column: 0))
        let after = frame(["AxBxxxxxxC"], cursor: .init(row: 0, column: 10))

        #expect(step(before, after) == "AxB^[6CC")
    }

    @Test func `frames of some length are marked off where the terminal knows that`() {
        let long = frame((0..<5).map { _ in String(repeating: "x", count: 120) }, columns: 120)
        let synchronized = TerminalDialect(depth: .direct, isSynchronized: true)
        var writer = TerminalWriter(synchronized)

        let bytes = shown(writer.bytes(for: long))

        #expect(bytes.hasPrefix("^[?2026h") && bytes.hasSuffix("^[?2026l"))
        #expect(step(frame([]), frame(["x"]), synchronized) == "x")
    }

    @Test func `a linked text names its address where the terminal knows links`() throws {
        let link = try #require(LinkAddress("https://example.com/a?b=c"))
        let linking = TerminalDialect(depth: .direct, hasLinks: true)
        var before = Frame(columns: 20, rows: 1)
        before.cursor = .init(row: 0, column: 0)
        var after = before
        after.put("ab c", row: 0, column: 0, style: CellStyle(link: link))
        after.put("d", row: 0, column: 4, style: .plain)
        after.cursor = .init(row: 0, column: 5)

        #expect(
            step(before, after, linking) == "^]8;;https://example.com/a?b=c^\\ab c^]8;;^\\d")
        #expect(step(before, after) == "ab cd")
    }

    @Test(arguments: [
        "/about", "javascript:alert(1)", "https://a\u{1B}\\", "https://a b", "https://ä.example",
        "data:text/html,x", "",
    ])
    func `what is no whole address is no link`(address: String) {
        #expect(LinkAddress(address) == nil)
    }

    @Test func `no control of a text passes`() {
        let evil = "a\u{1B}]0;P\u{7}b\u{1B}[2Jc\u{9B}31md\u{202E}e\u{1B}P1|x\u{1B}\\\u{7F}\r\n\u{8}"
        var writer = TerminalWriter(Self.direct)
        _ = writer.bytes(for: frame([], columns: 80))
        var hostile = frame([evil], columns: 80, cursor: .init(row: 0, column: 0))
        hostile.put("e\u{301}\u{1B}[m", row: 1, column: 0, style: .plain)
        hostile.title = evil

        let bytes = String(decoding: writer.bytes(for: hostile), as: UTF8.self)

        let sequences = bytes.matches(of: /\u{1B}(\[[0-9;?]*[A-Za-z]|\]2;|\\)/).count
        #expect(bytes.unicodeScalars.filter { $0 == "\u{1B}" }.count == sequences)
        #expect(
            !bytes.unicodeScalars.contains {
                (0x7F..<0xA0).contains($0.value) || $0.value == 7
                    || (0x202A...0x202E).contains($0.value)
            })
    }
}
