import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// What a device has on its disk: changed whole, one write after another.
struct DurableStore {
    let replica: ReplicaID
    var engine: HistoryEngine
    var epoch: EpochID?
    var nextSeq: UInt64 = 1
    /// Raised by each write.
    private var revision: Int64 = 0
    var previous = Digest.zero
    var steps: [UndoStep] = []
    /// The hashes of every batch that was acknowledged to the person.
    var acknowledged: [Digest] = []

    init(site: NodeID, replica: ReplicaID) {
        self.replica = replica
        engine = HistoryEngine(site: site, replicas: [replica])
    }

    var state: StoreState {
        StoreState(
            replica: replica, epoch: epoch, cursor: engine.cursor, digest: engine.digest,
            pending: engine.pending, revision: revision)
    }

    private var base: LogPosition { LogPosition(epoch: epoch, count: engine.cursor) }

    /// Commits edits as one batch; false when they change nothing or cannot be made.
    mutating func commit(_ edits: [SiteEdit]) throws(ReplayError) -> Bool {
        guard
            let made = try? engine.prepare(
                edits, replica: replica, first: nextSeq, previous: previous, base: base)
        else { return false }
        try take(made)
        steps.append(made.step)
        return true
    }

    /// Undoes the newest step; false when nothing of it can be undone.
    mutating func undo() throws(ReplayError) -> Bool {
        guard let step = steps.popLast(),
            let made = try? engine.prepareUndo(
                of: step, replica: replica, first: nextSeq, previous: previous, base: base)
        else { return false }
        try take(made)
        return true
    }

    private mutating func take(_ made: Prepared) throws(ReplayError) {
        _ = try engine.commit(made.batch)
        revision += 1
        nextSeq = made.batch.last + 1
        previous = made.batch.hash
    }

    /// Performs what sync asks the store for.
    mutating func apply(_ change: StoreChange) throws(ReplayError) {
        revision += 1
        switch change {
        case .greeted(_, let log): epoch = log.epoch
        case .pulled(let pulled):
            _ = try engine.pull(pulled.entries)
            epoch = pulled.log.epoch
        case .quarantined(let closure):
            let voids = Dictionary(uniqueKeysWithValues: closure.map { ($0.batch.first, $0.void) })
            _ = try engine.replacePending(engine.pending.map { voids[$0.first] ?? $0 })
        }
    }
}

/// A device: its disk, and the process that runs on it while it lives.
struct SimulatedDevice {
    var store: DurableStore
    var machine: SyncMachine?
    /// Counts processes and timers, so that what was meant for a dead one is ignored.
    var incarnation = 0
    var timer = 0
    var isStreaming = false
    var cutOffUntil = Duration.zero
    var random: SplitMix64
    var tokenCount = 0
}
