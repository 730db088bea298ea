import SiteHistory
import SiteModel
import WireProtocol

/// Why a pull is not taken.
enum PullFault: Error {
    /// The server, or something between, answers nonsense: another try may go well.
    case nonsense(String)
    /// Own batches stand there that this store does not hold, or holds otherwise.
    case fork
}

extension SyncMachine {
    /// Holds a pull against the store: it starts at the cursor, has no hole, its digest is right, and the own batches in
    /// it are those that wait here, hash for hash. (A base beyond a batch's own place is a number of a lost log; where it
    /// is not, it means all that stands before the batch.)
    func verify(_ answer: PullAnswer) -> Result<Pulled, PullFault> {
        guard answer.from == store.cursor else {
            return .failure(.nonsense("the server sent another part of the log"))
        }
        var digest = store.standing.digest
        var end = store.cursor
        var settled = 0
        let waiting = Waiting(store.pending)
        for entry in answer.entries {
            guard entry.start == end + 1 else {
                return .failure(.nonsense("the server sent a log with a hole"))
            }
            if waiting.isSaid(by: entry.batch) { return .failure(.fork) }
            let hash = entry.batch.hash
            if store.ownReplicas.contains(entry.batch.replica) {
                switch kinship(of: entry.batch, settled) {
                case .waiting: settled += 1
                case .earlier: break
                case .stranger: return .failure(.fork)
                }
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

    /// What an own batch of the log is to this store.
    private enum Kinship {
        /// The next one that waits here.
        case waiting
        /// Written under an older name, before the store was copied or set back.
        case earlier
        /// Somebody else writes under this store's name.
        case stranger
    }

    private func kinship(of batch: Batch, _ index: Int) -> Kinship {
        let rival = store.pending[index...].firstIndex {
            $0.replica == batch.replica && $0.first <= batch.last
        }
        guard let rival else { return batch.replica == store.replica ? .stranger : .earlier }
        return rival == index && store.pending[rival].isSettled(by: batch) ? .waiting : .stranger
    }
}

/// The batches that wait, for noticing that another copy of this store has said what one of them says.
private struct Waiting {
    private let ends: Set<ChainEnd>
    private let hashes: Set<Digest>
    /// What some of them stand for.
    private let stoodFor: Set<ChainEnd>

    init(_ pending: [Batch]) {
        ends = Set(pending.map(\.chainEnd))
        hashes = Set(pending.map(\.hash))
        stoodFor = Set(pending.flatMap(\.standsFor))
    }

    /// Whether a batch of the log says it: written anew, or as it was before this store wrote it anew.
    func isSaid(by batch: Batch) -> Bool {
        guard !ends.isEmpty, !hashes.contains(batch.hash) else { return false }
        return !batch.isVoid && stoodFor.contains(batch.chainEnd)
            || batch.standsFor.contains { ends.contains($0) || stoodFor.contains($0) }
    }
}
