import Glibc
import ScreenCore

/// What the environment says about the terminal.
package struct TerminalEnvironment: Hashable, Sendable {
    /// `TERM`
    package var name: String
    /// `COLORTERM`
    package var colour: String
    /// `NO_COLOR` is set and not empty.
    package var refusesColour: Bool

    package init(name: String, colour: String = "", refusesColour: Bool = false) {
        self.name = name
        self.colour = colour
        self.refusesColour = refusesColour
    }

    /// From the process's own environment.
    package static func current() -> TerminalEnvironment {
        func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
        return TerminalEnvironment(
            name: value("TERM"), colour: value("COLORTERM"),
            refusesColour: !value("NO_COLOR").isEmpty)
    }

    /// Names that speak xterm's language, to be described by us where the system does not know them.
    private static let xtermLike = [
        "xterm", "alacritty", "foot", "kitty", "wezterm", "ghostty", "rio", "contour", "konsole",
        "vte", "gnome", "st-",
        "iterm", "mintty", "mlterm", "tmux",
    ]

    var isXtermLike: Bool { Self.xtermLike.contains { name.hasPrefix($0) } }
    var isMultiplexer: Bool { name.hasPrefix("screen") || name.hasPrefix("tmux") }
    var hasDirectColour: Bool { colour == "truecolor" || colour == "24bit" }

    /// The descriptions to try in turn.
    var descriptions: [TerminalDescription] {
        var list: [TerminalDescription] = []
        if hasDirectColour, !refusesColour, isXtermLike {
            list.append(TerminalDescription(name: "pm-direct", terminfo: Terminfo.direct))
        }
        list.append(TerminalDescription(name: name, terminfo: nil))
        if isXtermLike {
            list.append(TerminalDescription(name: "pm-256", terminfo: Terminfo.indexed256))
        }
        if name.hasPrefix("screen") {
            list += ["screen-256color", "screen"].map {
                TerminalDescription(name: $0, terminfo: nil)
            }
        }
        return list
    }
}

/// A terminfo entry: one of the system's by name, or one of ours.
struct TerminalDescription: Hashable {
    let name: String
    /// The value `TERMINFO` has while the entry is read; nil leaves it as it is.
    let terminfo: String?

    /// Runs with `TERMINFO` set for this description, and puts it back.
    func reading<Result>(_ body: (String) -> Result) -> Result {
        guard let terminfo else { return body(name) }
        let before = getenv("TERMINFO").map { String(cString: $0) }
        setenv("TERMINFO", terminfo, 1)
        defer {
            if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
        }
        return body(name)
    }
}
