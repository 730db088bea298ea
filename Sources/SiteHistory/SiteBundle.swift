import SiteModel

/// A site as one store hands it to another: its log as far as it is kept, what stands for the rest, and what waits.
///
/// A value without words for people; whoever takes it in replays it, which examines it.
package struct SiteBundle: Hashable, Sendable {
    /// The state that stands for the log up to its position.
    package struct Start: Hashable, Sendable {
        package var end: LogEnd
        /// As ``HistoryEngine/snapshot(at:)`` writes it.
        package var bytes: [UInt8]

        package init(end: LogEnd, bytes: [UInt8]) {
            self.end = end
            self.bytes = bytes
        }
    }

    package var site: NodeID
    /// Where it is synced; nil while it belongs to nobody.
    package var server: String?
    package var account: String?
    /// Who numbered the log; nil where it is empty.
    package var epoch: EpochID?
    package var stable: UInt64
    package var kept: UInt64
    package var start: Start?
    /// Behind `start`, without a hole.
    package var entries: [LogEntry]
    /// The end of the last entry.
    package var end: LogEnd
    /// The names that the store has written under, the oldest first.
    package var replicas: [ReplicaID]
    /// The last batch that it wrote under any of them.
    package var chain: ChainEnd?
    /// What is not in the log, in the order of its chains.
    package var waiting: [Batch]

    package init(
        site: NodeID, server: String?, account: String?, epoch: EpochID?, stable: UInt64,
        kept: UInt64, start: Start?, entries: [LogEntry], end: LogEnd, replicas: [ReplicaID],
        chain: ChainEnd?, waiting: [Batch]
    ) {
        self.site = site
        self.server = server
        self.account = account
        self.epoch = epoch
        self.stable = stable
        self.kept = kept
        self.start = start
        self.entries = entries
        self.end = end
        self.replicas = replicas
        self.chain = chain
        self.waiting = waiting
    }
}
