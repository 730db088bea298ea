import EditorCore
import Foundation
import Testing

@testable import EditorApp

/// The desktop's clipboard, with a program of the test's own in the place of `xclip`.
struct SystemClipboardTests {
    private let folder = NSTemporaryDirectory() + "pm-clipboard-\(UUID().uuidString)"

    /// - Parameter exit: What the program answers once it has kept what it was given.
    private func clipboard(exit: Int, display: String = ":7") throws -> SystemClipboard {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let script = "#!/bin/sh\ncat > \(folder)/taken\nexit \(exit)\n"
        try Data(script.utf8).write(to: URL(fileURLWithPath: folder + "/xclip"))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: folder + "/xclip")
        return SystemClipboard(environment: ["PATH": folder, "DISPLAY": display])
    }

    /// Copies as soon as the program is found, and waits for the word.
    private func notice(_ clipboard: SystemClipboard, _ text: String) async -> Notice {
        clipboard.look()
        return await withCheckedContinuation { said in
            while !clipboard.copy(text, done: { said.resume(returning: $0) }) { sched_yield() }
        }
    }

    @Test(arguments: [0, 1])
    func `the program gets the text and its word is passed on`(exit: Int) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = String(repeating: "grüß 👩‍👩‍👧 ", count: 20_000)

        let notice = await notice(try clipboard(exit: exit), text)

        #expect(try String(contentsOfFile: folder + "/taken", encoding: .utf8) == text)
        #expect(notice.kind == (exit == 0 ? .done : .warning))
        #expect(notice.text.contains("xclip"))
    }

    @Test func `without a display there is none`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clipboard = try clipboard(exit: 0, display: "")
        clipboard.look()

        let isTaken = clipboard.copy("words", done: { _ in })

        #expect(!isTaken)
    }
}
