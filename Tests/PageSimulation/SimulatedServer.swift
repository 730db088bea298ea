import SiteHistory
import SiteModel
import WireProtocol

/// The server of one site: its rules are production's (`LogKeeper`), its log is in memory.
struct SimulatedServer {
    private var log: MemoryLog
    private var engine: HistoryEngine
    /// So small that a pull takes several rounds.
    private static let pageByteCount = 600
    private static let account = "simulated"

    init(site: NodeID, epoch: EpochID) {
        log = MemoryLog(epoch: epoch)
        engine = HistoryEngine(site: site, replicas: [])
    }

    var epoch: EpochID { log.epoch }
    var head: UInt64 { log.head }
    var entries: [LogEntry] { log.entries }

    /// A start on the same data folder: everything acknowledged is there, the epoch is new.
    mutating func restart(epoch: EpochID) { log.restart(as: epoch) }

    mutating func answer(_ request: SyncRequest) -> SyncReply {
        switch request {
        case .push(let push): return answer(push)
        case .pull(let standing, _):
            return log.answer(
                .pull(standing, limit: SimulatedServer.pageByteCount),
                account: SimulatedServer.account)
        case .hello: return log.answer(request, account: SimulatedServer.account)
        }
    }

    /// Judges each batch with the log as it stands before it.
    private mutating func answer(_ push: PushRequest) -> SyncReply {
        do {
            try LogKeeper.check(push.standing, against: log)
            let outcomes = try LogKeeper.push(
                push, account: SimulatedServer.account, time: 0, to: &log,
                fault: { engine.fault(in: $0) }, taken: { _ = try engine.pull([$0]) })
            return .push(PushAnswer(log: log.state, outcomes: outcomes))
        } catch let problem as Problem {
            return .problem(problem, retryAfter: nil)
        } catch {
            return .problem(
                Problem(.failed, status: 500, title: "Failed", detail: "\(error)"), retryAfter: nil)
        }
    }
}
