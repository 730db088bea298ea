import SiteHistory
import SiteModel

/// Siblings in order, some of which move a step past their neighbours.
struct SiblingOrder {
    private var all: [NodeID]
    private var passable: Set<NodeID>
    private let moving: Set<NodeID>
    /// In the order they are to be made.
    private(set) var moves: [(node: NodeID, place: SiblingPosition)] = []

    /// - Parameter past: Which siblings count as a step.
    init(_ siblings: [Node], moving: Set<NodeID>, past: (Node) -> Bool) {
        all = siblings.map(\.id)
        self.moving = moving
        passable = Set(siblings.filter(past).map(\.id))
    }

    /// Moves each by one; those at the end already, and those behind them, stay.
    mutating func step(up: Bool) {
        let steps = all.filter(passable.contains)
        var neighbour: NodeID?
        for node in up ? steps : steps.reversed() {
            if !moving.contains(node) {
                neighbour = node
            } else if let past = neighbour {
                move(node, past: past, up: up)
            }
        }
    }

    private mutating func move(_ node: NodeID, past other: NodeID, up: Bool) {
        all.removeAll { $0 == node }
        guard let index = all.firstIndex(of: other) else { return }
        if up {
            moves.append((node, index == 0 ? .first : .after(all[index - 1])))
            all.insert(node, at: index)
        } else {
            moves.append((node, .after(other)))
            all.insert(node, at: index + 1)
        }
    }
}
