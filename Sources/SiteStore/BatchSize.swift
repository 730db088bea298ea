import SiteHistory
import SiteModel

/// How large a batch may be: what is larger could never be sent, so it is never committed.
enum BatchSize {
    /// Canonical bytes. The wire's limit is the same.
    static let byteCountMax = 64 << 20
    private static let partOperationsMax = 100_000
    private static let partBytesMax = 16 << 20

    static func check(_ batch: Batch) throws {
        guard batch.count <= UInt64(Batch.operationCountMax) else {
            throw HistoryError.tooLarge(limit: Batch.operationCountMax)
        }
        guard batch.byteCount <= byteCountMax else {
            throw HistoryError.tooLarge(limit: byteCountMax)
        }
    }

    /// Edits in groups that fit a batch each, in order; a single large edit stands alone.
    static func parts(of edits: [SiteEdit]) -> [[SiteEdit]] {
        var parts: [[SiteEdit]] = []
        var operations = 0
        var bytes = 0
        for edit in edits {
            let weight = weight(of: edit)
            operations += weight.operations
            bytes += weight.bytes
            if parts.isEmpty || operations > partOperationsMax || bytes > partBytesMax {
                parts.append([])
                (operations, bytes) = weight
            }
            parts[parts.count - 1].append(edit)
        }
        return parts
    }

    private static func weight(of edit: SiteEdit) -> (operations: Int, bytes: Int) {
        switch edit {
        case .blob(let bytes): (1, bytes.count)
        case .insert(let draft, _, _): (draft.nodeCount, draft.nodeCount * 200)
        default: (1, 200)
        }
    }
}
