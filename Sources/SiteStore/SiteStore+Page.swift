import GRDB
import SiteHistory
import SiteModel

/// A page as it is shown, read from its rows alone.
package struct PageState: Sendable {
    package let page: NodeID
    /// The page and every node below it.
    package let nodes: [NodeID: Node]
    /// The site's revision that this is.
    package let revision: Int64
}

extension SiteStore {
    /// A page with everything below it, equal to what ``state(of:)`` shows; no log is replayed.
    ///
    /// - Returns: nil where the site shows no such page.
    /// - Throws: ``StoreError/unknownSite(_:)``; ``StoreError/damaged(path:detail:)``.
    /// - Complexity: O(*n* log *m*) for *n* nodes of the page and *m* of the store.
    package func page(_ page: NodeID, of site: NodeID) throws(StoreError) -> PageState? {
        try read { db in
            let row = try SiteRow.require(db, site)
            let nodes = try SiteStore.reader(db, row).nodesByID(.subtree(page))
            guard nodes[page]?.kind == .page else { return nil }
            return PageState(page: page, nodes: nodes, revision: row.revision)
        }
    }

    /// As much of a site as one of its pages needs to be written or shown; no log is replayed.
    ///
    /// It has the root and the nodes right below it (of other pages not their content: they seem to have no children),
    /// the chosen page with everything below it, and the imported bytes of all these.
    /// - Parameter choose: Picks the page from the site's outline, in which no page has children; nil for none.
    /// - Throws: What `choose` throws, as it is; else ``StoreError``.
    /// - Complexity: O(nodes of the page + pages of the site).
    package func excerpt(
        of site: NodeID, choosing choose: (Site) throws -> NodeID?
    ) throws -> (site: Site, page: NodeID?) {
        var refusal: (any Error)?
        do throws(StoreError) {
            return try read { db in
                let row = try SiteRow.require(db, site)
                let reader = try SiteStore.reader(db, row)
                var excerpt = Site(id: site)
                for node in try reader.nodes(.outline) { excerpt.nodes[node.id] = node }
                let page: NodeID?
                do {
                    page = try choose(excerpt)
                } catch {
                    refusal = error
                    throw error
                }
                if let page {
                    for node in try reader.nodes(.subtree(page)) { excerpt.nodes[node.id] = node }
                }
                excerpt.blobs = try reader.blobs(of: excerpt.nodes.values)
                return (excerpt, page)
            }
        } catch {
            throw refusal ?? error
        }
    }

    /// Imported bytes by their name: of a picture, for one; nil where the site shows none of that name.
    package func bytes(_ name: Digest, of site: NodeID) throws(StoreError) -> [UInt8]? {
        try read { db in try NodeReader(db, SiteRow.require(db, site)).blob(name) }
    }

    /// A site whose log was damaged when its rows were to be written has none: its log is asked what is wrong.
    private static func reader(_ db: Database, _ row: SiteRow) throws -> NodeReader {
        let reader = NodeReader(db, row)
        if try !reader.hasRoot() { _ = try LoadedSite.load(db, row) }
        return reader
    }
}
