/// A piece of HTML as a tree, on its way out.
indirect enum Markup: Equatable, Sendable {
    /// An attribute without a value is a bare name.
    struct Attribute: Equatable, Sendable {
        let name: String
        var value: String?
    }

    case element(tag: String, attributes: [Attribute], children: [Markup])
    /// Plain text: escaped when written.
    case text(String)
    /// Source as it was read: written as it is.
    case source(String)

    static let voidTags: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ]

    /// An element with a class.
    static func tag(_ tag: String, _ className: String? = nil, _ children: [Markup]) -> Markup {
        .element(
            tag: tag, attributes: className.map { [Attribute(name: "class", value: $0)] } ?? [],
            children: children)
    }

    /// An element with nothing but a text, which stands on one line.
    static func leaf(_ tag: String, _ className: String? = nil, _ text: String) -> Markup {
        .tag(tag, className, [.text(text)])
    }

    static func link(_ text: String, to target: String, _ className: String? = nil) -> Markup {
        var attributes = [Attribute(name: "href", value: target)]
        if let className { attributes.append(Attribute(name: "class", value: className)) }
        return .element(tag: "a", attributes: attributes, children: [.text(text)])
    }

    /// The same element with one attribute more, or another value of it.
    func with(_ name: String, _ value: String) -> Markup {
        guard case .element(let tag, var attributes, let children) = self else { return self }
        if let at = attributes.firstIndex(where: { $0.name == name }) {
            attributes[at].value = value
        } else {
            attributes.append(Attribute(name: name, value: value))
        }
        return .element(tag: tag, attributes: attributes, children: children)
    }
}

extension Markup {
    static func escapedText(_ text: String) -> String { escaped(text, quotes: false) }

    static func escapedAttribute(_ text: String) -> String { escaped(text, quotes: true) }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"" where quotes: result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func openTag(_ tag: String, _ attributes: [Attribute]) -> String {
        var result = "<" + tag
        for attribute in attributes {
            result += " " + attribute.name
            if let value = attribute.value { result += "=\"" + escapedAttribute(value) + "\"" }
        }
        return result + ">"
    }

    /// Indented lines, two spaces a level; an element that holds only texts is one line.
    func indented(by level: Int = 0) -> String {
        let margin = String(repeating: "  ", count: level)
        guard case .element(let tag, let attributes, let children) = self else {
            return margin + exact + "\n"
        }
        let holdsElements = children.contains {
            if case .element = $0 { return true }
            return false
        }
        guard holdsElements else { return margin + exact + "\n" }
        return margin + Self.openTag(tag, attributes) + "\n"
            + children.map { $0.indented(by: level + 1) }.joined() + margin + "</\(tag)>\n"
    }

    /// The tree with not a byte of space added.
    var exact: String {
        switch self {
        case .text(let text): return Self.escapedText(text)
        case .source(let source): return source
        case .element(let tag, let attributes, let children):
            let open = Self.openTag(tag, attributes)
            if Self.voidTags.contains(tag) { return open }
            return open + children.map(\.exact).joined() + "</\(tag)>"
        }
    }
}
