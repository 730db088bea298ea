import SiteModel

/// Taking back what another device's batch brought into an automatic merge (design §4, Undo).
extension HistoryEngine {
    /// How long an automatic merge can be undone, in days of server time.
    package static let mergeUndoDays: Int64 = 30

    /// A batch whose part in a merge is to be taken back.
    private struct Part {
        let entry: LogEntry
        var subjects: Set<MergeSubject>
        /// The server's time at which the later of both came into the log; nil while that one is pending.
        var time: Int64?

        var id: OperationID { entry.batch.id(ofOperationAt: 0) }
    }

    /// The batches, by their first operations, that `prepareUndo(ofMerge:…)` takes back.
    ///
    /// - Throws: As that does, where there is none.
    package func batchesTakenBack(ofMerge id: OperationID) throws(HistoryError) -> [OperationID] {
        try parts(of: id).map(\.id)
    }

    /// The inverse of what another device's batch changed in the fields in which it was merged with others.
    ///
    /// - Parameter id: The first operation of that batch; or of an own one: then what every other device's batch
    ///   changed in a field in which it was merged with this.
    /// - Parameter taken: Batches that were taken back already: a deleted word that stands again would stand twice.
    /// - Throws: ``HistoryError/unknownBatch(_:)``, ``HistoryError/notMerged(_:)``,
    ///   ``HistoryError/mergeTooOld(_:)``, ``HistoryError/nothingLeft(_:)``.
    package func prepareUndo(
        ofMerge id: OperationID, replica: ReplicaID, first: UInt64, previous: Digest,
        base: LogPosition, after: ChainEnd? = nil, except taken: Set<OperationID> = []
    ) throws(HistoryError) -> Prepared {
        let parts = try parts(of: id).filter { !taken.contains($0.id) }
        guard !parts.isEmpty else { throw .nothingLeft(["it was taken back already"]) }
        var transaction = Transaction(
            replay: shown, site: site,
            replicas: replicas.union([replica]).union(parts.map(\.entry.batch.replica)),
            replica: replica, first: first, base: base.count, after: after)
        for part in parts {
            let step = UndoStep(
                batch: part.entry.batch, origins: origins(of: part.entry), reopened: [])
            transaction.undo(step, merged: part.subjects)
        }
        guard !transaction.operations.isEmpty else { throw .nothingLeft(transaction.skipped) }
        return prepared(
            transaction, replica: replica, first: first, previous: previous, base: base,
            after: after)
    }

    /// What is to be taken back, the newest first.
    private func parts(of id: OperationID) throws(HistoryError) -> [Part] {
        guard let named = stored(id) else { throw .unknownBatch(id) }
        let isOwn = replicas.contains(id.replica)
        var parts: [UInt64: Part] = [:]
        for other in partners(of: named) {
            let taken = isOwn ? other.entry : named.entry
            guard let taken, !replicas.contains(taken.batch.replica) else { continue }
            var part = parts[taken.start] ?? Part(entry: taken, subjects: [], time: nil)
            part.subjects.formUnion(other.subjects)
            if let one = named.entry, let two = other.entry {
                part.time = max(part.time ?? .min, one.end > two.end ? one.time : two.time)
            }
            parts[taken.start] = part
        }
        guard !parts.isEmpty else { throw .notMerged(id) }
        let now = entries.map(\.time).max() ?? 0
        let young = parts.values.filter { part in
            part.time.map { now - $0 <= HistoryEngine.mergeUndoDays * 86_400_000 } ?? true
        }
        guard !young.isEmpty else { throw .mergeTooOld(id) }
        return young.sorted { $0.entry.start > $1.entry.start }
    }

    /// Every batch of another replica that shares a subject with the named one, neither having seen the other.
    private func partners(of named: (batch: Batch, entry: LogEntry?)) -> [(
        entry: LogEntry?, subjects: Set<MergeSubject>
    )] {
        let wanted = named.batch.mergeSubjects
        let wholes = Set(named.batch.whole)
        let all = entries.map { ($0.batch, Optional($0)) } + pending.map { ($0, LogEntry?.none) }
        return all.compactMap { other, entry in
            guard other.replica != named.batch.replica,
                !HistoryEngine.hasSeen(named.batch, entry),
                !HistoryEngine.hasSeen(other, named.entry)
            else { return nil }
            let shared = other.mergeSubjects.intersection(wanted)
            if shared.isEmpty { return nil }
            let both = wholes.intersection(other.whole)
            let joined = shared.filter { !$0.isWhole(among: both) }
            return joined.isEmpty ? nil : (entry, joined)
        }
    }

    private static func hasSeen(_ batch: Batch, _ entry: LogEntry?) -> Bool {
        entry.map { $0.end <= batch.base.count } ?? false
    }

    /// Where the nodes that a batch moved stood before it, in the log's order.
    private func origins(of entry: LogEntry) -> [UndoStep.Origin] {
        let moved = entry.batch.operations.compactMap { operation -> NodeID? in
            if case .move(let node, _, _) = operation { return node }
            return nil
        }
        guard !moved.isEmpty else { return [] }
        var before = HistoryEngine(foundation: foundation, end: firstEnd, replicas: [])
        do {
            _ = try before.pull(Array(entries.prefix { $0.start < entry.start }))
        } catch {
            preconditionFailure("a part of a good log that is no log: \(error)")
        }
        return Set(moved).sorted().compactMap { node in
            guard let parent = before.site[node]?.parent,
                let children = before.site[parent]?.children,
                let index = children.firstIndex(of: node)
            else { return nil }
            return UndoStep.Origin(
                node: node, parent: parent, left: index > 0 ? children[index - 1] : nil,
                right: index + 1 < children.count ? children[index + 1] : nil)
        }
    }
}

extension Transaction {
    /// Undoes what a batch changed in some texts and orders, as far as that still stands.
    mutating func undo(_ step: UndoStep, merged subjects: Set<MergeSubject>) {
        var wanted: Set<OperationID> = []
        for (offset, operation) in step.batch.operations.enumerated() {
            let id = step.batch.id(ofOperationAt: offset)
            guard let subject = MergeSubject(operation), subjects.contains(subject) else {
                continue
            }
            if let reason = reasonToKeep(operation, id: id) {
                skipped.append(reason)
            } else {
                wanted.insert(id)
            }
        }
        undo(step) { wanted.contains($0) }
    }

    /// Why a placement is not taken back.
    private func reasonToKeep(_ operation: Operation, id: OperationID) -> String? {
        switch operation {
        case .create(let creation): return reasonToKeep(creation.node, madeBy: id.replica)
        case .move(let node, _, _), .restore(let node, _, _):
            guard let shown = site.nodes[node] else { return "what was placed is in the trash" }
            return shown.placed == id ? nil : "what was placed was moved again"
        default: return nil
        }
    }

    /// Why a node that another device made is not deleted: it is, or somebody else worked on it.
    private func reasonToKeep(_ node: NodeID, madeBy maker: ReplicaID) -> String? {
        guard site.nodes[node] != nil else { return "what was made is in the trash" }
        let isShared = site.subtree(of: node).contains { inside in
            replay.nodes[inside.id]?.touches.replicas.contains { $0 != maker } ?? false
        }
        return isShared ? "somebody else worked on what was made" : nil
    }
}
