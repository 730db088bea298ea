import SiteModel

/// Inserting and deleting at positions of the prepare version.
extension TextTree {
    /// Inserts characters; false where the prepare version is shorter than `position`.
    ///
    /// - Parameters:
    ///   - isBefore: Whether the first writer's characters stand before the second's, of siblings at one place.
    mutating func insert(
        _ id: UInt32, count: UInt32, at position: Int, by writer: UInt32,
        isBefore: (UInt32, UInt32) -> Bool
    ) -> Bool {
        guard position <= visibleCount else { return false }
        if position == 0 {
            move(to: 0)
            insert(id, count: count, after: TextTree.none, at: 0, by: writer, isBefore)
            return true
        }
        var (place, offset) = seek(position - 1)
        if Int(leafSize[Int(leaf)]) > width - 2 {
            splitLeaf()
            (place, offset) = seek(position - 1)
        }
        let item = leafItems[Int(leaf) * width + place]
        let end = UInt32(offset) + 1
        let left = items[Int(item)].id + UInt32(offset)
        if end < items[Int(item)].length {
            split(item, at: place, offset: end)
            put(
                Item(
                    id: id, length: count, left: left, right: left + 1, prepare: 0, effect: 0,
                    writer: writer), at: place + 1)
        } else {
            insert(id, count: count, after: item, at: place + 1, by: writer, isBefore)
        }
        return true
    }

    /// Inserts at the end of an item, or at the start, in the cursor's leaf.
    private mutating func insert(
        _ id: UInt32, count: UInt32, after item: UInt32, at place: Int, by writer: UInt32,
        _ isBefore: (UInt32, UInt32) -> Bool
    ) {
        let next = self.item(at: place, in: leaf)
        var new = Item(
            id: id, length: count, left: TextTree.none, right: TextTree.none, prepare: 0,
            effect: 0, writer: writer)
        if item != TextTree.none {
            new.left = items[Int(item)].id + items[Int(item)].length - 1
        }
        if next == TextTree.none || items[Int(next)].isInPrepare {
            new.right = next == TextTree.none ? next : items[Int(next)].id
            if item != TextTree.none, extend(item, at: place - 1, with: new) { return }
            if Int(leafSize[Int(leaf)]) == width { return insertSplitting(new, after: item) }
            put(new, at: place)
        } else {
            insertConcurrent(new, after: item, at: place, isBefore)
        }
    }

    /// Inserts right behind an item, `none` for the start.
    mutating func insert(_ new: Item, behind item: UInt32) {
        move(to: item == TextTree.none ? 0 : leafOfItem[Int(item)])
        if Int(leafSize[Int(leaf)]) == width { return insertSplitting(new, after: item) }
        put(new, at: item == TextTree.none ? 0 : place(of: item, in: Int(leaf)) + 1)
    }

    private mutating func insertSplitting(_ new: Item, after item: UInt32) {
        splitLeaf()
        guard item != TextTree.none else {
            move(to: 0)
            return put(new, at: 0)
        }
        move(to: leafOfItem[Int(item)])
        put(new, at: place(of: item, in: Int(leaf)) + 1)
    }

    /// Lets an item take in characters that continue it.
    private mutating func extend(_ item: UInt32, at place: Int, with new: Item) -> Bool {
        let old = items[Int(item)]
        guard old.id + old.length == new.id, old.prepare == 0, old.effect == 0,
            old.right == new.right, old.writer == new.writer
        else { return false }
        items[Int(item)].length += new.length
        leafVisible[Int(leaf) * width + place] += new.length
        grow(by: Int(new.length))
        return true
    }

    /// The item at a place, or the first of the following leaves; `none` at the end.
    @inline(__always)
    func item(at place: Int, in leaf: UInt32) -> UInt32 {
        if place < Int(leafSize[Int(leaf)]) { return leafItems[Int(leaf) * width + place] }
        var next = leafNext[Int(leaf)]
        while next != TextTree.none {
            if leafSize[Int(next)] > 0 { return leafItems[Int(next) * width] }
            next = leafNext[Int(next)]
        }
        return TextTree.none
    }

    @inline(__always)
    private mutating func grow(by count: Int) {
        leafTotal += count
        visibleCount += count
    }

    /// Puts a new visible item into the cursor's leaf, which has room.
    private mutating func put(_ new: Item, at place: Int) {
        let item = makeItem(new, in: leaf)
        starts.put(item, from: new.id)
        open(place)
        leafItems[Int(leaf) * width + place] = item
        leafVisible[Int(leaf) * width + place] = new.length
        grow(by: Int(new.length))
    }

    /// Makes room for one entry in the cursor's leaf.
    @inline(__always)
    private mutating func open(_ place: Int) {
        open(place, in: Int(leaf))
    }

    @inline(__always)
    private mutating func open(_ place: Int, in leaf: Int) {
        let size = Int(leafSize[leaf])
        let handles = leafItems.base + (leaf &* width &+ place)
        let visible = leafVisible.base + (leaf &* width &+ place)
        (handles + 1).update(from: handles, count: size &- place)
        (visible + 1).update(from: visible, count: size &- place)
        leafSize[leaf] = UInt32(size + 1)
    }

    /// Cuts an item in two, in its leaf, which has room. The shorter part gets the new handle.
    mutating func split(_ item: UInt32, at place: Int, offset: UInt32) {
        let leaf = leafOfItem[Int(item)]
        let old = items[Int(item)]
        let isShort = offset &* 2 <= old.length
        var part = old
        if isShort {
            part.length = offset
        } else {
            part.id &+= offset
            part.length &-= offset
            part.left = part.id &- 1
        }
        let new = makeItem(part, in: leaf)
        starts.put(new, from: part.id)
        if isShort {
            var rest = old
            rest.id &+= offset
            rest.length &-= offset
            rest.left = rest.id &- 1
            items[Int(item)] = rest
            starts.put(item, from: rest.id)
        } else {
            items[Int(item)].length = offset
        }
        open(place, in: Int(leaf))
        let at = Int(leaf) * width + place
        leafItems[at] = isShort ? new : item
        leafItems[at + 1] = isShort ? item : new
        let isVisible = old.prepare == 0
        leafVisible[at] = isVisible ? offset : 0
        leafVisible[at + 1] = isVisible ? old.length &- offset : 0
    }

    /// Deletes visible characters, of which there are so many.
    ///
    /// - Parameter found: Takes each stretch of deleted characters, in document order.
    mutating func remove(_ count: Int, at position: Int, found: (UInt32, UInt32) -> Void) {
        var rest = count
        while rest > 0 {
            var (place, offset) = seek(position)
            let size = Int(leafSize[Int(leaf)])
            if size > width - 2 {
                splitLeaf()
                continue
            }
            while rest > 0, place < Int(leafSize[Int(leaf)]) {
                let visible = Int(leafVisible[Int(leaf) * width + place])
                if visible > 0 {
                    let taken = min(visible - offset, rest)
                    if Int(leafSize[Int(leaf)]) > width - 2, offset > 0 || taken < visible {
                        break
                    }
                    place = delete(taken, at: place, offset: offset, of: visible, found: found)
                    rest -= taken
                    offset = 0
                }
                place += 1
            }
        }
    }

    /// Deletes part of the item at a place in the cursor's leaf; the place it then has.
    @inline(__always)
    private mutating func delete(
        _ count: Int, at place: Int, offset: Int, of visible: Int, found: (UInt32, UInt32) -> Void
    ) -> Int {
        var place = place
        if offset > 0 {
            split(leafItems[Int(leaf) * width + place], at: place, offset: UInt32(offset))
            place += 1
        }
        if count < visible - offset {
            split(leafItems[Int(leaf) * width + place], at: place, offset: UInt32(count))
        }
        let item = Int(leafItems[Int(leaf) * width + place])
        items[item].prepare += 1
        items[item].effect += 2
        leafVisible[Int(leaf) * width + place] = 0
        grow(by: -count)
        found(items[item].id, UInt32(count))
        return place
    }
}
