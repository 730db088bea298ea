/// Why a setting cannot be used.
package enum SettingsError: Error, Hashable, Sendable {
    /// Something in a file is wrong.
    case invalid(SettingsProblem)
    /// No theme or keymap of that name; the names there are.
    case unknownName(kind: String, name: String, known: [String])
    /// The file is there and cannot be read: its path, and the reason of the system.
    case unreadable(path: String, reason: String)

    /// One sentence of what, where and what to do.
    package var message: String {
        switch self {
        case .invalid(let problem): problem.description
        case .unknownName(let kind, let name, let known):
            "There is no \(kind) named \(name); there are \(known.joined(separator: ", "))"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        }
    }
}

/// A fault in a file, at its place: `themes/mine.toml:3:11: what is wrong`.
package struct SettingsProblem: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in bytes.
    package let column: Int
    package let message: String

    package init(file: String, line: Int, column: Int, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    package var description: String { "\(file):\(line):\(column): \(message)" }
}
