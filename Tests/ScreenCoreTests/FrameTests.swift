import Testing

@testable import ScreenCore

struct FrameTests {
    @Test func `text is cut at the edge, and a wide character is never halved`() {
        var frame = Frame(columns: 5, rows: 1)

        let used = frame.put("ab日本語", row: 0, column: 0, style: .plain)

        #expect(used == 5)
        #expect(frame.text() == "ab日")
        #expect(frame.cells[3].width == 0)
        #expect(frame.cells[4].glyph == 0x20)
    }

    @Test func `writing over half of a wide character takes the other half away`() {
        var frame = Frame(columns: 4, rows: 1)
        frame.put("日本", row: 0, column: 0, style: .plain)

        frame.put("x", row: 0, column: 1, style: .plain)

        #expect(frame.text() == " x本")
    }

    @Test func `a text that begins left of the grid shows its rest`() {
        var frame = Frame(columns: 4, rows: 1)

        frame.put("日本x", row: 0, column: -1, style: .plain)

        #expect(frame.text() == " 本x")
    }

    @Test(arguments: [
        "a\u{1B}[2Jb", "a\u{9B}31mb", "a\u{202E}b", "a\u{2066}b", "a\u{7}b", "a\u{7F}b", "\u{85}",
        "a\u{1B}\u{301}b",
        "\r\n\t", "a\u{200D}\u{1B}]0;x\u{7}",
    ])
    func `no control character gets into a frame`(text: String) {
        var frame = Frame(columns: 40, rows: 1)

        frame.put(text, row: 0, column: 0, style: .plain)

        for scalar in frame.text().unicodeScalars {
            #expect(scalar.properties.generalCategory != .control)
            #expect(
                !(0x202A...0x202E).contains(scalar.value)
                    && !(0x2066...0x2069).contains(scalar.value))
        }
    }

    @Test func `a style without a background lets the one beneath shine through`() {
        var frame = Frame(columns: 4, rows: 1)
        frame.fill(frame.bounds, style: CellStyle(background: .indexed(4)))

        frame.put("x", row: 0, column: 1, style: CellStyle(foreground: .indexed(1)))

        #expect(
            frame.style(at: 0, 1) == CellStyle(foreground: .indexed(1), background: .indexed(4)))
    }

    @Test func `drawing outside the grid does nothing`() {
        var frame = Frame(columns: 0, rows: -3)

        frame.put("x", row: 5, column: 0, style: .plain)
        for column in [Int.max, .max - 1, .min, .min / 2 + 1, -5] {
            for text in ["x", "日", ""] { frame.put(text, row: 0, column: column, style: .plain) }
        }
        frame.fill(CellRect(row: -4, column: -4, width: 2, height: 2), style: .plain)
        frame.tint(CellRect(row: 9, column: 9, width: 2, height: 2), style: .plain)

        #expect(frame.columns == 1 && frame.rows == 1)
        #expect(frame.text().isEmpty)
    }

    @Test func `plain text over half of a wide character takes the other half away`() {
        var frame = Frame(columns: 8, rows: 1)
        frame.put("日本語x", row: 0, column: 0, style: .plain)

        frame.put("abc", row: 0, column: 1, style: .plain)
        frame.fill(CellRect(row: 0, column: 5, width: 1, height: 1), with: ".", style: .plain)

        #expect(frame.text() == " abc .x")
    }

    @Test func `a cell is eight bytes`() {
        #expect(MemoryLayout<Cell>.size == 8)
        #expect(MemoryLayout<Cell>.stride == 8)
    }
}
