import SiteModel

/// A node's number in one replay: its rank among the nodes that were made.
struct NodeNumber: Hashable, Sendable {
    let rawValue: Int32

    static let none = NodeNumber(-1)
    /// The site itself.
    static let root = NodeNumber(0)

    init(_ number: Int) { rawValue = Int32(truncatingIfNeeded: number) }

    var index: Int { Int(rawValue) }
    var isSome: Bool { rawValue >= 0 }
}

/// Where a node stands, apart from everything that walks up and down the tree do not ask: no reference is in it.
struct NodePlace: Sendable {
    let kind: NodeKind
    /// Whether a delete or a purge of the node itself stands.
    var isDeleted = false
    /// Whether a purge of the node itself stands.
    var isPurged = false
    var parent = NodeNumber.none
    /// Its slot in the parent's list.
    var slot = SlotNumber.none
    /// At least as many levels as are below it.
    var heightBound: Int32 = 0
}

/// Every node that ever was, by id and by number: a walk to the root goes by numbers and hashes nothing.
///
/// Nodes are never taken out. A copy shares what neither changes.
struct NodeTable: Sendable {
    private var numbers = PersistentMap<NodeID, NodeNumber>()
    private var records = PersistentVector<NodeRecord>()
    /// By number.
    var places = PersistentVector<NodePlace>()

    init(root: NodeRecord) { append(root) }

    /// Makes room for so many nodes at once.
    mutating func reserveCapacity(_ count: Int) { numbers.reserveCapacity(count) }

    var count: Int { records.count }
    var all: some Sequence<NodeNumber> { records.indices.lazy.map { NodeNumber($0) } }

    func number(of id: NodeID) -> NodeNumber? { numbers[id] }

    /// The node's record, to read.
    subscript(id: NodeID) -> NodeRecord? { numbers[id].map { records[$0.index] } }

    subscript(number: NodeNumber) -> NodeRecord {
        _read { yield records[number.index] }
        _modify { yield &records[number.index] }
    }

    mutating func append(_ record: NodeRecord) {
        numbers[record.id] = NodeNumber(records.count)
        records.append(record)
        places.append(NodePlace(kind: record.content.kind))
    }

    /// The parent's id.
    func parent(of id: NodeID) -> NodeID? {
        guard let number = numbers[id] else { return nil }
        let parent = places[number.index].parent
        return parent.isSome ? records[parent.index].id : nil
    }
}
