import EditorCore
import Foundation
import Synchronization

/// The desktop's clipboard, by the program that is there for it: `wl-copy` under Wayland, `xclip` or `xsel` under X.
///
/// Over ssh there is none, and the terminal's own is asked (OSC 52).
final class SystemClipboard: Sendable {
    private struct Helper: Sendable {
        let name: String
        let arguments: [String]
        /// What tells that it has a desktop to talk to.
        let variable: String
    }

    private static let helpers = [
        Helper(name: "wl-copy", arguments: [], variable: "WAYLAND_DISPLAY"),
        Helper(name: "xclip", arguments: ["-selection", "clipboard"], variable: "DISPLAY"),
        Helper(name: "xsel", arguments: ["--clipboard", "--input"], variable: "DISPLAY"),
    ]

    private let environment: [String: String]
    private let queue = DispatchQueue(label: "pagemagic.clipboard")
    private let found = Mutex<(helper: Helper, path: String)?>(nil)

    init(environment: [String: String]) { self.environment = environment }

    /// Looks for such a program, off the caller's thread; until it is found there is none.
    func look() {
        guard Self.helpers.contains(where: isOffered) else { return }
        queue.async { [self] in
            let first = find()
            found.withLock { $0 = first }
        }
    }

    /// Puts a text there, off the caller's thread.
    ///
    /// - Parameter done: Called with what a person is told once the program took it, or did not.
    /// - Returns: false where no such program can be used; `done` is then not called.
    func copy(_ text: String, done: @escaping @Sendable (Notice) -> Void) -> Bool {
        guard let (helper, path) = found.withLock({ $0 }) else { return false }
        queue.async {
            let isTaken = Self.run(path, helper.arguments, on: text)
            done(
                isTaken
                    ? Notice(.done, "Copied to the desktop's clipboard (\(helper.name)).")
                    : Notice(
                        .warning,
                        "\(helper.name) did not take the text; it can be pasted in the editor only."
                    ))
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

    private static func run(_ path: String, _ arguments: [String], on text: String) -> Bool {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
            try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try pipe.fileHandleForWriting.close()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
