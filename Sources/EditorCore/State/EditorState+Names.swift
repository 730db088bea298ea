import SiteModel

/// What things are called, and what a name stands for.
extension EditorState {
    /// The key of a text, `hero.title`, or how an attribute is called, `a href`.
    package func name(of ref: TextRef) -> String {
        if let field = ref.attributeField {
            return (document?.site[ref.node]?.content.tag ?? "") + " " + (field.attributeName ?? "")
        }
        if ref.key == .css { return document?.site[ref.node]?.fields[.file]?.plain ?? "css" }
        return key(of: ref.node, ref.key.field) ?? ref.key.field
    }

    /// The key of a text.
    package func key(of node: NodeID, _ field: String) -> String? {
        if let known = placeKeys.keys[TextRef(node, TextKey(field, ""))] { return known }
        return document?.site.keyedTexts(around: node).first {
            $0.node == node && $0.field == field
        }?.key
    }

    /// Keeps the names of the page, and the keys of the texts at hand, where they are asked for at every key. Of a page only the
    /// section at hand is looked through: it is another one with every change that comes in.
    mutating func refreshKeys() {
        guard let document, let page = currentPage else {
            (here, pageNames, namedPlace, placeNames, placeKeys) = (nil, nil, nil, [], PlaceKeys())
            return
        }
        let section = currentSection
        if let node = tree.current?.item.node {
            here = Here(node: node, revision: document.revision, page: page, section: section)
        }
        let mark = PageNames.Mark(page, document)
        var known = pageNames
        if known?.mark != mark { known = PageNames(page, document) }
        pageNames = known
        let place = NamedPlace(
            page: page, section: section, isPage: tree.current?.item == .page(page),
            revision: document.revision)
        guard let known, walk != .walks, place != namedPlace || placeKeys.mark != mark else {
            return
        }
        namedPlace = place
        placeNames = [known.path, section.flatMap { known.sections[$0] }].compactMap(\.self)
        placeKeys = PlaceKeys(place, known, in: document.site)
    }

    /// What stands under the cursor, in words: `hero`, `hero.title`, `/about`.
    package var currentName: String {
        guard let row = tree.current else { return "" }
        switch row.item {
        case .text(let node, let field): return key(of: node, field) ?? row.label
        case .attribute(let node, let name):
            return (document?.site[node]?.content.tag ?? "") + " " + name
        default: return row.label
        }
    }

    /// Header: site, page, section.
    package var breadcrumb: [String] {
        guard let site = document?.site else { return [] }
        return [site.title.isEmpty ? site.slug : site.title] + placeNames
    }

    /// The section that is told about, as it is called.
    package var currentSectionName: String? {
        namedPlace?.section == nil ? nil : placeNames.last
    }

    /// The item that a name on the command line stands for: a node id, `PATH#SECTION`, `PATH#KEY`, a key, a path.
    package func item(named name: String) -> TreeItem? {
        guard let site = document?.site else { return nil }
        if let id = NodeID(name), let node = site[id] { return Self.item(of: node) }
        let paths = site.pagePaths()
        let parts = name.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        if parts.count == 2, parts[0].isEmpty { return item(named: parts[1]) }
        if parts.count == 2 {
            guard let page = site.pages.first(where: { paths[$0.id] == parts[0] }) else {
                return nil
            }
            return item(named: parts[1], on: page.id)
        }
        if let page = site.pages.first(where: { paths[$0.id] == name }) { return .page(page.id) }
        return site.pages.lazy.compactMap { item(named: name, on: $0.id) }.first
    }

    private func item(named name: String, on page: NodeID) -> TreeItem? {
        guard let site = document?.site else { return nil }
        let names = site.sectionNames(of: page)
        if let section = names.first(where: { $0.value == name })?.key { return .section(section) }
        let section = names.first { name.hasPrefix($0.value + ".") }
        let texts =
            if let section, Site.areKeysApart(names) {
                site.keyedTexts(ofSection: section.key, called: section.value)
            } else {
                site.keyedTexts(of: page)
            }
        return texts.first { $0.key == name }.map {
            .text($0.node, field: $0.field)
        }
    }

    static func item(of node: Node) -> TreeItem? {
        switch node.kind {
        case .page: .page(node.id)
        case .section: .section(node.id)
        case .element, .component: .element(node.id)
        case .text: .text(node.id, field: "text")
        case .asset: .asset(node.id)
        case .raw: .raw(node.id)
        case .site, .literal, .comment: nil
        }
    }
}
