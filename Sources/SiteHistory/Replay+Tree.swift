import SiteModel

/// Creation, moves, deletes and restores (design §4, Tree; Delete against edit).
extension Replay {
    mutating func create(_ creation: Creation, by author: Author) -> NoEffect? {
        if nodes[creation.node] != nil { return .alreadyExists }
        let parent = creation.place.parent
        if frozen.contains(parent) { return .frozen }
        if let fault = placementFault(
            creation.content, at: creation.place, by: author, isCreation: true)
        {
            return fault
        }
        makeSlot(for: creation.node, at: creation.place, by: author)
        if depth(of: parent) + 1 > Replay.depthMax { return .tooDeep }
        let order = noteCreation(of: creation.node, by: author)
        nodes[creation.node] = record(of: creation, order: order, by: author)
        for field in creation.fields where field.name == .name || field.name == .path {
            losers[author.id] = creation.node
        }
        nodes[creation.node]?.parent = parent
        nodes[creation.node]?.placed = author.id
        for assignment in creation.texts {
            insertInitial(assignment, of: creation.node)
        }
        dirty.insert(creation.node)
        dirty.insert(parent)
        touch(creation.node, by: author)
        return nil
    }

    private func record(of creation: Creation, order: Int, by author: Author) -> NodeRecord {
        var record = NodeRecord(content: creation.content, order: order)
        for field in creation.fields {
            record.registers[field.name] = Register(live: [
                Register.Value(
                    operation: author.id, value: field.value, was: nil, replaced: [],
                    rank: operationCount)
            ])
            record.noteAttribute(field.name)
        }
        for name in creation.classes where !record.classes.contains(where: { $0.name == name }) {
            record.classes.append(ClassEntry(name: name, adds: [author.id]))
        }
        return record
    }

    /// Whoever knows the node has seen the text it was born with.
    private mutating func insertInitial(_ assignment: TextAssignment, of node: NodeID) {
        let text: String
        switch assignment.text {
        case .inline(let inline): text = inline
        case .blob(let digest): text = String(decoding: blobs[digest] ?? [], as: UTF8.self)
        }
        let ref = TextRef(node, assignment.key)
        texts[ref] = TextHistory(base: text)
        unsettled.insert(ref)
        nodes[node]?.textKeys.append(assignment.key)
    }

    mutating func move(_ node: NodeID, to place: Place, by author: Author) -> NoEffect? {
        guard let record = nodes[node], isKnown(node, to: author) else { return .unknownNode }
        if frozen.contains(place.parent) { return .frozen }
        if isSectionRoot(node) || node == site { return .misplaced }
        if let fault = placementFault(record.content, at: place, by: author, isCreation: false) {
            return fault
        }
        let fault = put(node, at: place, by: author)
        if fault == nil { touch(node, by: author) }
        return fault
    }

    /// Makes the slot and, unless that would close a cycle, stands the node in it.
    private mutating func put(_ node: NodeID, at place: Place, by author: Author) -> NoEffect? {
        makeSlot(for: node, at: place, by: author)
        guard let record = nodes[node], let current = record.placed else { return .unknownNode }
        let closesCycle = isInside(place.parent, node)
        if closesCycle || depth(of: place.parent) + 1 + height(of: node) > Replay.depthMax {
            noteMoveConflict(
                of: node, loser: author.id, lostParent: place.parent, shown: current,
                shownParent: record.parent)
            return closesCycle ? .cycle : .tooDeep
        }
        if !index.isSeen(current, by: author), record.parent != place.parent {
            noteMoveConflict(
                of: node, loser: current, lostParent: record.parent, shown: author.id,
                shownParent: place.parent)
        }
        if let old = record.parent { dirty.insert(old) }
        nodes[node]?.parent = place.parent
        nodes[node]?.placed = author.id
        dirty.insert(node)
        dirty.insert(place.parent)
        dirtySubtrees.insert(node)
        return nil
    }

    mutating func delete(_ node: NodeID, by author: Author) -> NoEffect? {
        guard nodes[node] != nil, isKnown(node, to: author) else { return .unknownNode }
        if isSectionRoot(node) || node == site { return .misplaced }
        let touch = lastTouch(inside: node, unseenBy: author)
        nodes[node]?.deletes.append(
            DeleteRecord(operation: author.id, state: touch == nil ? .stands : .void))
        if let touch {
            voidDeletes[author.id] = VoidDelete(node: node, touch: touch)
            losers[author.id] = node
        }
        dirtySubtrees.insert(node)
        if let parent = nodes[node]?.parent { dirty.insert(parent) }
        return nil
    }

    mutating func restore(
        _ node: NodeID, to place: Place, of deletes: [OperationID], by author: Author
    ) -> NoEffect? {
        guard let record = nodes[node], isKnown(node, to: author) else { return .unknownNode }
        if frozen.contains(place.parent) { return .frozen }
        if isSectionRoot(node) || node == site { return .misplaced }
        if let fault = placementFault(record.content, at: place, by: author, isCreation: false) {
            return fault
        }
        for position in record.deletes.indices
        where deletes.contains(record.deletes[position].operation) {
            nodes[node]?.deletes[position].state = .restored
            voidDeletes.removeValue(forKey: record.deletes[position].operation)
        }
        let fault = put(node, at: place, by: author)
        touch(node, by: author)
        dirtySubtrees.insert(node)
        if let parent = nodes[node]?.parent { dirty.insert(parent) }
        return fault
    }

    // MARK: Touching

    /// The last touch in replay order of the node or of anything in it that the author had not seen.
    ///
    /// Whatever an author has not seen is in the log by the time his operation is replayed.
    private func lastTouch(inside node: NodeID, unseenBy author: Author) -> OperationID? {
        var last: (id: OperationID, position: UInt64)?
        structuralSubtree(of: node) { inside in
            for (replica, seq) in nodes[inside]?.touches ?? [:] {
                let touch = OperationID(replica: replica, seq: seq)
                guard !index.isSeen(touch, by: author) else { continue }
                let position = index.position(of: touch) ?? .max
                if position > last?.position ?? 0 { last = (touch, position) }
            }
        }
        return last?.id
    }

    /// An operation changed the node: concurrent deletes of it and of what it is in become void.
    mutating func touch(_ node: NodeID, by author: Author) {
        nodes[node]?.touches[author.id.replica] = author.id.seq
        var next: NodeID? = node
        while let here = next, let record = nodes[here] {
            for position in record.deletes.indices where record.deletes[position].state == .stands {
                let delete = record.deletes[position].operation
                guard !index.isSeen(delete, by: author) else { continue }
                nodes[here]?.deletes[position].state = .void
                voidDeletes[delete] = VoidDelete(node: here, touch: author.id)
                losers[delete] = here
                dirtySubtrees.insert(here)
                if let parent = record.parent { dirty.insert(parent) }
            }
            next = record.parent
        }
    }

    // MARK: Slots

    /// Whether a node of this content may go there, as far as that does not depend on what moved.
    private func placementFault(
        _ content: NodeContent, at place: Place, by author: Author, isCreation: Bool
    ) -> NoEffect? {
        guard let parent = nodes[place.parent], isKnown(place.parent, to: author) else {
            return .unknownNode
        }
        guard Replay.allows(content.kind, under: parent.content.kind) else { return .misplaced }
        if parent.content.kind == .section, !isCreation || !parent.slots.isEmpty {
            return .misplaced
        }
        if let anchor = place.anchor, parent.slots.last?.operation != anchor,
            !parent.slots.contains(where: { $0.operation == anchor })
        {
            return .unknownSlot
        }
        return nil
    }

    /// Which kinds stand under which.
    static func allows(_ child: NodeKind, under parent: NodeKind) -> Bool {
        switch parent {
        case .site: child == .page || child == .asset
        case .page: child != .site && child != .page && child != .asset
        case .section: child == .element || child == .raw || child == .component
        case .element: child != .site && child != .page && child != .section
        default: false
        }
    }

    private mutating func makeSlot(for node: NodeID, at place: Place, by author: Author) {
        if nodes[place.parent]?.slots.last?.operation == place.anchor {
            let slot = Slot(operation: author.id, node: node, left: place.anchor, right: nil)
            nodes[place.parent]?.slots.append(slot)
            return
        }
        guard let slots = nodes[place.parent]?.slots else { return }
        let start =
            place.anchor.flatMap { anchor in slots.firstIndex { $0.operation == anchor } }.map {
                $0 + 1
            } ?? 0
        let end =
            slots[start...].firstIndex { index.isSeen($0.operation, by: author) } ?? slots.count
        let destination = FugueOrder.place(
            new: FugueOrder.Element(left: start - 1, right: end, replica: author.id.replica),
            from: start, to: end, count: slots.count,
            element: { place in
                FugueOrder.Element(
                    left: slots[place].left.map { left in
                        slots.firstIndex { $0.operation == left } ?? -1
                    } ?? -1,
                    right: slots[place].right.map { right in
                        slots.firstIndex { $0.operation == right } ?? slots.count
                    } ?? slots.count, replica: slots[place].operation.replica)
            }, placeOf: { $0 })
        let slot = Slot(
            operation: author.id, node: node, left: place.anchor,
            right: end == slots.count ? nil : slots[end].operation)
        nodes[place.parent]?.slots.insert(slot, at: destination)
    }

    // MARK: Shape

    /// Whether `node` is `ancestor` or below it.
    func isInside(_ node: NodeID, _ ancestor: NodeID) -> Bool {
        var next: NodeID? = node
        while let here = next {
            if here == ancestor { return true }
            next = nodes[here]?.parent
        }
        return false
    }

    func depth(of node: NodeID) -> Int {
        var depth = 0
        var next = nodes[node]?.parent
        while let here = next {
            depth += 1
            next = nodes[here]?.parent
        }
        return depth
    }

    private func height(of node: NodeID) -> Int {
        var height = 0
        var level = [node]
        while true {
            level = level.flatMap { structuralChildren(of: $0) }
            if level.isEmpty { return height }
            height += 1
        }
    }

    /// The nodes that stand below a parent now, deleted ones too, in order.
    func structuralChildren(of parent: NodeID) -> [NodeID] {
        (nodes[parent]?.slots ?? []).filter { slot in
            guard let record = nodes[slot.node] else { return false }
            return record.parent == parent && record.placed == slot.operation
        }.map(\.node)
    }

    /// The node and all below it, deleted ones too.
    func structuralSubtree(of node: NodeID, visit: (NodeID) -> Void) {
        var stack = [node]
        while let next = stack.popLast() {
            visit(next)
            stack.append(contentsOf: structuralChildren(of: next))
        }
    }

    func isSectionRoot(_ node: NodeID) -> Bool {
        guard let parent = nodes[node]?.parent else { return false }
        return nodes[parent]?.content.kind == .section
    }

    /// Whether no delete of the node or of what it is in stands, and it stands somewhere.
    func isAlive(_ node: NodeID) -> Bool {
        var here = node
        while here != site {
            guard let record = nodes[here], !record.isDeletedItself, let parent = record.parent
            else { return false }
            here = parent
        }
        return true
    }
}
