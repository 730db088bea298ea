import SiteModel

/// What a person tells one deleted thing from another by.
package struct TrashSummary: Hashable, Sendable {
    /// The first words in it, as people read them; empty where it has none.
    package let excerpt: String
    /// The path of the page that it stood on; nil for a page.
    package let page: String?
    /// The name of the section that it stood in; nil for a page or a section.
    package let section: String?

    package init(excerpt: String, page: String?, section: String?) {
        self.excerpt = excerpt
        self.page = page
        self.section = section
    }
}

extension HistoryEngine {
    /// The trash as a list shows it: what was deleted last comes first.
    ///
    /// - Complexity: O(trash), and the log in memory back to the oldest deletion.
    package var trashNewestFirst: [TrashEntry] {
        let entries = trash
        guard entries.count > 1 else { return entries }
        let ages = ages(of: Set(entries.compactMap(\.deletes.last)))
        return entries.map { ($0, $0.deletes.last.flatMap { ages[$0] } ?? .max) }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// How far back each operation lies, from the newest; those that the log in memory does not have are left out.
    private func ages(of wanted: Set<OperationID>) -> [OperationID: Int] {
        var rest = Dictionary(grouping: wanted, by: \.replica)
        var ages: [OperationID: Int] = [:]
        var age = 0
        let batches = [pending.reversed()[...], entries.lazy.map(\.batch).reversed()[...]]
        for batch in batches.joined() {
            guard !rest.isEmpty else { break }
            age += Int(batch.count)
            guard let those = rest[batch.replica] else { continue }
            let found = those.filter { batch.first <= $0.seq && $0.seq <= batch.last }
            guard !found.isEmpty else { continue }
            for operation in found { ages[operation] = age - Int(operation.seq - batch.first) }
            let others = those.filter { !found.contains($0) }
            rest[batch.replica] = others.isEmpty ? nil : others
        }
        return ages
    }

    /// What is known of what lies in the trash.
    ///
    /// - Parameter letters: No more of its words than these.
    package func trashSummary(of entry: TrashEntry, letters: Int = 60) -> TrashSummary {
        shown.summary(of: entry.node, letters: letters)
    }

    /// Whether a node stood in something that lies in the trash, deleted by others than these.
    package func isHeldInTrash(_ node: NodeID, besides own: Set<NodeID>) -> Bool {
        shown.trashed(around: node, besides: own) != nil
    }
}

extension Replay {
    /// The outermost of the deleted nodes that a node stands in.
    func trashed(around id: NodeID, besides own: Set<NodeID> = []) -> NodeID? {
        var found: NodeID?
        var above = nodes.parent(of: id)
        while let node = above {
            if nodes[node]?.isDeletedItself == true, !own.contains(node) { found = node }
            above = nodes.parent(of: node)
        }
        return found
    }

    /// `section “faq”`, `page /about`, `<ul> “Bread…”`.
    func name(ofTrashed id: NodeID) -> String {
        guard let number = nodes.number(of: id) else { return id.description }
        let record = nodes[number]
        switch record.content.kind {
        case .page: return "page \(record.registers[.path]?.shown?.plain ?? "/")"
        case .section: return "section “\(record.registers[.name]?.shown?.plain ?? "section")”"
        default:
            let words = words(in: number, letters: 20)
            return "<\(record.content.tag)>" + (words.isEmpty ? "" : " “\(words)”")
        }
    }
}

extension Replay {
    fileprivate func summary(of id: NodeID, letters: Int) -> TrashSummary {
        guard let number = nodes.number(of: id) else {
            return TrashSummary(excerpt: "", page: nil, section: nil)
        }
        var page: String?
        var section: String?
        var here = nodes.places[number.index].parent
        while here.isSome, here != .root {
            let record = nodes[here]
            switch record.content.kind {
            case .page: page = record.registers[.path]?.shown?.plain ?? "/"
            case .section: section = record.registers[.name]?.shown?.plain ?? "section"
            default: break
            }
            here = nodes.places[here.index].parent
        }
        return TrashSummary(
            excerpt: words(in: number, letters: letters), page: page, section: section)
    }

    /// The first words of a node and what would come back with it; a page's own title says enough.
    private func words(in number: NodeNumber, letters: Int) -> String {
        var words = ""
        var left = [number]
        while let next = left.popLast(), words.count < letters {
            let record = nodes[next]
            let plain = record.textKeys.sorted().first { $0.field != "description" }
                .flatMap { texts[TextRef(record.id, $0)]?.text }
                .map { RichText.plain($0, inlines: record.content.inlines) }
            let new = (plain ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !new.isEmpty { words += (words.isEmpty ? "" : " ") + new }
            if record.content.kind == .page, !words.isEmpty { break }
            left += structuralChildren(of: next).filter { !nodes[$0].isDeletedItself }.reversed()
        }
        return String(words.prefix(letters))
    }
}
