import SiteModel

/// The names on one page, worked out once for each state of it.
struct PageNames: Sendable {
    /// What they were worked out for.
    struct Mark: Hashable, Sendable {
        let page: NodeID
        let revision: UInt64
        /// What of the site was not read then: with more of it there may be more names.
        let hollowCount: Int?

        init(_ page: NodeID, _ document: SiteDocument) {
            self.page = page
            revision = document.revision
            hollowCount = document.missing?.hollow.count
        }
    }

    let mark: Mark
    let path: String?
    let sections: [NodeID: String]
    /// Whether a section's texts have keys that no other section has a say in.
    let areKeysApart: Bool

    init(_ page: NodeID, _ document: SiteDocument) {
        mark = Mark(page, document)
        path = document.site.path(of: page)
        sections = document.site.sectionNames(of: page)
        areKeysApart = Site.areKeysApart(sections)
    }
}

/// The keys of the texts of one section, or of what stands between sections.
struct PlaceKeys: Sendable {
    let mark: PageNames.Mark?
    let keys: [TextRef: String]

    init() { (mark, keys) = (nil, [:]) }

    init(_ place: EditorState.NamedPlace, _ names: PageNames, in site: Site) {
        mark = names.mark
        keys = Dictionary(
            Self.texts(at: place, names, in: site).map {
                (TextRef($0.node, TextKey($0.field, "")), $0.key)
            },
            uniquingKeysWith: { first, _ in first })
    }

    private static func texts(
        at place: EditorState.NamedPlace, _ names: PageNames, in site: Site
    ) -> [Site.KeyedText] {
        if place.isPage { return [] }
        guard names.areKeysApart, let section = place.section, let name = names.sections[section]
        else { return site.keyedTexts(of: place.page) }
        return site.keyedTexts(ofSection: section, called: name)
    }
}

/// What holds the node under the cursor: asked for many times at every key.
struct Here: Sendable {
    let node: NodeID
    let revision: UInt64
    let page: NodeID
    let section: NodeID?

    func `is`(_ node: NodeID, _ document: SiteDocument) -> Bool {
        self.node == node && revision == document.revision
    }
}
