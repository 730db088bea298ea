import SiteModel

/// Undo emits ordinary operations (design §4, Undo); what cannot be undone is skipped and said.
extension Transaction {
    /// - Parameter isWanted: Which operations of the batch are undone.
    mutating func undo(_ step: UndoStep, where isWanted: (OperationID) -> Bool = { _ in true }) {
        let batch = step.batch
        let operations = batch.operations.enumerated().map {
            (id: batch.id(ofOperationAt: $0.offset), operation: $0.element)
        }.filter { isWanted($0.id) }
        // What is in the trash is taken out of it before its words are brought back; what goes there loses them first.
        let buried = Set(operations.compactMap(\.operation.text)).filter { site[$0.node] == nil }
        undoTexts(of: operations, step: step) { !buried.contains($0) }
        let created = Set(
            operations.compactMap { _, operation -> NodeID? in
                if case .create(let creation) = operation { return creation.node }
                return nil
            })
        for (id, operation) in operations.reversed() {
            undo(operation, id: id, step: step, created: created)
        }
        undoClassOrders(of: operations.map(\.operation), step: step)
        undoTexts(of: operations, step: step, where: buried.contains)
    }

    private mutating func undo(
        _ operation: Operation, id: OperationID, step: UndoStep, created: Set<NodeID>
    ) {
        switch operation {
        case .create(let creation): undoCreate(creation, id: id, created: created)
        case .move(let node, let to, let from):
            undoMove(of: node, to: to.parent, from: from, step: step)
        case .delete(let node): undoDelete(of: node)
        case .restore(let node, _, _): undoRestore(of: node)
        case .set(let node, let name, let value, let over, let was):
            undoSet(
                operation, node: node, name: name, value: value, over: over, was: was, id: id)
        case .addClass(let node, let name): undoAddClass(name, node: node)
        case .removeClass(let node, let name): undoRemoveClass(name, node: node)
        case .resolve:
            emit(.reopen(id), changing: site.id)
            reopened.append(UndoStep.Reopened(operation: operation))
        case .reopen: for again in step.reopened { redo(again.operation) }
        case .insert, .remove, .cancel, .blob, .conflict, .retire, .lineage, .purge, .unknown:
            break
        }
    }

    private mutating func redo(_ operation: Operation) {
        switch operation {
        case .resolve: emit(operation, changing: site.id)
        case .set(let node, let name, let value, _, _):
            let live = replay.nodes[node]?.registers[name]?.live ?? []
            emit(
                .set(
                    node: node, name: name, value: value, over: live.map(\.operation),
                    was: live.last?.value ?? nil))
        default: break
        }
    }

    // MARK: Texts

    private mutating func undoTexts(
        of operations: [TextPart.Element], step: UndoStep, where isWanted: (TextRef) -> Bool
    ) {
        var byText: [TextRef: TextPart] = [:]
        for (id, operation) in operations {
            guard let ref = operation.text, isWanted(ref) else { continue }
            byText[ref, default: []].append((id, operation))
        }
        let places = TextPlaces(step.batch)
        for (ref, operations) in byText.sorted(by: { $0.key < $1.key }) {
            undoText(ref, operations, step: step, isAll: operations.count == places[ref].count)
        }
    }

    /// What a batch did to one text, in its order.
    private typealias TextPart = [(id: OperationID, operation: Operation)]

    /// - Parameter isAll: Whether the batch did nothing else to the text.
    private mutating func undoText(
        _ ref: TextRef, _ operations: TextPart, step: UndoStep, isAll: Bool
    ) {
        guard site.nodes[ref.node] != nil, let history = replay.texts[ref] else {
            skipped.append("the text is in the trash")
            return
        }
        if operations.contains(where: { replay.index.isCommon($0.id) }) {
            skipped.append("the words are older than the history that this device keeps")
            return
        }
        var inserts: Set<OperationID> = []
        var deletes: Set<OperationID> = []
        var cancels: Set<OperationID> = []
        var cancellable: [OperationID] = []
        var own = OwnStretches()
        for (id, operation) in operations {
            let takesOwn = own.take(operation)
            switch operation {
            case .insert: inserts.insert(id)
            case .cancel(_, let delete): cancels.insert(delete)
            default:
                // Cancelling it would bring back words that the step itself had put there.
                if replay.index.position(of: id) == nil, !takesOwn {
                    cancellable.append(id)
                } else {
                    deletes.insert(id)
                }
            }
        }
        let all = history.inverse(
            inserts: inserts, deletes: deletes.union(cancellable), cancels: cancels)
        if isWrittenOver(operations, of: history, step: step, inverse: all) {
            skipped.append("words that were written over since stay as they are")
            return
        }
        noteMixed(operations, of: history, step: step, inverse: all)
        if isAll, let edits = exactEdits(operations, of: history, step: step, unlike: all) {
            noteWhole(ref, edits)
            emitText(ref, edits)
            return
        }
        let edits = history.inverse(inserts: inserts, deletes: deletes, cancels: cancels)
        noteWhole(ref, edits)
        emitText(ref, edits)
        for delete in cancellable { emit(.cancel(ref, delete: delete)) }
    }

    /// The edits to what the text said before the step, where it says what the step made of it and the inverse says
    /// something else: words that an undo writes anew stand before the place of those that had gone there earlier.
    private func exactEdits(
        _ operations: TextPart, of history: TextHistory, step: UndoStep,
        unlike inverse: [TextEdit]
    ) -> [TextEdit]? {
        let batch = step.batch
        let now = history.text
        guard isAsLeft(operations, of: history, step: step) else { return nil }
        let author = replay.index.author(batch.id(ofOperationAt: 0), of: batch)
        let before = history.text { replay.index.isSeen($0, by: author) }
        let undone = TextDifference.apply(inverse, to: now)
        guard !undone.utf8.elementsEqual(before.utf8) else { return nil }
        return TextDifference.edits(from: now, to: before)
    }

    /// Whether a text says what a step made of it.
    private func isAsLeft(_ operations: TextPart, of history: TextHistory, step: UndoStep) -> Bool {
        let batch = step.batch
        let author = replay.index.author(batch.id(ofOperationAt: 0), of: batch)
        let own = Set(operations.map(\.id))
        let after = history.text { replay.index.isSeen($0, by: author) || own.contains($0) }
        return after.utf8.elementsEqual(history.text.utf8)
    }

    /// Whether a step put words in the place of others and none of its own stand any more, for they were changed again: the
    /// others would stand beside what took the place of both.
    private func isWrittenOver(
        _ operations: TextPart, of history: TextHistory, step: UndoStep, inverse: [TextEdit]
    ) -> Bool {
        let inserts = operations.contains { if case .insert = $0.operation { true } else { false } }
        return inserts && inverse.contains { !$0.replacement.isEmpty }
            && inverse.allSatisfy(\.range.isEmpty) && !history.text.isEmpty
            && !isAsLeft(operations, of: history, step: step)
    }

    /// Where words go and others come back in a text that was changed since, the rest may not read well.
    private mutating func noteMixed(
        _ operations: TextPart, of history: TextHistory, step: UndoStep, inverse: [TextEdit]
    ) {
        guard inverse.contains(where: { !$0.range.isEmpty }),
            inverse.contains(where: { !$0.replacement.isEmpty }),
            !isAsLeft(operations, of: history, step: step)
        else { return }
        skipped.append("what was written in the same text since stays: see how it reads")
    }

    // MARK: Fields

    /// Whether this store wrote the operation. What an undo put back is a new operation of its own, so a step finds
    /// its effect by what it is and not by its id.
    private func isOwn(_ id: OperationID) -> Bool { replicas.contains(id.replica) }

    private mutating func undoSet(
        _ operation: Operation, node: NodeID, name: FieldName, value: FieldValue?,
        over: [OperationID], was: FieldValue?, id: OperationID
    ) {
        guard site.nodes[node] != nil,
            let shown = replay.nodes[node]?.registers[name]?.live.last, shown.value == value,
            isOwn(shown.operation)
        else {
            skipped.append("\(name) was changed again")
            return
        }
        if over.count > 1, shown.operation == id {
            emit(.reopen(id), changing: node)
            reopened.append(UndoStep.Reopened(operation: operation))
        } else {
            emit(
                .set(node: node, name: name, value: was, over: [shown.operation], was: value))
        }
    }

    private mutating func undoAddClass(_ name: String, node: NodeID) {
        guard site.nodes[node] != nil,
            let entry = replay.nodes[node]?.classes.first(where: { $0.name == name })
        else { return }
        guard entry.adds.allSatisfy(isOwn) else {
            skipped.append("somebody else added the class \(name), too")
            return
        }
        noteClassOrder(of: node)
        emit(.removeClass(node: node, name: name))
    }

    private mutating func undoRemoveClass(_ name: String, node: NodeID) {
        guard let now = site.nodes[node], !now.classes.contains(name) else { return }
        noteClassOrder(of: node)
        emit(.addClass(node: node, name: name))
    }

    /// The classes that are there again stand as they stood; what was added since stands behind them.
    private mutating func undoClassOrders(of operations: [Operation], step: UndoStep) {
        let touched = Set(operations.compactMap(\.classes))
        for old in step.classOrders where touched.contains(old.node) {
            guard let now = site.nodes[old.node]?.classes else { continue }
            order(
                classesOf: old.node,
                as: old.names.filter(now.contains) + now.filter { !old.names.contains($0) })
        }
    }

    // MARK: Structure

    private mutating func undoCreate(_ creation: Creation, id: OperationID, created: Set<NodeID>) {
        guard !created.contains(creation.place.parent), site.nodes[creation.node] != nil else {
            return
        }
        let strangers = site.subtree(of: creation.node).contains { node in
            replay.nodes[node.id]?.touches.replicas.contains {
                !replicas.contains($0) && $0 != id.replica
            } ?? false
        }
        if strangers {
            skipped.append("somebody else worked on what was made")
        } else if !replay.isSectionRoot(creation.node) {
            emit(.delete(node: creation.node))
        }
    }

    private mutating func undoDelete(of node: NodeID) {
        if replay.nodes.number(of: node).map({ replay.isPurged($0) }) ?? false {
            skipped.append("what was deleted was purged from the trash")
            return
        }
        let standing = replay.nodes[node]?.deletes.filter { $0.state == .stands } ?? []
        let own = standing.map(\.operation).filter(isOwn)
        guard let parent = replay.nodes.parent(of: node), site.nodes[parent] != nil, !own.isEmpty
        else {
            skipped.append("the deletion does not stand any more")
            return
        }
        emit(.restore(node: node, to: formerPlace(of: node, under: parent), of: own))
    }

    private mutating func undoRestore(of node: NodeID) {
        guard site.nodes[node] != nil else { return }
        emit(.delete(node: node))
    }

    /// - Parameters:
    ///   - parent: Where the move to undo had put it.
    ///   - slot: The placement that the move replaced.
    private mutating func undoMove(
        of node: NodeID, to parent: NodeID, from slot: OperationID, step: UndoStep
    ) {
        guard let origin = step.origins.first(where: { $0.node == node }), site.nodes[node] != nil
        else { return }
        guard let placed = replay.nodes[node]?.placed, isOwn(placed),
            replay.nodes.parent(of: node) == parent, site.nodes[origin.parent] != nil,
            !replay.isInside(origin.parent, node)
        else {
            skipped.append("what was moved was moved again, or its old place is gone")
            return
        }
        noteOrigin(of: node)
        emit(.move(node: node, to: oldPlace(of: origin, slot: slot), from: placed))
    }

    /// The living sibling before a slot; `isThere` is false when the parent has no such slot.
    private func leftNeighbour(of slot: OperationID, in parent: NodeID, except node: NodeID)
        -> (isThere: Bool, node: NodeID?)
    {
        guard let slots = replay.nodes[parent]?.slots, let number = slots.number(of: slot) else {
            return (false, nil)
        }
        let left = slots.standing(before: number).last {
            replay.nodes[$0].id != node && !replay.nodes[$0].isDeletedItself
        }
        return (true, left.map { replay.nodes[$0].id })
    }

    /// The old slot while the left neighbour is still the same; else beside the old left neighbour, else the right
    /// one, else last.
    private func oldPlace(of origin: UndoStep.Origin, slot: OperationID) -> Place {
        let siblings = (site.nodes[origin.parent]?.children ?? []).filter { $0 != origin.node }
        let left = leftNeighbour(of: slot, in: origin.parent, except: origin.node)
        if left.isThere, left.node == origin.left {
            return Place(parent: origin.parent, anchor: slot)
        }
        if origin.left == nil, let right = origin.right, siblings.first == right {
            return Place(parent: origin.parent, anchor: nil)
        }
        if let left = origin.left, siblings.contains(left) {
            return Place(parent: origin.parent, anchor: replay.nodes[left]?.placed)
        }
        if let right = origin.right, let index = siblings.firstIndex(of: right) {
            let left = index > 0 ? siblings[index - 1] : nil
            return Place(parent: origin.parent, anchor: left.flatMap { replay.nodes[$0]?.placed })
        }
        return Place(
            parent: origin.parent, anchor: siblings.last.flatMap { replay.nodes[$0]?.placed })
    }
}

extension Operation {
    /// The element whose classes the operation changes.
    fileprivate var classes: NodeID? {
        switch self {
        case .addClass(let node, _), .removeClass(let node, _): node
        default: nil
        }
    }
}
