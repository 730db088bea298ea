import SiteModel

/// Why a log or an outbox cannot be replayed; the engine is then unchanged.
package enum ReplayError: Error, Equatable, Sendable {
    /// Entries must follow the cursor without a gap.
    case gap(expected: UInt64, got: UInt64)
    /// An own batch came back with other bytes than this store's.
    case fork(replica: ReplicaID, first: UInt64)
    /// A pending batch does not follow the one before it.
    case notInChain(replica: ReplicaID, first: UInt64)
}

/// A batch that was made and not yet committed.
package struct Prepared: Sendable {
    package let batch: Batch
    /// What its undo needs.
    package let step: UndoStep
    /// The nodes that its operations change, in their order.
    package let changed: [NodeID]
    /// What could not be done, as sentences' ends.
    package let skipped: [String]
}

/// A site's document with its history: `replay(log ++ pending)`.
///
/// The log's own state is kept beside the shown one while something is pending, so that a pull applies what arrived
/// once and what is pending once; nothing else is repeated.
package struct HistoryEngine: Sendable {
    /// The log's own state, without the last `lag` entries.
    private var logged: Replay
    /// How many own batches came into the log that were shown before. They are applied on the log's own state when
    /// somebody asks for that, or never, where all that waited comes in.
    private var lag = 0
    /// The log's state at `firstEnd`, from which the entries in memory go on.
    private(set) var foundation: Replay
    /// The log's state with the pending batches on top; nil while nothing is pending.
    private var overlaid: Replay?
    /// The shown document.
    package private(set) var site: Site
    /// The log up to `cursor`.
    package private(set) var entries: [LogEntry] = []
    /// Own batches that are not in the log up to the cursor, in chain order.
    package private(set) var pending: [Batch] = []
    package private(set) var digest = LogDigest()
    /// Nodes and texts that the pending batches changed.
    private var pendingNodes: Set<NodeID> = []
    private var pendingTexts: Set<TextRef> = []
    /// The batch that `logged` holds already, though it is in no log yet.
    private var ahead: Batch?
    /// Where `logged` goes back to if that one does not come.
    private var checkpoint: Checkpoint?
    /// Whether batches are kept without media.
    private var leavesOutMedia = false
    /// The replicas this store writes, or wrote, as.
    package let replicas: Set<ReplicaID>

    package init(site id: NodeID, replicas: Set<ReplicaID>) {
        logged = Replay(site: id)
        foundation = logged
        site = Site(id: id)
        self.replicas = replicas
    }

    /// The state that is shown.
    var shown: Replay { overlaid ?? logState }

    /// A log that goes on from a state that everybody has seen (`snapshot(at:)`): `entries` begin behind it.
    ///
    /// - Parameter isOurs: The bytes are known, by a check of their own, to be what this program wrote: they are not
    ///   written again to see whether they are canonical.
    /// - Throws: ``DecodingFault`` for bytes that are no canonical snapshot of this site.
    package init(
        site id: NodeID, replicas: Set<ReplicaID>, snapshot: [UInt8], isOurs: Bool = false
    ) throws(DecodingFault) {
        let snapshot = try ReplaySnapshot(bytes: snapshot, site: id, isOurs: isOurs)
        self.init(foundation: snapshot.replay, end: snapshot.end, replicas: replicas)
    }

    /// - Parameter isShown: Whether the document is to be shown; one that only judges need not be.
    init(foundation: Replay, end: LogEnd, replicas: Set<ReplicaID>, isShown: Bool = true) {
        logged = foundation
        self.foundation = foundation
        firstEnd = end
        digest = end.digest
        site = isShown ? foundation.shownSite() : Site(id: foundation.site)
        self.replicas = replicas
    }

    /// What a store has of a log whose beginning is missing: nothing of it is applied, and only `rewriting` from the
    /// beginning on makes something of it.
    package init(
        site id: NodeID, replicas: Set<ReplicaID>, unread entries: [LogEntry], pending: [Batch]
    ) {
        self.init(site: id, replicas: replicas)
        self.entries = entries
        self.pending = pending
    }

    /// The log's own state.
    var logState: Replay {
        if lag == 0, ahead == nil { return logged }
        var engine = self
        engine.catchUp()
        return engine.logged
    }

    /// Makes `logged` the log's own state; the shown document has it all already.
    private mutating func catchUp() {
        takeBackAhead()
        guard lag > 0 else { return }
        for entry in entries.suffix(lag) { logged.apply(entry.batch, start: entry.start) }
        lag = 0
        _ = logged.settleTexts()
        _ = logged.takeDirty()
    }

    /// The number of operations in the log so far: the sseq of the last.
    package var cursor: UInt64 { entries.last?.end ?? firstEnd.position }

    /// Where the log in memory begins.
    package private(set) var firstEnd = LogEnd.origin

    /// An engine with nothing behind `firstEnd`, that also writes as a further replica.
    func fresh(with replica: ReplicaID) -> HistoryEngine {
        HistoryEngine(
            foundation: foundation, end: firstEnd, replicas: replicas.union([replica]))
    }

    /// Open conflicts of living nodes, sorted by id.
    package var conflicts: [Conflict] { shown.openConflicts(in: site) }

    /// Standing deletions, sorted by node.
    package var trash: [TrashEntry] { shown.trash() }

    /// Where a contested value, a placement or a text came from: the last operation that wrote a field.
    package func author(of field: FieldName, on node: NodeID) -> OperationID? {
        shown.nodes[node]?.registers[field]?.live.last?.operation
    }

    // MARK: Media

    /// Lets go of the bytes of media, which a store keeps apart; those of batches that come later, too.
    ///
    /// - Complexity: O(blobs), and once O(operations in memory).
    package mutating func leaveOutMedia() {
        logged.leaveOutMedia()
        foundation.leaveOutMedia()
        overlaid?.leaveOutMedia()
        guard !leavesOutMedia else { return }
        leavesOutMedia = true
        entries = entries.map { $0.leavingOutMedia() }
        pending = pending.map { $0.leavingOutMedia() }
    }

    /// Takes the bytes of media that are left out of the state the log in memory begins with.
    package mutating func completeFoundation(
        _ bytes: (Digest) throws -> [UInt8]?
    ) rethrows {
        try foundation.takeMedia(bytes)
        try logged.takeMedia(bytes)
    }

    // MARK: Taking batches

    /// Appends what the server's log holds after the cursor.
    ///
    /// - Parameter arrived: Whole batches, without a gap, from `cursor + 1` on.
    /// - Returns: What that changed in the shown document.
    /// - Throws: ``ReplayError``; nothing is then changed.
    package mutating func pull(_ arrived: [LogEntry]) throws(ReplayError) -> SitePatch {
        let settled = try settledCount(by: arrived)
        takeBackAhead()
        if settled == arrived.count, overlaid != nil, !pending[..<settled].contains(where: \.isVoid)
        {
            settle(arrived)
            return SitePatch(nodes: [], texts: [])
        }
        catchUp()
        let oldCursor = cursor
        let oldPending = pending
        pending.removeFirst(settled)
        overlaid = nil
        for entry in arrived { append(entry) }
        return showPending(addingTo: pendingNodes, texts: pendingTexts) { [logged] id in
            if let position = logged.index.position(of: id), position <= oldCursor { return true }
            return oldPending.contains {
                $0.replica == id.replica && $0.first <= id.seq && id.seq <= $0.last
            }
        }
    }

    /// What waits first came into the log, and nothing else: the document is shown as it was.
    private mutating func settle(_ arrived: [LogEntry]) {
        pending.removeFirst(arrived.count)
        let waiting = Set(pending.lazy.map(\.replica))
        for entry in arrived {
            overlaid?.settle(entry.batch, start: entry.start, waiting: waiting)
            note(entry)
        }
        lag += arrived.count
        guard pending.isEmpty, let shown = overlaid else { return }
        logged = shown
        lag = 0
        overlaid = nil
        pendingNodes = []
        pendingTexts = []
    }

    /// Appends what comes next to the log, and leaves the shown document as it was: `refresh` brings it up to date.
    package mutating func append(_ entry: LogEntry) {
        if ahead == entry.batch {
            logged.settle(entry.batch, start: entry.start, waiting: [])
            ahead = nil
        } else {
            catchUp()
            logged.apply(entry.batch, start: entry.start)
        }
        note(entry)
    }

    private mutating func note(_ entry: LogEntry) {
        entries.append(leavesOutMedia ? entry.leavingOutMedia() : entry)
        digest.append(entry.batch.hash)
    }

    /// Shows what was appended.
    package mutating func refresh() {
        catchUp()
        checkpoint = nil
        overlaid = nil
        show(applyPending(addingTo: pendingNodes, texts: pendingTexts).nodes)
    }

    // MARK: Judging

    /// Applies what may come next to the log on the log's own state, in place: a copy for each would share with it what
    /// the batch changes, and copying that is most of the work. If it comes, `append` takes it as done.
    ///
    /// - Returns: Why an operation has no effect, if one has none; nothing of the batch is then applied.
    mutating func applyAhead(_ batch: Batch) -> NoEffect? {
        catchUp()
        if checkpoint == nil { checkpoint = Checkpoint(replay: logged, end: cursor) }
        ahead = batch
        let fault = logged.apply(batch, start: nil)
        if fault != nil { takeBackAhead() }
        return fault
    }

    /// Makes undone what was applied ahead and did not come.
    ///
    /// - Complexity: O(entries since the checkpoint).
    private mutating func takeBackAhead() {
        guard ahead != nil, let checkpoint else { return }
        ahead = nil
        logged = checkpoint.replay
        self.checkpoint = nil
        let behind = entries.lastIndex { $0.end <= checkpoint.end }.map { $0 + 1 } ?? 0
        for entry in entries[behind...] { logged.apply(entry.batch, start: entry.start) }
    }

    /// The log's own state as it was at a position.
    private struct Checkpoint: Sendable {
        let replay: Replay
        let end: UInt64
    }

    /// How many pending batches the entries settle, after checking that they follow the log.
    ///
    /// An own batch that does not wait here is taken like anybody's: this store wrote it before it was copied or set back
    /// (what writes now bears another name).
    private func settledCount(by arrived: [LogEntry]) throws(ReplayError) -> Int {
        var expected = cursor + 1
        var settled = 0
        for entry in arrived {
            guard entry.start == expected else { throw .gap(expected: expected, got: entry.start) }
            expected = entry.end + 1
            guard replicas.contains(entry.batch.replica),
                let rival = pending[settled...].firstIndex(where: {
                    $0.replica == entry.batch.replica && $0.first <= entry.batch.last
                })
            else { continue }
            guard rival == settled, pending[rival].isSettled(by: entry.batch) else {
                throw .fork(replica: entry.batch.replica, first: entry.batch.first)
            }
            settled += 1
        }
        return settled
    }

    /// Appends an own batch.
    ///
    /// - Returns: What that changed in the document.
    package mutating func commit(_ batch: Batch) throws(ReplayError) -> SitePatch {
        let places = TextPlaces(batch)
        let before = texts(of: places.texts)
        let hasSeenAll = shown.hasSeenAll(batch)
        let (nodes, texts) = try append(batch)
        return SitePatch(
            nodes: nodes,
            texts: texts.sorted().compactMap { ref in
                patch(
                    of: ref, by: batch, at: places[ref], before: before[ref],
                    hasSeenAll: hasSeenAll)
            })
    }

    /// Appends an own batch where nobody is told what it changes in texts: telling takes longer than appending.
    ///
    /// - Returns: The nodes and the texts that changed.
    @discardableResult
    package mutating func append(
        _ batch: Batch
    ) throws(ReplayError) -> (nodes: Set<NodeID>, texts: Set<TextRef>) {
        if let last = pending.last, last.replica == batch.replica, batch.first != last.last + 1 {
            throw .notInChain(replica: batch.replica, first: batch.first)
        }
        var replay = shown
        overlaid = nil
        replay.apply(batch, start: nil)
        let texts = replay.settleTexts()
        let nodes = replay.takeDirty()
        replay.refresh(nodes, in: &site)
        site.blobs = replay.blobs
        pending.append(leavesOutMedia ? batch.leavingOutMedia() : batch)
        pendingNodes.formUnion(nodes)
        pendingTexts.formUnion(texts)
        overlaid = replay
        return (nodes, texts)
    }

    /// What texts of living nodes say as shown, nothing where nobody wrote them yet; copying these alone spares the
    /// whole document a copy.
    private func texts(of refs: Set<TextRef>) -> [TextRef: String] {
        var found: [TextRef: String] = [:]
        for ref in refs { found[ref] = site.nodes[ref.node].map { $0.texts[ref.key] ?? "" } }
        return found
    }

    /// What a text of a living node says now, if its scalars are not those of before.
    private func changedText(_ ref: TextRef, from old: String) -> String? {
        guard let node = site.nodes[ref.node] else { return nil }
        let new = node.texts[ref.key] ?? ""
        return old.utf8.elementsEqual(new.utf8) ? nil : new
    }

    /// The edits that a batch made to one text. Where its author had not seen everything, its positions are of another
    /// text than the one that was shown.
    ///
    /// - Parameter offsets: Where its operations on the text stand in it.
    private func patch(
        of ref: TextRef, by batch: Batch, at offsets: [Int], before: String?, hasSeenAll: Bool
    ) -> TextPatch? {
        guard let old = before, let new = changedText(ref, from: old) else { return nil }
        let edits = hasSeenAll ? composed(batch, at: offsets, old) : merged(batch, into: ref, old)
        return TextPatch(text: ref, edits: edits ?? TextDifference.edits(from: old, to: new))
    }

    private func composed(_ batch: Batch, at offsets: [Int], _ old: String) -> [TextEdit]? {
        var changes = TextComposer(count: old.unicodeScalars.count)
        let operations = batch.operations
        for offset in offsets { changes.apply(operations[offset]) }
        return changes.edits
    }

    private func merged(_ batch: Batch, into ref: TextRef, _ old: String) -> [TextEdit]? {
        shown.edits(of: ref, from: old) { id in
            id.replica != batch.replica || id.seq < batch.first || id.seq > batch.last
        }
    }

    /// Makes exactly these batches the pending ones: what was refused or dropped leaves the shown document.
    package mutating func replacePending(_ batches: [Batch]) throws(ReplayError) -> SitePatch {
        catchUp()
        let old = pending
        pending = leavesOutMedia ? batches.map { $0.leavingOutMedia() } : batches
        overlaid = nil
        return showPending(addingTo: pendingNodes, texts: pendingTexts) { [logged] id in
            logged.index.position(of: id) != nil
                || old.contains {
                    $0.replica == id.replica && $0.first <= id.seq && id.seq <= $0.last
                }
        }
    }

    /// Applies the pending batches on the log's state.
    ///
    /// - Returns: The given nodes and texts, and those that changed.
    private mutating func applyPending(
        addingTo nodes: Set<NodeID>, texts: Set<TextRef>
    ) -> (nodes: Set<NodeID>, texts: Set<TextRef>) {
        var changedTexts = texts.union(logged.settleTexts())
        var changed = nodes.union(logged.takeDirty())
        pendingNodes = []
        pendingTexts = []
        if !pending.isEmpty {
            var replay = logged
            for batch in pending { replay.apply(batch, start: nil) }
            pendingTexts = replay.settleTexts()
            pendingNodes = replay.takeDirty()
            changed.formUnion(pendingNodes)
            changedTexts.formUnion(pendingTexts)
            overlaid = replay
        }
        return (changed, changedTexts)
    }

    private mutating func show(_ nodes: Set<NodeID>) {
        let now = shown
        now.refresh(nodes, in: &site)
        site.blobs = now.blobs
    }

    /// Applies the pending batches on the log's state and brings the shown document up to date.
    private mutating func showPending(
        addingTo nodes: Set<NodeID>, texts: Set<TextRef>, wasKnown: (OperationID) -> Bool
    ) -> SitePatch {
        let (changed, changedTexts) = applyPending(addingTo: nodes, texts: texts)
        let before = self.texts(of: changedTexts)
        show(changed)
        let now = shown
        let patches = changedTexts.sorted().compactMap { ref -> TextPatch? in
            guard let old = before[ref], let new = changedText(ref, from: old) else { return nil }
            let edits = now.edits(of: ref, from: old, wasKnown)
            return TextPatch(text: ref, edits: edits ?? TextDifference.edits(from: old, to: new))
        }
        return SitePatch(nodes: changed, texts: patches)
    }

    // MARK: Making batches

    /// Turns edits into one batch at the present state.
    ///
    /// - Parameters:
    ///   - first: The next sequence number of the replica.
    ///   - previous: The hash of the last batch of its chain.
    ///   - base: The applied cursor.
    ///   - after: The chain that the replica continues, for its first batch.
    package func prepare(
        _ edits: [SiteEdit], replica: ReplicaID, first: UInt64, previous: Digest, base: LogPosition,
        after: ChainEnd? = nil
    ) throws(HistoryError) -> Prepared {
        var transaction = Transaction(
            replay: shown, site: site, replicas: replicas.union([replica]), replica: replica,
            first: first,
            base: base.count, after: after)
        for edit in edits { try transaction.apply(edit) }
        guard !transaction.operations.isEmpty else { throw .nothingToChange }
        return prepared(
            transaction, replica: replica, first: first, previous: previous, base: base,
            after: after)
    }

    /// An empty transaction at the present state.
    func transaction(
        as replica: ReplicaID, first: UInt64, base: LogPosition, after: ChainEnd?
    ) -> Transaction {
        Transaction(
            replay: shown, site: site, replicas: replicas.union([replica]), replica: replica,
            first: first, base: base.count, after: after)
    }

    /// The inverse of an own batch as a new one.
    ///
    /// - Throws: ``HistoryError/nothingToUndo`` when nothing of it can be undone.
    package func prepareUndo(
        of step: UndoStep, replica: ReplicaID, first: UInt64, previous: Digest, base: LogPosition,
        after: ChainEnd? = nil
    ) throws(HistoryError) -> Prepared {
        var transaction = Transaction(
            replay: shown, site: site, replicas: replicas.union([replica]), replica: replica,
            first: first,
            base: base.count, after: after)
        transaction.undo(step)
        guard !transaction.operations.isEmpty else { throw .nothingToUndo }
        return prepared(
            transaction, replica: replica, first: first, previous: previous, base: base,
            after: after)
    }

    func prepared(
        _ transaction: Transaction, replica: ReplicaID, first: UInt64, previous: Digest,
        base: LogPosition, after: ChainEnd?
    ) -> Prepared {
        let batch = Batch(
            replica: replica, first: first, base: base, previous: previous,
            whole: transaction.whole.sorted(), after: after,
            body: .operations(transaction.operations))
        return Prepared(
            batch: batch,
            step: UndoStep(
                batch: batch, origins: transaction.origins, reopened: transaction.reopened,
                classOrders: transaction.classOrders),
            changed: transaction.changed, skipped: transaction.skipped)
    }
}
