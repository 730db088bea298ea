/// Leaves and nodes: places, sums, splits.
extension TextTree {
    /// The place of an item in its leaf.
    @inline(__always)
    func place(of item: UInt32, in leaf: Int) -> Int {
        let base = leafItems.base + leaf * width
        var place = 0
        while base[place] != item { place &+= 1 }
        return place
    }

    @inline(__always)
    func place(ofChild child: UInt32, in node: Int) -> Int {
        let base = nodeChildren.base + node * width
        var place = 0
        while base[place] != child { place &+= 1 }
        return place
    }

    /// Adds to what the ancestors of a leaf count.
    mutating func count(_ change: Int, in leaf: UInt32) {
        var child = leaf
        var node = leafParent[Int(leaf)]
        while node != TextTree.none {
            let place = place(ofChild: child, in: Int(node))
            let sum = nodeVisible.base + (Int(node) * width + place)
            sum.pointee = UInt32(truncatingIfNeeded: Int(sum.pointee) + change)
            child = node
            node = nodeParent[Int(node)]
        }
    }

    // MARK: The cursor

    /// Pays the ancestors what the cursor owes.
    @inline(__always)
    mutating func flush() {
        guard leaf != TextTree.none, leafTotal != leafCounted else { return }
        count(leafTotal - leafCounted, in: leaf)
        leafCounted = leafTotal
    }

    /// Before anything that changes other leaves than the cursor's.
    mutating func leave() {
        flush()
        leaf = TextTree.none
    }

    /// Puts the cursor on a leaf.
    mutating func move(to target: UInt32) {
        if target == leaf { return }
        flush()
        var start = 0
        var child = target
        var node = leafParent[Int(target)]
        leafTotal = node == TextTree.none ? visibleCount : 0
        var isLowest = true
        while node != TextTree.none {
            let place = place(ofChild: child, in: Int(node))
            let sums = nodeVisible.base + Int(node) * width
            for before in 0..<place { start += Int(sums[before]) }
            if isLowest { leafTotal = Int(sums[place]) }
            isLowest = false
            child = node
            node = nodeParent[Int(node)]
        }
        leaf = target
        leafStart = start
        leafCounted = leafTotal
    }

    /// Puts the cursor on the leaf with a visible character.
    ///
    /// - Returns: Its place in the leaf, and the character's offset in it.
    @inline(__always)
    mutating func seek(_ character: Int) -> (place: Int, offset: Int) {
        if leaf == TextTree.none || character < leafStart || character >= leafStart + leafTotal {
            descend(to: character)
        }
        var rest = character - leafStart
        let visible = leafVisible.base + Int(leaf) * width
        var place = 0
        while true {
            let length = Int(visible[place])
            if rest < length { return (place, rest) }
            rest &-= length
            place &+= 1
        }
    }

    private mutating func descend(to character: Int) {
        flush()
        var rest = character
        if height == 0 {
            leaf = 0
            leafTotal = visibleCount
        } else {
            var node = root
            for level in 0..<height {
                let sums = nodeVisible.base + Int(node) * width
                var place = 0
                while rest >= Int(sums[place]) {
                    rest -= Int(sums[place])
                    place += 1
                }
                let child = nodeChildren[Int(node) * width + place]
                if level + 1 == height {
                    leaf = child
                    leafTotal = Int(sums[place])
                }
                node = child
            }
        }
        leafStart = character - rest
        leafCounted = leafTotal
    }

    // MARK: Splits

    /// Moves the upper half of the cursor's leaf to a new one; the cursor is then nowhere.
    mutating func splitLeaf() {
        flush()
        let old = Int(leaf)
        let new = makeLeaf()
        let size = Int(leafSize[old])
        let kept = size / 2
        var moved = 0
        for place in kept..<size {
            let item = leafItems[old * width + place]
            let visible = leafVisible[old * width + place]
            leafItems[new * width + place - kept] = item
            leafVisible[new * width + place - kept] = visible
            leafOfItem[Int(item)] = UInt32(new)
            moved += Int(visible)
        }
        leafSize[old] = UInt32(kept)
        leafSize[new] = UInt32(size - kept)
        leafNext[new] = leafNext[old]
        leafNext[old] = UInt32(new)
        if height == 0 { growRoot(over: UInt32(old), isLeaf: true) }
        let parent = roomyParent(of: UInt32(old), isLeaf: true)
        insert(
            UInt32(new), visible: UInt32(moved), after: UInt32(old), in: parent, isLeaf: true)
        leaf = TextTree.none
    }

    private mutating func growRoot(over child: UInt32, isLeaf: Bool) {
        let new = makeNode()
        nodeParent[new] = TextTree.none
        nodeSize[new] = 1
        nodeChildren[new * width] = child
        nodeVisible[new * width] = UInt32(visibleCount)
        setParent(of: child, to: UInt32(new), isLeaf: isLeaf)
        root = UInt32(new)
        height += 1
    }

    private func setParent(of child: UInt32, to node: UInt32, isLeaf: Bool) {
        if isLeaf { leafParent[Int(child)] = node } else { nodeParent[Int(child)] = node }
    }

    private func parent(of child: UInt32, isLeaf: Bool) -> Int {
        Int(isLeaf ? leafParent[Int(child)] : nodeParent[Int(child)])
    }

    /// The parent of a child, with room for one more.
    private mutating func roomyParent(of child: UInt32, isLeaf: Bool) -> Int {
        let node = parent(of: child, isLeaf: isLeaf)
        if Int(nodeSize[node]) < width { return node }
        splitNode(node, childrenAreLeaves: isLeaf)
        return parent(of: child, isLeaf: isLeaf)
    }

    /// Moves a child's share of what its parent counts to a new sibling behind it.
    private mutating func insert(
        _ new: UInt32, visible: UInt32, after child: UInt32, in node: Int, isLeaf: Bool
    ) {
        let size = Int(nodeSize[node])
        let place = place(ofChild: child, in: node) + 1
        let children = nodeChildren.base + node * width
        let sums = nodeVisible.base + node * width
        for next in stride(from: size, to: place, by: -1) {
            children[next] = children[next - 1]
            sums[next] = sums[next - 1]
        }
        children[place] = new
        sums[place] = visible
        sums[place - 1] -= visible
        nodeSize[node] = UInt32(size + 1)
        setParent(of: new, to: UInt32(node), isLeaf: isLeaf)
    }

    private mutating func splitNode(_ old: Int, childrenAreLeaves: Bool) {
        let new = makeNode()
        let size = Int(nodeSize[old])
        let kept = size / 2
        var moved: UInt32 = 0
        for place in kept..<size {
            let child = nodeChildren[old * width + place]
            let visible = nodeVisible[old * width + place]
            nodeChildren[new * width + place - kept] = child
            nodeVisible[new * width + place - kept] = visible
            setParent(of: child, to: UInt32(new), isLeaf: childrenAreLeaves)
            moved += visible
        }
        nodeSize[old] = UInt32(kept)
        nodeSize[new] = UInt32(size - kept)
        if UInt32(old) == root { growRoot(over: UInt32(old), isLeaf: false) }
        let parent = roomyParent(of: UInt32(old), isLeaf: false)
        insert(UInt32(new), visible: moved, after: UInt32(old), in: parent, isLeaf: false)
    }
}
