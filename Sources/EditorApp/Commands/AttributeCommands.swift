import ArgumentParser
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore

struct SetCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Sets attributes of an element.",
        discussion:
            "On a page: path, file. On the site (its id or short name): title, slug, locales.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A node: its id, or PATH#SECTION for a section's root element.")
    var node: String
    @Argument(help: "What to set, as in href=/about.")
    var assignments: [String]
    @Option(help: "The locale of translatable values.")
    var locale: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let pairs = try assignments.map(AttributeChange.init(assignment:))
        try AttributeChange.commit(
            pairs, to: node, of: target.site, locale: locale, in: program, asJSON: output.json)
    }
}

struct UnsetCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset", abstract: "Takes attributes away from an element.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "A node: its id, or PATH#SECTION for a section's root element.")
    var node: String
    @Argument(help: "Names of attributes.")
    var names: [String]
    @Option(help: "The locale of translatable values.")
    var locale: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let pairs = try names.map {
            AttributeChange(name: try AttributeChange.checked($0), value: nil)
        }
        try AttributeChange.commit(
            pairs, to: node, of: target.site, locale: locale, in: program, asJSON: output.json)
    }
}

/// One attribute to set or to take away.
struct AttributeChange {
    let name: String
    /// nil takes it away.
    let value: String?

    init(name: String, value: String?) {
        self.name = name
        self.value = value
    }

    init(assignment: String) throws {
        guard let equals = assignment.firstIndex(of: "=") else {
            throw CommandFailure(
                .usage, "“\(assignment)” is not NAME=VALUE.", hint: "Write it as in title=Welcome.")
        }
        name = try Self.checked(String(assignment[..<equals]))
        value = String(assignment[assignment.index(after: equals)...])
    }

    /// An attribute's name (HTML standard, 13.1.2.3, less what would surprise).
    static func checked(_ name: String) throws -> String {
        let good = name.utf8.allSatisfy { byte in
            (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A)
                || (byte >= 0x30 && byte <= 0x39)
                || "-_.:".utf8.contains(byte)
        }
        guard good, let first = name.utf8.first, first >= 0x41 || first == 0x3A,
            name.utf8.count <= 200
        else {
            throw CommandFailure(
                .usage, "“\(name)” is no name of an attribute.",
                hint: "Use letters, digits, - and _.")
        }
        return name
    }

    static func commit(
        _ changes: [AttributeChange], to name: String, of siteName: String, locale: String?,
        in program: Program,
        asJSON: Bool
    ) throws {
        try PropertyRule.requireLocale(locale)
        let store = try program.store()
        let id = try store.site(named: siteName)
        let slugs = try PropertyRule.slugs(besides: id, in: store)
        var dropped = 0
        let result = try store.commit(to: id, origin: .command) { state in
            let names = SiteNames(state.site)
            let node = name == siteName ? state.site.root : try names.node(named: name)
            let edits = try changes.map { change in
                let clean = change.value.map(Printable.settable)
                dropped += clean?.dropped ?? 0
                return try edit(change.name, clean?.text, on: node, names: names, locale: locale)
            }
            try AttributePolicy.require(edits, in: state)
            try PropertyRule(state, otherSlugs: slugs).require(edits)
            return try EffectiveEdits.of(edits, in: state.site)
        }
        TextCommand.note(dropped: dropped, in: program)
        for change in changes where change.name.lowercased() == "id" {
            result.changed.first.flatMap { sharing(change.value, with: $0, in: result.state.site) }
                .map(program.console.note)
        }
        program.finish(
            Changed(batch: result.batch, nodes: result.changed),
            "\(changes.map(\.name).joined(separator: ", ")) on \(SiteNames(result.state.site).label(of: result.changed.first ?? id))",
            asJSON: asJSON)
    }

    /// What is to be known where another element of the page has the same `id`.
    private static func sharing(_ id: String?, with node: NodeID, in site: Site) -> String? {
        guard let id, !id.isEmpty, let page = site.enclosing(.page, of: node),
            let other = site.subtree(of: page.id).first(where: {
                $0.id != node && $0.fields[.attribute("id")]?.plain == id
            })
        else { return nil }
        let names = SiteNames(site)
        return
            "\(names.label(of: other.id)) has the id “\(id)” too: a link to #\(id) leads to the first of them."
    }

    private static func edit(
        _ name: String, _ value: String?, on node: Node, names: SiteNames, locale: String?
    ) throws -> SiteEdit {
        let site = names.site
        if let field = ownField(name, of: node) {
            return .setField(node.id, field, value.map(FieldValue.text))
        }
        let element = try names.attributed(node)
        if name.lowercased() == "class" {
            let classes = (value ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
            return .setClasses(element.id, classes)
        }
        let name = element.content.namespace == .html ? name.lowercased() : name
        let other = locale.flatMap { $0 == site.defaultLocale ? nil : $0 }
        return .setField(element.id, .attribute(name, locale: other), value.map(FieldValue.text))
    }

    /// What a site, a page or a section has besides attributes.
    private static func ownField(_ name: String, of node: Node) -> FieldName? {
        switch (node.kind, name) {
        case (.site, "title"), (.site, "slug"), (.site, "locales"), (.site, "defaultLocale"):
            FieldName(name)
        case (.page, "path"), (.page, "file"): FieldName(name)
        case (.asset, "file"): .file
        default: nil
        }
    }
}
