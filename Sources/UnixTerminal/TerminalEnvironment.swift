import Glibc
import ScreenCore

/// What the environment says about the terminal.
package struct TerminalEnvironment: Hashable, Sendable {
    /// `TERM`
    package var name: String
    /// `COLORTERM`
    package var colour: String
    /// `TERM_PROGRAM`, or what else names the program behind a `TERM` that many use.
    package var program: String
    /// `NO_COLOR` is set and not empty.
    package var refusesColour: Bool

    package init(
        name: String, colour: String = "", program: String = "", refusesColour: Bool = false
    ) {
        self.name = name
        self.colour = colour
        self.program = program
        self.refusesColour = refusesColour
    }

    /// From the process's own environment.
    package static func current() -> TerminalEnvironment {
        func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        let isVTE = Int(value("VTE_VERSION")) ?? 0 >= 5200
        return TerminalEnvironment(
            name: value("TERM"), colour: value("COLORTERM"),
            program: isVTE
                ? "vte"
                : !value("WT_SESSION").isEmpty
                    ? "WindowsTerminal"
                    : value("ConEmuANSI") == "ON" ? "ConEmu" : value("TERM_PROGRAM"),
            refusesColour: !value("NO_COLOR").isEmpty)
    }

    /// Names that speak xterm's language, to be described by us where the system does not know them.
    private static let xtermLike = [
        "xterm", "alacritty", "foot", "kitty", "wezterm", "ghostty", "rio", "contour", "konsole",
        "vte", "gnome", "st-",
        "iterm", "mintty", "mlterm", "tmux",
    ]

    package var isXtermLike: Bool { Self.xtermLike.contains { name.hasPrefix($0) } }
    /// How the desktop is told something through it.
    package var news: TerminalNews { TerminalNews(notices: notices, showsProgress: showsProgress) }

    /// Terminals that pass notices on. Others might print them: they are told nothing.
    private var notices: TerminalNews.Notices {
        if isMultiplexer || name.hasPrefix("linux") { return .none }
        if name.hasPrefix("rxvt") || name.hasPrefix("foot") || program == "vte" { return .titled }
        return isXtermLike ? .plain : .none
    }

    /// Terminals that show progress; to others OSC 9;4 would be a notice.
    private var showsProgress: Bool {
        !isMultiplexer
            && (["WezTerm", "ghostty", "ConEmu", "WindowsTerminal"].contains(program)
                || name.hasPrefix("xterm-ghostty") || name.hasPrefix("wezterm"))
    }

    package var isMultiplexer: Bool { name.hasPrefix("screen") || name.hasPrefix("tmux") }
    package var hasDirectColour: Bool { colour == "truecolor" || colour == "24bit" }
}
