import SiteHistory
import SiteModel
import WireProtocol

/// One site's conversation with its server.
///
/// States and their legal exits:
///  - `stopped`  → `idle` by `started`.
///  - `idle`     → `asking`, `storing`, `reading`, or rests here when nothing is to do.
///  - `asking`   → `idle`, `storing`, `waiting` or `blocked` by the answer.
///  - `reading`  → `idle` by `read`, `waiting` by `storeFailed`.
///  - `storing`  → `idle` by `stored`, `waiting` by `storeFailed`.
///  - `waiting`  → `idle` by the timer, the network or a person.
///  - `blocked`  → `idle` by a person (or a new token).
/// `stopped` is an event that leads from each of them to `stopped`.
package struct SyncMachine: Sendable {
    /// Whether it goes on for ever, or ends when everything went both ways.
    package enum Mode: Sendable { case continuous, once }

    enum Phase: Hashable, Sendable {
        case stopped
        case idle
        case asking(RequestID, SyncRequest)
        case storing
        /// The store looks up a part of its log.
        case reading
        case waiting(SyncStatus.State)
        case blocked(SyncBlock)
    }

    enum Stream: Hashable, Sendable {
        case closed
        case opening
        case open(since: Duration)
    }

    let mode: Mode
    /// Shorter logs are pulled whole.
    let snapshotHead: UInt64
    var phase = Phase.stopped
    var stream = Stream.closed
    var store = StoreState(
        replica: ReplicaID(rawValue: 0), epoch: nil, cursor: 0, digest: LogDigest(), pending: [])
    /// The epoch that was last greeted; nil where a hello is due.
    var greeted: EpochID?
    /// The frames that the greeted server reads.
    var frames = Frame.Form.rows
    /// The largest head heard of in the greeted epoch.
    var knownHead: UInt64 = 0
    /// The last operation of each own chain that the server said it has.
    var acknowledged: [ReplicaID: UInt64] = [:]
    var beginning = Beginning.open
    /// The log must be brought together with the server's first.
    var repair: Repair?
    /// Repairs begun since something last went well.
    var repairCount = 0
    var healing = HealingReport()
    /// Requests called malformed since the last good hello.
    var malformedCount = 0
    var backoff = Backoff()
    /// Apart from `backoff`, which every good hello resets.
    var streamBackoff = Backoff()
    var lastRequest: UInt64 = 0
    var lastReport: SyncStatus?
    var pushedCount = 0
    var pulledCount = 0
    var quarantinedCount = 0

    /// - Parameter snapshotHead: From how long a log on an empty store begins with a snapshot.
    package init(
        mode: Mode = .continuous, snapshotHead: UInt64 = SyncMachine.snapshotHeadMin
    ) {
        self.mode = mode
        self.snapshotHead = snapshotHead
    }

    /// Takes one event.
    ///
    /// - Parameters:
    ///   - now: Monotonic, since any fixed moment.
    ///   - random: Fresh for each event; decides how long a wait is.
    /// - Returns: What to do, in order.
    package mutating func handle(_ event: SyncEvent, at now: Duration, random: UInt64)
        -> [SyncAction]
    {
        var turn = Turn(now: now, random: random)
        take(event, &turn)
        if phase == .idle { decide(&turn) }
        report(&turn)
        return turn.actions
    }
}

/// What one event brought with it, and the actions it leads to.
struct Turn {
    let now: Duration
    let random: UInt64
    var actions: [SyncAction] = []
}

extension SyncMachine {
    private mutating func take(_ event: SyncEvent, _ turn: inout Turn) {
        switch event {
        case .started(let state): start(state)
        case .stopped: stop(&turn)
        case _ where phase == .stopped: break
        case .storeChanged(let state): adopt(state)
        case .stored(let state):
            adopt(state)
            if phase == .storing {
                phase = .idle
                beginning = .open
                if case .fetching = repair?.step { endRepair() }
            }
        case .read(let page): take(page, &turn)
        case .storeFailed where beginning == .adopting: passOverSnapshot()
        case .storeFailed(let message):
            wait(.blocked(.storeFailed(message)), atLeast: nil, &turn)
        case .logTooShort:
            phase = .idle
            begin(.logTooShort, &turn)
        case .storeRefused(let reason): block(reason, &turn)
        case .replied(let id, let reply): take(reply, to: id, &turn)
        case .streamOpened: if stream == .opening { stream = .open(since: turn.now) }
        case .hinted(let hint): take(hint)
        case .streamEnded(let failure): endStream(failure, &turn)
        case .streamRefused(let problem, let retryAfter):
            stream = .closed
            greeted = nil
            guard phase == .idle else { break }
            backoff = streamBackoff
            refuse(problem, retryAfter: retryAfter, &turn)
            streamBackoff = backoff
        case .timerFired: if case .waiting = phase { phase = .idle }
        case .networkBack, .askedNow: hurry(event)
        }
    }

    /// A write's answer may be older than a commit that was told of meanwhile: the later state stands.
    private mutating func adopt(_ state: StoreState) {
        if state.revision >= store.revision { store = state }
    }

    private mutating func start(_ state: StoreState) {
        store = state
        phase = .idle
        greeted = nil
        acknowledged = [:]
        beginning = .open
        repair = nil
        repairCount = 0
        backoff.reset()
    }

    private mutating func stop(_ turn: inout Turn) {
        if case .asking(let id, _) = phase { turn.actions.append(.cancel(id)) }
        if stream != .closed { turn.actions.append(.closeStream) }
        stream = .closed
        phase = .stopped
    }

    private mutating func take(_ hint: EventHint) {
        guard greeted == hint.epoch else {
            greeted = nil
            return
        }
        knownHead = max(knownHead, hint.head)
    }

    /// A stream that lived for a while is opened again at once, through a new hello; one that ends as soon as it is
    /// open waits like any failure.
    private mutating func endStream(_ failure: TransportFailure, _ turn: inout Turn) {
        let lived: Bool =
            if case .open(let since) = stream { turn.now - since >= .seconds(5) } else { false }
        stream = .closed
        greeted = nil
        if lived { streamBackoff.reset() }
        guard phase == .idle, !lived else { return }
        backoff = streamBackoff
        wait(failure, &turn)
        streamBackoff = backoff
    }

    private mutating func hurry(_ event: SyncEvent) {
        switch phase {
        case .waiting: phase = .idle
        case .blocked where event == .askedNow: phase = .idle
        case .idle where event == .askedNow: break
        default: return
        }
        greeted = nil
    }

    /// Lets some time pass before the next try.
    mutating func wait(
        _ failure: TransportFailure, atLeast least: Duration? = nil, _ turn: inout Turn
    ) {
        if mode == .once { return finish(.offline(failure), &turn) }
        wait(.offline(retryIn: .zero, message: failure.message), atLeast: least, &turn)
    }

    private mutating func wait(
        _ state: SyncStatus.State, atLeast least: Duration?, _ turn: inout Turn
    ) {
        if mode == .once, case .blocked(let block) = state { return finish(.blocked(block), &turn) }
        let delay = backoff.next(random: turn.random, atLeast: least)
        greeted = nil
        if case .offline(_, let message) = state {
            phase = .waiting(.offline(retryIn: delay, message: message))
        } else {
            phase = .waiting(state)
        }
        turn.actions.append(.schedule(delay))
    }

    mutating func block(_ block: SyncBlock, _ turn: inout Turn) {
        repair = nil
        if mode == .once { return finish(.blocked(block), &turn) }
        if stream != .closed { turn.actions.append(.closeStream) }
        stream = .closed
        greeted = nil
        phase = .blocked(block)
    }

    mutating func finish(_ end: SyncOutcome.End, _ turn: inout Turn) {
        phase = .stopped
        turn.actions.append(
            .finished(
                SyncOutcome(
                    end: end, pushed: pushedCount, pulled: pulledCount,
                    quarantined: quarantinedCount, healing: healing,
                    cursor: store.cursor)))
    }

    private mutating func report(_ turn: inout Turn) {
        guard phase != .stopped else { return }
        let state: SyncStatus.State =
            switch phase {
            case .waiting(let state): state
            case .blocked(let block): .blocked(block)
            case .idle: .synced
            case .asking, .storing, .reading:
                repair?.reason == .lostHistory ? .healing : quietState
            case .stopped: quietState
            }
        let down = knownHead > store.cursor ? knownHead - store.cursor : 0
        let status = SyncStatus(state: state, up: store.pending.count, down: down)
        guard status != lastReport else { return }
        lastReport = status
        turn.actions.append(.report(status))
    }

    /// A retry is not shown as a recovery before it is one: until its hello is answered, the old word stands.
    private var quietState: SyncStatus.State {
        if greeted == nil, let last = lastReport?.state, case .offline = last { return last }
        return .working
    }
}
