/// What a node is. The raw values are the contract's words in `tree --json`.
package enum NodeKind: String, Sendable, CaseIterable {
    case site, page, section, element, text, literal, component, asset, comment, raw
}

/// The namespace of an element (HTML standard, 13.2.6).
package enum MarkupNamespace: String, Sendable, CaseIterable {
    case html, svg, mathml
}

/// Where a node stands in the bytes it was imported from.
///
/// For an element `start..<contentStart` is its start tag and `contentEnd..<end` its end tag (empty where it was
/// implied). For a leaf the content is the whole span. The spans of a node's children cover its content without a gap.
package struct SourceSpan: Hashable, Sendable {
    package var blob: Digest
    package var start: Int
    package var contentStart: Int
    package var contentEnd: Int
    package var end: Int

    package init(blob: Digest, start: Int, contentStart: Int, contentEnd: Int, end: Int) {
        self.blob = blob
        self.start = start
        self.contentStart = contentStart
        self.contentEnd = contentEnd
        self.end = end
    }

    /// A leaf's span.
    package init(blob: Digest, _ range: Range<Int>) {
        self.init(
            blob: blob, start: range.lowerBound, contentStart: range.lowerBound,
            contentEnd: range.upperBound,
            end: range.upperBound)
    }

    package var range: Range<Int> { start..<end }
}

/// What stands around a page's sections in the bytes it came from: everything up to the content of the element that
/// holds the sections, and everything after it. Byte offsets into `blob`.
package struct PageShell: Hashable, Sendable {
    package var blob: Digest
    /// From the file's first byte to where the page's children begin.
    package var prefix: Range<Int>
    /// From where the page's children end to the file's last byte.
    package var suffix: Range<Int>
    /// The text of `<title>`, inside `prefix`; its value is the page's text field `title`.
    package var title: Range<Int>?
    /// The *value* of `<meta name=description content>`, without quotes; its value is the text field `description`.
    package var description: Range<Int>?

    package init(
        blob: Digest, prefix: Range<Int>, suffix: Range<Int>, title: Range<Int>? = nil,
        description: Range<Int>? = nil
    ) {
        self.blob = blob
        self.prefix = prefix
        self.suffix = suffix
        self.title = title
        self.description = description
    }
}

/// An inline tag of a rich text. Tag *i* of a text stands in it as two marks: `InlineTag.openMark(i)` and
/// `InlineTag.closeMark(i)`; a void tag (`br`) as its open mark alone.
package struct InlineTag: Hashable, Sendable {
    /// Local name from the closed list of SiteMarkup: `b`, `strong`, `em`, `br` …
    package var tag: String
    /// The start tag as written: `<b class="x">`.
    package var open: String
    /// The end tag as written; empty for a void tag or where it was implied.
    package var close: String

    package init(tag: String, open: String, close: String) {
        self.tag = tag
        self.open = open
        self.close = close
    }

    /// Marks are the private-use scalars from U+F0000 on: two for each tag.
    private static let firstMark: UInt32 = 0xF0000
    /// How many inline tags one text may have.
    package static let countMax = 4096

    package static func openMark(_ index: Int) -> Unicode.Scalar { mark(2 * index) }
    package static func closeMark(_ index: Int) -> Unicode.Scalar { mark(2 * index + 1) }

    private static func mark(_ offset: Int) -> Unicode.Scalar {
        guard let scalar = Unicode.Scalar(firstMark + UInt32(offset)) else {
            preconditionFailure("inline mark \(offset) is beyond the private-use plane")
        }
        return scalar
    }

    /// Whether the scalar is a mark of an inline tag; such scalars never come from a person's text.
    package static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= firstMark && scalar.value < firstMark + UInt32(2 * countMax)
    }

    /// The tag index and whether it opens, for a mark.
    package static func tag(ofMark scalar: Unicode.Scalar) -> (index: Int, opens: Bool)? {
        guard isMark(scalar) else { return nil }
        let offset = Int(scalar.value - firstMark)
        return (offset / 2, offset.isMultiple(of: 2))
    }
}

/// What is fixed when a node is created.
///
/// Copies share all but the first three: a node, its record and the operation that made it hold one.
package struct NodeContent: Hashable, Sendable {
    package let kind: NodeKind
    /// Local name, lowercase; elements only.
    package var tag: String
    package let namespace: MarkupNamespace
    /// nil where there is nothing in it, so that equal contents are equal.
    private var rest: CopyOnWriteBox<Rest>?

    private struct Rest: Hashable, Sendable {
        var source: SourceSpan?
        var shell: PageShell?
        var inlines: [InlineTag] = []
        var literal = ""
        var reason = ""
    }

    package init(
        kind: NodeKind, tag: String = "", namespace: MarkupNamespace = .html,
        source: SourceSpan? = nil,
        shell: PageShell? = nil, inlines: [InlineTag] = [], literal: String = "",
        reason: String = ""
    ) {
        self.kind = kind
        self.tag = tag
        self.namespace = namespace
        let rest = Rest(
            source: source, shell: shell, inlines: inlines, literal: literal, reason: reason)
        self.rest = rest == Rest() ? nil : CopyOnWriteBox(rest)
    }

    /// Where the node came from; nil for what was made here.
    package var source: SourceSpan? {
        get { rest?.value.source }
        set { change { $0.source = newValue } }
    }
    /// Pages that were imported.
    package var shell: PageShell? {
        get { rest?.value.shell }
        set { change { $0.shell = newValue } }
    }
    /// Rich texts: the tags its marks stand for.
    package var inlines: [InlineTag] { rest?.value.inlines ?? [] }
    /// The bytes of a literal, comment or raw node that has no `source`.
    package var literal: String {
        get { rest?.value.literal ?? "" }
        set { change { $0.literal = newValue } }
    }
    /// Why a raw node is kept as bytes: a finding's code.
    package var reason: String { rest?.value.reason ?? "" }

    private mutating func change(_ body: (inout Rest) -> Void) {
        var new = rest?.value ?? Rest()
        body(&new)
        rest = new == Rest() ? nil : CopyOnWriteBox(new)
    }
}

/// The name of a register of a node.
///
/// Attributes are `a:NAME` (a translatable attribute in another locale than the site's default one is
/// `a:NAME@LOCALE`); the others are the constants below.
package struct FieldName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(_ rawValue: String) { self.rawValue = rawValue }

    /// The register of an attribute. `class` has none: it is a class list.
    package static func attribute(_ name: String, locale: String? = nil) -> FieldName {
        FieldName("a:" + name + (locale.map { "@" + $0 } ?? ""))
    }

    /// Site: what people call it.
    package static let title = FieldName("title")
    /// Site: its short unique name on the command line.
    package static let slug = FieldName("slug")
    /// Site: BCP 47 tag.
    package static let defaultLocale = FieldName("defaultLocale")
    /// Site: BCP 47 tags, separated by spaces.
    package static let locales = FieldName("locales")
    /// Page: `/`, `/about`.
    package static let path = FieldName("path")
    /// Page or asset: its file name in an exported folder, with `/`.
    package static let file = FieldName("file")
    /// Section: `hero`; unique on its page as shown.
    package static let name = FieldName("name")
    /// Text: role and number in its section, `title` or `text.2`.
    package static let label = FieldName("label")
    /// Section: present when it is left out of the published form.
    package static let hidden = FieldName("hidden")
    /// Section: present while no proposal may change it; people still may.
    package static let locked = FieldName("locked")

    /// The attribute's name (with `@LOCALE`, if any) if this is one.
    package var attributeName: String? {
        rawValue.hasPrefix("a:") ? String(rawValue.dropFirst(2)) : nil
    }
    package var description: String { rawValue }
    package static func < (a: FieldName, b: FieldName) -> Bool {
        a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8)
    }
}

/// A register's value; a missing one is nil wherever it is optional.
package enum FieldValue: Hashable, Sendable {
    case text(String)
    /// A refused attribute: its source as written, kept, never published.
    indirect case raw(source: String, reason: String)

    /// The value as text; a refused one as its source.
    package var plain: String {
        switch self {
        case .text(let text): text
        case .raw(let source, _): source
        }
    }
}

/// Which text of a node: `text`, `css`, `title`, `description`; and in which locale (empty for `css`).
package struct TextKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let field: String
    package let locale: String

    package init(_ field: String, _ locale: String) {
        self.field = field
        self.locale = locale
    }

    package static func text(_ locale: String) -> TextKey { TextKey("text", locale) }
    package static let css = TextKey("css", "")

    package var description: String { locale.isEmpty ? field : field + "@" + locale }
    package static func < (a: TextKey, b: TextKey) -> Bool {
        a.field != b.field ? a.field < b.field : a.locale < b.locale
    }
}

/// One text of one node.
package struct TextRef: Hashable, Comparable, Sendable {
    package let node: NodeID
    package let key: TextKey

    package init(_ node: NodeID, _ key: TextKey) {
        self.node = node
        self.key = key
    }

    package static func < (a: TextRef, b: TextRef) -> Bool {
        a.node != b.node ? a.node < b.node : a.key < b.key
    }
}

/// A node as it is shown now.
///
/// A copy is one reference: readers pass nodes about by the ten thousand.
package struct Node: Sendable, Hashable {
    @usableFromInline struct Parts: Sendable, Hashable {
        @usableFromInline let id: NodeID
        @usableFromInline let content: NodeContent
        @usableFromInline var order: Int
        @usableFromInline var placed: OperationID?
        @usableFromInline var parent: NodeID?
        @usableFromInline var children: [NodeID] = []
        @usableFromInline var fields: [FieldName: FieldValue] = [:]
        @usableFromInline var attributeOrder: [String] = []
        @usableFromInline var classes: [String] = []
        @usableFromInline var texts: [TextKey: String] = [:]
    }

    @usableFromInline var parts: CopyOnWriteBox<Parts>

    package init(
        id: NodeID, content: NodeContent, order: Int = 0, placed: OperationID? = nil,
        parent: NodeID? = nil
    ) {
        parts = CopyOnWriteBox(
            Parts(id: id, content: content, order: order, placed: placed, parent: parent))
    }

    @inlinable package var id: NodeID { parts.value.id }
    @inlinable package var content: NodeContent { parts.value.content }
    @inlinable package var kind: NodeKind { parts.value.content.kind }

    /// Its rank among all creations in replay order: who came first keeps a name.
    @inlinable package var order: Int {
        get { parts.value.order }
        set { parts.value.order = newValue }
    }
    /// The operation that placed it where it is; nil for the root.
    @inlinable package var placed: OperationID? {
        get { parts.value.placed }
        set { parts.value.placed = newValue }
    }
    @inlinable package var parent: NodeID? {
        get { parts.value.parent }
        set { parts.value.parent = newValue }
    }
    /// The living children, in order.
    @inlinable package var children: [NodeID] {
        _read { yield parts.value.children }
        _modify { yield &parts.value.children }
    }
    @inlinable package var fields: [FieldName: FieldValue] {
        _read { yield parts.value.fields }
        _modify { yield &parts.value.fields }
    }
    /// Attributes in the order they are written; names without `a:`. May hold names whose register is absent now.
    @inlinable package var attributeOrder: [String] {
        _read { yield parts.value.attributeOrder }
        _modify { yield &parts.value.attributeOrder }
    }
    @inlinable package var classes: [String] {
        _read { yield parts.value.classes }
        _modify { yield &parts.value.classes }
    }
    @inlinable package var texts: [TextKey: String] {
        _read { yield parts.value.texts }
        _modify { yield &parts.value.texts }
    }

    /// An attribute's value in the default locale; `class` joins the class list.
    package func attribute(_ name: String) -> FieldValue? {
        if name == "class" { return classes.isEmpty ? nil : .text(classes.joined(separator: " ")) }
        return fields[.attribute(name)]
    }
}

/// A subtree that is about to be created: what importers, composers and the clipboard hand to SiteHistory.
package struct NodeDraft: Sendable, Hashable {
    package var id: NodeID
    package var content: NodeContent
    /// In the order attributes are written; `class` is not among them.
    package var fields: [(name: FieldName, value: FieldValue)] {
        get { zip(fieldNames, fieldValues).map { ($0, $1) } }
        set {
            fieldNames = newValue.map(\.name)
            fieldValues = newValue.map(\.value)
        }
    }
    private var fieldNames: [FieldName] = []
    private var fieldValues: [FieldValue] = []
    package var classes: [String]
    package var texts: [TextKey: InitialText]
    package var children: [NodeDraft]

    package init(
        id: NodeID, content: NodeContent, fields: [(name: FieldName, value: FieldValue)] = [],
        classes: [String] = [],
        texts: [TextKey: InitialText] = [:], children: [NodeDraft] = []
    ) {
        self.id = id
        self.content = content
        self.classes = classes
        self.texts = texts
        self.children = children
        self.fields = fields
    }

    /// The number of nodes in this subtree.
    package var nodeCount: Int { children.reduce(1) { $0 + $1.nodeCount } }
}

/// A text a node is born with.
package enum InitialText: Sendable, Hashable {
    case inline(String)
    /// The whole blob read as UTF-8: a style sheet's text is not carried twice.
    case blob(Digest)
}
