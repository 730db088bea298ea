import ScreenCore
import Testing

@testable import UnixTerminal

struct DialectTests {
    private func dialect(_ name: String, _ colour: String = "", program: String = "")
        -> TerminalDialect?
    {
        TerminalEnvironment(name: name, colour: colour, program: program).dialect
    }

    @Test(arguments: [
        ("xterm-256color", "truecolor", ColourDepth.direct), ("xterm-256color", "", .indexed256),
        ("xterm", "", .sixteen), ("xterm-direct", "", .direct), ("xterm-kitty", "", .direct),
        ("alacritty", "", .direct), ("foot", "", .direct), ("tmux-256color", "", .indexed256),
        ("tmux-256color", "truecolor", .direct), ("screen-256color", "truecolor", .indexed256),
        ("screen", "", .eight), ("linux", "truecolor", .eight), ("vt220", "", .none),
        ("rxvt-unicode-256color", "", .indexed256), ("xterm-mono", "truecolor", .none),
        ("linux-m", "", .none),
    ])
    func `a terminal's colours are known by its name`(
        name: String, colour: String, depth: ColourDepth
    ) {
        #expect(dialect(name, colour)?.depth == depth)
    }

    @Test(arguments: ["vt100", "dumb", "", "nonsense-term", "wy60", "ansi", "eterm"])
    func `others are left to ncurses`(name: String) { #expect(dialect(name) == nil) }

    @Test func `NO_COLOR leaves none`() {
        let environment = TerminalEnvironment(
            name: "xterm-kitty", colour: "truecolor", refusesColour: true)

        #expect(environment.dialect?.depth == ColourDepth.none)
        #expect(environment.plainDialect.depth == .none)
    }

    @Test func `a multiplexer erases in its own colour, and bends no line`() {
        for name in ["tmux-256color", "screen-256color"] {
            #expect(dialect(name, program: "WezTerm")?.erasesInColour == false)
            #expect(dialect(name, program: "WezTerm")?.hasCurl == false)
        }
        #expect(dialect("screen")?.erasesCells == false)
    }

    @Test func `a program behind a common name may bend lines`() {
        #expect(dialect("xterm-256color")?.hasCurl == false)
        #expect(dialect("xterm-256color", program: "vte")?.hasCurl == true)
        #expect(dialect("xterm-kitty")?.hasCurl == true)
    }
}
