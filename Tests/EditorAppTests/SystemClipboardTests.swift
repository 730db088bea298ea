import EditorCore
import Foundation
import Testing

@testable import EditorApp

/// The desktop's clipboard, with a program of the test's own in the place of `xclip`.
struct SystemClipboardTests {
    private let folder = NSTemporaryDirectory() + "pm-clipboard-\(UUID().uuidString)"

    /// - Parameter script: What the program does.
    private func clipboard(
        _ script: String, display: String = ":7", patience: Duration = .seconds(20)
    ) throws -> SystemClipboard {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: folder + "/xclip"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: folder + "/xclip")
        return SystemClipboard(
            environment: ["PATH": folder, "DISPLAY": display], patience: patience)
    }

    /// Copies as soon as the program is found, and waits for the answer.
    private func answer(
        _ clipboard: SystemClipboard, _ text: String
    ) async -> SystemClipboard.Answer {
        clipboard.look()
        return await withCheckedContinuation { said in
            while !clipboard.copy(text, done: { said.resume(returning: $0) }) { sched_yield() }
        }
    }

    private let long = String(repeating: "grüß 👩‍👩‍👧 ", count: 20_000)

    @Test(arguments: [0, 1])
    func `the program gets the text and its word is passed on`(exit: Int) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }

        let answer = await answer(try clipboard("cat > \(folder)/taken; exit \(exit)"), long)

        #expect(try String(contentsOfFile: folder + "/taken", encoding: .utf8) == long)
        #expect(answer == (exit == 0 ? .taken(by: "xclip") : .refused))
    }

    @Test(arguments: [true, false])
    func `a program that reads nothing has not taken the text`(isLong: Bool) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }

        let answer = await answer(try clipboard("exit 0"), isLong ? long : "words")

        #expect(answer == .refused)
    }

    @Test(arguments: [true, false])
    func `a program that hangs is ended`(reads: Bool) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = (reads ? "cat > /dev/null; " : "") + "exec sleep 1000"

        let answer = await answer(try clipboard(script, patience: .milliseconds(300)), long)

        #expect(answer == .refused)
    }

    @Test func `a text that was refused is for the terminal, the next one is asked for again`()
        async throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clipboard = try clipboard("exit 1")
        _ = await answer(clipboard, "words")

        let first = clipboard.copy("words", done: { _ in })
        let second = clipboard.copy("words", done: { _ in })

        #expect(!first && second)
    }

    @Test func `without a display there is none`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clipboard = try clipboard("cat", display: "")
        clipboard.look()

        let isTaken = clipboard.copy("words", done: { _ in })

        #expect(!isTaken)
    }

    @Test func `what is sent to the terminal is not said to be taken, least of all in tmux`() {
        #expect(
            SystemClipboard(environment: ["TERM": "xterm"]).wordsForTerminal
                == "Sent to the terminal's clipboard (OSC 52).")
        #expect(
            SystemClipboard(environment: ["TMUX": "/tmp/x,1,0", "TERM": "xterm"]).wordsForTerminal
                == "Sent to the terminal's clipboard (OSC 52); tmux takes it where its set-clipboard is on."
        )
    }
}
