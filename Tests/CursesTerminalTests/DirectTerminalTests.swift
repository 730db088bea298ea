import Foundation
import EditorCore
import Glibc
import ScreenCore
import TerminalTestSupport
import Testing
import UnixTerminal

private func frame(_ text: String, columns: Int = 80, rows: Int = 24) -> Frame {
    var frame = Frame(columns: columns, rows: rows)
    frame.put(text, row: 0, column: 0, style: .plain)
    return frame
}

extension DirectTerminal {
    /// What came, a letter by itself as any key.
    fileprivate func wait(timeout: Duration) -> [TerminalEvent] {
        switch hear(timeout: timeout) {
        case .letter(let letter):
            [.input(.key(.character(Character(Unicode.Scalar(letter)))))]
        case .events(let events): events
        case .shown: []
        }
    }
}

/// Here, for the signals are the process's: no two terminals may be open at a time.
extension CursesTerminalTests {
    struct DirectTerminalTests {
        private static let xterm = TerminalDialect(depth: .direct, erasesInColour: true)

        private func terminal(_ pty: Pty, _ dialect: TerminalDialect = Self.xterm) throws
            -> DirectTerminal
        {
            try DirectTerminal(dialect, input: pty.slave, output: pty.slave)
        }

        /// Events until there are as many; nothing after two seconds.
        private func events(_ terminal: DirectTerminal, count: Int = 1) -> [TerminalEvent] {
            var found: [TerminalEvent] = []
            for _ in 0..<40 where found.count < count {
                found += terminal.wait(timeout: .milliseconds(50))
            }
            return found
        }

        @Test
        func `nothing is written before the first frame, and then modes, questions and frame`()
            throws
        {
            let pty = try Pty()
            let terminal = try terminal(pty)
            let before = pty.written()

            terminal.paint(frame("hello"))
            let written = pty.written()
            terminal.close()

            #expect(before.isEmpty)
            let order = [
                "\u{1B}[?1049h", "\u{1B}[?7l", "\u{1B}[?2004h", "\u{1B}[?2031h", "\u{1B}[?2026$p",
                "\u{1B}[?u", "\u{1B}]11;?\u{1B}\\", "\u{1B}[c", "hello",
            ]
            let places = order.compactMap { written.firstRange(of: $0)?.lowerBound }
            #expect(places.count == order.count && places == places.sorted())
        }

        @Test func `closing takes back what was switched on, and the line's modes`() throws {
            let pty = try Pty()
            let before = pty.modes()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))
            let during = pty.modes()
            _ = pty.written()

            terminal.close()
            let closed = pty.written()

            #expect(during != before && pty.modes() == before)
            for mode in ["2004l", "1004l", "1002l", "1006l", "2031l", "7h", "25h", "1049l"] {
                #expect(closed.contains("\u{1B}[?\(mode)"), "\(mode)")
            }
            #expect(closed.hasSuffix("\u{1B}[?1049l") && !closed.contains("\u{1B}[<u"))
        }

        @Test func `a terminal that was never drawn on is not written to`() throws {
            let pty = try Pty()

            try terminal(pty).close()

            #expect(pty.written().isEmpty)
        }

        @Test func `kitty's keys are asked for after the answer only, and given back`() throws {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))
            let asked = pty.written()

            pty.type("\u{1B}[?0u\u{1B}[?62;22c")
            let answered = terminal.wait(timeout: .seconds(2))
            let pushed = pty.written()
            terminal.released {}
            let released = pty.written()
            terminal.paint(frame("hello"))
            let again = pty.written()
            terminal.close()

            #expect(!asked.contains("\u{1B}[>1u") && answered.isEmpty)
            #expect(pushed == "\u{1B}[>1u")
            #expect(released.hasPrefix("\u{1B}[<u") && again.contains("\u{1B}[>1u"))
            #expect(!again.contains("\u{1B}[?u"))
            #expect(pty.written().hasPrefix("\u{1B}[<u"))
        }

        @Test func `kitty's keys are on with the first frame where they were answered before`()
            throws
        {
            let pty = try Pty()
            let terminal = try DirectTerminal(
                Self.xterm, knowsKeyboard: true, input: pty.slave, output: pty.slave)
            terminal.paint(frame("hello"))
            let first = pty.written()
            let isAnsweredBefore = terminal.answersKeyboard

            pty.type("\u{1B}[?1u\u{1B}[?62;22c")
            _ = terminal.wait(timeout: .seconds(2))
            let afterwards = pty.written()
            terminal.close()

            let on = first.firstRange(of: "\u{1B}[>1u")?.lowerBound
            let asked = first.firstRange(of: "\u{1B}[?u")?.lowerBound
            #expect(try #require(on) < #require(asked))
            #expect(!isAnsweredBefore && terminal.answersKeyboard && afterwards.isEmpty)
            #expect(pty.written().hasPrefix("\u{1B}[<u"))
        }

        @Test func `graphics are asked for by wish, and pictures are taken away with the screen`()
            throws
        {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.ask(GraphicsProbe(.kitty, in: TerminalEnvironment(name: "xterm-kitty")))
            terminal.paint(frame("hello"))
            let asked = pty.written()

            pty.type("\u{1B}[?62;c\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;20;10t\u{1B}[?62;c")
            let found = events(terminal)
            // A small one: nobody reads while it is written.
            let picture = EmulatedGraphics.picture(
                .kitty, "AAAA", columns: 6, rows: 1, repeated: 1)
            var shown = frame("hello")
            shown.put(
                "      ", row: 3, column: 2,
                style: CellStyle(picture: PictureMark(picture, row: 0, column: 2)))
            terminal.paint(shown)
            let drawn = pty.written()
            terminal.released {}
            let released = pty.written()
            terminal.paint(shown)
            let again = pty.written()
            terminal.close()

            #expect(asked.contains("a=q") && asked.contains("\u{1B}[16t"))
            #expect(asked.ranges(of: "\u{1B}[c").count == 2)
            let cell = PixelSize(cellWidth: 10, cellHeight: 20)
            guard case .graphics(let answer)? = found.first else {
                Issue.record("no answer: \(found)")
                return
            }
            #expect(answer.graphics == .kitty && answer.cell == cell)
            #expect(drawn.contains("a=t") && drawn.contains("\u{1B}_Ga=p"))
            #expect(released.contains("a=d,d=I") && !released.contains("a=t"))
            #expect(again.contains("a=t") && again.contains("a=p") && !again.contains("a=q"))
            #expect(pty.written().hasPrefix("\u{1B}_Ga=d,d=I"))
        }

        @Test func `stopped from outside, it takes the terminal again and pushes no keys twice`()
            throws
        {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))
            pty.type("\u{1B}[?0u")
            _ = terminal.wait(timeout: .seconds(2))
            _ = pty.written()

            kill(getpid(), SIGCONT)
            let found = events(terminal)
            terminal.paint(frame("hello"))
            let again = pty.written()
            terminal.close()

            #expect(found == [.resized(columns: 80, rows: 24)])
            #expect(again.contains("\u{1B}[?1049h") && again.contains("hello"))
            #expect(again.contains("\u{1B}[=1u") && !again.contains("\u{1B}[>1u"))
        }

        @Test(arguments: [
            ("\u{1B}]11;rgb:1010/1010/1010\u{1B}\\", true), ("\u{1B}]11;rgb:ff/ff/e0\u{7}", false),
            ("\u{1B}[?997;2n", false), ("\u{1B}[?997;1n", true),
        ])
        func `the terminal's ground is an event`(answer: String, isDark: Bool) throws {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))

            pty.type(answer)
            let found = events(terminal)
            terminal.close()

            #expect(found == [.ground(isDark: isDark)])
        }

        @Test func `a letter that comes alone is told by itself, and nothing else is`() throws {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))
            func letter(of typed: String) -> UInt8? {
                pty.type(typed)
                guard case .letter(let letter) = terminal.hear(timeout: .seconds(2)) else {
                    return nil
                }
                return letter
            }

            #expect(letter(of: "a") == UInt8(ascii: "a"))
            for other in ["ab", "é", "\u{7F}", "\u{1B}[A", "\r"] {
                #expect(letter(of: other) == nil, "\(other)")
            }
            // In the middle of a sequence it is no letter.
            #expect(letter(of: "\u{1B}[1;5") == nil)
            #expect(letter(of: "A") == nil)
            terminal.waker.wake()
            #expect(letter(of: "b") == nil)
            terminal.close()
        }

        @Test func `letters of a run are shown as they come, and told when something else does`()
            throws
        {
            let pty = try Pty()
            let terminal = try terminal(pty)
            var shown = frame("hello")
            shown.cursor = .init(row: 2, column: 3)
            terminal.paint(shown)
            #expect(terminal.echo(UInt8(ascii: "h")))
            let run = try #require(
                TypingRun(LetterSet("abcdefgh ".utf8), room: min(20, terminal.echoRoom)))
            _ = pty.written()
            func heard(_ typed: String, thenWakes: Bool = false) -> Heard<TerminalEvent> {
                let (master, waker) = (pty.master, terminal.waker)
                let hands = Thread {
                    for letter in typed.utf8 {
                        var letter = letter
                        _ = write(master, &letter, 1)
                        usleep(20_000)
                    }
                    if thenWakes { waker.wake() }
                }
                hands.start()
                defer { while !hands.isFinished { usleep(1_000) } }
                return terminal.hear(timeout: .seconds(2), run: run)
            }
            func letters(_ heard: Heard<TerminalEvent>) -> String? {
                guard case .shown(let shown) = heard else { return nil }
                return String(decoding: shown.letters, as: UTF8.self)
            }

            // A rest ends it.
            let first = heard("a bad")
            #expect(letters(first) == "a bad" && pty.written() == "a bad")
            guard case .shown(let told) = first else { return }
            #expect(told.isAtRest && told.since.duration(to: .now) < .seconds(1))
            // Another key does, and is told next.
            #expect(letters(heard("be\r")) == "be")
            #expect(events(terminal) == [.input(.key(KeyStroke(.enter)))])
            // A letter that is not of the run does, and is no letter less.
            #expect(letters(heard("gz")) == "g")
            #expect(events(terminal) == [.input(.key(.character("z")))])
            // The program's own waker does.
            #expect(letters(heard("f", thenWakes: true)) == "f")
            #expect(events(terminal) == [.woken])
            // What is typed before the first of them is heard as ever.
            #expect(letters(heard("z")) == nil)
            #expect(pty.written() == "begf")
            terminal.close()
        }

        @Test
        func `a run ends where its room does, and nobody waits for it longer than for a draft`()
            throws
        {
            let pty = try Pty()
            let terminal = try terminal(pty)
            var shown = frame("")
            shown.cursor = .init(row: 2, column: 3)
            terminal.paint(shown)
            #expect(terminal.echo(UInt8(ascii: "h")))

            pty.type("a")
            let run = try #require(TypingRun(room: 1))
            guard case .shown(let one) = terminal.hear(timeout: nil, run: run) else {
                Issue.record("no run")
                return
            }
            #expect(one.letters == Array("a".utf8) && !one.isAtRest)

            let master = pty.master
            let hands = Thread {
                for _ in 0..<40 {
                    var letter = UInt8(ascii: "b")
                    _ = write(master, &letter, 1)
                    usleep(30_000)
                }
            }
            hands.start()
            let long = try #require(TypingRun(room: terminal.echoRoom))
            guard case .shown(let many) = terminal.hear(timeout: .seconds(2), run: long) else {
                Issue.record("no run")
                return
            }
            #expect(!many.isAtRest && 5..<40 ~= many.letters.count)
            while !hands.isFinished { usleep(1_000) }
            terminal.close()
        }

        @Test func `an answer that comes while it closes is no command for the shell`() throws {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))

            let (master, answer) = (pty.master, "\u{1B}]11;rgb:10/10/10\u{1B}\\\u{1B}[?62;22c\r")
            let late = Thread {
                usleep(30_000)
                _ = write(master, answer, answer.utf8.count)
            }
            late.start()
            terminal.close()
            while !late.isFinished { usleep(1_000) }

            var left = pollfd(fd: pty.slave, events: Int16(POLLIN), revents: 0)
            #expect(poll(&left, 1, 50) == 0)
        }

        @Test func `answers that nobody understands are swallowed, and keys between them arrive`()
            throws
        {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))

            pty.type(
                "\u{1B}[?1;2;3c\u{1B}P>|XTerm(390)\u{1B}\\a\u{1B}]4;1;rgb:0/0/0\u{7}\u{1B}[?9999;0$yb"
            )
            let found = events(terminal, count: 2)
            terminal.close()

            #expect(found == [.input(.key(.character("a"))), .input(.key(.character("b")))])
        }

        @Test func `frames are marked off once the terminal said that it knows the mode`() throws {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))
            let first = pty.written()

            pty.type("\u{1B}[?2026;2$y")
            _ = terminal.wait(timeout: .seconds(2))
            terminal.repaintAll()
            terminal.paint(frame(String(repeating: "long ", count: 16) + "words"))
            var many = Frame(columns: 80, rows: 24)
            for row in 0..<24 {
                many.put(String(repeating: "x", count: 70), row: row, column: 0, style: .plain)
            }
            _ = pty.written()
            terminal.paint(many)
            let marked = pty.written()
            terminal.close()

            #expect(!first.contains("\u{1B}[?2026h"))
            #expect(marked.hasPrefix("\u{1B}[?2026h") && marked.hasSuffix("\u{1B}[?2026l"))
        }

        @Test func `another size is reported and drawn whole, down to one cell`() throws {
            let pty = try Pty()
            let terminal = try terminal(pty)
            terminal.paint(frame("hello"))

            for (columns, rows) in [(40, 10), (2, 2), (1, 1), (120, 40)] {
                pty.resize(columns, rows)
                kill(getpid(), SIGWINCH)
                let found = events(terminal)
                _ = pty.written()
                terminal.paint(frame("日本語 hello", columns: terminal.columns, rows: terminal.rows))

                #expect(found == [.resized(columns: columns, rows: rows)])
                #expect(pty.written().contains("\u{1B}[J"))
            }
            terminal.close()
        }

        @Test func `a terminal beyond xterm's family gets no questions and no modes of xterm`()
            throws
        {
            let pty = try Pty()
            let terminal = try terminal(pty, TerminalDialect(depth: .none, isXterm: false))

            terminal.paint(frame("hello"))
            _ = terminal.copy("words")
            terminal.close()
            let written = pty.written()

            #expect(written.contains("hello"))
            #expect(
                !written.contains("\u{1B}]") && !written.contains("?1049")
                    && !written.contains("$p"))
        }
    }
}
