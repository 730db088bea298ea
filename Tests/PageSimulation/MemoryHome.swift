import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore
import WireProtocol

/// A store in memory: the production engine, changed whole, one write after another.
struct MemoryHome: Home {
    let site: NodeID
    private(set) var replica: ReplicaID
    private var replicas: Set<ReplicaID>
    /// What the first batch under a new name continues.
    private var after: ChainEnd?
    private var seal: Seal?
    private var engine: HistoryEngine
    private var epoch: EpochID?
    private var nextSeq: UInt64 = 1
    private var previous = Digest.zero
    private var revision: Int64 = 0
    private var done: [UndoStep] = []
    private var undone: [UndoStep] = []
    /// The batches of the steps that a copy of the store has as well.
    private var shared: Set<Digest> = []
    private var quarantined: [Batch] = []
    private var texts: [TextRef: String] = [:]
    private var fence = 0
    private var lockHolder: Int?
    private var fences: [Int: Int] = [:]
    private var disk = DiskCondition.works
    private(set) var diskFailureCount = 0

    init(site: NodeID, replica: ReplicaID) {
        self.site = site
        self.replica = replica
        replicas = [replica]
        engine = HistoryEngine(site: site, replicas: [replica])
    }

    // MARK: Programs

    mutating func start(_ process: Int) {}
    mutating func stop(_ process: Int) { releaseLease(process) }
    mutating func kill(_ process: Int) { releaseLease(process) }

    func state(for process: Int) -> HomeState { HomeState(engine: engine, revision: revision) }

    func syncState(for process: Int) -> StoreState {
        StoreState(
            replica: replica, ownReplicas: replicas, epoch: epoch, cursor: engine.cursor,
            digest: engine.digest, dropped: engine.firstEnd.position, pending: engine.pending,
            seal: seal, revision: revision)
    }

    func keptBatches(for process: Int) -> KeptBatches {
        KeptBatches(
            logged: Set(engine.entries.map(\.batch.hash)),
            pending: Set(engine.pending.map(\.hash)),
            live: engine.entries.map(\.batch) + engine.pending, quarantined: quarantined,
            compacted: engine.firstEnd.position)
    }

    func drafts(for process: Int) -> [TextRef: String] { texts }
    func findings(for process: Int) -> [String] { [] }

    // MARK: Writing

    private var base: LogPosition {
        LogPosition(epoch: engine.cursor == 0 ? nil : epoch, count: engine.cursor)
    }

    private mutating func write() throws(HomeFault) {
        guard disk != .works else { return }
        diskFailureCount += 1
        throw .failed("the disk is \(disk)")
    }

    mutating func commit(
        _ edits: [SiteEdit], by process: Int, ending draft: TextRef?
    ) throws(HomeFault) -> Committed {
        try write()
        let made: Prepared
        do throws(HistoryError) {
            made = try engine.prepare(
                edits, replica: replica, first: nextSeq, previous: previous, base: base,
                after: nextSeq == 1 ? after : nil)
        } catch {
            throw .refused(error)
        }
        try append(made)
        done.append(made.step)
        undone = []
        if let draft { texts[draft] = nil }
        return Committed(batch: made.batch, state: state(for: process))
    }

    private mutating func append(_ made: Prepared) throws(HomeFault) {
        do throws(ReplayError) {
            _ = try engine.commit(made.batch)
        } catch {
            throw .unsound("a commit failed: \(error)")
        }
        revision += 1
        nextSeq = made.batch.last + 1
        previous = made.batch.hash
    }

    mutating func undo(by process: Int) throws(HomeFault) -> Committed? {
        try turn(by: process, from: \.done, to: \.undone)
    }

    mutating func redo(by process: Int) throws(HomeFault) -> Committed? {
        try turn(by: process, from: \.undone, to: \.done)
    }

    private mutating func turn(
        by process: Int, from: WritableKeyPath<MemoryHome, [UndoStep]>,
        to: WritableKeyPath<MemoryHome, [UndoStep]>
    ) throws(HomeFault) -> Committed? {
        try write()
        guard let step = self[keyPath: from].last else { throw .refused(.nothingToUndo) }
        let made: Prepared
        do throws(HistoryError) {
            made = try engine.prepareUndo(
                of: step, replica: replica, first: nextSeq, previous: previous, base: base,
                after: nextSeq == 1 ? after : nil)
        } catch {
            self[keyPath: from].removeLast()
            return nil
        }
        if made.batch.writesWords, shared.contains(step.batch.hash) {
            self[keyPath: from].removeLast()
            return nil
        }
        try append(made)
        self[keyPath: from].removeLast()
        self[keyPath: to].append(made.step)
        return Committed(batch: made.batch, state: state(for: process))
    }

    mutating func save(
        _ value: String, of text: TextRef, base: String, by process: Int
    ) throws(HomeFault) {
        try write()
        texts[text] = value
    }

    mutating func removeDraft(of text: TextRef, by process: Int) throws(HomeFault) {
        try write()
        texts[text] = nil
    }

    mutating func apply(
        _ change: StoreChange, by process: Int
    ) throws(HomeFault) -> StoreState {
        try write()
        try checkDepth(change)
        if case .adopted(let adopted) = change { try adopt(adopted) }
        do throws(ReplayError) {
            switch change {
            case .adopted: break
            case .greeted(_, let log): note(log)
            case .pulled(let pulled):
                let new = pulled.entries.filter { $0.end > engine.cursor }
                if !new.isEmpty { _ = try engine.pull(new) }
                note(pulled.log)
            case .quarantined(let closure): try quarantine(closure)
            case .rewritten(let rewritten): try rewrite(rewritten)
            }
        } catch let error {
            throw .unsound("a pull could not be applied: \(error)")
        }
        revision += 1
        return syncState(for: process)
    }

    /// What reaches below the state that it began with needs the whole log.
    private func checkDepth(_ change: StoreChange) throws(HomeFault) {
        let entries: [LogEntry]
        switch change {
        case .pulled(let pulled): entries = pulled.entries
        case .rewritten(let new) where new.rewrite.cut >= engine.firstEnd.position:
            entries = new.rewrite.entries
        default: return
        }
        guard entries.allSatisfy({ engine.begins(beforeReachOf: $0.batch) }) else {
            throw .tooShort
        }
    }

    private mutating func note(_ log: LogState) {
        epoch = log.epoch
        seal = log.seal ?? seal
    }

    private mutating func adopt(_ adopted: Adopted) throws(HomeFault) {
        do throws(DecodingFault) {
            engine = try HistoryEngine(site: site, replicas: replicas, snapshot: adopted.state)
        } catch {
            throw .unsound("a snapshot could not be read: \(error)")
        }
        note(adopted.log)
    }

    /// As the store does it.
    private mutating func rewrite(_ rewritten: Rewritten) throws(ReplayError) {
        if rewritten.rewrite.cut < engine.firstEnd.position {
            engine = HistoryEngine(
                site: site, replicas: replicas, unread: engine.entries, pending: engine.pending)
        }
        let new = try engine.rewriting(rewritten.rewrite)
        engine = new.engine
        quarantined += new.held
        note(rewritten.log)
        if new.renewsReplica || rewritten.renewsReplica {
            renew(rewritten.rewrite.replica)
            after = new.predecessor
        }
        guard let renaming = new.renaming else { return }
        if let last = renaming.batches.last {
            nextSeq = last.last + 1
            previous = last.hash
        }
        done = done.map { rename($0, by: renaming) }
        undone = undone.map { rename($0, by: renaming) }
    }

    private mutating func rename(_ step: UndoStep, by renaming: Renaming) -> UndoStep {
        let new = renaming.renaming(step)
        if shared.contains(step.batch.hash) { shared.insert(new.batch.hash) }
        return new
    }

    var isEmpty: Bool { engine.cursor == 0 && engine.pending.isEmpty }

    /// The store was exchanged for an older state of itself, and sees it: no two stores write as one.
    mutating func wasSetBack(as random: UInt64) { wasCopied(as: random) }

    /// The store is a copy of another one.
    ///
    /// - Parameter random: Its name from now on is made of it, where it sees what it is.
    mutating func wasCopied(as random: UInt64?) {
        if let random {
            renew(replica.renewed(random))
            shared.formUnion((done + undone).map(\.batch.hash))
        }
        engine = HistoryEngine(site: site, replicas: replicas).taking(
            engine.entries, pending: engine.pending)
        revision += 1
        disk = .works
        fence = 0
        fences = [:]
        lockHolder = nil
    }

    /// Writes under another name from now on.
    private mutating func renew(_ new: ReplicaID) {
        if nextSeq > 1 { after = ChainEnd(replica: replica, seq: nextSeq - 1, link: previous) }
        replica = new
        replicas.insert(new)
        nextSeq = 1
        previous = .zero
    }

    func page(_ query: LogQuery, for process: Int) -> LogPage {
        switch query {
        case .ends(let after, let through):
            .ends(engine.ends(after: after, through: through, max: CommonRequest.endCountMax))
        case .entries(let after, let byteCountMax):
            .entries(engine.entries(after: after, byteCountMax: byteCountMax))
        }
    }

    /// Another program may have done it already: then there is nothing to take out.
    private mutating func quarantine(_ closure: [Quarantined]) throws(ReplayError) {
        let waiting = closure.filter { engine.pending.contains($0.batch) }
        let voids = Dictionary(
            uniqueKeysWithValues: waiting.map { ($0.batch.hash, $0.void) })
        _ = try engine.replacePending(engine.pending.map { voids[$0.hash] ?? $0 })
        quarantined += waiting.map(\.batch)
        let hashes = Set(waiting.map(\.batch.hash))
        done.removeAll { hashes.contains($0.batch.hash) }
        undone.removeAll { hashes.contains($0.batch.hash) }
    }

    // MARK: The right to sync

    mutating func takeLease(_ process: Int) -> Bool {
        if holdsLease(process) { return true }
        guard disk == .works, lockHolder == nil || lockHolder == process else { return false }
        fence += 1
        fences[process] = fence
        lockHolder = process
        return true
    }

    func holdsLease(_ process: Int) -> Bool { fences[process] == fence }

    mutating func releaseLease(_ process: Int) {
        fences[process] = nil
        if lockHolder == process { lockHolder = nil }
    }

    mutating func loseLockFile() { lockHolder = nil }

    // MARK: Faults

    mutating func killAfter(writes: Int, completes: Bool, _ process: Int) {}
    func isDead(_ process: Int) -> Bool { false }
    mutating func cutPower(seed: UInt64) {}
    mutating func setDisk(_ disk: DiskCondition) { self.disk = disk }
    mutating func setClock(_ milliseconds: Int64) {}
}

extension HistoryEngine {
    /// The same log and outbox under more names.
    fileprivate func taking(_ entries: [LogEntry], pending: [Batch]) -> HistoryEngine {
        var engine = self
        do throws(ReplayError) {
            _ = try engine.pull(entries)
            for batch in pending { _ = try engine.commit(batch) }
        } catch {
            preconditionFailure("a store's own log does not replay: \(error)")
        }
        return engine
    }
}
