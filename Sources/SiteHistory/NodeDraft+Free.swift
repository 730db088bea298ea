import SiteModel

/// What stands once on a page: a copy takes another name and other ids than what it is a copy of.
extension NodeDraft {
    /// The tags of its elements.
    var tags: Set<String> {
        children.reduce(into: [content.tag]) { $0.formUnion($1.tags) }
    }

    /// The `id`s of its elements.
    package var elementIDs: Set<String> {
        children.reduce(into: Set(ownID.map { [$0] } ?? [])) { $0.formUnion($1.elementIDs) }
    }

    private var ownID: String? {
        fields.first { $0.name == .attribute("id") }?.value.plain
    }

    /// A section's name becomes another one; its root's `id` goes with it where it is the same word.
    package mutating func take(name: String) {
        let old = fields.first { $0.name == .name }?.value.plain
        fields = fields.map { $0.name == .name ? ($0.name, .text(name)) : $0 }
        guard let old, children.count == 1, children[0].ownID == old, name != old else { return }
        rename([old: name])
    }

    /// A section's name becomes one that no other section has: the first of `name-2`, `name-3` … that is free.
    package mutating func takeFreeName(among taken: Set<String>) {
        guard let asked = fields.first(where: { $0.name == .name })?.value.plain else { return }
        take(name: taken.free(asked))
    }

    /// Every `id` that is taken becomes one that is free; what names it inside of the draft goes with it.
    package mutating func takeFreeIDs(among taken: Set<String>) {
        var used = taken.union(elementIDs)
        var names: [String: String] = [:]
        for id in elementIDs.intersection(taken).sorted() {
            let free = used.free(id)
            used.insert(free)
            names[id] = free
        }
        if !names.isEmpty { rename(names) }
    }

    /// Attributes whose words are ids (WHATWG HTML, WAI-ARIA 1.2 §6.5).
    private static let naming: Set<String> = [
        "id", "for", "list", "form", "headers", "popovertarget", "commandfor", "aria-labelledby",
        "aria-describedby", "aria-controls", "aria-owns", "aria-flowto", "aria-details",
        "aria-activedescendant", "aria-errormessage",
    ]

    private mutating func rename(_ names: [String: String]) {
        fields = fields.map { field in
            guard let attribute = field.name.attributeName else { return field }
            let value = field.value.plain
            if attribute == "href" || attribute == "usemap" {
                guard value.first == "#", let new = names[String(value.dropFirst())] else {
                    return field
                }
                return (field.name, .text("#" + new))
            }
            guard Self.naming.contains(attribute) else { return field }
            let words = value.split(separator: " ", omittingEmptySubsequences: false)
            let new = words.map { names[String($0)] ?? String($0) }.joined(separator: " ")
            return new == value ? field : (field.name, .text(new))
        }
        children = children.map { child in
            var child = child
            child.rename(names)
            return child
        }
    }
}

extension Site {
    /// The `id`s of the elements on the page that a node stands in.
    package func elementIDs(around node: NodeID) -> Set<String> {
        guard let page = enclosing(.page, of: node) else { return [] }
        return Set(subtree(of: page.id).compactMap { $0.fields[.attribute("id")]?.plain })
    }
}
