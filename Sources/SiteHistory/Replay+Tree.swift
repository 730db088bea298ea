import SiteModel

/// Creation, moves, deletes and restores (design §4, Tree; Delete against edit).
extension Replay {
    mutating func create(_ creation: Creation, by author: Author) -> NoEffect? {
        if let node = nodes.number(of: creation.node) {
            if known(creation.node, to: author) == nil { bear(node, again: creation, by: author) }
            return .alreadyExists
        }
        if frozen.contains(creation.place.parent) { return .frozen }
        let spot: Spot
        switch self.spot(for: creation.content, at: creation.place, by: author, isCreation: true) {
        case .failure(let fault): return fault.reason
        case .success(let found): spot = found
        }
        let isTooDeep = depth(of: spot.parent) + 1 > Replay.depthMax
        let node = isTooDeep ? NodeNumber.none : NodeNumber(nodes.count)
        let slot = makeSlot(for: node, at: spot, by: author)
        if isTooDeep { return .tooDeep }
        nodes.append(record(of: creation, order: nodes.count, by: author))
        for field in creation.fields where field.name == .name || field.name == .path {
            losers[author.id] = creation.node
        }
        stand(node, in: slot, under: spot.parent, by: author)
        for assignment in creation.texts { insertInitial(assignment, of: node) }
        touch(node, by: author)
        return nil
    }

    /// A creation of a node that is there makes nothing, but whoever had seen it knows the node, and means its place.
    private mutating func bear(_ node: NodeNumber, again creation: Creation, by author: Author) {
        guard let created = nodes[node].created, !frozen.contains(creation.place.parent),
            known(creation.place.parent, to: author) != nil
        else { return }
        births[creation.node, default: []].append(author.id)
        bornAs[author.id] = created
    }

    private func record(of creation: Creation, order: Int, by author: Author) -> NodeRecord {
        var record = NodeRecord(
            creation.node, content: creation.content, created: author.id, order: order)
        record.registers.reserveCapacity(creation.fields.count)
        for field in creation.fields {
            record.registers.put(
                Register(initial: field.value, by: author.id, rank: operationCount),
                at: field.name)
            record.noteAttribute(field.name)
        }
        for name in creation.classes where !record.classes.contains(where: { $0.name == name }) {
            record.classes.append(ClassEntry(name: name, addedBy: author.id))
        }
        return record
    }

    /// Whoever knows the node has seen the text it was born with.
    private mutating func insertInitial(_ assignment: TextAssignment, of node: NodeNumber) {
        let text: String
        switch assignment.text {
        case .inline(let inline): text = inline
        case .blob(let digest): text = String(decoding: blobs[digest] ?? [], as: UTF8.self)
        }
        let ref = TextRef(nodes[node].id, assignment.key)
        texts[ref] = TextHistory(base: text)
        unsettled.insert(ref)
        nodes[node].textKeys.append(assignment.key)
    }

    mutating func move(_ id: NodeID, to place: Place, by author: Author) -> NoEffect? {
        guard let node = known(id, to: author) else { return .unknownNode }
        switch spot(toPut: node, at: place, by: author) {
        case .failure(let fault): return fault.reason
        case .success(let spot):
            let fault = put(node, at: spot, by: author)
            if fault == nil { touch(node, by: author) }
            return fault
        }
    }

    mutating func delete(_ id: NodeID, by author: Author) -> NoEffect? {
        guard let node = known(id, to: author) else { return .unknownNode }
        if isSectionRoot(node) || node == .root { return .misplaced }
        let touch = lastTouch(inside: node, unseenBy: author)
        nodes[node].deletes.append(
            DeleteRecord(operation: author.id, state: touch == nil ? .stands : .void))
        if let touch {
            voidDeletes[author.id] = VoidDelete(node: id, touch: touch)
            losers[author.id] = id
        } else {
            noteDeletion(of: node)
            markAppearance(of: node)
        }
        return nil
    }

    mutating func restore(
        _ id: NodeID, to place: Place, of deletes: [OperationID], by author: Author
    ) -> NoEffect? {
        guard let node = known(id, to: author) else { return .unknownNode }
        let spot: Spot
        switch self.spot(toPut: node, at: place, by: author) {
        case .failure(let fault): return fault.reason
        case .success(let found): spot = found
        }
        for position in nodes[node].deletes.indices
        where deletes.contains(nodes[node].deletes[position].operation) {
            nodes[node].deletes[position].state = .restored
            voidDeletes.removeValue(forKey: nodes[node].deletes[position].operation)
        }
        noteDeletion(of: node)
        markAppearance(of: node)
        let fault = put(node, at: spot, by: author)
        touch(node, by: author)
        return fault
    }

    /// Takes note of whether a delete or a purge of the node itself stands.
    mutating func noteDeletion(of node: NodeNumber) {
        let id = nodes[node].id
        let isDeleted = nodes[node].isDeletedItself
        nodes.places[node.index].isPurged = purges[id] != nil
        nodes.places[node.index].isDeleted = isDeleted || purges[id] != nil
        if isDeleted { deleted[id] = true } else { deleted.removeValue(forKey: id) }
    }

    /// Everything in a node, and its parent's list, is shown otherwise than before.
    mutating func markAppearance(of node: NodeNumber) {
        markSubtree(node)
        if nodes.places[node.index].parent.isSome {
            dirty.insert(nodes[nodes.places[node.index].parent].id)
        }
    }

    // MARK: Places

    /// Where a placement goes: a parent, and the slot left of it.
    private struct Spot {
        let parent: NodeNumber
        let left: SlotNumber
    }

    private struct Misplacement: Error {
        let reason: NoEffect
    }

    /// Where a node that stands somewhere may go.
    private func spot(toPut node: NodeNumber, at place: Place, by author: Author)
        -> Result<Spot, Misplacement>
    {
        if frozen.contains(place.parent) { return .failure(Misplacement(reason: .frozen)) }
        if isSectionRoot(node) || node == .root {
            return .failure(Misplacement(reason: .misplaced))
        }
        return spot(for: nodes[node].content, at: place, by: author, isCreation: false)
    }

    /// Where a node of this content may go, as far as that does not depend on what moved.
    private func spot(
        for content: NodeContent, at place: Place, by author: Author, isCreation: Bool
    ) -> Result<Spot, Misplacement> {
        guard let parent = known(place.parent, to: author) else {
            return .failure(Misplacement(reason: .unknownNode))
        }
        let kind = nodes.places[parent.index].kind
        guard Replay.allows(content.kind, under: kind),
            kind != .section || (isCreation && nodes[parent].slots.isEmpty)
        else { return .failure(Misplacement(reason: .misplaced)) }
        guard let anchor = place.anchor else {
            return .success(Spot(parent: parent, left: .none))
        }
        guard let left = nodes[parent].slots.number(of: bornAs[anchor] ?? anchor) else {
            return .failure(Misplacement(reason: .unknownSlot))
        }
        return .success(Spot(parent: parent, left: left))
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

    private mutating func makeSlot(for node: NodeNumber, at spot: Spot, by author: Author)
        -> SlotNumber
    {
        nodes[spot.parent].changeSlots { [index] slots in
            slots.insert(author.id, of: node, rightOf: spot.left, by: author, in: index)
        }
    }

    /// Makes the slot and, unless that would close a cycle, stands the node in it.
    private mutating func put(_ node: NodeNumber, at spot: Spot, by author: Author) -> NoEffect? {
        let slot = makeSlot(for: node, at: spot, by: author)
        let old = nodes.places[node.index].parent
        guard let current = nodes[node].placed else { return .unknownNode }
        let closesCycle = isInside(spot.parent, node)
        if closesCycle || wouldBeTooDeep(node, under: spot.parent) {
            moveConflicts[author.id] = MoveConflict(
                node: nodes[node].id, lost: side(author.id, under: spot.parent),
                shown: side(current, under: old))
            return closesCycle ? .cycle : .tooDeep
        }
        if old != spot.parent, !isSeen(current, on: node, by: author) {
            moveConflicts[current] = MoveConflict(
                node: nodes[node].id, lost: side(current, under: old),
                shown: side(author.id, under: spot.parent))
        }
        let wasAlive = isAlive(old)
        leave(node)
        stand(node, in: slot, under: spot.parent, by: author)
        if wasAlive != isAlive(spot.parent) { markSubtree(node) }
        return nil
    }

    private func side(_ operation: OperationID, under parent: NodeNumber) -> MoveConflict.Side {
        MoveConflict.Side(
            operation: operation, parent: parent.isSome ? nodes[parent].id : nil)
    }

    /// Takes a node out of its slot, which stays.
    private mutating func leave(_ node: NodeNumber) {
        let (parent, slot) = (nodes.places[node.index].parent, nodes.places[node.index].slot)
        guard parent.isSome else { return }
        nodes[parent].changeSlots { $0.take(slot, false) }
        dirty.insert(nodes[parent].id)
    }

    private mutating func stand(
        _ node: NodeNumber, in slot: SlotNumber, under parent: NodeNumber, by author: Author
    ) {
        nodes.places[node.index].parent = parent
        nodes.places[node.index].slot = slot
        nodes[node].placed = author.id
        nodes[parent].changeSlots { $0.take(slot, true) }
        dirty.insert(nodes[node].id)
        dirty.insert(nodes[parent].id)
        raiseHeight(above: node)
    }

    // MARK: Touching

    /// The last touch in replay order of the node or of anything in it that the author had not seen.
    ///
    /// Whatever an author has not seen is in the log by the time his operation is replayed.
    func lastTouch(inside node: NodeNumber, unseenBy author: Author) -> OperationID? {
        if hasSeenAll(author) { return nil }
        var last: (id: OperationID, position: UInt64)?
        for inside in structuralSubtree(of: node) {
            for touch in nodes[inside].touches.all where !isSeen(touch, on: inside, by: author) {
                let position = index.position(of: touch) ?? .max
                if position > last?.position ?? 0 { last = (touch, position) }
            }
        }
        return last?.id
    }

    /// An operation changed the node: concurrent deletes and purges of it and of what it is in become void.
    mutating func touch(_ node: NodeNumber, by author: Author) {
        nodes[node].touches.note(author.id)
        guard !deleted.isEmpty || !purges.isEmpty else { return }
        var here = node
        while here.isSome {
            if nodes.places[here.index].isPurged { voidPurges(of: here, unseenBy: author) }
            if nodes.places[here.index].isDeleted { voidDeletes(of: here, unseenBy: author) }
            here = nodes.places[here.index].parent
        }
    }

    private mutating func voidDeletes(of node: NodeNumber, unseenBy author: Author) {
        for position in nodes[node].deletes.indices
        where nodes[node].deletes[position].state == .stands {
            let delete = nodes[node].deletes[position].operation
            guard !index.isSeen(delete, by: author) else { continue }
            nodes[node].deletes[position].state = .void
            voidDeletes[delete] = VoidDelete(node: nodes[node].id, touch: author.id)
            losers[delete] = nodes[node].id
        }
        guard !nodes[node].isDeletedItself else { return }
        noteDeletion(of: node)
        markAppearance(of: node)
    }
}
