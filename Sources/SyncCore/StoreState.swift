import SiteHistory
import SiteModel
import WireProtocol

/// What the machine knows of a site's store. The store is the truth: it hands over a new one after each of its writes.
package struct StoreState: Hashable, Sendable {
    /// Every id this store has had for the site, `replica` among them.
    package var ownReplicas: Set<ReplicaID>
    package var standing: Standing
    /// Own batches that are not in the log up to the cursor, in chain order, voids among them.
    package var pending: [Batch]
    /// The server's newest word about how far its log went.
    package var seal: Seal?
    /// Raised by each commit of the store: of two states, the one with the larger revision is the later.
    package var revision: Int64

    /// Derives the floor from the cursor and the bases of what is pending.
    package init(
        replica: ReplicaID, ownReplicas: Set<ReplicaID> = [], epoch: EpochID?, cursor: UInt64,
        digest: LogDigest,
        dropped: UInt64 = 0, pending: [Batch], seal: Seal? = nil, revision: Int64 = 0
    ) {
        self.seal = seal
        self.revision = revision
        self.ownReplicas = ownReplicas.union([replica])
        self.pending = pending
        let floor = pending.reduce(cursor) { $1.isVoid ? $0 : min($0, $1.base.count) }
        standing = Standing(
            replica: replica, epoch: epoch, cursor: cursor, digest: digest, floor: floor,
            dropped: dropped)
    }

    /// Who writes here now.
    package var replica: ReplicaID { standing.replica }
    package var cursor: UInt64 { standing.cursor }
}
