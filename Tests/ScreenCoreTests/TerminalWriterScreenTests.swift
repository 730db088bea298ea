import TerminalTestSupport
import Testing

@testable import ScreenCore

/// What a terminal shows of the writer's bytes.
struct TerminalWriterScreenTests {
    private static let dialects = [
        TerminalDialect(depth: .direct, erasesInColour: true, hasCurl: true),
        TerminalDialect(depth: .direct), TerminalDialect(depth: .indexed256, erasesInColour: true),
        TerminalDialect(depth: .sixteen, erasesInColour: true, isXterm: false),
        TerminalDialect(depth: .none, erasesCells: false),
    ]

    /// An emulator that erases as the dialect's terminal does, with lines that do not wrap.
    private func emulator(
        _ dialect: TerminalDialect, _ counting: Emulator.Counting, _ columns: Int, _ rows: Int
    ) -> Emulator {
        var screen = Emulator(
            columns: columns, rows: rows, counting: counting,
            erasesInColour: dialect.erasesInColour)
        screen.feed("\u{1B}[?7l")
        return screen
    }

    @Test(arguments: 0..<5, 1...2)
    func `a terminal that knows clusters shows every frame`(dialect: Int, seed: UInt64) {
        let (columns, rows) = (31, 7)
        let dialect = Self.dialects[dialect]
        var writer = TerminalWriter(dialect)
        var screen = emulator(dialect, .clusters, columns, rows)
        var generator = FrameGenerator(seed: seed)

        for step in 0..<50 {
            if step % 20 == 19 { writer.forget() }
            let frame = generator.frame(columns, rows)
            let bytes = String(decoding: writer.bytes(for: frame), as: UTF8.self)
            screen.feed(bytes)

            let difference = screen.difference(
                from: Emulator.expected(frame, depth: dialect.depth))
            #expect(difference == nil, "step \(step), after the bytes \(bytes.debugDescription)")
            guard difference == nil else { break }
            #expect(
                frame.cursor.map { $0.row == screen.row && $0.column == screen.column } ?? !screen
                    .showsCursor)
        }
        #expect(screen.strange.isEmpty, "\(Set(screen.strange))")
    }

    @Test(arguments: 0..<5, 1...8)
    func `small changes leave the same screen, in whatever order they are drawn`(
        dialect: Int, seed: UInt64
    ) {
        let (columns, rows) = (31, 7)
        let dialect = Self.dialects[dialect]
        var writer = TerminalWriter(dialect)
        var screen = emulator(dialect, .clusters, columns, rows)
        var generator = FrameGenerator(seed: seed)
        var frame = generator.frame(columns, rows)

        for step in 0..<80 {
            let bytes = String(decoding: writer.bytes(for: frame), as: UTF8.self)
            screen.feed(bytes)

            let difference = screen.difference(
                from: Emulator.expected(frame, depth: dialect.depth))
            #expect(difference == nil, "step \(step), after the bytes \(bytes.debugDescription)")
            guard difference == nil else { break }
            #expect(
                frame.cursor.map { $0.row == screen.row && $0.column == screen.column } ?? !screen
                    .showsCursor)
            generator.change(&frame)
        }
        #expect(screen.strange.isEmpty, "\(Set(screen.strange))")
    }

    @Test(arguments: 0..<5, 1...2)
    func `on a terminal that counts scalars only the clusters themselves suffer`(
        dialect: Int, seed: UInt64
    ) {
        let (columns, rows) = (31, 7)
        let dialect = Self.dialects[dialect]
        var writer = TerminalWriter(dialect)
        var screen = emulator(dialect, .scalars, columns, rows)
        var generator = FrameGenerator(seed: seed)

        for step in 0..<50 {
            let frame = generator.frame(columns, rows)
            let bytes = String(decoding: writer.bytes(for: frame), as: UTF8.self)
            screen.feed(bytes)

            let difference = screen.difference(
                from: Emulator.expected(frame, depth: dialect.depth)
            ) { row, column in isCountedAlike(frame, row, column) }
            #expect(difference == nil, "step \(step), after the bytes \(bytes.debugDescription)")
            guard difference == nil else { break }
        }
    }

    /// Whether the cell at a place is no part of a cluster whose width is disputed.
    private func isCountedAlike(_ frame: Frame, _ row: Int, _ column: Int) -> Bool {
        let cell = frame.cells[row * frame.columns + column]
        if cell.width == 0 { return isCountedAlike(frame, row, column - 1) }
        guard cell.glyph >= Frame.clusterBase, let cluster = frame.character(of: cell) else {
            return cell.glyph < ClusterWidth.recentEmoji
        }
        return ClusterWidth.isAgreed(cluster) && ClusterWidth.widest(cluster) == Int(cell.width)
    }
}
