import EditorCore
import Foundation
import SiteModel
import SiteStore
import SyncCore
import Synchronization
import WireProtocol

/// Keeps the open site in step with its server for as long as the editor is open.
///
/// `SyncMachine` decides; this performs its actions on one queue: requests and the event stream through the transport,
/// writes into the store, one timer. While nothing moves it does nothing.
final class SyncDriver: EditorSyncPort {
    /// How long to leave another program that is syncing before asking again.
    private static let leaseDelay = DispatchTimeInterval.milliseconds(300)

    /// Between two pieces of compaction, for those who wait for the store.
    private static let compactionDelay = DispatchTimeInterval.milliseconds(50)

    private struct Conversation {
        var site: NodeID?
        var machine = SyncMachine(mode: .continuous)
        var transfers: [RequestID: TransferID] = [:]
        var stream: TransferID?
        /// Raised by every stream and every timer: what comes late from an old one is passed over.
        var streamNumber = 0
        var timerNumber = 0
        var reader = EventStreamReader()
        var lease: SyncLease?
        /// The request that the machine waits for, sent or not.
        var asked: RequestID?
        /// The revision of the store that the machine was told of last, and the one that it asked with.
        var revision: Int64 = 0
        var askedRevision: Int64 = 0
        var wasConnected = false
        /// A piece of compaction is due in a moment.
        var isCompacting = false
        var refused: [String] = []
    }

    private let store: SiteStore
    private let endpoint: ServerEndpoint
    private let transport: any HTTPTransport
    private let post: @Sendable (EditorEvent) -> Void
    /// Tells the editor that the store has something new.
    private let pulled: @Sendable () -> Void
    private let queue = DispatchQueue(label: "pagemagic.sync", qos: .utility)
    private let now = ContinuousClock.now
    /// Used on `queue` only; the lock is never waited for.
    private let conversation = Mutex(Conversation())

    init(
        store: SiteStore, endpoint: ServerEndpoint, transport: any HTTPTransport,
        post: @escaping @Sendable (EditorEvent) -> Void, pulled: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.endpoint = endpoint
        self.transport = transport
        self.post = post
        self.pulled = pulled
    }

    // MARK: - From the editor

    func follow(_ site: NodeID) {
        queue.async { [self] in
            let old = conversation.withLock { $0.site }
            if old == site { return }
            if old != nil { handle(.stopped) }
            conversation.withLock { $0 = Conversation() }
            conversation.withLock { $0.site = site }
            start(site)
        }
    }

    func storeChanged() {
        queue.async { [self] in
            guard let site = conversation.withLock({ $0.site }) else { return }
            attempt { handle(.storeChanged(try store.syncState(of: site))) }
        }
    }

    func syncNow() { queue.async { [self] in handle(.askedNow) } }

    func stop() {
        queue.sync {
            handle(.stopped)
            conversation.withLock { conversation in
                conversation.lease?.release()
                conversation.lease = nil
                conversation.site = nil
            }
        }
    }

    private func start(_ site: NodeID) {
        attempt {
            let summary = try store.summary(of: site)
            if let server = summary.server, server != endpoint.address {
                return show(.blocked("this site belongs to \(server)"), up: summary.pending)
            }
            handle(.started(try store.syncState(of: site)))
        }
    }

    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            show(.blocked(CommandFailure(error).message), up: 0)
        }
    }

    // MARK: - The machine

    private func handle(_ event: SyncEvent) {
        let actions = conversation.withLock { conversation -> [SyncAction] in
            guard conversation.site != nil else { return [] }
            if let revision = event.storeRevision { conversation.revision = revision }
            let random = UInt64.random(in: 0...UInt64.max)
            return conversation.machine.handle(event, at: ContinuousClock.now - now, random: random)
        }
        for action in actions { perform(action) }
        releaseIdleLease()
    }

    private func perform(_ action: SyncAction) {
        switch action {
        case .send(let id, let request):
            conversation.withLock {
                $0.asked = id
                $0.askedRevision = $0.revision
            }
            send(id, request)
        case .cancel(let id):
            if let transfer = conversation.withLock({ $0.transfers.removeValue(forKey: id) }) {
                transport.cancel(transfer)
            }
        case .openStream: openStream()
        case .closeStream: closeStream()
        case .schedule(let delay): schedule(delay)
        case .store(let change): write(change)
        case .read(let query): read(query)
        case .report(let status): report(status)
        case .finished: break
        }
    }

    private func send(_ id: RequestID, _ request: SyncRequest) {
        let (site, asked, held) = conversation.withLock { ($0.site, $0.asked, $0.lease) }
        guard let site, asked == id else { return }
        guard takeLease() else {
            queue.asyncAfter(deadline: .now() + Self.leaseDelay) { [self] in send(id, request) }
            return
        }
        let isNew = conversation.withLock { $0.lease !== held }
        if isNew, beginsAnew(site) { return }
        let transfer = transport.send(endpoint.request(request, site: site)) { [self] result in
            queue.async { [self] in take(result, to: request, id, of: site) }
        }
        conversation.withLock { $0.transfers[id] = transfer }
    }

    /// Another program may have synced since the machine decided to ask, whatever it was told of meanwhile: then it
    /// begins anew, for what it was about to send is of an older state, and the server would call that a fork.
    private func beginsAnew(_ site: NodeID) -> Bool {
        let known = conversation.withLock { $0.askedRevision }
        guard let state = try? store.syncState(of: site), state.revision != known else {
            return false
        }
        handle(.started(state))
        return true
    }

    /// Whoever took the right to sync meanwhile may have synced: then the answer is to a question of an older state.
    private func take(
        _ result: Result<WireResponse, TransportFailure>, to request: SyncRequest, _ id: RequestID,
        of site: NodeID
    ) {
        let (transfer, lease) = conversation.withLock {
            ($0.transfers.removeValue(forKey: id), $0.lease)
        }
        guard transfer != nil else { return }
        if lease.map({ (try? $0.check()) != nil }) != true,
            let state = try? store.syncState(of: site)
        {
            return handle(.started(state))
        }
        handle(.replied(id, SyncReply(to: request, result)))
    }

    private func write(_ change: StoreChange) {
        guard let site = conversation.withLock({ $0.site }) else { return }
        do {
            guard takeLease() else { throw StoreError.leaseLost }
            let state = try store.apply(change, to: site, server: endpoint.address)
            if case .greeted = change {} else { pulled() }
            handle(.stored(state))
        } catch {
            handle(StoreRefusal(error)?.event ?? .storeFailed(CommandFailure(error).message))
        }
    }

    private func read(_ query: LogQuery) {
        guard let site = conversation.withLock({ $0.site }) else { return }
        do {
            handle(.read(try store.page(query, of: site)))
        } catch {
            handle(StoreRefusal(error)?.event ?? .storeFailed(CommandFailure(error).message))
        }
    }

    private func schedule(_ delay: Duration) {
        let number = conversation.withLock { conversation in
            conversation.timerNumber += 1
            return conversation.timerNumber
        }
        let (seconds, attoseconds) = delay.components
        let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
        queue.asyncAfter(deadline: .now() + .milliseconds(max(1, milliseconds))) { [self] in
            if conversation.withLock({ $0.timerNumber == number }) { handle(.timerFired) }
        }
    }

    // MARK: - Compaction

    /// While nothing moves, the store is made small, piece by piece; whatever comes goes between.
    private func compact() {
        guard !conversation.withLock({ $0.isCompacting }) else { return }
        conversation.withLock { $0.isCompacting = true }
        compactFurther()
    }

    private func compactFurther() {
        queue.asyncAfter(deadline: .now() + Self.compactionDelay) { [self] in
            let site = conversation.withLock { $0.isCompacting ? $0.site : nil }
            guard let site else { return }
            do {
                if try store.compact(site) { return compactFurther() }
            } catch {
                post(.noticed(Notice(.error, CommandFailure(error).message)))
            }
            conversation.withLock { $0.isCompacting = false }
        }
    }

    // MARK: - The lease

    /// Whether this program may send now: two of them never sync one store at a time.
    private func takeLease() -> Bool {
        conversation.withLock { conversation in
            if let lease = conversation.lease, (try? lease.check()) != nil { return true }
            conversation.lease = try? store.takeSyncLease()
            return conversation.lease != nil
        }
    }

    /// Between conversations another program may sync: the command line need not wait for the editor to end.
    private func releaseIdleLease() {
        conversation.withLock { conversation in
            guard conversation.transfers.isEmpty else { return }
            conversation.lease?.release()
            conversation.lease = nil
        }
    }

    // MARK: - The stream

    private func openStream() {
        let (site, number) = conversation.withLock { conversation in
            conversation.streamNumber += 1
            conversation.reader = EventStreamReader()
            return (conversation.site, conversation.streamNumber)
        }
        guard let site else { return }
        let stream = transport.stream(endpoint.events(site: site)) { [self] event in
            queue.async { [self] in
                if conversation.withLock({ $0.streamNumber == number }) { take(event) }
            }
        }
        conversation.withLock { $0.stream = stream }
    }

    private func closeStream() {
        let stream = conversation.withLock { conversation in
            conversation.streamNumber += 1
            defer { conversation.stream = nil }
            return conversation.stream
        }
        if let stream { transport.cancel(stream) }
    }

    private func take(_ event: StreamEvent) {
        switch event {
        case .opened: handle(.streamOpened)
        case .bytes(let bytes): take(bytes)
        case .closed(let failure): handle(.streamEnded(failure))
        case .refused(let response):
            switch response.fault {
            case .problem(let problem, let retryAfter):
                handle(.streamRefused(problem, retryAfter: retryAfter))
            case .failed(let failure): handle(.streamEnded(failure))
            }
        }
    }

    private func take(_ bytes: [UInt8]) {
        do {
            let hints = try conversation.withLock { try $0.reader.read(bytes) }
            for hint in hints { handle(.hinted(hint)) }
        } catch {
            closeStream()
            handle(
                .streamEnded(
                    TransportFailure(.nonsense, "the event stream could not be read: \(error)")))
        }
    }

    // MARK: - Showing

    private func report(_ status: SyncStatus) {
        switch status.state {
        case .synced:
            conversation.withLock { $0.wasConnected = true }
            note(problem: nil, blocked: false)
            show(.connected, up: status.up)
            compact()
        case .healing:
            post(
                .noticed(
                    Notice(
                        .info,
                        "the server lost history; it is being given back what is here")))
            show(.connecting, up: status.up)
        case .working:
            show(
                conversation.withLock { $0.wasConnected } ? .connected : .connecting, up: status.up)
        case .offline(_, let message):
            conversation.withLock { $0.wasConnected = false }
            note(problem: message, blocked: false)
            show(.offline, up: status.up)
        case .blocked(let block):
            note(problem: block.sentence, blocked: true)
            show(.blocked(block.sentence), up: status.up)
        }
    }

    /// Keeps for `pagemagic status` how it stands.
    private func note(problem: String?, blocked: Bool) {
        guard let site = conversation.withLock({ $0.site }) else { return }
        do {
            try store.noteSync(of: site, problem: problem, blocked: blocked)
        } catch {
            post(.noticed(Notice(.error, CommandFailure(error).message)))
        }
    }

    private func show(_ connection: SyncSegment.Connection, up: Int) {
        guard let site = conversation.withLock({ $0.site }) else { return }
        let outbox = (try? store.outbox(of: site)) ?? []
        let waiting = outbox.filter { $0.state == .pending }.map { "\($0.kind) \($0.target)" }
        let refused = outbox.filter { $0.state == .quarantined }.map {
            "\($0.kind) \($0.target): \($0.message ?? "")"
        }
        post(
            .syncChanged(
                SyncSegment(connection: connection, toSend: up, refused: refused, waiting: waiting))
        )
    }
}

extension SyncEvent {
    /// Of the store that the event tells of.
    fileprivate var storeRevision: Int64? {
        switch self {
        case .started(let state), .storeChanged(let state), .stored(let state): state.revision
        default: nil
        }
    }
}

/// Where no server is set: everything stays on this device.
struct NoSync: EditorSyncPort {
    func follow(_ site: NodeID) {}
    func storeChanged() {}
    func syncNow() {}
    func stop() {}
}
