/// Why the terminal cannot be used.
package enum TerminalError: Error, Hashable, Sendable {
    /// Standard input or output is a pipe or a file.
    case notATerminal
    /// `TERM` is not set, or empty.
    case unnamed
    /// The system has no description of this `TERM`, and it is none that we know a replacement for.
    case unknown(String)
    /// The description says that the cursor cannot be placed, as with `dumb`.
    case unusable(String)
    /// A call of the system failed: which, and its error number.
    case system(call: String, code: Int32)

    /// One sentence of what, where and what to do.
    package var message: String {
        switch self {
        case .notATerminal: "the editor needs a terminal; input or output is a pipe or a file"
        case .unnamed:
            "TERM is not set: the editor cannot know the terminal; try TERM=xterm-256color"
        case .unknown(let name):
            "the terminal TERM=\(Self.shown(name)) is not known here; try TERM=xterm-256color"
        case .unusable(let name):
            "the terminal TERM=\(Self.shown(name)) cannot place its cursor, so the editor cannot draw; try another terminal"
        case .system(let call, let code):
            "the terminal cannot be used: \(call) failed with error \(code)"
        }
    }

    /// A name from outside, without what does not belong into a sentence.
    private static func shown(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F }.prefix(60)))
    }
}
