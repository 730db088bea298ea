import SiteModel

/// Names for the sections of one page: the root's `id` where it serves, else what the root is for; unique on the page.
struct SectionNames {
    private var taken: Set<String> = []
    /// The number to try next for a name that is taken.
    private var next: [String: Int] = [:]
    static let lengthMax = 40

    init(taken: some Sequence<String> = []) { self.taken = Set(taken) }

    /// A free name like `wanted`, with `-2`, `-3` where it is taken.
    mutating func take(_ wanted: String) -> String {
        if taken.insert(wanted).inserted { return wanted }
        var number = next[wanted] ?? 2
        while !taken.insert("\(wanted)-\(number)").inserted { number += 1 }
        next[wanted] = number + 1
        return "\(wanted)-\(number)"
    }

    /// The name that an element asks for.
    static func wanted(forElement index: Int, in document: HTMLDocument, usesHeading: Bool)
        -> String
    {
        let node = document.nodes[index]
        if let id = node.attribute("id"), let name = name(fromID: id) { return name }
        let classes = ClassList.names(in: (node.attribute("class") ?? "").asciiLowercased)
        if let name = classes.first(where: knownWords.contains) { return name }
        if let name = roleNames[node.attribute("role") ?? ""] ?? tagNames[node.tag] { return name }
        if let name = known(inClasses: classes) { return name }
        if usesHeading, let name = headingName(under: index, in: document) { return name }
        return "section"
    }

    /// An id that can be typed is the name as it is; any other is made so.
    static func name(fromID id: String) -> String? {
        let isPlain = id.utf8.allSatisfy { isWordByte($0) || $0 == 0x2D || $0 == 0x5F }
        if isPlain, !id.isEmpty, id.utf8.count <= lengthMax { return id }
        return slug(id)
    }

    /// Lowercase ASCII letters and digits with single hyphens between; nil where nothing is left.
    static func slug(_ text: String) -> String? {
        var slug: [UInt8] = []
        for byte in text.asciiLowercased.utf8 {
            if isWordByte(byte) {
                slug.append(byte)
            } else if slug.last != 0x2D, !slug.isEmpty {
                slug.append(0x2D)
            }
        }
        slug = Array(slug.prefix(lengthMax))
        while slug.last == 0x2D { slug.removeLast() }
        return slug.isEmpty ? nil : String(decoding: slug, as: UTF8.self)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    private static let knownWords: [String] = [
        "hero", "masthead", "jumbotron", "testimonials", "testimonial", "features", "feature",
        "pricing", "showcase",
        "services", "portfolio", "projects", "gallery", "team", "about", "contact", "faq",
        "newsletter", "signup",
        "subscribe", "download", "clients", "partners", "stats", "steps", "call-to-action", "cta",
        "banner", "intro",
        "social", "map", "menu", "hours", "blog", "comments", "sidebar", "breadcrumb", "navbar",
        "drawer", "footer",
        "header", "nav", "content",
    ]

    /// A known word as a part of a class: `features-icons`.
    private static func known(inClasses classes: [String]) -> String? {
        knownWords.first { word in
            classes.contains { name in
                name.hasPrefix(word + "-") || name.hasSuffix("-" + word)
                    || name.hasPrefix(word + "_")
                    || name.hasSuffix("_" + word)
            }
        }
    }

    private static let roleNames: [String: String] = [
        "banner": "header", "navigation": "nav", "contentinfo": "footer", "main": "main",
        "search": "search",
    ]

    private static let tagNames: [String: String] = [
        "header": "header", "footer": "footer", "nav": "nav", "main": "main", "aside": "aside",
        "form": "form",
        "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
        "h6": "heading",
        "p": "text", "ul": "list", "ol": "list", "dl": "list", "hr": "divider", "table": "table",
        "pre": "code",
        "blockquote": "quote", "figure": "figure", "img": "image", "details": "details",
        "a": "link",
        "button": "button", "video": "video", "fieldset": "fieldset", "svg": "drawing",
    ]

    /// The first heading's words, unless they are the heading itself: a text stands in a site once.
    private static func headingName(under index: Int, in document: HTMLDocument) -> String? {
        var next = index + 1
        while next < document.nodes.count, isInside(next, index, document) {
            let node = document.nodes[next]
            if node.kind == .element, ["h1", "h2", "h3", "h4"].contains(node.tag) {
                let text = MarkupText.trimmed(document.textContent(of: next))
                guard let slug = slug(text), slug.utf8.count <= 24, slug != text else { return nil }
                return slug
            }
            next += 1
        }
        return nil
    }

    private static func isInside(_ node: Int, _ ancestor: Int, _ document: HTMLDocument) -> Bool {
        var here = document.nodes[node].parent
        while here > ancestor { here = document.nodes[here].parent }
        return here == ancestor
    }
}
