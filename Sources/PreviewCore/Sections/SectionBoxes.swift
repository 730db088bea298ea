import SiteMarkup

/// The boxes of one section, made from its bytes alone, and what they depend on besides.
///
/// Their layout is kept at the box (`LayoutKeeper`); they are part of one page at a time.
final class SectionBoxes {
    private(set) var bytes: [UInt8]
    /// `<` in the bytes: how many tags there are at most.
    let tagCount: Int
    private(set) var chain: PageChain
    private(set) var shell: PreviewShell
    private(set) var index: Int
    /// How the section is not to be shown by itself; nil where it is.
    private(set) var irregularity: Irregularity?
    private(set) var scripts = 0
    private(set) var missingImages = 0

    enum Irregularity {
        /// Its boxes are to be made where it stands, with the rest of the page.
        case standsInPage
        /// It depends on what is in other sections.
        case needsPage
    }

    private var options: PreviewOptions
    private let names: NodeNames
    private var made: Made?

    private struct Made {
        let boxes: [Box]
        let keeper: LayoutKeeper
        var texts: [SectionText]
        let reach: SectionReach
        let places: [[Int]]
        /// The id they stand in.
        let parent: Int32
        /// Positioned boxes whose containing block is outside, and all of them.
        let loose: [Box]
        let positioned: [Box]
        /// The addresses of pictures that are not there.
        let missing: [String]
        let drawingCount: Int
        /// Counters before and after, where they play a part.
        let counters: (before: CounterScopes, after: CounterScopes)?
    }

    init(
        _ bytes: [UInt8], _ index: Int, _ shell: PreviewShell, _ options: PreviewOptions,
        _ names: NodeNames
    ) {
        self.bytes = bytes
        self.index = index
        self.shell = shell
        self.options = options
        self.names = names
        chain = shell.stubs[index].chain
        tagCount = bytes.reduce(0) { $0 + ($1 == 0x3C ? 1 : 0) }
        irregularity = SectionMarkup.concernsPage(bytes) ? .standsInPage : nil
    }

    /// Takes its place on another page; what was made stays as far as it does not depend on what is another.
    func move(to index: Int, _ shell: PreviewShell, _ options: PreviewOptions) {
        let isSame = self.shell === shell && self.index == index
        let before = self.chain
        let knewSiblings = made?.reach.contains(.siblings) ?? false
        (self.index, self.shell, chain) = (index, shell, shell.stubs[index].chain)
        if !(self.options.isLike(options)) || before !== chain || (knewSiblings && !isSame) {
            forget()
        } else if let made, made.reach.contains(.places), made.places != places() {
            forget()
        } else if self.options != options {
            made?.boxes.forEach { $0.forgetWidths() }
        }
        self.options = options
    }

    private var stub: PreviewShell.Stub { shell.stubs[index] }

    private func forget() {
        made = nil
        irregularity = nil
    }

    /// Positioned boxes in it, or itself, whose containing block is outside of it.
    var loose: [Box] { made?.loose ?? [] }

    /// All of its positioned boxes.
    var positioned: [Box] { made?.positioned ?? [] }

    /// The addresses of pictures in it that are not there.
    var missing: [String] { made?.missing ?? [] }

    /// How many drawings in it are not shown.
    var drawingCount: Int { made?.drawingCount ?? 0 }

    /// The boxes in their place. Where they cannot be made from the section alone, `irregularity` is then set.
    func boxes(under parent: Int32, depth: Int, _ counters: inout CounterScopes) -> [Box] {
        if let made, made.parent == parent,
            made.counters.map({ $0.before.agrees(with: counters) }) ?? true
        {
            if let after = made.counters?.after { counters = after }
            return made.boxes
        }
        guard irregularity == nil, let new = make(parent, depth, counters) else {
            irregularity = irregularity ?? .standsInPage
            return []
        }
        made = new
        if let after = new.counters?.after { counters = after }
        return new.boxes
    }

    /// Takes other bytes where they are the same markup around other words; its boxes stay, and are laid out anew.
    ///
    /// - Returns: False where they are not; nothing is then done.
    func take(_ new: [UInt8]) -> Bool {
        guard let made else { return false }
        let difference = BytesDifference(bytes, new)
        let place = made.texts.firstIndex {
            $0.range.lowerBound <= difference.range.lowerBound
                && difference.range.upperBound <= $0.range.upperBound
        }
        guard let place else { return false }
        let text = made.texts[place]
        let range = text.range.lowerBound..<text.range.upperBound + difference.growth
        guard let words = text.words(new[range], was: bytes[text.range]) else { return false }
        bytes = new
        if let box = text.box {
            box.text = words
            made.boxes.first?.forgetWidths(of: box)
        }
        self.made?.texts[place].range = range
        for later in made.texts.indices
        where made.texts[later].range.lowerBound > text.range.lowerBound {
            let old = made.texts[later].range
            self.made?.texts[later].range =
                old.lowerBound + difference.growth..<old.upperBound + difference.growth
        }
        return true
    }

    // MARK: Making

    private func make(_ parent: Int32, _ depth: Int, _ counters: CounterScopes) -> Made? {
        guard let alone = styled(chain.opening, from: nil) else { return nil }
        guard alone.cascade.reach.contains(.siblings) else {
            return made(alone, parent, depth, counters)
        }
        let before = Array(shell.html[..<stub.offset])
        guard let beside = styled(before, from: shell.tree) else { return nil }
        return made(beside, parent, depth, counters)
    }

    /// - Parameter outside: The tree of the shell, where all that stands before the section is there, too.
    private func styled(
        _ opening: [UInt8], from outside: ElementTree?
    ) -> Styled? {
        let range = opening.count..<opening.count + bytes.count
        guard
            let document = try? HTMLDocument(parsing: opening + bytes + SectionMarkup.probe),
            let root = document.nodes.firstIndex(where: {
                $0.startTag?.lowerBound == range.lowerBound
            }),
            SectionMarkup.isClosed(document, root: root, range, isAlone: outside == nil)
        else { return nil }
        var tree = ElementTree(document)
        let element = tree.elementOfNode[root]
        var around: [Int] = []
        var next = tree.elements[element].parent
        while next >= 0 {
            around.insert(next, at: 0)
            next = tree.elements[next].parent
        }
        guard around.count == chain.links.count,
            zip(around, chain.links).allSatisfy({ tree.node(of: $0).tag == $1.tag })
        else { return nil }
        if let outside {
            guard element == stub.element else { return nil }
            for other in 0...element { tree.place(other, like: outside.elements[other]) }
        } else {
            for (own, other) in zip(around + [element], stub.around + [stub.element]) {
                tree.place(own, like: shell.tree.elements[other])
            }
        }
        count(document, root)
        let styles = zip(around, chain.links).map { (element: $0, style: $1.style) }
        return Styled(
            cascade: Cascade(
                tree, chain.sheets, chain.media, of: element, under: styles, chain.shared),
            root: root, start: range.lowerBound)
    }

    private func count(_ document: HTMLDocument, _ root: Int) {
        (scripts, missingImages) = (0, 0)
        for index in document.nodes.indices[root...] {
            let node = document.nodes[index]
            guard node.kind == .element else { continue }
            if PageSheets.isScript(node) { scripts += 1 }
            if PageSheets.isMissingImage(index, document, chain.media) { missingImages += 1 }
        }
    }

    private struct Styled {
        let cascade: Cascade
        let root: Int
        /// Where the section begins in the source that was parsed.
        let start: Int
    }

    private func texts(_ builder: BoxBuilder, _ styled: Styled) -> [SectionText] {
        let document = builder.document
        let shown = builder.textBoxes.compactMap {
            SectionText(document.nodes[$0.node], $0.box, bytes, from: styled.start)
        }
        let hidden = document.nodes.indices[styled.root...].compactMap { node in
            isHidden(node, styled.cascade)
                ? SectionText(document.nodes[node], nil, bytes, from: styled.start) : nil
        }
        return (shown + hidden).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Whether a text stands in an element that is not displayed, and nothing is made of its words elsewhere.
    private func isHidden(_ node: Int, _ cascade: Cascade) -> Bool {
        let tree = cascade.tree
        guard tree.document.nodes[node].kind == .text else { return false }
        var element = tree.elementOfNode[tree.document.nodes[node].parent]
        guard element > 0, cascade.styles[element] == nil else { return false }
        while element > 0 {
            if Self.reading.contains(tree.node(of: element).tag) { return false }
            element = tree.elements[element].parent
        }
        return true
    }

    /// Elements that are shown by what the texts in them say.
    private static let reading: Set<String> = ["svg", "select", "textarea"]

    private func made(
        _ styled: Styled, _ parent: Int32, _ depth: Int,
        _ before: CounterScopes
    ) -> Made? {
        let cascade = styled.cascade
        guard !cascade.reach.contains(.contents) else {
            irregularity = .needsPage
            return nil
        }
        let document = cascade.tree.document
        guard
            !document.nodes.indices[styled.root...].contains(where: {
                RadioGroups.reachesOut($0, in: document)
            })
        else { return nil }
        var builder = BoxBuilder(
            cascade.tree, cascade, options, names, counters: before.untouched)
        let boxes = builder.boxes(for: styled.root, under: parent, depth: depth)
        guard boxes.count <= 1, boxes.allSatisfy(Self.standsAlone) else { return nil }
        let keeper = LayoutKeeper()
        boxes.first?.keeper = keeper
        boxes.first?.escaping = builder.loose.filter { $0 !== boxes.first }
        return Made(
            boxes: boxes, keeper: keeper, texts: texts(builder, styled), reach: cascade.reach,
            places: places(), parent: parent, loose: builder.loose,
            positioned: builder.positioned.map(\.box), missing: builder.missing.map(\.address),
            drawingCount: builder.drawings.count,
            counters: builder.counters.isTouched
                ? (before.untouched, builder.counters.untouched) : nil)
    }

    /// A block that needs no other box around it and counts nothing that others count.
    private static func standsAlone(_ box: Box) -> Bool {
        guard !box.isInlineLevel, case .container = box.kind, box.marker == nil else {
            return false
        }
        switch box.display {
        case .block, .flex, .grid, .table, .flowRoot: return true
        default: return false
        }
    }

    /// The places of its root and of what is around it among their siblings.
    private func places() -> [[Int]] {
        (stub.around + [stub.element]).map {
            let element = shell.tree.elements[$0]
            return [
                element.position, element.siblingCount, element.typePosition, element.typeCount,
            ]
        }
    }
}

extension PreviewOptions {
    /// Whether both make the same boxes: only the width is another.
    func isLike(_ other: PreviewOptions) -> Bool {
        var same = other
        same.width = width
        return self == same
    }
}
