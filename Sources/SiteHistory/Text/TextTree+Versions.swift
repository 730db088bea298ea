/// Moving the prepare version, and reading the tree off.
extension TextTree {
    /// Adds to the counters of a stretch of characters, which were inserted together.
    mutating func shift(_ first: UInt32, count: UInt32, prepare: Int32, effect: Int32 = 0) {
        var next = first
        let end = first + count
        while next < end {
            let item = starts.item(of: next)
            let start = items[Int(item)].id
            let length = items[Int(item)].length
            if start < next || start + length > end {
                cut(item, at: start < next ? next - start : end - start)
                continue
            }
            shift(item, prepare: prepare, effect: effect)
            next = start + length
        }
    }

    private mutating func cut(_ item: UInt32, at offset: UInt32) {
        if Int(leafSize[Int(leafOfItem[Int(item)])]) == width {
            move(to: leafOfItem[Int(item)])
            splitLeaf()
        }
        let leaf = Int(leafOfItem[Int(item)])
        split(item, at: place(of: item, in: leaf), offset: offset)
    }

    @inline(__always)
    private mutating func shift(_ item: UInt32, prepare: Int32, effect: Int32) {
        let was = items[Int(item)].prepare
        items[Int(item)].prepare = was + prepare
        items[Int(item)].effect += effect * 2
        let isVisible = was + prepare == 0
        guard isVisible != (was == 0) else { return }
        let leaf = leafOfItem[Int(item)]
        let length = items[Int(item)].length
        leafVisible[Int(leaf) * width + place(of: item, in: Int(leaf))] = isVisible ? length : 0
        let change = isVisible ? Int(length) : -Int(length)
        visibleCount += change
        if leaf == self.leaf {
            leafTotal += change
        } else {
            count(change, in: leaf)
            // What stands before the cursor's leaf may have changed.
            leave()
        }
    }

    /// Makes the prepare version that of the start of the zone.
    mutating func forgetPrepare() {
        leaf = TextTree.none
        for item in 0..<itemCount {
            items[item].prepare = items[item].id < placeholderCount ? 0 : TextTree.absent
        }
        for leaf in 0..<leafCount {
            for place in 0..<Int(leafSize[leaf]) {
                let item = items[Int(leafItems[leaf * width + place])]
                leafVisible[leaf * width + place] = item.prepare == 0 ? item.length : 0
            }
        }
        visibleCount = height == 0 ? total(ofLeaf: 0) : recount(Int(root), level: 1)
    }

    private func total(ofLeaf leaf: Int) -> Int {
        var sum = 0
        for place in 0..<Int(leafSize[leaf]) { sum += Int(leafVisible[leaf * width + place]) }
        return sum
    }

    private func recount(_ node: Int, level: Int) -> Int {
        var sum = 0
        for place in 0..<Int(nodeSize[node]) {
            let child = Int(nodeChildren[node * width + place])
            let part = level == height ? total(ofLeaf: child) : recount(child, level: level + 1)
            nodeVisible[node * width + place] = UInt32(part)
            sum += part
        }
        return sum
    }

    /// Takes what is shown now as what the old text shows.
    func markShown() {
        for item in 0..<itemCount {
            let deletes = items[item].effect & ~1
            items[item].effect = deletes | (deletes == 0 ? 1 : 0)
        }
    }

    /// Visits every item in document order.
    @inline(__always)
    func forEach(_ body: (Item) -> Void) {
        var leaf: UInt32 = 0
        while leaf != TextTree.none {
            let handles = leafItems.base + Int(leaf) * width
            for place in 0..<Int(leafSize[Int(leaf)]) { body(items.base[Int(handles[place])]) }
            leaf = leafNext[Int(leaf)]
        }
    }
}
