import SiteModel

/// Which of a node's children a draft's children are: what stays is changed in place and keeps its id.
struct DraftMatching {
    /// What must be equal for a node to be kept and changed in place.
    struct Signature: Hashable {
        let kind: NodeKind
        let tag: String
        let namespace: MarkupNamespace
        let inlines: [InlineTag]
        /// The bytes of what has no fields.
        let bytes: [UInt8]
    }

    /// Above this product of child counts what says the same counts no more than what has the same form.
    private static let cellsMax = 10_000

    let site: Site

    func signature(of content: NodeContent) -> Signature {
        var bytes: [UInt8] = []
        if [.literal, .comment, .raw].contains(content.kind) {
            bytes = Array(content.literal.utf8)
            if let source = content.source, let blob = site.blobs[source.blob],
                source.end <= blob.count
            {
                bytes = Array(blob[source.range])
            }
        }
        return Signature(
            kind: content.kind, tag: content.tag, namespace: content.namespace,
            inlines: content.inlines, bytes: bytes)
    }

    /// Whether the draft would change nothing in the node or below it.
    func isSame(_ node: Node, as draft: NodeDraft) -> Bool {
        guard signature(of: node.content) == signature(of: draft.content),
            node.children.count == draft.children.count, Set(node.classes) == Set(draft.classes),
            hasFields(node, of: draft),
            draft.texts.allSatisfy({ key, text in
                guard case .inline(let text) = text else { return false }
                return text.utf8.elementsEqual((node.texts[key] ?? "").utf8)
            })
        else { return false }
        return zip(site.children(of: node.id), draft.children).allSatisfy { isSame($0, as: $1) }
    }

    private func hasFields(_ node: Node, of draft: NodeDraft) -> Bool {
        let wanted = draft.fields.filter { $0.name.attributeName != nil }
        let own = node.fields.keys.filter { $0.attributeName?.contains("@") == false }
        return Set(own) == Set(wanted.map(\.name))
            && wanted.allSatisfy { node.fields[$0.name] == $0.value }
    }

    /// Index pairs of present and drafted children, in order on both sides: the most that say the same, then the most
    /// that have the same form.
    /// - Complexity: O(*n*·*m*) comparisons of children; one is O(nodes) at worst.
    func pairs(_ present: [Node], _ drafts: [NodeDraft]) -> [(Int, Int)] {
        let a = present.map { signature(of: $0.content) }
        let b = drafts.map { signature(of: $0.content) }
        let comparesAll = a.count * b.count <= Self.cellsMax
        let width = b.count + 1
        var worth = [Int](repeating: 0, count: (a.count + 1) * width)
        var sums = worth
        for i in a.indices.reversed() {
            for j in b.indices.reversed() {
                let at = i * width + j
                if a[i] == b[j] {
                    worth[at] = comparesAll && isSame(present[i], as: drafts[j]) ? 3 : 2
                }
                let kept = worth[at] > 0 ? worth[at] + sums[at + width + 1] : 0
                sums[at] = max(kept, sums[at + width], sums[at + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < a.count && j < b.count {
            let at = i * width + j
            if worth[at] > 0, sums[at] == worth[at] + sums[at + width + 1] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if sums[at] == sums[at + width] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }
}
