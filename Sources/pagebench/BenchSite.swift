import SiteHistory
import SiteModel

/// Sites of a given size, for the benchmarks.
struct BenchSite {
    private var generator = SystemRandomNumberGenerator()

    mutating func makeID() -> NodeID { NodeID.random(using: &generator) }

    /// A page of about 110 nodes and 520 attributes.
    mutating func page(_ number: Int) -> NodeDraft {
        var sections: [NodeDraft] = []
        for index in 0..<9 { sections.append(section(page: number, index)) }
        return NodeDraft(
            id: makeID(), content: NodeContent(kind: .page),
            fields: [(.path, .text(number == 0 ? "/" : "/page-\(number)"))],
            texts: [TextKey("title", "en"): .inline("Page \(number)")], children: sections)
    }

    private mutating func section(page: Int, _ index: Int) -> NodeDraft {
        var leaves: [NodeDraft] = []
        for leaf in 0..<5 {
            leaves.append(paragraph("Page \(page), section \(index), words number \(leaf)"))
        }
        let root = NodeDraft(
            id: makeID(), content: NodeContent(kind: .element, tag: "section"),
            fields: attributes(5),
            classes: ["wide"], children: leaves)
        return NodeDraft(
            id: makeID(), content: NodeContent(kind: .section),
            fields: [(.name, .text("section-\(index)"))],
            children: [root])
    }

    private mutating func paragraph(_ text: String) -> NodeDraft {
        let leaf = NodeDraft(
            id: makeID(), content: NodeContent(kind: .text), fields: [(.label, .text("text"))],
            texts: [.text("en"): .inline(text)])
        return NodeDraft(
            id: makeID(), content: NodeContent(kind: .element, tag: "p"), fields: attributes(9),
            children: [leaf])
    }

    private func attributes(_ count: Int) -> [(name: FieldName, value: FieldValue)] {
        (0..<count).map { (.attribute("data-\($0)"), .text("value \($0)")) }
    }
}
