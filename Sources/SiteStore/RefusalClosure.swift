import SiteHistory
import SiteModel

/// What later own batches fall with a refused one.
package enum RefusalClosure {
    /// The refused batch and each later one that writes a field it wrote, names a node or slot it made, or undoes it;
    /// and so on.
    ///
    /// - Parameter chain: Own batches that are not in the log, in chain order.
    /// - Returns: Indices into `chain`, ascending.
    package static func indices(of refused: Digest, in chain: [Batch]) -> [Int] {
        guard let start = chain.firstIndex(where: { $0.hash == refused }) else { return [] }
        var fallen = [start]
        var traces = Traces(of: chain[start])
        for index in chain.indices.dropFirst(start + 1) where traces.meet(chain[index]) {
            fallen.append(index)
            traces.add(chain[index])
        }
        return fallen
    }

    /// What a set of batches wrote and made.
    private struct Traces {
        var made: Set<NodeID> = []
        var written: Set<Field> = []
        var operations: Set<OperationID> = []

        enum Field: Hashable {
            case register(NodeID, FieldName)
            case text(TextRef)
            case classes(NodeID)
            case place(NodeID)
            case blob(Digest)
        }

        init(of batch: Batch) { add(batch) }

        mutating func add(_ batch: Batch) {
            for (index, operation) in batch.operations.enumerated() {
                operations.insert(batch.id(ofOperationAt: index))
                if case .create(let creation) = operation { made.insert(creation.node) }
                written.formUnion(Traces.fields(of: operation))
            }
        }

        func meet(_ batch: Batch) -> Bool {
            batch.operations.contains { operation in
                if let node = operation.node, made.contains(node) { return true }
                if !written.isDisjoint(with: Traces.fields(of: operation)) { return true }
                return Traces.named(by: operation).contains { operations.contains($0) }
                    || Traces.parent(of: operation).map(made.contains) ?? false
            }
        }

        static func fields(of operation: Operation) -> Set<Field> {
            switch operation {
            case .set(let node, let name, _, _, _): [.register(node, name)]
            case .insert(let text, _, _), .remove(let text, _, _), .cancel(let text, _): [.text(text)]
            case .addClass(let node, _), .removeClass(let node, _): [.classes(node)]
            case .move(let node, _, _), .delete(let node), .restore(let node, _, _): [.place(node)]
            case .blob(let digest, _): [.blob(digest)]
            case .create, .resolve, .reopen, .unknown: []
            }
        }

        /// Operations that this one refers to.
        static func named(by operation: Operation) -> [OperationID] {
            switch operation {
            case .create(let creation): creation.place.anchor.map { [$0] } ?? []
            case .move(_, let place, let from): [from] + (place.anchor.map { [$0] } ?? [])
            case .restore(_, let place, let of): of + (place.anchor.map { [$0] } ?? [])
            case .set(_, _, _, let over, _): over
            case .cancel(_, let delete): [delete]
            case .reopen(let id): [id]
            default: []
            }
        }

        static func parent(of operation: Operation) -> NodeID? {
            switch operation {
            case .create(let creation): creation.place.parent
            case .move(_, let place, _), .restore(_, let place, _): place.parent
            default: nil
            }
        }
    }
}
