import SiteModel

/// A repeatable source of random numbers (SplitMix64, as published by Steele, Lea and Flood).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Sites of an exact number of nodes: pages of sections, in them elements and texts down to the tenth level.
struct TreeSite {
    private var generator: SeededGenerator
    private static let depthMax = 10
    private static let sectionsPerPage = 9
    private static let nodesPerPage = 111

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func makeID() -> NodeID { NodeID.random(using: &generator) }

    /// Pages of together `count` nodes.
    mutating func pages(nodes count: Int) -> [NodeDraft] {
        var pages: [NodeDraft] = []
        var left = count
        while left > 0 {
            let page = page(pages.count, nodes: min(left, TreeSite.nodesPerPage))
            left -= page.nodeCount
            pages.append(page)
        }
        return pages
    }

    private mutating func page(_ number: Int, nodes count: Int) -> NodeDraft {
        var page = NodeDraft(
            id: makeID(), content: NodeContent(kind: .page),
            fields: [(.path, .text("/page-\(number)"))],
            texts: [TextKey("title", "en"): .inline("Page \(number)")])
        var left = count - 1
        // A section is at least itself and its root.
        while left >= 2 {
            let sectionsLeft = max(1, TreeSite.sectionsPerPage - page.children.count)
            let size = sectionsLeft == 1 ? left : max(2, left / sectionsLeft)
            let section = section(page.children.count, nodes: left - size == 1 ? left : size)
            left -= section.nodeCount
            page.children.append(section)
        }
        return page
    }

    private mutating func section(_ number: Int, nodes count: Int) -> NodeDraft {
        NodeDraft(
            id: makeID(), content: NodeContent(kind: .section),
            fields: [(.name, .text("section-\(number)"))],
            children: [element("section", nodes: count - 1, depth: 3)])
    }

    /// An element with what is below it: one or more children, of which each takes a random share of the nodes.
    private mutating func element(_ tag: String, nodes count: Int, depth: Int) -> NodeDraft {
        var element = NodeDraft(
            id: makeID(), content: NodeContent(kind: .element, tag: tag),
            fields: [(.attribute("id"), .text("e\(generator.next() % 10_000)"))],
            classes: ["wide"])
        var left = count - 1
        while left > 0 {
            let share = Int.random(in: 1...left, using: &generator)
            let child =
                share == 1 || depth == TreeSite.depthMax
                ? text() : self.element("div", nodes: share, depth: depth + 1)
            left -= child.nodeCount
            element.children.append(child)
        }
        return element
    }

    private mutating func text() -> NodeDraft {
        NodeDraft(
            id: makeID(), content: NodeContent(kind: .text), fields: [(.label, .text("text"))],
            texts: [.text("en"): .inline("Order before ten, collect before noon")])
    }
}
