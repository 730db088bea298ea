import SiteModel

/// What people call the nodes and texts of a site, both ways.
struct SiteNames {
    /// A text a command can read or set.
    struct Text: Hashable {
        /// Exactly what `text` accepts.
        let key: String
        let node: NodeID
        let field: String

        func ref(_ locale: String) -> TextRef {
            TextRef(node, TextKey(field, field == "css" ? "" : locale))
        }
    }

    let site: Site
    /// Every text in document order, style sheets last.
    let texts: [Text]
    private let byKey: [String: Text]
    private let byNode: [NodeID: [Text]]
    /// Where nodes with texts stand in `texts`.
    private let ranks: [NodeID: Int]

    init(_ site: Site) {
        self.site = site
        let keyed = site.keyedTexts()
        let counts = Dictionary(keyed.map { ($0.key, 1) }, uniquingKeysWith: +)
        let paths = site.pagePaths()
        let onPages = keyed.map { text in
            let repeats = counts[text.key].map { $0 > 1 } ?? false
            return Text(
                key: repeats ? (paths[text.page] ?? "") + "#" + text.key : text.key,
                node: text.node, field: text.field)
        }
        let sheets = site.assets.filter { $0.texts[.css] != nil }.map {
            Text(key: $0.fields[.file]?.plain ?? $0.id.description, node: $0.id, field: "css")
        }
        texts = onPages + sheets
        byNode = Dictionary(grouping: texts, by: \.node)
        ranks = Dictionary(
            texts.enumerated().map { ($0.element.node, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        var byKey = Dictionary(texts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for text in keyed {  // the qualified form is always taken too
            let full = (paths[text.page] ?? "") + "#" + text.key
            byKey[full] = byKey[full] ?? byNode[text.node]?.first { $0.field == text.field }
        }
        self.byKey = byKey
    }

    /// The key of a text node, or of one of a page's own texts.
    func key(of node: NodeID, field: String = "text") -> String? {
        byNode[node]?.first { $0.field == field }?.key
    }

    /// Where a node with a text stands among the site's texts; nil for other nodes.
    func rank(of node: NodeID) -> Int? { ranks[node] }

    /// A text by key, or by the id of its node.
    func text(named name: String) throws -> Text {
        if let text = byKey[name] { return text }
        if let id = NodeID(name), let text = byNode[id]?.first { return text }
        if name.contains("."), let first = texts.first(where: { $0.key.hasSuffix("#" + name) }) {
            throw CommandFailure(
                .notFound, "The key “\(name)” stands on several pages.",
                hint: "Name one: \(first.key).")
        }
        throw CommandFailure(
            .notFound, "There is no text “\(name)” in this site.",
            hint: NearWord.hint(
                for: name, among: byKey.keys, else: "pagemagic tree SITE shows the keys."))
    }

    /// A node by id, path, `PATH#SECTION` or text key.
    func node(named name: String) throws -> Node {
        if let id = NodeID(name), let node = site[id] { return node }
        if let page = page(at: name) { return page }
        if let node = section(named: name) { return node }
        if let text = byKey[name], let node = site[text.node] { return node }
        throw CommandFailure(
            .notFound, "There is no node “\(name)” in this site.",
            hint: NearWord.hint(
                for: name, among: nodeNames, else: "pagemagic tree SITE shows nodes and names."))
    }

    /// A page by path or id.
    func page(named name: String) throws -> Node {
        if let id = NodeID(name), let node = site[id], node.kind == .page { return node }
        if let page = page(at: name) { return page }
        throw CommandFailure(
            .notFound, "There is no page “\(name)” in this site.",
            hint: NearWord.hint(
                for: name, among: site.pagePaths().values,
                else: "pagemagic tree SITE shows the pages."))
    }

    /// Everything that ``node(named:)`` takes but ids.
    private var nodeNames: [String] {
        let sections = site.pagePaths().flatMap { page, path in
            site.sectionNames(of: page).values.map { path + "#" + $0 }
        }
        return site.pagePaths().values + sections + byKey.keys
    }

    private func page(at path: String) -> Node? {
        site.pagePaths().first { $0.value == path }.flatMap { site[$0.key] }
    }

    private func section(named name: String) -> Node? {
        guard let hash = name.firstIndex(of: "#") else { return nil }
        let path = String(name[..<hash])
        let page = path.isEmpty ? site.pages.first : page(at: path)
        guard let page else { return nil }
        let wanted = String(name[name.index(after: hash)...])
        return site.sectionNames(of: page.id).first { $0.value == wanted }.flatMap { site[$0.key] }
    }

    /// `/#hero`, `hero.title`, `/about`, or an element as `<p> in /#hero`.
    func label(of id: NodeID) -> String {
        guard let node = site[id] else { return id.description }
        if let key = key(of: id) { return key }
        switch node.kind {
        case .site: return site.slug
        case .page: return site.path(of: id) ?? id.description
        case .asset: return node.fields[.file]?.plain ?? id.description
        default: break
        }
        guard let page = site.enclosing(.page, of: id) else { return id.description }
        let path = site.path(of: page.id) ?? "/"
        let what = SiteNames.spoken(node.content)
        guard let section = site.enclosing(.section, of: id) else { return "\(what) in \(path)" }
        let place = path + "#" + (site.name(of: section.id) ?? "")
        return node.kind == .section ? place : "\(what) in \(place)"
    }

    /// `<p>`, `characters`: what a node is, without its place.
    static func spoken(_ content: NodeContent) -> String {
        switch content.kind {
        case .element, .component: content.tag.isEmpty ? "an element" : "<\(content.tag)>"
        case .literal: "characters"
        case .comment: "a comment"
        case .raw: "raw HTML"
        default: "a \(content.kind.rawValue)"
        }
    }

    /// The node whose attributes a command means: a section's are its root element's.
    func attributed(_ node: Node) throws -> Node {
        if node.kind == .section, let root = node.children.first.flatMap({ site[$0] }) {
            return root
        }
        guard node.kind == .element else {
            throw CommandFailure(
                .usage, "\(label(of: node.id)) is a \(node.kind.rawValue) and has no attributes.",
                hint: "Name an element or a section.")
        }
        return node
    }

    /// Where a child goes: sections under a page, everything else into the element a section holds.
    func parent(named name: String, for kind: NodeKind) throws -> Node {
        let node = try node(named: name)
        if node.kind == .section, kind != .section,
            let root = node.children.first.flatMap({ site[$0] })
        {
            return root
        }
        return node
    }
}
