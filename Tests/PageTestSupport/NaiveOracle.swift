import SiteHistory
import SiteModel

/// What the author of an operation had seen, V(o): the log up to `base`, and its own chain before `seq`.
struct Version: Sendable {
    let base: LogPosition
    let replica: ReplicaID
    let seq: UInt64
}

/// The slowest obviously right implementation of `replay`: the design's section 4, rule by rule.
///
/// A value: a copy of the log's state with pending batches appended is the shown document.
package struct NaiveOracle: Sendable {
    /// Limits are merge rules: the root's depth is 0.
    static let depthMax = 512

    package let root: NodeID
    /// Operations in replay order, and where they stand in it.
    private(set) var operations: [(id: OperationID, operation: Operation)] = []
    private(set) var ranks: [OperationID: Int] = [:]
    /// sseq of the operations that are in the log; pending ones have none.
    private var positions: [OperationID: UInt64] = [:]
    private(set) var versions: [OperationID: Version] = [:]
    /// The chain that a replica's first batch goes on with.
    private var continued: [ReplicaID: OperationID] = [:]
    private var lineages: [Lineage] = []

    var nodes: [NodeID: OracleNode]
    /// The order of all slots ever made in a parent's list, by placing operation.
    var slots: [NodeID: FugueTree<OperationID>] = [:]
    var texts: [TextRef: OracleText] = [:]
    var wholes: [TextRef: [OracleWhole]] = [:]
    var blobs: [Digest: [UInt8]] = [:]
    var deletes: [OracleDelete] = []
    var purges: [OraclePurge] = []
    /// Which operations touched a node, in replay order.
    var touches: [NodeID: [OperationID]] = [:]
    /// Skipped and replaced placements, in replay order.
    var moveRows: [Conflict] = []
    var resolutions: [OracleResolution] = []
    /// Rows that came as operations; of one id the last stands.
    var notedRows: [Conflict] = []
    private var frozen: Set<NodeID> = []
    private var isFrozen = false

    package init(site: NodeID) {
        root = site
        nodes = [
            site: OracleNode(id: site, content: NodeContent(kind: .site), order: 0, created: nil)
        ]
    }

    /// The document, its open conflicts (sorted by id) and its trash (sorted by node) after a log and own batches.
    package static func replay(
        site: NodeID, log: [LogEntry], pending: [Batch]
    ) -> (site: Site, conflicts: [Conflict], trash: [TrashEntry]) {
        var oracle = NaiveOracle(site: site)
        log.forEach { oracle.append($0) }
        pending.forEach { oracle.append(pending: $0) }
        return (oracle.site, oracle.conflicts, oracle.trash)
    }

    /// Replays the log's next batch.
    package mutating func append(_ entry: LogEntry) { append(entry.batch, start: entry.start) }

    /// Replays an own batch that is not in the log yet.
    package mutating func append(pending batch: Batch) { append(batch, start: nil) }

    private mutating func append(_ batch: Batch, start: UInt64?) {
        if let after = batch.after { continued[batch.replica] = after.operation }
        for (index, operation) in batch.operations.enumerated() {
            let id = batch.id(ofOperationAt: index)
            if let start { positions[id] = start + UInt64(index) }
            append(operation, id: id, base: batch.base)
        }
        noteWholes(of: batch)
    }

    /// Replays one operation.
    mutating func append(_ operation: Operation, id: OperationID, base: LogPosition) {
        let version = Version(base: base, replica: id.replica, seq: id.seq)
        ranks[id] = operations.count
        operations.append((id, operation))
        versions[id] = version
        apply(operation, id, version)
    }

    /// Whether an author who had seen `version` had seen the operation.
    func saw(_ version: Version, _ id: OperationID) -> Bool {
        if id.replica == version.replica && id.seq < version.seq { return true }
        if isContinued(id, by: version.replica) { return true }
        guard let position = positions[id] else { return false }
        guard
            let lineage = lineages.last(where: { lineage in
                lineage.epochs.contains { $0 == version.base.epoch }
            }), version.base.count > lineage.cut
        else { return position <= version.base.count }
        if position <= lineage.cut { return true }
        return lineage.stretches.contains { stretch in
            (0..<stretch.count).contains {
                stretch.at + $0 == position && stretch.from + $0 <= version.base.count
            }
        }
    }

    /// Whether the operation is of a chain that the replica's goes on with.
    func isContinued(
        _ id: OperationID, by replica: ReplicaID, asked: Set<ReplicaID> = []
    ) -> Bool {
        guard let end = continued[replica], !asked.contains(replica) else { return false }
        if end.replica == id.replica { return id.seq <= end.seq }
        return isContinued(id, by: end.replica, asked: asked.union([replica]))
    }

    func rank(_ id: OperationID) -> Int { ranks[id] ?? -1 }

    func operation(_ id: OperationID) -> Operation? { ranks[id].map { operations[$0].operation } }

    private mutating func apply(_ operation: Operation, _ id: OperationID, _ version: Version) {
        guard !isFrozen else { return }
        if let node = operation.node {
            if case .create = operation {
                guard !frozen.contains(node) else { return }
            } else {
                guard mayChange(node, at: version) else { return }
            }
        }
        if let parent = operation.place?.parent {
            guard mayChange(parent, at: version) else { return }
        }
        switch operation {
        case .create(let creation): create(creation, id, version)
        case .move(let node, let place, _): move(node, to: place, id, version)
        case .delete(let node): delete(node, id, version)
        case .restore(let node, let place, let named):
            restore(node, to: place, of: named, id, version)
        case .set(let node, let name, let value, let over, let was):
            let named = over + over.map(creation)
            nodes[node]?.set(name, value, over: named, was: was, by: id)
            touch(node, id, version)
        case .addClass(let node, let name):
            nodes[node]?.addClass(name, by: id)
            touch(node, id, version)
        case .removeClass(let node, let name):
            let seen = nodes[node]?.adds(of: name).filter { saw(version, $0, on: node) } ?? []
            nodes[node]?.removeClass(name, added: seen)
            touch(node, id, version)
        case .insert(let ref, let position, let text):
            insert(text, at: position, in: ref, id, version)
        case .remove(let ref, let position, let count):
            remove(count, at: position, in: ref, id, version)
        case .cancel(let ref, let delete): cancel(delete, in: ref, id, version)
        case .blob(let digest, let bytes):
            // No text lies in media.
            if BlobForm.isText(bytes) { blobs[digest] = bytes }
        case .resolve(let conflicts, let choice):
            resolutions.append(
                OracleResolution(operation: id, conflicts: conflicts, choice: choice))
            let kept = conflicts.filter { $0.kind == .revived && choice == "kept" }
            for node in kept.compactMap({ node(of: $0) }) where nodes[node] != nil {
                touch(node, id, version)
            }
        case .reopen(let target): reopen(target, version)
        case .conflict(let conflict):
            notedRows.removeAll { $0.id == conflict.id }
            notedRows.append(conflict)
        case .purge(let node, let named): purge(node, of: named, id, version)
        case .retire: break
        case .lineage(let lineage): lineages.append(lineage)
        case .unknown(_, let named, _):
            // The design: a kind without the header that names its nodes freezes the site.
            if named.isEmpty { isFrozen = true }
            frozen.formUnion(named)
        }
    }

    /// Whether the node exists and is not frozen, and a create of it is in the version. (Of two concurrent creates of one id only
    /// the first in replay order makes it; who knew the other one knew the node all the same.)
    func mayChange(_ node: NodeID, at version: Version) -> Bool {
        guard !isFrozen, !frozen.contains(node), let known = nodes[node],
            !isPurged(node, at: version)
        else { return false }
        return known.created.map { saw(version, $0, on: node) } ?? true
    }

    /// Whether the author had seen an operation on a node: of its creation, in whichever batch that came.
    func saw(_ version: Version, _ id: OperationID, on node: NodeID) -> Bool {
        if saw(version, id) { return true }
        guard let known = nodes[node], known.created == id else { return false }
        return known.births.contains { saw(version, $0) }
    }

    /// A reopened resolve closes nothing any more; a reopened set, while it is live, gives way to what it replaced.
    private mutating func reopen(_ target: OperationID, _ version: Version) {
        switch operation(target) {
        case .resolve:
            resolutions.indices.filter { resolutions[$0].operation == target }.forEach {
                resolutions[$0].isReopened = true
            }
        case .set(let node, let name, _, _, _):
            guard !frozen.contains(node), !isPurged(node, at: version) else { return }
            let order = ranks
            nodes[node]?.reopen(name, set: target) { order[$0] ?? -1 }
        default: break
        }
    }
}

extension Operation {
    /// Where it places its node.
    var place: Place? {
        switch self {
        case .create(let creation): creation.place
        case .move(_, let place, _), .restore(_, let place, _): place
        default: nil
        }
    }
}
