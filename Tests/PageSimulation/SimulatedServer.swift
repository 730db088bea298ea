import SiteHistory
import SiteModel
import WireProtocol

/// The server of one site: its rules are production's (`LogKeeper`), its log is in memory.
struct SimulatedServer {
    static let account = "simulated"
    static let otherAccount = "somebody else"
    /// A text with this word is refused.
    static let refusedWord = "poison"
    /// So small that a pull takes several rounds.
    private static let pageByteCount = 600

    var log: MemoryLog
    /// What each replica said of itself last, and when: what is stable follows from it.
    var floors: [ReplicaID: (floor: UInt64, at: Duration)] = [:]
    /// Ends of the log, and when they were first seen.
    private var ages: [(end: UInt64, at: Duration)] = []
    private var engine: HistoryEngine
    /// Whose each token is.
    var accounts: [String: String] = [:]
    /// Milliseconds since 1970, for display.
    var wallClock: Int64 = 1_700_000_000_000

    init(site: NodeID, epoch: EpochID) {
        log = MemoryLog(epoch: epoch)
        engine = HistoryEngine(site: site, replicas: [])
    }

    var epoch: EpochID { log.epoch }
    var head: UInt64 { log.head }
    var digest: LogDigest { log.digest }
    var entries: [LogEntry] { log.entries }
    var site: Site { engine.site }

    /// Nothing up to there is promised any more.
    mutating func forget(through position: UInt64) {
        log.stable = max(log.stable, position)
        log.kept = max(log.kept, position)
    }

    /// A start on the same data folder: everything acknowledged is there, the epoch is new.
    mutating func restart(epoch: EpochID) { log.restart(as: epoch) }

    /// Whose token it is; a problem where it is nobody's, or another one's.
    private func account(_ token: String?) throws -> String {
        guard let account = token.flatMap({ accounts[$0] }) else {
            throw Problem(
                .unauthorized, status: 401, title: "Unauthorized",
                detail: "this token is not known")
        }
        guard account == SimulatedServer.account else {
            throw Problem(
                .forbidden, status: 403, title: "Not yours",
                detail: "this site belongs to another account")
        }
        return account
    }

    /// Answers as the routes and services of `pagemagicd` do.
    mutating func answer(_ request: SyncRequest, token: String?) -> SyncReply {
        do {
            let account = try account(token)
            switch request {
            case .push(let push): return try answer(push, account)
            case .pull(let standing, _):
                return log.answer(
                    .pull(standing, limit: SimulatedServer.pageByteCount), account: account)
            case .hello, .common, .snapshot: return log.answer(request, account: account)
            case .heal:
                let head = log.head
                let answer = log.answer(request, account: account, time: wallClock)
                _ = try engine.pull(log.entries.filter { $0.start > head })
                return answer
            }
        } catch let problem as Problem {
            return .problem(problem, retryAfter: nil)
        } catch {
            return .problem(
                Problem(.failed, status: 500, title: "Failed", detail: "\(error)"), retryAfter: nil)
        }
    }

    /// Takes note that the log ended here at a time.
    mutating func noteAge(_ now: Duration) {
        if head > ages.last?.end ?? 0 { ages.append((head, now)) }
    }

    /// Where the log ended before a time.
    func end(before time: Duration) -> UInt64 { ages.last { $0.at < time }?.end ?? 0 }

    /// Keeps a state of the log that new homes can begin with, now and then.
    mutating func keepSnapshot() throws {
        guard let end = engine.lastCut(through: log.stable),
            end.position >= (log.snapshotEnd?.position ?? 0) + 10
        else { return }
        log.keep(try engine.snapshot(at: end.position), at: end.position)
    }

    /// Purges what is due of the trash, as the server does behind greetings.
    mutating func purgeTrash(as name: ReplicaID) throws -> Bool {
        try LogKeeper.purge(
            engine.trash, as: name, account: SimulatedServer.account, time: wallClock, in: &log
        ).map { try engine.pull([$0]) } != nil
    }

    /// A push of one batch that made its way without any trouble.
    mutating func takeDirectly(_ batch: Batch) {
        let standing = Standing(
            replica: batch.replica, epoch: epoch, cursor: head, digest: log.digest, floor: head)
        _ = try? answer(
            PushRequest(standing: standing, batches: [batch]), SimulatedServer.account)
    }

    /// Judges each batch with the log as it stands before it.
    private mutating func answer(_ push: PushRequest, _ account: String) throws -> SyncReply {
        try LogKeeper.check(push.standing, against: log)
        let outcomes = try LogKeeper.push(
            push, account: account, time: wallClock, to: &log,
            fault: { SimulatedServer.isRefused($0) ? "simulated" : engine.fault(in: $0) },
            taken: { _ = try engine.pull([$0]) })
        return .push(PushAnswer(log: log.state, outcomes: outcomes, to: push))
    }

    /// Whether a batch is one that this server does not take, whatever it stands on.
    static func isRefused(_ batch: Batch) -> Bool {
        batch.operations.contains { operation in
            switch operation {
            case .insert(_, _, let text): text.contains(refusedWord)
            case .create(let creation):
                creation.texts.contains {
                    if case .inline(let text) = $0.text {
                        text.contains(refusedWord)
                    } else {
                        false
                    }
                }
            default: false
            }
        }
    }
}
