import SiteHistory
import SiteModel

/// What a page of a lost log says that the log says already (decision 25).
struct SaidTwice {
    /// Batches that the page has brought.
    private var there: Set<ChainEnd> = []
    /// What those stand for.
    private var anew: Set<ChainEnd> = []
    /// Where words are taken out again, by the withdrawals' hashes.
    private var positions: [Digest: UInt64] = [:]

    /// Takes note of a batch that comes in.
    ///
    /// - Returns: The batch that takes its words out again, where the log or the page before it has them under another name.
    mutating func withdrawal(of batch: Batch, on shelf: some LogShelf) throws -> Batch? {
        if batch.isVoid { return nil }
        defer {
            there.insert(batch.chainEnd)
            anew.formUnion(batch.standsFor)
        }
        guard try isSaid(batch) || LogKeeper.isSaid(batch, on: shelf),
            let withdrawal = batch.withdrawal,
            try shelf.lastEntry(of: withdrawal.replica) == nil
        else { return nil }
        return withdrawal
    }

    private func isSaid(_ batch: Batch) -> Bool {
        anew.contains(batch.chainEnd)
            || batch.standsFor.contains { anew.contains($0) || there.contains($0) }
    }

    /// A withdrawal comes into the log at a position.
    mutating func note(_ withdrawal: Batch, at position: UInt64) {
        positions[withdrawal.hash] = position
    }

    /// Where a withdrawal of the lost log is; nil where this log does without it: in the other one its batch was the later of
    /// two.
    func position(of withdrawal: Batch) -> UInt64? { positions[withdrawal.hash] }
}
