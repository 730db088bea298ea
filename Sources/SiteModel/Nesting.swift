/// Which elements HTML lets stand in which, as far as a browser that reads the page would drop or move what does not belong.
///
/// Source: WHATWG HTML, §13.1.2 (void, raw text and escapable raw text elements) and §13.2.6 (tree construction).
package enum Nesting {
    /// Elements without content and end tag.
    package static let void: Set<String> = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
        "keygen", "link",
        "meta", "param", "source", "track", "wbr",
    ]
    /// Elements whose content is text that knows no references.
    package static let rawText: Set<String> = [
        "style", "script", "xmp", "iframe", "noembed", "noframes", "plaintext",
    ]
    /// Elements whose content is text with references and no tags.
    package static let referenceText: Set<String> = ["textarea", "title"]
    private static let textOnly = rawText.union(referenceText).union(["option"])
    /// Elements that stand in some others only.
    private static let places: [String: [String]] = [
        "td": ["tr"], "th": ["tr"], "tr": ["tbody", "thead", "tfoot", "table"], "tbody": ["table"],
        "thead": ["table"], "tfoot": ["table"], "caption": ["table"], "colgroup": ["table"],
        "col": ["colgroup", "table"], "option": ["select", "optgroup", "datalist"],
        "optgroup": ["select"],
    ]
    /// Elements that hold some others only.
    private static let holders: [String: [String]] = [
        "table": ["caption", "colgroup", "thead", "tbody", "tfoot", "tr"], "tbody": ["tr"],
        "thead": ["tr"], "tfoot": ["tr"], "tr": ["td", "th"], "colgroup": ["col"],
        "select": ["option", "optgroup", "hr"], "optgroup": ["option"],
    ]
    /// What may stand there besides.
    private static let anywhere: Set<String> = ["script", "style", "template"]
    /// Elements whose start ends a paragraph.
    private static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre",
        "search", "section", "summary", "table", "ul",
    ]
    /// Elements inside which a paragraph around them does not matter.
    private static let scopes: Set<String> = [
        "applet", "button", "caption", "marquee", "object", "table", "td", "template", "th",
    ]
    private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]
    /// Entries whose start ends an open entry.
    private static let entries: [String: Set<String>] = [
        "li": ["li"], "dt": ["dt", "dd"], "dd": ["dt", "dd"],
    ]
    /// Elements of which none stands inside another of its kind.
    private static let lone: Set<String> = ["a", "button", "form"]

    /// Why a node cannot stand in another, as a sentence; nil where it can.
    ///
    /// - Parameters:
    ///   - tags: Those of the elements that come with it, its own too.
    package static func refusal(
        of content: NodeContent, with tags: Set<String>, under parent: Node, in site: Site
    ) -> String? {
        guard parent.kind == .element, parent.content.namespace == .html else { return nil }
        let holder = parent.content.tag
        guard [.element, .text].contains(content.kind) else { return nil }
        if void.contains(holder) { return "HTML lets nothing stand in <\(holder)>." }
        if let held = holders[holder], content.kind == .text {
            return "HTML lets only \(list(held)) stand in <\(holder)>, and no text."
        }
        guard content.kind == .element, content.namespace == .html else { return nil }
        let tag = content.tag
        if textOnly.contains(holder) { return "HTML lets only text stand in <\(holder)>." }
        if anywhere.contains(tag) { return nil }
        if let held = holders[holder], !held.contains(tag) {
            return "HTML lets only \(list(held)) stand in <\(holder)>."
        }
        if let places = places[tag], !places.contains(holder) {
            return "HTML lets <\(tag)> stand in \(list(places)) only."
        }
        return refusal(of: tag, with: tags, inside: parent, site)
    }

    private static func refusal(
        of tag: String, with tags: Set<String>, inside parent: Node, _ site: Site
    ) -> String? {
        if headings.contains(tag), headings.contains(parent.content.tag) {
            return "HTML lets no heading stand in a heading."
        }
        if let ended = entries[tag], let entry = entry(of: ended, around: parent, site) {
            return "HTML lets no <\(tag)> stand in <\(entry)> without a list between them."
        }
        let alone = lone.intersection(tags)
        var isInParagraph = blocks.contains(tag)
        var ancestor: Node? = parent
        while let node = ancestor, node.kind == .element {
            if isInParagraph, node.content.tag == "p" {
                return "HTML lets no <\(tag)> stand in <p>."
            }
            if scopes.contains(node.content.tag) { isInParagraph = false }
            if alone.contains(node.content.tag) {
                return
                    "HTML lets no <\(node.content.tag)> stand inside another <\(node.content.tag)>."
            }
            ancestor = node.parent.flatMap { site[$0] }
        }
        return nil
    }

    /// The entry that the start of another one would end.
    private static func entry(of ended: Set<String>, around parent: Node, _ site: Site) -> String? {
        var ancestor: Node? = parent
        while let node = ancestor, node.kind == .element {
            if ended.contains(node.content.tag) { return node.content.tag }
            // What is neither special nor one of these three is passed by.
            if blocks.union(scopes).subtracting(["address", "div", "p"]).contains(node.content.tag)
            {
                return nil
            }
            ancestor = node.parent.flatMap { site[$0] }
        }
        return nil
    }

    private static func list(_ tags: [String]) -> String {
        let names = tags.map { "<\($0)>" }
        return names.count < 2
            ? names.joined()
            : names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
    }
}
