import EditorCore
import ScreenCore
import TerminalTestSupport
import Testing
import UnixTerminal

@testable import CursesTerminal

/// The same frames through both back ends show the same screen.
extension CursesTerminalTests {
    /// A back end on a terminal of its own, and what that shows.
    private struct Side {
        let pty: Pty
        let paint: (Frame) -> Void
        let close: () -> Void
        var screen: Emulator

        /// - Returns: The bytes that were written.
        mutating func show(_ frame: Frame) -> Int {
            paint(frame)
            let written = pty.written()
            screen.feed(written)
            return written.utf8.count
        }
    }

    private func curses(_ columns: Int, _ rows: Int, _ colour: String) throws -> Side {
        let pty = try Pty(columns: columns, rows: rows)
        // A name that the system does not know: our own description, which the emulator understands.
        let terminal = try CursesTerminal(
            environment: TerminalEnvironment(name: "xterm-kitty-test", colour: colour),
            input: pty.slave, output: pty.slave)
        return Side(
            pty: pty, paint: { terminal.paint($0) }, close: { terminal.close() },
            screen: Emulator(columns: columns, rows: rows))
    }

    private func direct(_ columns: Int, _ rows: Int, _ depth: ColourDepth) throws -> Side {
        let pty = try Pty(columns: columns, rows: rows)
        let terminal = try DirectTerminal(
            TerminalDialect(depth: depth, erasesInColour: true), input: pty.slave,
            output: pty.slave)
        return Side(
            pty: pty, paint: { terminal.paint($0) }, close: { terminal.close() },
            screen: Emulator(columns: columns, rows: rows))
    }

    /// Shows frames on both; what each wrote. ncurses has one screen, so one side goes after the other.
    private func compare(
        _ frames: [Frame], depth: ColourDepth
    ) throws -> [(direct: Int, curses: Int)] {
        let (columns, rows) = (frames[0].columns, frames[0].rows)
        var left = try direct(columns, rows, depth)
        var screens: [Emulator] = []
        var bytes: [(direct: Int, curses: Int)] = []
        for frame in frames {
            bytes.append((left.show(frame), 0))
            screens.append(left.screen)
        }
        left.close()
        var right = try curses(columns, rows, depth == .direct ? "truecolor" : "")
        for (step, frame) in frames.enumerated() {
            bytes[step].curses = right.show(frame)
            let difference = screens[step].difference(from: right.screen.grid) { row, column in
                !isCluster(frame, row, column)
            }
            #expect(difference == nil, "step \(step)")
            #expect(screens[step].showsCursor == right.screen.showsCursor)
            if difference != nil { break }
        }
        right.close()
        #expect(screens.allSatisfy(\.strange.isEmpty) && right.screen.strange.isEmpty)
        return bytes
    }

    /// Whether a cell is part of a cluster, which ncurses cuts.
    private func isCluster(_ frame: Frame, _ row: Int, _ column: Int) -> Bool {
        let cell = frame.cells[row * frame.columns + column]
        return cell.width == 0
            ? isCluster(frame, row, column - 1) : cell.glyph >= Frame.clusterBase
    }

    @Test(arguments: [ColourDepth.direct, .indexed256], [UInt64(1), 2, 3])
    func `random frames look the same, and cost no more`(depth: ColourDepth, seed: UInt64) throws {
        var generator = FrameGenerator(seed: seed)
        let frames = (0..<60).map { _ in generator.frame(31, 7) }

        let bytes = try compare(frames, depth: depth)

        // Clusters are placed anew, which ncurses need not do: it cuts them.
        let (direct, curses) = bytes.reduce((0, 0)) { ($0.0 + $1.direct, $0.1 + $1.curses) }
        #expect(direct <= curses * 5 / 4)
    }

    @Test(arguments: [ColourDepth.direct, .indexed256])
    func `the editor's own frames look the same, and none costs more`(depth: ColourDepth) throws {
        let frames = EditorSession.frames(columns: 100, rows: 30)

        let bytes = try compare(frames, depth: depth)

        // With the first go the modes, and the questions that ncurses asked before.
        for (step, frame) in bytes.enumerated().dropFirst() {
            #expect(frame.direct <= frame.curses, "step \(step)")
        }
    }
}
