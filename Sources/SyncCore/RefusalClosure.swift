import SiteHistory
import SiteModel
import WireProtocol

/// A refused batch and the own batches that cannot stand without it.
package enum RefusalClosure {
    /// The batches to quarantine: the refused one, then each later one that writes a field it wrote, names a node or a
    /// slot it made, or undoes it; and so on for those.
    ///
    /// - Parameters:
    ///   - message: Why the first one goes, for people.
    ///   - what: What happened to it, for the messages of the others.
    ///   - pending: Batches in chain order, the refused one among them.
    package static func of(
        _ refused: Batch, message: String, in pending: [Batch], what: String = "refused"
    ) -> [Quarantined] {
        guard let index = pending.firstIndex(of: refused) else { return [] }
        var footprint = Footprint(of: refused)
        var closure = [Quarantined(batch: refused, void: refused.voided, message: message)]
        for batch in pending[(index + 1)...] where !batch.isVoid {
            let own = Footprint(of: batch)
            guard own.standsOn(footprint) else { continue }
            footprint.add(own)
            closure.append(
                Quarantined(
                    batch: batch, void: batch.voided,
                    message: "stands on change \(refused.first) of this device, which was \(what)"))
        }
        return closure
    }
}

/// What batches make and write, and what they name.
private struct Footprint {
    /// A register, a text, a class list or a placement.
    enum Field: Hashable {
        case register(NodeID, FieldName)
        case text(TextRef)
        case classes(NodeID)
        case conflict(ConflictID)
    }

    var fields: Set<Field> = []
    var madeNodes: Set<NodeID> = []
    var madeBlobs: Set<Digest> = []
    /// The operations themselves: a slot, a delete or a value is named by the operation that made it.
    var operations: [(replica: ReplicaID, seqs: ClosedRange<UInt64>)] = []
    var namedNodes: Set<NodeID> = []
    var namedBlobs: Set<Digest> = []
    var namedOperations: Set<OperationID> = []

    init(of batch: Batch) {
        operations = [(batch.replica, batch.first...max(batch.first, batch.last))]
        for operation in batch.operations { add(operation) }
    }

    mutating func add(_ other: Footprint) {
        fields.formUnion(other.fields)
        madeNodes.formUnion(other.madeNodes)
        madeBlobs.formUnion(other.madeBlobs)
        operations += other.operations
    }

    func standsOn(_ earlier: Footprint) -> Bool {
        !fields.isDisjoint(with: earlier.fields) || !namedNodes.isDisjoint(with: earlier.madeNodes)
            || !namedBlobs.isDisjoint(with: earlier.madeBlobs)
            || namedOperations.contains { id in
                earlier.operations.contains { $0.replica == id.replica && $0.seqs.contains(id.seq) }
            }
    }

    private mutating func add(_ operation: Operation) {
        if let node = operation.node { namedNodes.insert(node) }
        switch operation {
        case .create(let creation): add(creation)
        case .move(_, let place, let from): name(place, [from])
        case .delete: break
        case .restore(_, let place, let deletes): name(place, deletes)
        case .set(let node, let field, _, let over, _):
            fields.insert(.register(node, field))
            namedOperations.formUnion(over)
        case .addClass(let node, _), .removeClass(let node, _): fields.insert(.classes(node))
        case .insert(let text, _, _), .remove(let text, _, _): fields.insert(.text(text))
        case .cancel(let text, let delete):
            fields.insert(.text(text))
            namedOperations.insert(delete)
        case .blob(let digest, _): madeBlobs.insert(digest)
        case .resolve(let conflicts, _): fields.formUnion(conflicts.map(Field.conflict))
        case .reopen(let id): namedOperations.insert(id)
        case .conflict(let conflict): fields.insert(.conflict(conflict.id))
        case .retire, .lineage, .purge: break
        case .unknown(_, let nodes, _): namedNodes.formUnion(nodes)
        }
    }

    private mutating func add(_ creation: Creation) {
        madeNodes.insert(creation.node)
        name(creation.place, [])
        if let blob = creation.content.source?.blob { namedBlobs.insert(blob) }
        if let blob = creation.content.shell?.blob { namedBlobs.insert(blob) }
        for text in creation.texts {
            if case .blob(let digest) = text.text { namedBlobs.insert(digest) }
        }
    }

    private mutating func name(_ place: Place, _ operations: [OperationID]) {
        namedNodes.insert(place.parent)
        namedOperations.formUnion(operations)
        if let anchor = place.anchor { namedOperations.insert(anchor) }
    }
}
