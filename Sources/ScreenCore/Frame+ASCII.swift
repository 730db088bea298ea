extension Frame {
    /// The marks and lines that painters draw, and what stands for each where only ASCII is to be drawn.
    private static let replacements: [UInt32: UInt32] = {
        let pairs: [(String, Character)] = [
            ("─━═╌", "-"), ("│┃║▌▎┆", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯┣", "+"), ("▸›→❯»", ">"), ("◂‹←«", "<"),
            ("▾", "v"), ("↓", "v"), ("▴↑", "^"), ("●•▪■◦◆", "*"), ("…", "~"), ("·", "."),
            ("✓", "v"),
            ("✗×", "x"), ("⚠", "!"), ("⇄", "="), ("≈", "~"), ("█▓▒▛▜▙▟", "#"), ("▐", "|"),
            ("▘▝", "'"), ("▖▗", "."), ("▚", "\\"), ("▞", "/"), ("░", "."), ("▀", "\""),
            ("▄", "_"), ("–—", "-"), ("␡", "?"),
            ("“”", "\""), ("‘’", "'"),
        ]
        var table: [UInt32: UInt32] = [:]
        for (marks, replacement) in pairs {
            for mark in marks.unicodeScalars {
                table[mark.value] = UInt32(replacement.asciiValue ?? 0x3F)
            }
        }
        return table
    }()

    /// The same with every mark and line as ASCII; letters of whatever script stay as they are.
    package func withASCIIMarks() -> Frame {
        var frame = self
        for index in frame.cells.indices where frame.cells[index].glyph >= 0x7F {
            let glyph = frame.cells[index].glyph
            guard frame.cells[index].width == 1 else { continue }
            if let replacement = Self.replacements[glyph] {
                frame.cells[index].glyph = replacement
            } else if (0x2400...0x2421).contains(glyph) {
                // The picture of a control character.
                frame.cells[index].glyph = UInt32(UInt8(ascii: "?"))
            }
        }
        return frame
    }
}
