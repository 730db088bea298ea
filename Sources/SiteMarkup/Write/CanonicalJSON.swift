import SiteModel

/// A site as JSON whose bytes are equal wherever the site is.
package enum CanonicalJSON {
    /// The document: nodes with ids, fields, classes, texts and order. Keys are sorted, texts stand once, imported bytes
    /// are named by their SHA-256, labels that are made from texts, conflicts, trash and history are left out.
    ///
    /// - Returns: UTF-8, ending with a newline. Controls are escaped, everything else stands as it is.
    /// - Complexity: O(size of the site).
    package static func document(of site: Site) -> [UInt8] {
        var writer = JSONWriter()
        writer.append(Self.value(of: site.root, in: site), indent: 0)
        writer.out.append(0x0A)
        return writer.out
    }

    private static func value(of node: Node, in site: Site) -> JSONValue {
        var members: JSONMembers = [
            "id": .string(node.id.description), "kind": .string(node.kind.rawValue),
        ]
        describe(node.content, in: &members)
        let attributes = node.fields.filter { $0.key.attributeName != nil }
        let others = node.fields.filter { $0.key.attributeName == nil }
        if !attributes.isEmpty {
            members["attributes"] = fields(attributes) { $0.attributeName ?? $0.rawValue }
            let order = node.attributeOrder.filter { node.fields[.attribute($0)] != nil }
            members["attributeOrder"] = .array(order.map { .string($0) })
        }
        if !others.isEmpty { members["fields"] = fields(others, name: \.rawValue) }
        if !node.classes.isEmpty { members["classes"] = .array(node.classes.map { .string($0) }) }
        if !node.texts.isEmpty { members["texts"] = texts(of: node, in: site) }
        let children = site.children(of: node.id)
        if !children.isEmpty {
            members["children"] = .array(children.map { value(of: $0, in: site) })
        }
        return .object(members)
    }

    private static func describe(_ content: NodeContent, in members: inout JSONMembers) {
        if !content.tag.isEmpty { members["tag"] = .string(content.tag) }
        if content.namespace != .html { members["namespace"] = .string(content.namespace.rawValue) }
        if !content.literal.isEmpty { members["literal"] = .string(content.literal) }
        if !content.reason.isEmpty { members["reason"] = .string(content.reason) }
        if !content.inlines.isEmpty {
            members["inlines"] = .array(
                content.inlines.map { tag in
                    .object([
                        "tag": .string(tag.tag), "open": .string(tag.open),
                        "close": .string(tag.close),
                    ])
                })
        }
        if let span = content.source {
            let offsets = [span.start, span.contentStart, span.contentEnd, span.end]
            members["source"] = .object([
                "blob": .string(span.blob.description),
                "offsets": .array(offsets.map { .number($0) }),
            ])
        }
        if let shell = content.shell { members["shell"] = value(of: shell) }
    }

    private static func value(of shell: PageShell) -> JSONValue {
        func range(_ range: Range<Int>) -> JSONValue {
            .array([.number(range.lowerBound), .number(range.upperBound)])
        }
        var members: JSONMembers = [
            "blob": .string(shell.blob.description), "prefix": range(shell.prefix),
            "suffix": range(shell.suffix),
        ]
        if let title = shell.title { members["title"] = range(title) }
        if let description = shell.description { members["description"] = range(description) }
        return .object(members)
    }

    private static func fields(
        _ fields: [FieldName: FieldValue], name: (FieldName) -> String
    ) -> JSONValue {
        var members: JSONMembers = [:]
        for (field, value) in fields {
            switch value {
            case .text(let text): members[name(field)] = .string(text)
            case .raw(let source, let reason):
                members[name(field)] = .object(["raw": .string(source), "reason": .string(reason)])
            }
        }
        return .object(members)
    }

    /// A style sheet that is still its imported bytes is named by their hash.
    private static func texts(of node: Node, in site: Site) -> JSONValue {
        var members: JSONMembers = [:]
        for (key, text) in node.texts {
            if key == .css, let blob = node.content.source?.blob, let bytes = site.blobs[blob],
                bytes.elementsEqual(text.utf8)
            {
                members[key.description] = .object(["blob": .string(blob.description)])
            } else {
                members[key.description] = .string(text)
            }
        }
        return .object(members)
    }
}

/// A JSON value whose objects are written with sorted keys.
indirect enum JSONValue {
    case string(String)
    case number(Int)
    case array([JSONValue])
    case object(JSONMembers)
}

/// The members of an object, in any order; each key is set once.
struct JSONMembers: ExpressibleByDictionaryLiteral {
    private var list: [(key: String, value: JSONValue)]

    init(dictionaryLiteral elements: (String, JSONValue)...) {
        list = elements.map { (key: $0.0, value: $0.1) }
    }

    subscript(key: String) -> JSONValue? {
        get { list.first { $0.key == key }?.value }
        set { if let newValue { list.append((key, newValue)) } }
    }

    var sorted: [(key: String, value: JSONValue)] {
        list.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

/// Writes JSON values one way only.
struct JSONWriter {
    var out: [UInt8] = []

    mutating func append(_ value: JSONValue, indent: Int) {
        switch value {
        case .string(let text): appendString(text)
        case .number(let number): out += String(number).utf8
        case .array(let values) where values.allSatisfy(\.isPlain):
            out.append(0x5B)
            for (index, value) in values.enumerated() {
                if index > 0 { out += ", ".utf8 }
                append(value, indent: indent)
            }
            out.append(0x5D)
        case .array(let values): appendLines(values.map { (nil, $0) }, "[", "]", indent)
        case .object(let members):
            appendLines(members.sorted.map { ($0.key, $0.value) }, "{", "}", indent)
        }
    }

    private mutating func appendLines(
        _ members: [(String?, JSONValue)], _ open: String, _ close: String, _ indent: Int
    ) {
        out += open.utf8
        for (index, member) in members.enumerated() {
            if index > 0 { out.append(0x2C) }
            newLine(indent + 1)
            if let key = member.0 {
                appendString(key)
                out += ": ".utf8
            }
            append(member.1, indent: indent + 1)
        }
        newLine(indent)
        out += close.utf8
    }

    private mutating func newLine(_ indent: Int) {
        out.append(0x0A)
        out += [UInt8](repeating: 0x20, count: indent)
    }

    private mutating func appendString(_ text: String) {
        out.append(0x22)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\"".utf8
            case "\\": out += "\\\\".utf8
            case "\n": out += "\\n".utf8
            case "\t": out += "\\t".utf8
            default:
                if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                    out += "\\u".utf8
                    out += UInt64(scalar.value).hexDigits.utf8.suffix(4)
                } else {
                    out += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                }
            }
        }
        out.append(0x22)
    }
}

extension JSONValue {
    fileprivate var isPlain: Bool {
        switch self {
        case .string, .number: true
        case .array, .object: false
        }
    }
}
