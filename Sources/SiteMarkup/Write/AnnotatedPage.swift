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
        fileprivate var texts: [WrittenText] = []
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
    /// - Complexity: O(what was changed + pieces) where the sites share their nodes; else the page's nodes are compared.
    package mutating func update(page: NodeID, in site: Site, locale: String? = nil) -> Bool {
        guard page == self.page, site.id == self.site.id,
            locale ?? site.defaultLocale == self.locale
        else { return false }
        let old = self.site
        self.site = site
        guard site.blobs.keys == old.blobs.keys,
            let changed = changes(since: old), let stale = staleChildren(changed, old)
        else {
            writeAll()
            return true
        }
        for (child, nodes) in stale where !writeTexts(nodes, of: child, old) { write(child) }
        return true
    }

    /// Writes texts in their places, where they are all that is another.
    private mutating func writeTexts(_ nodes: Set<NodeID>, of child: NodeID, _ old: Site) -> Bool {
        guard let place = places[child], nodes.count <= 8 else { return false }
        for id in nodes {
            guard var before = old[id], let node = site[id], node.kind == .text,
                let at = pieces[place].texts.firstIndex(where: { $0.node == id })
            else { return false }
            // A line feed at the start of a `pre` is written twice, by the element.
            let begins = (before.texts.values.map { $0 } + node.texts.values).contains {
                $0.utf8.first == 0x0A
            }
            before.texts = node.texts
            guard before == node, !begins else { return false }
            let text = pieces[place].texts[at]
            var writer = NodeWriter(site: site, options: options)
            writer.writeText(node, keepsSpace: text.keepsSpace)
            pieces[place].bytes.replaceSubrange(text.range, with: writer.out)
            let growth = writer.out.count - text.range.count
            pieces[place].texts[at].range = text.range.lowerBound..<text.range.upperBound + growth
            for later in pieces[place].texts.indices where later > at {
                let range = pieces[place].texts[later].range
                pieces[place].texts[later].range =
                    range.lowerBound + growth..<range.upperBound + growth
            }
        }
        return true
    }

    /// Nodes that are others, or new, of the page and of what stands beside pages at least; nil where they are many.
    private func changes(since old: Site) -> [NodeID]? {
        if let few = site.nodes.changes(since: old.nodes, limit: Self.changesMax) {
            return few.filter { old.nodes[$0] != site.nodes[$0] }
        }
        // What is gone was in something that now has other children.
        var changed: [NodeID] = []
        for node in [site.root] + site.assets + site.subtree(of: page) where old[node.id] != node {
            changed.append(node.id)
            if changed.count > Self.changesMax { return nil }
        }
        return changed
    }

    /// Where so many nodes may be others, those of the page are looked through; where they are, all is written again.
    private static let changesMax = 2000

    /// The children of the page in which nodes are others, and these; nil where what stands around them may be, too.
    private func staleChildren(_ changed: [NodeID], _ old: Site) -> [NodeID: Set<NodeID>]? {
        var stale: [NodeID: Set<NodeID>] = [:]
        for node in changed {
            for site in [old, site] {
                guard let found = site[node] else { continue }
                if found.id == page || found.kind == .site || found.kind == .asset { return nil }
                if let child = child(holding: node, in: site) {
                    stale[child, default: []].insert(node)
                }
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
        pieces[place].texts = writer.texts
    }

    private mutating func writeAll() {
        pieces = []
        places = [:]
        guard let node = site[page], node.kind == .page else { return }
        var writer = NodeWriter(site: site, options: options)
        writer.writePage(node)
        var at = 0
        var next = 0
        for (child, range) in writer.pageChildren {
            if range.lowerBound > at { add(Array(writer.out[at..<range.lowerBound])) }
            places[child] = pieces.count
            pieces.append(
                Piece(
                    node: child, isSection: site[child]?.kind == .section,
                    bytes: Array(writer.out[range]), texts: texts(writer.texts, in: range, &next)))
            at = range.upperBound
        }
        if at < writer.out.count { add(Array(writer.out[at...])) }
    }

    /// Those of the texts that stand in a range, from the range's beginning.
    private func texts(
        _ all: [WrittenText], in range: Range<Int>, _ next: inout Int
    ) -> [WrittenText] {
        var found: [WrittenText] = []
        while next < all.count, all[next].range.upperBound <= range.upperBound {
            var text = all[next]
            text.range =
                text.range.lowerBound - range.lowerBound..<text.range.upperBound - range.lowerBound
            found.append(text)
            next += 1
        }
        return found
    }

    private mutating func add(_ bytes: [UInt8]) {
        pieces.append(Piece(node: nil, isSection: false, bytes: bytes))
    }

    private var options: WriteOptions { WriteOptions(locale: locale, annotates: true) }
}
