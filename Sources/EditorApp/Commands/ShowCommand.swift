import ArgumentParser
import SiteMarkup
import SiteModel
import WireProtocol

struct ShowCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one node: what it is, where it stands, its source.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A node: its id, PATH#SECTION, or a text's key.")
    var node: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.state(of: try store.site(named: target.site)).site
        let names = SiteNames(site)
        let node = try names.node(named: self.node)
        let html = SourceWriter.html(ofNode: node.id, in: site)
        if output.json {
            let tree = TreeAnswer(names: names).json(of: node, sections: [:])
            program.console.json(
                .members([
                    ("node", tree), ("label", .string(names.label(of: node.id))),
                    ("parent", node.parent.map(JSONValue.id)),
                    ("html", .string(String(decoding: html, as: UTF8.self))),
                ]))
            return
        }
        program.console.line("\(node.kind.rawValue) \(names.label(of: node.id))  \(node.id)")
        for (name, value) in node.fields.sorted(by: { $0.key < $1.key }) {
            program.console.line(
                "  \(name.attributeName ?? name.rawValue) = \(Printable.line(value.plain))")
        }
        if !node.classes.isEmpty {
            program.console.line("  class = \(Printable.line(node.classes.joined(separator: " ")))")
        }
        for (key, text) in node.texts.sorted(by: { $0.key < $1.key }) {
            program.console.line("  \(key): \(Excerpt.of(text.withoutInlineMarks, columns: 200))")
        }
        if !html.isEmpty { program.console.line(String(decoding: html, as: UTF8.self)) }
    }
}
