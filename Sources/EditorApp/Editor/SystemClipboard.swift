import EditorCore
import Foundation
import Synchronization

/// The desktop's clipboard, by the program that is there for it: `wl-copy` under Wayland, `xclip` or `xsel` under X.
///
/// Over ssh there is none, or one whose desktop is out of reach; then the terminal's own is asked (OSC 52).
final class SystemClipboard: Sendable {
    /// What became of a text.
    enum Answer: Hashable, Sendable {
        /// The program of that name has read all of it.
        case taken(by: String)
        /// The program failed, read less, or said nothing for too long; the next `copy` of the text says that there is none.
        case refused
    }

    private struct Helper: Sendable {
        let name: String
        let arguments: [String]
        /// What tells that it has a desktop to talk to.
        let variable: String
    }

    private struct Asked {
        var helper: (helper: Helper, path: String)?
        /// How many texts were to be copied.
        var count = 0
        /// The text that the program did not take.
        var refused: String?
    }

    private static let helpers = [
        Helper(name: "wl-copy", arguments: [], variable: "WAYLAND_DISPLAY"),
        Helper(name: "xclip", arguments: ["-selection", "clipboard"], variable: "DISPLAY"),
        Helper(name: "xsel", arguments: ["--clipboard", "--input"], variable: "DISPLAY"),
    ]

    private let environment: [String: String]
    private let patience: Duration
    private let queue = DispatchQueue(label: "pagemagic.clipboard")
    private let asked = Mutex(Asked())

    /// - Parameter patience: How long such a program may take over a text.
    init(environment: [String: String], patience: Duration = .seconds(3)) {
        self.environment = environment
        self.patience = patience
    }

    /// What is said of a text that was sent to the terminal: none says whether it took it.
    var wordsForTerminal: String {
        let isInTmux =
            environment["TMUX"]?.isEmpty == false
            || environment["TERM"]?.hasPrefix("tmux") == true
        return "Sent to the terminal's clipboard (OSC 52)"
            + (isInTmux ? "; tmux takes it where its set-clipboard is on." : ".")
    }

    /// Looks for such a program, off the caller's thread; until it is found there is none.
    func look() {
        guard Self.helpers.contains(where: isOffered) else { return }
        queue.async { [self] in
            let first = find()
            asked.withLock { $0.helper = first }
        }
    }

    /// Puts a text there, off the caller's thread.
    ///
    /// - Parameter done: Called once the program took it, or did not; not for a text after which another was copied.
    /// - Returns: false where no such program can be used, or has just refused this text; `done` is then not called.
    func copy(_ text: String, done: @escaping @Sendable (Answer) -> Void) -> Bool {
        let (found, number) = asked.withLock { asked in
            asked.count += 1
            let isRefused = asked.refused == text
            asked.refused = nil
            return (isRefused ? nil : asked.helper, asked.count)
        }
        guard let (helper, path) = found else { return false }
        queue.async { [self] in
            let feed = ProgramFeed(path, [helper.name] + helper.arguments, patience)
            let isTaken = feed.reads(Array(text.utf8))
            let isNewest = asked.withLock { asked in
                if !isTaken, asked.count == number { asked.refused = text }
                return asked.count == number
            }
            if isNewest { done(isTaken ? .taken(by: helper.name) : .refused) }
        }
        return true
    }

    private func isOffered(_ helper: Helper) -> Bool {
        environment[helper.variable]?.isEmpty == false
    }

    private func find() -> (Helper, String)? {
        let folders = (environment["PATH"] ?? "").split(separator: ":").filter {
            $0.hasPrefix("/")
        }
        for helper in Self.helpers where isOffered(helper) {
            for folder in folders {
                let path = "\(folder)/\(helper.name)"
                if FileManager.default.isExecutableFile(atPath: path) { return (helper, path) }
            }
        }
        return nil
    }
}
