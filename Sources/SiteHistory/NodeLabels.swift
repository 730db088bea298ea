import SiteModel

/// What people call the nodes of one version of a site; each page's names are made once.
struct NodeLabels {
    let site: Site
    let paths: [NodeID: String]
    private var names: [NodeID: [NodeID: String]] = [:]
    /// By section, or by page: the key of each text, without the page's own.
    private var keys: [NodeID: [NodeID: String]] = [:]
    /// By what stands right below a page or the site: the rank of each node in it.
    private var ranks: [NodeID: [NodeID: Int]] = [:]

    init(_ site: Site) {
        self.site = site
        paths = site.pagePaths()
    }

    /// The page and what stands right below it, on the way to a node.
    func place(of node: NodeID) -> (page: NodeID?, top: NodeID?) {
        var top: NodeID?
        var next = site[node]
        while let here = next {
            if here.kind == .page { return (here.id, top) }
            if here.kind != .site { top = here.id }
            next = here.parent.flatMap { site[$0] }
        }
        return (nil, top)
    }

    mutating func sectionName(of section: NodeID, on page: NodeID) -> String? {
        if names[page] == nil { names[page] = site.sectionNames(of: page) }
        return names[page]?[section]
    }

    /// `title`, `<p>`, a style sheet's file; empty for what its page and section name already.
    mutating func label(of id: NodeID) -> String {
        guard let node = site[id] else { return "" }
        switch node.kind {
        case .site, .page, .section: return ""
        case .asset: return node.fields[.file]?.plain ?? "style sheet"
        case .text: return key(of: node)
        case .element, .component:
            let isRoot = node.parent.flatMap { site[$0] }?.kind == .section
            return isRoot ? "" : "<\(node.content.tag)>"
        case .literal: return "characters"
        case .comment: return "comment"
        case .raw: return "raw HTML"
        }
    }

    private mutating func key(of text: Node) -> String {
        let fallback = text.fields[.label]?.plain ?? "text"
        let place = place(of: text.id)
        guard let page = place.page else { return fallback }
        let section = place.top.flatMap { sectionName(of: $0, on: page) == nil ? nil : $0 }
        let holder = section ?? page
        if keys[holder] == nil {
            let keyed = site.keyedTexts(around: text.id).filter { $0.node != page }
            keys[holder] = Dictionary(keyed.map { ($0.node, $0.key) }) { first, _ in first }
        }
        guard let key = keys[holder]?[text.id], let dot = key.firstIndex(of: ".") else {
            return fallback
        }
        return String(key[key.index(after: dot)...])
    }

    /// The rank of a node in document order among all in the same section.
    mutating func rank(of node: NodeID, in top: NodeID) -> Int {
        if ranks[top] == nil {
            let order = site.subtree(of: top).enumerated().map { ($1.id, $0) }
            ranks[top] = Dictionary(order) { first, _ in first }
        }
        return ranks[top]?[node] ?? 0
    }

    /// Where a node stands among its siblings: `after menu on /`, `first in hero`, `after the paragraph “Fresh” in hero`.
    mutating func words(forPlaceOf id: NodeID) -> String {
        guard let parent = site[id]?.parent, let children = site[parent]?.children,
            let index = children.firstIndex(of: id)
        else { return "" }
        // Comments are in no tree that people see.
        let left = children[..<index].last {
            site[$0].map { !site.isSpace($0) && $0.kind != .comment } ?? false
        }
        let leftName = left.map { name(of: $0) }
        return (leftName.map { "after " + $0 } ?? "first") + holder(of: parent)
    }

    private mutating func name(of id: NodeID) -> String {
        guard let node = site[id] else { return "" }
        if node.kind == .page { return paths[id] ?? "page" }
        if node.kind == .section, let page = node.parent {
            return sectionName(of: id, on: page) ?? "section"
        }
        guard node.kind == .element else { return label(of: id) }
        let words = site.words(in: id).map { " “\(SiteChange.excerpt(of: $0))”" }
        return "the " + ElementWords.spoken(label(of: id)) + (words ?? "")
    }

    private mutating func holder(of parent: NodeID) -> String {
        guard let node = site[parent], node.kind != .site else { return "" }
        if node.kind == .page { return " on " + (paths[parent] ?? "page") }
        let (page, top) = place(of: parent)
        let section = page.flatMap { page in top.flatMap { sectionName(of: $0, on: page) } }
        let own = node.kind == .element ? "" : label(of: parent)
        return " in " + [own, section ?? ""].filter { !$0.isEmpty }.joined(separator: " of ")
    }
}

extension Site {
    /// Whether a node is white space and nothing else.
    func isSpace(_ node: Node) -> Bool {
        guard node.kind == .literal else { return false }
        if let source = node.content.source, let blob = blobs[source.blob],
            source.end <= blob.count
        {
            return blob[source.range].allSatisfy { [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains($0) }
        }
        return node.content.literal.allSatisfy(\.isWhitespace)
    }
}
