import SiteMarkup

/// A page without what is in its sections: of each only its start tag and end tag are there.
final class PreviewShell {
    let html: [UInt8]
    let tree: ElementTree
    let sheets: PageSheets
    let cascade: Cascade
    let media: MediaContext
    let stubs: [Stub]

    /// What stands for a section.
    struct Stub {
        let element: Int
        /// Where its start tag begins in `html`.
        let offset: Int
        /// What it stands in, and the elements of that.
        let chain: PageChain
        let around: [Int]
    }

    /// Nil where sections cannot be shown one by one: the page must be laid out whole.
    ///
    /// - Parameter last: The shell of an earlier page: what is equal is taken from it.
    init?(
        _ source: StubbedSource, _ given: (String) -> ParsedSheet?, _ media: MediaContext,
        last: PreviewShell?
    ) {
        html = source.html
        self.media = media
        let saysOtherWords = last?.differsInWords(from: html) ?? false
        guard saysOtherWords || source.isOpen, let document = try? HTMLDocument(parsing: html),
            let nodes = Self.stubs(document, at: source.offsets)
        else { return nil }
        sheets = PageSheets(
            document, given: given, media: media, last: last?.sheets)
        let tree = ElementTree(document)
        self.tree = tree
        let elements = nodes.map { tree.elementOfNode[$0] }
        let active = ActiveSheet.all(sheets.sheets, media)
        cascade = Cascade(tree, active, media, leaving: Set(elements), notes: true)
        var chains = ChainTable(
            cascade, active, media, isQuirks: document.isQuirks,
            known: last?.stubs.map(\.chain) ?? [])
        var stubs: [Stub] = []
        for (element, offset) in zip(elements, source.offsets) {
            guard let (chain, around) = chains.chain(around: element) else { return nil }
            stubs.append(Stub(element: element, offset: offset, chain: chain, around: around))
        }
        self.stubs = stubs
    }

    /// Whether a source differs from this one in the words of one text alone: where sections stand nothing is open then, for
    /// nothing is here.
    private func differsInWords(from other: [UInt8]) -> Bool {
        let difference = BytesDifference(html, other)
        let node = tree.document.nodes.first {
            guard let range = $0.textRange else { return false }
            return range.lowerBound <= difference.range.lowerBound
                && difference.range.upperBound <= range.upperBound
        }
        guard let text = node.flatMap({ SectionText($0, nil, html, from: 0) }) else { return false }
        let range = text.range.lowerBound..<text.range.upperBound + difference.growth
        return text.words(other[range], was: html[text.range]) != nil
    }

    /// The nodes that the stubs became; nil where not every one is an element that is closed and empty.
    private static func stubs(_ document: HTMLDocument, at offsets: [Int]) -> [Int]? {
        var nodes: [Int] = []
        for (index, node) in document.nodes.enumerated()
        where nodes.count < offsets.count && node.startTag?.lowerBound == offsets[nodes.count] {
            guard node.kind == .element, node.endTag != nil, node.children.isEmpty else {
                return nil
            }
            nodes.append(index)
        }
        return nodes.count == offsets.count && !nodes.isEmpty ? nodes : nil
    }
}

/// The contexts of a page's sections by the element they stand in: most pages have one, some a few.
private struct ChainTable {
    private let cascade: Cascade
    private let sheets: [ActiveSheet]
    private let media: MediaContext
    private let isQuirks: Bool
    private var known: [PageChain]
    private var chains: [Int: (chain: PageChain, around: [Int])] = [:]

    init(
        _ cascade: Cascade, _ sheets: [ActiveSheet], _ media: MediaContext, isQuirks: Bool,
        known: [PageChain]
    ) {
        self.cascade = cascade
        self.sheets = sheets
        self.media = media
        self.isQuirks = isQuirks
        self.known = []
        for chain in known where self.known.last !== chain { self.known.append(chain) }
    }

    /// The context of an element, and the elements it has around it, from the root down.
    mutating func chain(around element: Int) -> (PageChain, [Int])? {
        let parent = cascade.tree.elements[element].parent
        if let found = chains[parent] { return found }
        var around: [Int] = []
        var next = parent
        while next >= 0 {
            around.insert(next, at: 0)
            next = cascade.tree.elements[next].parent
        }
        guard let new = PageChain(around, cascade, sheets, media, isQuirks: isQuirks) else {
            return nil
        }
        let chain = known.first { $0.isLike(new) } ?? new
        chains[parent] = (chain, around)
        return (chain, around)
    }
}
