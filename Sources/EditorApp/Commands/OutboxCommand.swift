import ArgumentParser
import SiteHistory
import SiteModel
import SiteStore
import SyncCore
import WireProtocol

struct OutboxCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Lists what waits to be sent, what the server refused and what was dropped.",
        discussion: "Nothing of it is ever lost: what is dropped keeps its content, can be applied "
            + "again, and can be written to a file.")

    @Argument(help: "A site; all of them without it.")
    var site: String?
    @Option(
        help: ArgumentHelp(
            "Drops a change that waits or was refused, with everything that stands on it.",
            valueName: "batch"))
    var drop: String?
    @Option(
        help: ArgumentHelp(
            "Applies a refused or dropped change again, to the site as it is now.",
            valueName: "batch"))
    var retry: String?
    @Option(
        help: ArgumentHelp(
            "Writes what was refused or dropped as JSON lines to a file, or to - for standard output.",
            valueName: "file"))
    var export: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard [drop, retry, export].count(where: { $0 != nil }) < 2 else {
            throw ValidationError("--drop, --retry and --export go one at a time")
        }
    }

    func perform(in program: Program) throws {
        let store = try program.store()
        let sites = try site.map { [try store.site(named: $0)] } ?? store.sites().map(\.id)
        if let drop {
            try OutboxAction(drop, in: sites, store).drop(program, asJSON: output.json)
        } else if let retry {
            try OutboxAction(retry, in: sites, store).retry(program, asJSON: output.json)
        } else if let export {
            try QuarantineExport(sites, store).write(to: export, program, asJSON: output.json)
        } else {
            try list(sites, store, program)
        }
    }

    private func list(_ sites: [NodeID], _ store: SiteStore, _ program: Program) throws {
        let found = try sites.flatMap { site in
            try OutboxRow.all(of: site, in: store)
        }
        if output.json { return program.console.json(.array(found.map(\.json))) }
        for row in found {
            for line in row.lines { program.console.line(line) }
        }
        if !found.contains(where: { $0.stored.state == .pending }) {
            program.console.note("Nothing waits to be sent.")
        }
    }
}

/// A line of the outbox.
struct OutboxRow {
    let site: NodeID
    let stored: StoredBatch
    /// What a dropped one was applied again as.
    let successor: String?

    /// What waits, then what was refused, then what was dropped. A void is not listed: what it stands for is.
    static func all(of site: NodeID, in store: SiteStore) throws -> [OutboxRow] {
        try store.outbox(of: site, states: [.pending, .quarantined, .dropped])
            .filter { !$0.batch.isVoid }.map {
                let successor = $0.state == .dropped ? try store.successor(of: $0) : nil
                return OutboxRow(site: site, stored: $0, successor: successor)
            }
    }

    var json: JSONValue {
        .members([
            ("site", .id(site)), ("batch", .string(stored.id)),
            ("state", .string(stored.state.rawValue)),
            ("kind", .string(stored.kind)), ("target", .string(stored.target)),
            ("tries", .number(stored.tries)), ("message", .optional(stored.message)),
            ("time", .time(stored.time)), ("operations", .number(stored.batch.count)),
            ("appliedAgainAs", successor.map(JSONValue.string)),
        ])
    }

    var lines: [String] {
        let count = stored.batch.count
        var head = "\(Moment.text(stored.time))  \(word)  \(name)"
        if count > 1 { head += "  \(count) operations" }
        if stored.tries > 0 { head += "  sent \(stored.tries)× without an answer" }
        head += "  \(stored.id)"
        let said = stored.message.map { ["    " + Printable.line($0)] } ?? []
        return [head] + said + (successor.map { ["    applied again as \($0)"] } ?? [])
    }

    private var word: String {
        switch stored.state {
        case .pending: "waits"
        case .quarantined: "refused"
        case .dropped: "dropped"
        case .logged: "sent"
        }
    }

    private var name: String { stored.name }
}

extension StoredBatch {
    /// `text hero.title`, for people.
    var name: String { target.isEmpty ? kind : "\(kind) \(Printable.line(target))" }
}

/// Dropping one batch, or applying it again.
private struct OutboxAction {
    private let store: SiteStore
    private let site: NodeID
    private let id: OperationID
    private let named: StoredBatch

    /// - Throws: Not found for what is no batch of these sites; refused for one that is in the log.
    init(_ name: String, in sites: [NodeID], _ store: SiteStore) throws {
        guard let id = OperationID(name) else { throw StoreError.unknownBatch(name) }
        self.store = store
        self.id = id
        for site in sites {
            do {
                named = try store.unsettledBatch(id, of: site)
                self.site = site
                return
            } catch StoreError.unknownBatch {
                continue
            }
        }
        for site in sites where try Self.isLogged(id, in: store, site) {
            throw CommandFailure(
                .refused, "The change \(id) was sent; it is in the site's history.",
                hint: "pagemagic undo SITE takes back this device's newest step.")
        }
        throw StoreError.unknownBatch(name)
    }

    private static func isLogged(_ id: OperationID, in store: SiteStore, _ site: NodeID) throws
        -> Bool
    {
        try store.state(of: site).engine.isLogged(id)
    }

    func drop(_ program: Program, asJSON: Bool) throws {
        guard named.state != .dropped else {
            throw CommandFailure(.done, "\(id) was dropped before.")
        }
        let isBirth = named.batch.first == 1 && named.batch.operations.first?.node == site
        guard !isBirth else {
            throw CommandFailure(
                .refused, "The change \(id) made the site: nothing would be left without it.",
                hint: "Drop later changes, or leave the site unsynced.")
        }
        let dropped = try store.drop(id, of: site) { batch, fellows in
            RefusalClosure.of(
                batch, message: named.message ?? "dropped on this device", in: fellows,
                what: "dropped"
            ).map { RefusedBatch(batch: $0.batch, void: $0.void, message: $0.message) }
        }
        finish(dropped: dropped, program, asJSON: asJSON)
    }

    private func finish(dropped: [StoredBatch], _ program: Program, asJSON: Bool) {
        let changed = Set(dropped.flatMap { $0.batch.operations.compactMap(\.node) })
        program.finish(
            Changed(batch: named.id, nodes: changed.sorted()),
            "dropped: \(named.name)  \(named.id)", asJSON: asJSON,
            more: [("dropped", .array(dropped.map { .string($0.id) }))])
        if asJSON { return }
        for other in dropped.dropFirst() {
            program.console.note("with it, for it stands on it: \(other.name)  \(other.id)")
        }
        program.console.note("Its content is kept: --retry \(id) applies it again.")
    }

    func retry(_ program: Program, asJSON: Bool) throws {
        guard named.state != .pending else {
            throw CommandFailure(
                .refused, "The change \(id) waits to be sent and was not refused.",
                hint: "pagemagic sync SITE sends it.")
        }
        if let successor = try store.successor(of: named) {
            throw CommandFailure(
                .refused, "The change \(id) was applied again before, as \(successor).",
                hint: "pagemagic log SITE shows it.")
        }
        let result = try store.retry(id, of: site)
        for sentence in result.skipped {
            program.console.note("pagemagic: not done: " + Printable.line(sentence))
        }
        program.finish(
            Changed(batch: result.batch, nodes: result.changed),
            "applied again: \(result.label)  \(result.batch ?? "")", asJSON: asJSON,
            more: [
                ("retried", .string(named.id)),
                ("skipped", .array(result.skipped.map(JSONValue.string))),
            ])
        if !asJSON { try sayWhatStandsOnIt(program) }
    }

    /// What went to the quarantine with it, and can be applied again now.
    private func sayWhatStandsOnIt(_ program: Program) throws {
        let rest = try store.outbox(of: site, states: [.quarantined])
        let closure = RefusalClosure.of(
            named.batch, message: "", in: [named.batch] + rest.map(\.batch))
        for fellow in closure.dropFirst() {
            let name = fellow.batch.id(ofOperationAt: 0)
            program.console.note("It was refused with this one and can follow: --retry \(name)")
        }
    }
}
