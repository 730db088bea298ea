import SiteModel

/// Writes one element's start tag: from its source with only the changed attributes' bytes new, or canonically.
struct StartTagWriter {
    private let node: Node
    private let options: WriteOptions
    /// Attribute values in the locale, by lowercase name; `class` is not among them.
    private var values: [String: FieldValue] = [:]
    /// Names as they are written, in order, with a value.
    private var order: [String] = []
    /// Written right after the tag's name.
    var annotation: [UInt8] = []

    init(node: Node, options: WriteOptions, locales: [String]) {
        self.node = node
        self.options = options
        guard !node.fields.isEmpty else { return }
        for name in node.attributeOrder where !isLocalized(name, locales) {
            guard values[name.asciiLowercased] == nil, let value = value(of: name) else { continue }
            if options.publishes, case .raw = value { continue }
            values[name.asciiLowercased] = value
            order.append(name)
        }
    }

    var hasAttributes: Bool { !order.isEmpty || !node.classes.isEmpty }

    private func value(of name: String) -> FieldValue? {
        node.fields[.attribute(name, locale: options.locale)] ?? node.fields[.attribute(name)]
    }

    /// `alt@pt-BR` is the value of `alt` in a locale, not an attribute.
    private func isLocalized(_ name: String, _ locales: [String]) -> Bool {
        guard name.utf8.contains(0x40) else { return false }
        return locales.contains { name.hasSuffix("@" + $0) && name.utf8.count > $0.utf8.count + 1 }
    }

    // MARK: Canonical

    func writeCanonical(tag: String, into out: inout [UInt8]) {
        out += "<\(tag)".utf8
        out += annotation
        if !node.classes.isEmpty {
            append("class", .text(node.classes.joined(separator: " ")), to: &out)
        }
        for name in order {
            if let value = values[name.asciiLowercased] { append(name, value, to: &out) }
        }
        out.append(0x3E)
    }

    private func append(_ name: String, _ value: FieldValue, to out: inout [UInt8]) {
        switch value {
        case .raw(let source, _): out += " \(source)".utf8
        case .text(let text):
            out += " \(name)=\"".utf8
            MarkupText.appendEscapedAttribute(text, to: &out)
            out.append(0x22)
        }
    }

    // MARK: From the source

    func rewrite(_ bytes: [UInt8], _ range: Range<Int>, into out: inout [UInt8]) {
        let tag = StartTag(bytes, range)
        out += bytes[range.lowerBound..<tag.nameEnd]
        out += annotation
        var at = tag.nameEnd
        var seen: [String: Bool] = [:]
        for attribute in tag.attributes {
            let isKept = seen[attribute.name] ?? write(attribute, bytes, from: at, into: &out)
            if seen[attribute.name] != nil, isKept { out += bytes[at..<attribute.whole.upperBound] }
            seen[attribute.name] = isKept
            at = attribute.whole.upperBound
        }
        if !node.classes.isEmpty, seen["class"] == nil {
            append("class", .text(node.classes.joined(separator: " ")), to: &out)
        }
        for name in order where seen[name.asciiLowercased] == nil {
            if let value = values[name.asciiLowercased] { append(name, value, to: &out) }
        }
        out += bytes[at..<range.upperBound]
    }

    /// Writes the first attribute of its name, with the white space before it; false where it is gone.
    private func write(
        _ attribute: StartTag.Attribute, _ bytes: [UInt8], from start: Int, into out: inout [UInt8]
    ) -> Bool {
        let source = attribute.quoted.map { MarkupText.decodedAttribute(bytes[$0]) } ?? ""
        guard let wanted = wanted(attribute.name, source: source) else { return false }
        switch wanted {
        case .raw(let written, _):
            out += bytes[start..<attribute.whole.lowerBound]
            out += written.utf8
        case .text(let text) where text.utf8.elementsEqual(source.utf8):
            out += bytes[start..<attribute.whole.upperBound]
        case .text(let text):
            let quote: UInt8 = attribute.quote == 0 ? 0x22 : attribute.quote
            let nameEnd = attribute.quoted?.lowerBound ?? attribute.whole.upperBound
            out += bytes[start..<nameEnd]
            if attribute.quoted == nil, bytes[nameEnd - 1] != 0x3D { out.append(0x3D) }
            out.append(quote)
            MarkupText.appendEscapedAttribute(text, quote: quote, to: &out)
            out.append(quote)
        }
        return true
    }

    private func wanted(_ name: String, source: String) -> FieldValue? {
        guard name == "class" else { return values[name] }
        if ClassList.names(in: source) == node.classes { return .text(source) }
        return node.classes.isEmpty ? nil : .text(node.classes.joined(separator: " "))
    }
}

/// The `class` attribute as a list.
package enum ClassList {
    /// The names in a `class` attribute's value, each once.
    package static func names(in value: String) -> [String] {
        var seen: Set<String> = []
        let parts = value.unicodeScalars.split(whereSeparator: MarkupText.isSpace)
        return parts.map { String($0) }.filter { seen.insert($0).inserted }
    }
}
