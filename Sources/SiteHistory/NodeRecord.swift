import SiteModel

/// A class and the operations that added it and were not taken away.
struct ClassEntry: Sendable {
    let name: String
    private var last: OperationID
    private var earlier: [OperationID]

    init(name: String, addedBy operation: OperationID) {
        self.name = name
        last = operation
        earlier = []
    }

    /// Nil without an add: such a class is gone.
    init?(name: String, adds: [OperationID]) {
        guard let last = adds.last else { return nil }
        self.name = name
        self.last = last
        earlier = Array(adds.dropLast())
    }

    var adds: [OperationID] { earlier + [last] }

    mutating func add(_ operation: OperationID) {
        earlier.append(last)
        last = operation
    }
}

/// A delete of a node.
struct DeleteRecord: Sendable {
    enum State: Sendable {
        case stands
        /// A concurrent edit made it void.
        case void
        /// A restore named it.
        case restored
    }

    let operation: OperationID
    var state: State
}

/// The newest touch of each replica: whoever saw it saw the earlier ones. Most nodes were touched by one.
struct TouchRecord: Sendable {
    private var last: OperationID?
    private var others: [OperationID] = []

    init() {}

    init(_ touches: [OperationID]) {
        last = touches.last
        others = Array(touches.dropLast())
    }

    mutating func note(_ touch: OperationID) {
        if let last, last.replica != touch.replica {
            others.removeAll { $0.replica == touch.replica }
            others.append(last)
        }
        last = touch
    }

    var replicas: [ReplicaID] { all.map(\.replica) }
    var all: [OperationID] { others + (last.map { [$0] } ?? []) }
}

/// What replay knows of a node, living or not.
struct NodeRecord: Sendable {
    let id: NodeID
    let content: NodeContent
    /// The operation that made it; nil for the root.
    let created: OperationID?
    /// Rank among creations; 0 for the root.
    let order: Int32
    /// The placement that took effect last.
    var placed: OperationID?
    private var list: CopyOnWriteBox<SlotList>?
    var registers = RegisterList()
    var attributeOrder: [String] = []
    var classes: [ClassEntry] = []
    var textKeys: [TextKey] = []
    var touches = TouchRecord()
    var deletes: [DeleteRecord] = []

    init(_ id: NodeID, content: NodeContent, created: OperationID?, order: Int) {
        self.id = id
        self.content = content
        self.created = created
        self.order = Int32(truncatingIfNeeded: order)
    }

    /// The slots of its children.
    var slots: SlotList { list?.value ?? SlotList() }

    mutating func changeSlots<Result>(_ change: (inout SlotList) -> Result) -> Result {
        if list == nil { list = CopyOnWriteBox(SlotList()) }
        guard var own = list else { preconditionFailure("a list of slots that was just made") }
        list = nil
        defer { list = own }
        return change(&own.value)
    }

    var isDeletedItself: Bool { deletes.contains { $0.state == .stands } }

    mutating func noteAttribute(_ name: FieldName) {
        guard let attribute = name.attributeName, !attributeOrder.contains(attribute) else {
            return
        }
        attributeOrder.append(attribute)
    }
}
