import CGumbo
import SiteModel

/// Gumbo's tree as a flat array. Nothing of gumbo's memory outlives a call.
///
/// Gumbo's quirks that are put right here: an element closed by another's end tag claims that end tag; a clone claims
/// its original's start tag; attributes of a second `<body>` are merged into the first; a doctype has no position.
enum GumboParse {
    /// The nodes of a document (`context` nil) or of a fragment.
    static func nodes(of bytes: [UInt8], context: String?) throws(MarkupError) -> (
        [HTMLNode], isQuirks: Bool
    ) {
        var options = kGumboDefaultOptions
        options.max_errors = 0
        if let context { options.fragment_context = gumbo_tag_enum(context) }
        let source = bytes + [0]
        let result: Result<([HTMLNode], isQuirks: Bool), MarkupError> =
            source.withUnsafeBufferPointer { buffer in
                buffer.withMemoryRebound(to: CChar.self) { text in
                    guard let base = text.baseAddress,
                        let output = gumbo_parse_with_options(&options, base, bytes.count)
                    else {
                        return .success(([HTMLNode(kind: .document, parent: -1)], isQuirks: true))
                    }
                    defer { gumbo_destroy_output(&options, output) }
                    var walk = GumboWalk(base: base, count: bytes.count)
                    do throws(MarkupError) {
                        try walk.run(output.pointee, isFragment: context != nil)
                    } catch { return .failure(error) }
                    return .success((walk.nodes, isQuirks: walk.isQuirks))
                }
            }
        return try result.get()
    }
}

private typealias NodePointer = UnsafeMutablePointer<GumboNode>

/// One walk over gumbo's tree, with its own stack.
private struct GumboWalk {
    let base: UnsafePointer<CChar>
    let count: Int
    var nodes: [HTMLNode] = []
    var isQuirks = false

    init(base: UnsafePointer<CChar>, count: Int) {
        self.base = base
        self.count = count
    }

    mutating func run(_ output: GumboOutput, isFragment: Bool) throws(MarkupError) {
        nodes.append(HTMLNode(kind: .document, parent: -1))
        guard let document = output.document else { return }
        isQuirks = document.pointee.v.document.doc_type_quirks_mode == GUMBO_DOCTYPE_QUIRKS
        var stack: [(node: NodePointer, parent: Int, depth: Int)] = []
        if isFragment, let root = output.root {
            push(root.pointee.v.element.children, under: 0, depth: 1, on: &stack)
        } else {
            if document.pointee.v.document.has_doctype {
                appendDoctype(document.pointee.v.document)
            }
            push(document.pointee.v.document.children, under: 0, depth: 1, on: &stack)
        }
        while let (pointer, parent, depth) = stack.popLast() {
            guard depth <= HTMLDocument.depthMax else {
                throw .tooDeep(limit: HTMLDocument.depthMax)
            }
            let index = nodes.count
            let isElement = append(pointer, under: parent)
            if isElement {
                push(pointer.pointee.v.element.children, under: index, depth: depth + 1, on: &stack)
            }
        }
    }

    private func push(
        _ vector: GumboVector, under parent: Int, depth: Int,
        on stack: inout [(node: NodePointer, parent: Int, depth: Int)]
    ) {
        for i in stride(from: Int(vector.length) - 1, through: 0, by: -1) {
            guard let child = vector.data[i] else { continue }
            stack.append((child.assumingMemoryBound(to: GumboNode.self), parent, depth))
        }
    }

    /// Appends a node; true if it may have children.
    private mutating func append(_ pointer: NodePointer, under parent: Int) -> Bool {
        let type = pointer.pointee.type
        let flags = HTMLParseFlags(
            rawValue: UInt32(truncatingIfNeeded: pointer.pointee.parse_flags.rawValue))
        let isElement = type == GUMBO_NODE_ELEMENT || type == GUMBO_NODE_TEMPLATE
        var node = isElement ? element(pointer, flags) : leaf(pointer)
        node.parent = parent
        node.flags.formUnion(flags)
        nodes[parent].children.append(nodes.count)
        nodes.append(node)
        return isElement
    }

    private func leaf(_ pointer: NodePointer) -> HTMLNode {
        let text = pointer.pointee.v.text
        let kind: HTMLNode.Kind =
            switch pointer.pointee.type {
            case GUMBO_NODE_COMMENT: .comment
            case GUMBO_NODE_CDATA: .cdata
            case GUMBO_NODE_WHITESPACE: .whitespace
            default: .text
            }
        var node = HTMLNode(kind: kind, parent: 0)
        if let characters = text.text { node.text = String(cString: characters) }
        node.textRange = range(of: text.original_text)
        return node
    }

    private func element(_ pointer: NodePointer, _ flags: HTMLParseFlags) -> HTMLNode {
        let element = pointer.pointee.v.element
        let isTemplate = pointer.pointee.type == GUMBO_NODE_TEMPLATE
        var node = HTMLNode(kind: isTemplate ? .template : .element, parent: 0)
        node.tag = tagName(of: element)
        node.namespace =
            switch element.tag_namespace {
            case GUMBO_NAMESPACE_SVG: .svg
            case GUMBO_NAMESPACE_MATHML: .mathml
            default: .html
            }
        if flags.isClone {
            node.originTag = range(of: element.original_tag)
        } else {
            node.startTag = range(of: element.original_tag)
        }
        if let end = range(of: element.original_end_tag), closes(end, node.tag) {
            node.endTag = end
        } else {
            node.flags.insert(.implicitEndTag)
        }
        node.attributes = attributes(of: element, within: node.startTag)
        return node
    }

    private func tagName(of element: GumboElement) -> String {
        if element.tag != GUMBO_TAG_UNKNOWN,
            let name = KnownTags.names[safely: Int(element.tag.rawValue)]
        {
            return name
        }
        var piece = element.original_tag
        gumbo_tag_from_original_text(&piece)
        guard let range = range(of: piece) else { return "" }
        return string(range).lowercased()
    }

    /// Whether the end tag at `range` is one for `tag`: a heading may be closed by another heading's.
    private func closes(_ range: Range<Int>, _ tag: String) -> Bool {
        let name = range.dropFirst(2).prefix { offset in
            let byte = UInt8(bitPattern: base[offset])
            return byte != 0x3E && byte != 0x2F && byte > 0x20
        }
        let written = string(name.startIndex..<name.endIndex).lowercased()
        return written == tag || (Self.headings.contains(written) && Self.headings.contains(tag))
    }

    private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

    private func attributes(of element: GumboElement, within tag: Range<Int>?) -> [HTMLAttribute] {
        guard element.attributes.length > 0 else { return [] }
        return (0..<Int(element.attributes.length)).compactMap { i in
            guard let entry = element.attributes.data[i] else { return nil }
            return attribute(
                entry.assumingMemoryBound(to: GumboAttribute.self).pointee, within: tag)
        }
    }

    private func attribute(_ source: GumboAttribute, within tag: Range<Int>?) -> HTMLAttribute {
        let prefix =
            switch source.attr_namespace {
            case GUMBO_ATTR_NAMESPACE_XLINK: "xlink"
            case GUMBO_ATTR_NAMESPACE_XML: "xml"
            case GUMBO_ATTR_NAMESPACE_XMLNS: "xmlns"
            default: ""
            }
        var attribute = HTMLAttribute(
            name: source.name.map { String(cString: $0) } ?? "", prefix: prefix,
            value: source.value.map { String(cString: $0) } ?? "")
        guard let tag, let name = range(of: source.original_name), tag.contains(name.lowerBound)
        else {
            return attribute
        }
        attribute.nameRange = name
        guard let value = range(of: source.original_value), value.lowerBound >= name.upperBound,
            value.upperBound <= tag.upperBound, !value.isEmpty
        else { return attribute }
        attribute.quotedValueRange = value
        attribute.valueRange = unquoted(value)
        return attribute
    }

    private func unquoted(_ value: Range<Int>) -> Range<Int> {
        let first = base[value.lowerBound]
        guard value.count >= 2, first == 0x22 || first == 0x27, base[value.upperBound - 1] == first
        else {
            return value
        }
        return value.lowerBound + 1..<value.upperBound - 1
    }

    /// The source bytes a piece names; nil for a piece that is not of the source.
    private func range(of piece: GumboStringPiece) -> Range<Int>? {
        guard let data = piece.data else { return nil }
        let offset = Int(bitPattern: data) - Int(bitPattern: base)
        let length = Int(piece.length)
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
            return nil
        }
        return length == 0 ? nil : offset..<offset + length
    }

    private func string(_ range: Range<Int>) -> String {
        let bytes = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
        return bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }

    // MARK: Doctype

    /// Appends the doctype as the document's child, where the source has it among leading comments.
    private mutating func appendDoctype(_ document: GumboDocument) {
        var node = HTMLNode(kind: .doctype, parent: 0)
        if let name = document.name { node.text = String(cString: name) }
        node.textRange = doctypeRange()
        nodes[0].children.append(nodes.count)
        nodes.append(node)
    }

    /// Only white space and comments may stand before a doctype that counts.
    private func doctypeRange() -> Range<Int>? {
        let bytes = UnsafeRawBufferPointer(start: base, count: count)
        var offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x20 || (9...13).contains(byte) {
                offset += 1
                continue
            }
            guard byte == 0x3C else { return nil }
            if Scan.matches(bytes, at: offset, "<!doctype") {
                return offset..<Scan.after(0x3E, in: bytes, from: offset)
            }
            offset =
                Scan.matches(bytes, at: offset, "<!--")
                ? Scan.afterComment(bytes, from: offset + 4)
                : Scan.after(0x3E, in: bytes, from: offset)
        }
        return nil
    }
}

/// The names of gumbo's tags, as strings made once.
private enum KnownTags {
    static let names: [String] = (0..<Int(GUMBO_TAG_UNKNOWN.rawValue)).map { value in
        gumbo_normalized_tagname(GumboTag(rawValue: UInt32(value))).map {
            String(cString: $0).lowercased()
        } ?? ""
    }
}

extension Array {
    fileprivate subscript(safely index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
