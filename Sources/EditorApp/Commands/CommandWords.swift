import ArgumentParser
import Glibc

/// What a word means that is no command.
struct CommandWords {
    private let program: Program

    init(_ program: Program) { self.program = program }

    /// Every command's name.
    static var names: [String] {
        CommandGroups.all.flatMap(\.subcommands).compactMap { $0.configuration.commandName }
    }

    /// Of `help WORD` where the word is no command; nil else.
    func faultOfHelp(_ arguments: [String]) -> CommandFailure? {
        guard arguments.first == "help", let word = arguments.dropFirst().first,
            !word.hasPrefix("-"), word != "help", !Self.names.contains(word)
        else { return nil }
        return noCommand(word)
    }

    /// Of arguments whose first word is no command, once they were not understood; nil else.
    func faultOfFirst(_ arguments: [String]) -> CommandFailure? {
        guard let word = arguments.first(where: { $0 != "--json" }) else { return nil }
        if let option = EditorOption(word) { return option.fault(in: arguments) }
        guard !word.hasPrefix("-"), word != "help", !Self.names.contains(word) else { return nil }
        return noCommand(word)
    }

    private func noCommand(_ word: String) -> CommandFailure {
        CommandFailure(.usage, "There is no command “\(word)”.", hint: hint(for: [word]))
    }

    /// What to do instead.
    func hint(for arguments: [String]) -> String {
        guard let word = arguments.first(where: { !$0.hasPrefix("-") }) else {
            return "See pagemagic help."
        }
        if Self.names.contains(word) { return "See pagemagic help \(word)." }
        if isSite(word) { return "pagemagic open \(word) opens that site." }
        return NearWord.hint(for: word, among: Self.names, else: "See pagemagic help.")
    }

    /// Looks only where there is a store already.
    private func isSite(_ name: String) -> Bool {
        guard let folder = try? program.home().data, access(folder, F_OK) == 0 else { return false }
        return (try? program.store().site(named: name)) != nil
    }
}

/// An option of `open` that stands where no command is named.
private struct EditorOption {
    private static let names = ["--at", "--theme", "--keymap", "--read-only", "--ascii"]
    private let name: Substring

    init?(_ word: String) {
        name = word.prefix { $0 != "=" }
        guard Self.names.contains(String(name)) else { return nil }
    }

    func fault(in arguments: [String]) -> CommandFailure {
        CommandFailure(
            .usage, "\(name) is an option of open.",
            hint: "Say pagemagic open \(arguments.joined(separator: " ")).")
    }
}
