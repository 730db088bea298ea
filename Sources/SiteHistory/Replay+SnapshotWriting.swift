import SiteModel

/// The state of a log that everybody has seen, as canonical bytes: what later operations can need of it, and no more.
///
/// Every later author has seen all of it (its position is at or below `stable`). So:
///  - texts are strings: no later operation is concurrent to a character of them;
///  - where operations stood in the log is forgotten; how far each chain had come is kept;
///  - touches are kept only where they tell an undo that somebody else worked on a node;
///  - whole replacements of texts can collide with no later one; rows of collisions stay;
///  - a delete that a restore named is spent; void ones stay, for a later restore may name them and so close their row;
///  - **every slot stays**, a tombstone too. An anchor is the slot of the left living sibling at V(o), but it need not
///    be taken any more when the operation is replayed, an undo names the slot a node once stood in, and a restore names
///    the slot of a deleted one: which slots nobody can name depends on what authors undo later. And a slot that nobody
///    names is still a right origin: it orders later siblings, differently from the slot that would take its place.
///  - of what a purge took only the places are kept: nobody can name it any more, and its slots order others;
///  - registers keep what reopening gives back, conflicts and closings stay, open or not: a closing may be reopened.
extension Replay {
    /// The newest form. Where no batch was written anew it is 1, which cannot say so; where no media is left out at most 2.
    static let snapshotVersion: UInt64 = 3

    /// Nil where a newer program's operation froze something: what came behind it must be replayed once it is known.
    ///
    /// - Parameter end: The position of this state and the log's digest there; texts are settled.
    func snapshotBytes(at end: LogEnd) -> [UInt8]? {
        guard frozen.isEmpty, !isFrozen else { return nil }
        var out = ByteWriter()
        let lacksMedia = self.lacksMedia
        // A state with none of these is written as before there were such.
        let isPlain = retired.isEmpty && purges.isEmpty && !lacksMedia
        out.varint(isPlain ? 1 : lacksMedia ? 3 : 2)
        out.node(site)
        out.varint(end.position)
        out.digest(end.digest.value)
        out.count(operationCount)
        out.commonIndex(index)
        if !isPlain {
            let ends = retired.keys.sorted { ($0.operation, $0.link) < ($1.operation, $1.link) }
            out.list(ends) { $0.chainEnd($1) }
        }
        let whole = lacksMedia ? blobs : blobs.merging(media) { text, _ in text }
        out.list(whole.sorted { $0.key < $1.key }) { $0.run($1.value) }
        if lacksMedia { out.list(media.keys.sorted()) { $0.digest($1) } }
        out.count(nodes.count)
        for number in nodes.all { write(number, to: &out) }
        for number in nodes.all {
            let slots = nodes[number].slots
            out.list((0..<slots.count).map { slots[SlotNumber($0)] }) { $0.slot($1) }
        }
        writeConflicts(to: &out)
        if !isPlain {
            out.list(purges.sorted { $0.key < $1.key }) {
                $0.node($1.key)
                $0.list($1.value.sorted()) { $0.operationID($1) }
            }
        }
        return out.bytes
    }

    /// What is left of a node that a purge took: its place.
    private func husk(of record: NodeRecord) -> NodeRecord {
        var husk = NodeRecord(
            record.id, content: NodeContent(kind: record.content.kind), created: record.created,
            order: Int(record.order))
        husk.placed = record.placed
        return husk
    }

    /// A node is written as the creation that would make it as it is, and what a creation cannot say.
    private func write(_ number: NodeNumber, to out: inout ByteWriter) {
        let record = isPurged(number) ? husk(of: nodes[number]) : nodes[number]
        var initial: [FieldAssignment] = []
        var rank = 0
        var histories: [(name: FieldName, history: Register.History)] = []
        for (name, register) in record.registers {
            if let first = register.initial {
                initial.append(FieldAssignment(name, .text(first.text)))
                rank = first.rank
            } else {
                histories.append((name, register.history))
            }
        }
        let parent = nodes.parent(of: record.id) ?? site
        let texts = Set(record.textKeys).sorted().map { key in
            TextAssignment(key, .inline(self.texts[TextRef(record.id, key)]?.text ?? ""))
        }
        out.operation(
            .create(
                Creation(
                    node: record.id, place: Place(parent: parent, anchor: record.placed),
                    content: record.content, fields: initial, texts: texts)))
        out.optional(record.created) { $0.operationID($1) }
        out.count(rank)
        out.count(nodes.places[number.index].slot.index + 1)
        out.list(record.attributeOrder) { $0.string($1) }
        out.list(record.classes) {
            $0.string($1.name)
            $0.list($1.adds) { $0.operationID($1) }
        }
        out.list(histories.sorted { $0.name < $1.name }) {
            $0.string($1.name.rawValue)
            $0.history($1.history)
        }
        out.list(strangersTouches(of: record)) { $0.operationID($1) }
        out.list(record.deletes.filter { $0.state != .restored }) {
            $0.operationID($1.operation)
            $0.byte($1.state == .stands ? 0 : 1)
        }
    }

    /// Touches by others than who made the node.
    private func strangersTouches(of record: NodeRecord) -> [OperationID] {
        guard let created = record.created else { return [] }
        return record.touches.all.filter { $0.replica != created.replica }.sorted()
    }

    private func writeConflicts(to out: inout ByteWriter) {
        out.list(moveConflicts.sorted { $0.key < $1.key }) {
            $0.operationID($1.key)
            $0.node($1.value.node)
            $0.side($1.value.lost)
            $0.side($1.value.shown)
        }
        out.list(voidDeletes.sorted { $0.key < $1.key }) {
            $0.operationID($1.key)
            $0.node($1.value.node)
            $0.operationID($1.value.touch)
        }
        out.list(contestedTexts) {
            $0.node($1.node)
            $0.string($1.key.field)
            $0.string($1.key.locale)
        }
        for rows in [wholeConflicts, notedConflicts] {
            out.list(unpurged(rows).sorted { $0.id < $1.id }) { $0.operation(.conflict($1)) }
        }
        out.list(closings.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }) {
            $0.string($1.key.description)
            closings(of: $1.value, to: &$0)
        }
        out.list(losers.sorted { $0.key < $1.key }) {
            $0.operationID($1.key)
            $0.node($1.value)
        }
    }

    /// Rows whose node no purge took: these hold values of it.
    private func unpurged(_ rows: PersistentMap<ConflictID, Conflict>) -> [Conflict] {
        rows.values.filter { row in nodes.number(of: row.node).map { !isPurged($0) } ?? true }
    }

    /// Texts that were replaced whole and have a row: a resolve finds its text among them.
    private var contestedTexts: [TextRef] {
        let fields = Set(unpurged(wholeConflicts).map { [$0.node.description, $0.id.field] })
        return wholes.keys.filter {
            fields.contains([$0.node.description, $0.key.description])
        }.sorted()
    }

    private func closings(of list: [Closing], to out: inout ByteWriter) {
        out.count(list.count)
        for (place, closing) in list.enumerated() {
            out.operationID(closing.author.id)
            out.string(closing.choice)
            let before = list[..<place].map(\.author.id)
            out.list(before.filter { hasSeen(closing, $0) }) { $0.operationID($1) }
        }
    }
}

extension ByteWriter {
    /// What is left of an index when everybody has seen all of it: how far each chain had come, and what a chain or an
    /// epoch goes on from.
    fileprivate mutating func commonIndex(_ index: CausalIndex) {
        list(index.runs.sorted { $0.key < $1.key }) {
            $0.word($1.key.rawValue)
            $0.varint($1.value.last?.last ?? 0)
        }
        list(index.predecessors.sorted { $0.key < $1.key }) {
            $0.word($1.key.rawValue)
            $0.chainEnd($1.value)
        }
        list(index.lineages) { $0.operation(.lineage($1)) }
    }

    fileprivate mutating func chainEnd(_ end: ChainEnd) {
        operationID(end.operation)
        digest(end.link)
    }

    fileprivate mutating func slot(_ slot: Slot) {
        operationID(slot.operation)
        count(slot.node.index + 1)
        count(slot.left.index + 1)
        count(slot.right.index + 1)
    }

    fileprivate mutating func side(_ side: MoveConflict.Side) {
        operationID(side.operation)
        optional(side.parent) { $0.node($1) }
    }

    fileprivate mutating func history(_ history: Register.History) {
        list(history.live) {
            $0.replaced(
                Register.Replaced(
                    operation: $1.operation, value: $1.value, was: $1.was, rank: $1.rank))
            $0.list($1.replaced) { $0.replaced($1) }
        }
        list(history.past.sorted { $0.key < $1.key }) {
            $0.operationID($1.key)
            $0.list($1.value) { $0.replaced($1) }
        }
    }

    private mutating func replaced(_ value: Register.Replaced) {
        operationID(value.operation)
        fieldValue(value.value)
        fieldValue(value.was)
        count(value.rank)
    }

    private mutating func fieldValue(_ value: FieldValue?) {
        switch value {
        case nil: byte(0)
        case .text(let text):
            byte(1)
            string(text)
        case .raw(let source, let reason):
            byte(2)
            string(source)
            string(reason)
        }
    }
}
