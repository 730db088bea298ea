import EditorCore
import Foundation
import Glibc
import ScreenCore
import TerminalTestSupport
import Testing
import UnixTerminal

@testable import CursesTerminal

private func frame(_ text: String, columns: Int = 80, rows: Int = 24, style: CellStyle = .plain)
    -> Frame
{
    var frame = Frame(columns: columns, rows: rows)
    frame.put(text, row: 0, column: 0, style: style)
    return frame
}

/// Events until one is a key, a paste or the like; nothing after a second.
private func nextInputs(_ terminal: CursesTerminal, count: Int = 1) -> [InputEvent] {
    var found: [InputEvent] = []
    for _ in 0..<40 where found.count < count {
        for case .input(let event) in terminal.wait(timeout: .milliseconds(50)) {
            found.append(event)
        }
    }
    return found
}

/// ncurses has one screen, and a process one set of signals: one test at a time.
@Suite(.serialized) struct CursesTerminalTests {
    private let xterm = TerminalEnvironment(name: "xterm-256color")

    @Test func `opening and closing leaves the terminal as it was`() throws {
        let pty = try Pty()
        let before = pty.modes()

        let terminal = try CursesTerminal(environment: xterm, input: pty.slave, output: pty.slave)
        terminal.paint(frame("hello"))
        let opened = pty.written()
        let during = pty.modes()
        terminal.close()
        let closed = pty.written()

        #expect(
            opened.contains("\u{1B}[?1049h") && opened.contains("\u{1B}[?2004h")
                && opened.contains("hello"))
        #expect(during != before)
        for mode in ["1049", "2004", "1004", "1002", "1006"] {
            #expect(closed.contains("\u{1B}[?\(mode)l"))
        }
        #expect(pty.modes() == before)
        #expect(!closed.hasSuffix("\u{1B}[?25l"))
    }

    @Test func `only what changed is sent`() throws {
        let pty = try Pty()
        let terminal = try CursesTerminal(environment: xterm, input: pty.slave, output: pty.slave)
        terminal.paint(frame("Vegan bread"))
        _ = pty.written()

        terminal.paint(frame("Vegan broad"))
        let bytes = pty.written()
        terminal.paint(frame("Vegan broad"))

        #expect(bytes.contains("o") && !bytes.contains("Vegan") && bytes.utf8.count < 30)
        #expect(pty.written().isEmpty)
        terminal.close()
    }

    @Test func `keys, pastes and a lone escape arrive`() throws {
        let pty = try Pty()
        let terminal = try CursesTerminal(environment: xterm, input: pty.slave, output: pty.slave)

        pty.type("\u{11}\u{13}\u{1A}\u{3}\r\u{1B}[A\u{1B}[200~a\rb\u{1B}[201~\u{1B}")
        let events = nextInputs(terminal, count: 8)
        terminal.close()

        #expect(
            events == [
                .key(.control("q")), .key(.control("s")), .key(.control("z")), .key(.control("c")),
                .key(KeyStroke(.enter)), .key(KeyStroke(.up)), .paste("a\nb"),
                .key(KeyStroke(.escape)),
            ])
    }

    @Test func `a terminal that nobody knows is an error that names TERM`() throws {
        let pty = try Pty()

        for (name, error) in [
            ("nonsense-term", TerminalError.unknown("nonsense-term")), ("dumb", .unusable("dumb")),
            ("", .unnamed),
        ] {
            #expect(throws: error) {
                try CursesTerminal(
                    environment: TerminalEnvironment(name: name), input: pty.slave,
                    output: pty.slave)
            }
            #expect(error.message.contains("TERM"))
        }
        #expect(pty.written().isEmpty)
    }

    @Test(arguments: [
        "xterm-kitty", "alacritty", "xterm", "vt100", "linux", "screen-256color", "screen.nothing",
    ])
    func `a known terminal, or one like xterm, shows the text`(name: String) throws {
        let pty = try Pty()

        let terminal = try CursesTerminal(
            environment: TerminalEnvironment(name: name), input: pty.slave, output: pty.slave)
        terminal.paint(frame("hello", style: CellStyle(foreground: .rgb(200, 10, 10))))
        terminal.close()

        #expect(pty.written().contains("hello"))
    }

    @Test func `direct colour is sent as it is, 256 colours as the nearest`() throws {
        let style = CellStyle(foreground: .rgb(18, 52, 86), background: .rgb(0, 0, 0))
        var written: [String] = []

        for colour in ["truecolor", ""] {
            let pty = try Pty()
            let environment = TerminalEnvironment(name: "xterm-256color", colour: colour)
            let terminal = try CursesTerminal(
                environment: environment, input: pty.slave, output: pty.slave)
            terminal.paint(frame("hello", style: style))
            terminal.close()
            written.append(pty.written())
        }

        #expect(written[0].contains("38;2;18;52;86") && written[0].contains("48;2;0;0;8"))
        #expect(written[1].contains("38;5;") && !written[1].contains("38;2;"))
        #expect(getenv("TERMINFO") == nil)
    }

    @Test func `NO_COLOR draws without colour, with bold`() throws {
        let pty = try Pty()
        let environment = TerminalEnvironment(
            name: "xterm-256color", colour: "truecolor", refusesColour: true)

        let terminal = try CursesTerminal(
            environment: environment, input: pty.slave, output: pty.slave)
        terminal.paint(frame("hello", style: CellStyle(foreground: .indexed(1), attributes: .bold)))
        terminal.close()
        let written = pty.written()

        #expect(terminal.depth == .none)
        #expect(written.contains("hello"))
        let colours = try Regex("\u{1B}\\[[0-9;]*(3[0-8]|4[0-7]|9[0-7]|10[0-7])[0-9;]*m")
        #expect(written.firstMatch(of: colours) == nil)
    }

    @Test func `another size is reported, down to one cell`() throws {
        let pty = try Pty()
        let terminal = try CursesTerminal(environment: xterm, input: pty.slave, output: pty.slave)
        terminal.paint(frame("hello"))

        for (columns, rows) in [(40, 10), (2, 2), (1, 1), (120, 40)] {
            pty.resize(columns, rows)
            kill(getpid(), SIGWINCH)
            var events: [TerminalEvent] = []
            for _ in 0..<40 where events.isEmpty {
                events = terminal.wait(timeout: .milliseconds(50))
            }
            terminal.paint(frame("日本語 hello", columns: terminal.columns, rows: terminal.rows))

            #expect(events == [.resized(columns: columns, rows: rows)])
            #expect(terminal.columns == columns && terminal.rows == rows)
        }
        _ = pty.written()
        terminal.close()
    }

    @Test func `another thread wakes it, and nothing else does`() throws {
        let pty = try Pty()
        let terminal = try CursesTerminal(environment: xterm, input: pty.slave, output: pty.slave)
        let waker = terminal.waker

        let idle = terminal.wait(timeout: .milliseconds(30))
        Thread.detachNewThread { waker.wake() }
        let woken = terminal.wait(timeout: .seconds(5))
        terminal.close()

        #expect(idle.isEmpty)
        #expect(woken == [.woken])
    }

    @Test func `a request to end or to stop is an event`() throws {
        let pty = try Pty()
        let terminal = try CursesTerminal(environment: xterm, input: pty.slave, output: pty.slave)

        kill(getpid(), SIGTERM)
        kill(getpid(), SIGTSTP)
        var events: [TerminalEvent] = []
        for _ in 0..<40 where events.count < 2 {
            events += terminal.wait(timeout: .milliseconds(50))
        }
        terminal.close()

        #expect(events.contains(.terminationRequested(SIGTERM)))
        #expect(events.contains(.suspendRequested))
    }

    @Test(arguments: ["truecolor", ""])
    func `a terminal shows every frame it is given, whatever stood there before`(colour: String)
        throws
    {
        let (columns, rows) = (31, 7)
        let pty = try Pty(columns: columns, rows: rows)
        // A name that the system does not know: our own description, which the emulator understands.
        let environment = TerminalEnvironment(name: "xterm-kitty-test", colour: colour)
        let terminal = try CursesTerminal(
            environment: environment, input: pty.slave, output: pty.slave)
        var screen = Emulator(columns: columns, rows: rows)
        var generator = FrameGenerator(seed: 7)

        for step in 0..<300 {
            let frame = generator.frame(columns, rows)
            terminal.paint(frame)
            let bytes = pty.written()
            screen.feed(bytes)
            let difference = screen.difference(
                from: Emulator.spelled(frame, depth: terminal.depth))
            #expect(difference == nil, "step \(step), after the bytes \(bytes.debugDescription)")
            guard difference == nil else { break }
            #expect(
                frame.cursor.map { $0.row == screen.row && $0.column == screen.column } ?? !screen
                    .showsCursor)
        }
        terminal.close()

        #expect(screen.strange.isEmpty, "\(Set(screen.strange))")
    }

    @Test func `our terminal descriptions are compiled from their source`() throws {
        let tic = "/usr/bin/tic"
        // Without the compiler there is nothing to compare with here.
        guard FileManager.default.isExecutableFile(atPath: tic) else { return }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "pm-ti-\(getpid())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = folder.appendingPathComponent("pm.ti")
        try Terminfo.source.write(to: source, atomically: true, encoding: .utf8)

        _ = try run(tic, ["-x", "-o", folder.path, source.path], folder)
        for (name, value) in [("pm-256", Terminfo.indexed256), ("pm-direct", Terminfo.direct)] {
            let printed = try run("/usr/bin/infocmp", ["-x", "-0", "-Q2", name], folder)
            let lines = printed.split(separator: "\n").filter { !$0.hasPrefix("#") }

            #expect(lines.joined() == value)
        }
    }

    private func run(_ program: String, _ arguments: [String], _ terminfo: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ["TERMINFO": terminfo.path, "PATH": "/usr/bin:/bin"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
