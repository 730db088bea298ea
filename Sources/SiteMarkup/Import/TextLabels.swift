/// Roles of texts, numbered in their section: `title`, `text`, `text.2`. They never depend on what a text says.
struct TextLabels {
    private var counts: [String: Int] = [:]
    private let taken: Set<String>

    /// - Parameter taken: Labels that the section has already.
    init(taken: Set<String> = []) { self.taken = taken }

    /// The next label of a role. The first heading of a section is its `title`.
    mutating func next(_ role: String) -> String {
        let isTitle = role == "heading" && counts["title"] == nil && !taken.contains("title")
        let role = isTitle ? "title" : role
        while true {
            let count = (counts[role] ?? 0) + 1
            counts[role] = count
            let label = count == 1 ? role : "\(role).\(count)"
            if !taken.contains(label) { return label }
        }
    }

    /// The role of a text in an element; nil where the elements around it say.
    static func role(ofTag tag: String) -> String? { roles[tag] }

    private static let roles: [String: String] = [
        "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
        "h6": "heading",
        "p": "text", "a": "link", "button": "button", "li": "item", "td": "cell", "th": "cell",
        "label": "label",
        "option": "option", "figcaption": "caption", "caption": "caption", "blockquote": "quote",
        "legend": "legend",
        "dt": "term", "dd": "detail", "summary": "summary", "pre": "code", "address": "address",
        "title": "graphic", "desc": "graphic", "text": "graphic", "tspan": "graphic",
    ]
}
