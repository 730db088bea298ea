import SiteModel

/// Every character of a zone in document order: run-length items in the leaves of a flat B-tree.
///
/// Nodes and leaves are places in slabs. What a search needs (visible lengths, handles) stands in the leaves; the item
/// itself never moves, and its *handle* finds it. A cursor stays on the leaf that was worked on last and owes its
/// ancestors their sums until it leaves: typing touches one leaf.
struct TextTree: ~Copyable {
    /// Characters in document order that were inserted one right of the other.
    struct Item: BitwiseCopyable {
        /// The number of its first character.
        var id: UInt32
        var length: UInt32
        /// The character that its first was inserted right of.
        var left: UInt32
        /// The character that was next, of those its author had seen.
        var right: UInt32
        /// 0 visible, above that deleted so often, `absent` and more not inserted, in the prepare version.
        var prepare: Int32
        /// Twice the deletes by anybody; odd where the old text shows it.
        var effect: Int32
        var writer: UInt32

        @inline(__always) var isInPrepare: Bool { prepare < TextTree.absent / 2 }
        @inline(__always) var isShown: Bool { effect < 2 }
        @inline(__always) var wasShown: Bool { effect & 1 != 0 }
    }

    /// Added to `prepare` while the prepare version lacks the insert.
    static let absent: Int32 = 1 << 28
    /// No character, no node.
    static let none = UInt32.max

    /// Items of a leaf, and children of a node.
    let width: Int
    /// The first number that is not a character of the placeholder.
    let placeholderCount: UInt32

    var items: Slab<Item>
    var itemCount = 0
    /// The leaf of an item.
    var leafOfItem: Slab<UInt32>
    /// The items of characters.
    let starts: ItemStarts

    var leafVisible: Slab<UInt32>
    var leafItems: Slab<UInt32>
    var leafSize: Slab<UInt32>
    var leafParent: Slab<UInt32>
    var leafNext: Slab<UInt32>
    var leafCount = 0

    var nodeVisible: Slab<UInt32>
    var nodeChildren: Slab<UInt32>
    var nodeSize: Slab<UInt32>
    var nodeParent: Slab<UInt32>
    var nodeCount = 0
    /// Levels of nodes above the leaves.
    var height = 0
    var root = TextTree.none

    /// Visible characters in the prepare version.
    var visibleCount: Int

    // The cursor.
    var leaf = TextTree.none
    /// Visible characters before its leaf.
    var leafStart = 0
    /// Visible characters in its leaf, and how many its ancestors count.
    var leafTotal = 0
    var leafCounted = 0

    /// - Parameters:
    ///   - placeholder: The length of the text at the start of the zone.
    ///   - inserted: How many characters will be inserted at most.
    ///   - runs: How many runs of operations to expect.
    ///   - width: At least 4.
    init(placeholder: Int, inserted: Int, runs: Int, width: Int = 32) {
        self.width = width
        placeholderCount = UInt32(placeholder)
        visibleCount = placeholder
        let expected = runs * 2 + 16
        items = Slab(capacity: expected)
        leafOfItem = Slab(capacity: expected)
        starts = ItemStarts(count: placeholder + inserted)
        let leaves = expected * 2 / width + 4
        leafVisible = Slab(capacity: leaves * width)
        leafItems = Slab(capacity: leaves * width)
        leafSize = Slab(capacity: leaves)
        leafParent = Slab(capacity: leaves)
        leafNext = Slab(capacity: leaves)
        let nodes = leaves * 2 / width + 4
        nodeVisible = Slab(capacity: nodes * width)
        nodeChildren = Slab(capacity: nodes * width)
        nodeSize = Slab(capacity: nodes)
        nodeParent = Slab(capacity: nodes)
        let first = makeLeaf()
        leafNext[first] = TextTree.none
        leafParent[first] = TextTree.none
        guard placeholder > 0 else { return }
        let item = makeItem(
            Item(
                id: 0, length: UInt32(placeholder), left: TextTree.none, right: TextTree.none,
                prepare: 0, effect: 0, writer: TextTree.none), in: 0)
        starts.put(item, from: 0)
        leafItems[0] = item
        leafVisible[0] = UInt32(placeholder)
        leafSize[0] = 1
    }

    // MARK: Making

    mutating func makeLeaf() -> Int {
        let new = leafCount
        leafCount += 1
        leafVisible.reserve(leafCount * width, used: new * width)
        leafItems.reserve(leafCount * width, used: new * width)
        leafSize.reserve(leafCount, used: new)
        leafParent.reserve(leafCount, used: new)
        leafNext.reserve(leafCount, used: new)
        leafSize[new] = 0
        return new
    }

    mutating func makeNode() -> Int {
        let new = nodeCount
        nodeCount += 1
        nodeVisible.reserve(nodeCount * width, used: new * width)
        nodeChildren.reserve(nodeCount * width, used: new * width)
        nodeSize.reserve(nodeCount, used: new)
        nodeParent.reserve(nodeCount, used: new)
        nodeSize[new] = 0
        return new
    }

    @inline(__always)
    mutating func makeItem(_ item: Item, in leaf: UInt32) -> UInt32 {
        let new = itemCount
        itemCount += 1
        items.reserve(itemCount, used: new)
        leafOfItem.reserve(itemCount, used: new)
        items[new] = item
        leafOfItem[new] = leaf
        return UInt32(new)
    }
}
