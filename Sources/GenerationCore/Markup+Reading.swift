/// Reads a section's HTML back into a tree: tolerant, and without loss for what is well formed.
///
/// Not a parser of pages (that is SiteMarkup's): it reads what an editor's serialiser wrote. A close tag that closes
/// nothing is dropped, what is never closed ends where its parent does.
extension Markup {
    /// The first element of the source with all that is in it; nil if there is none or it is nested too deep.
    static func read(_ source: String) -> Markup? {
        var reader = MarkupReader(source)
        return reader.read()
    }
}

private struct MarkupReader {
    private struct Open {
        let tag: String
        let attributes: [Markup.Attribute]
        var children: [Markup] = []
    }

    private static let depthMax = 200
    private static let rawTags: Set<String> = ["script", "style", "textarea", "title"]
    private let bytes: [UInt8]
    private var at = 0
    private var open: [Open] = []
    private var roots: [Markup] = []

    init(_ source: String) { bytes = Array(source.utf8) }

    mutating func read() -> Markup? {
        while at < bytes.count {
            guard open.count < Self.depthMax else { return nil }
            if bytes[at] != UInt8(ascii: "<") || !readTag() { readText() }
        }
        while !open.isEmpty { close() }
        return roots.first {
            if case .element = $0 { return true }
            return false
        }
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private func find(_ text: StaticString, from start: Int) -> Int? {
        let wanted = Array(text.description.utf8)
        guard bytes.count >= wanted.count, start <= bytes.count - wanted.count else { return nil }
        return (start...(bytes.count - wanted.count)).first {
            bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
    }

    private mutating func add(_ node: Markup) {
        if open.isEmpty { roots.append(node) } else { open[open.count - 1].children.append(node) }
    }

    private mutating func close() {
        guard let last = open.popLast() else { return }
        add(.element(tag: last.tag, attributes: last.attributes, children: last.children))
    }

    private mutating func readText() {
        let start = at
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
        add(.source(string(start..<at)))
    }

    /// False where a `<` is only a character.
    private mutating func readTag() -> Bool {
        guard at + 1 < bytes.count else { return false }
        switch bytes[at + 1] {
        case UInt8(ascii: "!"):
            let isComment = bytes[at...].prefix(4).elementsEqual("<!--".utf8)
            let end =
                isComment
                ? find("-->", from: at + 4).map { $0 + 3 } : find(">", from: at).map { $0 + 1 }
            let stop = end ?? bytes.count
            add(.source(string(at..<stop)))
            at = stop
        case UInt8(ascii: "/"):
            let stop = find(">", from: at) ?? bytes.count - 1
            let tag = string((at + 2)..<max(at + 2, stop)).lowercased().prefix {
                $0.isLetter || $0.isNumber || $0 == "-"
            }
            if let depth = open.lastIndex(where: { $0.tag == tag }) {
                while open.count > depth { close() }
            }
            at = stop + 1
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            readOpenTag()
        default: return false
        }
        return true
    }

    private mutating func readOpenTag() {
        at += 1
        let tag = readName().lowercased()
        var attributes: [Markup.Attribute] = []
        var closesItself = false
        while at < bytes.count, bytes[at] != UInt8(ascii: ">") {
            if isSpace(bytes[at]) {
                at += 1
            } else if bytes[at] == UInt8(ascii: "/") {
                closesItself = at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: ">")
                at += 1
            } else {
                attributes.append(readAttribute())
            }
        }
        at = min(at + 1, bytes.count)
        let isForeign = closesItself && !Markup.voidTags.contains(tag)
        if Markup.voidTags.contains(tag) || isForeign {
            return add(.element(tag: tag, attributes: attributes, children: []))
        }
        open.append(Open(tag: tag, attributes: attributes))
        if Self.rawTags.contains(tag) { readRaw(tag) }
    }

    private mutating func readRaw(_ tag: String) {
        let start = at
        while at < bytes.count,
            !string(at..<min(bytes.count, at + tag.utf8.count + 2)).lowercased().hasPrefix(
                "</" + tag)
        { at += 1 }
        if at > start { add(.source(string(start..<at))) }
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private mutating func readName() -> String {
        let start = at
        while at < bytes.count, !isSpace(bytes[at]), !"=>/".utf8.contains(bytes[at]) { at += 1 }
        if at == start, at < bytes.count { at += 1 }
        return string(start..<at)
    }

    private mutating func readAttribute() -> Markup.Attribute {
        let name = readName()
        guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
            return Markup.Attribute(name: name, value: nil)
        }
        at += 1
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'")
        else {
            let start = at
            while at < bytes.count, !isSpace(bytes[at]), bytes[at] != UInt8(ascii: ">") { at += 1 }
            return Markup.Attribute(name: name, value: Markup.decoded(string(start..<at)))
        }
        let quote = bytes[at]
        let start = at + 1
        at = start
        while at < bytes.count, bytes[at] != quote { at += 1 }
        defer { at = min(at + 1, bytes.count) }
        return Markup.Attribute(name: name, value: Markup.decoded(string(start..<at)))
    }
}

extension Markup {
    private static let entities: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "#39": "'",
        "#34": "\"", "copy": "©",
        "ndash": "–", "mdash": "—", "hellip": "…", "rsquo": "’", "lsquo": "‘", "ldquo": "“",
        "rdquo": "”",
    ]

    /// The common character references resolved; others stay as they are.
    static func decoded(_ source: String) -> String {
        guard source.contains("&") else { return source }
        var result = ""
        var rest = source[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...].dropFirst()
            let name = rest.prefix(8).prefix { $0 != ";" }
            if rest.dropFirst(name.count).first == ";", let text = entities[String(name)] {
                result += text
                rest = rest.dropFirst(name.count + 1)
            } else {
                result += "&"
            }
        }
        return result + rest
    }

    /// What a person reads in the node, spaces run together.
    var plainText: String {
        var words: [Substring] = []
        collect { words += $0.split(whereSeparator: \.isWhitespace) }
        return words.joined(separator: " ")
    }

    private func collect(_ found: (String) -> Void) {
        switch self {
        case .text(let text): found(text)
        case .source(let source): if !source.hasPrefix("<!") { found(Self.decoded(source)) }
        case .element(_, _, let children): for child in children { child.collect(found) }
        }
    }

    func attribute(_ name: String) -> String? {
        guard case .element(_, let attributes, _) = self else { return nil }
        return attributes.first { $0.name.lowercased() == name }?.value
    }

    var classes: [String] { (attribute("class") ?? "").split(separator: " ").map(String.init) }

    var tagName: String? {
        guard case .element(let tag, _, _) = self else { return nil }
        return tag
    }

    var childNodes: [Markup] {
        guard case .element(_, _, let children) = self else { return [] }
        return children
    }

    func withChildren(_ children: [Markup]) -> Markup {
        guard case .element(let tag, let attributes, _) = self else { return self }
        return .element(tag: tag, attributes: attributes, children: children)
    }

    /// An element that holds text of its own, not only elements.
    var isLeaf: Bool {
        childNodes.contains { child in
            switch child {
            case .text, .source: !child.plainText.isEmpty
            case .element: false
            }
        }
    }

    /// The elements with text of their own, in document order.
    var leaves: [Markup] { isLeaf ? [self] : childNodes.flatMap(\.leaves) }

    /// The tree with every leaf replaced; nil takes it out.
    func mappingLeaves(_ change: (Markup) -> Markup?) -> Markup? {
        if isLeaf { return change(self) }
        guard case .element = self else { return self }
        return withChildren(childNodes.compactMap { $0.mappingLeaves(change) })
    }

    /// The tree without the elements that match.
    func removing(_ matches: (Markup) -> Bool) -> Markup {
        withChildren(childNodes.filter { !matches($0) }.map { $0.removing(matches) })
    }

    /// The first element that matches, itself or below.
    func first(_ matches: (Markup) -> Bool) -> Markup? {
        if case .element = self, matches(self) { return self }
        for child in childNodes {
            if let found = child.first(matches) { return found }
        }
        return nil
    }

    /// The tree with the first match (itself or below) changed.
    func replacingFirst(_ matches: (Markup) -> Bool, with change: (Markup) -> Markup) -> Markup {
        if case .element = self, matches(self) { return change(self) }
        var children = childNodes
        for (at, child) in children.enumerated() where child.first(matches) != nil {
            children[at] = child.replacingFirst(matches, with: change)
            return withChildren(children)
        }
        return self
    }
}
