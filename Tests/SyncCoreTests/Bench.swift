import SiteHistory
import SiteModel
import WireProtocol

@testable import SyncCore

/// A store in memory, as far as sync sees it.
struct MemoryStore {
    var state: StoreState
    var log: [LogEntry] = []
    /// The state that the log begins with.
    var start: [UInt8]?
    var quarantine: [Quarantined] = []
    var account: String?
    var failure: String?
    /// What the next write meets.
    var refusals: [StoreRefusal] = []

    init(replica: UInt64) {
        state = StoreState(
            replica: ReplicaID(rawValue: replica), epoch: nil, cursor: 0, digest: LogDigest(),
            pending: [])
    }

    /// Commits one batch that inserts a text.
    mutating func commit(_ operations: [Operation]) -> Batch {
        let own = log.map(\.batch).filter { $0.replica == state.replica } + state.pending
        let batch = Batch(
            replica: state.replica, first: (own.last?.last ?? 0) + 1,
            base: state.cursor == 0
                ? .origin : LogPosition(epoch: state.standing.epoch, count: state.cursor),
            previous: own.last?.link ?? .zero, body: .operations(operations))
        set(pending: state.pending + [batch])
        return batch
    }

    mutating func commit(_ text: String) -> Batch {
        commit([.insert(Self.text, at: 0, text: text)])
    }

    mutating func write(_ change: StoreChange) throws -> StoreState {
        if let failure { throw StoreFailure(message: failure) }
        if case .greeted = change {} else if !refusals.isEmpty { throw refusals.removeFirst() }
        switch change {
        case .greeted(let account, let log):
            self.account = account
            state.standing.epoch = log.epoch
        case .pulled(let pulled):
            log += pulled.entries
            state.standing.cursor = pulled.cursor
            state.standing.digest = pulled.digest
            set(pending: Array(state.pending.dropFirst(pulled.settled)))
        case .adopted(let adopted):
            _ = try HistoryEngine(site: MemoryStore.site, replicas: [], snapshot: adopted.state)
            start = adopted.state
            state = StoreState(
                replica: state.replica, ownReplicas: state.ownReplicas, epoch: adopted.log.epoch,
                cursor: adopted.end.position, digest: adopted.end.digest,
                dropped: adopted.end.position, pending: [])
        case .rewritten(let rewritten): try rewrite(rewritten)
        case .quarantined(let batches):
            quarantine += batches
            set(
                pending: state.pending.map { batch in
                    batches.first { $0.batch == batch }?.void ?? batch
                })
        }
        return state
    }

    /// Brings the log together with the server's, by the engine's own rules.
    private mutating func rewrite(_ rewritten: Rewritten) throws {
        let new = try engine.rewriting(rewritten.rewrite).engine
        log = new.entries
        let renewed = new.pending.contains { $0.replica == rewritten.rewrite.replica }
        state = StoreState(
            replica: renewed || rewritten.renewsReplica
                ? rewritten.rewrite.replica : state.replica,
            ownReplicas: state.ownReplicas, epoch: rewritten.log.epoch, cursor: new.cursor,
            digest: new.digest, dropped: new.firstEnd.position, pending: new.pending)
    }

    /// The log and what waits, replayed.
    var engine: HistoryEngine {
        get throws {
            var engine = try HistoryEngine(
                site: MemoryStore.site, replicas: state.ownReplicas, start: start)
            _ = try engine.pull(log)
            for batch in state.pending { _ = try engine.commit(batch) }
            return engine
        }
    }

    func read(_ query: LogQuery) -> LogPage {
        var engine = HistoryEngine(site: MemoryStore.site, replicas: [])
        _ = try? engine.pull(log)
        switch query {
        case .ends(let after, let through):
            return .ends(
                engine.ends(after: after, through: through, max: CommonRequest.endCountMax))
        case .entries(let after, let byteCountMax):
            return .entries(engine.entries(after: after, byteCountMax: byteCountMax))
        }
    }

    static let site = NodeID(high: 9, low: 9)

    private mutating func set(pending: [Batch]) {
        let standing = state.standing
        state = StoreState(
            replica: standing.replica, ownReplicas: state.ownReplicas, epoch: standing.epoch,
            cursor: standing.cursor,
            digest: standing.digest, dropped: standing.dropped, pending: pending)
    }

    static let node = NodeID(high: 1, low: 2)
    static let text = TextRef(node, TextKey("text", "en"))
}

extension HistoryEngine {
    fileprivate init(site: NodeID, replicas: Set<ReplicaID>, start: [UInt8]?) throws {
        guard let start else {
            self.init(site: site, replicas: replicas)
            return
        }
        try self.init(site: site, replicas: replicas, snapshot: start)
    }
}

struct StoreFailure: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}

/// One machine, one store, one server: the driver of these tests. Nothing here waits.
struct Bench {
    var machine = SyncMachine()
    var store: MemoryStore
    var server = MemoryLog(epoch: EpochID(rawValue: 0xe1))
    var now = Duration.zero
    /// What the next requests are answered, before the server is asked.
    var answers: [SyncReply] = []
    /// The request of this number finds no server.
    var failAt: Int?
    var refuses: Set<UInt64> = []
    var sent: [SyncRequest] = []
    var delays: [Duration] = []
    var reports: [SyncStatus] = []
    var streamCount = 0

    init(replica: UInt64 = 1) { store = MemoryStore(replica: replica) }

    /// Hands over an event and does all that follows from it.
    mutating func happen(_ event: SyncEvent, random: UInt64 = 0) {
        var events = [event]
        while !events.isEmpty {
            for action in machine.handle(events.removeFirst(), at: now, random: random) {
                switch action {
                case .send(let id, let request): events.append(.replied(id, answer(request)))
                case .store(let change): events.append(write(change))
                case .read(let query): events.append(.read(store.read(query)))
                case .openStream: streamCount += 1
                case .schedule(let delay): delays.append(delay)
                case .report(let status): reports.append(status)
                case .cancel, .closeStream, .finished: break
                }
            }
        }
    }

    private mutating func answer(_ request: SyncRequest) -> SyncReply {
        sent.append(request)
        if sent.count == failAt { return Bench.unreachable }
        if !answers.isEmpty { return answers.removeFirst() }
        let refuses = refuses
        return server.answer(request, account: "ana") {
            refuses.contains($0.first) ? "no such node" : nil
        }
    }

    private mutating func write(_ change: StoreChange) -> SyncEvent {
        do {
            return .stored(try store.write(change))
        } catch {
            return (error as? StoreRefusal)?.event ?? .storeFailed("\(error)")
        }
    }

    mutating func commit(_ text: String) {
        _ = store.commit(text)
        happen(.storeChanged(store.state))
    }

    /// Another device's batch comes into the server's log.
    mutating func another(_ text: String, replica: UInt64 = 99) {
        var other = MemoryStore(replica: replica)
        other.log = server.entries
        _ = other.commit(text)
        let push = PushRequest(standing: .origin(other.state.replica), batches: other.state.pending)
        _ = server.answer(.push(push), account: "ana")
    }

    var state: SyncStatus.State? { reports.last?.state }
    var isSettled: Bool {
        state == .synced && store.state.pending.isEmpty && store.state.cursor == server.head
    }

    static let unreachable = SyncReply.failed(TransportFailure(.unreachable, "no connection"))
}

extension Bench {
    /// A machine at rest, whose texts the server has.
    static func synced(_ texts: [String]) -> Bench {
        var bench = Bench()
        for text in texts { _ = bench.store.commit(text) }
        bench.happen(.started(bench.store.state))
        return bench
    }
}

extension MemoryLog {
    /// What its operations insert, in the log's order.
    var insertedTexts: [String] {
        entries.flatMap(\.batch.operations).compactMap { operation in
            if case .insert(_, _, let text) = operation { return text }
            return nil
        }
    }
}
