/// An array that grows at its end, and whose copies share everything that neither of them changed.
///
/// The first leaf stands by itself, so that a short vector costs no more than an array; the others are the leaves of
/// a tree of three levels.
/// - Complexity: a look-up O(1); a change after a copy O(*n* / 512) pointers; a copy O(1).
struct PersistentVector<Element> {
    private static var leafBits: Int { 4 }
    private static var rowBits: Int { 5 }
    private static var leafCount: Int { 1 << leafBits }
    private static var rowCount: Int { 1 << (leafBits + rowBits) }

    private var head: [Element] = []
    /// Rows of leaves of elements, from the second leaf on; every leaf but the last is full.
    private var rows: [[[Element]]] = []
    private(set) var count = 0

    init() {}

    var indices: Range<Int> { 0..<count }

    subscript(index: Int) -> Element {
        _read {
            // In place: what an array yields is a copy of the element, however little of it is looked at.
            let element = address(of: index)
            defer { withExtendedLifetime(self) {} }
            yield element.pointee
        }
        _modify {
            if index < Self.leafCount {
                yield &head[index]
            } else {
                let (row, leaf, offset) = Self.place(of: index)
                yield &rows[row][leaf][offset]
            }
        }
    }

    /// Valid as long as nothing changes the vector.
    private func address(of index: Int) -> UnsafePointer<Element> {
        func address(_ leaf: [Element], _ offset: Int) -> UnsafePointer<Element> {
            precondition(leaf.indices.contains(offset), "element \(index) of \(count)")
            return leaf.withUnsafeBufferPointer { leaf in
                guard let start = leaf.baseAddress else { preconditionFailure("an empty leaf") }
                return start + offset
            }
        }
        guard index >= Self.leafCount else { return address(head, index) }
        let (row, leaf, offset) = Self.place(of: index)
        return address(rows[row][leaf], offset)
    }

    private static func place(of index: Int) -> (row: Int, leaf: Int, offset: Int) {
        let rest = index - leafCount
        return (
            rest >> (leafBits + rowBits), (rest >> leafBits) & (1 << rowBits - 1),
            rest & (leafCount - 1)
        )
    }

    mutating func append(_ element: Element) {
        defer { count += 1 }
        guard count >= Self.leafCount else {
            // Exactly as large as it is: most vectors hold one element or two.
            if count < 4 { head.reserveCapacity(count + 1) }
            return head.append(element)
        }
        let (row, leaf, offset) = Self.place(of: count)
        if row == rows.count { rows.append([]) }
        if offset == 0 {
            var fresh: [Element] = []
            fresh.reserveCapacity(Self.leafCount)
            rows[row].append(fresh)
        }
        rows[row][leaf].append(element)
    }
}

extension PersistentVector: Sendable where Element: Sendable {}
