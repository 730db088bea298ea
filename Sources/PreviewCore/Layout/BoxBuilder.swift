import SiteMarkup

/// Makes the box tree of a styled document: what is hidden has no box, and only boxes of one kind stand together.
struct BoxBuilder {
    let document: HTMLDocument
    let tree: ElementTree
    let cascade: Cascade
    let options: PreviewOptions
    /// `data-pm-id` values, and for each the one it stands in.
    private(set) var ids: [String] = []
    private(set) var idParents: [Int32] = []
    private var numbers = ListNumbers()
    private var counters = CounterScopes()

    /// Boxes nested deeper than this become text of the box that holds them.
    private static let depthMax = 96

    init(_ tree: ElementTree, _ cascade: Cascade, _ options: PreviewOptions) {
        document = tree.document
        self.tree = tree
        self.cascade = cascade
        self.options = options
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

    private mutating func register(_ node: Int, under parent: Int32) -> Int32 {
        guard let id = document.nodes[node].attribute("data-pm-id"), !id.isEmpty else {
            return parent
        }
        ids.append(id)
        idParents.append(parent)
        return Int32(ids.count - 1)
    }

    // MARK: Children

    private mutating func fill(_ box: Box, from node: Int, depth: Int) {
        box.children = children(of: node, style: box.style, id: box.node, depth: depth)
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
                if let box = textBox(document.nodes[child].text, style, id) { boxes.append(box) }
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
        let text = parts.map { part -> String in
            switch part {
            case .text(let text): text
            case .attribute(let name): tree.attribute(name, of: element) ?? ""
            case .counter(let name, let separator): counters.text(name, separator)
            case .openQuote: "“"
            case .closeQuote: "”"
            }
        }.joined()
        let display =
            style.isOutOfFlow || style.isFloating ? style.display.blockified : style.display
        let box = Box(.container, style, display, node: id)
        if let inner = textBox(text, style, id) { box.children = [inner] }
        // An empty box matters only where it clears floats.
        return box.hasText || (style.clear != .none && !style.isOutOfFlow) ? box : nil
    }

    // MARK: One element

    private mutating func boxes(for node: Int, under parent: Int32, depth: Int) -> [Box] {
        let element = tree.elementOfNode[node]
        guard element >= 0, let style = cascade.styles[element], !HiddenBoxes.isHidden(style) else {
            return []
        }
        let id = register(node, under: parent)
        counters.enter(style, depth: depth)
        if style.display == .contents {
            return children(of: node, style: style, id: id, depth: depth)
        }
        if let special = specialBox(node, style, id, depth) { return [special].compactMap { $0 } }
        let display =
            style.isOutOfFlow && !style.display.isInlineLevel || style.isFloating
            ? style.display.blockified : style.display
        let box = Box(
            .container, style, style.isOutOfFlow && display == .inline ? .inlineBlock : display,
            node: id)
        box.shrinksToFit =
            style.isOutOfFlow && (style.inset.left.isAuto || style.inset.right.isAuto)
        box.isPage = document.nodes[node].tag == "body"
        readTableSpans(node, box)
        if style.display == .listItem { box.marker = numbers.marker(for: node, style, document) }
        fill(box, from: node, depth: depth)
        if box.marker == nil || style.display != .listItem { markButton(box, node) }
        if style.isOutOfFlow, !box.hasText { return [] }
        return [box]
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
        let controls = ControlBoxes(document: document, options: options)
        guard let made = controls.box(for: node, style, id) else { return nil }
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

/// Ways of hiding a box that leave it in the tree.
enum HiddenBoxes {
    static func isHidden(_ style: ComputedStyle) -> Bool {
        if style.display == .none || style.opacity <= 0.03 { return true }
        if style.isClipped { return true }
        if style.clipsOverflow,
            isTiny(style.width) || isTiny(style.height) || isTiny(style.maxHeight)
        {
            return true
        }
        guard style.position != .static else { return false }
        return isOutside(style)
    }

    private static func isTiny(_ length: Length) -> Bool {
        length.pixels(of: nil).map { $0 <= 1 } ?? false
    }

    private static func isOutside(_ style: ComputedStyle) -> Bool {
        let sides = [style.inset.left, style.inset.right, style.inset.top, style.inset.bottom]
        if sides.contains(where: { ($0.pixels(of: 1200) ?? 0) <= -500 }) { return true }
        guard style.isOutOfFlow else { return false }
        if [style.inset.left, style.inset.right].contains(where: {
            ($0.pixels(of: 1200) ?? 0) >= 1200
        }) {
            return true
        }
        guard case .fixed(let pixels, let percent)? = style.shift else { return false }
        return percent <= -100 || (percent >= 100 && style.position == .fixed) || pixels <= -150
    }
}

/// The counters of style (CSS Lists Level 3), each a stack of scopes.
private struct CounterScopes {
    private var scopes: [NameKey: [(depth: Int, value: Int)]] = [:]

    /// An element's changes, in the order resets, then increments.
    mutating func enter(_ style: ComputedStyle, depth: Int) {
        for change in style.counterReset { reset(change, depth) }
        for change in style.counterIncrement {
            if scopes[change.name]?.isEmpty ?? true {
                reset(CounterChange(name: change.name, number: 0), depth)
            }
            guard var stack = scopes[change.name], let last = stack.indices.last else { continue }
            stack[last].value &+= change.number
            scopes[change.name] = stack
        }
    }

    private mutating func reset(_ change: CounterChange, _ depth: Int) {
        var stack = scopes[change.name] ?? []
        if let last = stack.last, last.depth >= depth { stack.removeLast() }
        stack.append((depth, change.number))
        scopes[change.name] = stack
    }

    /// The children of an element at `depth` are done: their scopes end.
    mutating func leave(depth: Int) {
        for (name, stack) in scopes where (stack.last?.depth ?? 0) > depth {
            scopes[name] = stack.filter { $0.depth <= depth }
        }
    }

    func text(_ name: NameKey, _ separator: String?) -> String {
        let values = (scopes[name] ?? []).map { String($0.value) }
        guard let separator else { return values.last ?? "0" }
        return values.isEmpty ? "0" : values.joined(separator: separator)
    }
}

/// Numbers and bullets of lists.
private struct ListNumbers {
    private var next: [Int: Int] = [:]

    mutating func marker(for node: Int, _ style: ComputedStyle, _ document: HTMLDocument) -> String?
    {
        let element = document.nodes[node]
        if element.tag == "summary" {
            let isOpen = document.nodes[max(0, element.parent)].attribute("open") != nil
            return style.listStyleType == .none ? nil : isOpen ? "▾" : "▸"
        }
        let number = number(of: node, document)
        switch style.listStyleType {
        case .none: return nil
        case .circle: return "◦"
        case .square: return "▪"
        case .decimal: return "\(number)."
        case .decimalLeadingZero: return number < 10 ? "0\(number)." : "\(number)."
        case .lowerAlpha, .lowerLatin: return letters(number, "a") + "."
        case .upperAlpha, .upperLatin: return letters(number, "A") + "."
        case .lowerRoman: return roman(number).lowercased() + "."
        case .upperRoman: return roman(number) + "."
        default: return "•"
        }
    }

    private mutating func number(of node: Int, _ document: HTMLDocument) -> Int {
        let parent = document.nodes[node].parent
        let list = document.nodes[max(0, parent)]
        let first = list.tag == "ol" ? Int(list.attribute("start") ?? "") ?? 1 : 1
        let number = Int(document.nodes[node].attribute("value") ?? "") ?? next[parent] ?? first
        next[parent] = number < Int.max ? number + 1 : number
        return number
    }

    private func letters(_ number: Int, _ first: Unicode.Scalar) -> String {
        guard number > 0, number < 100_000 else { return "\(number)" }
        var rest = number
        var text = ""
        while rest > 0 {
            rest -= 1
            if let scalar = Unicode.Scalar(first.value + UInt32(rest % 26)) {
                text = String(scalar) + text
            }
            rest /= 26
        }
        return text
    }

    private func roman(_ number: Int) -> String {
        guard number > 0, number < 4000 else { return "\(number)" }
        let digits: [(Int, String)] = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
            (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = number
        return digits.reduce(into: "") { text, digit in
            while rest >= digit.0 {
                text += digit.1
                rest -= digit.0
            }
        }
    }
}
