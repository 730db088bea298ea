import SiteModel

/// Takes new HTML into a site: wholly, or not at all.
package enum FragmentParser {
    /// Reads HTML as drafts without a source, ready to be inserted under an element.
    ///
    /// What the policy refuses, or what does not read back as it was written, refuses all of it. Comments and white space
    /// are kept; bytes are not: these nodes are written canonically.
    ///
    /// - Parameter context: The tag of the element it will stand in: rows are only understood in a table.
    /// - Parameter locale: The locale that the texts are in; normally the site's default one.
    /// - Parameter labelsInUse: Labels of the texts that the section has already: the new ones get others.
    /// - Throws: ``MarkupError/refused(_:)`` with lines and columns of `html`; or why it is no text.
    package static func parse(
        html: String, under context: String = "body", locale: String = "en",
        policy: Policy = Policy(), labelsInUse: Set<String> = [],
        makeID: @escaping () -> NodeID
    ) throws(MarkupError) -> [NodeDraft] {
        let canonical = try canonicalBytes(of: html, policy, context)
        let drafts = try drafts(of: canonical, context, locale, policy, makeID)
        guard readsBack(drafts, context, locale, policy) else { throw .refused([unstable]) }
        guard !labelsInUse.isEmpty else { return drafts }
        var labels = TextLabels(taken: labelsInUse)
        return drafts.map { relabelled($0, &labels) }
    }

    private static func relabelled(_ draft: NodeDraft, _ labels: inout TextLabels) -> NodeDraft {
        var draft = draft
        if draft.content.kind == .text {
            let label = draft.fields.first { $0.name == .label }?.value.plain ?? "text"
            let role = label.prefix { $0 != "." }
            draft.fields = [
                (.label, .text(labels.next(role == "title" ? "heading" : String(role))))
            ]
        }
        draft.children = draft.children.map { relabelled($0, &labels) }
        return draft
    }

    /// Reads HTML as one section: a single element is its root, anything else is put into a `<section>`.
    ///
    /// - Parameter name: The section's name; nil: from the root's `id`, class or tag. Not made unique here.
    /// - Throws: As ``parse(html:locale:policy:makeID:)``; and where there is nothing to show.
    package static func sectionDraft(
        fromHTML html: String, name: String? = nil, locale: String = "en",
        policy: Policy = Policy(),
        makeID: @escaping () -> NodeID
    ) throws(MarkupError) -> NodeDraft {
        var canonical = try canonicalBytes(of: html, policy, "body")
        var document = try HTMLDocument(parsingFragment: canonical)
        let top = document.nodes[0].children.map { document.nodes[$0] }
        let elements = top.filter { $0.kind == .element }
        let hasText = top.contains { $0.kind == .text }
        guard !elements.isEmpty || hasText else { throw .refused([empty]) }
        if elements.count != 1 || hasText
            || ["style", "link", "meta", "br", "wbr"].contains(elements[0].tag)
        {
            canonical = Array("<section>".utf8) + canonical + Array("</section>".utf8)
            document = try HTMLDocument(parsingFragment: canonical)
        }
        let all = try parse(
            html: String(decoding: canonical, as: UTF8.self), locale: locale, policy: policy,
            makeID: makeID)
        let wanted = document.nodes[0].children.first { document.nodes[$0].kind == .element }
        guard let root = all.first(where: { $0.content.kind == .element }), let wanted else {
            throw .refused([empty])
        }
        let name = name ?? SectionNames.wanted(forElement: wanted, in: document, usesHeading: false)
        return NodeDraft(
            id: makeID(), content: NodeContent(kind: .section), fields: [(.name, .text(name))],
            children: [root])
    }

    /// The root element that replaces a section's: see ``sectionDraft(fromHTML:name:locale:policy:makeID:)``.
    package static func rootDraft(
        fromHTML html: String, locale: String = "en", policy: Policy = Policy(),
        makeID: @escaping () -> NodeID
    ) throws(MarkupError) -> NodeDraft {
        let section = try sectionDraft(
            fromHTML: html, locale: locale, policy: policy, makeID: makeID)
        guard let root = section.children.first else { throw .refused([empty]) }
        return root
    }

    // MARK: Steps

    /// Checks the policy on the HTML and gives its canonical form, which reads back as the same.
    static func canonicalBytes(of html: String, _ policy: Policy, _ context: String)
        throws(MarkupError) -> [UInt8]
    {
        let bytes = Array(html.utf8)
        try HTMLDocument.requireText(bytes)
        let document = try HTMLDocument(parsingFragment: bytes, context: context)
        var wrong = policy.findings(in: document, lines: SourceLines(bytes))
        if wrong.isEmpty { wrong = oddities(in: document, bytes, policy) }
        guard wrong.isEmpty else { throw .refused(wrong) }
        let canonical = HTMLSerializer.bytes(of: document)
        let again = try HTMLDocument(parsingFragment: canonical, context: context)
        guard HTMLSerializer.saySame(document, again), policy.refusals(in: again).isEmpty else {
            throw .refused([unstable])
        }
        return canonical
    }

    /// What a parser would drop or move in silence.
    private static func oddities(in document: HTMLDocument, _ bytes: [UInt8], _ policy: Policy)
        -> [Finding]
    {
        let extents = SourceExtents(document, bytes)
        var tree = TreeImporter(
            extents: extents, blob: Digest.of(bytes), policy: policy, locale: "en",
            makeID: { NodeID(high: 0, low: 0) }, usesHeadings: false)
        _ = tree.drafts(of: extents.units(of: 0), in: 0..<bytes.count, TreeImporter.Context())
        let lines = SourceLines(bytes)
        return tree.oddities.sorted { $0.offset < $1.offset }.map { offset, code in
            let (line, column) = lines.position(of: offset)
            let refusal = Oddity.refusal(code)
            return Finding(
                code: code, severity: .error, line: line, column: column, message: refusal.message,
                fix: refusal.fix)
        }
    }

    private static func drafts(
        of canonical: [UInt8], _ context: String, _ locale: String, _ policy: Policy,
        _ makeID: @escaping () -> NodeID
    ) throws(MarkupError) -> [NodeDraft] {
        let document = try HTMLDocument(parsingFragment: canonical, context: context)
        let extents = SourceExtents(document, canonical)
        var tree = TreeImporter(
            extents: extents, blob: Digest.of(canonical), policy: policy, locale: locale,
            makeID: makeID,
            usesHeadings: false)
        let drafts = tree.drafts(
            of: extents.units(of: 0), in: 0..<canonical.count, TreeImporter.Context())
        guard tree.oddities.isEmpty else { throw .refused([unstable]) }
        return drafts.map { withoutSource($0, canonical) }
    }

    /// The draft with the bytes of its literals and comments in it, and no span. The newline that `<pre>` drops is the
    /// writer's matter.
    private static func withoutSource(_ draft: NodeDraft, _ bytes: [UInt8]) -> NodeDraft {
        var draft = draft
        if let span = draft.content.source, [.literal, .comment, .raw].contains(draft.content.kind)
        {
            draft.content.literal = String(decoding: bytes[span.range], as: UTF8.self)
        }
        draft.content.source = nil
        draft.children = draft.children.map { withoutSource($0, bytes) }
        guard HTMLTags.dropsFirstNewline.contains(draft.content.tag),
            let first = draft.children.first,
            first.content.kind == .literal, first.content.literal.utf8.first == 0x0A
        else { return draft }
        draft.children[0].content.literal.removeFirst()
        if draft.children[0].content.literal.isEmpty { draft.children.removeFirst() }
        return draft
    }

    /// Whether writing the drafts and reading that again gives the same drafts.
    private static func readsBack(
        _ drafts: [NodeDraft], _ context: String, _ locale: String, _ policy: Policy
    ) -> Bool {
        var next: UInt64 = 0
        let makeID = { () -> NodeID in
            next += 1
            return NodeID(high: 0, low: next)
        }
        let root = NodeDraft(
            id: makeID(), content: NodeContent(kind: .element, tag: "div"), children: drafts)
        var writer = NodeWriter(site: Site(draft: root), options: WriteOptions(locale: locale))
        for draft in drafts {
            if let node = writer.site[draft.id] { writer.write(node, before: nil, after: nil) }
        }
        guard let again = try? self.drafts(of: writer.out, context, locale, policy, makeID) else {
            return false
        }
        return again.count == drafts.count && zip(again, drafts).allSatisfy(isAlike)
    }

    /// Equal but for ids.
    private static func isAlike(_ a: NodeDraft, _ b: NodeDraft) -> Bool {
        a.content == b.content && a.classes == b.classes && a.texts == b.texts
            && a.fields.map(\.name) == b.fields.map(\.name)
            && a.fields.map(\.value) == b.fields.map(\.value)
            && a.children.count == b.children.count
            && zip(a.children, b.children).allSatisfy(isAlike)
    }

    private static let unstable = Finding(
        code: "unstable", severity: .error,
        message:
            "The HTML does not read back as it is written: browsers would see different things in it.",
        fix: "Close each element inside the one it was opened in, and keep tables and forms plain.")
    private static let empty = Finding(
        code: "empty", severity: .error, message: "There is nothing to show in the HTML.",
        fix: "Give an element, or text.")
}
