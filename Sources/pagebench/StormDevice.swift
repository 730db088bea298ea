import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// One device of a storm: a sync machine, and a store that is a cursor and an outbox.
struct StormDevice {
    let site: NodeID
    var machine = SyncMachine()
    var state: StoreState
    private var next: UInt64 = 1
    private var previous = Digest.zero
    var reader = EventStreamReader()
    var stream: TransferID?
    /// Of the stream and the timer that are meant; older ones are late.
    var streamNumber = 0
    var timerNumber = 0
    private(set) var isSynced = false
    /// Why it stopped, where it did.
    private(set) var troubles: [String] = []

    init(site: NodeID, replica: UInt64) {
        self.site = site
        state = StoreState(
            replica: ReplicaID(rawValue: replica), epoch: nil, cursor: 0, digest: LogDigest(),
            pending: [])
    }

    /// Whether it has everything and knows of nothing more.
    var isSettled: Bool { isSynced && state.pending.isEmpty }

    mutating func commit() -> StoreState {
        let base =
            state.cursor == 0
            ? LogPosition.origin : LogPosition(epoch: state.standing.epoch, count: state.cursor)
        let batch = Batch(
            replica: state.replica, first: next, base: base, previous: previous,
            body: .operations([.addClass(node: site, name: "c\(state.replica.rawValue % 50)")]))
        next = batch.last + 1
        previous = batch.link
        set(pending: state.pending + [batch])
        return state
    }

    /// Nil for what cannot come here.
    mutating func write(_ change: StoreChange) -> StoreState? {
        switch change {
        case .greeted(_, let log): state.standing.epoch = log.epoch
        case .pulled(let pulled):
            state.standing.cursor = pulled.cursor
            state.standing.digest = pulled.digest
            set(pending: Array(state.pending.dropFirst(pulled.settled)))
        case .adopted(let adopted):
            state.standing.cursor = adopted.end.position
            state.standing.digest = adopted.end.digest
            set(pending: [])
        case .quarantined, .rewritten: return nil
        }
        return state
    }

    private mutating func set(pending: [Batch]) {
        state = StoreState(
            replica: state.replica, epoch: state.standing.epoch, cursor: state.cursor,
            digest: state.standing.digest, pending: pending)
    }

    mutating func note(_ status: SyncStatus) {
        isSynced = status.state == .synced
        if case .blocked(let block) = status.state { troubles.append(block.sentence) }
    }
}
