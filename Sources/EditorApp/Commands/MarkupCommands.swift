import ArgumentParser
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

struct AddCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds a section to a page, or nodes to a section or an element.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A page (path or id), a section or an element.")
    var parent: String
    @Option(help: "A file with the HTML of what is new, or - for standard input.")
    var html: String?
    @Option(help: "The sibling it goes after; - makes it the first; without it, the last.")
    var after: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let bytes = try html.map { try InputFile.read($0, in: program) }
        try Structure(target.site, program, output).commit("added:") { names in
            let named = try names.node(named: parent)
            let parent = try names.parent(
                named: parent, for: named.kind == .page ? .section : .element)
            var position = try Structure.position(after, under: parent, in: names)
            let drafts = try NewMarkup(program: program, site: names.site, file: html).drafts(
                bytes, under: parent)
            return drafts.map { draft in
                defer { position = .after(draft.id) }
                return .insert(draft, under: parent.id, at: position)
            }
        }
    }
}

struct HTMLCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "html", abstract: "Reads the HTML of a node, or replaces that of a section.",
        discussion: "What the policy refuses is refused whole: exit 4, and nothing is changed.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A section (PATH#SECTION or id); to read, any node.")
    var node: String
    @Argument(help: "A file with the new HTML, or - for standard input.")
    var file: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        guard let file else { return try read(in: program) }
        let bytes = try InputFile.read(file, in: program)
        try Structure(target.site, program, output).commit("replaced:") { names in
            let node = try names.node(named: node)
            guard node.kind == .section else {
                throw CommandFailure(
                    .usage, "\(names.label(of: node.id)) is no section.",
                    hint: "Name one as in /#hero.")
            }
            let draft = try NewMarkup(program: program, site: names.site, file: file).root(bytes)
            return [.replace(section: node.id, with: draft)]
        }
    }

    private func read(in program: Program) throws {
        let store = try program.store()
        let site = try store.state(of: try store.site(named: target.site)).site
        let node = try SiteNames(site).node(named: node)
        let html = String(decoding: SourceWriter.html(ofNode: node.id, in: site), as: UTF8.self)
        if output.json {
            program.console.json(.members([("node", .id(node.id)), ("html", .string(html))]))
        } else {
            program.console.line(html)
        }
    }
}
