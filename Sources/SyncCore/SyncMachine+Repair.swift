import SiteHistory
import SiteModel
import WireProtocol

/// Bringing two logs together again.
extension SyncMachine {
    /// How often in a row a repair may begin without anything having gone well in between.
    private static let repairCountMax = 8

    /// Begins a repair, in place of whatever was next.
    mutating func begin(_ reason: Repair.Reason, _ turn: inout Turn) {
        repairCount += 1
        guard repairCount <= Self.repairCountMax else {
            repairCount = 0
            return block(reason.block, &turn)
        }
        greeted = nil
        acknowledged = [:]
        repair = Repair(reason, of: store)
    }

    /// The next step of a repair.
    mutating func advance(_ repair: Repair, _ turn: inout Turn) {
        switch repair.step {
        case .finding(let low, let through):
            read(.ends(after: low.position, through: through), &turn)
        case .offering(let from) where from.position >= store.cursor:
            self.repair?.step = .fetching(end: repair.cut, [])
            ask(.pull(standing(at: repair.cut), limit: WireLimits.pageByteCount), &turn)
        case .offering(let from):
            read(.entries(after: from.position, byteCountMax: WireLimits.pageByteCount), &turn)
        case .fetching(let end, _):
            ask(.pull(standing(at: end), limit: WireLimits.pageByteCount), &turn)
        }
    }

    private mutating func read(_ query: LogQuery, _ turn: inout Turn) {
        phase = .reading
        turn.actions.append(.read(query))
    }

    /// A position that the server has, in place of the one it has not.
    private func standing(at end: LogEnd) -> Standing {
        var standing = store.standing
        standing.cursor = end.position
        standing.digest = end.digest
        standing.floor = min(standing.floor, end.position)
        standing.dropped = min(standing.dropped, end.position)
        return standing
    }

    // MARK: What the store read

    mutating func take(_ page: LogPage, _ turn: inout Turn) {
        guard phase == .reading else { return }
        phase = .idle
        guard let repair else { return }
        switch (repair.step, page) {
        case (.finding(let low, _), .ends(let ends)): compare(ends, above: low, &turn)
        case (.offering(let from), .entries(let entries)): offer(entries, behind: from, &turn)
        default: break
        }
    }

    private mutating func compare(_ ends: [LogEnd], above low: LogEnd, _ turn: inout Turn) {
        guard !ends.isEmpty else { return found(low, &turn) }
        repair?.asked = ends
        ask(.common(CommonRequest(ends: ends)), &turn)
    }

    /// The cut is known: everything behind it is offered. Below what this store dropped nothing can be: if others gave back
    /// what was lost, the whole log has it, which the store sees to.
    private mutating func found(_ cut: LogEnd, _ turn: inout Turn) {
        guard cut.position >= store.standing.dropped else {
            repair?.cut = .origin
            repair?.step = .fetching(end: .origin, [])
            return
        }
        repair?.cut = cut
        repair?.step = .offering(from: cut)
    }

    private mutating func offer(
        _ entries: [LogEntry], behind from: LogEnd, _ turn: inout Turn
    ) {
        guard let repair, !entries.isEmpty else {
            return block(.disagreement("the log of this store ends before its cursor"), &turn)
        }
        self.repair?.note(entries)
        ask(
            .heal(
                HealRequest(
                    standing: store.standing, numberings: self.repair?.numberings ?? [],
                    cut: repair.cut, from: from, entries: entries, seal: store.seal)), &turn)
    }

    // MARK: What the server answered

    /// Whether an answer comes from the server's life that the repair began with; otherwise it begins anew.
    private mutating func isSameLife(_ log: LogState, _ turn: inout Turn) -> Bool {
        guard let repair else { return true }
        guard let epoch = repair.epoch, epoch != log.epoch else {
            self.repair?.epoch = log.epoch
            return true
        }
        begin(repair.reason, &turn)
        return false
    }

    mutating func take(_ answer: CommonAnswer, _ turn: inout Turn) {
        guard isSameLife(answer.log, &turn) else { return }
        guard let repair, case .finding(let low, let through) = repair.step else { return }
        let place = repair.asked.lastIndex { $0.position == answer.position }
        if place == repair.asked.indices.last, repair.asked.last?.position == store.cursor {
            // The server's log goes on from here after all.
            self.repair = nil
            return
        }
        let common = place.map { repair.asked[$0] } ?? low
        let next = place.map { $0 + 1 } ?? 0
        let bound = next < repair.asked.count ? repair.asked[next].position - 1 : through
        if repair.asked.count < CommonRequest.endCountMax || bound <= common.position {
            return found(common, &turn)
        }
        self.repair?.step = .finding(low: common, through: bound)
    }

    mutating func take(_ answer: HealAnswer, to request: HealRequest, _ turn: inout Turn) {
        guard isSameLife(answer.log, &turn) else { return }
        guard repair != nil, answer.through == request.through.position else {
            return wait(
                TransportFailure(.nonsense, "the server took another part than was offered"), &turn)
        }
        repair?.returned += answer.taken
        repair?.refused += answer.refused
        repair?.missing = answer.missing
        repair?.step = .offering(from: request.through)
    }

    /// One more page of the server's log; the last one ends the repair.
    mutating func takeRepairing(_ answer: PullAnswer, _ turn: inout Turn) {
        guard isSameLife(answer.log, &turn) else { return }
        guard let repair, case .fetching(let end, let entries) = repair.step else { return }
        guard answer.from == end.position else {
            return wait(
                TransportFailure(.nonsense, "the server sent another part of the log"), &turn)
        }
        let through = answer.entries.reduce(end) { $0.adding($1) }
        guard through.position == answer.to, through.digest == answer.digest else {
            return wait(
                TransportFailure(
                    .nonsense, "the server's log does not continue the one known here"),
                &turn)
        }
        let all = entries + answer.entries
        guard through.position >= answer.log.head else {
            guard !answer.entries.isEmpty else {
                return wait(
                    TransportFailure(.nonsense, "the server sent nothing where there is more"),
                    &turn)
            }
            self.repair?.step = .fetching(end: through, all)
            return
        }
        let rewrite = LogRewrite(
            cut: repair.cut.position, entries: all,
            replica: store.standing.replica.renewed(turn.random),
            epoch: answer.log.epoch, isRebase: repair.reason == .away)
        write(
            .rewritten(
                Rewritten(
                    rewrite: rewrite, renewsReplica: repair.reason == .fork,
                    digest: through.digest, log: answer.log)), &turn)
    }

    /// The store has the server's log, and its own batches behind it.
    mutating func endRepair() {
        guard let repair else { return }
        healing.returned += repair.returned
        healing.refused += repair.refused
        healing.missing = repair.missing
        self.repair = nil
    }
}

extension Repair.Reason {
    /// What is said when it does not come to an end.
    fileprivate var block: SyncBlock {
        switch self {
        case .lostHistory: .historyLost
        case .fork: .oldStore
        case .away: .awayTooLong
        case .logTooShort: .disagreement("its log does not hold together")
        }
    }
}
