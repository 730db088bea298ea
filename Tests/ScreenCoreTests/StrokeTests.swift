import PageTestSupport
import TerminalTestSupport
import Testing

@testable import ScreenCore

/// How changes are cut into strokes, and in which order those are drawn.
struct StrokeTests {
    private static let dialect = TerminalDialect(depth: .direct, erasesInColour: true)
    private static let red = CellStyle(foreground: .rgb(200, 10, 10), background: .rgb(9, 9, 9))
    private static let blue = CellStyle(foreground: .rgb(10, 10, 200), background: .rgb(9, 9, 9))

    private func strokes(_ frame: Frame, _ runs: [Range<Int>]) -> [Stroke] {
        var writer = TerminalWriter(Self.dialect)
        _ = writer.bytes(for: frame)
        let isTakenUp = writer.takeUp(runs, of: FrameLine(frame, 0, writer.looks.current))
        return isTakenUp ? writer.strokes : []
    }

    @Test func `a row is cut where the pen changes; blanks go with the text before them`() {
        var frame = Frame(columns: 20, rows: 1, style: Self.red)
        frame.put("ab", row: 0, column: 2, style: Self.red)
        frame.put("cd", row: 0, column: 6, style: Self.blue)

        let strokes = strokes(frame, [0..<8])

        #expect(strokes.map(\.columns) == [0..<6, 6..<8])
    }

    @Test func `what is blank to the end of its row is one stroke`() {
        var frame = Frame(columns: 20, rows: 1, style: Self.red)
        frame.put("ab", row: 0, column: 2, style: Self.red)

        #expect(strokes(frame, [3..<5, 9..<11]).map(\.columns) == [3..<20])
        #expect(strokes(frame, [3..<4, 19..<20]).map(\.columns) == [3..<4, 19..<20])
    }

    @Test func `a few cells between two changes are drawn again where their pen is at hand`() {
        var frame = Frame(columns: 20, rows: 1, style: Self.red)
        frame.put("abcdefgh", row: 0, column: 0, style: Self.red)
        frame.put("XY", row: 0, column: 8, style: Self.blue)

        #expect(strokes(frame, [0..<1, 3..<4]).map(\.columns) == [0..<4])
        #expect(strokes(frame, [0..<1, 7..<8]).map(\.columns) == [0..<1, 7..<8])
        #expect(strokes(frame, [7..<8, 9..<10]).map(\.columns) == [7..<8, 9..<10])
    }

    @Test func `a row with a cluster of disputed width is not cut`() {
        var frame = Frame(columns: 20, rows: 1)
        frame.put("a👩‍💻b", row: 0, column: 0, style: .plain)
        var writer = TerminalWriter(Self.dialect)
        _ = writer.bytes(for: frame)
        let line = FrameLine(frame, 0, writer.looks.current)

        let isTakenUp = writer.takeUp([0..<4], of: line)
        #expect(!isTakenUp && writer.strokes.isEmpty)
        _ = writer.takeUp([3..<4], of: line)
        #expect(writer.strokes.map(\.columns) == [3..<4])
    }

    @Test func `what one pen draws is drawn together`() {
        var before = Frame(columns: 20, rows: 3, style: Self.red)
        before.cursor = .init(row: 0, column: 0)
        var after = before
        for row in 0..<3 {
            after.put("ab", row: row, column: 0, style: Self.red)
            after.put("cd", row: row, column: 2, style: Self.blue)
        }
        var writer = TerminalWriter(Self.dialect)
        _ = writer.bytes(for: before)

        let text = String(decoding: writer.bytes(for: after), as: UTF8.self)

        #expect(text.split(separator: "m").count == 3, "two pens: \(text.debugDescription)")
    }

    @Test(arguments: 1...20)
    func `another order has the same strokes`(seed: UInt64) {
        var generator = FrameGenerator(seed: seed)
        let frame = generator.frame(40, 10)
        var writer = TerminalWriter(Self.dialect)
        _ = writer.bytes(for: Frame(columns: 40, rows: 10))
        writer.looks.use(frame.styles)
        for row in 0..<10 {
            _ = writer.takeUp([0..<40], of: FrameLine(frame, row, writer.looks.current))
        }
        var order = StrokeOrder(cursor: writer.cursor, pen: writer.pen, columns: 40)
        var sorted: [Stroke] = []

        order.sort(writer.strokes, into: &sorted)

        func places(_ strokes: [Stroke]) -> Set<[Int]> {
            Set(strokes.map { [$0.row, $0.columns.lowerBound, $0.columns.upperBound] })
        }
        #expect(sorted.count == writer.strokes.count && places(sorted) == places(writer.strokes))
    }

    @Test(arguments: [true, false], 1...20)
    func `the length of a motion is that of its bytes`(isXterm: Bool, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var cursor = TerminalCursor(isXterm: isXterm)
        for _ in 0..<200 {
            let (row, column) = (random.below(120), random.below(250))
            if random.below(4) == 0 { cursor.advance(random.below(300), columns: 250) }
            let expected = cursor.length(to: row, column)
            var bytes: [UInt8] = []

            cursor.move(to: row, column, &bytes)

            #expect(bytes.count == expected)
        }
    }

    @Test(arguments: 1...20)
    func `the length of a change of pens is that of its bytes`(seed: UInt64) {
        var generator = FrameGenerator(seed: seed)
        var pens = [TerminalPen()]
        for _ in 0..<3 {
            pens += generator.frame(40, 10).styles.map { TerminalPen($0, on: Self.dialect) }
        }
        var scratch = PenScratch()
        for old in pens {
            for new in pens {
                var bytes: [UInt8] = []
                TerminalPen.change(from: old, to: new, &scratch, to: &bytes)

                #expect(TerminalPen.changeLength(from: old, to: new) == bytes.count)
            }
        }
    }
}
