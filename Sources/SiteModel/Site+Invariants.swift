extension Site {
    /// What is wrong with the shape of this tree, as sentences; empty when every invariant of the module header holds.
    package func invariantViolations() -> [String] {
        var wrong: [String] = []
        var seen: Set<NodeID> = [id]
        for node in nodes.values {
            for child in node.children {
                guard let below = nodes[child] else {
                    wrong.append("\(node.id) lists \(child), which does not exist")
                    continue
                }
                if below.parent != node.id {
                    wrong.append("\(child) is listed by \(node.id), not its parent")
                }
                if !seen.insert(child).inserted { wrong.append("\(child) is listed twice") }
            }
            wrong += shapeViolations(of: node)
        }
        for id in nodes.keys where !seen.contains(id) { wrong.append("\(id) is nobody's child") }
        if subtree(of: id).count != nodes.count {
            wrong.append("some nodes are not reached from the root")
        }
        return wrong
    }

    private func shapeViolations(of node: Node) -> [String] {
        switch node.kind {
        case .site where node.id != id: return ["\(node.id) is a second site"]
        case .page where node.parent != id: return ["page \(node.id) is not under the site"]
        case .section:
            let under = node.parent.flatMap { nodes[$0] }?.kind
            return (under == .page ? [] : ["section \(node.id) is not under a page"])
                + (node.children.count == 1
                    ? [] : ["section \(node.id) has \(node.children.count) children"])
        default: return []
        }
    }
}
