import SiteModel

/// Rows of the tree that are marked: what moves, is copied or goes, all at once.
package struct TreeMarks: Hashable, Sendable {
    package private(set) var items: Set<TreeItem> = []
    /// Where the range began that the cursor drags along, and what was marked before it did.
    private var range: (anchor: TreeItem, before: Set<TreeItem>)? {
        get { anchor.map { ($0, before) } }
        set {
            anchor = newValue?.anchor
            before = newValue?.before ?? []
        }
    }
    private var anchor: TreeItem?
    private var before: Set<TreeItem> = []
    /// Whether every movement of the cursor drags the range, as in vi's visual mode.
    package private(set) var isDragging = false

    package var isEmpty: Bool { items.isEmpty }

    mutating func toggle(_ item: TreeItem) {
        range = nil
        if items.remove(item) == nil { items.insert(item) }
    }

    mutating func clear() { self = TreeMarks() }

    mutating func startDragging(at item: TreeItem) {
        isDragging = true
        range = (item, items)
        items.insert(item)
    }

    mutating func stopDragging() {
        isDragging = false
        range = nil
    }

    /// Marks what stands between where the range began and the cursor.
    mutating func extend(from start: TreeItem, in rows: [TreeRow], to cursor: Int) {
        let range = range ?? (start, items)
        self.range = range
        guard let first = rows.firstIndex(where: { $0.item == range.anchor }),
            rows.indices.contains(cursor)
        else { return }
        let between = rows[min(first, cursor)...max(first, cursor)].map(\.item)
        items = range.before.union(between.filter(\.canBeMarked))
    }

    /// The cursor went elsewhere: the next range begins there.
    mutating func endRange() { if !isDragging { range = nil } }

    /// Forgets what is gone.
    mutating func keep(_ isThere: (TreeItem) -> Bool) { items = items.filter(isThere) }
}

extension TreeItem {
    /// Whether structure commands work on it.
    var canBeMarked: Bool {
        switch self {
        case .page, .section, .element, .raw, .text(_, "text"): true
        case .text, .attribute, .asset: false
        }
    }
}
