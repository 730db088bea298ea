/// The order of concurrent siblings: FugueMax (arXiv 2305.00583, section 4) on the list of items, as Eg-walker
/// (arXiv 2409.14252, section 3.3) integrates it.
extension TextTree {
    /// Inserts where items stand that the author had not seen.
    ///
    /// - Parameters:
    ///   - item: The one it is inserted right of, `none` at the start; the cursor is on its leaf.
    ///   - place: Right behind it.
    mutating func insertConcurrent(
        _ new: Item, after item: UInt32, at place: Int, _ isBefore: (UInt32, UInt32) -> Bool
    ) {
        var new = new
        new.right = firstInPrepare(from: place, in: leaf)
        var target = item
        var isScanning = false
        var here = leaf
        var next = place
        while true {
            while here != TextTree.none, next >= Int(leafSize[Int(here)]) {
                here = leafNext[Int(here)]
                next = 0
            }
            guard here != TextTree.none else { break }
            let handle = leafItems[Int(here) * width + next]
            let other = items[Int(handle)]
            if other.isInPrepare { break }
            if other.left != new.left {
                if isBeforeCharacter(other.left, new.left) { break }
            } else if other.right == new.right {
                if isBefore(new.writer, other.writer) { break }
                isScanning = false
            } else {
                isScanning = isRightBefore(other.right, new.right)
            }
            if !isScanning { target = handle }
            next += 1
        }
        insert(new, behind: target)
    }

    private func firstInPrepare(from place: Int, in leaf: UInt32) -> UInt32 {
        var here = leaf
        var next = place
        while here != TextTree.none {
            while next < Int(leafSize[Int(here)]) {
                let item = items[Int(leafItems[Int(here) * width + next])]
                if item.isInPrepare { return item.id }
                next += 1
            }
            here = leafNext[Int(here)]
            next = 0
        }
        return TextTree.none
    }

    /// Of right origins, where `none` is the end.
    private func isRightBefore(_ a: UInt32, _ b: UInt32) -> Bool {
        if a == TextTree.none { return false }
        return b == TextTree.none || isBeforeCharacter(a, b)
    }

    /// Whether a character stands before another in document order; of left origins, where `none` is the start.
    func isBeforeCharacter(_ a: UInt32, _ b: UInt32) -> Bool {
        if a == b || b == TextTree.none { return false }
        if a == TextTree.none { return true }
        let itemA = itemOfCharacter[Int(a)]
        let itemB = itemOfCharacter[Int(b)]
        if itemA == itemB { return a < b }
        var placeA = leafOfItem[Int(itemA)]
        var placeB = leafOfItem[Int(itemB)]
        if placeA == placeB {
            return place(of: itemA, in: Int(placeA)) < place(of: itemB, in: Int(placeA))
        }
        var parentA = leafParent[Int(placeA)]
        var parentB = leafParent[Int(placeB)]
        while parentA != parentB {
            placeA = parentA
            placeB = parentB
            parentA = nodeParent[Int(placeA)]
            parentB = nodeParent[Int(placeB)]
        }
        return place(ofChild: placeA, in: Int(parentA)) < place(ofChild: placeB, in: Int(parentA))
    }
}
