import SiteModel

/// A page as ``SourceWriter/annotated(page:in:locale:)`` writes it, in pieces that are kept from one site to the next: what
/// nobody changed is not written again.
package struct AnnotatedPage: Sendable {
    /// What stands between children of the page, and its children, in order.
    package struct Piece: Sendable {
        /// The child of the page; nil for what stands around children.
        package let node: NodeID?
        package let isSection: Bool
        package fileprivate(set) var bytes: [UInt8]
    }

    package private(set) var pieces: [Piece] = []

    private let page: NodeID
    private let locale: String
    private var site: Site
    private var places: [NodeID: Int] = [:]

    /// Writes a page; it has no pieces if the site has no such page.
    package init(page: NodeID, in site: Site, locale: String? = nil) {
        self.page = page
        self.locale = locale ?? site.defaultLocale
        self.site = site
        writeAll()
    }

    /// Writes what is another on the same page of a later site.
    ///
    /// - Returns: False where it is no form of the same site, page and locale; nothing is then done.
    /// - Complexity: O(what was changed + pieces) where the sites share their nodes.
    package mutating func update(page: NodeID, in site: Site, locale: String? = nil) -> Bool {
        guard page == self.page, site.id == self.site.id,
            locale ?? site.defaultLocale == self.locale
        else { return false }
        let old = self.site
        self.site = site
        guard site.blobs.keys == old.blobs.keys,
            let changed = site.nodes.changes(since: old.nodes, limit: Self.changesMax),
            let stale = staleChildren(changed, old)
        else {
            writeAll()
            return true
        }
        for child in stale { write(child) }
        return true
    }

    /// Where so many nodes are others, all is written again.
    private static let changesMax = 2000

    /// The children of the page in which nodes are others; nil where what stands around them may be, too.
    private func staleChildren(_ changed: [NodeID], _ old: Site) -> Set<NodeID>? {
        var stale: Set<NodeID> = []
        for node in changed where old[node] != site[node] {
            for site in [old, site] {
                guard let found = site[node] else { continue }
                if found.id == page || found.kind == .site || found.kind == .asset { return nil }
                if let child = child(holding: node, in: site) { stale.insert(child) }
            }
        }
        return stale
    }

    private func child(holding node: NodeID, in site: Site) -> NodeID? {
        var next = node
        while let parent = site[next]?.parent {
            if parent == page { return next }
            next = parent
        }
        return nil
    }

    private mutating func write(_ child: NodeID) {
        guard let place = places[child], let page = site[page], let node = site[child] else {
            return
        }
        var writer = NodeWriter(site: site, options: options)
        writer.writePageChild(node, of: page)
        pieces[place].bytes = writer.out
    }

    private mutating func writeAll() {
        pieces = []
        places = [:]
        guard let node = site[page], node.kind == .page else { return }
        var writer = NodeWriter(site: site, options: options)
        writer.writePage(node)
        var at = 0
        for (child, range) in writer.pageChildren {
            if range.lowerBound > at { add(Array(writer.out[at..<range.lowerBound])) }
            places[child] = pieces.count
            pieces.append(
                Piece(
                    node: child, isSection: site[child]?.kind == .section,
                    bytes: Array(writer.out[range])))
            at = range.upperBound
        }
        if at < writer.out.count { add(Array(writer.out[at...])) }
    }

    private mutating func add(_ bytes: [UInt8]) {
        pieces.append(Piece(node: nil, isSection: false, bytes: bytes))
    }

    private var options: WriteOptions { WriteOptions(locale: locale, annotates: true) }
}
