import SiteHistory
import SiteModel

/// A site as the store shows it at one revision: what the editor works on.
package struct SiteDocument: Sendable {
    package var site: Site
    /// Open ones, sorted by id.
    package var conflicts: [Conflict]
    /// What was deleted last comes first.
    package var trash: [TrashEntry]
    /// What is known of what lies in it, of the newest at least.
    package var trashSummaries: [NodeID: TrashSummary]
    /// Raised by every commit and every pull.
    package var revision: UInt64
    /// Replicas that this device has written as: whose side is "ours".
    package var ownReplicas: Set<ReplicaID>
    /// Nodes with changes that no server has yet, and all that hold them.
    package var unsent: Set<NodeID>
    /// What of a large site is not in memory; nil where all of it is.
    package var missing: MissingParts?

    package init(
        site: Site, conflicts: [Conflict] = [], trash: [TrashEntry] = [],
        trashSummaries: [NodeID: TrashSummary] = [:], revision: UInt64 = 0,
        ownReplicas: Set<ReplicaID> = [], unsent: Set<NodeID> = [], missing: MissingParts? = nil
    ) {
        self.missing = missing
        self.site = site
        self.conflicts = conflicts
        self.trash = trash
        self.trashSummaries = trashSummaries
        self.revision = revision
        self.ownReplicas = ownReplicas
        self.unsent = unsent
    }
}

/// What is not read yet of a site that is too large to be read before its first page is shown. Then the document has
/// neither conflicts nor trash.
package struct MissingParts: Hashable, Sendable {
    /// Pages and sections that seem empty, or emptier than they are.
    package let hollow: Set<NodeID>
    /// How many nodes stand right below the pages of the whole site.
    package let topCount: Int
    package let conflictCount: Int

    package init(hollow: Set<NodeID>, topCount: Int, conflictCount: Int) {
        self.hollow = hollow
        self.topCount = topCount
        self.conflictCount = conflictCount
    }
}

/// A part of a site to be read.
package enum SitePart: Hashable, Sendable {
    case page(NodeID)
    case whole
    /// All of it once nobody types: it takes a core for a while, and whoever types does not wait for it.
    case wholeAtRest
}

extension SiteDocument {
    package var conflictCount: Int { missing?.conflictCount ?? conflicts.count }

    func isHollow(_ node: NodeID) -> Bool { missing?.hollow.contains(node) ?? false }

    /// Nodes right below the pages; counted no further than `limit`.
    func topCount(upTo limit: Int) -> Int {
        if let missing { return missing.topCount }
        var count = 0
        for page in site.pages where count <= limit { count += page.children.count }
        return count
    }
}

extension Site {
    /// The nodes and everything that holds them.
    package func withHolders(_ nodes: some Sequence<NodeID>) -> Set<NodeID> {
        var all: Set<NodeID> = []
        for node in nodes {
            var next: NodeID? = node
            while let here = next, all.insert(here).inserted { next = self[here]?.parent }
        }
        return all
    }
}

/// A row of the list of sites.
package struct ListedSite: Hashable, Sendable {
    package let id: NodeID
    package let slug: String
    package let title: String
    package let pages: Int

    package init(id: NodeID, slug: String, title: String, pages: Int) {
        self.id = id
        self.slug = slug
        self.title = title
        self.pages = pages
    }
}

/// How things stand between this device and its server, as the header says it.
package struct SyncSegment: Hashable, Sendable {
    package enum Connection: Hashable, Sendable {
        /// No server is configured: everything stays on this device.
        case local
        case connecting
        case connected
        /// The server cannot be reached; it is tried again without being asked.
        case offline
        /// The server said no: a sentence.
        case blocked(String)
    }

    package var connection: Connection
    /// Batches that are not sent yet.
    package var toSend: Int
    /// Batches that the server refused.
    package var refused: [String]
    /// One line for each batch that waits, for the task list.
    package var waiting: [String]

    package init(
        connection: Connection = .local, toSend: Int = 0, refused: [String] = [],
        waiting: [String] = []
    ) {
        self.connection = connection
        self.toSend = toSend
        self.refused = refused
        self.waiting = waiting
    }
}

/// A text that was being typed, as the store keeps it until Enter, or one that Esc took out of its field.
package struct FieldDraft: Hashable, Sendable {
    /// The text; an attribute is the field `a:NAME` with an empty locale.
    package let text: TextRef
    /// What stood there when typing began, with inline marks.
    package let base: String
    /// What is typed, without inline marks.
    package let typed: String
    /// UTF-8 offset in `typed`.
    package let cursor: Int
    /// Esc took it out of the field; it can be brought back.
    package var isCancelled: Bool

    package init(
        text: TextRef, base: String, typed: String, cursor: Int, isCancelled: Bool = false
    ) {
        self.isCancelled = isCancelled
        self.text = text
        self.base = base
        self.typed = typed
        self.cursor = cursor
    }
}
