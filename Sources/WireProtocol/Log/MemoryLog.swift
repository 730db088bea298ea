import SiteHistory
import SiteModel

/// A site's log in memory: the whole server of tests and simulations, as a value.
package struct MemoryLog: LogShelf, Sendable {
    package private(set) var epoch: EpochID
    package private(set) var entries: [LogEntry] = []
    package private(set) var digest = LogDigest()
    package var stable: UInt64 = 0
    package var kept: UInt64 = 0
    /// Digests by batch end.
    private var digests: [UInt64: LogDigest] = [0: LogDigest()]
    private var owners: [ReplicaID: String] = [:]
    private var last: [ReplicaID: Int] = [:]
    private var byFirst: [OperationID: Int] = [:]
    private var epochEnds: [EpochID: UInt64] = [:]
    private var lineages: [EpochID: (lineage: Lineage, position: UInt64)] = [:]
    private var retired: Set<ChainEnd> = []
    /// The newest state that stands for the log before it, if one was kept.
    private var snapshot: (end: LogEnd, state: [UInt8])?

    package init(epoch: EpochID) { self.epoch = epoch }

    package var head: UInt64 { entries.last?.end ?? 0 }
    package func digest(at position: UInt64) -> LogDigest? { digests[position] }
    package func end(of epoch: EpochID) -> UInt64? { epoch == self.epoch ? head : epochEnds[epoch] }
    package func owner(of replica: ReplicaID) -> String? { owners[replica] }
    package func lastEntry(of replica: ReplicaID) -> LogEntry? { last[replica].map { entries[$0] } }

    package func entry(of replica: ReplicaID, first: UInt64) -> LogEntry? {
        byFirst[OperationID(replica: replica, seq: first)].map { entries[$0] }
    }

    package func entry(of replica: ReplicaID, last: UInt64) -> LogEntry? {
        entries.first { $0.batch.replica == replica && $0.batch.last == last }
    }

    package func position(of operation: OperationID) -> UInt64? {
        entries.first {
            $0.batch.replica == operation.replica && $0.batch.last >= operation.seq
        }.flatMap { entry in
            entry.batch.first <= operation.seq
                ? entry.start + (operation.seq - entry.batch.first) : nil
        }
    }

    package func lineage(of epoch: EpochID) -> Lineage? { lineages[epoch]?.lineage }
    package func lineagePosition(of epoch: EpochID) -> UInt64? { lineages[epoch]?.position }
    package func isRetired(_ end: ChainEnd) -> Bool { retired.contains(end) }

    package mutating func append(_ entry: LogEntry, digest: LogDigest, account: String) throws {
        if let snapshot, try reach(of: entry.batch) < snapshot.end.position { self.snapshot = nil }
        for operation in entry.batch.operations {
            switch operation {
            case .lineage(let lineage):
                for epoch in lineage.epochs { lineages[epoch] = (lineage, entry.start) }
            case .retire(let end): retired.insert(end)
            default: break
            }
        }
        byFirst[OperationID(replica: entry.batch.replica, seq: entry.batch.first)] = entries.count
        last[entry.batch.replica] = entries.count
        owners[entry.batch.replica] = account
        entries.append(entry)
        self.digest = digest
        digests[entry.end] = digest
    }

    /// Where the snapshot stands; nil while there is none.
    package var snapshotEnd: LogEnd? { snapshot?.end }

    /// Keeps a state that nothing behind it reaches below, at a position at or below `stable`.
    package mutating func keep(_ state: [UInt8], at position: UInt64) {
        guard position > 0, let digest = digests[position] else { return }
        snapshot = (LogEnd(position: position, digest: digest), state)
    }

    private func newestSnapshot() throws -> SnapshotAnswer {
        guard let snapshot else { throw Problem.noSnapshot }
        return SnapshotAnswer(log: state, end: snapshot.end, state: snapshot.state)
    }

    /// The server ends and starts again on the same data.
    package mutating func restart(as next: EpochID) {
        epochEnds[epoch] = head
        epoch = next
    }
}

extension MemoryLog {
    package var state: LogState { LogState(epoch: epoch, head: head, stable: stable, kept: kept) }

    /// Answers as the server does.
    package mutating func answer(
        _ request: SyncRequest, account: String, time: Int64 = 0,
        fault: (Batch) -> String? = { _ in nil }
    ) -> SyncReply {
        do {
            return try answerOrThrow(request, account: account, time: time, fault: fault)
        } catch let problem as Problem {
            return .problem(problem, retryAfter: nil)
        } catch {
            return .problem(
                Problem(.failed, status: 500, title: "Failed", detail: "\(error)"), retryAfter: nil)
        }
    }

    /// Answers a page of a lost log as the server does.
    private mutating func answer(_ heal: HealRequest, account: String, time: Int64) throws
        -> HealAnswer
    {
        let note = ReplicaID(
            rawValue: heal.through.digest.value.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
                ^ head)
        let outcome = try LogKeeper.heal(
            heal, account: account, time: time, note: note, to: &self, appended: { _ in })
        return HealAnswer(
            log: state, through: heal.through.position, taken: outcome.taken,
            refused: outcome.refused, missing: 0)
    }

    private mutating func answerOrThrow(
        _ request: SyncRequest, account: String, time: Int64, fault: (Batch) -> String?
    ) throws -> SyncReply {
        switch request {
        case .hello(let hello):
            try LogKeeper.check(hello.standing, against: self)
            let chain = lastEntry(of: hello.standing.replica).map {
                ChainHead(last: $0.batch.last, link: $0.batch.link)
            }
            return .hello(HelloAnswer(log: state, chain: chain, account: account))
        case .push(let push):
            try LogKeeper.check(push.standing, against: self)
            let outcomes = try LogKeeper.push(
                push, account: account, time: time, to: &self, fault: fault, taken: { _ in })
            return .push(PushAnswer(log: state, outcomes: outcomes, to: push))
        case .common(let common):
            return .common(
                CommonAnswer(log: state, position: try LogKeeper.common(common, on: self)))
        case .heal(let heal): return .heal(try answer(heal, account: account, time: time))
        case .snapshot(let standing):
            try LogKeeper.check(standing, against: self)
            return .snapshot(try newestSnapshot())
        case .pull(let standing, let limit):
            try LogKeeper.check(standing, against: self)
            return .pull(page(after: standing.cursor, limit: limit))
        }
    }

    private func page(after position: UInt64, limit: Int) -> PullAnswer {
        var page: [LogEntry] = []
        var byteCount = 0
        for entry in entries where entry.start > position {
            byteCount += entry.batch.byteCount
            if let last = page.last, byteCount > limit, !entry.batch.isWithdrawal(of: last.batch) {
                break
            }
            page.append(entry)
        }
        let to = page.last?.end ?? position
        return PullAnswer(
            log: state, from: position, to: to, digest: digests[to] ?? LogDigest(), entries: page)
    }
}
