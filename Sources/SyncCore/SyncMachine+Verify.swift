import SiteHistory
import SiteModel
import WireProtocol

/// Why a pull is not taken.
enum PullFault: Error {
    /// The server, or something between, answers nonsense: another try may go well.
    case nonsense(String)
    case block(SyncBlock)
}

extension SyncMachine {
    /// Holds a pull against the store: it starts at the cursor, has no hole, its digest is right, no batch claims to
    /// have seen what came after it, and the own batches in it are those that wait here, hash for hash.
    func verify(_ answer: PullAnswer) -> Result<Pulled, PullFault> {
        guard answer.from == store.cursor else {
            return .failure(.nonsense("the server sent another part of the log"))
        }
        var digest = store.standing.digest
        var end = store.cursor
        var settled = 0
        for entry in answer.entries {
            guard entry.start == end + 1, entry.batch.base.count <= end else {
                return .failure(.nonsense("the server sent a log with a hole"))
            }
            let hash = entry.batch.hash
            if store.ownReplicas.contains(entry.batch.replica) {
                if let fault = mismatch(entry.batch, settled) {
                    return .failure(.block(fault))
                }
                settled += 1
            }
            digest.append(hash)
            end = entry.end
        }
        guard end == answer.to, digest == answer.digest else {
            return .failure(.nonsense("the server's log does not continue the one known here"))
        }
        guard !answer.entries.isEmpty || answer.log.head <= store.cursor else {
            return .failure(.nonsense("the server sent nothing where there is more"))
        }
        return .success(
            Pulled(
                entries: answer.entries, settled: settled, cursor: end, digest: digest,
                log: answer.log))
    }

    /// An own batch of the log that is not the next one pending.
    private func mismatch(_ batch: Batch, _ index: Int) -> SyncBlock? {
        guard index < store.pending.count else { return .oldStore }
        let pending = store.pending[index]
        if pending.replica == batch.replica, pending.isSettled(by: batch) { return nil }
        return pending.first == batch.first && pending.replica == batch.replica
            ? .forked(seq: batch.first) : .oldStore
    }
}
