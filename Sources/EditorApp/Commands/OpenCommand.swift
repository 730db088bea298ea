import ArgumentParser
import SiteModel
import SiteStore

struct OpenCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens the editor.")

    @Argument(help: "A site, or pagemagic://site/ID[/SECTION]; without it, the site edited last.")
    var target: String?
    @Option(help: "Where to put the cursor: a node's id, PATH#SECTION or a text's key.")
    var at: String?
    @Option(help: "The name of a theme.")
    var theme: String?
    @Option(help: "The name of a keymap.")
    var keymap: String?
    @Flag(help: "Changes nothing.")
    var readOnly = false
    @Flag(help: "Draws marks and lines as ASCII.")
    var ascii = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws { try call.perform(in: program) }

    var call: EditorCall {
        EditorCall(
            target: target, at: at, theme: theme, keymap: keymap, isReadOnly: readOnly,
            isASCII: ascii)
    }
}

/// What the editor is opened with.
struct EditorCall: Equatable {
    var target: String?
    var at: String?
    var theme: String?
    var keymap: String?
    var isReadOnly = false
    var isASCII = false

    /// A line that no other call has. Written out: what describes a value by its mirror takes 2 ms of a start to get to
    /// know the types in it.
    var line: String {
        let words = [target, at, theme, keymap].map { $0.map { "=" + $0 } ?? "-" }
        return (words + [isReadOnly ? "read-only" : "-", isASCII ? "ascii" : "-"])
            .joined(separator: "\t")
    }

    func perform(in program: Program) throws {
        // Before all else: what comes next takes the processors that the first byte waits for.
        let start = EditorStart(self, in: program)
        do {
            let settings = try EditorSettings.later(theme: theme, keymap: keymap, in: program)
            let place = try OpenTarget(target, at: at, in: program)
            try program.edit(
                EditorOptions(
                    site: place.site, at: place.at, isReadOnly: isReadOnly, isASCII: isASCII),
                settings, start)
        } catch {
            start.opened?.terminal.close()
            throw error
        }
    }
}

extension EditorCall {
    /// The arguments that nearly every start of the editor has: none, `open`, `open SITE`, `open SITE --at PLACE`. nil for all
    /// others: ArgumentParser reads those, and takes 4 ms to get to know every command.
    ///
    /// - Parameter arguments: Without the program's name.
    init?(plain arguments: [String]) {
        guard let command = arguments.first else {
            self.init()
            return
        }
        let words = arguments.dropFirst()
        guard command == "open", words.allSatisfy({ !$0.isEmpty }) else { return nil }
        let isPlain = words.map { !$0.hasPrefix("-") }
        switch (isPlain, words.dropFirst().first) {
        case ([], _): self.init()
        case ([true], _): self.init(target: words.first)
        case ([true, false, true], "--at"): self.init(target: words.first, at: words.last)
        default: return nil
        }
    }
}

/// Which site to open, and where.
struct OpenTarget {
    let site: NodeID?
    let at: String?

    init(_ target: String?, at: String?, in program: Program) throws {
        let store = try program.store()
        guard let target else {
            site = try store.sites().first?.id
            self.at = at
            return
        }
        let scheme = "pagemagic://site/"
        let parts = (target.hasPrefix(scheme) ? String(target.dropFirst(scheme.count)) : target)
            .split(separator: "/", maxSplits: 1).map(String.init)
        let isLink = target.hasPrefix(scheme)
        site = try store.site(named: isLink ? parts.first ?? "" : target)
        let section = isLink && parts.count > 1 ? parts[1] : nil
        self.at = at ?? section.map { NodeID($0) == nil && !$0.contains("#") ? "#" + $0 : $0 }
    }
}

extension Program {
    /// Runs the editor to its end.
    func edit(
        _ options: EditorOptions, _ settings: Later<EditorSettings>,
        _ start: EditorStart = EditorStart()
    ) throws {
        guard isTerminal else {
            throw CommandFailure(
                .usage, "The editor needs a terminal.",
                hint: "Run pagemagic in one, or see pagemagic help.")
        }
        let code = try EditorProgram.run(options, settings, start, in: self)
        status = ExitCode(rawValue: code) ?? .failed
    }
}
