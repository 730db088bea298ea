import PreviewCore
import TerminalTestSupport
import Testing

@testable import ScreenCore

/// What a terminal that draws pictures shows of the writer's bytes.
struct TerminalPictureTests {
    private static let dialect = TerminalDialect(depth: .direct, erasesInColour: true)
    private static let ground = CellStyle(background: .rgb(20, 20, 20))
    private let columns = 40
    private let rows = 12

    /// A picture at a place of a frame, as far as it is inside.
    private func put(_ picture: TerminalPicture, row: Int, column: Int, _ frame: inout Frame) {
        for line in 0..<picture.rows {
            var style = Self.ground
            style.picture = PictureMark(picture, row: line, column: column)
            frame.put(
                String(repeating: " ", count: picture.columns), row: row + line, column: column,
                style: style)
        }
    }

    private func frame(_ picture: TerminalPicture, row: Int, column: Int = 4) -> Frame {
        var frame = Frame(columns: columns, rows: rows, style: Self.ground)
        frame.put("words beside it", row: 3, column: 20, style: Self.ground)
        put(picture, row: row, column: column, &frame)
        return frame
    }

    private struct Screen {
        var writer = TerminalWriter(TerminalPictureTests.dialect)
        var emulator: Emulator

        init(_ columns: Int, _ rows: Int) {
            emulator = Emulator(columns: columns, rows: rows, counting: .clusters)
            emulator.feed("\u{1B}[?7l")
        }

        @discardableResult
        mutating func show(_ frame: Frame) -> String {
            let bytes = String(decoding: writer.bytes(for: frame), as: UTF8.self)
            emulator.feed(bytes)
            return bytes
        }

        /// The first cell that shows another picture than it should; nil where there is none.
        func fault(_ frame: Frame) -> String? {
            // A terminal may scroll for a sixel in its last row: it stays blank.
            for row in 0..<frame.rows - 1 {
                for column in 0..<frame.columns {
                    let (is_, should) = (
                        emulator.graphics.dot(row, column),
                        EmulatedGraphics.expected(frame, row, column)
                    )
                    if is_ != should { return "row \(row), column \(column): \(is_) for \(should)" }
                }
            }
            return emulator.difference(from: Emulator.expected(frame, depth: .direct))
                ?? emulator.strange.first
        }
    }

    @Test(arguments: [TerminalGraphics.kitty, .sixel])
    func `a picture is seen where the frame has it, and moves with it`(_ graphics: TerminalGraphics)
    {
        let picture = EmulatedGraphics.picture(graphics, "bread", columns: 10, rows: 5)
        var screen = Screen(columns, rows)

        for row in [2, 3, 1, 0, -2, -4, -6, 5, 8] {
            let frame = frame(picture, row: row)
            screen.show(frame)
            #expect(screen.fault(frame) == nil, "at row \(row)")
        }
    }

    @Test func `kitty is handed a picture once, and told where it is only when that changes`() {
        let picture = EmulatedGraphics.picture(.kitty, "bread", columns: 10, rows: 5)
        var screen = Screen(columns, rows)

        let first = screen.show(frame(picture, row: 2))
        let again = screen.show(frame(picture, row: 2))
        let moved = screen.show(frame(picture, row: 3))
        var words = frame(picture, row: 3)
        words.put("and others", row: 3, column: 20, style: Self.ground)
        let typed = screen.show(words)
        let gone = screen.show(Frame(columns: columns, rows: rows, style: Self.ground))
        let back = screen.show(frame(picture, row: 1))

        #expect(first.contains("a=t") && first.contains("a=p"))
        #expect(again.isEmpty)
        #expect(moved.contains("a=p") && !moved.contains("a=t"))
        #expect(!typed.contains("_G"))
        #expect(gone.contains("a=d,d=i"))
        #expect(back.contains("a=p") && !back.contains("a=t"))
        #expect(screen.emulator.graphics.placementCount == 1)
        #expect(screen.emulator.graphics.handedCount == 15_000)
    }

    @Test func `a row of a sixel is drawn again only where something else stands there`() {
        let picture = EmulatedGraphics.picture(.sixel, "bread", columns: 10, rows: 5)
        var screen = Screen(columns, rows)
        screen.show(frame(picture, row: 2))

        var words = frame(picture, row: 2)
        words.put("and others", row: 3, column: 20, style: Self.ground)
        let typed = screen.show(words)
        words.put("over", row: 4, column: 6, style: Self.ground)
        let covered = screen.show(words)
        let uncovered = screen.show(frame(picture, row: 2))

        #expect(!typed.contains("\u{1B}P"))
        #expect(!covered.contains("\u{1B}P"))
        #expect(uncovered.components("\u{1B}P") == 1 && uncovered.contains("bread2"))
        #expect(screen.fault(frame(picture, row: 2)) == nil)
    }

    @Test(arguments: [TerminalGraphics.kitty, .sixel])
    func `what lies over a picture is seen, and the picture around it`(_ graphics: TerminalGraphics)
    {
        let picture = EmulatedGraphics.picture(graphics, "bread", columns: 20, rows: 8)
        var screen = Screen(columns, rows)
        screen.show(frame(picture, row: 1))

        var covered = frame(picture, row: 1)
        covered.fill(
            CellRect(row: 3, column: 8, width: 6, height: 3),
            style: CellStyle(background: .rgb(80, 0, 0)))
        screen.show(covered)
        #expect(screen.fault(covered) == nil)

        // The same with blanks of the very look that the picture's cells have.
        var blank = frame(picture, row: 1)
        blank.fill(CellRect(row: 3, column: 8, width: 6, height: 3), style: Self.ground)
        screen.show(blank)
        #expect(screen.fault(blank) == nil)

        screen.show(frame(picture, row: 1))
        #expect(screen.fault(frame(picture, row: 1)) == nil)
    }

    @Test(arguments: [TerminalGraphics.kitty, .sixel])
    func `a redraw, another size and the end leave nothing behind`(_ graphics: TerminalGraphics) {
        let picture = EmulatedGraphics.picture(graphics, "bread", columns: 10, rows: 5)
        var screen = Screen(columns, rows)
        screen.show(frame(picture, row: 2))

        screen.writer.forget()
        screen.show(frame(picture, row: 4))
        #expect(screen.fault(frame(picture, row: 4)) == nil)
        #expect(screen.emulator.graphics.pictures.count == (graphics == .kitty ? 1 : 0))

        let end = String(decoding: screen.writer.takePicturesAway(), as: UTF8.self)
        screen.emulator.feed(end)
        #expect(screen.emulator.graphics.placementCount == 0)
        #expect(screen.emulator.graphics.pictures.isEmpty)

        screen.show(frame(picture, row: 1))
        #expect(screen.fault(frame(picture, row: 1)) == nil)
    }

    @Test(arguments: [TerminalGraphics.kitty, .sixel], 1...6)
    func `random pages with pictures, words and lists over them`(
        graphics: TerminalGraphics, seed: UInt64
    ) {
        var generator = FrameGenerator(seed: seed)
        let pictures = (0..<3).map {
            EmulatedGraphics.picture(
                graphics, ["loaf", "roll", "cake"][$0], columns: 4 + 6 * $0, rows: 2 + 2 * $0)
        }
        var screen = Screen(columns, rows)

        for step in 0..<60 {
            var frame = Frame(columns: columns, rows: rows, style: Self.ground)
            for (number, picture) in pictures.enumerated() where Bool.random(using: &generator) {
                // Each in columns of its own: pages lay no picture over another.
                put(
                    picture, row: .random(in: -4..<rows, using: &generator),
                    column: [0, 6, 18][number], &frame)
            }
            for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                frame.fill(
                    CellRect(
                        row: .random(in: 0..<rows, using: &generator),
                        column: .random(in: 0..<columns, using: &generator),
                        width: .random(in: 1..<12, using: &generator),
                        height: .random(in: 1..<4, using: &generator)),
                    with: Bool.random(using: &generator) ? "x" : " ", style: Self.ground)
            }
            if step % 17 == 16 { screen.writer.forget() }
            let bytes = screen.show(frame)

            let fault = screen.fault(frame)
            #expect(fault == nil, "step \(step), after \(bytes.debugDescription)")
            guard fault == nil else { break }
        }
    }
}

extension String {
    fileprivate func components(_ mark: String) -> Int { ranges(of: mark).count }
}
