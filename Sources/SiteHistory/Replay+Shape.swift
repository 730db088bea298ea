import SiteModel

/// The shape of the tree as it stands, dead nodes with it.
extension Replay {
    /// Whether `node` is `ancestor` or below it.
    func isInside(_ node: NodeID, _ ancestor: NodeID) -> Bool {
        guard let node = nodes.number(of: node), let ancestor = nodes.number(of: ancestor) else {
            return false
        }
        return isInside(node, ancestor)
    }

    func isInside(_ node: NodeNumber, _ ancestor: NodeNumber) -> Bool {
        var here = node
        while here.isSome {
            if here == ancestor { return true }
            here = nodes.places[here.index].parent
        }
        return false
    }

    func depth(of node: NodeID) -> Int { nodes.number(of: node).map { depth(of: $0) } ?? 0 }

    func depth(of node: NodeNumber) -> Int {
        var depth = 0
        var here = nodes.places[node.index].parent
        while here.isSome {
            depth += 1
            here = nodes.places[here.index].parent
        }
        return depth
    }

    // MARK: Height

    /// Whether anything in a node would come to stand below the deepest level.
    ///
    /// Most often the bound says no. Where it does not, the subtree is measured, and the bound is the truth again.
    mutating func wouldBeTooDeep(_ node: NodeNumber, under parent: NodeNumber) -> Bool {
        let top = depth(of: parent) + 1
        if top + Int(nodes.places[node.index].heightBound) <= Replay.depthMax { return false }
        let height = measuredHeight(of: node)
        nodes.places[node.index].heightBound = Int32(height)
        return top + height > Replay.depthMax
    }

    /// Whether a node may come to stand below another: not inside itself, and nothing in it too deep.
    func fits(_ node: NodeID, under parent: NodeID) -> Bool {
        guard let node = nodes.number(of: node), let parent = nodes.number(of: parent),
            !isInside(parent, node)
        else { return false }
        let top = depth(of: parent) + 1
        return top + Int(nodes.places[node.index].heightBound) <= Replay.depthMax
            || top + measuredHeight(of: node) <= Replay.depthMax
    }

    private func measuredHeight(of node: NodeNumber) -> Int {
        var height = 0
        var level = nodes[node].slots.standing
        while !level.isEmpty {
            height += 1
            level = level.flatMap { nodes[$0].slots.standing }
        }
        return height
    }

    /// Holds the bounds of a node's ancestors at least as high as what came under them.
    mutating func raiseHeight(above node: NodeNumber) {
        var bound = nodes.places[node.index].heightBound
        var here = nodes.places[node.index].parent
        while here.isSome {
            bound += 1
            if nodes.places[here.index].heightBound >= bound { return }
            nodes.places[here.index].heightBound = bound
            here = nodes.places[here.index].parent
        }
    }

    // MARK: Children

    /// The nodes that stand below a parent now, deleted ones too, in order.
    func structuralChildren(of parent: NodeNumber) -> [NodeNumber] { nodes[parent].slots.standing }

    /// The node and all below it, deleted ones too.
    func structuralSubtree(of node: NodeNumber) -> [NodeNumber] {
        var found = [node]
        var next = 0
        while next < found.count {
            found.append(contentsOf: structuralChildren(of: found[next]))
            next += 1
        }
        return found
    }

    func isSectionRoot(_ node: NodeID) -> Bool {
        nodes.number(of: node).map { isSectionRoot($0) } ?? false
    }

    func isSectionRoot(_ node: NodeNumber) -> Bool {
        let parent = nodes.places[node.index].parent
        return parent.isSome && nodes.places[parent.index].kind == .section
    }

    /// Whether no delete of the node or of what it is in stands, and it stands somewhere.
    func isAlive(_ node: NodeNumber) -> Bool {
        var here = node
        while here != .root {
            if nodes.places[here.index].isDeleted { return false }
            here = nodes.places[here.index].parent
            if !here.isSome { return false }
        }
        return true
    }
}
