import SiteModel

/// Where a new element goes among concurrent siblings: FugueMax (arXiv 2305.00583, section 4) on a flat list, as
/// Eg-walker (arXiv 2409.14252, section 3.3) integrates it. Texts and lists of children share it.
enum FugueOrder {
    /// An element's origins as it was made: numbers that `placeOf` understands, -1 for the ends.
    struct Element {
        let left: Int
        let right: Int
        let replica: ReplicaID
    }

    /// The place in the list for a new element.
    ///
    /// - Parameters:
    ///   - start: The place right behind its left origin.
    ///   - end: The place of its right origin, or `count`: everything from `start` to there is concurrent to it.
    ///   - element: The element at a place.
    ///   - placeOf: The place of an element by number.
    static func place(
        new: Element, from start: Int, to end: Int, count: Int, element: (Int) -> Element,
        placeOf: (Int) -> Int
    ) -> Int {
        var destination = start
        var isScanning = false
        for place in start..<max(start, end) {
            let other = element(place)
            let otherLeft = other.left == -1 ? -1 : placeOf(other.left)
            if otherLeft < start - 1 { break }
            if otherLeft == start - 1 {
                let otherRight = other.right == -1 ? count : placeOf(other.right)
                if otherRight == end {
                    if new.replica < other.replica { break }
                    isScanning = false
                } else {
                    isScanning = otherRight < end
                }
            }
            if !isScanning { destination = place + 1 }
        }
        return destination
    }
}
