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
        guard let word = arguments.first, !word.hasPrefix("-"), word != "help",
            !Self.names.contains(word)
        else { return nil }
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
        if let near = Self.nearest(to: word) {
            return "Did you mean \(near)? See pagemagic help."
        }
        return "See pagemagic help."
    }

    /// Looks only where there is a store already.
    private func isSite(_ name: String) -> Bool {
        guard let folder = try? program.home().data, access(folder, F_OK) == 0 else { return false }
        return (try? program.store().site(named: name)) != nil
    }

    /// The command that a word is a slip of: at most two letters are others, and less than half.
    static func nearest(to word: String) -> String? {
        let found = names.map { (name: $0, distance: distance(word.lowercased(), $0)) }
            .min { $0.distance < $1.distance }
        guard let found, found.distance <= 2, found.distance * 2 < max(2, word.count) else {
            return nil
        }
        return found.name
    }

    /// How many letters must be put in, taken out or changed, or change places with the next (Damerau and Levenshtein).
    private static func distance(_ one: String, _ two: String) -> Int {
        let (a, b) = (Array(one), Array(two))
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, before[j - 1] + 1)
                }
                row.append(best)
            }
            (before, last) = (last, row)
        }
        return last[b.count]
    }
}
