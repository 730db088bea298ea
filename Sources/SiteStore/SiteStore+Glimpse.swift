import GRDB
import SiteHistory
import SiteModel

/// A part of a site, read from its rows alone: all pages, and as much of their content as was asked for.
package struct SiteGlimpse: Sendable {
    /// What is hollow has no children here.
    package let site: Site
    /// Pages and sections whose content was not read, or not all of it.
    package let hollow: Set<NodeID>
    /// How many nodes stand right below the pages of the whole site.
    package let topCount: Int
    package let conflictCount: Int
    /// The site's revision that this is.
    package let revision: Int64
    package let replicas: Set<ReplicaID>
}

extension SiteStore {
    /// A part of a large site, equal there to what ``state(of:depth:)`` shows; no log is replayed.
    ///
    /// It has the site's pages and assets, and of the chosen pages the sections. Of these as many are read whole, from the
    /// chosen one on, as have `nodeMax` nodes together.
    /// - Parameters:
    ///   - nodeMin: A site with fewer nodes is not worth it: nil comes back.
    ///   - sectionMax: Where no more nodes stand right below all pages, the sections of all pages are in it.
    ///   - choose: The pages, from the site's outline, in which no page has children.
    ///   - first: The section to begin with, on a chosen page whose sections are known; nil for the first.
    /// - Throws: ``StoreError/unknownSite(_:)``; ``StoreError/damaged(path:detail:)``.
    /// - Complexity: O(pages of the site + nodes read).
    package func glimpse(
        of site: NodeID, nodeMin: Int = 0, nodeMax: Int = .max, sectionMax: Int,
        pages choose: (Site) -> [NodeID], from first: (Site) -> NodeID? = { _ in nil }
    ) throws(StoreError) -> SiteGlimpse? {
        try read { db in
            let row = try SiteRow.require(db, site)
            let reader = NodeReader(db, row)
            guard try reader.hasRoot(), try reader.hasNodes(nodeMin) else { return nil }
            let topCount = try reader.topCount()
            var glimpse = GlimpseReader(reader: reader, site: Site(id: site))
            try glimpse.readOutline(withSections: topCount <= sectionMax)
            try glimpse.read(choose(glimpse.site), nodeMax: nodeMax, from: first)
            return SiteGlimpse(
                site: glimpse.site, hollow: glimpse.hollow, topCount: topCount,
                conflictCount: try Int.fetchOne(
                    db.cachedStatement(sql: "SELECT count(*) FROM conflicts WHERE site = ?"),
                    arguments: [row.key]) ?? 0,
                revision: row.revision, replicas: try row.replicas(db))
        }
    }
}

/// Puts a glimpse together.
private struct GlimpseReader {
    let reader: NodeReader
    var site: Site
    var hollow: Set<NodeID> = []
    /// Pages whose sections are read.
    private var isKnown: Set<NodeID> = []

    init(reader: NodeReader, site: Site) {
        self.reader = reader
        self.site = site
    }

    mutating func readOutline(withSections: Bool) throws {
        try add(.outline)
        let pages = site.pages.map(\.id)
        hollow = Set(pages)
        if withSections { for page in pages { try readSections(of: page) } }
    }

    mutating func read(_ pages: [NodeID], nodeMax: Int, from first: (Site) -> NodeID?) throws {
        for page in pages {
            if nodeMax == .max {
                try add(.subtree(page))
                hollow.subtract(site.sections(of: page).map(\.id) + [page])
            } else {
                try readSections(of: page)
            }
        }
        if nodeMax < .max { try fill(pages, nodeMax, from: first(site)) }
        site.blobs = try reader.blobs(of: site.nodes.map(\.value))
    }

    private mutating func add(_ choice: NodeReader.Choice) throws {
        let nodes = try reader.nodes(choice)
        site.nodes.reserveCapacity(site.nodes.count + nodes.count)
        for node in nodes { site.nodes[node.id] = node }
    }

    /// Sections have one child, their root element, from which they have their names. What else stands on a page is read whole.
    private mutating func readSections(of page: NodeID) throws {
        guard isKnown.insert(page).inserted else { return }
        try add(.levels(page, 2))
        for child in site.children(of: page) {
            if child.kind == .section {
                hollow.insert(child.id)
            } else if !child.children.isEmpty {
                try add(.subtree(child.id))
            }
        }
    }

    private mutating func fill(_ pages: [NodeID], _ nodeMax: Int, from first: NodeID?) throws {
        let sections = pages.flatMap { site.sections(of: $0) }.map(\.id)
        let start = first.flatMap { sections.firstIndex(of: $0) } ?? 0
        // What stands just above the place is on the screen, too.
        let order = [start, start - 1] + Array(sections.indices.dropFirst(start + 1))
        var left = nodeMax
        for section in order.lazy.filter(sections.indices.contains).map({ sections[$0] }) {
            guard left > 0 else { return }
            let nodes = try reader.nodes(.subtree(section))
            for node in nodes { site.nodes[node.id] = node }
            hollow.remove(section)
            left -= nodes.count
        }
        for page in pages where site.sections(of: page).allSatisfy({ !hollow.contains($0.id) }) {
            hollow.remove(page)
        }
    }
}

extension NodeReader {
    /// Whether there are so many nodes at least; no more are counted.
    fileprivate func hasNodes(_ count: Int) throws -> Bool {
        let found = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM (SELECT 1 FROM nodes WHERE site = ? LIMIT ?)"),
            arguments: [site, count])
        return found ?? 0 >= count
    }

    /// Nodes right below pages and assets, which have none.
    fileprivate func topCount() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM nodes AS root
                    JOIN nodes AS page ON page.parent = root.key JOIN nodes ON nodes.parent = page.key
                    WHERE root.site = ? AND root.id = ?
                    """), arguments: [site, root.description]) ?? 0
    }
}
