import SiteModel

/// Why a log cannot be cut at a position.
package enum SnapshotFault: Error, Equatable, Sendable {
    /// No batch ends there, or not in what is in memory.
    case notAnEnd(UInt64)
    /// A newer program's operation froze nodes at or below it: what came behind must be replayed once it is known.
    case frozen
    /// The state could not be read back; a fault of this program.
    case unreadable(DecodingFault)
}

/// Compaction (design §4, State; §5): what everybody has seen is kept as a state, and its operations are not.
///
/// What an engine that begins at a position s cannot answer: `automaticMerges` of batches at or below s; `fault(in:)` and
/// V(o) for a base below s; the history of a text before s, so that an undo of what stands there takes back nothing of it.
/// It may be pulled or committed only what is based at or above s, and no `cancel` of a delete at or below s.
extension HistoryEngine {
    /// The log's state at a position, for `init(site:replicas:snapshot:)`: the same bytes on every device that leaves no
    /// media out. One that does names it there, and reads it as its own only.
    ///
    /// - Parameter position: At or below `stable`: every later batch is based there or above. From `firstEnd` to the
    ///   cursor.
    /// - Complexity: O(site), and the entries up to there where it is not the cursor.
    package func snapshot(at position: UInt64) throws(SnapshotFault) -> [UInt8] {
        var end = firstEnd
        var replay = foundation
        for entry in entries where entry.end <= position {
            end = end.adding(entry)
            if position < cursor { replay.apply(entry.batch, start: entry.start) }
        }
        guard end.position == position else { throw .notAnEnd(position) }
        if position == cursor { replay = logState }
        _ = replay.settleTexts()
        guard let bytes = replay.snapshotBytes(at: end) else { throw .frozen }
        return bytes
    }

    /// Forgets the operations up to a position; what is shown stays.
    ///
    /// - Parameter position: As for `snapshot(at:)`.
    /// - Returns: The snapshot that stands for them.
    /// - Throws: ``SnapshotFault``; nothing is then changed.
    @discardableResult
    package mutating func compact(to position: UInt64) throws(SnapshotFault) -> [UInt8] {
        let bytes = try snapshot(at: position)
        var rest = self
        do {
            rest = try HistoryEngine(
                site: site.id, replicas: replicas, snapshot: bytes, isOurs: lacksMedia)
        } catch {
            throw .unreadable(error)
        }
        do {
            _ = try rest.pull(entries.filter { $0.start > position })
            _ = try rest.replacePending(pending)
        } catch {
            preconditionFailure("entries that followed one another do not: \(error)")
        }
        self = rest
        return bytes
    }
}
