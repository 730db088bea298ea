import SiteModel

/// Concurrent changes of one text, or of one parent's order, that replay combined without a conflict.
package struct AutomaticMerge: Hashable, Sendable {
    /// The first operation of the batch that it was combined with.
    package let other: OperationID
    /// The text's node, or the parent whose children were arranged.
    package let node: NodeID
    /// Which of the node's texts; nil for the order of its children.
    package let text: TextKey?
}

/// What two batches may combine: one text, or the order of one parent's children.
enum MergeSubject: Hashable {
    case text(TextRef)
    case order(NodeID)

    /// What an operation changes of this kind.
    init?(_ operation: Operation) {
        switch operation {
        case .insert(let ref, _, _), .remove(let ref, _, _), .cancel(let ref, _): self = .text(ref)
        case .create(let creation): self = .order(creation.place.parent)
        case .move(_, let place, _), .restore(_, let place, _): self = .order(place.parent)
        default: return nil
        }
    }

    var node: NodeID {
        switch self {
        case .text(let ref): ref.node
        case .order(let parent): parent
        }
    }

    var text: TextKey? { if case .text(let ref) = self { ref.key } else { nil } }

    /// Two texts replaced whole are a conflict, not a merge.
    ///
    /// - Parameter wholes: The texts that a batch replaced whole.
    func isWhole(among wholes: Set<TextRef>) -> Bool {
        if case .text(let ref) = self { wholes.contains(ref) } else { false }
    }
}

extension Batch {
    /// What it changes that may be combined with others' changes.
    var mergeSubjects: Set<MergeSubject> { Set(operations.compactMap(MergeSubject.init)) }
}

extension HistoryEngine {
    /// The newest batch of a replica that changed a subject.
    private struct Writer {
        let first: OperationID
        /// The sseq of its last operation; nil while it is pending.
        let end: UInt64?
        let isWhole: Bool
    }

    /// What each batch was combined with, by the batch's first operation.
    ///
    /// Of several batches of one replica that a batch had not seen, the newest is named.
    /// - Complexity: O(operations · replicas).
    package var automaticMerges: [OperationID: [AutomaticMerge]] {
        var writers: [MergeSubject: [ReplicaID: Writer]] = [:]
        var found: [OperationID: [AutomaticMerge]] = [:]
        let all =
            entries.map { ($0.batch, Optional($0.end)) } + pending.map { ($0, UInt64?.none) }
        for (batch, end) in all {
            let id = batch.id(ofOperationAt: 0)
            let wholes = Set(batch.whole)
            for subject in batch.mergeSubjects {
                let isWhole = subject.isWhole(among: wholes)
                for (replica, writer) in writers[subject] ?? [:] where replica != batch.replica {
                    let isSeen = writer.end.map { $0 <= batch.base.count } ?? false
                    if isSeen || (isWhole && writer.isWhole) { continue }
                    found[id, default: []].append(
                        AutomaticMerge(
                            other: writer.first, node: subject.node, text: subject.text))
                }
                writers[subject, default: [:]][batch.replica] = Writer(
                    first: id, end: end, isWhole: isWhole)
            }
        }
        return found.mapValues {
            $0.sorted { a, b in
                if a.node != b.node { return a.node < b.node }
                return a.other != b.other
                    ? a.other < b.other
                    : (a.text ?? TextKey("", "")) < (b.text ?? TextKey("", ""))
            }
        }
    }

    /// A merged text as the later batch's author left it, and as it was once both changes were in it; nil for an
    /// order, or where the batch is not known.
    ///
    /// - Parameter batch: The first operation of the batch that lists the merge.
    /// - Complexity: The text's whole history is walked twice.
    package func texts(of merge: AutomaticMerge, in batch: OperationID) -> (
        before: String, after: String
    )? {
        guard let key = merge.text, let later = stored(batch) else { return nil }
        let (replay, ref) = (shown, TextRef(merge.node, key))
        let author = Author(
            id: OperationID(replica: later.batch.replica, seq: later.batch.last + 1),
            base: later.batch.base.count)
        let end = later.entry?.end ?? .max
        guard let before = replay.text(ref, when: { replay.index.isSeen($0, by: author) }),
            let after = replay.text(
                ref,
                when: { id in
                    if let position = replay.index.position(of: id) { return position <= end }
                    return later.entry == nil && id.replica == author.id.replica
                        && id.seq < author.id.seq
                })
        else { return nil }
        return (before, after)
    }

    /// A batch of the log or of the outbox by its first operation.
    func stored(_ id: OperationID) -> (batch: Batch, entry: LogEntry?)? {
        if let entry = entries.last(where: {
            $0.batch.replica == id.replica && $0.batch.first == id.seq
        }) {
            return (entry.batch, entry)
        }
        return pending.last { $0.replica == id.replica && $0.first == id.seq }.map { ($0, nil) }
    }
}

extension Replay {
    /// What a text says when only some operations, with all that they had seen, are known.
    func text(_ ref: TextRef, when isKnown: (OperationID) -> Bool) -> String? {
        texts[ref]?.text(isKnown)
    }
}
