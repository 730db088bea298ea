import PreviewCore
import SiteModel

/// Where the sections of a page stand in its preview.
package struct PageSections: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package let node: NodeID
        package let name: String
        package let rows: Range<Int>

        package init(node: NodeID, name: String, rows: Range<Int>) {
            self.node = node
            self.name = name
            self.rows = rows
        }
    }

    /// In the order of their first rows.
    package let items: [Item]

    package init(_ items: [Item] = []) { self.items = items }

    /// - Complexity: O(sections) look-ups of rows; for the thread that draws.
    package init(of page: NodeID, in site: Site, _ preview: PreviewPage) {
        let names = site.sectionNames(of: page)
        items = site.sections(of: page).compactMap { section in
            let rows = section.children.lazy.compactMap {
                preview.rowRange(ofNode: $0.description)
            }.first
            return rows.map { Item(node: section.id, name: names[section.id] ?? "", rows: $0) }
        }.sorted { $0.rows.lowerBound < $1.rows.lowerBound }
    }

    /// The index of the section that a row stands in or behind.
    package func index(ofRow row: Int) -> Int? {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].rows.lowerBound <= row { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : low - 1
    }

    /// The sections by the line of a pane beside which each begins, the whole page being as high as the pane; of several the
    /// first, and the second a line below where nothing else begins there.
    package func lines(height: Int, rowCount: Int) -> [Int: Int] {
        var lines: [Int: Int] = [:]
        for (index, item) in items.enumerated() {
            let line = Self.line(ofRow: item.rows.lowerBound, height: height, rowCount: rowCount)
            let free = lines[line] == nil ? line : line + 1
            if free < max(1, height), lines[free] == nil { lines[free] = index }
        }
        return lines
    }

    /// The line of a pane that stands for a row; a page that fits stands as it is.
    package static func line(ofRow row: Int, height: Int, rowCount: Int) -> Int {
        guard rowCount > height, height > 0 else { return row }
        return min(height - 1, row * height / rowCount)
    }

    /// A place in a page that another drawing of it has as well: a section, and how far into it.
    struct Place: Hashable, Sendable {
        let node: NodeID
        let share: Double
    }

    func place(ofRow row: Int) -> Place? {
        guard let index = index(ofRow: row) else { return nil }
        let rows = items[index].rows
        return Place(
            node: items[index].node,
            share: Double(row - rows.lowerBound) / Double(max(1, rows.count)))
    }

    func row(of place: Place) -> Int? {
        guard let rows = items.first(where: { $0.node == place.node })?.rows else { return nil }
        return rows.lowerBound + Int((place.share * Double(rows.count)).rounded(.down))
    }
}

/// Another device's drawing of the page, beside the one that has the cursor.
package struct BesideView: Sendable {
    package internal(set) var preview: PreviewPage? { didSet { version += 1 } }
    /// Another number for each preview.
    package private(set) var version = 0
    package internal(set) var shown: PreviewRequest?
    var requested: PreviewRequest?
    package internal(set) var sections = PageSections()
    /// The first row that is shown.
    package internal(set) var top = 0
}
