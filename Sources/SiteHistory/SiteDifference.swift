import SiteModel

/// What differs between two versions of a site, in the order of its pages and sections.
///
/// What came or went is one change, not one for everything in it; white space between elements is passed over.
package struct SiteDifference: Sendable {
    package let changes: [SiteChange]

    /// - Parameter nodes: Where all that differs is among them; nil to compare every node.
    /// - Complexity: O(nodes compared + pages on which something differs).
    package init(from before: Site, to after: Site, among nodes: Set<NodeID>? = nil) {
        var reader = DifferenceReader(before, after)
        changes = reader.changes(among: nodes)
    }

    private init(_ changes: [SiteChange]) { self.changes = changes }

    /// The same for who knows that some of what came was there before, and came out of the trash.
    package func restoring(_ nodes: Set<NodeID>) -> SiteDifference {
        guard !nodes.isEmpty else { return self }
        return SiteDifference(
            changes.map { change in
                var change = change
                change.isRestored = change.kind == .added && nodes.contains(change.node)
                return change
            })
    }

    package var isEmpty: Bool { changes.isEmpty }

    /// The first change in words, and how many more there are; empty where nothing differs.
    package var summary: String {
        guard let first = changes.first else { return "" }
        if let section = exchanged { return "\(section): content replaced" }
        let more = changes.count - 1
        return first.title + (more > 0 ? ", and \(more) more" : "")
    }

    /// What is so now of the first change, and how many more there are, after a step was taken back or made again; empty
    /// where nothing differs.
    package var outcome: String {
        guard let first = changes.first else { return "" }
        if let section = exchanged { return "\(section) has its former content" }
        let more = changes.count - 1
        return first.outcome + (more > 0 ? ", and \(more) more" : "")
    }

    /// The section in which everything differs, where nodes of it came and others went: its HTML was replaced.
    private var exchanged: String? {
        guard let first = changes.first, let section = first.section,
            changes.allSatisfy({ $0.section == section && $0.page == first.page }),
            changes.contains(where: { $0.kind == .added && $0.what != .section }),
            changes.contains(where: { $0.kind == .removed && $0.what != .section })
        else { return nil }
        return section
    }
}

private struct DifferenceReader {
    private var before: NodeLabels
    private var after: NodeLabels
    /// By parent: children that stand otherwise among those that stayed.
    private var shuffled: [NodeID: Set<NodeID>] = [:]
    private var pageRanks: [NodeID: Int] = [:]

    init(_ before: Site, _ after: Site) {
        self.before = NodeLabels(before)
        self.after = NodeLabels(after)
        let gone = before.pages.filter { after[$0.id] == nil }
        for (rank, page) in (after.pages + gone).enumerated() { pageRanks[page.id] = rank }
    }

    mutating func changes(among nodes: Set<NodeID>?) -> [SiteChange] {
        var found: [(rank: [Int], change: SiteChange)] = []
        for id in candidates(nodes) {
            let changes = changes(of: id)
            guard !changes.isEmpty else { continue }
            let rank = rank(of: id)
            for (number, change) in changes.enumerated() { found.append((rank + [number], change)) }
        }
        return found.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.change)
    }

    private func candidates(_ nodes: Set<NodeID>?) -> [NodeID] {
        let (old, new) = (before.site, after.site)
        guard let nodes else {
            return new.nodes.values.filter { !$0.isSame(as: old[$0.id]) }.map(\.id).sorted()
                + old.nodes.values.filter { new[$0.id] == nil }.map(\.id).sorted()
        }
        return nodes.sorted()
    }

    /// Site, pages, then style sheets; in a page its own fields, then section by section, what went behind what stayed.
    private mutating func rank(of id: NodeID) -> [Int] {
        let isThere = after.site[id] != nil
        let (page, top) = isThere ? after.place(of: id) : before.place(of: id)
        guard let page else { return id == after.site.id ? [-1] : [.max] }
        guard let top else { return [pageRanks[page] ?? 0, -1, 0] }
        let place = topRank(of: top, on: page)
        let inside = isThere ? after.rank(of: id, in: top) : before.rank(of: id, in: top)
        return [pageRanks[page] ?? 0, place.0, place.1, isThere ? 0 : 1, inside]
    }

    /// What went stands behind the nearest sibling before it that stayed.
    private func topRank(of top: NodeID, on page: NodeID) -> (Int, Int) {
        let now = after.site[page]?.children ?? []
        if let index = now.firstIndex(of: top) { return (index, 0) }
        let old = before.site[page]?.children ?? []
        guard let index = old.firstIndex(of: top) else { return (now.count, 0) }
        let left = old[..<index].lastIndex { now.contains($0) }
        return (left.flatMap { now.firstIndex(of: old[$0]) } ?? -1, 1 + index)
    }

    // MARK: One node

    private mutating func changes(of id: NodeID) -> [SiteChange] {
        switch (before.site[id], after.site[id]) {
        case (nil, let new?): return appeared(new)
        case (let old?, nil): return went(old)
        case (let old?, let new?): return moved(old, new) + changed(old, new)
        case (nil, nil): return []
        }
    }

    private mutating func appeared(_ node: Node) -> [SiteChange] {
        guard let parent = node.parent, before.site[parent] != nil, !after.site.isSpace(node)
        else { return [] }
        return [make(.added, node, after: after.site.words(in: node.id))]
    }

    private mutating func went(_ node: Node) -> [SiteChange] {
        guard let parent = node.parent, after.site[parent] != nil, !before.site.isSpace(node)
        else { return [] }
        return [make(.removed, node, before: before.site.words(in: node.id))]
    }

    private mutating func moved(_ old: Node, _ new: Node) -> [SiteChange] {
        guard let parent = new.parent, !after.site.isSpace(new) else { return [] }
        guard old.parent != parent || isShuffled(new.id, under: parent) else { return [] }
        return [
            make(
                .moved, new, before: before.words(forPlaceOf: old.id),
                after: after.words(forPlaceOf: new.id))
        ]
    }

    private mutating func isShuffled(_ id: NodeID, under parent: NodeID) -> Bool {
        if let known = shuffled[parent] { return known.contains(id) }
        let moved = movedChildren(of: parent)
        shuffled[parent] = moved
        return moved.contains(id)
    }

    /// Of the children that a parent kept, those that were put elsewhere among them: the fewest that explain the new
    /// order, where these were placed anew. What was not placed anew keeps its order.
    private func movedChildren(of parent: NodeID) -> Set<NodeID> {
        let (a, b) = (before.site[parent]?.children ?? [], after.site[parent]?.children ?? [])
        let (inA, inB) = (Set(a), Set(b))
        let (old, new) = (a.filter(inB.contains), b.filter(inA.contains))
        guard old != new else { return [] }
        let placed = Set(new.filter { before.site[$0]?.placed != after.site[$0]?.placed })
        let fewest = Set(
            new.difference(from: old).insertions.map { change -> NodeID in
                switch change {
                case .insert(_, let node, _), .remove(_, let node, _): node
                }
            })
        if fewest.isSubset(of: placed) { return fewest }
        let across = placed.filter {
            Self.count(before: $0, in: old, without: placed)
                != Self.count(before: $0, in: new, without: placed)
        }
        return across.isEmpty ? placed : across
    }

    private static func count(
        before node: NodeID, in list: [NodeID], without others: Set<NodeID>
    ) -> Int {
        list.prefix { $0 != node }.reduce(0) { $0 + (others.contains($1) ? 0 : 1) }
    }

    private mutating func changed(_ old: Node, _ new: Node) -> [SiteChange] {
        var found: [SiteChange] = []
        for name in Set(old.fields.keys).union(new.fields.keys).sorted()
        where old.fields[name] != new.fields[name] {
            found.append(field(name, old, new))
        }
        if old.classes != new.classes {
            found.append(
                make(
                    .class, new, field: "class", before: old.classes.joinedOrNil,
                    after: new.classes.joinedOrNil))
        }
        for key in Set(old.texts.keys).union(new.texts.keys).sorted() {
            let (was, now) = (old.texts[key] ?? "", new.texts[key] ?? "")
            if !was.utf8.elementsEqual(now.utf8) { found.append(text(key, was, now, new)) }
        }
        return found
    }

    private mutating func field(_ name: FieldName, _ old: Node, _ new: Node) -> SiteChange {
        let (was, now) = (old.fields[name]?.plain, new.fields[name]?.plain)
        guard let attribute = name.attributeName else {
            return make(.property, new, field: name.rawValue, before: was, after: now)
        }
        let parts = attribute.split(separator: "@").map(String.init)
        let isTranslated = parts.count == 2 && !attribute.hasPrefix("@")
        return make(
            .attribute, new, field: isTranslated ? parts[0] : attribute,
            locale: isTranslated ? parts[1] : nil, before: was, after: now)
    }

    private mutating func text(_ key: TextKey, _ was: String, _ now: String, _ node: Node)
        -> SiteChange
    {
        let inlines = node.content.inlines
        var (old, new) = (
            RichText.plain(was, inlines: inlines), RichText.plain(now, inlines: inlines)
        )
        if old == new {
            (old, new) = (was.withTags(inlines), now.withTags(inlines))
        }
        let isOwn = key.locale.isEmpty || key.locale == after.site.defaultLocale
        return make(
            key == .css ? .css : .text, node,
            label: node.kind == .text || key == .css ? nil : key.field, field: key.field,
            locale: isOwn ? nil : key.locale, before: old.isEmpty ? nil : old,
            after: new.isEmpty ? nil : new)
    }

    private mutating func make(
        _ kind: SiteChange.Kind, _ node: Node, label: String? = nil, field: String? = nil,
        locale: String? = nil, before old: String? = nil, after new: String? = nil
    ) -> SiteChange {
        let isThere = after.site[node.id] != nil
        let names = isThere ? after.names(of: node.id) : before.names(of: node.id)
        return SiteChange(
            kind: kind, node: node.id, what: node.kind, page: names.page, section: names.section,
            label: label ?? names.label, field: field, locale: locale, before: old, after: new,
            words: names.label.isEmpty ? nil : words(in: node, isThere: isThere))
    }

    private func words(in node: Node, isThere: Bool) -> String? {
        guard node.kind == .element else { return nil }
        return (isThere ? after.site : before.site).words(in: node.id).map(SiteChange.excerpt)
    }
}

extension NodeLabels {
    fileprivate mutating func names(of id: NodeID) -> (
        page: String?, section: String?, label: String
    ) {
        let (page, top) = place(of: id)
        let section = page.flatMap { page in top.flatMap { sectionName(of: $0, on: page) } }
        return (page.flatMap { paths[$0] }, section, label(of: id))
    }
}

extension Site {
    /// What a person reads in a node and below it, one line for each text; nil where there is nothing to read.
    func words(in node: NodeID) -> String? {
        let lines = subtree(of: node).compactMap { inside -> String? in
            guard inside.kind == .text || inside.kind == .asset || inside.kind == .page else {
                return inside.kind == .raw || inside.kind == .comment ? bytes(of: inside) : nil
            }
            let field = inside.kind == .text ? "text" : inside.kind == .asset ? "css" : "title"
            return text(of: inside.id, field, locale: defaultLocale).map {
                plain($0, of: inside.id)
            }
        }
        return lines.filter { !$0.isEmpty }.joinedOrNil(by: "\n")
    }

    func bytes(of node: Node) -> String {
        guard let source = node.content.source, let blob = blobs[source.blob],
            source.end <= blob.count
        else { return node.content.literal }
        return String(decoding: blob[source.range], as: UTF8.self)
    }
}

extension Node {
    /// Equal to the byte: `==` takes canonically equivalent texts for equal.
    fileprivate func isSame(as other: Node?) -> Bool {
        guard let other, self == other else { return false }
        return texts.allSatisfy { key, text in
            other.texts[key].map { text.utf8.elementsEqual($0.utf8) } ?? false
        }
    }
}

extension [String] {
    fileprivate var joinedOrNil: String? { joinedOrNil(by: " ") }

    fileprivate func joinedOrNil(by separator: String) -> String? {
        isEmpty ? nil : joined(separator: separator)
    }
}

extension String {
    /// With its inline tags as they are written.
    func withTags(_ inlines: [InlineTag]) -> String {
        unicodeScalars.reduce(into: "") { text, scalar in
            guard let mark = InlineTag.tag(ofMark: scalar) else {
                text.unicodeScalars.append(scalar)
                return
            }
            guard inlines.indices.contains(mark.index) else { return }
            text += mark.opens ? inlines[mark.index].open : inlines[mark.index].close
        }
    }
}
