import Glibc
import UnixTerminal

extension TerminalEnvironment {
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
