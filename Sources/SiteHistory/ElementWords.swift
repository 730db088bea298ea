/// What a person calls an element who does not read HTML.
enum ElementWords {
    private static let words: [String: String] = [
        "h1": "headline", "h2": "headline", "h3": "headline", "h4": "headline", "h5": "headline",
        "h6": "headline", "p": "paragraph", "a": "link", "button": "button", "img": "image",
        "picture": "image", "svg": "drawing", "ul": "list", "ol": "list", "li": "list entry",
        "dl": "list", "dt": "term", "dd": "explanation", "table": "table", "tr": "table row",
        "td": "table cell", "th": "table cell", "div": "block", "article": "block",
        "aside": "block", "header": "block", "footer": "block", "nav": "menu", "form": "form",
        "input": "field", "textarea": "field", "select": "choice", "blockquote": "quotation",
        "figure": "figure", "figcaption": "caption", "video": "video", "iframe": "frame",
        "details": "fold", "summary": "question", "time": "time", "address": "address",
    ]

    /// - Parameter label: `<h1>`; anything else comes back as it is.
    static func spoken(_ label: String) -> String {
        guard label.hasPrefix("<"), label.hasSuffix(">") else { return label }
        return words[String(label.dropFirst().dropLast())] ?? label
    }
}
