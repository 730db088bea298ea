import SiteMarkup

/// Makes the box tree of a styled document: what is hidden has no box, and only boxes of one kind stand together.
struct BoxBuilder {
    let document: HTMLDocument
    let tree: ElementTree
    let cascade: Cascade
    let options: PreviewOptions
    /// Where `data-pm-id` values get their numbers.
    private let names: NodeNames
    private let pageNames: PageNames?
    private var numbers = ListNumbers()
    private var radios: RadioGroups?
    private(set) var counters: CounterScopes
    /// The box of each text that has one, by its node.
    private(set) var textBoxes: [(node: Int, box: Box)] = []
    /// The boxes of nodes that are not made from this document: sections, by their nodes.
    private let sections: [Int: SectionBoxes]
    /// Positioned boxes whose containing block is not known yet; at the end, those that the page's is the window's.
    private(set) var loose: [Box] = []
    /// All positioned boxes where a side is said, with their nodes; those of sections are not among them.
    private(set) var positioned: [(node: Int, box: Box)] = []
    /// Pictures that are to be shown and are not in the site, with the nodes that show them.
    private(set) var missing: [(node: Int, address: String)] = []
    /// Drawings that are not shown.
    private(set) var drawings: [Int] = []

    /// Boxes nested deeper than this become text of the box that holds them.
    private static let depthMax = 96

    /// - Parameters:
    ///   - counters: As they stand where the first box is.
    ///   - pageNames: Gives ids the numbers that they had on an earlier page.
    ///   - sections: What makes the boxes of nodes that stand for sections.
    init(
        _ tree: ElementTree, _ cascade: Cascade, _ options: PreviewOptions, _ names: NodeNames,
        counters: CounterScopes = CounterScopes(), pageNames: PageNames? = nil,
        sections: [Int: SectionBoxes] = [:]
    ) {
        document = tree.document
        self.tree = tree
        self.cascade = cascade
        self.options = options
        self.names = names
        self.pageNames = pageNames
        self.counters = counters
        self.sections = sections
    }

    /// The root element's box; nil for a page without one.
    mutating func build() -> Box? {
        guard let root = tree.elements.first, let style = cascade.styles[0] else { return nil }
        let box = Box(.container, style, .block)
        box.node = register(root.node, under: -1)
        box.isPage = true
        fill(box, from: root.node, depth: 0)
        return box
    }

    // MARK: Positioned boxes

    private mutating func notePosition(of box: Box, _ node: Int) {
        guard box.hasPlace else { return }
        positioned.append((node, box))
        loose.append(box)
    }

    /// Gives a positioned box what it is the containing block of (CSS Positioned Layout Level 3, 2.1): the absolutely
    /// positioned boxes that came up since.
    private mutating func takeLoose(_ box: Box, since count: Int) {
        guard box.style.position != .static, loose.count > count else { return }
        box.loose = loose[count...].filter { $0.style.position == .absolute }
        // One in another that may stand elsewhere itself goes with it.
        let fixed =
            box.style.isOutOfFlow ? [] : loose[count...].filter { $0.style.position == .fixed }
        loose.replaceSubrange(count..., with: fixed)
    }

    private mutating func register(_ node: Int, under parent: Int32) -> Int32 {
        guard let id = document.nodes[node].attribute("data-pm-id"), !id.isEmpty else {
            return parent
        }
        return pageNames?.number(of: id, under: parent) ?? names.add(id, under: parent)
    }

    // MARK: Children

    private mutating func fill(_ box: Box, from node: Int, depth: Int) {
        box.children = children(of: node, style: box.style, id: box.node, depth: depth)
        box.veil = veil(over: node, box.style)
        BoxFixup.settle(box)
    }

    private mutating func children(of node: Int, style: ComputedStyle, id: Int32, depth: Int)
        -> [Box]
    {
        guard depth < Self.depthMax else {
            return [textBox(document.textContent(of: node), style, id)].compactMap { $0 }
        }
        let element = tree.elementOfNode[node]
        defer { counters.leave(depth: depth) }
        var boxes: [Box] = []
        if let before = pseudoBox(cascade.before[element] ?? nil, element, id, depth: depth) {
            boxes.append(before)
        }
        let isClosed =
            document.nodes[node].tag == "details" && document.nodes[node].attribute("open") == nil
        for child in document.nodes[node].children {
            switch document.nodes[child].kind {
            case .text, .whitespace, .cdata:
                if isClosed { continue }
                if let box = textBox(document.nodes[child].text, style, id) {
                    textBoxes.append((child, box))
                    boxes.append(box)
                }
            case .element:
                boxes += self.boxes(for: child, under: id, depth: depth + 1)
            default: continue
            }
        }
        if let after = pseudoBox(cascade.after[element] ?? nil, element, id, depth: depth) {
            boxes.append(after)
        }
        return boxes
    }

    private func textBox(_ text: String, _ style: ComputedStyle, _ id: Int32) -> Box? {
        guard style.isVisible, style.fontSize >= 1, style.opacity > 0.03, !text.isEmpty else {
            return nil
        }
        if let indent = style.textIndent.pixels(of: 1200), indent < -300 { return nil }
        let box = Box(.text, style, .inline, node: id)
        box.text = text
        return box
    }

    private mutating func pseudoBox(
        _ style: ComputedStyle?, _ element: Int, _ id: Int32, depth: Int
    ) -> Box? {
        guard let style, let parts = style.content, !HiddenBoxes.isHidden(style) else { return nil }
        counters.enter(style, depth: depth + 1)
        var text = ""
        for part in parts {
            switch part {
            case .text(let own): text += own
            case .attribute(let name): text += tree.attribute(name, of: element) ?? ""
            case .counter(let name, let separator): text += counters.text(name, separator)
            case .openQuote: text += "“"
            case .closeQuote: text += "”"
            }
        }
        if text.isEmpty, style.backgroundImage != nil { text = disclosureMark(element) }
        let display =
            style.isOutOfFlow || style.isFloating ? style.display.blockified : style.display
        let box = Box(.container, style, display, node: id)
        if let inner = textBox(text, style, id) { box.children = [inner] }
        // An empty box matters only where it clears floats.
        guard box.hasText || (style.clear != .none && !style.isOutOfFlow) else { return nil }
        notePosition(of: box, tree.elements[element].node)
        return box
    }

    /// A page's own picture beside a `summary` is its arrow.
    private func disclosureMark(_ element: Int) -> String {
        let summary = tree.node(of: element)
        guard summary.tag == "summary", summary.parent >= 0 else { return "" }
        return document.nodes[summary.parent].attribute("open") == nil ? "▸" : "▾"
    }

    // MARK: One element

    /// The boxes of an element: none where it is hidden, those of its children where it has none of its own.
    mutating func boxes(for node: Int, under parent: Int32, depth: Int) -> [Box] {
        if let section = sections[node] {
            let boxes = section.boxes(under: parent, depth: depth, &counters)
            loose += section.loose
            return boxes
        }
        let element = tree.elementOfNode[node]
        guard element >= 0, let style = cascade.styles[element], !HiddenBoxes.isHidden(style) else {
            return []
        }
        let id = register(node, under: parent)
        counters.enter(style, depth: depth)
        if style.display == .contents {
            return children(of: node, style: style, id: id, depth: depth)
        }
        if let special = specialBox(node, style, id, depth) {
            if let special { notePosition(of: special, node) }
            return [special].compactMap { $0 }
        }
        let display =
            style.isOutOfFlow && !style.display.isInlineLevel || style.isFloating
            ? style.display.blockified : style.display
        let box = Box(
            .container, style, style.isOutOfFlow && display == .inline ? .inlineBlock : display,
            node: id)
        box.shrinksToFit =
            style.isOutOfFlow && (style.inset.left.isAuto || style.inset.right.isAuto)
        box.isPage = document.nodes[node].tag == "body"
        markBackground(box, node)
        readTableSpans(node, box)
        if style.display == .listItem { box.marker = numbers.marker(for: node, style, document) }
        let before = (loose.count, positioned.count)
        fill(box, from: node, depth: depth)
        if options.viewport.hasBlockLetters, options.viewport.takesStyles, isHeading(node) {
            box.markHeading()
        }
        if box.marker == nil || style.display != .listItem { markButton(box, node) }
        if style.isOutOfFlow, !box.hasText {
            loose.removeLast(loose.count - before.0)
            positioned.removeLast(positioned.count - before.1)
            return []
        }
        takeLoose(box, since: before.0)
        notePosition(of: box, node)
        return [box]
    }

    /// What a picture behind the box comes to, or that it is asked for.
    private mutating func markBackground(_ box: Box, _ node: Int) {
        guard case .picture(let address)? = box.style.backgroundImage else { return }
        noteMissing(address, node)
        guard options.pictures.isShown, let file = options.pictures.file(at: address)
        else { return }
        box.backgroundFile = file.name
        box.pictureTone = options.pictures.tone(at: address).map { RGBA(hex: $0.hex) }
    }

    private mutating func noteMissing(_ address: String, _ node: Int) {
        if options.pictures.isMissing(address) { missing.append((node, address)) }
    }

    private func isHeading(_ node: Int) -> Bool {
        let element = document.nodes[node]
        if let role = element.attribute("role") { return role == "heading" }
        return ["h1", "h2", "h3", "h4", "h5", "h6"].contains(element.tag)
    }

    private func readTableSpans(_ node: Int, _ box: Box) {
        guard box.display == .tableCell else { return }
        box.columnSpan = Int(document.nodes[node].attribute("colspan") ?? "") ?? 1
        box.rowSpan = Int(document.nodes[node].attribute("rowspan") ?? "") ?? 1
    }

    /// A box for an element that is not made of its children; `.some(nil)` where nothing is shown.
    private mutating func specialBox(_ node: Int, _ style: ComputedStyle, _ id: Int32, _ depth: Int)
        -> Box??
    {
        let element = document.nodes[node]
        guard element.namespace == .html || element.tag == "svg" else { return nil }
        switch element.tag {
        case "br":
            let box = Box(.lineBreak, style, .inline, node: id)
            return .some(style.isVisible ? box : nil)
        case "wbr": return .some(Box(.breakOpportunity, style, .inline, node: id))
        case "hr": return .some(Box(.rule, style, .block, node: id))
        default: break
        }
        if radios == nil, RadioGroups.isCheckedRadio(element) { radios = RadioGroups(document) }
        var source: ImageSource?
        if element.tag == "img", element.namespace == .html {
            let found = ImageSource(of: node, in: document, options.viewport.media)
            noteMissing(found.address, node)
            source = found
        }
        let controls = ControlBoxes(
            document: document, options: options, source: source, radios: radios)
        guard let made = controls.box(for: node, style, id) else { return nil }
        if element.tag == "svg", made == nil, controls.isDrawn(element, style) {
            drawings.append(node)
        }
        made?.isStandIn = true
        return .some(style.isVisible && style.opacity > 0.03 ? made : nil)
    }

    /// Buttons, and links that look like one.
    private func markButton(_ box: Box, _ node: Int) {
        let element = document.nodes[node]
        let style = box.style
        let isControl = element.tag == "button" || element.attribute("role") == "button"
        guard isControl || element.tag == "a" || element.tag == "label", box.hasText else { return }
        let edged =
            style.border.left.isDrawn && style.border.right.isDrawn
            && style.border.left.color.resolved(style.color).alpha > 0.1
        let filled =
            style.backgroundColor.resolved(style.color).alpha > 0.1 || style.backgroundImage != nil
        let padding = style.padding.left.pixels(of: 300) ?? 0
        guard
            element.tag == "button"
                || ((edged || filled) && padding >= 8 && style.display.isInlineLevel)
        else { return }
        guard edged || filled, BoxFixup.isOneLine(box) else { return }
        if box.display == .inline { box.display = .inlineBlock }
        box.isButton = true
    }
}
