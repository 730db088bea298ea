import SiteModel

/// Purges: what has stood in the trash long enough goes for good (design §4, Delete against edit; decision 26).
///
/// A purge is to whoever has not seen it what a delete is: a touch of the node or of anything in it makes it void. To whoever
/// has seen it the node and all in it do not exist. Their places stay, for slots order what is beside them; their
/// content goes with the first snapshot behind the purge, which everybody has seen.
extension Replay {
    mutating func purge(_ id: NodeID, of deletes: [OperationID], by author: Author) -> NoEffect? {
        guard let node = known(id, to: author) else { return .unknownNode }
        let standing = nodes[node].deletes.filter { $0.state == .stands }
        guard !standing.isEmpty, standing.allSatisfy({ deletes.contains($0.operation) }),
            lastTouch(inside: node, unseenBy: author) == nil
        else { return .notInTrash }
        purges[id, default: []].append(author.id)
        noteDeletion(of: node)
        return nil
    }

    /// Whether an author had seen a purge that took the node, as the tree stands.
    func isPurged(_ node: NodeNumber, for author: Author) -> Bool {
        isPurged(node) { index.isSeen($0, by: author) }
    }

    /// Whether a purge took the node, as the tree stands.
    func isPurged(_ node: NodeNumber) -> Bool { isPurged(node) { _ in true } }

    private func isPurged(_ node: NodeNumber, by counts: (OperationID) -> Bool) -> Bool {
        guard !purges.isEmpty else { return false }
        var here = node
        while here.isSome {
            if nodes.places[here.index].isPurged,
                purges[nodes[here].id]?.contains(where: counts) == true
            {
                return true
            }
            here = nodes.places[here.index].parent
        }
        return false
    }

    mutating func voidPurges(of node: NodeNumber, unseenBy author: Author) {
        let id = nodes[node].id
        let left = (purges[id] ?? []).filter { index.isSeen($0, by: author) }
        if left.isEmpty { purges.removeValue(forKey: id) } else { purges[id] = left }
        noteDeletion(of: node)
        if !nodes.places[node.index].isDeleted { markAppearance(of: node) }
    }
}

extension HistoryEngine {
    /// Whether an operation names a node that a purge took, or puts one into it.
    func isPurged(by operation: Operation) -> Bool {
        let replay = shown
        return [operation.node, operation.parent].contains { node in
            node.flatMap { replay.nodes.number(of: $0) }.map { replay.isPurged($0) } ?? false
        }
    }
}

extension Operation {
    /// Under which node it puts the one that it changes.
    fileprivate var parent: NodeID? {
        switch self {
        case .create(let creation): creation.place.parent
        case .move(_, let place, _), .restore(_, let place, _): place.parent
        default: nil
        }
    }
}
