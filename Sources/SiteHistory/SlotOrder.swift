import SiteModel

/// The order of a long or reordered list of slots, in chunks that know what is in them.
///
/// A search for a slot that an author had seen, or for a child that stands, passes over chunks that have none; so a
/// thousand tombstones, or a thousand slots that came meanwhile, cost a look at a few chunks.
struct SlotOrder: Sendable {
    private struct Chunk: Sendable {
        let id: Int32
        var members: [SlotNumber] = []
        /// How many members have their node standing in them.
        var standing = 0
        /// No member has a smaller sseq than this, now or once it is in the log.
        var earliest = UInt64.max
        /// The replicas that made members, as bits of their hashes.
        var replicas: UInt64 = 0
    }

    private static let chunkCountMax = 64

    private var chunks: [Chunk]
    /// Where in `chunks` each chunk is, by its id.
    private var places: [Int32] = [0]
    private var numbers = PersistentMap<OperationID, SlotNumber>()

    /// The first slots of a list, in the order of their numbers.
    init(appended slots: PersistentVector<Slot>, count: Int, in index: CausalIndex) {
        var chunk = Chunk(id: 0)
        for number in 0..<count {
            chunk.members.append(SlotNumber(number))
            SlotOrder.note(slots[number], in: &chunk, index)
            numbers[slots[number].operation] = SlotNumber(number)
        }
        chunks = [chunk]
    }

    private static func note(_ slot: Slot, in chunk: inout Chunk, _ index: CausalIndex) {
        chunk.earliest = min(chunk.earliest, index.position(of: slot.operation) ?? index.end + 1)
        chunk.replicas |= index.mask(of: slot.operation.replica)
        if slot.isTaken { chunk.standing += 1 }
    }

    func number(of operation: OperationID) -> SlotNumber? { numbers[operation] }

    var last: SlotNumber { chunks[chunks.count - 1].members.last ?? .none }

    var inOrder: [SlotNumber] { chunks.flatMap(\.members) }

    // MARK: Places

    private func place(of slot: SlotNumber, in slots: PersistentVector<Slot>)
        -> (chunk: Int, offset: Int)
    {
        let chunk = Int(places[Int(slots[slot.index].chunk)])
        guard let offset = chunks[chunk].members.firstIndex(of: slot) else {
            preconditionFailure("a slot that is not in its chunk")
        }
        return (chunk, offset)
    }

    func isBefore(_ a: SlotNumber, _ b: SlotNumber, in slots: PersistentVector<Slot>) -> Bool {
        place(of: a, in: slots) < place(of: b, in: slots)
    }

    /// The first slot behind another, or behind the start, that the author had seen.
    func firstSeen(
        after left: SlotNumber, by author: Author, in slots: PersistentVector<Slot>,
        _ index: CausalIndex
    ) -> SlotNumber {
        var (chunk, offset) = left.isSome ? place(of: left, in: slots) : (0, -1)
        let mask = index.mask(ofChain: author.id.replica)
        // A lost log's numbers say nothing about the positions here.
        let base = author.lineage == nil ? author.base : .max
        while chunk < chunks.count {
            if chunks[chunk].earliest <= base || chunks[chunk].replicas & mask != 0 {
                for member in chunks[chunk].members[(offset + 1)...]
                where index.isSeen(slots[member.index].operation, by: author) { return member }
            }
            chunk += 1
            offset = -1
        }
        return .none
    }

    func standing(in slots: PersistentVector<Slot>) -> [NodeNumber] {
        var found: [NodeNumber] = []
        found.reserveCapacity(chunks.reduce(0) { $0 + $1.standing })
        for chunk in chunks where chunk.standing > 0 {
            for member in chunk.members where slots[member.index].isTaken {
                found.append(slots[member.index].node)
            }
        }
        return found
    }

    // MARK: Changes

    mutating func count(_ change: Int, inChunk id: Int32) {
        chunks[Int(places[Int(id)])].standing += change
    }

    mutating func insert(
        _ number: SlotNumber, at spot: SlotList.Spot, in slots: inout PersistentVector<Slot>,
        _ index: CausalIndex
    ) {
        numbers[slots[number.index].operation] = number
        let place: (chunk: Int, offset: Int)
        switch spot {
        case .start: place = (0, 0)
        case .before(let next): place = self.place(of: next, in: slots)
        case .after(let previous):
            let left = self.place(of: previous, in: slots)
            place = (left.chunk, left.offset + 1)
        }
        slots[number.index].chunk = chunks[place.chunk].id
        chunks[place.chunk].members.insert(number, at: place.offset)
        SlotOrder.note(slots[number.index], in: &chunks[place.chunk], index)
        if chunks[place.chunk].members.count > SlotOrder.chunkCountMax {
            split(place.chunk, in: &slots, index)
        }
    }

    /// Makes two chunks of one; after appends the second one starts nearly empty, so that the first stays full.
    private mutating func split(
        _ full: Int, in slots: inout PersistentVector<Slot>, _ index: CausalIndex
    ) {
        let members = chunks[full].members
        let isLast = full == chunks.count - 1
        let middle = isLast ? members.count * 7 / 8 : members.count / 2
        let id = Int32(places.count)
        chunks[full] = chunk(
            id: chunks[full].id, of: members[..<middle], in: slots, index)
        chunks.insert(chunk(id: id, of: members[middle...], in: slots, index), at: full + 1)
        for member in members[middle...] { slots[member.index].chunk = id }
        places.append(0)
        for place in full..<chunks.count { places[Int(chunks[place].id)] = Int32(place) }
    }

    private func chunk(
        id: Int32, of members: ArraySlice<SlotNumber>, in slots: PersistentVector<Slot>,
        _ index: CausalIndex
    ) -> Chunk {
        var chunk = Chunk(id: id, members: Array(members))
        for member in members { SlotOrder.note(slots[member.index], in: &chunk, index) }
        return chunk
    }
}

extension CausalIndex {
    fileprivate func mask(of replica: ReplicaID) -> UInt64 {
        1 << UInt64(truncatingIfNeeded: replica.rawValue % 61)
    }

    /// The bits of the replicas whose operations an author of this one may have seen by its chain, not by the log.
    fileprivate func mask(ofChain replica: ReplicaID) -> UInt64 {
        var mask = mask(of: replica)
        var next = replica
        while let end = predecessors[next] {
            mask |= self.mask(of: end.replica)
            next = end.replica
        }
        return mask
    }
}
