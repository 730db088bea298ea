import ScreenCore

extension TerminalEnvironment {
    /// A family of terminals by how their `TERM` begins.
    private struct Family {
        let prefixes: [String]
        /// The colours where neither `TERM` nor `COLORTERM` says more.
        var depth = ColourDepth.sixteen
        /// The most colours it shows, whatever `COLORTERM` says.
        var depthMax = ColourDepth.direct
        var erasesInColour = false
        var erasesCells = true
        var hasCurl = false
        var hasLinks = false
        var isXterm = true
    }

    /// Terminals whose language we speak without asking anybody; the first that fits counts.
    ///
    /// Sources: their terminfo entries and documents. Where it is not sure that a terminal erases in colour, or bends an
    /// underline, it is not asked to.
    private static let families = [
        Family(
            prefixes: ["xterm-kitty", "kitty"], depth: .direct, hasCurl: true, hasLinks: true),
        Family(
            prefixes: ["xterm-ghostty", "ghostty", "wezterm", "foot"], depth: .direct,
            erasesInColour: true, hasCurl: true, hasLinks: true),
        Family(
            prefixes: ["alacritty"], depth: .direct, erasesInColour: true, hasCurl: true,
            hasLinks: true),
        Family(prefixes: ["contour", "rio"], depth: .direct, hasCurl: true, hasLinks: true),
        Family(
            prefixes: ["mintty", "vte", "gnome", "konsole"], erasesInColour: true, hasLinks: true),
        Family(prefixes: ["xterm", "iterm", "st-"], erasesInColour: true),
        Family(prefixes: ["mlterm"]),
        Family(prefixes: ["rxvt"], depth: .eight, erasesInColour: true),
        // A multiplexer's screen is the program's own: what lies behind it does not matter.
        Family(prefixes: ["tmux"]),
        Family(
            prefixes: ["screen"], depth: .eight, depthMax: .indexed256, erasesCells: false),
        Family(
            prefixes: ["linux"], depth: .eight, depthMax: .eight, erasesInColour: true,
            isXterm: false),
        Family(prefixes: ["vt525"], depth: .eight, depthMax: .eight, isXterm: false),
        Family(
            prefixes: ["vt22", "vt32", "vt42", "vt51"], depth: .none, depthMax: .none,
            isXterm: false),
    ]

    /// Programs that call themselves `xterm-256color` and do more than that says.
    private static let bendingPrograms: Set<String> = [
        "vte", "iTerm.app", "WezTerm", "ghostty", "vscode", "mintty",
    ]

    /// What to speak with the terminal; nil where its language is not known here.
    package var dialect: TerminalDialect? {
        guard
            let family = Self.families.first(where: { $0.prefixes.contains(where: name.hasPrefix) })
        else { return nil }
        let isMore = !isMultiplexer && Self.bendingPrograms.contains(program)
        return TerminalDialect(
            depth: refusesColour ? .none : min(family.depthMax, depth(of: family)),
            erasesInColour: family.erasesInColour, erasesCells: family.erasesCells,
            isXterm: family.isXterm,
            hasCurl: family.hasCurl || isMore, hasLinks: family.hasLinks || isMore)
    }

    /// What every terminal after ECMA-48 is told, for one that is not known but is to be spoken with.
    package var plainDialect: TerminalDialect {
        TerminalDialect(depth: refusesColour ? .none : .eight, isXterm: false)
    }

    /// Whether it says by its name that it shows no colours, whatever `COLORTERM` says.
    private var isMonochrome: Bool { name.hasSuffix("-mono") || name.hasSuffix("-m") }

    private func depth(of family: Family) -> ColourDepth {
        if isMonochrome { return .none }
        if hasDirectColour || name.hasSuffix("-direct") { return .direct }
        return name.contains("256col") ? max(family.depth, .indexed256) : family.depth
    }
}
