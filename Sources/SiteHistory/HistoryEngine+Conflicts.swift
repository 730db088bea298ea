import SiteModel

/// What a person who chooses between the sides of a conflict wants to see besides its row.
package struct ConflictDetail: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// Values of one attribute or of another field.
        case field
        /// Two texts that were replaced whole.
        case text
        /// Two pages of one path or two sections of one name.
        case name
        /// Two placements: sides are parents' ids.
        case place
        /// A delete that an edit made void.
        case deletion
        /// Two resolutions of one conflict.
        case choice
    }

    package let form: Form
    /// What both sides began with, as the sides are written; for `deletion` the texts as the deleter saw them. nil where
    /// it is not known any more.
    package let base: String?
    /// What was edited where a delete was void.
    package let edited: NodeID?

    package init(form: Form, base: String? = nil, edited: NodeID? = nil) {
        self.form = form
        self.base = base
        self.edited = edited
    }
}

extension HistoryEngine {
    /// - Parameter conflict: An open one of this engine.
    /// - Complexity: O(entries), and for texts one walk through each text concerned.
    package func detail(of conflict: Conflict) -> ConflictDetail {
        let replay = shown
        if replay.closingConflicts[conflict.id] != nil { return ConflictDetail(form: .choice) }
        switch conflict.id.kind {
        case .move:
            return ConflictDetail(form: .place, base: origin(of: conflict)?.description)
        case .revived:
            return ConflictDetail(
                form: .deletion, base: textsSeen(by: conflict.lost.operation, in: conflict.node),
                edited: operation(conflict.shown.operation)?.node)
        case .value: return valueDetail(of: conflict, in: replay)
        }
    }

    private func valueDetail(of conflict: Conflict, in replay: Replay) -> ConflictDetail {
        let name = FieldName(conflict.id.field)
        let field = Replay.FieldRef(node: conflict.node, name: name)
        if replay.contested[field] != nil {
            return ConflictDetail(form: .field, base: conflict.base)
        }
        let key = site.nodes[conflict.node]?.texts.keys.first {
            $0.description == conflict.id.field
        }
        if let key, isText(conflict, in: replay) {
            return ConflictDetail(
                form: .text, base: commonText(of: conflict, in: TextRef(conflict.node, key)))
        }
        let isNoted = replay.notedConflicts[conflict.id] != nil
        return ConflictDetail(form: isNoted ? .field : .name, base: conflict.base)
    }

    private func isText(_ conflict: Conflict, in replay: Replay) -> Bool {
        replay.wholeConflicts[conflict.id] != nil || replay.notedConflicts[conflict.id] != nil
    }

    /// The text that both authors had seen when each replaced it.
    private func commonText(of conflict: Conflict, in ref: TextRef) -> String? {
        let replay = shown
        let authors = [conflict.shown, conflict.lost].map { side in
            replay.wholes[ref]?.first { $0.loser == side.operation }?.first
        }
        guard let one = authors[0], let two = authors[1] else { return nil }
        return replay.text(ref) {
            replay.index.isSeen($0, by: one) && replay.index.isSeen($0, by: two)
        }
    }

    /// Where the node stood before it was moved as the conflict's lost side wanted.
    private func origin(of conflict: Conflict) -> NodeID? {
        guard case .move(_, _, let from)? = operation(conflict.lost.operation) else { return nil }
        return operation(from)?.place?.parent
    }

    /// The texts of a node and of all in it, one a line, as the author of an operation saw them.
    private func textsSeen(by id: OperationID, in node: NodeID) -> String? {
        guard let (batch, _) = holder(of: id) else { return nil }
        let replay = shown
        let author = replay.index.author(id, of: batch)
        let lines = site.subtree(of: node).flatMap { inside -> [String] in
            guard
                replay.nodes[inside.id]?.created.map({ replay.index.isSeen($0, by: author) })
                    ?? true
            else { return [] }
            return inside.texts.keys.sorted().compactMap { key in
                replay.text(TextRef(inside.id, key)) { replay.index.isSeen($0, by: author) }
            }
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// An operation of the log or of the outbox, as far as it is in memory.
    package func operation(_ id: OperationID) -> Operation? {
        holder(of: id).map { $0.batch.operations[Int(id.seq - $0.batch.first)] }
    }

    private func holder(of id: OperationID) -> (batch: Batch, entry: LogEntry?)? {
        func holds(_ batch: Batch) -> Bool {
            batch.replica == id.replica && batch.first <= id.seq && id.seq <= batch.last
        }
        if let entry = entries.last(where: { holds($0.batch) }) { return (entry.batch, entry) }
        return pending.last(where: holds).map { ($0, nil) }
    }
}

extension Operation {
    /// Where it puts a node; nil for what puts none anywhere.
    fileprivate var place: Place? {
        switch self {
        case .create(let creation): creation.place
        case .move(_, let place, _), .restore(_, let place, _): place
        default: nil
        }
    }
}
