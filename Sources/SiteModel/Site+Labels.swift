/// Names are labels, not identities: derived here, never stored. On a collision the node created first in replay order
/// keeps the name; later ones are shown as `name-2`, `name-3`.
extension Site {
    /// Unique names for nodes that ask for the given ones.
    private func resolve(
        _ asked: [(node: Node, name: String)],
        numbered: (String, Int) -> String = { $0 + "-\($1)" }
    ) -> [NodeID: String] {
        var taken: Set<String> = []
        var result: [NodeID: String] = [:]
        let wanted = Set(asked.map(\.name))
        for (node, name) in asked.sorted(by: { $0.node.order < $1.node.order }) {
            var shown = name
            var number = 2
            while !taken.insert(shown).inserted || (shown != name && wanted.contains(shown)) {
                shown = numbered(name, number)
                number += 1
            }
            result[node.id] = shown
        }
        return result
    }

    /// The path of every page, unique.
    package func pagePaths() -> [NodeID: String] {
        resolve(
            pages.map { ($0, $0.fields[.path]?.plain ?? "/") }, numbered: Site.numbered(path:_:))
    }

    /// What a page is at whose path others have: `/about-2`; for `/` `/index-2`, as its file is called.
    package static func numbered(path: String, _ number: Int) -> String {
        (path == "/" ? "/index" : path) + "-\(number)"
    }

    /// The name of every section of a page, unique on it.
    package func sectionNames(of page: NodeID) -> [NodeID: String] {
        resolve(sections(of: page).map { ($0, $0.fields[.name]?.plain ?? "section") })
    }

    /// The page's path as shown.
    package func path(of page: NodeID) -> String? { pagePaths()[page] }

    /// The section's name as shown.
    package func name(of section: NodeID) -> String? {
        guard let page = nodes[section]?.parent else { return nil }
        return sectionNames(of: page)[section]
    }

    /// One text a person can edit, with its key.
    package struct KeyedText: Sendable, Hashable {
        /// `hero.title`; unique on its page.
        package let key: String
        package let page: NodeID
        /// Which field of which node: the locale is left to the reader.
        package let node: NodeID
        package let field: String
    }

    /// Every text of a page with its key, in document order: title and description first.
    package func keyedTexts(of page: NodeID) -> [KeyedText] {
        guard let pageNode = nodes[page] else { return [] }
        var found: [KeyedText] = []
        for field in ["title", "description"]
        where pageNode.texts.keys.contains(where: { $0.field == field }) {
            found.append(KeyedText(key: "page." + field, page: page, node: page, field: field))
        }
        let names = sectionNames(of: page)
        for child in children(of: page) {
            let prefix = child.kind == .section ? names[child.id] ?? "section" : "page"
            found += keyedTexts(below: child.id, on: page, prefix: prefix)
        }
        return disambiguated(found)
    }

    /// The texts of one section with the keys that ``keyedTexts(of:)`` has for them.
    ///
    /// - Parameter name: What ``sectionNames(of:)`` calls it; ``areKeysApart(_:)`` holds for the names of its page.
    /// - Complexity: O(nodes of the section).
    package func keyedTexts(ofSection section: NodeID, called name: String) -> [KeyedText] {
        guard let page = nodes[section]?.parent else { return [] }
        return keyedTexts(below: section, on: page, prefix: name)
    }

    /// The texts among which a text of a page is to be looked for, with the keys that ``keyedTexts(of:)`` has for them.
    ///
    /// - Returns: Those of its section; of the whole page where other sections have a say in their keys.
    /// - Complexity: O(nodes of the section + sections of the page), in that other case O(nodes of the page).
    package func keyedTexts(around node: NodeID) -> [KeyedText] {
        guard let page = enclosing(.page, of: node)?.id else { return [] }
        let names = sectionNames(of: page)
        guard let section = enclosing(.section, of: node)?.id, let name = names[section],
            Site.areKeysApart(names)
        else { return keyedTexts(of: page) }
        return keyedTexts(ofSection: section, called: name)
    }

    /// Whether no section of a page has a say in the keys of another one's texts.
    package static func areKeysApart(_ names: [NodeID: String]) -> Bool {
        !names.values.contains { $0 == "page" || $0.contains(".") }
    }

    private func keyedTexts(below child: NodeID, on page: NodeID, prefix: String) -> [KeyedText] {
        let texts = subtree(of: child).filter { $0.kind == .text }
        let labels = resolve(texts.map { ($0, $0.fields[.label]?.plain ?? "text") })
        return texts.map { text in
            let key = prefix + "." + (labels[text.id] ?? "text")
            return KeyedText(key: key, page: page, node: text.id, field: "text")
        }
    }

    /// Texts between sections share the prefix `page`: makes their keys unique.
    private func disambiguated(_ texts: [KeyedText]) -> [KeyedText] {
        var seen: [String: Int] = [:]
        return texts.map { text in
            let count = (seen[text.key] ?? 0) + 1
            seen[text.key] = count
            guard count > 1 else { return text }
            return KeyedText(
                key: text.key + "-\(count)", page: text.page, node: text.node, field: text.field)
        }
    }

    /// Every text of the site with its key, pages in order.
    package func keyedTexts() -> [KeyedText] { pages.flatMap { keyedTexts(of: $0.id) } }
}

extension Set<String> {
    /// The name, or the first of `name-2`, `name-3` … that is not among these.
    package func free(
        _ name: String, numbered: (String, Int) -> String = { "\($0)-\($1)" }
    ) -> String {
        guard contains(name) else { return name }
        var number = 2
        while contains(numbered(name, number)) { number += 1 }
        return numbered(name, number)
    }
}
