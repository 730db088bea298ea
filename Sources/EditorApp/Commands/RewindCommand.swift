import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct RewindCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewind",
        abstract: "Brings a site, or a part of it, back to how it stood; undo takes that back.",
        discussion:
            "It is a change like any other: what came since goes into the trash, what was deleted comes "
            + "out of it, and what other devices write meanwhile is merged. diff SITE VERSION shows what has changed since."
    )

    @OptionGroup var target: SiteArgument
    @Argument(help: "A page, a section, a node or a text; without it, the whole site.")
    var node: String?
    @Option(
        name: .customLong("to"), parsing: .unconditional,
        help: ArgumentHelp(VersionName.help, valueName: "version"))
    var version: String
    @Flag(help: "Only shows what would change.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.site(named: target.site)
        let to = try VersionName(version).version(of: site, in: store, now: program.ports.now())
        let sites = try DiffCommand.sites(
            of: site, at: [to, .now], named: [version, "now"], in: store)
        let scope = try scope(in: sites[1], or: sites[0])
        let result =
            dryRun
            ? try store.rehearseRewind(scope, of: site, to: to)
            : try store.rewind(
                scope, of: site, to: to, called: to.words(of: site, in: store),
                origin: .command)
        answer(result, in: program)
    }

    /// What is named, in the site as it is or as it was.
    private func scope(in now: Site, or old: Site) throws -> RewindScope {
        guard let node else { return .site }
        let scope: RewindScope
        do {
            scope = try Self.scope(named: node, in: SiteNames(now))
        } catch {
            guard let past = try? Self.scope(named: node, in: SiteNames(old)) else { throw error }
            scope = past
        }
        if let id = scope.node, old[id] == nil {
            throw CommandFailure(
                .notFound, "“\(node)” was not there in the version “\(version)”.",
                hint: "Choose a later version; pagemagic log SITE lists them.")
        }
        return scope
    }

    private static func scope(named name: String, in names: SiteNames) throws -> RewindScope {
        if let text = names.texts.first(where: { $0.key == name }),
            names.site[text.node]?.kind == .page
        {
            return .text(text.node, field: text.field, locale: nil)
        }
        if let sheet = names.texts.first(where: { $0.key == name && $0.field == "css" }) {
            return .node(sheet.node)
        }
        return .node(try names.node(named: name).id)
    }

    private func answer(_ result: RewindResult, in program: Program) {
        for reason in result.skipped { program.console.note("pagemagic: not done: \(reason).") }
        let answer = DifferenceAnswer(result.difference)
        if !output.json { answer.print(in: program) }
        let count = answer.difference.changes.count
        let changes = "\(count) change\(count == 1 ? "" : "s")"
        program.finish(
            Changed(batch: result.commit?.batch, nodes: result.commit?.changed ?? []),
            dryRun ? "\(changes) would be made" : "back at \(version): \(changes)",
            asJSON: output.json,
            more: [
                ("skipped", .array(result.skipped.map(JSONValue.string))),
                ("dryRun", .bool(dryRun)), ("changes", answer.json),
            ])
    }
}
