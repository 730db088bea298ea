import ScreenCore

/// What draws on the terminal: this program itself, or ncurses.
package enum TerminalBackEnd: String, Hashable, Sendable {
    case direct
    case ncurses
}

/// What `config.toml` says; all of it optional.
package struct Configuration: Hashable, Sendable {
    /// The server's address; `PAGEMAGIC_SERVER` goes before it.
    package var server: String?
    /// The access token; `PAGEMAGIC_TOKEN` goes before it.
    package var token: String?
    /// Names of a theme and a keymap.
    package var theme: String?
    package var keymap: String?
    /// The locale that new sites and the editor begin with, a BCP 47 tag.
    package var locale: String?
    /// The command for F7; `VISUAL` and `EDITOR` go before it.
    package var editor: String?
    /// What draws; `PAGEMAGIC_TERMINAL` goes before it.
    package var terminal: TerminalBackEnd?

    /// What draws pictures; half blocks where it is nil.
    package var graphics: GraphicsWish?

    package init() {}

    /// The keys a file may have, with what each is for.
    package static let keys: [(name: String, help: String)] = [
        ("server", "the server's address, https://…"), ("token", "the access token of the account"),
        ("theme", "the name of a theme"), ("keymap", "the name of a keymap"),
        ("locale", "the locale that new sites begin with, as in en or de-AT"),
        ("editor", "the command that F7 runs on a text"),
        ("terminal", "what draws: direct or ncurses; the editor's choice without it"),
        ("graphics", "what draws pictures: cells, sixel, kitty or auto; cells without it"),
    ]

    /// A configuration from a file's text.
    ///
    /// - Parameter file: The file's name as messages show it.
    /// - Throws: ``SettingsError/invalid(_:)`` at the first fault.
    package static func read(_ text: String, file: String) throws(SettingsError) -> Configuration {
        let document = try SettingsDocument(text, file: file)
        try document.refuseOthers(than: keys.map(\.name), in: document.root)
        var configuration = Configuration()
        configuration.server = try document.string("server")
        configuration.token = try document.string("token")
        configuration.theme = try document.string("theme")
        configuration.keymap = try document.string("keymap")
        configuration.locale = try document.string("locale")
        configuration.editor = try document.string("editor")
        configuration.terminal = try document.string("terminal").map { name throws(SettingsError) in
            guard let backEnd = TerminalBackEnd(rawValue: name) else {
                throw document.problem(["terminal"], "\"\(name)\" is neither direct nor ncurses")
            }
            return backEnd
        }
        configuration.graphics = try document.string("graphics").map { name throws(SettingsError) in
            guard let wish = GraphicsWish(rawValue: name) else {
                throw document.problem(
                    ["graphics"], "\"\(name)\" is none of cells, sixel, kitty and auto")
            }
            return wish
        }
        try check(configuration, document)
        return configuration
    }

    private static func check(_ configuration: Configuration, _ document: SettingsDocument)
        throws(SettingsError)
    {
        if let server = configuration.server, !server.hasPrefix("https://"),
            !server.hasPrefix("http://")
        {
            throw document.problem(
                ["server"], "a server's address begins with https:// (http:// on this machine only)"
            )
        }
        if let locale = configuration.locale, !isLocale(locale) {
            throw document.problem(["locale"], "\"\(locale)\" is no locale; as in en or de-AT")
        }
    }

    /// Letters and digits in parts of 1...8 with dashes between, the first part letters (BCP 47, coarsely).
    private static func isLocale(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            return false
        }
        return parts.allSatisfy {
            (1...8).contains($0.count)
                && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }
}
