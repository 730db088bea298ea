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
            program: isVTE ? "vte" : value("TERM_PROGRAM"),
            refusesColour: !value("NO_COLOR").isEmpty)
    }

    /// Names that speak xterm's language, to be described by us where the system does not know them.
    private static let xtermLike = [
        "xterm", "alacritty", "foot", "kitty", "wezterm", "ghostty", "rio", "contour", "konsole",
        "vte", "gnome", "st-",
        "iterm", "mintty", "mlterm", "tmux",
    ]

    package var isXtermLike: Bool { Self.xtermLike.contains { name.hasPrefix($0) } }
    package var isMultiplexer: Bool { name.hasPrefix("screen") || name.hasPrefix("tmux") }
    package var hasDirectColour: Bool { colour == "truecolor" || colour == "24bit" }
}
