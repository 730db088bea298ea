import SiteModel

/// One place of a site where words can stand: a text in one language, an attribute, a style sheet.
package struct SearchPlace: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case text(TextRef)
        case attribute(NodeID, FieldName)
    }

    /// What a place is to somebody who looks for a word.
    package enum Part: Hashable, Sendable {
        /// What people read: texts, and attributes that are shown or read out.
        case text
        /// Classes, addresses and other names.
        case attribute
        case css
    }

    package let kind: Kind
    package let part: Part
    /// `hero.title`, `/about#team.title`, `href of <a> in /#hero`, with the language where it is not the site's own.
    package let label: String
    /// What the `text` command calls it; nil for attributes.
    package let key: String?
    /// As people read it: without inline marks.
    package let value: String

    package var node: NodeID {
        switch kind {
        case .text(let ref): ref.node
        case .attribute(let node, _): node
        }
    }

    /// Every place, pages in order and each in document order, style sheets last.
    ///
    /// - Parameter locale: Only this language's texts, and what has none; nil for all languages.
    package static func all(in site: Site, locale: String? = nil) -> [SearchPlace] {
        var walk = SearchWalk(site, locale)
        walk.run()
        return walk.places
    }
}

/// Collects the places of a site.
private struct SearchWalk {
    let site: Site
    let locale: String?
    var places: [SearchPlace] = []
    /// Keys that stand on several pages.
    private var repeated: Set<String> = []
    private let paths: [NodeID: String]
    private var keyed: [NodeID: [Site.KeyedText]] = [:]

    init(_ site: Site, _ locale: String?) {
        self.site = site
        self.locale = locale
        paths = site.pagePaths()
        let texts = site.keyedTexts()
        var seen: Set<String> = []
        for text in texts where !seen.insert(text.key).inserted { repeated.insert(text.key) }
        keyed = Dictionary(grouping: texts, by: \.node)
    }

    mutating func run() {
        for page in site.pages {
            let path = paths[page.id] ?? "/"
            let names = site.sectionNames(of: page.id)
            addTexts(of: page, on: path)
            for child in site.children(of: page.id) {
                let place = child.kind == .section ? path + "#" + (names[child.id] ?? "") : path
                for node in site.subtree(of: child.id) {
                    if node.kind == .element { addAttributes(of: node, in: place) }
                    addTexts(of: node, on: path)
                }
            }
        }
        for asset in site.assets {
            guard let css = asset.texts[.css] else { continue }
            let name = asset.fields[.file]?.plain ?? asset.id.description
            places.append(
                SearchPlace(
                    kind: .text(TextRef(asset.id, .css)), part: .css, label: name, key: name,
                    value: css))
        }
    }

    private mutating func addTexts(of node: Node, on path: String) {
        for text in keyed[node.id] ?? [] {
            let key = repeated.contains(text.key) ? path + "#" + text.key : text.key
            for (part, value) in node.texts.sorted(by: { $0.key < $1.key })
            where part.field == text.field && (locale == nil || part.locale == locale) {
                places.append(
                    SearchPlace(
                        kind: .text(TextRef(node.id, part)), part: .text,
                        label: key + language(part.locale), key: key,
                        value: site.plain(value, of: node.id)))
            }
        }
    }

    private func language(_ locale: String) -> String {
        locale.isEmpty || locale == site.defaultLocale ? "" : " (\(locale))"
    }

    private mutating func addAttributes(of node: Node, in place: String) {
        for name in node.attributeOrder {
            guard case .text(let value)? = node.fields[FieldName("a:" + name)] else { continue }
            let parts = name.split(separator: "@").map(String.init)
            let other = parts.dropFirst().first
            if let other, let locale, other != locale { continue }
            places.append(
                SearchPlace(
                    kind: .attribute(node.id, FieldName("a:" + name)),
                    part: isRead(parts.first ?? name, on: node) ? .text : .attribute,
                    label: "\(name) of <\(node.content.tag)> in \(place)", key: nil, value: value))
        }
    }

    private static let readAttributes: Set = [
        "alt", "title", "placeholder", "aria-label", "aria-description", "aria-placeholder",
        "aria-roledescription", "aria-valuetext",
    ]

    /// Whether people read an attribute's value, on the page or from a reader of screens.
    private func isRead(_ name: String, on node: Node) -> Bool {
        switch name {
        case "label": ["option", "optgroup", "track"].contains(node.content.tag)
        case "summary", "abbr": ["table", "th"].contains(node.content.tag)
        case "value":
            node.content.tag == "input"
                && ["submit", "button", "reset"].contains(
                    node.fields[.attribute("type")]?.plain.lowercased())
        default: Self.readAttributes.contains(name)
        }
    }
}
