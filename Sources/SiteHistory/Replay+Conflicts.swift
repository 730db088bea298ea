import SiteModel

/// A move that was skipped, or a placement that a concurrent one replaced.
struct MoveConflict: Sendable {
    /// A placement and the parent it names.
    struct Side: Sendable {
        let operation: OperationID
        let parent: NodeID?

        var row: ConflictSide {
            ConflictSide(operation: operation, value: parent?.description)
        }
    }

    let node: NodeID
    let lost: Side
    let shown: Side
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
    /// Its operations on the text, where they stand together.
    let stretch: TextStretch?
}

/// One `resolve` of a conflict.
struct Closing: Sendable {
    let author: Author
    let choice: String
    /// What its author had seen of the resolves before it; nil where the index says it.
    var seen: [OperationID]?

    var side: ConflictSide { ConflictSide(operation: author.id, value: choice) }
}

/// What collided, as rows (design §4, Conflicts).
extension Replay {
    /// Records of which texts a batch replaced more than half, and what that collides with.
    mutating func noteWholes(in batch: Batch) {
        let places = TextPlaces(batch)
        for text in batch.whole { noteWhole(text, in: batch, at: places[text]) }
    }

    private mutating func noteWhole(_ ref: TextRef, in batch: Batch, at offsets: [Int]) {
        guard let offset = offsets.first else { return }
        let loser = index.author(batch.id(ofOperationAt: offset), of: batch)
        guard !isFrozen, !frozen.contains(ref.node), isKnown(ref.node, to: loser) else { return }
        let whole = WholeBatch(
            first: loser, last: OperationID(replica: batch.replica, seq: batch.last),
            loser: loser.id, stretch: TextStretch(at: offsets, in: batch))
        let rivals = (wholes[ref] ?? []).filter { !index.isSeen($0.last, by: whole.first) }
        let same = rivals.first { fold(whole, into: $0, in: ref) }
        for earlier in rivals where collides(earlier, beside: same) {
            let id = ConflictID(kind: .value, field: ref.key.description, loser: earlier.loser)
            wholeConflicts[id] = Conflict(
                id: id, node: ref.node, base: nil, shown: side(of: whole, text: ref),
                lost: side(of: earlier, text: ref),
                others: [])
        }
        wholes[ref, default: []].append(whole)
    }

    /// Lets two concurrent batches that wrote the same have written it once; false where they did not.
    private mutating func fold(_ whole: WholeBatch, into earlier: WholeBatch, in ref: TextRef)
        -> Bool
    {
        guard let kept = earlier.stretch, let same = whole.stretch else { return false }
        return texts[ref]?.fold(same, into: kept) ?? false
    }

    /// Whether a batch collides with one that wrote the same as `same`, and not with that one already.
    private func collides(_ earlier: WholeBatch, beside same: WholeBatch?) -> Bool {
        guard let same else { return true }
        return earlier.loser != same.loser && index.isSeen(same.last, by: earlier.first)
    }

    /// The text as the batch's author left it.
    private func side(of whole: WholeBatch, text ref: TextRef) -> ConflictSide {
        let index = index
        let value = texts[ref]?.text { id in
            index.isSeen(id, by: whole.first)
                || (id.replica == whole.last.replica && id.seq <= whole.last.seq)
        }
        return ConflictSide(operation: whole.loser, value: value)
    }

    /// Takes a row that a merge made before its result was written anew.
    mutating func note(_ conflict: Conflict, by author: Author) -> NoEffect? {
        guard isKnown(conflict.node, to: author) else { return .unknownNode }
        notedConflicts[conflict.id] = conflict
        losers[conflict.id.loser] = conflict.node
        return nil
    }

    mutating func resolve(_ ids: [ConflictID], choice: String, by author: Author) -> NoEffect? {
        for id in ids {
            // Who keeps a node wants it: somebody else's "delete again" must not win unseen.
            if id.kind == .revived, choice == "kept",
                let node = node(of: id).flatMap({ nodes.number(of: $0) })
            {
                touch(node, by: author)
            }
            closings[id, default: []].append(Closing(author: author, choice: choice))
        }
        if !ids.isEmpty { closed[author.id] = ids }
        return nil
    }

    /// Concurrent resolves of one conflict with different choices: a register that each resolve sets over all it has
    /// seen.
    var closingConflicts: [ConflictID: Conflict] {
        var found: [ConflictID: (about: ConflictID, row: Conflict)] = [:]
        for (id, list) in closings where list.count > 1 {
            let live = liveSides(of: list)
            guard let shown = live.last, live.count > 1, let node = node(of: id) else { continue }
            for lost in live.dropLast() {
                let new = ConflictID(kind: id.kind, field: id.field, loser: lost.operation)
                // One resolve may lose for two conflicts of like name: the smaller one's row stands for both.
                if let other = found[new], other.about < id { continue }
                let row = Conflict(
                    id: new, node: node, base: nil, shown: shown, lost: lost,
                    others: live.dropLast().filter { $0 != lost })
                found[new] = (id, row)
            }
        }
        return found.mapValues(\.row)
    }

    private func liveSides(of list: [Closing]) -> [ConflictSide] {
        var live: [ConflictSide] = []
        for next in list {
            live.removeAll {
                $0.value == next.choice || hasSeen(next, $0.operation)
            }
            live.append(next.side)
        }
        return live
    }

    /// Whether the author of a resolve had seen another one of the same conflict.
    func hasSeen(_ closing: Closing, _ other: OperationID) -> Bool {
        closing.seen?.contains(other) ?? index.isSeen(other, by: closing.author)
    }

    /// The node a conflict is about, open or closed.
    ///
    /// - Parameter asked: Conflicts that led here: a malformed resolve may name itself.
    private func node(of id: ConflictID, asked: Set<ConflictID> = []) -> NodeID? {
        if id.kind == .move, id.field.isEmpty, let node = moveConflicts[id.loser]?.node {
            return node
        }
        if let node = wholeConflicts[id]?.node ?? notedConflicts[id]?.node { return node }
        if id.kind != .move, let node = losers[id.loser] { return node }
        let asked = asked.union([id])
        return (closed[id.loser] ?? []).filter { about in
            about.kind == id.kind && about.field == id.field && !asked.contains(about)
        }.sorted().lazy.compactMap { node(of: $0, asked: asked) }.first
    }

    mutating func reopen(_ id: OperationID, by author: Author) -> NoEffect? {
        guard let conflicts = closed.removeValue(forKey: id) else {
            return reopenSet(id, by: author) ? nil : .unknownOperation
        }
        for conflict in conflicts {
            closings[conflict]?.removeAll { $0.author.id == id }
        }
        return nil
    }

    /// Every open conflict of a living node, sorted by id.
    ///
    /// - Parameter shown: The document as this replay shows it.
    func openConflicts(in shown: Site) -> [Conflict] {
        var found = valueConflicts() + nameConflicts(in: shown)
        found += moveConflicts.map { loser, conflict in
            Conflict(
                id: ConflictID(kind: .move, field: "", loser: loser), node: conflict.node,
                base: nil, shown: conflict.shown.row, lost: conflict.lost.row, others: [])
        }
        found += voidDeletes.map { delete, void in
            Conflict(
                id: ConflictID(kind: .revived, field: "", loser: delete), node: void.node,
                base: nil,
                shown: ConflictSide(operation: void.touch, value: "kept"),
                lost: ConflictSide(operation: delete, value: "deleted"), others: [])
        }
        found += wholeConflicts.values
        found += notedConflicts.values
        found += closingConflicts.values
        return found.filter { (closings[$0.id] ?? []).isEmpty && shown.nodes[$0.node] != nil }
            .sorted { $0.id < $1.id }
    }

    private func valueConflicts() -> [Conflict] {
        contested.keys.flatMap { field -> [Conflict] in
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
