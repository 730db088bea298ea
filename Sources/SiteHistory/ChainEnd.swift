import SiteModel

/// Where a chain of batches ends, or is taken as ended: the last own batch that a new chain continues (design §4, `after`).
package struct ChainEnd: Hashable, Sendable {
    package let replica: ReplicaID
    /// Sequence number of the last operation, from 1.
    package let seq: UInt64
    /// What a batch behind it names as `previous`: the hash of its last batch, or of the batch a void stands for.
    package let link: Digest

    package init(replica: ReplicaID, seq: UInt64, link: Digest) {
        self.replica = replica
        self.seq = seq
        self.link = link
    }

    /// The last operation of the chain.
    package var operation: OperationID { OperationID(replica: replica, seq: seq) }
}

/// How a log that was lost and given back is numbered now (design §5, Epoch, step 2): written into the log by the server,
/// in front of what was given back.
///
/// A base `(epoch, n)` of one of the epochs means: the log up to `min(n, cut)`, and of what lies behind the cut only the
/// operations that had a number up to n then. What the restored server took meanwhile is concurrent to it.
package struct Lineage: Hashable, Sendable {
    /// Operations that keep their order: number `from + i` stands at `at + i` now.
    package struct Stretch: Hashable, Sendable {
        /// The number of its first operation in the lost log.
        package let from: UInt64
        /// At least 1.
        package let count: UInt64
        /// The sseq of its first operation now.
        package let at: UInt64

        package init(from: UInt64, count: UInt64, at: UInt64) {
            self.from = from
            self.count = count
            self.at = at
        }

        /// The number that an operation had in the lost log; nil for one that is not of the stretch.
        func number(at position: UInt64) -> UInt64? {
            position >= at && position - at < count ? from + (position - at) : nil
        }

        fileprivate func covers(_ number: UInt64) -> Bool {
            number >= from && number - from < count
        }
    }

    /// The epochs whose positions behind the cut are numbers of the lost log; at least one, sorted.
    package let epochs: [EpochID]
    /// The last position that both logs have in common.
    package let cut: UInt64
    /// Ascending by `from`, without overlap.
    package let stretches: [Stretch]

    package init(epochs: [EpochID], cut: UInt64, stretches: [Stretch]) {
        self.epochs = epochs
        self.cut = cut
        self.stretches = stretches
    }

    /// Whether an operation at a position was in the lost log's first `count` operations.
    func holds(_ position: UInt64, upTo count: UInt64) -> Bool {
        if position <= cut { return position <= count }
        return stretches.contains { ($0.number(at: position) ?? .max) <= count }
    }

    /// Whether a number of the lost log is known here.
    package func knows(_ number: UInt64) -> Bool {
        number <= cut || stretches.contains { $0.covers(number) }
    }
}
