import SiteMarkup

/// The elements of a page that are there for a reader, and what each is called.
///
/// Names are worked out as in "Accessible Name and Description Computation 1.2", without its rarer steps.
struct ReadableTree {
    let tree: ElementTree
    private let cascade: Cascade
    private let byID: [String: Int]
    /// The text of the `label` that names a control, by the control's id.
    private let labels: [String: Int]

    init(_ tree: ElementTree, _ cascade: Cascade) {
        self.tree = tree
        self.cascade = cascade
        var byID: [String: Int] = [:]
        var labels: [String: Int] = [:]
        for element in tree.elements.indices {
            if let id = tree.attribute("id", of: element), byID[id] == nil { byID[id] = element }
            if tree.node(of: element).tag == "label",
                let control = tree.attribute("for", of: element), labels[control] == nil
            {
                labels[control] = element
            }
        }
        (self.byID, self.labels) = (byID, labels)
    }

    /// Whether a browser shows it.
    func isShown(_ element: Int) -> Bool { cascade.styles[element]?.isVisible ?? false }

    func tag(_ element: Int) -> String { tree.node(of: element).tag }

    func attribute(_ name: String, _ element: Int) -> String? {
        tree.attribute(name, of: element)
    }

    /// Whether it, or what it stands in, says that nobody should be told of it.
    func isSilent(_ element: Int) -> Bool {
        firstAround(element) {
            attribute("aria-hidden", $0) == "true" || attribute("inert", $0) != nil
        } != nil
    }

    /// The element itself or the nearest around it of which something holds.
    func firstAround(_ element: Int, where holds: (Int) -> Bool) -> Int? {
        var next = element
        while next >= 0 {
            if holds(next) { return next }
            next = tree.elements[next].parent
        }
        return nil
    }

    /// The `data-pm-id` of an element or of the nearest around it.
    func node(of element: Int) -> String? {
        firstAround(element) { attribute("data-pm-id", $0) != nil }
            .flatMap { attribute("data-pm-id", $0) }
    }

    // MARK: - Names

    /// What an element is called; empty where nothing says so.
    ///
    /// - Parameter fromContent: Whether the words in it are its name.
    func name(of element: Int, fromContent: Bool) -> String {
        let named = (attribute("aria-labelledby", element) ?? "").split(
            whereSeparator: \.isWhitespace
        ).compactMap { byID[String($0)].map(words) }
        let candidates: [() -> String?] = [
            { named.joined(separator: " ") }, { attribute("aria-label", element) },
            { nativeName(of: element) }, { fromContent ? words(in: element) : nil },
            { attribute("title", element) }, { attribute("placeholder", element) },
        ]
        return candidates.lazy.compactMap { $0().map(Self.collapsed) }.first { !$0.isEmpty } ?? ""
    }

    /// What an element's own attributes and its label say.
    private func nativeName(of element: Int) -> String? {
        switch tag(element) {
        case "img", "area": return attribute("alt", element)
        case "input":
            switch (attribute("type", element) ?? "text").lowercased() {
            case "submit": return attribute("value", element) ?? "Submit"
            case "reset": return attribute("value", element) ?? "Reset"
            case "button": return attribute("value", element)
            case "image": return attribute("alt", element) ?? attribute("value", element)
            default: return label(of: element)
            }
        case "select", "textarea", "meter", "progress", "output": return label(of: element)
        case "fieldset": return child("legend", of: element).map(words)
        case "figure": return child("figcaption", of: element).map(words)
        case "table": return child("caption", of: element).map(words)
        default: return nil
        }
    }

    private func label(of element: Int) -> String? {
        let own = attribute("id", element).flatMap { labels[$0] }
        return (own ?? firstAround(element) { tag($0) == "label" }).map(words)
    }

    private func child(_ tag: String, of element: Int) -> Int? {
        children(of: element).first { self.tag($0) == tag }
    }

    func children(of element: Int) -> [Int] {
        tree.node(of: element).children.map { tree.elementOfNode[$0] }.filter { $0 >= 0 }
    }

    /// The words in an element, those of its images among them, white space collapsed.
    func words(in element: Int) -> String {
        var text = ""
        add(tree.elements[element].node, to: &text)
        return Self.collapsed(text)
    }

    private func add(_ index: Int, to text: inout String) {
        let node = tree.document.nodes[index]
        guard node.kind == .element || node.kind == .document else {
            text += node.kind == .text ? node.text : ""
            return
        }
        let element = tree.elementOfNode[index]
        if element >= 0 {
            guard cascade.styles[element] != nil, attribute("aria-hidden", element) != "true" else {
                return
            }
            if let own = attribute("aria-label", element) ?? attribute("alt", element) {
                text += " \(own) "
                return
            }
        }
        for child in node.children { add(child, to: &text) }
        if Self.separate.contains(node.tag) { text += " " }
    }

    private static let separate: Set<String> = [
        "br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "option",
        "dt", "dd", "section", "svg",
    ]

    private static func collapsed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
