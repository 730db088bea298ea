import SiteHistory
import SiteModel
import WireProtocol

/// The server of one site: the log, and the checks of a push in the order of design §5.
struct SimulatedServer {
    private(set) var epoch: EpochID
    private(set) var entries: [LogEntry] = []
    private var digests: [UInt64: LogDigest] = [0: LogDigest()]
    private var chains: [ReplicaID: [Int]] = [:]
    private var engine: HistoryEngine
    private let site: NodeID

    init(site: NodeID, epoch: EpochID) {
        self.site = site
        self.epoch = epoch
        engine = HistoryEngine(site: site, replicas: [])
    }

    /// A start on the same data folder: everything acknowledged is there, the epoch is new.
    mutating func restart(epoch: EpochID) { self.epoch = epoch }

    var head: UInt64 { engine.cursor }

    private var log: LogState { LogState(epoch: epoch, head: head, stable: 0, kept: 0) }

    mutating func answer(_ request: SyncRequest) -> SyncReply {
        switch request {
        case .hello(let hello): return .hello(answer(hello))
        case .push(let push): return .push(answer(push))
        case .pull(let standing, _): return .pull(answer(pullFrom: standing))
        }
    }

    private func answer(_ hello: HelloRequest) -> HelloAnswer {
        let last = chains[hello.standing.replica]?.last.map { entries[$0].batch }
        return HelloAnswer(
            log: log, chain: last.map { ChainHead(last: $0.last, link: $0.link) },
            account: "simulated")
    }

    private mutating func answer(_ push: PushRequest) -> PushAnswer {
        var outcomes: [PushOutcome] = []
        for batch in push.batches {
            let outcome = take(batch)
            outcomes.append(outcome)
            if !outcome.isTaken { break }
        }
        return PushAnswer(log: log, outcomes: outcomes)
    }

    private mutating func take(_ batch: Batch) -> PushOutcome {
        let chain = chains[batch.replica] ?? []
        if let known = chain.first(where: { entries[$0].batch.last >= batch.first }) {
            let stored = entries[known]
            guard stored.batch.first == batch.first, stored.batch.hash == batch.hash else {
                return .fork(seq: batch.first - 1, link: batch.previous)
            }
            return .same(start: stored.start)
        }
        let last = chain.last.map { entries[$0].batch }
        let expected = (last?.last ?? 0) + 1
        guard batch.first == expected else { return .gap(expected: expected) }
        guard batch.base.count <= head, batch.base.count >= last?.base.count ?? 0 else {
            return .refused(message: "its base is not one of this log")
        }
        if let fault = engine.fault(in: batch) { return .refused(message: fault) }
        return append(batch)
    }

    private mutating func append(_ batch: Batch) -> PushOutcome {
        let entry = LogEntry(batch: batch, start: head + 1, author: "a", time: 0)
        do throws(ReplayError) {
            _ = try engine.pull([entry])
        } catch {
            return .refused(message: "\(error)")
        }
        chains[batch.replica, default: []].append(entries.count)
        entries.append(entry)
        digests[entry.end] = engine.digest
        return .accepted(start: entry.start)
    }

    /// A few batches at a time, so that a pull takes several rounds.
    private func answer(pullFrom standing: Standing) -> PullAnswer {
        let page = Array(entries.drop { $0.end <= standing.cursor }.prefix(3))
        let end = page.last?.end ?? standing.cursor
        return PullAnswer(
            log: log, from: standing.cursor, to: end, digest: digests[end] ?? LogDigest(),
            entries: page)
    }
}
