import Glibc
import SiteHistory
import SiteModel
import SiteStore
import SyncCore
import WireProtocol

/// One conversation with the account's server, for the command line.
struct SyncRunner {
    struct Result {
        let summary: SiteSummary
        let pushed: Int
        let pulled: Int
        let failure: CommandFailure?
        /// Why the store could not be made smaller.
        let compactionFailure: CommandFailure?
        /// What the server had lost.
        let healing: HealingReport

        /// What a person should know besides; empty where there is nothing.
        var notes: [String] {
            healingSentences
                + (compactionFailure.map { ["Synced, but not tidied up: \($0.message)"] } ?? [])
        }

        private var healingSentences: [String] {
            var said: [String] = []
            func say(_ count: UInt64, _ rest: String) {
                if count > 0 { said.append("\(count) change\(count == 1 ? "" : "s") \(rest)") }
            }
            say(healing.returned, "that the server had lost went back to it from here.")
            say(
                healing.refused,
                "could not go back under their name; what of them is this device's is sent anew.")
            say(healing.missing, "that the server once had are on no device that has synced yet.")
            return said
        }

        func check() throws { if let failure { throw failure } }

        func json(withSite: Bool) -> JSONValue {
            .members([
                ("site", withSite ? .id(summary.id) : nil), ("pushed", .number(pushed)),
                ("pulled", .number(pulled)),
                ("conflicts", .number(summary.conflicts)), ("cursor", .number(summary.cursor)),
                ("state", .string(SyncAnswer.state(summary))),
            ])
        }
    }

    private let store: SiteStore
    private let endpoint: ServerEndpoint
    private let send: (WireRequest) -> Swift.Result<WireResponse, TransportFailure>

    init(_ program: Program) throws {
        store = try program.store()
        let account = try program.account()
        guard let server = account.server else {
            throw CommandFailure(
                .unreachable, "No server is set.",
                hint: "Set PAGEMAGIC_SERVER, or server in config.toml.")
        }
        guard let token = account.token else {
            throw CommandFailure(
                .notPermitted, "No token is set for \(server).",
                hint: "Set PAGEMAGIC_TOKEN, or token in config.toml.")
        }
        endpoint = ServerEndpoint(address: server, token: token)
        send = program.transport
    }

    /// The right to sync: waits for an editor or another command that is just doing it.
    func lease() throws -> SyncLease {
        for _ in 0..<600 {
            if let lease = try store.takeSyncLease() { return lease }
            usleep(50_000)
        }
        throw CommandFailure(
            .failed, "Another program on this device has been syncing for half a minute.",
            hint: "Let it finish.")
    }

    /// Sites of the account and those of none; those the server has and this device does not are made, but for those that
    /// were removed from it.
    ///
    /// - Parameter wanted: A site that was removed and is to come back.
    func sitesToSync(_ lease: SyncLease, again wanted: NodeID? = nil) throws -> [NodeID] {
        try lease.check()
        let list: SiteList
        switch send(endpoint.siteList).message({ (body) throws(WireError) in
            try SiteList(bytes: body)
        }) {
        case .success(let answer): list = answer
        case .failure(.failed(let failure)):
            throw CommandFailure(transport: failure, endpoint.address)
        case .failure(.problem(let problem, _)): throw CommandFailure(problem: problem)
        }
        let known = Set(try store.sites().map(\.id))
        let forgotten = try store.forgottenSites().filter { $0.key != wanted }
        for entry in list.sites where !known.contains(entry.id) && forgotten[entry.id] == nil {
            try store.adopt(entry.id, server: endpoint.address, account: list.account)
        }
        return try store.sites().filter { site in
            site.account == nil || (site.account == list.account && site.server == endpoint.address)
        }.map(\.id)
    }

    /// Hello, pull, push, pull.
    ///
    /// - Parameter uncovered: What to do where the server has lost what this store has as a state only.
    func sync(
        _ site: NodeID, _ lease: SyncLease, uncovered: UncoveredLog = .refuse
    ) throws -> Result {
        let summary = try store.summary(of: site)
        if let server = summary.server, let account = summary.account, server != endpoint.address {
            throw StoreError.otherAccount(site: site, server: server, account: account)
        }
        var stopped: (any Error)?
        let outcome = SyncSession.run(try store.syncState(of: site)) {
            UInt64.random(in: 0...UInt64.max)
        } perform: { request in
            do {
                try lease.check()
                return try exchange(request, of: site)
            } catch {
                stopped = stopped ?? error
                return .failed(TransportFailure(.cancelled, "\(error)"))
            }
        } write: { change in
            do {
                return try store.apply(
                    change, to: site, server: endpoint.address, uncovered: uncovered)
            } catch {
                if let refusal = StoreRefusal(error) { throw refusal }
                stopped = stopped ?? error
                throw error
            }
        } read: { query in
            do {
                return try store.page(query, of: site)
            } catch {
                if let refusal = StoreRefusal(error) { throw refusal }
                stopped = stopped ?? error
                throw error
            }
        }
        if let stopped { throw stopped }
        return try finish(outcome, of: site)
    }

    private func exchange(_ request: SyncRequest, of site: NodeID) throws -> SyncReply {
        let reply = SyncReply(to: request, send(endpoint.request(request, site: site)))
        if case .push(let push) = request, case .failed = reply {
            try store.noteTry(of: site, batches: push.batches.map(\.hash))
        }
        return reply
    }

    private func finish(_ outcome: SyncOutcome, of site: NodeID) throws -> Result {
        var failure: CommandFailure?
        var compactionFailure: CommandFailure?
        switch outcome.end {
        case .settled:
            try store.noteSync(of: site, problem: nil)
            compactionFailure = compact(site)
        case .offline(let why):
            failure = CommandFailure(transport: why, endpoint.address)
            try store.noteSync(of: site, problem: failure?.message)
        case .blocked(let block):
            failure = CommandFailure(
                ExitCode(rawValue: block.exitCode) ?? .failed,
                CommandFailure.sentence(block.sentence))
            try store.noteSync(of: site, problem: failure?.message, blocked: true)
        }
        return Result(
            summary: try store.summary(of: site), pushed: outcome.pushed, pulled: outcome.pulled,
            failure: failure, compactionFailure: compactionFailure, healing: outcome.healing)
    }

    /// Makes the store small now that everything went both ways. That it cannot be done is no failure of syncing.
    private func compact(_ site: NodeID) -> CommandFailure? {
        do {
            while try store.compact(site) {}
            return nil
        } catch {
            return CommandFailure(error)
        }
    }
}

extension SiteStore {
    /// What the sync machine needs to know of a site.
    package func syncState(of site: NodeID) throws(StoreError) -> StoreState {
        let marks = try syncMarks(of: site)
        return StoreState(
            replica: marks.replica, ownReplicas: marks.replicas, epoch: marks.epoch,
            cursor: marks.cursor,
            digest: LogDigest(marks.digest), dropped: marks.dropped, pending: marks.outbox,
            seal: marks.seal.flatMap { Seal(bytes: $0) }, revision: marks.revision)
    }

    /// Makes durable what the sync machine decided, and gives the state after it.
    package func apply(
        _ change: StoreChange, to site: NodeID, server: String, uncovered: UncoveredLog = .refuse
    ) throws(StoreError) -> StoreState {
        switch change {
        case .greeted(let account, let log):
            try bind(site, server: server, account: account)
            try noteEpoch(
                log.epoch, of: site, seal: log.seal?.bytes, stable: log.stable, kept: log.kept,
                head: log.head)
        case .pulled(let pulled):
            _ = try applyPull(
                pulled.entries, to: site, epoch: pulled.log.epoch, digest: pulled.digest.value,
                stable: pulled.log.stable, kept: pulled.log.kept, head: pulled.log.head,
                seal: pulled.log.seal?.bytes)
        case .adopted(let adopted):
            _ = try adopt(
                ServedSnapshot(bytes: adopted.state, end: adopted.end, epoch: adopted.log.epoch),
                of: site, stable: adopted.log.stable, kept: adopted.log.kept,
                seal: adopted.log.seal?.bytes)
        case .quarantined(let refused):
            _ = try quarantine(
                refused.map { RefusedBatch(batch: $0.batch, void: $0.void, message: $0.message) },
                of: site)
        case .rewritten(let rewritten):
            try rewrite(
                rewritten.rewrite, of: site,
                RewriteMarks(
                    epoch: rewritten.log.epoch, digest: rewritten.digest.value,
                    stable: rewritten.log.stable, kept: rewritten.log.kept,
                    renewsReplica: rewritten.renewsReplica), uncovered: uncovered)
        }
        return try syncState(of: site)
    }

    /// Looks up what the sync machine asks of the log.
    package func page(_ query: LogQuery, of site: NodeID) throws(StoreError) -> LogPage {
        switch query {
        case .ends(let after, let through):
            .ends(
                try logEnds(
                    of: site, after: after, through: through, max: CommonRequest.endCountMax))
        case .entries(let after, let byteCountMax):
            .entries(try logEntries(of: site, after: after, byteCountMax: byteCountMax))
        }
    }
}

extension StoreRefusal {
    /// nil for an error that says nothing of how sync goes on.
    init?(_ error: any Error) {
        switch error as? StoreError {
        case .reachesBelowDropped, .compactedLogDamaged: self = .logTooShort
        case .notCovered(_, let dropped): self = .blocked(.lostBelow(dropped: dropped))
        default: return nil
        }
    }
}

extension CommandFailure {
    init(transport failure: TransportFailure, _ server: String) {
        let code = SyncOutcome.End.offline(failure).exitCode
        self.init(
            failure.kind == .badAddress ? .usage : ExitCode(rawValue: code) ?? .unreachable,
            Self.opening(Self.sentence(failure.message), about: server),
            hint: failure.kind == .badAddress
                ? "Nothing is sent until the address is mended: PAGEMAGIC_SERVER, or server in config.toml. Everything is kept."
                : "Work goes on offline; everything is kept and sent later.")
    }

    init(problem: Problem) {
        switch problem.status {
        case 401, 403:
            self.init(
                .notPermitted, "The server refused: \(Self.sentence(problem.detail))",
                hint: "Check the token.")
        default:
            self.init(
                .unreachable, "The server answered: \(Self.sentence(problem.detail))",
                hint: "Try again later.")
        }
    }

    /// A sentence that names the server.
    private static func opening(_ sentence: String, about server: String) -> String {
        if !sentence.contains(server) { return "\(server): \(sentence)" }
        return sentence.hasPrefix(server)
            ? sentence : sentence.prefix(1).uppercased() + sentence.dropFirst()
    }

    /// With a full stop at its end.
    static func sentence(_ text: String) -> String { text.hasSuffix(".") ? text : text + "." }
}
