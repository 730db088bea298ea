import SiteModel

/// A parsed HTML document or fragment: the tree a browser builds (scripts off), with source ranges.
///
/// Nodes stand in document order; node 0 is the document itself. Ranges are bytes of the parsed source.
package struct HTMLDocument: Sendable {
    /// In document order; a node's index is its name. `nodes[0]` is the document.
    package var nodes: [HTMLNode]
    /// Whether a browser would lay the page out in quirks mode (no doctype, or an old one).
    package let isQuirks: Bool

    /// The deepest nesting that is taken, in levels below the document.
    package static let depthMax = 512
    /// The largest source that is taken, in bytes.
    package static let bytesMax = 16 << 20

    /// The most tags (counted as `<`) that are taken: each costs a node, and memory many times its bytes.
    package static let tagsMax = 200_000

    /// Parses a whole document; `html`, `head` and `body` are there even where the source has none.
    ///
    /// Invalid UTF-8 reads as U+FFFD; call ``requireText(_:)`` first where it is to be refused.
    ///
    /// - Throws: ``MarkupError/tooLarge(limit:)``, ``MarkupError/tooManyTags(limit:)``,
    ///   ``MarkupError/tooDeep(limit:)``.
    package init(parsing bytes: [UInt8]) throws(MarkupError) {
        try self.init(parsing: bytes, context: nil)
    }

    /// Parses a fragment as the content of an element named `context`; the document's children are the fragment's.
    ///
    /// - Throws: ``MarkupError/tooLarge(limit:)``, ``MarkupError/tooManyTags(limit:)``,
    ///   ``MarkupError/tooDeep(limit:)``.
    package init(parsingFragment bytes: [UInt8], context: String = "body") throws(MarkupError) {
        try self.init(parsing: bytes, context: context)
    }

    private init(parsing bytes: [UInt8], context: String?) throws(MarkupError) {
        guard bytes.count <= Self.bytesMax else { throw .tooLarge(limit: Self.bytesMax) }
        try NestingEstimate.check(bytes)
        let tags = bytes.reduce(0) { $0 + ($1 == 0x3C ? 1 : 0) }
        guard tags <= Self.tagsMax else { throw .tooManyTags(limit: Self.tagsMax) }
        (nodes, isQuirks) = try GumboParse.nodes(of: bytes, context: context)
    }

    /// Requires that bytes are text.
    ///
    /// - Throws: ``MarkupError/tooLarge(limit:)``, ``MarkupError/binary(byteOffset:)`` for a NUL,
    ///   ``MarkupError/notUTF8(byteOffset:)``.
    package static func requireText(_ bytes: [UInt8]) throws(MarkupError) {
        guard bytes.count <= bytesMax else { throw .tooLarge(limit: bytesMax) }
        if let nul = bytes.firstIndex(of: 0) { throw .binary(byteOffset: nul) }
        do { _ = try bytes.withUnsafeBufferPointer { _ = try UTF8Span(validating: $0.span) } } catch
        {
            throw .notUTF8(byteOffset: firstInvalidByte(of: bytes))
        }
    }

    private static func firstInvalidByte(of bytes: [UInt8]) -> Int {
        var decoder = Unicode.UTF8.ForwardParser()
        var input = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.parseScalar(from: &input) {
            case .valid(let scalar): offset += scalar.count
            case .error, .emptyInput: return offset
            }
        }
    }

    /// The first element in document order with the given tag.
    package func first(_ tag: String) -> Int? {
        nodes.firstIndex { $0.kind == .element && $0.tag == tag && $0.namespace == .html }
    }

    /// All text below a node, in document order.
    package func textContent(of index: Int) -> String {
        var text = ""
        var stack = [index]
        while let next = stack.popLast() {
            let node = nodes[next]
            if node.kind == .text || node.kind == .whitespace || node.kind == .cdata {
                text += node.text
            }
            stack.append(contentsOf: node.children.reversed())
        }
        return text
    }
}

/// One node of an ``HTMLDocument``.
package struct HTMLNode: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case document, doctype, element, text, whitespace, comment, cdata
        /// A `template` element: its children are inert.
        case template
    }

    package var kind: Kind
    /// Elements and templates: the local name, lowercase, also of unknown and of foreign elements.
    package var tag = ""
    package var namespace = MarkupNamespace.html
    /// In source order; a repeated name keeps the first.
    package var attributes: [HTMLAttribute] = []
    /// Decoded: of text, white space and CDATA the characters, of a comment what stands between its delimiters, of a
    /// doctype its name.
    package var text = ""
    /// Elements: `<…>` as written; nil where the parser supplied the element or made it as a clone.
    package var startTag: Range<Int>?
    /// Elements: `</…>` as written; nil where it is implied, or where the tag closed another element.
    package var endTag: Range<Int>?
    /// Clones: the start tag of the element they are a copy of.
    package var originTag: Range<Int>?
    /// Text, white space, comment with its delimiters, doctype. A text's range may hold tags that the parser ignored:
    /// it covers all from its first to its last character.
    package var textRange: Range<Int>?
    package var flags: HTMLParseFlags = []
    /// Of the document: -1.
    package var parent: Int
    package var children: [Int] = []

    /// The value of the attribute without a namespace; nil where it is absent.
    package func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name && $0.prefix.isEmpty }?.value
    }
}

/// One attribute of an element.
package struct HTMLAttribute: Sendable, Equatable {
    /// Lowercase; in SVG and MathML with the case that the standard gives it (`viewBox`). Without its prefix.
    package var name: String
    /// Foreign elements: `xlink`, `xml` or `xmlns`; else empty.
    package var prefix: String
    /// Decoded; empty where there is none.
    package var value: String
    /// The name as written; nil where the attribute came from elsewhere than this element's start tag.
    package var nameRange: Range<Int>?
    /// The value as written *without* its quotes; nil where the attribute has no value.
    package var valueRange: Range<Int>?
    /// The value as written *with* its quotes, if it has any; nil where the attribute has no value.
    package var quotedValueRange: Range<Int>?
}

/// Why the parser put a node where it is.
package struct HTMLParseFlags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The start tag is not in the source.
    package static let insertedByParser = HTMLParseFlags(rawValue: 1 << 0)
    /// The end tag is not in the source.
    package static let implicitEndTag = HTMLParseFlags(rawValue: 1 << 1)
    /// Implied by other tags: `html`, `head`, `body`, `tbody` …
    package static let implied = HTMLParseFlags(rawValue: 1 << 3)
    /// `</p>` or `</br>` that became an element.
    package static let convertedFromEndTag = HTMLParseFlags(rawValue: 1 << 4)
    package static let fromIsindex = HTMLParseFlags(rawValue: 1 << 5)
    /// `<image>` read as `<img>`.
    package static let fromImage = HTMLParseFlags(rawValue: 1 << 6)
    /// A clone of a formatting element that was still open.
    package static let reconstructed = HTMLParseFlags(rawValue: 1 << 7)
    /// A clone made by the adoption agency.
    package static let adoptionClone = HTMLParseFlags(rawValue: 1 << 8)
    /// Moved by the adoption agency.
    package static let adoptionMoved = HTMLParseFlags(rawValue: 1 << 9)
    /// Moved out of a table.
    package static let fosterParented = HTMLParseFlags(rawValue: 1 << 10)

    /// The element is a copy of another: its start tag belongs to that one.
    package var isClone: Bool { contains(.reconstructed) || contains(.adoptionClone) }
}
