/// A strict reader of what the composer writes: enough of HTML to hold it to its promises.
enum PageReader {
    struct Element: Equatable {
        let tag: String
        let id: String
        let depth: Int
        let attributes: String
    }

    static let void: Set<String> = ["meta", "link", "img", "br", "hr", "input"]

    /// What is wrong: unbalanced tags, a loose `<`, refused attributes, space around a text.
    static func problems(in html: String) -> [String] {
        var problems: [String] = []
        var open: [String] = []
        for token in tokens(of: html) {
            switch token {
            case .text(let text):
                if text.contains("<") || text.contains(">") {
                    problems.append("loose bracket: \(text)")
                }
                if !text.allSatisfy(\.isWhitespace), let last = open.last {
                    if text != trimmed(text) {
                        problems.append("space around a text of \(last): \(text)")
                    }
                }
            case .open(let element):
                let lower = element.attributes
                for bad in ["javascript:", "http:", "https:"] where lower.contains(bad) {
                    problems.append(bad)
                }
                for bad in [" on", " style=", " src="] where withoutValues(lower).contains(bad) {
                    problems.append("\(bad) in \(element.tag)")
                }
                if element.tag == "script" { problems.append("script") }
                if !void.contains(element.tag) { open.append(element.tag) }
            case .close(let tag):
                if open.popLast() != tag { problems.append("</\(tag)> closes nothing") }
            }
        }
        return problems + open.map { "\($0) is never closed" }
    }

    private static func withoutValues(_ attributes: String) -> String {
        attributes.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined()
    }

    static func bodyChildren(in html: String) -> [Element] {
        tokens(of: html).compactMap {
            if case .open(let element) = $0, element.depth == 2,
                !["head", "meta", "title", "link"].contains(element.tag)
            {
                return element
            }
            return nil
        }
    }

    /// The texts of the body, in order.
    static func texts(in html: String) -> [String] {
        var inBody = !html.contains("<body")
        var found: [String] = []
        for token in tokens(of: html) {
            if case .open(let element) = token, element.tag == "body" { inBody = true }
            if inBody, case .text(let text) = token, !text.allSatisfy(\.isWhitespace) {
                found.append(trimmed(text))
            }
        }
        return found
    }

    static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    enum Token {
        case text(String)
        case open(Element)
        case close(String)
    }

    static func tokens(of html: String) -> [Token] {
        let bytes = Array(html.utf8)
        var tokens: [Token] = []
        var at = 0
        var depth = 0
        while at < bytes.count {
            let isTag = bytes[at] == UInt8(ascii: "<")
            guard let end = bytes[at...].firstIndex(of: UInt8(ascii: isTag ? ">" : "<")) else {
                return tokens + [.text(String(decoding: bytes[at...], as: UTF8.self))]
            }
            let inner = String(decoding: bytes[(isTag ? at + 1 : at)..<end], as: UTF8.self)
            at = isTag ? end + 1 : end
            guard isTag else {
                tokens.append(.text(inner))
                continue
            }
            if inner.hasPrefix("!") { continue }
            if inner.hasPrefix("/") {
                depth -= 1
                tokens.append(.close(String(inner.dropFirst())))
            } else {
                let tag = String(inner.prefix { $0 != " " })
                let attributes = String(inner.dropFirst(tag.count))
                tokens.append(
                    .open(
                        Element(
                            tag: tag, id: value("id", attributes), depth: depth,
                            attributes: attributes)))
                if !void.contains(tag) { depth += 1 }
            }
        }
        return tokens
    }

    private static func value(_ name: String, _ attributes: String) -> String {
        let parts = attributes.split(separator: "\"", omittingEmptySubsequences: false)
        guard let at = parts.firstIndex(where: { $0 == " \(name)=" }), at + 1 < parts.count else {
            return ""
        }
        return String(parts[at + 1])
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
