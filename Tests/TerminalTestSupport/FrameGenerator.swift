import ScreenCore

/// Frames with wide, joined and combining characters in many styles, from a seed.
package struct FrameGenerator: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static let pieces = [
        "a", "Vegan bread", " ", "     ", "日本", "é", "👩‍💻", "🇫🇷", "e\u{301}", "❤️", "1️⃣", "│", "─────",
        "👍🏽", "नि", "한",
    ]

    package mutating func frame(_ columns: Int, _ rows: Int) -> Frame {
        var frame = Frame(columns: columns, rows: rows, style: style())
        for _ in 0..<Int.random(in: 0...10, using: &self) {
            let text = (0..<4).map { _ in Self.pieces.randomElement(using: &self) ?? "" }.joined()
            frame.put(
                text, row: .random(in: 0..<rows, using: &self),
                column: .random(in: -3..<columns, using: &self),
                style: style())
        }
        if Bool.random(using: &self) {
            frame.cursor = .init(
                row: .random(in: 0..<rows, using: &self),
                column: .random(in: 0..<columns, using: &self))
        }
        return frame
    }

    /// The same frame but for some words, bars and a cursor elsewhere, as most keys leave it.
    package mutating func change(_ frame: inout Frame) {
        let (columns, rows) = (frame.columns, frame.rows)
        let looks = [style(), style(), style()]
        for _ in 0..<Int.random(in: 1...6, using: &self) {
            let row = Int.random(in: 0..<rows, using: &self)
            let look = looks.randomElement(using: &self) ?? .plain
            let column = Int.random(in: 0..<columns, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0:
                frame.tint(CellRect(row: row, column: 0, width: columns, height: 1), style: look)
            case 1:
                frame.fill(
                    CellRect(row: row, column: column, width: columns, height: 2), style: look)
            default:
                frame.put(
                    Self.pieces.randomElement(using: &self) ?? "", row: row, column: column,
                    style: look)
            }
        }
        frame.cursor = .init(
            row: .random(in: 0..<rows, using: &self),
            column: .random(in: 0..<columns, using: &self))
    }

    private mutating func style() -> CellStyle {
        CellStyle(
            foreground: colour(), background: colour(),
            attributes: .init(
                rawValue: Bool.random(using: &self) ? 0 : .random(in: 0..<32, using: &self)))
    }

    private mutating func colour() -> Colour? {
        switch Int.random(in: 0..<4, using: &self) {
        case 0: nil
        case 1: .indexed(.random(in: 0..<8, using: &self))
        case 2: .rgb(.random(in: 0...255, using: &self), 128, 64)
        default: .standard
        }
    }
}
