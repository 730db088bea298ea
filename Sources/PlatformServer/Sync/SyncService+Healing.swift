import GRDB
import SiteHistory
import SiteModel
import WireProtocol

/// Takes back what a log lost.
extension SyncService {
    /// Which of a client's batch ends the log has too. A site that is not known here becomes the account's, empty.
    ///
    /// - Throws: ``Problem``: 403 where the site is another account's.
    func common(_ request: CommonRequest, site id: NodeID, account: Account) async throws
        -> CommonAnswer
    {
        try await writer.perform { [self] db in
            let shelf = try openShelf(db, id, account)
            return CommonAnswer(
                log: shelf.state, position: try LogKeeper.common(request, on: shelf))
        }
    }

    /// Appends what the log does not have of a page of the lost one; answers when it is on the disk.
    func heal(_ request: HealRequest, site id: NodeID, account: Account) async throws -> HealAnswer
    {
        let now = clock()
        let answer = try await writer.perform { [self] db in
            var shelf = try openShelf(db, id, account)
            engines.forget(id)
            let note = ReplicaID(rawValue: UInt64.random(in: 1...UInt64.max))
            for replica in Set(request.entries.map(\.batch.replica)) {
                try SyncService.know(replica, on: shelf, now: now)
            }
            let outcome = try LogKeeper.heal(
                request, account: account.email, time: now, note: note, to: &shelf,
                appended: { _ in })
            try shelf.save(now: now)
            return HealAnswer(
                log: shelf.state, through: request.through.position, taken: outcome.taken,
                refused: outcome.refused, missing: missing(request, site: id))
        }
        metrics.count(.operations, by: answer.taken)
        let byteCount = request.entries.reduce(0) { $0 + $1.batch.byteCount }
        snapshots.note(answer.log, byteCount: byteCount, site: id, account: account)
        if answer.taken > 0 {
            await hub.publish(EventHint(epoch: answer.log.epoch, head: answer.log.head), to: id)
        }
        return answer
    }

    /// Operations that a seal of ours proves and that lie behind what was offered.
    private func missing(_ request: HealRequest, site: NodeID) -> UInt64 {
        guard request.isLast, let seal = request.seal, let sealKey,
            seal.holds(for: site, key: sealKey),
            seal.end.position > request.through.position
        else { return 0 }
        return seal.end.position - request.through.position
    }
}
