import SiteModel

/// Turns parsed markup into drafts whose spans cover every byte of their range.
struct TreeImporter {
    let extents: SourceExtents
    let blob: Digest
    let policy: Policy
    let locale: String
    let makeID: () -> NodeID
    /// Whether sections may be named after their heading.
    let usesHeadings: Bool
    var labels = TextLabels()
    var names = SectionNames()
    /// What was kept as bytes though the policy has nothing against it, by offset.
    var oddities: [(offset: Int, code: String)] = []
    /// The range and name of each section, in source order.
    var sections: [(range: Range<Int>, name: String)] = []

    var document: HTMLDocument { extents.document }
    var bytes: [UInt8] { extents.bytes }

    /// What stands around the present content.
    struct Context {
        var role = "text"
        var keepsSpace = false
        /// Elements become sections here.
        var isPage = false
    }

    /// Drafts for units and for what stands between them in `range`.
    mutating func drafts(of units: [SourceUnit], in range: Range<Int>, _ context: Context)
        -> [NodeDraft]
    {
        var drafts: [NodeDraft] = []
        let units = withoutGaps(units, in: range)
        var index = 0
        var triedUntil = 0
        while index < units.count {
            if index >= triedUntil {
                let run = richRun(in: units, from: index, context)
                triedUntil = run.next
                if !run.drafts.isEmpty {
                    drafts += run.drafts
                    index = run.next
                    continue
                }
            }
            let unit = units[index]
            switch unit.kind {
            case .text: drafts += textDrafts(unit.range, context)
            case .comment: drafts.append(leaf(.comment, unit.range))
            case .raw(let reason): drafts.append(raw(unit.range, reason))
            case .element(let node):
                drafts +=
                    context.isPage ? pageDrafts(ofElement: node) : [elementDraft(node, context)]
            }
            index += 1
        }
        return drafts
    }

    /// Fills gaps: white space as text, everything else as markup that the parser ignored.
    private func withoutGaps(_ units: [SourceUnit], in range: Range<Int>) -> [SourceUnit] {
        var filled: [SourceUnit] = []
        var at = range.lowerBound
        func fill(to end: Int) {
            guard end > at else { return }
            let inner = MarkupText.trimmed(at..<end, in: bytes)
            if inner.isEmpty {
                filled.append(SourceUnit(range: at..<end, kind: .text))
                return
            }
            if at < inner.lowerBound {
                filled.append(SourceUnit(range: at..<inner.lowerBound, kind: .text))
            }
            filled.append(SourceUnit(range: inner, kind: .raw("ignored-markup")))
            if inner.upperBound < end {
                filled.append(SourceUnit(range: inner.upperBound..<end, kind: .text))
            }
        }
        for unit in units {
            fill(to: unit.range.lowerBound)
            filled.append(unit)
            at = unit.range.upperBound
        }
        fill(to: range.upperBound)
        return filled
    }

    // MARK: Leaves

    private func leaf(_ kind: NodeKind, _ range: Range<Int>, reason: String = "") -> NodeDraft {
        NodeDraft(
            id: makeID(),
            content: NodeContent(kind: kind, source: SourceSpan(blob: blob, range), reason: reason))
    }

    mutating func raw(_ range: Range<Int>, _ reason: String) -> NodeDraft {
        oddities.append((range.lowerBound, reason))
        return leaf(.raw, range, reason: reason)
    }

    private mutating func textDrafts(_ range: Range<Int>, _ context: Context) -> [NodeDraft] {
        let decoded = MarkupText.decoded(bytes[range])
        guard MarkupText.hasWords(decoded),
            !decoded.unicodeScalars.contains(where: InlineTag.isMark)
        else {
            return [leaf(.literal, range)]
        }
        if context.keepsSpace { return [text(range, decoded, [], context)] }
        let inner = MarkupText.trimmed(range, in: bytes)
        let value = inner == range ? decoded : MarkupText.decoded(bytes[inner])
        return surrounded(text(inner, MarkupText.collapsed(value), [], context), range, inner)
    }

    /// The draft with the white space around its bytes as literals of their own.
    private func surrounded(_ draft: NodeDraft, _ range: Range<Int>, _ inner: Range<Int>)
        -> [NodeDraft]
    {
        let before = range.lowerBound..<inner.lowerBound
        let after = inner.upperBound..<range.upperBound
        return (before.isEmpty ? [] : [leaf(.literal, before)]) + [draft]
            + (after.isEmpty ? [] : [leaf(.literal, after)])
    }

    private mutating func text(
        _ range: Range<Int>, _ value: String, _ inlines: [InlineTag], _ context: Context
    ) -> NodeDraft {
        NodeDraft(
            id: makeID(),
            content: NodeContent(
                kind: .text, source: SourceSpan(blob: blob, range), inlines: inlines),
            fields: [(.label, .text(labels.next(context.role)))],
            texts: [.text(locale): .inline(value)])
    }

    // MARK: Rich text

    /// A run of text and inline elements as one text, where there is one; and where the run ends.
    private mutating func richRun(
        in units: [SourceUnit], from start: Int, _ context: Context
    ) -> (drafts: [NodeDraft], next: Int) {
        var next = start
        var inlineCount = 0
        var hasOwnWords = false
        var plain = ""
        scan: while next < units.count {
            switch units[next].kind {
            case .text:
                let decoded = MarkupText.decoded(bytes[units[next].range])
                hasOwnWords = hasOwnWords || MarkupText.hasWords(decoded)
                plain += decoded
            case .element(let index) where extents.isInline[index]:
                inlineCount += 1
                plain += document.textContent(of: index)
            default: break scan
            }
            next += 1
        }
        guard inlineCount > 0, hasOwnWords else { return ([], max(next, start + 1)) }
        return (richDrafts(units[start..<next], plain, context), next)
    }

    private mutating func richDrafts(
        _ units: ArraySlice<SourceUnit>, _ plain: String, _ context: Context
    ) -> [NodeDraft] {
        guard let first = units.first, let last = units.last else { return [] }
        let range = first.range.lowerBound..<last.range.upperBound
        let inner = context.keepsSpace ? range : MarkupText.trimmed(range, in: bytes)
        guard let whole = RichSource.decoded(bytes, range),
            let decoded = RichSource.decoded(bytes, inner),
            whole.value.withoutInlineMarks.utf8.elementsEqual(plain.utf8),
            !plain.unicodeScalars.contains(where: InlineTag.isMark)
        else { return [] }
        let value = context.keepsSpace ? decoded.value : MarkupText.collapsed(decoded.value)
        return surrounded(text(inner, value, decoded.inlines, context), range, inner)
    }

    // MARK: Elements

    mutating func elementDraft(_ index: Int, _ context: Context) -> NodeDraft {
        let node = document.nodes[index]
        let hull = extents.hulls[index] ?? 0..<0
        if let refusal = policy.refusal(ofElement: index, in: document) {
            return leaf(.raw, hull, reason: refusal.code)
        }
        let units = extents.units(of: index)
        guard node.kind == .element,
            let span = extents.span(ofElement: index, units: units, blob: blob)
        else {
            return raw(hull, "misnested")
        }
        let id = makeID()
        let (fields, classes) = attributes(of: node)
        let inner = Context(
            role: TextLabels.role(ofTag: node.tag) ?? context.role,
            keepsSpace: context.keepsSpace || HTMLTags.keepsSpace.contains(node.tag))
        return NodeDraft(
            id: id,
            content: NodeContent(
                kind: .element, tag: node.tag, namespace: node.namespace, source: span),
            fields: fields, classes: classes, children: content(of: node, units, span, inner))
    }

    private mutating func content(
        of node: HTMLNode, _ units: [SourceUnit], _ span: SourceSpan, _ context: Context
    ) -> [NodeDraft] {
        let range = span.contentStart..<span.contentEnd
        guard !range.isEmpty else { return [] }
        let isPlain =
            HTMLTags.rawText.contains(node.tag) || HTMLTags.referenceText.contains(node.tag)
        if isPlain, node.namespace == .html { return [leaf(.literal, range)] }
        return drafts(of: units, in: range, context)
    }

    private func attributes(of node: HTMLNode) -> (
        fields: [(name: FieldName, value: FieldValue)], classes: [String]
    ) {
        guard let range = node.startTag, !node.attributes.isEmpty else { return ([], []) }
        let written = StartTag(bytes, range).attributes
        let pieces = Dictionary(written.map { ($0.name, $0) }) { first, _ in first }
        var fields: [(name: FieldName, value: FieldValue)] = []
        var classes: [String] = []
        for attribute in node.attributes {
            let name =
                attribute.prefix.isEmpty ? attribute.name : attribute.prefix + ":" + attribute.name
            guard let piece = pieces[name.asciiLowercased] else { continue }
            if name == "class" {
                classes = ClassList.names(in: attribute.value)
            } else if let refusal = policy.refusal(of: attribute, on: node),
                refusal.severity == .error
            {
                let source = String(decoding: bytes[piece.whole], as: UTF8.self)
                fields.append((.attribute(name), .raw(source: source, reason: refusal.code)))
            } else {
                fields.append((.attribute(name), .text(attribute.value)))
            }
        }
        return (fields, classes)
    }

    // MARK: Sections

    private static let betweenSections: Set<String> = [
        "style", "link", "meta", "br", "wbr", "title",
    ]

    /// An element of the page's top level: a section, or what may stand between sections, or `main` opened up.
    private mutating func pageDrafts(ofElement index: Int) -> [NodeDraft] {
        let node = document.nodes[index]
        if node.tag == "main", let opened = openedMain(index) { return opened }
        guard policy.refusal(ofElement: index, in: document) == nil,
            !Self.betweenSections.contains(node.tag)
        else {
            return [elementDraft(index, Context())]
        }
        return [sectionDraft(index)]
    }

    private mutating func sectionDraft(_ index: Int) -> NodeDraft {
        let outer = labels
        labels = TextLabels()
        defer { labels = outer }
        let id = makeID()
        let root = elementDraft(index, Context())
        guard root.content.kind == .element else { return root }
        let wanted = SectionNames.wanted(forElement: index, in: document, usesHeading: usesHeadings)
        let name = names.take(wanted)
        if let span = root.content.source { sections.append((span.range, name)) }
        return NodeDraft(
            id: id, content: NodeContent(kind: .section), fields: [(.name, .text(name))],
            children: [root])
    }

    /// `main` beside other sections: its tags stay as literals, its children are sections.
    private mutating func openedMain(_ index: Int) -> [NodeDraft]? {
        guard PageContainer.holdsSections(index, extents, policy, blob) else { return nil }
        let units = extents.units(of: index)
        guard let span = extents.span(ofElement: index, units: units, blob: blob) else {
            return nil
        }
        let inner = drafts(
            of: units, in: span.contentStart..<span.contentEnd, Context(isPage: true))
        return [leaf(.literal, span.start..<span.contentStart)] + inner
            + [leaf(.literal, span.contentEnd..<span.end)]
    }
}
