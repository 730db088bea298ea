import SiteHistory
import SiteModel

/// A `resolve` operation.
struct OracleResolution: Sendable {
    let operation: OperationID
    let conflicts: [ConflictID]
    let choice: String
    var isReopened = false
}

extension NaiveOracle {
    /// Every open conflict of a living node, sorted by id.
    package var conflicts: [Conflict] {
        let all =
            registerRows + moveRows + revivedRows + wholeRows + nameRows + resolutionRows
            + notedRows
        let closed = Set(resolutions.filter { !$0.isReopened }.flatMap(\.conflicts))
        return all.filter { isAlive($0.node) && !closed.contains($0.id) }.sorted { $0.id < $1.id }
    }

    func row(
        _ kind: ConflictID.Kind, _ field: String, node: NodeID, base: String? = nil,
        shown: ConflictSide,
        lost: ConflictSide, others: [ConflictSide] = []
    ) -> Conflict {
        let id = ConflictID(kind: kind, field: field, loser: lost.operation)
        return Conflict(id: id, node: node, base: base, shown: shown, lost: lost, others: others)
    }

    /// Every live value but the last.
    private var registerRows: [Conflict] {
        nodes.values.flatMap { node in
            node.registers.flatMap { name, live in
                live.dropLast().map { lost in
                    row(
                        .value, name.rawValue, node: node.id, base: lost.was?.plain,
                        shown: side(live[live.count - 1]),
                        lost: side(lost),
                        others: live.dropLast().filter { $0.operation != lost.operation }.map(side))
                }
            }
        }
    }

    private func side(_ live: LiveValue) -> ConflictSide {
        ConflictSide(operation: live.operation, value: live.value?.plain)
    }

    /// Void deletes that no restore named; shown is the touch that made it void.
    private var revivedRows: [Conflict] {
        deletes.compactMap { delete in
            guard let touch = delete.voidedBy, !delete.isRestored else { return nil }
            return row(
                .revived, "", node: delete.node,
                shown: ConflictSide(operation: touch, value: "kept"),
                lost: ConflictSide(operation: delete.operation, value: "deleted"))
        }
    }

    /// A whole replacement loses against the last later one that is concurrent with it.
    private var wholeRows: [Conflict] {
        wholes.flatMap { ref, all in
            all.enumerated().compactMap { index, earlier -> Conflict? in
                let rivals = all[(index + 1)...].filter { later in
                    versions[later.operation].map { !saw($0, earlier.operation) } ?? false
                }.filter { later in
                    guard let same = later.same else { return true }
                    return same != earlier.operation
                        && (versions[earlier.operation].map { saw($0, same) } ?? false)
                }
                guard let shown = rivals.last else { return nil }
                return row(
                    .value, ref.key.description, node: ref.node, shown: side(shown, ref),
                    lost: side(earlier, ref))
            }
        }
    }

    private func side(_ whole: OracleWhole, _ ref: TextRef) -> ConflictSide {
        let text = texts[ref]?.string { saw(whole.after, $0, on: ref.node) }
        return ConflictSide(operation: whole.operation, value: text)
    }

    /// Living nodes that ask for a name which an older one has.
    private var nameRows: [Conflict] {
        let alive = nodes.values.filter { isAlive($0.id) }.sorted { $0.order < $1.order }
        let pages = alive.filter { $0.content.kind == .page }
        let sections = Dictionary(grouping: alive.filter { $0.content.kind == .section }) {
            $0.parent
        }
        return nameRows(of: pages, .path) + sections.values.flatMap { nameRows(of: $0, .name) }
    }

    private func nameRows(of nodes: [OracleNode], _ field: FieldName) -> [Conflict] {
        var first: [String: LiveValue] = [:]
        return nodes.compactMap { node in
            guard let asked = node.shown(field), let name = asked.value?.plain else { return nil }
            guard let keeper = first[name] else {
                first[name] = asked
                return nil
            }
            return row(
                .value, field.rawValue, node: node.id, shown: side(keeper), lost: side(asked))
        }
    }

    /// Concurrent resolves of one conflict with different choices: like a register that each resolve sets over all it
    /// has seen.
    private var resolutionRows: [Conflict] {
        var found: [ConflictID: Conflict] = [:]
        for conflict in Set(resolutions.flatMap(\.conflicts)).sorted() {
            guard let node = node(of: conflict) else { continue }
            var live: [OracleResolution] = []
            for resolution in resolutions
            where !resolution.isReopened && resolution.conflicts.contains(conflict) {
                guard let version = versions[resolution.operation] else { continue }
                live.removeAll { saw(version, $0.operation) || $0.choice == resolution.choice }
                live.append(resolution)
            }
            let sides = live.map { ConflictSide(operation: $0.operation, value: $0.choice) }
            for lost in sides.dropLast() {
                let new = row(
                    conflict.kind, conflict.field, node: node, shown: sides[sides.count - 1],
                    lost: lost,
                    others: sides.dropLast().filter { $0 != lost })
                // One resolve may lose for two conflicts of the same field name: the smaller id's row stands for both.
                if found[new.id] == nil { found[new.id] = new }
            }
        }
        return Array(found.values)
    }

    /// Whose conflict an id names: the losing operation's node; for a losing resolve that of the conflict it closed. Of an
    /// operation that was written anew the row knows it that the merge had made.
    func node(of conflict: ConflictID) -> NodeID? {
        guard let operation = operation(conflict.loser) else {
            return notedRows.last { $0.id.loser == conflict.loser }?.node
        }
        guard case .resolve(let closed, _) = operation else {
            // A placement that collided with nothing is in no conflict, whatever a malformed resolve says.
            if conflict.kind == .move, !moveRows.contains(where: { $0.id == conflict }) {
                return nil
            }
            return operation.node
        }
        return closed.filter {
            $0.kind == conflict.kind && $0.field == conflict.field
                && rank($0.loser) < rank(conflict.loser)
        }.sorted().lazy.compactMap { node(of: $0) }.first
    }
}
