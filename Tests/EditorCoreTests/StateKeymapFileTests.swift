import Foundation
import Testing

@testable import EditorCore

struct KeymapFileAgreementTests {
    /// The bindings of a keymap file, as `context: strokes = intent`.
    private func bindings(of name: String) throws -> Set<String> {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("keymaps/\(name).toml"), encoding: .utf8)
        var context = ""
        var found: Set<String> = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("[keys.") { context = String(line.dropFirst(6).prefix { $0 != "]" }) }
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard line.hasPrefix("\""), parts.count >= 4 else { continue }
            found.insert("\(context): \(parts[1]) = \(parts[3])")
        }
        return found
    }

    @Test func `the default keymap and the registry are the same table`() throws {
        let registry = Set(
            Command.all.flatMap { command in
                command.defaultKeys.map {
                    "\($0.context.rawValue): \($0.strokes) = \(command.name)"
                }
            })

        let file = try bindings(of: "default")

        #expect(file.subtracting(registry) == [])
        #expect(registry.subtracting(file) == [])
    }

    @Test(arguments: ["vim", "emacs"])
    func `other keymaps name commands of the registry only`(_ name: String) throws {
        for binding in try bindings(of: name) {
            let intent = String(binding.split(separator: " = ").last ?? "")
            // An empty name takes a binding of the map it extends away.
            if !binding.hasSuffix("= ") { #expect(Command.named(intent) != nil, "\(binding)") }
        }
    }
}
