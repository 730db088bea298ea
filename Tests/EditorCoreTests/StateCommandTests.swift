import Testing

@testable import EditorCore

struct CommandRegistryTests {
    @Test func `every name is used once and is kebab-case`() {
        let names = Command.all.map(\.name)

        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.allSatisfy { $0.isLowercase || $0 == "-" }, "\(name)")
        }
    }

    @Test func `every default key can be read`() {
        let written = Command.all.flatMap(\.defaultKeys).count

        #expect(Command.defaultBindings.count == written)
        #expect(Command.all.first { $0.name == "palette" }?.defaultKeys.count == 1)
    }

    @Test func `no key is bound twice in one place`() {
        var seen: Set<[String]> = []
        for binding in Command.defaultBindings {
            let place = [binding.context.rawValue] + binding.strokes.map(\.name)
            #expect(seen.insert(place).inserted, "\(place)")
        }
    }

    @Test func `help stands as a sentence`() {
        for command in Command.all {
            #expect(command.help.hasSuffix(".") && !command.title.isEmpty, "\(command.name)")
        }
    }
}
