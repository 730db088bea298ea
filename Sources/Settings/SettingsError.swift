/// Why a setting cannot be used.
package enum SettingsError: Error, Hashable, Sendable {
    /// Something in a file is wrong: all of it, by line; never empty.
    case invalid([SettingsProblem])
    /// No theme or keymap of that name; the names there are.
    case unknownName(kind: String, name: String, known: [String])
    /// The file is there and cannot be read: its path, and the reason of the system.
    case unreadable(path: String, reason: String)

    /// One sentence of what, where and what to do.
    package var message: String {
        switch self {
        case .invalid(let problems):
            (problems.first?.description ?? "")
                + (problems.count > 1 ? ", and \(problems.count - 1) more" : "")
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

/// What is wrong in a file, collected so that all of it is said at once.
struct FaultList {
    private var problems: [SettingsProblem] = []

    /// Reads a part of the file; nil, and its faults are noted, where it cannot be used.
    @discardableResult
    mutating func attempt<Value>(_ read: () throws(SettingsError) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            if case .invalid(let found) = error { problems += found }
            return nil
        }
    }

    /// Throws what was noted, by line, if anything was.
    func check() throws(SettingsError) {
        guard !problems.isEmpty else { return }
        throw .invalid(problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
}
