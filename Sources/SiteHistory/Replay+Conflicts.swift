import SiteModel

/// A move that was skipped, or a placement that a concurrent one replaced.
struct MoveConflict: Sendable {
    let node: NodeID
    let lost: ConflictSide
    let shown: ConflictSide
}

/// A delete that a concurrent edit made void.
struct VoidDelete: Sendable {
    let node: NodeID
    /// The edit: the last in replay order that the deleter had not seen, or the one that came after it.
    let touch: OperationID
}

/// A batch that replaced more than half of a text.
struct WholeBatch: Sendable {
    let first: Author
    let last: OperationID
    /// Its first operation on the text.
    let loser: OperationID
}

/// One `resolve` of a conflict.
struct Closing: Sendable {
    let operation: OperationID
    let choice: String
}

/// What collided, as rows (design §4, Conflicts).
extension Replay {
    mutating func noteMoveConflict(
        of node: NodeID, loser: OperationID, lostParent: NodeID?, shown: OperationID,
        shownParent: NodeID?
    ) {
        moveConflicts[ConflictID(kind: .move, field: "", loser: loser)] = MoveConflict(
            node: node, lost: ConflictSide(operation: loser, value: lostParent?.description),
            shown: ConflictSide(operation: shown, value: shownParent?.description))
    }

    /// Records that a batch replaced more than half of a text, and what that collides with.
    mutating func noteWhole(_ ref: TextRef, in batch: Batch) {
        guard let offset = batch.operations.firstIndex(where: { $0.text == ref }),
            nodes[ref.node] != nil
        else {
            return
        }
        let base = batch.base.count
        let whole = WholeBatch(
            first: Author(id: batch.id(ofOperationAt: offset), base: base),
            last: OperationID(replica: batch.replica, seq: batch.last),
            loser: batch.id(ofOperationAt: offset))
        for earlier in wholes[ref] ?? [] where !index.isSeen(earlier.last, by: whole.first) {
            let id = ConflictID(kind: .value, field: ref.key.description, loser: earlier.loser)
            wholeConflicts[id] = Conflict(
                id: id, node: ref.node, base: nil, shown: side(of: whole, text: ref),
                lost: side(of: earlier, text: ref),
                others: [])
        }
        wholes[ref, default: []].append(whole)
    }

    /// The text as the batch's author left it.
    private func side(of whole: WholeBatch, text ref: TextRef) -> ConflictSide {
        guard var walker = texts[ref]?.walked(in: index) else {
            return ConflictSide(operation: whole.loser, value: nil)
        }
        let index = index
        walker.setPrepareVersion { id in
            index.isSeen(id, by: whole.first)
                || (id.replica == whole.last.replica && id.seq <= whole.last.seq)
        }
        return ConflictSide(operation: whole.loser, value: walker.prepareText)
    }

    mutating func resolve(_ ids: [ConflictID], choice: String, by author: Author) -> NoEffect? {
        for id in ids {
            for earlier in closings[id] ?? []
            where earlier.choice != choice && !index.isSeen(earlier.operation, by: author) {
                noteDisagreement(
                    about: id, earlier: earlier,
                    later: Closing(operation: author.id, choice: choice))
            }
            closings[id, default: []].append(Closing(operation: author.id, choice: choice))
        }
        return nil
    }

    private mutating func noteDisagreement(about id: ConflictID, earlier: Closing, later: Closing) {
        guard let node = node(of: id) else { return }
        let new = ConflictID(kind: id.kind, field: id.field, loser: earlier.operation)
        closingConflicts[new] = Conflict(
            id: new, node: node, base: nil,
            shown: ConflictSide(operation: later.operation, value: later.choice),
            lost: ConflictSide(operation: earlier.operation, value: earlier.choice), others: [])
    }

    /// The node a conflict is about, open or closed.
    private func node(of id: ConflictID) -> NodeID? {
        moveConflicts[id]?.node ?? wholeConflicts[id]?.node ?? closingConflicts[id]?.node
            ?? (id.kind == .revived ? voidDeletes[id.loser]?.node : nil)
    }

    mutating func reopen(_ id: OperationID, by author: Author) -> NoEffect? {
        var isFound = false
        for (conflict, list) in closings where list.contains(where: { $0.operation == id }) {
            closings[conflict] = list.filter { $0.operation != id }
            isFound = true
        }
        return isFound || reopenSet(id) ? nil : .unknownOperation
    }

    /// Every open conflict of a living node, sorted by id.
    ///
    /// - Parameter shown: The document as this replay shows it.
    func openConflicts(in shown: Site) -> [Conflict] {
        var found = valueConflicts() + nameConflicts(in: shown)
        found += moveConflicts.map { id, conflict in
            Conflict(
                id: id, node: conflict.node, base: nil, shown: conflict.shown, lost: conflict.lost,
                others: [])
        }
        found += voidDeletes.map { delete, void in
            Conflict(
                id: ConflictID(kind: .revived, field: "", loser: delete), node: void.node,
                base: nil,
                shown: ConflictSide(operation: void.touch, value: "kept"),
                lost: ConflictSide(operation: delete, value: "deleted"), others: [])
        }
        found += wholeConflicts.values
        found += closingConflicts.values
        return found.filter { (closings[$0.id] ?? []).isEmpty && shown.nodes[$0.node] != nil }
            .sorted { $0.id < $1.id }
    }

    private func valueConflicts() -> [Conflict] {
        contested.flatMap { field -> [Conflict] in
            guard let live = nodes[field.node]?.registers[field.name]?.live, let shown = live.last
            else { return [] }
            let losers = live.dropLast()
            return losers.map { loser in
                Conflict(
                    id: ConflictID(
                        kind: .value, field: field.name.rawValue, loser: loser.operation),
                    node: field.node, base: loser.was?.plain,
                    shown: ConflictSide(operation: shown.operation, value: shown.value?.plain),
                    lost: ConflictSide(operation: loser.operation, value: loser.value?.plain),
                    others: losers.filter { $0.operation != loser.operation }.map {
                        ConflictSide(operation: $0.operation, value: $0.value?.plain)
                    })
            }
        }
    }

    /// Pages of one path and sections of one name: who came first keeps it.
    private func nameConflicts(in shown: Site) -> [Conflict] {
        collisions(of: .path, among: shown.pages)
            + shown.pages.flatMap { collisions(of: .name, among: shown.sections(of: $0.id)) }
    }

    private func collisions(of field: FieldName, among rivals: [Node]) -> [Conflict] {
        var holders: [String: Node] = [:]
        var found: [Conflict] = []
        for node in rivals.sorted(by: { $0.order < $1.order }) {
            guard let name = node.fields[field]?.plain else { continue }
            guard let holder = holders[name] else {
                holders[name] = node
                continue
            }
            guard let lost = nodes[node.id]?.registers[field]?.live.last?.operation,
                let kept = nodes[holder.id]?.registers[field]?.live.last?.operation
            else { continue }
            found.append(
                Conflict(
                    id: ConflictID(kind: .value, field: field.rawValue, loser: lost), node: node.id,
                    base: nil,
                    shown: ConflictSide(operation: kept, value: name),
                    lost: ConflictSide(operation: lost, value: name), others: []))
        }
        return found
    }
}
