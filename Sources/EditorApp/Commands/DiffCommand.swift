import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore

struct DiffCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Shows what differs between two versions of a site.",
        discussion:
            "Without versions: what is not synced yet. diff SITE yesterday shows what changed since "
            + "yesterday began, diff SITE -1 the newest change.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "\(VersionName.help) Without it: synced.")
    var from = "synced"
    @Argument(help: "The later version; without it: now.")
    var to = "now"
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.site(named: target.site)
        let now = program.ports.now()
        let versions = try [from, to].map {
            try VersionName($0).version(of: site, in: store, now: now)
        }
        let sites = try Self.sites(of: site, at: versions, named: [from, to], in: store)
        let answer = DifferenceAnswer(SiteDifference(from: sites[0], to: sites[1]))
        if output.json {
            program.console.json(answer.json)
            return
        }
        answer.print(in: program)
        if answer.difference.isEmpty { program.console.note("Nothing differs.") }
    }

    /// The site at versions; one that is not there is called by the name that was given.
    static func sites(
        of site: NodeID, at versions: [SiteVersion], named names: [String], in store: SiteStore
    ) throws -> [Site] {
        do {
            return try store.sites(of: site, at: versions)
        } catch {
            guard let place = versions.firstIndex(where: { error == .unknownVersion($0) }) else {
                throw error
            }
            throw CommandFailure.unknownVersion(names[place])
        }
    }
}
