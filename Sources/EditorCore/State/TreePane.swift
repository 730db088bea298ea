import SiteModel

/// The tree: its rows, where its cursor is, what is folded, how far it is scrolled.
package struct TreePane: Hashable, Sendable {
    package internal(set) var rows: [TreeRow] = []
    /// An index of `rows`; 0 where there are none.
    package internal(set) var cursor = 0
    /// The first row that is shown.
    package internal(set) var top = 0
    package internal(set) var marks = TreeMarks()
    /// Items whose fold is not the default one.
    var toggled: Set<TreeItem> = []

    package init() {}

    /// The row the cursor is on.
    package var current: TreeRow? { rows.indices.contains(cursor) ? rows[cursor] : nil }

    /// Takes new rows; the cursor stays on its item, or where that was.
    mutating func show(_ new: [TreeRow]) {
        let candidates = Self.besides(cursor, in: rows)
        rows = new
        let offset = cursor - top
        let places = candidates.lazy.compactMap { item in new.firstIndex { $0.item == item } }
        cursor = places.first ?? cursor
        cursor = min(max(0, cursor), max(0, rows.count - 1))
        // The cursor stays on its line of the screen, whatever came or went above it.
        top = max(0, cursor - offset)
    }

    /// Where the cursor goes, the best first: its own item, what stands below it in what holds it, what stands above it there,
    /// then what holds it.
    private static func besides(_ cursor: Int, in rows: [TreeRow]) -> [TreeItem] {
        guard rows.indices.contains(cursor) else { return [] }
        let depth = rows[cursor].depth
        let below = rows[cursor...].prefix(200).prefix { $0.depth >= depth }
        var least = depth
        let above = rows[..<cursor].reversed().prefix(200).filter { row in
            guard row.depth <= least else { return false }
            least = row.depth
            return true
        }
        return (below + above).map(\.item)
    }

    /// Puts the cursor on an item that has a row.
    @discardableResult
    mutating func select(_ item: TreeItem) -> Bool {
        guard let index = rows.firstIndex(where: { $0.item == item }) else { return false }
        cursor = index
        return true
    }

    /// Moves the cursor by rows, and stops at the ends.
    mutating func move(by count: Int) {
        cursor = min(max(0, cursor + count), max(0, rows.count - 1))
    }

    /// Scrolls so that the cursor is among `height` rows: by half of them, so that most steps of a cursor that walks on move
    /// nothing but the cursor.
    mutating func follow(height: Int) {
        let height = max(1, height)
        if cursor < top { top = cursor - height / 2 }
        if cursor >= top + height { top = cursor - (height - 1) / 2 }
        top = min(max(0, top), max(0, rows.count - height))
    }

    /// The nearest row above that is less deep: the parent's.
    package var parentIndex: Int? {
        guard let here = current else { return nil }
        return rows[..<cursor].lastIndex { $0.depth < here.depth }
    }

    /// Whether the row after the cursor's stands below it.
    var hasChildRow: Bool {
        guard let here = current, rows.indices.contains(cursor + 1) else { return false }
        return rows[cursor + 1].depth > here.depth
    }

    mutating func toggle(_ item: TreeItem) {
        if toggled.remove(item) == nil { toggled.insert(item) }
    }
}
