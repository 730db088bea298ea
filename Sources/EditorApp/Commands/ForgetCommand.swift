import ArgumentParser
import Glibc
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct ForgetCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Removes a site from this computer.",
        discussion:
            "A bundle of it is put into the trash folder beside the store first, and import of that "
            + "brings it back. On the server and on other devices the site stays; sync leaves it out here, "
            + "until pagemagic sync SITE names it.")

    @OptionGroup var target: SiteArgument
    @Flag(help: "Also where something waits to be sent or was refused.")
    var force = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let summary = try store.summary(of: id)
        let refused = try QuarantineExport([id], store).bytes()
        let trash = TrashFile(summary, home: try program.home())
        var failure: CommandFailure?
        do {
            try store.forget(id) { bundle in
                do {
                    try check(bundle.waiting.count, refused: summary.quarantined, of: summary)
                    try OutputFile.write(bundle.bytes, to: trash.path, isLasting: true)
                    if !refused.isEmpty {
                        try OutputFile.write(refused, to: trash.refusedPath, isLasting: true)
                    }
                } catch {
                    failure = CommandFailure(error)
                    throw error
                }
            }
        } catch { throw failure ?? CommandFailure(error) }
        forgetScreens(of: id, try program.home())
        answer(summary, trash, hasRefused: !refused.isEmpty, in: program)
    }

    /// What waits exists nowhere else.
    private func check(
        _ waiting: Int, refused: Int, of site: SiteSummary
    ) throws(CommandFailure) {
        guard !force, waiting + refused > 0 else { return }
        let parts = [
            waiting == 0
                ? nil : "\(waiting) \(waiting == 1 ? "change waits" : "changes wait") to be sent",
            refused == 0
                ? nil
                : "\(refused) \(refused == 1 ? "change was" : "changes were") refused by the server",
        ]
        let why = parts.compactMap(\.self).joined(separator: ", and ")
        throw CommandFailure(
            .refused, "\(site.slug) is not removed: \(why), and they are on no other device.",
            hint:
                "pagemagic sync \(site.slug) sends what waits; --force removes it all the same, and keeps a bundle."
        )
    }

    /// Where the editor was in it, and screens that show it; all of that is made anew when it is missing.
    private func forgetScreens(of site: NodeID, _ home: Home) {
        SessionFiles(state: home.state).remove(site)
        StartPictures.removeAll(in: home)
    }

    private func answer(
        _ site: SiteSummary, _ trash: TrashFile, hasRefused: Bool, in program: Program
    ) {
        if output.json {
            program.console.json(
                .members([
                    ("site", .id(site.id)), ("slug", .string(site.slug)),
                    ("bundle", .string(trash.path)),
                    ("refused", hasRefused ? .string(trash.refusedPath) : .null),
                ]))
            return
        }
        program.console.line("\(site.slug) is removed from this computer.")
        program.console.note(
            "Its history and content are kept: pagemagic import \(trash.path) brings it back.")
        program.console.note("Undo steps, proposals and texts that were being typed are gone.")
        if hasRefused {
            program.console.note("What the server refused stands in \(trash.refusedPath).")
        }
        if let server = site.server {
            program.console.note(
                "It stays on \(server); pagemagic sync \(site.id) fetches it from there.")
        }
    }
}

/// Where a site is kept that was removed: beside the store, under a name that no other has.
private struct TrashFile {
    let path: String

    init(_ site: SiteSummary, home: Home) {
        let plain = site.slug.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let name =
            home.data + "/trash/" + (plain.isEmpty ? site.id.description : String(plain.prefix(60)))
        var path = name + ".pmb"
        var number = 2
        while access(path, F_OK) == 0 {
            path = "\(name)-\(number).pmb"
            number += 1
        }
        self.path = path
    }

    /// Of what the server refused, which no bundle holds.
    var refusedPath: String { path + ".refused.jsonl" }
}
