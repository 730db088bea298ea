import SiteHistory
import SiteModel

/// A value that no later set has replaced.
struct LiveValue: Sendable {
    let operation: OperationID
    let value: FieldValue?
    let was: FieldValue?
    /// The live values that this one named in its `over`, for `reopen`.
    let replaced: [LiveBefore]
}

/// A box, for a live value holds the ones before it.
indirect enum LiveBefore: Sendable {
    case value(LiveValue)

    var value: LiveValue {
        switch self {
        case .value(let value): value
        }
    }
}

/// A node with everything that ever happened to its registers and classes; alive or not.
struct OracleNode: Sendable {
    let id: NodeID
    let content: NodeContent
    let order: Int
    /// Nil for the root alone.
    let created: OperationID?
    /// Creates of it that came later.
    var births: [OperationID] = []
    var placed: OperationID?
    var parent: NodeID?
    /// In replay order: the last one shows.
    private(set) var registers: [FieldName: [LiveValue]] = [:]
    private(set) var attributeOrder: [String] = []
    private(set) var classes: [(name: String, adds: [OperationID])] = []

    init(id: NodeID, content: NodeContent, order: Int, created: OperationID?) {
        self.id = id
        self.content = content
        self.order = order
        self.created = created
    }

    /// The live value that shows.
    func shown(_ name: FieldName) -> LiveValue? { registers[name]?.last }

    /// live := live − over + this; values equal to this collapse into it.
    mutating func set(
        _ name: FieldName, _ value: FieldValue?, over: [OperationID], was: FieldValue?,
        by operation: OperationID
    ) {
        let live = registers[name] ?? []
        let replaced = live.filter { over.contains($0.operation) }
        let kept = live.filter { !over.contains($0.operation) && $0.value != value }
        let new = LiveValue(
            operation: operation, value: value, was: was, replaced: replaced.map(LiveBefore.value))
        registers[name] = kept + [new]
        if let attribute = name.attributeName, !attributeOrder.contains(attribute) {
            attributeOrder.append(attribute)
        }
    }

    /// Brings back, in replay order, what a live set replaced.
    mutating func reopen(_ name: FieldName, set target: OperationID, rank: (OperationID) -> Int) {
        guard var live = registers[name],
            let index = live.firstIndex(where: { $0.operation == target })
        else { return }
        let gone = live.remove(at: index)
        live += gone.replaced.map(\.value)
        registers[name] = live.sorted { rank($0.operation) < rank($1.operation) }
    }

    func adds(of name: String) -> [OperationID] { classes.first { $0.name == name }?.adds ?? [] }

    mutating func addClass(_ name: String, by operation: OperationID) {
        if let index = classes.firstIndex(where: { $0.name == name }) {
            classes[index].adds.append(operation)
        } else {
            classes.append((name, [operation]))
        }
    }

    /// Takes the given adds of a class away, and the class with its last one.
    mutating func removeClass(_ name: String, added: [OperationID]) {
        guard let index = classes.firstIndex(where: { $0.name == name }) else { return }
        classes[index].adds.removeAll(where: added.contains)
        if classes[index].adds.isEmpty { classes.remove(at: index) }
    }
}
