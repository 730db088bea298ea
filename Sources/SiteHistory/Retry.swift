import SiteModel

/// Doing again, on the present document, what a refused batch wanted.
extension HistoryEngine {
    /// A batch that does what the intents say, as far as that can be done now.
    ///
    /// - Parameters:
    ///   - rest: Operations that need no document, after them: rows, and what the batch stands for.
    ///   - refused: What it is done again for: the new batch says so, where anything is left to do.
    /// - Returns: `skipped` says what could not be done.
    /// - Throws: ``HistoryError/nothingLeft(_:)`` when nothing can, or the log has it by another name.
    package func prepareRetry(
        of intents: [Intent], replica: ReplicaID, first: UInt64, previous: Digest,
        base: LogPosition, after: ChainEnd? = nil, rest: [Operation] = [],
        standingFor refused: Batch? = nil
    ) throws(HistoryError) -> Prepared {
        if let refused, refused.stoodFor.contains(where: { shown.retired[$0] != nil }) {
            throw .nothingLeft(["another copy of this store has done it again"])
        }
        var transaction = Transaction(
            replay: shown, site: site, replicas: replicas.union([replica]), replica: replica,
            first: first, base: base.count, after: after)
        for intent in intents { transaction.retry(intent) }
        for operation in rest where transaction.knows(operation.node) {
            transaction.emit(operation)
        }
        guard !transaction.operations.isEmpty else { throw .nothingLeft(transaction.skipped) }
        for end in refused?.stoodFor ?? [] { transaction.emit(.retire(end)) }
        return prepared(
            transaction, replica: replica, first: first, previous: previous, base: base,
            after: after)
    }
}

extension Transaction {
    /// Whether a node is there, or was; what names none needs none.
    fileprivate func knows(_ node: NodeID?) -> Bool { node.map { replay.nodes[$0] != nil } ?? true }

    /// Does what an intent says, or notes why not.
    fileprivate mutating func retry(_ intent: Intent) {
        // Only a creation may fail after its first operation.
        var saved: Transaction?
        if case .insert = intent { saved = self }
        do throws(HistoryError) {
            guard let edit = try edit(for: intent) else { return }
            try apply(edit)
        } catch {
            if let saved { self = saved }
            skipped.append(sentence(for: intent, error))
        }
    }

    /// The intent as an edit of the present document; nil where that is as wanted already and nobody need know.
    private func edit(for intent: Intent) throws(HistoryError) -> SiteEdit? {
        switch intent {
        case .text(let ref, let from, let to):
            let now = try node(ref.node).texts[ref.key] ?? ""
            if now.utf8.elementsEqual(to.utf8) { throw .nothingToChange }
            return .setText(ref, from: from, to: to)
        case .field(let node, let name, let value, let settles):
            let edit = SiteEdit.setField(node, name, value)
            return settles ? settling(node, name, with: value) ?? edit : edit
        case .addClass(let id, let name):
            let now = try node(id).classes
            return .setClasses(id, now.contains(name) ? now : now + [name])
        case .removeClass(let id, let name):
            return .setClasses(id, try node(id).classes.filter { $0 != name })
        case .insert(let draft, let parent, let beside):
            return .insert(draft, under: parent, at: position(beside, under: parent))
        case .move(let node, let parent, let beside):
            return .move(node, under: parent, at: position(beside, under: parent))
        case .delete(let node): return .delete(node)
        case .restore(let node): return .restore(node)
        case .blob(let bytes):
            return replay.hasBlob(Digest.of(bytes)) ? nil : .blob(bytes)
        case .resolve(let id, let choice):
            return closes(id) ? nil : .resolve(id, try self.choice(choice, for: id))
        case .other: throw .nothingLeft([])
        }
    }

    /// Beside the nearest old neighbour that is still there, else last.
    private func position(_ beside: Neighbours, under parent: NodeID) -> SiblingPosition {
        let siblings = site.nodes[parent]?.children ?? []
        if let left = beside.left.first(where: siblings.contains) { return .after(left) }
        if let right = beside.right.lazy.compactMap({ siblings.firstIndex(of: $0) }).first {
            return right == 0 ? .first : .after(siblings[right - 1])
        }
        return .last
    }

    /// Whether a resolution that was done again settled a conflict with its own.
    private func closes(_ id: ConflictID) -> Bool {
        operations.contains { operation in
            if case .resolve(let ids, _) = operation { ids.contains(id) } else { false }
        }
    }

    /// A resolution as a choice between the sides as they are now.
    private func choice(_ choice: String, for id: ConflictID) throws(HistoryError)
        -> ConflictChoice
    {
        guard let conflict = openConflict(id) else { throw .unknownConflict(id) }
        if choice == "both" { return .both }
        let sides = conflict.sides(ownedBy: replicas)
        func isChosen(_ side: ConflictSide) -> Bool {
            side.operation.description == choice || (id.kind == .revived && side.value == choice)
        }
        if isChosen(sides.ours) { return .ours }
        if isChosen(sides.theirs) { return .theirs }
        if let other = conflict.others.first(where: isChosen) { return .side(other.operation) }
        guard id.kind == .value else { throw .choiceNotPossible(id) }
        // A text was chosen: it is set by now.
        let now = site.nodes[conflict.node]?.texts.first { $0.key.description == id.field }?.value
        return .value(now ?? "")
    }

    /// The resolution of a field's conflict with a value; nil where there is none.
    private func settling(_ node: NodeID, _ name: FieldName, with value: FieldValue?) -> SiteEdit? {
        guard
            let conflict = replay.askedConflicts(in: site, by: replicas).first(where: {
                $0.id.kind == .value && $0.node == node && $0.id.field == name.rawValue
            })
        else { return nil }
        let sides = conflict.sides(ownedBy: replicas)
        if sides.ours.value == value?.plain { return .resolve(conflict.id, .ours) }
        if sides.theirs.value == value?.plain { return .resolve(conflict.id, .theirs) }
        if let other = conflict.others.first(where: { $0.value == value?.plain }) {
            return .resolve(conflict.id, .side(other.operation))
        }
        return value.map { .resolve(conflict.id, .value($0.plain)) }
    }

    private func sentence(for intent: Intent, _ error: HistoryError) -> String {
        let what = words(for: intent)
        switch error {
        case .nothingToChange: return "\(what): it is so already"
        case .unknownNode, .notInTrash: return "\(what): it is not there any more"
        case .unknownConflict: return "\(what): it is not open any more"
        case .misplaced, .wouldNestInsideItself, .tooDeep:
            return "\(what): its place is not there any more"
        case .notHTML(let reason): return "\(what): \(reason)"
        case .holderInTrash: return "\(what): what holds it is in the trash"
        default: return "\(what): that cannot be done again"
        }
    }

    private func words(for intent: Intent) -> String {
        func label(_ node: NodeID) -> String { HistoryEngine.label(of: node, in: site) }
        switch intent {
        case .text(let ref, _, _): return label(ref.node)
        case .field(let node, let name, _, _):
            return "\(name.attributeName ?? name.rawValue) of \(label(node))"
        case .addClass(let node, let name), .removeClass(let node, let name):
            return "the class \(name) of \(label(node))"
        case .insert(let draft, _, _): return "the new \(draft.content.kind.rawValue)"
        case .move(let node, _, _), .delete(let node), .restore(let node): return label(node)
        case .blob: return "imported bytes"
        case .resolve(let id, _): return "the conflict \(id)"
        case .other(let word): return word
        }
    }
}
