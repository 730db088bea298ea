import SiteModel

/// Makes a section what a draft says, keeping the nodes that stay: a proposal, `html` and `$EDITOR` all end here.
extension Transaction {
    mutating func replace(_ section: NodeID, with draft: NodeDraft) throws(HistoryError) {
        let node = try node(section)
        guard node.kind == .section, let root = site.children(of: section).first else {
            throw .misplaced(draft.id, under: section)
        }
        let before = operations.count
        let matching = DraftMatching(site: site)
        if matching.signature(of: root.content) == matching.signature(of: draft.content) {
            try merge(root.id, with: draft)
        } else {
            try replaceWhole(node, root: draft)
        }
        if operations.count == before { throw .nothingToChange }
    }

    /// Another root element: a section's root cannot go alone, so the section is replaced.
    private mutating func replaceWhole(_ section: Node, root: NodeDraft) throws(HistoryError) {
        guard let parent = section.parent else { throw .misplaced(root.id, under: section.id) }
        let left = leftNeighbour(of: section.id)
        let fields = section.fields.filter { $0.key.attributeName == nil }.sorted {
            $0.key < $1.key
        }
        // The section's new id is derived from its root's: the draft brings one id for each of its nodes only.
        let id = NodeID(high: ~root.id.high, low: ~root.id.low)
        let draft = NodeDraft(
            id: id, content: NodeContent(kind: .section), fields: fields.map { ($0.key, $0.value) },
            children: [root])
        try delete(section.id)
        try insert(draft, under: parent, at: left.map { .after($0) } ?? .first)
    }

    private mutating func merge(_ id: NodeID, with draft: NodeDraft) throws(HistoryError) {
        try mergeFields(id, with: draft)
        for (key, initial) in draft.texts.sorted(by: { $0.key < $1.key }) {
            guard case .inline(let text) = initial else { continue }
            let now = site.nodes[id]?.texts[key] ?? ""
            if now != text { try setText(TextRef(id, key), from: now, to: text) }
        }
        try mergeChildren(of: id, with: draft.children)
    }

    private mutating func mergeFields(_ id: NodeID, with draft: NodeDraft) throws(HistoryError) {
        let now = try node(id)
        let wanted = Dictionary(draft.fields.map { ($0.name, $0.value) }) { first, _ in first }
        for name in now.fields.keys.sorted() where name.attributeName?.contains("@") == false {
            if wanted[name] == nil { try setField(id, name, to: nil) }
        }
        for (name, value) in draft.fields
        where name.attributeName != nil && now.fields[name] != value {
            try setField(id, name, to: value)
        }
        order(classesOf: id, as: draft.classes)
    }

    private mutating func mergeChildren(of parent: NodeID, with drafts: [NodeDraft])
        throws(HistoryError)
    {
        let present = site.children(of: parent)
        let kept = DraftMatching(site: site).pairs(present, drafts)
        let keptNodes = Set(kept.map { present[$0.0].id })
        for child in present where !keptNodes.contains(child.id) { try delete(child.id) }
        let byDraft = Dictionary(uniqueKeysWithValues: kept.map { ($0.1, present[$0.0].id) })
        var left: NodeID?
        for (index, draft) in drafts.enumerated() {
            if let node = byDraft[index] {
                try merge(node, with: draft)
                left = node
            } else {
                try insert(draft, under: parent, at: left.map { .after($0) } ?? .first)
                left = draft.id
            }
        }
    }
}
