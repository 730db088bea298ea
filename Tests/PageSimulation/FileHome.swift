import PageTestSupport
import SiteHistory
import SiteModel
import SiteStore
import SyncCore
import Synchronization
import WireProtocol

/// Production's store on SQLite, on a disk that fails as it is told to.
struct FileHome: Home {
    /// Shared with the store's clock and randomness, which must be `Sendable`.
    private final class Surroundings: Sendable {
        let clock: Mutex<Int64>
        let random: Mutex<SplitMix64>

        init(seed: UInt64) {
            clock = Mutex(1_700_000_000_000)
            random = Mutex(SplitMix64(seed: seed))
        }

        var environment: StoreEnvironment {
            StoreEnvironment(
                now: { [self] in clock.withLock { $0 } },
                random: { [self] in random.withLock { $0.next() } })
        }
    }

    let site: NodeID
    let disk: FaultyDisk
    private let surroundings: Surroundings
    private var stores: [Int: SiteStore] = [:]
    private var leases: [Int: SyncLease] = [:]
    static let server = "http://127.0.0.1:1"

    /// nil where no folder can be made.
    init?(site: NodeID, seed: UInt64) {
        guard let disk = FaultyDisk() else { return nil }
        self.site = site
        self.disk = disk
        surroundings = Surroundings(seed: seed)
    }

    // MARK: Programs

    mutating func start(_ process: Int) throws(HomeFault) {
        disk.start(process)
        do throws(StoreError) {
            let store = try SiteStore(
                directory: disk.path(for: process), environment: surroundings.environment)
            stores[process] = store
            try store.adopt(site, server: FileHome.server, account: SimulatedServer.account)
        } catch {
            stores[process] = nil
            throw FileHome.fault(error)
        }
    }

    mutating func stop(_ process: Int) {
        releaseLease(process)
        stores[process] = nil
    }

    mutating func kill(_ process: Int) {
        disk.kill(process)
        stop(process)
    }

    private func store(_ process: Int) throws(HomeFault) -> SiteStore {
        guard let store = stores[process] else { throw .failed("the program does not run") }
        return store
    }

    /// Does something with a program's store, its errors sorted.
    func with<Result>(
        _ process: Int, _ body: (SiteStore) throws(StoreError) -> Result
    ) throws(HomeFault) -> Result {
        let store = try store(process)
        do throws(StoreError) {
            return try body(store)
        } catch {
            throw FileHome.fault(error)
        }
    }

    private static func fault(_ error: StoreError) -> HomeFault {
        switch error {
        case .refused(let why): .refused(why)
        case .unavailable, .full, .notWritable, .busy, .leaseLost, .unknownBatch:
            .failed("\(error)")
        case .reachesBelowDropped: .tooShort
        default: .unsound("\(error)")
        }
    }

    // MARK: Reading

    func state(for process: Int) throws(HomeFault) -> HomeState {
        try with(process) { (store) throws(StoreError) in
            let state = try store.state(of: site)
            return HomeState(engine: state.engine, revision: state.revision)
        }
    }

    func syncState(for process: Int) throws(HomeFault) -> StoreState {
        try with(process) { (store) throws(StoreError) in try FileHome.syncState(store, site) }
    }

    /// As `EditorApp` makes it.
    private static func syncState(
        _ store: SiteStore, _ site: NodeID
    ) throws(StoreError) -> StoreState {
        let marks = try store.syncMarks(of: site)
        return StoreState(
            replica: marks.replica, ownReplicas: marks.replicas, epoch: marks.epoch,
            cursor: marks.cursor, digest: LogDigest(marks.digest), dropped: marks.dropped,
            pending: marks.outbox,
            seal: marks.seal.flatMap { Seal(bytes: $0) }, revision: marks.revision)
    }

    func keptBatches(for process: Int) throws(HomeFault) -> KeptBatches {
        try with(process) { (store) throws(StoreError) in
            var kept = KeptBatches()
            let logged = try store.outbox(of: site, states: [.logged]).map(\.batch)
            let pending = try store.outbox(of: site, states: [.pending]).map(\.batch)
            kept.logged = Set(logged.map(\.hash))
            kept.pending = Set(pending.map(\.hash))
            kept.live = logged + pending
            kept.quarantined = try store.outbox(of: site, states: [.quarantined]).map(\.batch)
            kept.dropped = try store.outbox(of: site, states: [.dropped]).map(\.batch)
            kept.compacted = try store.syncMarks(of: site).dropped
            return kept
        }
    }

    func drafts(for process: Int) throws(HomeFault) -> [TextRef: String] {
        try with(process) { (store) throws(StoreError) in
            Dictionary(uniqueKeysWithValues: try store.drafts(of: site).map { ($0.text, $0.value) })
        }
    }

    func findings(for process: Int) throws(HomeFault) -> [String] {
        try with(process) { (store) throws(StoreError) in try store.examine().map(\.message) }
    }

    // MARK: Writing

    mutating func commit(
        _ edits: [SiteEdit], by process: Int, ending draft: TextRef?
    ) throws(HomeFault) -> Committed {
        let result = try with(process) { (store) throws(StoreError) in
            try store.commit(edits, to: site, origin: .editor, ending: draft)
        }
        guard let committed = FileHome.committed(result) else {
            throw .unsound("a commit left nothing in the outbox")
        }
        return committed
    }

    mutating func undo(by process: Int) throws(HomeFault) -> Committed? {
        FileHome.committed(
            try with(process) { (store) throws(StoreError) in
                try store.undo(site, scope: .device)
            })
    }

    mutating func redo(by process: Int) throws(HomeFault) -> Committed? {
        FileHome.committed(
            try with(process) { (store) throws(StoreError) in
                try store.redo(site, scope: .device)
            })
    }

    private static func committed(_ result: CommitResult) -> Committed? {
        guard result.batch != nil, let batch = result.state.engine.pending.last else { return nil }
        let state = HomeState(engine: result.state.engine, revision: result.state.revision)
        return Committed(batch: batch, state: state)
    }

    mutating func save(
        _ value: String, of text: TextRef, base: String, by process: Int
    ) throws(HomeFault) {
        try with(process) { (store) throws(StoreError) in
            let caret = value.unicodeScalars.count
            try store.save(Draft(text: text, base: base, value: value, caret: caret), of: site)
        }
    }

    mutating func removeDraft(of text: TextRef, by process: Int) throws(HomeFault) {
        try with(process) { (store) throws(StoreError) in try store.removeDraft(text, of: site) }
    }

    mutating func apply(
        _ change: StoreChange, by process: Int
    ) throws(HomeFault) -> StoreState {
        try with(process) { (store) throws(StoreError) in
            try FileHome.apply(change, to: store, site)
            return try FileHome.syncState(store, site)
        }
    }

    /// As `EditorApp` does it.
    private static func apply(
        _ change: StoreChange, to store: SiteStore, _ site: NodeID
    ) throws(StoreError) {
        switch change {
        case .greeted(let account, let log):
            try store.bind(site, server: server, account: account)
            try store.noteEpoch(
                log.epoch, of: site, seal: log.seal?.bytes, stable: log.stable, kept: log.kept,
                head: log.head)
        case .pulled(let pulled):
            _ = try store.applyPull(
                pulled.entries, to: site, epoch: pulled.log.epoch, digest: pulled.digest.value,
                stable: pulled.log.stable, kept: pulled.log.kept, head: pulled.log.head,
                seal: pulled.log.seal?.bytes)
        case .adopted(let adopted):
            _ = try store.adopt(
                ServedSnapshot(bytes: adopted.state, end: adopted.end, epoch: adopted.log.epoch),
                of: site, stable: adopted.log.stable, kept: adopted.log.kept,
                seal: adopted.log.seal?.bytes)
        case .quarantined(let refused):
            _ = try store.quarantine(
                refused.map { RefusedBatch(batch: $0.batch, void: $0.void, message: $0.message) },
                of: site)
        case .rewritten(let rewritten):
            try store.rewrite(
                rewritten.rewrite, of: site,
                RewriteMarks(
                    epoch: rewritten.log.epoch, digest: rewritten.digest.value,
                    stable: rewritten.log.stable, kept: rewritten.log.kept,
                    renewsReplica: rewritten.renewsReplica))
        }
    }

    func page(_ query: LogQuery, for process: Int) throws(HomeFault) -> LogPage {
        try with(process) { (store) throws(StoreError) in
            switch query {
            case .ends(let after, let through):
                .ends(
                    try store.logEnds(
                        of: site, after: after, through: through, max: CommonRequest.endCountMax))
            case .entries(let after, let byteCountMax):
                .entries(
                    try store.logEntries(of: site, after: after, byteCountMax: byteCountMax))
            }
        }
    }

    // MARK: The right to sync

    mutating func takeLease(_ process: Int) -> Bool {
        if holdsLease(process) { return true }
        leases[process] = nil
        guard let store = stores[process] else { return false }
        leases[process] = try? store.takeSyncLease()
        return leases[process] != nil
    }

    func holdsLease(_ process: Int) -> Bool {
        guard let lease = leases[process] else { return false }
        return (try? lease.check()) != nil
    }

    mutating func releaseLease(_ process: Int) { leases[process] = nil }
    mutating func loseLockFile() { disk.removeLockFile() }

    // MARK: Faults

    mutating func killAfter(writes: Int, completes: Bool, _ process: Int) {
        disk.kill(process, afterWrites: writes, completes: completes)
    }

    func isDead(_ process: Int) -> Bool { disk.isDead(process) }
    mutating func cutPower(seed: UInt64) { disk.cutPower(seed: seed) }
    mutating func setDisk(_ condition: DiskCondition) { disk.set(condition) }
    var diskFailureCount: Int { disk.failureCount }
    mutating func setClock(_ milliseconds: Int64) {
        surroundings.clock.withLock { $0 = milliseconds }
    }
}
