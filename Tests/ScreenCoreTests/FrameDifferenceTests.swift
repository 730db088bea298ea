import Testing

@testable import ScreenCore

/// A screen that knows nothing but the spans it was given.
private struct Screen: Equatable {
    var characters: [[Character?]]
    var styles: [[CellStyle]]

    init(columns: Int, rows: Int) {
        characters = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        styles = Array(repeating: Array(repeating: .plain, count: columns), count: rows)
    }

    init(of frame: Frame) {
        self.init(columns: frame.columns, rows: frame.rows)
        apply(frame.spans(since: nil), of: frame)
    }

    mutating func apply(_ spans: [Span], of frame: Frame) {
        for span in spans {
            for (offset, cell) in span.cells.enumerated() {
                characters[span.row][span.column + offset] = frame.character(of: cell)
                styles[span.row][span.column + offset] = frame.style(of: cell)
            }
        }
    }
}

private let alphabet: [String] = [
    "a", "b", " ", "日", "é", "👩‍💻", "🇫🇷", "e\u{301}", "\u{1B}", "─", "x y", "本語",
]

private func randomFrame(_ columns: Int, _ rows: Int, _ seed: inout SeededGenerator) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    for _ in 0..<Int.random(in: 0...12, using: &seed) {
        let style = CellStyle(
            foreground: Bool.random(using: &seed)
                ? .indexed(.random(in: 0...3, using: &seed)) : nil,
            attributes: .init(rawValue: .random(in: 0...3, using: &seed)))
        let text = (0..<5).map { _ in alphabet.randomElement(using: &seed) ?? "" }.joined()
        frame.put(
            text, row: .random(in: -1...rows, using: &seed),
            column: .random(in: -3...columns, using: &seed),
            style: style)
    }
    return frame
}

struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

struct FrameDifferenceTests {
    @Test(arguments: 0..<200)
    func `the spans of two frames turn one screen into the other`(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let columns = Int.random(in: 1...24, using: &generator)
        let rows = Int.random(in: 1...6, using: &generator)
        let old = randomFrame(columns, rows, &generator)
        let new = randomFrame(columns, rows, &generator)
        var screen = Screen(of: old)

        screen.apply(new.spans(since: old), of: new)

        #expect(screen == Screen(of: new))
    }

    @Test func `an equal frame has no spans, however its tables are numbered`() {
        var a = Frame(columns: 10, rows: 2)
        a.put("x", row: 0, column: 0, style: CellStyle(attributes: .bold))
        a.put("👩‍💻", row: 1, column: 0, style: CellStyle(attributes: .italic))
        var b = Frame(columns: 10, rows: 2)
        b.put("👩‍💻", row: 1, column: 0, style: CellStyle(attributes: .italic))
        b.put("x", row: 0, column: 0, style: CellStyle(attributes: .bold))

        #expect(b.spans(since: a).isEmpty)
        #expect(a == b)
    }

    @Test func `one changed cell is one span of one cell`() {
        let old = Frame(columns: 80, rows: 24)
        var new = old
        new.put("x", row: 3, column: 7, style: .plain)

        let spans = new.spans(since: old)

        #expect(spans.count == 1)
        #expect(spans.first?.row == 3 && spans.first?.column == 7 && spans.first?.cells.count == 1)
    }

    @Test func `another size draws everything`() {
        let spans = Frame(columns: 3, rows: 2).spans(since: Frame(columns: 4, rows: 2))

        #expect(spans.map(\.cells.count) == [3, 3])
    }
}
