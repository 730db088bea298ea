import ArgumentParser
import EditorCore
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore

struct RemoveCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Puts a node into the trash.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A node: its id or PATH#SECTION.")
    var node: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try Structure(target.site, program, output).commit("in the trash:") { names in
            if node == target.site || node == names.site.id.description {
                throw CommandFailure(
                    .usage, "\(node) is the site itself, and rm removes what is in it.",
                    hint: "pagemagic forget \(target.site) removes it from this computer.")
            }
            let found = try names.node(named: node)
            guard found.kind != .page || names.site.pages.count > 1 else {
                throw CommandFailure(
                    .refused, "A site keeps its last page.", hint: "Make another one first.")
            }
            return [.delete(found.id)]
        }
    }
}

struct MoveCommand: ProgramCommand {
    static let configuration = CommandConfiguration(commandName: "mv", abstract: "Moves a node.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A node: its id or PATH#SECTION.")
    var node: String
    @Option(help: "Its new parent: a page for a section, a section or an element for other nodes.")
    var under: String
    @Option(help: "The sibling it goes after; - makes it the first; without it, the last.")
    var after: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try Structure(target.site, program, output).commit("moved:") { names in
            let moved = try names.node(named: node)
            let parent = try names.parent(named: under, for: moved.kind)
            let position = try Structure.position(after, under: parent, in: names)
            guard position != .after(moved.id) else {
                throw CommandFailure(
                    .refused, "\(names.label(of: moved.id)) cannot stand behind itself.",
                    hint: "Name the sibling that it goes after; - makes it the first.")
            }
            return [.move(moved.id, under: parent.id, at: position)]
        }
    }
}

struct DuplicateCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "dup", abstract: "Copies a node beside itself.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A node: its id or PATH#SECTION.")
    var node: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try Structure(target.site, program, output).commit("copied:") { names in
            let original = try names.node(named: node)
            let ids = names.site.subtree(of: original.id).map { _ in program.newID() }
            return [.duplicate(original.id, ids: ids)]
        }
    }
}

struct RestoreCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Takes a node out of the trash, to where it was.")

    @OptionGroup var target: SiteArgument
    @Argument(
        help: "The id of a node in the trash (pagemagic tree SITE --trash), or its name there.")
    var node: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let result = try store.commit(to: id, origin: .command) { state in
            [.restore(try trashed(node, in: state.trash))]
        }
        Structure.finish(result, "restored:", in: program, asJSON: output.json)
    }

    private func trashed(_ name: String, in trash: [TrashEntry]) throws -> NodeID {
        if let id = NodeID(name) { return id }
        let short = name.split(separator: "#").last.map(String.init) ?? name
        let found = trash.filter { $0.name == name || $0.name == short }
        guard found.count == 1, let entry = found.first else {
            throw CommandFailure(
                .notFound,
                found.isEmpty
                    ? "There is no “\(name)” in the trash."
                    : "Several things called “\(name)” are in the trash.",
                hint: "pagemagic tree SITE --trash lists it.")
        }
        return entry.node
    }
}

/// What the structure commands share.
struct Structure {
    private let siteName: String
    private let program: Program
    private let asJSON: Bool

    init(_ siteName: String, _ program: Program, _ output: OutputOptions) {
        self.siteName = siteName
        self.program = program
        asJSON = output.json
    }

    /// Commits edits, and with moves what keeps addresses leading where they led.
    func commit(_ word: String, _ edits: (SiteNames) throws -> [SiteEdit]) throws {
        let store = try program.store()
        let id = try store.site(named: siteName)
        var before: SiteNames?
        let result = try store.commit(to: id, origin: .command) { state in
            let names = SiteNames(state.site)
            before = names
            return try state.site.keepingAddresses(edits(names), conflicts: state.conflicts)
        }
        Structure.finish(result, word, in: program, asJSON: asJSON, before: before)
    }

    static func finish(
        _ result: CommitResult, _ word: String, in program: Program, asJSON: Bool,
        before: SiteNames? = nil
    ) {
        let site = result.state.site
        let label = result.changed.first.map { id in
            site[id] != nil
                ? SiteNames(site).label(of: id) : before?.label(of: id) ?? id.description
        }
        program.finish(
            Changed(batch: result.batch, nodes: result.changed), word + " " + (label ?? ""),
            asJSON: asJSON)
    }

    static func position(
        _ after: String?, under parent: Node, in names: SiteNames
    ) throws -> SiblingPosition {
        guard let after else { return .last }
        if after == "-" { return .first }
        let sibling = try names.node(named: after)
        guard sibling.parent == parent.id else {
            throw CommandFailure(
                .refused,
                "\(names.label(of: sibling.id)) does not stand directly in \(names.label(of: parent.id)).",
                hint: "pagemagic tree SITE shows what does; - makes it the first.")
        }
        return .after(sibling.id)
    }
}
