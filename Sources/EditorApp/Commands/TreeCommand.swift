import ArgumentParser
import SiteModel
import SiteStore
import WireProtocol

struct SitesCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "sites", abstract: "Lists the sites of this device.")

    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let sites = try program.store().sites()
        if output.json {
            program.console.json(.array(sites.map(Self.json)))
            return
        }
        if sites.isEmpty {
            program.console.note("There is no site yet. Try: pagemagic new \"a bakery in Porto\"")
        }
        for site in sites { program.console.line(Self.line(site)) }
    }

    private static func json(_ site: SiteSummary) -> JSONValue {
        .members([
            ("id", .id(site.id)), ("slug", .string(site.slug)), ("title", .string(site.title)),
            ("pages", .number(site.pages)), ("pending", .number(site.pending)),
            ("conflicts", .number(site.conflicts)), ("server", .optional(site.server)),
            ("updatedAt", .time(site.updatedAt)),
        ])
    }

    private static func line(_ site: SiteSummary) -> String {
        var parts = [
            site.slug, "“" + Printable.line(site.title) + "”",
            "\(site.pages) page\(site.pages == 1 ? "" : "s")",
        ]
        if site.pending > 0 { parts.append("\(site.pending) to send") }
        if site.conflicts > 0 {
            parts.append("\(site.conflicts) conflict\(site.conflicts == 1 ? "" : "s")")
        }
        return parts.joined(separator: "  ") + "  " + site.id.description
    }
}

struct TreeCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree", abstract: "Shows a site's pages, sections, elements and texts.")

    @OptionGroup var target: SiteArgument
    @Flag(help: "Shows the trash instead: what restore brings back.")
    var trash = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let state = try store.state(of: try store.site(named: target.site))
        if trash { return showTrash(state, in: program) }
        let tree = TreeAnswer(names: SiteNames(state.site))
        if output.json {
            program.console.json(tree.json())
        } else {
            for line in tree.lines() { program.console.line(line) }
        }
    }

    private func showTrash(_ state: SiteState, in program: Program) {
        if output.json {
            program.console.json(
                .array(
                    state.trash.map {
                        .members([
                            ("id", .id($0.node)), ("kind", .string($0.content.kind.rawValue)),
                            ("name", .string($0.name)),
                        ])
                    }))
            return
        }
        if state.trash.isEmpty { program.console.note("The trash is empty.") }
        for entry in state.trash {
            program.console.line(
                "\(entry.content.kind.rawValue)  \(Printable.line(entry.name))  \(entry.node)")
        }
    }
}

/// A site's tree as JSON and as indented lines. Both walk with a stack of their own: depth comes from outside.
struct TreeAnswer {
    let names: SiteNames
    private var site: Site { names.site }

    init(names: SiteNames) { self.names = names }

    func json() -> JSONValue { json(of: site.root, sections: [:]) }

    /// One node with everything below it.
    func json(of node: Node, sections: [NodeID: String]) -> JSONValue {
        let below = node.kind == .page ? site.sectionNames(of: node.id) : sections
        let children = site.children(of: node.id).map { json(of: $0, sections: below) }
        return .members(facts(of: node, sections: sections) + [("children", .array(children))])
    }

    private func facts(of node: Node, sections: [NodeID: String]) -> [(String, JSONValue?)] {
        var facts: [(String, JSONValue?)] = [
            ("id", .id(node.id)), ("kind", .string(node.kind.rawValue)),
        ]
        switch node.kind {
        case .site:
            facts += [
                ("slug", .string(site.slug)), ("title", .string(site.title)),
                ("locales", .array(site.locales.map(JSONValue.string))),
            ]
        case .page:
            facts += [
                ("path", .string(site.path(of: node.id) ?? "/")),
                ("file", .optional(node.fields[.file]?.plain)),
                ("title", .optional(site.text(of: node.id, "title", locale: site.defaultLocale))),
            ]
        case .section:
            facts.append(
                ("name", .string(sections[node.id] ?? site.name(of: node.id) ?? "section")))
        case .element:
            facts += [("tag", .string(node.content.tag)), ("attrs", attributes(of: node))]
        case .text:
            let value = site.text(of: node.id, locale: site.defaultLocale) ?? ""
            facts += [
                ("key", .optional(names.key(of: node.id))),
                ("value", .string(value.withoutInlineMarks)),
                ("rich", node.content.inlines.isEmpty ? nil : .bool(true)),
            ]
        case .asset: facts.append(("file", .optional(node.fields[.file]?.plain)))
        case .raw: facts.append(("reason", .string(node.content.reason)))
        case .literal, .comment, .component: break
        }
        return facts
    }

    private func attributes(of node: Node) -> JSONValue {
        var pairs: [(String, JSONValue?)] = []
        if !node.classes.isEmpty {
            pairs.append(("class", .string(node.classes.joined(separator: " "))))
        }
        for name in node.attributeOrder {
            pairs.append((name, node.fields[FieldName("a:" + name)].map { .string($0.plain) }))
        }
        return .members(pairs)
    }

    /// Indented lines for people: no literals, no comments.
    func lines() -> [String] {
        var lines: [String] = []
        var stack: [(node: Node, depth: Int)] = [(site.root, 0)]
        while let (node, depth) = stack.popLast() {
            if let words = words(for: node) {
                lines.append(String(repeating: "  ", count: min(depth, 40)) + words)
            }
            for child in site.children(of: node.id).reversed() { stack.append((child, depth + 1)) }
        }
        return lines
    }

    private func words(for node: Node) -> String? {
        switch node.kind {
        case .site: "\(site.slug)  “\(Printable.line(site.title))”  \(node.id)"
        case .page:
            "\(site.path(of: node.id) ?? "/")  \(Printable.line(node.fields[.file]?.plain ?? ""))  \(node.id)"
        case .section: "#\(Printable.line(site.name(of: node.id) ?? ""))  \(node.id)"
        case .element: "<\(node.content.tag)>  \(node.id)"
        case .text:
            "\(names.key(of: node.id) ?? "text"): "
                + Excerpt.of(
                    site.plain(
                        site.text(of: node.id, locale: site.defaultLocale) ?? "", of: node.id))
        case .asset: "\(Printable.line(node.fields[.file]?.plain ?? "asset"))  \(node.id)"
        case .raw: "raw, kept and never published: \(node.content.reason)  \(node.id)"
        case .component: "component  \(node.id)"
        case .literal, .comment: nil
        }
    }
}

/// The beginning of a text, on one line.
enum Excerpt {
    static func of(_ text: String, columns: Int = 72) -> String {
        let line = Printable.line(text).split(separator: " ").joined(separator: " ")
        return line.count <= columns ? line : line.prefix(columns - 1) + "…"
    }
}
