import SiteModel

/// Turns what a person wants into operations, each applied to a working copy as it is made.
///
/// An edit that cannot be made throws, and the whole transaction is given up: the engine it came from is unchanged.
struct Transaction {
    private(set) var replay: Replay
    private(set) var operations: [Operation] = []
    /// The nodes that it changed, in the order in which they were first.
    private(set) var changed: [NodeID] = []
    private var changedBefore: Set<NodeID> = []
    private(set) var origins: [UndoStep.Origin] = []
    private(set) var classOrders: [UndoStep.ClassOrder] = []
    var reopened: [UndoStep.Reopened] = []
    var skipped: [String] = []
    private(set) var whole: Set<TextRef> = []
    /// What a newer program has frozen and an operation would have changed.
    private var frozen: NodeID?
    /// The document inside the transaction.
    private(set) var site: Site
    let replicas: Set<ReplicaID>
    private let replica: ReplicaID
    private let first: UInt64
    private let base: UInt64

    init(
        replay: Replay, site: Site, replicas: Set<ReplicaID>, replica: ReplicaID, first: UInt64,
        base: UInt64, after: ChainEnd? = nil
    ) {
        self.replay = replay
        if let after { self.replay.index.note(after, before: replica) }
        self.site = site
        self.replicas = replicas
        self.replica = replica
        self.first = first
        self.base = base
    }

    /// The id the next operation will have.
    var nextID: OperationID { OperationID(replica: replica, seq: first + UInt64(operations.count)) }

    /// Appends an operation and applies it.
    mutating func emit(_ operation: Operation, changing node: NodeID? = nil) {
        append(operation)
        show()
        if let node = node ?? operation.node { note(node) }
    }

    private mutating func note(_ node: NodeID) {
        if changedBefore.insert(node).inserted { changed.append(node) }
    }

    private mutating func append(_ operation: Operation) {
        if replay.apply(operation, by: Author(id: nextID, base: base)) == .frozen {
            frozen = frozen ?? operation.node ?? site.id
        }
        operations.append(operation)
    }

    /// Brings the document inside the transaction up to date.
    private mutating func show() {
        _ = replay.settleTexts()
        replay.refresh(replay.takeDirty(), in: &site)
    }

    /// Makes an edit, or throws and leaves the transaction to be given up.
    mutating func apply(_ edit: SiteEdit) throws(HistoryError) {
        try make(edit)
        if let frozen { throw .frozen(frozen) }
    }

    private mutating func make(_ edit: SiteEdit) throws(HistoryError) {
        switch edit {
        case .setText(let ref, let from, let to): try setText(ref, from: from, to: to)
        case .setField(let node, let name, let value): try setField(node, name, to: value)
        case .setClasses(let node, let classes): try setClasses(node, to: classes)
        case .insert(let draft, let parent, let position):
            try insert(draft, under: parent, at: position)
        case .move(let node, let parent, let position): try move(node, under: parent, at: position)
        case .delete(let node): try delete(node)
        case .restore(let node): try restore(node)
        case .duplicate(let node, let ids): try duplicate(node, ids: ids)
        case .replace(let section, let draft): try replace(section, with: draft)
        case .blob(let bytes): emit(.blob(Digest.of(bytes), bytes))
        case .resolve(let id, let choice): try resolve(id, take: choice)
        }
    }

    // MARK: Texts and fields

    func node(_ id: NodeID) throws(HistoryError) -> Node {
        guard let node = site.nodes[id] else { throw .unknownNode(id) }
        return node
    }

    mutating func setText(_ ref: TextRef, from: String, to: String) throws(HistoryError) {
        _ = try node(ref.node)
        let now = site.nodes[ref.node]?.texts[ref.key] ?? ""
        var edits = TextDifference.edits(from: from, to: to, over: now)
        guard edits.contains(where: { !$0.range.isEmpty || !$0.replacement.isEmpty }) else {
            throw .nothingToChange
        }
        if noteWhole(ref, edits) { edits = [TextDifference.spanning(edits, of: now)] }
        emitText(ref, edits)
    }

    /// Marks the batch as one that replaces more than half of a text, where the edits of the text as it is now do.
    @discardableResult
    mutating func noteWhole(_ ref: TextRef, _ edits: [TextEdit]) -> Bool {
        let now = site.nodes[ref.node]?.texts[ref.key] ?? ""
        guard TextDifference.replacesMost(edits, of: now.unicodeScalars.count) else {
            return false
        }
        whole.insert(ref)
        return true
    }

    /// Edits of the text as it is now; the last first, so that no position shifts.
    mutating func emitText(_ ref: TextRef, _ edits: [TextEdit]) {
        for edit in edits.reversed() {
            let at = edit.range.lowerBound
            if !edit.range.isEmpty { emit(.remove(ref, at: at, count: edit.range.count)) }
            if !edit.replacement.isEmpty { emit(.insert(ref, at: at, text: edit.replacement)) }
        }
    }

    mutating func setField(_ id: NodeID, _ name: FieldName, to value: FieldValue?)
        throws(HistoryError)
    {
        let node = try node(id)
        let live = replay.nodes[id]?.registers[name]?.live ?? []
        let shown = node.fields[name]
        guard shown != value else { throw .nothingToChange }
        emit(
            .set(
                node: id, name: name, value: value, over: live.suffix(1).map(\.operation),
                was: shown))
    }

    /// The classes stand in the order that is wanted; a name that is given twice counts once.
    mutating func setClasses(_ id: NodeID, to names: [String]) throws(HistoryError) {
        var wanted: [String] = []
        for name in names where !wanted.contains(name) { wanted.append(name) }
        guard try node(id).classes != wanted else { throw .nothingToChange }
        order(classesOf: id, as: wanted)
    }

    /// Classes stand in the order in which they were added: those behind the first that is missing are added anew.
    mutating func order(classesOf id: NodeID, as wanted: [String]) {
        let now = site[id]?.classes ?? []
        guard now != wanted else { return }
        noteClassOrder(of: id)
        var kept: [String] = []
        var rest = now[...]
        for name in wanted {
            guard let index = rest.firstIndex(of: name) else { break }
            kept.append(name)
            rest = rest[(index + 1)...]
        }
        for name in now where !kept.contains(name) { emit(.removeClass(node: id, name: name)) }
        for name in wanted.dropFirst(kept.count) { emit(.addClass(node: id, name: name)) }
    }

    /// What an undo needs; before the first change of an element's classes.
    mutating func noteClassOrder(of id: NodeID) {
        guard let now = site[id]?.classes, !classOrders.contains(where: { $0.node == id }) else {
            return
        }
        classOrders.append(UndoStep.ClassOrder(node: id, names: now))
    }

    // MARK: Structure

    /// The place of a position among the living children of a parent.
    func place(under parent: NodeID, at position: SiblingPosition, moving: NodeID? = nil)
        throws(HistoryError) -> Place
    {
        let siblings = try node(parent).children.filter { $0 != moving }
        switch position {
        case .first: return Place(parent: parent, anchor: nil)
        case .last:
            return Place(parent: parent, anchor: siblings.last.flatMap { replay.nodes[$0]?.placed })
        case .after(let sibling):
            guard siblings.contains(sibling), let anchor = replay.nodes[sibling]?.placed else {
                throw .unknownNode(sibling)
            }
            return Place(parent: parent, anchor: anchor)
        }
    }

    private func check(_ kind: NodeKind, _ id: NodeID, under parent: NodeID) throws(HistoryError) {
        let above = try node(parent)
        guard Replay.allows(kind, under: above.kind) else { throw .misplaced(id, under: parent) }
        if replay.depth(of: parent) + 2 > Replay.depthMax { throw .tooDeep(limit: Replay.depthMax) }
    }

    mutating func insert(
        _ draft: NodeDraft, under parent: NodeID, at position: SiblingPosition
    ) throws(HistoryError) {
        try check(draft.content.kind, draft.id, under: parent)
        if try node(parent).kind == .section { throw .misplaced(draft.id, under: parent) }
        let place = try place(under: parent, at: position)
        var draft = draft
        takeFreeName(&draft, under: parent)
        try create(draft, at: place)
        show()
        note(draft.id)
    }

    /// Gives a section or page a name that is free where it goes.
    private func takeFreeName(_ draft: inout NodeDraft, under parent: NodeID) {
        let field = draft.content.kind == .section ? FieldName.name : .path
        guard draft.content.kind == .section || draft.content.kind == .page,
            let index = draft.fields.firstIndex(where: { $0.name == field })
        else { return }
        let free = freeName(
            draft.fields[index].value.plain, field: field, under: parent, except: draft.id)
        draft.fields[index].value = .text(free)
    }

    /// The name, or the first of `name-2`, `name-3` … that no living sibling has.
    func freeName(_ name: String, field: FieldName, under parent: NodeID, except own: NodeID)
        -> String
    {
        let taken = Set(
            site.children(of: parent).filter { $0.id != own }.compactMap { $0.fields[field]?.plain }
        )
        return field == .path ? taken.free(name, numbered: Site.numbered) : taken.free(name)
    }

    private mutating func create(_ draft: NodeDraft, at place: Place) throws(HistoryError) {
        guard replay.nodes[draft.id] == nil else { throw .misplaced(draft.id, under: place.parent) }
        let creation = Creation(
            node: draft.id, place: place, content: draft.content,
            fields: draft.fields.map { FieldAssignment($0.name, $0.value) }, classes: draft.classes,
            texts: draft.texts.map { TextAssignment($0.key, $0.value) }.sorted { $0.key < $1.key })
        let isSection = draft.content.kind == .section
        guard !isSection || draft.children.count == 1 else {
            throw .misplaced(draft.id, under: place.parent)
        }
        append(.create(creation))
        var anchor: OperationID?
        for child in draft.children {
            guard Replay.allows(child.content.kind, under: draft.content.kind) else {
                throw .misplaced(child.id, under: draft.id)
            }
            let own = nextID
            try create(child, at: Place(parent: draft.id, anchor: anchor))
            anchor = own
        }
    }

    mutating func move(_ id: NodeID, under parent: NodeID, at position: SiblingPosition)
        throws(HistoryError)
    {
        let moved = try node(id)
        guard !replay.isSectionRoot(id), id != site.id, try node(parent).kind != .section else {
            throw .misplaced(id, under: parent)
        }
        if replay.isInside(parent, id) { throw .wouldNestInsideItself(id) }
        try check(moved.kind, id, under: parent)
        let place = try place(under: parent, at: position, moving: id)
        guard let from = moved.placed else { throw .unknownNode(id) }
        let left = leftNeighbour(of: id)
        if moved.parent == parent, place.anchor == left.flatMap({ replay.nodes[$0]?.placed }) {
            throw .nothingToChange
        }
        noteOrigin(of: id)
        emit(.move(node: id, to: place, from: from))
        let field = moved.kind == .section ? FieldName.name : .path
        guard moved.kind == .section, moved.parent != parent, let name = moved.fields[field]?.plain
        else { return }
        let free = freeName(name, field: field, under: parent, except: id)
        if free != name { try setField(id, field, to: .text(free)) }
    }

    /// The living sibling before a node.
    func leftNeighbour(of id: NodeID) -> NodeID? {
        guard let parent = site.nodes[id]?.parent, let siblings = site.nodes[parent]?.children,
            let index = siblings.firstIndex(of: id), index > 0
        else { return nil }
        return siblings[index - 1]
    }

    private func rightNeighbour(of id: NodeID) -> NodeID? {
        guard let parent = site.nodes[id]?.parent, let siblings = site.nodes[parent]?.children,
            let index = siblings.firstIndex(of: id), index + 1 < siblings.count
        else { return nil }
        return siblings[index + 1]
    }

    mutating func noteOrigin(of id: NodeID) {
        guard let parent = site.nodes[id]?.parent, !origins.contains(where: { $0.node == id })
        else { return }
        origins.append(
            UndoStep.Origin(
                node: id, parent: parent, left: leftNeighbour(of: id), right: rightNeighbour(of: id)
            ))
    }

    mutating func delete(_ id: NodeID) throws(HistoryError) {
        let gone = try node(id)
        guard !replay.isSectionRoot(id), id != site.id else {
            throw .misplaced(id, under: gone.parent ?? id)
        }
        emit(.delete(node: id))
    }

    mutating func restore(_ id: NodeID) throws(HistoryError) {
        guard let number = replay.nodes.number(of: id), !replay.isPurged(number),
            let record = replay.nodes[id], record.isDeletedItself,
            let parent = replay.nodes.parent(of: id)
        else {
            throw .notInTrash(id)
        }
        guard site.nodes[parent] != nil else {
            // The outermost is what is to be restored first.
            let holder = replay.trashed(around: id) ?? parent
            throw .holderInTrash(holder, name: replay.name(ofTrashed: holder))
        }
        let standing = record.deletes.filter { $0.state == .stands }.map(\.operation)
        emit(.restore(node: id, to: formerPlace(of: id, under: parent), of: standing))
    }

    /// Where a deleted node stands: right of its own slot, so that several come back in their old order whichever
    /// comes first.
    func formerPlace(of id: NodeID, under parent: NodeID) -> Place {
        Place(parent: parent, anchor: replay.nodes[id]?.placed)
    }

    mutating func duplicate(_ id: NodeID, ids: [NodeID]) throws(HistoryError) {
        let original = try node(id)
        guard let parent = original.parent, !replay.isSectionRoot(id) else {
            throw .misplaced(id, under: original.parent ?? id)
        }
        guard ids.count >= site.subtree(of: id).count else { throw .tooLarge(limit: ids.count) }
        var fresh = ids[...]
        var draft = site.draft(of: original) { fresh.removeFirst() }
        if original.kind == .section, let name = original.fields[.name]?.plain {
            draft.take(name: freeName(name, field: .name, under: parent, except: draft.id))
        }
        if original.kind != .page { draft.takeFreeIDs(among: site.elementIDs(around: parent)) }
        try insert(draft, under: parent, at: .after(id))
    }
}

extension Site {
    /// A copy of a living subtree as a draft, with ids from `makeID` in document order.
    package func draft(of node: Node, makeID: () -> NodeID) -> NodeDraft {
        let id = makeID()
        let attributes = node.attributeOrder.compactMap { name in
            node.fields[FieldName("a:" + name)].map { (name: FieldName("a:" + name), value: $0) }
        }
        let others = node.fields.filter { $0.key.attributeName == nil }.sorted { $0.key < $1.key }
            .map { (name: $0.key, value: $0.value) }
        return NodeDraft(
            id: id, content: node.content, fields: attributes + others, classes: node.classes,
            texts: node.texts.mapValues { .inline($0) },
            children: children(of: node.id).map { draft(of: $0, makeID: makeID) })
    }
}
