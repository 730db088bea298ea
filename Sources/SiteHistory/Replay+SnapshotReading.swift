import SiteModel

/// A state of a log, read from `Replay.snapshotBytes`.
struct ReplaySnapshot: Sendable {
    let replay: Replay
    let end: LogEnd

    /// Reads exactly one snapshot of a site.
    ///
    /// - Throws: ``DecodingFault`` for anything that is not canonical: what is read must be written as it was. Of bytes that
    ///   are ours that is known.
    init(bytes: [UInt8], site: NodeID, isOurs: Bool = false) throws(DecodingFault) {
        var reader = ByteReader(bytes)
        let version = try reader.varint()
        // What leaves out media is this store's own: anybody else's must have it all.
        guard (1...Replay.snapshotVersion).contains(version), isOurs || version < 3 else {
            throw .malformed("snapshot version", at: 0)
        }
        guard try reader.node() == site else { throw .malformed("snapshot of another site", at: 1) }
        let position = try reader.varint()
        end = LogEnd(position: position, digest: LogDigest(try reader.digest()))
        let operations = try reader.number()
        let index = try reader.commonIndex(at: position)
        var reading = SnapshotReading(
            Replay(site: site, index: index, operationCount: operations, head: position))
        if version > 1 { try reading.readRetired(&reader) }
        try reading.readBlobs(&reader)
        if version > 2 { try reading.readMediaNames(&reader) }
        try reading.readNodes(&reader)
        try reading.readSlots(&reader)
        try reading.checkShape()
        try reading.readConflicts(&reader)
        if version > 1 { try reading.readPurges(&reader) }
        guard reader.isAtEnd, isOurs || reading.replay.snapshotBytes(at: end) == bytes else {
            throw .malformed("snapshot is not canonical", at: reader.position)
        }
        replay = reading.replay
    }
}

/// A replay that grows as its snapshot is read.
private struct SnapshotReading {
    private(set) var replay: Replay
    /// The parent of each node, by number: it may come later than its children.
    private var parents: [NodeID] = []
    /// The slot of each node, likewise.
    private var slots: [SlotNumber] = []

    init(_ empty: Replay) { replay = empty }

    mutating func readRetired(_ reader: inout ByteReader) throws(DecodingFault) {
        for _ in 0..<(try reader.count(unit: 41)) {
            replay.retired[try reader.chainEnd()] = true
        }
    }

    mutating func readBlobs(_ reader: inout ByteReader) throws(DecodingFault) {
        for bytes in try reader.list({ (r) throws(DecodingFault) in try r.run() }) {
            replay.keep(bytes, as: Digest.of(bytes))
        }
    }

    mutating func readMediaNames(_ reader: inout ByteReader) throws(DecodingFault) {
        for _ in 0..<(try reader.count(unit: Digest.byteCount)) {
            replay.media[try reader.digest()] = []
        }
    }

    // MARK: Nodes

    mutating func readNodes(_ reader: inout ByteReader) throws(DecodingFault) {
        let count = try reader.count(unit: 32, max: Int(Int32.max))
        guard count >= 1 else { throw .malformed("snapshot without a root", at: reader.position) }
        replay.nodes.reserveCapacity(count)
        replay.texts.reserveCapacity(count)
        for number in 0..<count { try readNode(NodeNumber(number), &reader) }
    }

    private mutating func readNode(_ number: NodeNumber, _ reader: inout ByteReader)
        throws(DecodingFault)
    {
        guard case .create(let creation) = try reader.operation() else {
            throw .malformed("node", at: reader.position)
        }
        let created = try reader.optional { (r) throws(DecodingFault) in try r.operationID() }
        let isRoot = number == .root
        guard isRoot == (creation.node == replay.site), isRoot == (created == nil),
            isRoot == (creation.place.anchor == nil), isRoot == (creation.content.kind == .site),
            isRoot || replay.nodes.number(of: creation.node) == nil
        else { throw .malformed("node", at: reader.position) }
        var record = NodeRecord(
            creation.node, content: creation.content, created: created, order: number.index)
        record.placed = creation.place.anchor
        try readFields(of: creation, into: &record, &reader)
        record.touches = TouchRecord(
            try reader.list { (r) throws(DecodingFault) in try r.operationID() })
        record.deletes = try reader.list { (r) throws(DecodingFault) in
            DeleteRecord(
                operation: try r.operationID(), state: try r.byte() == 0 ? .stands : .void)
        }
        record.textKeys = creation.texts.map(\.key)
        for assignment in creation.texts {
            guard case .inline(let text) = assignment.text else {
                throw .malformed("text", at: reader.position)
            }
            replay.texts[TextRef(creation.node, assignment.key)] = TextHistory(base: text)
        }
        parents.append(creation.place.parent)
        if isRoot { replay.nodes[.root] = record } else { replay.nodes.append(record) }
        if record.isDeletedItself { replay.noteDeletion(of: number) }
    }

    private mutating func readFields(
        of creation: Creation, into record: inout NodeRecord, _ reader: inout ByteReader
    ) throws(DecodingFault) {
        let rank = try reader.number()
        slots.append(SlotNumber(try reader.number() - 1))
        for field in creation.fields {
            guard let created = record.created else {
                throw .malformed("field of the root", at: reader.position)
            }
            record.registers.put(
                Register(initial: field.value, by: created, rank: rank), at: field.name)
        }
        record.attributeOrder = try reader.list { (r) throws(DecodingFault) in try r.string() }
        record.classes = try reader.list { (r) throws(DecodingFault) in try r.classEntry() }
        for _ in 0..<(try reader.count(unit: 3)) {
            let name = FieldName(try reader.string())
            let history = try reader.history()
            record.registers.put(Register(history), at: name)
            if history.live.count > 1 {
                replay.contested[Replay.FieldRef(node: record.id, name: name)] = true
            }
            for value in history.live where value.operation != record.created {
                replay.liveSets[value.operation] = record.id
            }
        }
    }

    // MARK: Places

    mutating func readSlots(_ reader: inout ByteReader) throws(DecodingFault) {
        let index = replay.index
        for number in replay.nodes.all {
            let count = try reader.count(unit: 12)
            for _ in 0..<count {
                let operation = try reader.operationID()
                let node = try reader.number() - 1
                let left = try reader.number() - 1
                let right = try reader.number() - 1
                let isPossible =
                    node < replay.nodes.count
                    && replay.nodes[number].changeSlots {
                        $0.insert(
                            operation, of: NodeNumber(node), between: SlotNumber(left),
                            and: SlotNumber(right), in: index)
                    }
                guard isPossible else { throw .malformed("slot", at: reader.position) }
            }
        }
        for number in replay.nodes.all where number != .root {
            guard stand(number) else { throw .malformed("place of a node", at: reader.position) }
        }
    }

    /// Stands a node in the slot that it names.
    private mutating func stand(_ node: NodeNumber) -> Bool {
        let slot = slots[node.index]
        guard let parent = replay.nodes.number(of: parents[node.index]), slot.isSome,
            slot.index < replay.nodes[parent].slots.count,
            replay.nodes[parent].slots[slot].node == node,
            replay.nodes[parent].slots[slot].operation == replay.nodes[node].placed
        else { return false }
        replay.nodes.places[node.index].parent = parent
        replay.nodes.places[node.index].slot = slot
        replay.nodes[parent].changeSlots { $0.take(slot, true) }
        return true
    }

    /// Whether every node is below the root, and none too deep.
    mutating func checkShape() throws(DecodingFault) {
        var depths = [Int](repeating: -1, count: replay.nodes.count)
        depths[NodeNumber.root.index] = 0
        for number in replay.nodes.all {
            var path: [NodeNumber] = []
            var here = number
            while depths[here.index] < 0 {
                path.append(here)
                here = replay.nodes.places[here.index].parent
                guard path.count <= Replay.depthMax, here.isSome else {
                    throw .malformed("a node that is not below the root", at: 0)
                }
            }
            var depth = depths[here.index]
            for node in path.reversed() {
                depth += 1
                depths[node.index] = depth
            }
            guard depth <= Replay.depthMax else { throw .overLimit("depth \(depth)") }
            replay.raiseHeight(above: number)
        }
    }

    // MARK: Conflicts

    mutating func readConflicts(_ reader: inout ByteReader) throws(DecodingFault) {
        for _ in 0..<(try reader.count(unit: 9)) {
            let loser = try reader.operationID()
            let node = try reader.node()
            let lost = try reader.side()
            replay.moveConflicts[loser] = MoveConflict(
                node: node, lost: lost, shown: try reader.side())
        }
        for _ in 0..<(try reader.count(unit: 9)) {
            let delete = try reader.operationID()
            let node = try reader.node()
            replay.voidDeletes[delete] = VoidDelete(node: node, touch: try reader.operationID())
        }
        for _ in 0..<(try reader.count(unit: 16)) {
            let node = try reader.node()
            let field = try reader.string()
            replay.wholes[TextRef(node, TextKey(field, try reader.string()))] = []
        }
        for row in try reader.rows() { replay.wholeConflicts[row.id] = row }
        for row in try reader.rows() { replay.notedConflicts[row.id] = row }
        try readClosings(&reader)
        for _ in 0..<(try reader.count(unit: 25)) {
            let loser = try reader.operationID()
            replay.losers[loser] = try reader.node()
        }
    }

    mutating func readPurges(_ reader: inout ByteReader) throws(DecodingFault) {
        for _ in 0..<(try reader.count(unit: 26)) {
            let node = try reader.node()
            let purges = try reader.list { (r) throws(DecodingFault) in try r.operationID() }
            guard let number = replay.nodes.number(of: node), !purges.isEmpty else {
                throw .malformed("purge", at: reader.position)
            }
            replay.purges[node] = purges
            replay.noteDeletion(of: number)
        }
    }

    private mutating func readClosings(_ reader: inout ByteReader) throws(DecodingFault) {
        for _ in 0..<(try reader.count()) {
            guard let conflict = ConflictID(try reader.string()) else {
                throw .malformed("conflict", at: reader.position)
            }
            let list = try reader.list { (r) throws(DecodingFault) in try r.closing() }
            guard replay.closings[conflict] == nil, !list.isEmpty else {
                throw .malformed("closings", at: reader.position)
            }
            replay.closings[conflict] = list
            for closing in list { replay.closed[closing.author.id, default: []].append(conflict) }
        }
    }
}

extension ByteReader {
    /// A number that is no count of bytes to come.
    fileprivate mutating func number() throws(DecodingFault) -> Int {
        let value = try varint()
        guard value < UInt64(Int32.max) else { throw .overLimit("number \(value)") }
        return Int(value)
    }

    /// See `ByteWriter.commonIndex`.
    fileprivate mutating func commonIndex(at position: UInt64) throws(DecodingFault)
        -> CausalIndex
    {
        var chains: [ReplicaID: UInt64] = [:]
        for _ in 0..<(try count(unit: 9)) {
            let replica = ReplicaID(rawValue: try word())
            let last = try varint()
            guard last >= 1, last <= position else { throw .malformed("chain", at: self.position) }
            chains[replica] = last
        }
        var predecessors: [ReplicaID: ChainEnd] = [:]
        for _ in 0..<(try count(unit: 49)) {
            let replica = ReplicaID(rawValue: try word())
            predecessors[replica] = try chainEnd()
        }
        guard !ByteReader.hasCycle(predecessors) else {
            throw .malformed("chain that goes on from itself", at: self.position)
        }
        let lineages = try list { (r) throws(DecodingFault) -> Lineage in
            guard case .lineage(let lineage) = try r.operation() else {
                throw .malformed("lineage", at: r.position)
            }
            return lineage
        }
        return CausalIndex(
            common: position, chains: chains, predecessors: predecessors, lineages: lineages)
    }

    fileprivate mutating func chainEnd() throws(DecodingFault) -> ChainEnd {
        let last = try operationID()
        return ChainEnd(replica: last.replica, seq: last.seq, link: try digest())
    }

    private static func hasCycle(_ predecessors: [ReplicaID: ChainEnd]) -> Bool {
        predecessors.keys.contains { start in
            var next = predecessors[start]?.replica
            var steps = 0
            while let here = next, steps <= predecessors.count {
                next = predecessors[here]?.replica
                steps += 1
            }
            return steps > predecessors.count
        }
    }

    fileprivate mutating func classEntry() throws(DecodingFault) -> ClassEntry {
        let name = try string()
        let adds = try list { (r) throws(DecodingFault) in try r.operationID() }
        guard let entry = ClassEntry(name: name, adds: adds) else {
            throw .malformed("class", at: position)
        }
        return entry
    }

    fileprivate mutating func side() throws(DecodingFault) -> MoveConflict.Side {
        let operation = try operationID()
        return MoveConflict.Side(
            operation: operation,
            parent: try optional { (r) throws(DecodingFault) in try r.node() })
    }

    fileprivate mutating func rows() throws(DecodingFault) -> [Conflict] {
        try list { (r) throws(DecodingFault) -> Conflict in
            guard case .conflict(let row) = try r.operation() else {
                throw .malformed("conflict row", at: r.position)
            }
            return row
        }
    }

    fileprivate mutating func closing() throws(DecodingFault) -> Closing {
        let author = Author(id: try operationID(), base: 0)
        let choice = try string()
        return Closing(
            author: author, choice: choice,
            seen: try list { (r) throws(DecodingFault) in try r.operationID() })
    }

    fileprivate mutating func history() throws(DecodingFault) -> Register.History {
        var history = Register.History()
        history.live = try list { (r) throws(DecodingFault) -> Register.Value in
            let value = try r.replaced()
            return Register.Value(
                operation: value.operation, value: value.value, was: value.was,
                replaced: try r.list { (r) throws(DecodingFault) in try r.replaced() },
                rank: value.rank)
        }
        for _ in 0..<(try count(unit: 10)) {
            let operation = try operationID()
            history.past[operation] = try list { (r) throws(DecodingFault) in try r.replaced() }
        }
        return history
    }

    private mutating func replaced() throws(DecodingFault) -> Register.Replaced {
        let operation = try operationID()
        let value = try fieldValue()
        let was = try fieldValue()
        return Register.Replaced(
            operation: operation, value: value, was: was, rank: try number())
    }

    private mutating func fieldValue() throws(DecodingFault) -> FieldValue? {
        switch try byte() {
        case 0: return nil
        case 1: return .text(try string())
        case 2:
            let source = try string()
            return .raw(source: source, reason: try string())
        default: throw .malformed("value", at: position)
        }
    }
}
