import EditorCore
import Foundation
import ScreenCore
import Testing

@testable import Settings

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

/// The texts of a folder's TOML files by stem.
private func files(_ folder: String) throws -> [String: String] {
    var texts: [String: String] = [:]
    for url in try FileManager.default.contentsOfDirectory(
        at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    where url.pathExtension == "toml" {
        texts[url.deletingPathExtension().lastPathComponent] = try String(
            contentsOf: url, encoding: .utf8)
    }
    return texts
}

/// `Shipped.swift` as the files would have it.
private func source() throws -> String {
    func literal(_ folder: String) throws -> String {
        try files(folder).sorted { $0.key < $1.key }.map { name, text in
            let body = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .map { $0.isEmpty ? "" : "            " + $0 }.joined(separator: "\n")
            return "        \"\(name)\": #\"\"\"\n\(body)\n\n            \"\"\"#,"
        }.joined(separator: "\n")
    }
    return """
        // swift-format-ignore-file
        // Written by ShippedTests from themes/ and keymaps/: change the files, then run
        //     PM_WRITE_SHIPPED=1 PM_ONLY=Settings swift test --filter ShippedTests

        /// The themes and keymaps that are compiled in, TOML by name.
        enum Shipped {
            static let themes: [String: String] = [
        \(try literal("themes"))
            ]

            static let keymaps: [String: String] = [
        \(try literal("keymaps"))
            ]
        }

        """
}

struct ShippedTests {
    @Test func `what is compiled in is what the files say`() throws {
        let path = root.appendingPathComponent("Sources/Settings/Shipped.swift")
        let wanted = try source()
        if ProcessInfo.processInfo.environment["PM_WRITE_SHIPPED"] != nil {
            try wanted.write(to: path, atomically: true, encoding: .utf8)
        }

        #expect(
            try String(contentsOf: path, encoding: .utf8) == wanted,
            "run the test with PM_WRITE_SHIPPED=1")
    }

    @Test func `the texts that are compiled in are those of the files`() throws {
        guard ProcessInfo.processInfo.environment["PM_WRITE_SHIPPED"] == nil else { return }

        #expect(try files("themes") == Shipped.themes)
        #expect(try files("keymaps") == Shipped.keymaps)
    }
}
