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

    func perform(in program: Program) throws {
        let settings = try EditorSettings.later(theme: theme, keymap: keymap, in: program)
        let place = try OpenTarget(target, at: at, in: program)
        try program.edit(
            EditorOptions(
                site: place.site, at: place.at, isReadOnly: readOnly, isASCII: ascii), settings)
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
    func edit(_ options: EditorOptions, _ settings: Later<EditorSettings>) throws {
        guard isTerminal else {
            throw CommandFailure(
                .usage, "The editor needs a terminal.",
                hint: "Run pagemagic in one, or see pagemagic help.")
        }
        let code = try EditorProgram.run(options, settings, in: self)
        status = ExitCode(rawValue: code) ?? .failed
    }
}
