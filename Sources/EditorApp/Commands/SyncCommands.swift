import ArgumentParser
import Glibc
import SiteHistory
import SiteModel
import SiteStore
import SyncCore
import WireProtocol

struct StatusCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows what waits to be sent and how the last sync went.")

    @Argument(help: "A site; all of them without it.")
    var site: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        if let site {
            let summary = try store.summary(of: try store.site(named: site))
            try answer([summary], isList: false, store, program)
        } else {
            try answer(try store.sites(), isList: true, store, program)
        }
    }

    private func answer(
        _ sites: [SiteSummary], isList: Bool, _ store: SiteStore, _ program: Program
    ) throws {
        if output.json {
            let answers = try sites.map { try SyncAnswer.status($0, in: store) }
            program.console.json(isList ? .array(answers) : answers.first ?? .null)
            return
        }
        for site in sites {
            var line = "\(site.slug)  \(SyncAnswer.state(site))  \(site.pending) to send"
            if site.quarantined > 0 { line += "  \(site.quarantined) refused" }
            if site.conflicts > 0 {
                line += "  \(site.conflicts) conflict\(site.conflicts == 1 ? "" : "s")"
            }
            if let time = site.lastSync { line += "  last synced \(Moment.text(time))" }
            program.console.line(line)
            if let problem = site.syncProblem {
                program.console.line("  " + Printable.line(problem))
            }
        }
    }
}

/// Sync's answers.
enum SyncAnswer {
    /// The first that holds of blocked, offline, pending, conflict, synced.
    static func state(_ site: SiteSummary) -> String {
        if site.quarantined > 0 || site.syncBlocked { return "blocked" }
        if site.syncProblem != nil { return "offline" }
        if site.pending > 0 { return "pending" }
        return site.conflicts > 0 ? "conflict" : "synced"
    }

    static func status(_ site: SiteSummary, in store: SiteStore) throws -> JSONValue {
        let outbox = try store.outbox(of: site.id)
        return .members([
            ("site", .id(site.id)), ("state", .string(state(site))),
            ("server", .optional(site.server)),
            ("account", .optional(site.account)), ("epoch", .optional(site.epoch?.description)),
            ("cursor", .number(site.cursor)),
            (
                "pending",
                .array(
                    outbox.filter { $0.state == .pending }.map {
                        waiting($0, ("tries", .number($0.tries)))
                    })
            ),
            (
                "quarantined",
                .array(
                    outbox.filter { $0.state == .quarantined }.map {
                        waiting($0, ("message", .string($0.message ?? "")))
                    })
            ),
            ("conflicts", .number(site.conflicts)), ("lastSync", .time(site.lastSync)),
            ("problem", site.syncProblem.map(JSONValue.string)),
        ])
    }

    private static func waiting(_ stored: StoredBatch, _ last: (String, JSONValue?)) -> JSONValue {
        .members([
            ("batch", .string(stored.id)), ("kind", .string(stored.kind)),
            ("target", .string(stored.target)), last,
        ])
    }
}

struct SyncCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Sends what waits and fetches what is new.")

    @Argument(
        help:
            "A site; without it every site of the account, and those this device does not have yet."
    )
    var site: String?
    @Flag(help: "Goes on until it is interrupted.")
    var watch = false
    @Flag(
        help:
            "Where the server has lost what this device has: keeps the site as it is here as a further one, and takes the server's."
    )
    var anew = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if anew, site == nil || watch {
            throw ValidationError("--anew is for one site, and not with --watch")
        }
    }

    func perform(in program: Program) throws {
        let store = try program.store()
        let chosen = try site.map { try Self.site(named: $0, in: store) }
        let runner = try SyncRunner(program)
        guard watch else {
            let lease = try runner.lease()
            defer { lease.release() }
            return try once(chosen, runner, lease, program)
        }
        let changes = StoreWatch(directory: store.directory)
        while true {
            do {
                let lease = try runner.lease()
                defer { lease.release() }
                try once(chosen, runner, lease, program)
            } catch let failure as CommandFailure where failure.code == .unreachable {
                program.console.note("pagemagic: \(failure.message) Trying again.")
            }
            changes.drain()
            _ = changes.wait(milliseconds: 2_000)
        }
    }

    /// A site of this device, or else one that was removed from it and is to come back.
    private static func site(named name: String, in store: SiteStore) throws -> NodeID {
        let isHere = try store.sites().contains { $0.slug == name || $0.id == NodeID(name) }
        let gone = try store.forgottenSites().filter { $0.key == NodeID(name) || $0.value == name }
        guard !isHere, gone.count == 1, let site = gone.keys.first else {
            return try store.site(named: name)
        }
        return site
    }

    private func once(
        _ chosen: NodeID?, _ runner: SyncRunner, _ lease: SyncLease, _ program: Program
    ) throws {
        if let chosen {
            if try store(in: program, lacks: chosen),
                try !runner.sitesToSync(lease, again: chosen).contains(chosen)
            {
                throw StoreError.unknownSite(chosen.description)
            }
            let result = try runner.sync(chosen, lease, uncovered: anew ? .keepCopy : .refuse)
            try finish([result], isList: false, program)
            try result.check()
            return
        }
        var results: [SyncRunner.Result] = []
        let sites = try runner.sitesToSync(lease)
        if sites.isEmpty, try !program.store().sites().isEmpty {
            throw CommandFailure(
                .notPermitted, "Every site here belongs to another account; nothing was sent.",
                hint: "Sync with the token of the account that they were synced with first.")
        }
        for id in sites { results.append(try runner.sync(id, lease)) }
        try finish(results, isList: true, program)
        for result in results { try result.check() }
    }

    private func store(in program: Program, lacks site: NodeID) throws -> Bool {
        try !program.store().sites().contains { $0.id == site }
    }

    private func finish(_ results: [SyncRunner.Result], isList: Bool, _ program: Program) throws {
        for sentence in results.flatMap(\.notes) { program.console.note(sentence) }
        for result in results where result.failure == nil && result.pulled > 0 {
            try noteContested(result.summary, program)
        }
        // A failure is reported as one, and not as an answer too.
        if !isList, results.contains(where: { $0.failure != nil }) { return }
        if output.json {
            if results.contains(where: { $0.failure != nil }) { return }
            let answers = results.map { $0.json(withSite: isList) }
            program.console.json(isList ? .array(answers) : answers.first ?? .null)
            return
        }
        for result in results where result.failure == nil {
            program.console.line(
                "\(result.summary.slug)  \(SyncAnswer.state(result.summary))  sent \(result.pushed)  fetched \(result.pulled)"
            )
        }
        if results.isEmpty { program.console.note("There is no site to sync.") }
    }

    /// Says where what came in changed the same words as this device.
    private func noteContested(_ site: SiteSummary, _ program: Program) throws {
        let engine = try program.store().state(of: site.id).engine
        let count = engine.contestedMerges(among: engine.listedMerges).count
        guard count > 0 else { return }
        program.console.note(
            "In \(count) \(count == 1 ? "text" : "texts") two devices changed the same words: "
                + "pagemagic conflicts \(site.slug) shows them.")
    }
}
