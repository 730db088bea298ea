import SiteModel

/// Writes the part of a parsed page that may be published: nothing of the source gets out but by these rules.
struct Sanitizer {
    let document: HTMLDocument
    let policy: Policy
    /// Declarations of `style` attributes, by the class that stands for them.
    var classes: [String: String] = [:]
    /// Texts of `style` elements, in order.
    var sheets: [String] = []
    var out: [UInt8] = []

    init(_ document: HTMLDocument, _ policy: Policy) {
        self.document = document
        self.policy = policy
    }

    /// Appends the sanitized children of a node.
    mutating func appendChildren(of index: Int) {
        for child in document.nodes[index].children { append(child) }
    }

    private mutating func append(_ root: Int) {
        var stack: [(index: Int, isEnd: Bool)] = [(root, false)]
        while let (index, isEnd) = stack.popLast() {
            let node = document.nodes[index]
            if isEnd {
                out += "</\(node.tag)>".utf8
                continue
            }
            switch node.kind {
            case .document, .doctype, .comment, .template: continue
            case .text, .whitespace, .cdata:
                MarkupText.appendEscaped(MarkupText.harmless(node.text), to: &out)
            case .element:
                guard policy.refusal(ofElement: index, in: document) == nil else { continue }
                if takesAway(index) { continue }
                appendStartTag(node)
                if HTMLTags.void.contains(node.tag), node.namespace == .html { continue }
                appendNewline(node)
                stack.append((index, true))
                for child in node.children.reversed() { stack.append((child, false)) }
            }
        }
    }

    /// Style sheets go to the generated one; what belongs to a head is the page's own matter.
    private mutating func takesAway(_ index: Int) -> Bool {
        let node = document.nodes[index]
        guard node.namespace == .html else { return false }
        if node.tag == "style" { sheets.append(document.textContent(of: index)) }
        return HTMLTags.rawText.contains(node.tag)
            || ["link", "meta", "title", "head", "body", "html"].contains(node.tag)
    }

    private mutating func appendNewline(_ node: HTMLNode) {
        guard HTMLTags.dropsFirstNewline.contains(node.tag), let first = node.children.first else {
            return
        }
        if document.nodes[first].text.utf8.first == 0x0A { out.append(0x0A) }
    }

    mutating func appendStartTag(
        _ node: HTMLNode, tag: String? = nil, adding extra: [(String, String)] = []
    ) {
        out += "<\(tag ?? node.tag)".utf8
        var written: Set<String> = []
        var attributes = extra
        var names = ClassList.names(in: node.attribute("class") ?? "")
        for attribute in node.attributes where policy.refusal(of: attribute, on: node) == nil {
            let name =
                attribute.prefix.isEmpty ? attribute.name : attribute.prefix + ":" + attribute.name
            if name == "style" {
                if let name = styleClass(for: attribute.value) { names.append(name) }
            } else if name != "class", !name.hasPrefix("data-pm-") {
                attributes.append((name, attribute.value))
            }
        }
        if !names.isEmpty { attributes.insert(("class", names.joined(separator: " ")), at: 0) }
        for (name, value) in attributes where written.insert(name.asciiLowercased).inserted {
            out += " \(name)=\"".utf8
            MarkupText.appendEscapedAttribute(MarkupText.harmless(value), to: &out)
            out.append(0x22)
        }
        out.append(0x3E)
    }

    /// The generated class of a `style` attribute; nil where nothing of it may stay.
    private mutating func styleClass(for declarations: String) -> String? {
        guard let clean = StyleText.declarations(declarations), !clean.isEmpty else { return nil }
        let name = "pm-s-" + Digest.of(Array(clean.utf8)).description.prefix(10)
        classes[name] = clean
        return name
    }
}

/// CSS that leaves with a published page.
enum StyleText {
    /// The declarations of a `style` attribute without what could end the rule; nil where they could not be read.
    static func declarations(_ text: String) -> String? {
        let plain = MarkupText.trimmed(MarkupText.harmless(text))
        let wrong: Set<Unicode.Scalar> = ["{", "}", "<", "@", "\\"]
        guard !plain.unicodeScalars.contains(where: wrong.contains), !plain.contains("/*") else {
            return nil
        }
        return plain.utf8.last == 0x3B ? String(plain.dropLast()) : plain
    }

    /// The rules for generated classes, as strong as a `style` attribute is, sorted.
    static func rules(_ classes: [String: String]) -> String {
        classes.sorted { $0.key < $1.key }.map { name, declarations in
            ".\(name):not(#pm-0#pm-0){\(declarations)}\n"
        }.joined()
    }

    /// A style sheet without control characters.
    static func sheet(_ text: String) -> String { MarkupText.harmless(text) }
}
