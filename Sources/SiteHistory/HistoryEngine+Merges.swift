import SiteModel

/// Concurrent changes of one text, or of one parent's order, that replay combined without a conflict.
package struct AutomaticMerge: Hashable, Sendable {
    /// The first operation of the batch that it was combined with.
    package let other: OperationID
    /// The text's node, or the parent whose children were arranged.
    package let node: NodeID
}

extension HistoryEngine {
    private enum Subject: Hashable {
        case text(TextRef)
        case order(NodeID)

        var node: NodeID {
            switch self {
            case .text(let ref): ref.node
            case .order(let parent): parent
            }
        }
    }

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
        var writers: [Subject: [ReplicaID: Writer]] = [:]
        var found: [OperationID: [AutomaticMerge]] = [:]
        let all =
            entries.map { ($0.batch, Optional($0.end)) } + pending.map { ($0, UInt64?.none) }
        for (batch, end) in all {
            let id = batch.id(ofOperationAt: 0)
            for subject in HistoryEngine.subjects(of: batch) {
                let isWhole =
                    if case .text(let ref) = subject { batch.whole.contains(ref) } else { false }
                for (replica, writer) in writers[subject] ?? [:] where replica != batch.replica {
                    let isSeen = writer.end.map { $0 <= batch.base.count } ?? false
                    // Two texts replaced whole are a conflict, not a merge.
                    if isSeen || (isWhole && writer.isWhole) { continue }
                    found[id, default: []].append(
                        AutomaticMerge(other: writer.first, node: subject.node))
                }
                writers[subject, default: [:]][batch.replica] = Writer(
                    first: id, end: end, isWhole: isWhole)
            }
        }
        return found.mapValues { $0.sorted { ($0.node, $0.other) < ($1.node, $1.other) } }
    }

    private static func subjects(of batch: Batch) -> Set<Subject> {
        Set(
            batch.operations.compactMap { operation in
                switch operation {
                case .insert(let ref, _, _), .remove(let ref, _, _), .cancel(let ref, _):
                    .text(ref)
                case .create(let creation): .order(creation.place.parent)
                case .move(_, let place, _), .restore(_, let place, _): .order(place.parent)
                default: nil
                }
            })
    }
}
