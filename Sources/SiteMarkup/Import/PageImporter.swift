import SiteModel

/// One page read from a file.
struct ImportedPage {
    var draft: NodeDraft
    var findings: [Finding]
    var sectionCount: Int
    var title: String?
}

/// Reads one HTML file as a page.
struct PageImporter {
    let path: String
    let file: String
    let locale: String
    let policy: Policy
    let makeID: () -> NodeID

    /// Never loses a byte: writing the page gives `bytes` again.
    func page(_ bytes: [UInt8]) throws(MarkupError) -> ImportedPage {
        try HTMLDocument.requireText(bytes)
        let document = try HTMLDocument(parsing: bytes)
        let extents = SourceExtents(document, bytes)
        let blob = Digest.of(bytes)
        let container = PageContainer(extents, policy, blob)
        var tree = TreeImporter(
            extents: extents, blob: blob, policy: policy, locale: locale, makeID: makeID,
            usesHeadings: true)
        let children = tree.drafts(
            of: container.units, in: container.range, TreeImporter.Context(isPage: true))
        var draft = pageDraft(extents, blob, container.range)
        draft.children = children
        if !returnsItsBytes(draft, bytes) {
            tree.sections = []
            tree.oddities = []
            draft.children = [tree.raw(container.range, "kept-whole")]
            if !returnsItsBytes(draft, bytes) { draft = opaque(blob, count: bytes.count) }
        }
        return ImportedPage(
            draft: draft, findings: findings(tree), sectionCount: tree.sections.count,
            title: title(extents).map(\.value))
    }

    private func returnsItsBytes(_ draft: NodeDraft, _ bytes: [UInt8]) -> Bool {
        let root = NodeDraft(
            id: makeID(), content: NodeContent(kind: .site),
            fields: [(.defaultLocale, .text(locale))],
            children: [draft])
        return SourceWriter.html(of: draft.id, in: Site(draft: root, blobs: [bytes])) == bytes
    }

    // MARK: The page's own fields

    private func pageDraft(_ extents: SourceExtents, _ blob: Digest, _ content: Range<Int>)
        -> NodeDraft
    {
        var shell = PageShell(
            blob: blob, prefix: 0..<content.lowerBound,
            suffix: content.upperBound..<extents.bytes.count)
        var texts: [TextKey: InitialText] = [:]
        if let title = title(extents), title.range.upperBound <= content.lowerBound {
            shell.title = title.range
            texts[TextKey("title", locale)] = .inline(title.value)
        }
        if let description = description(extents),
            description.range.upperBound <= content.lowerBound
        {
            shell.description = description.range
            texts[TextKey("description", locale)] = .inline(description.value)
        }
        return NodeDraft(
            id: makeID(), content: NodeContent(kind: .page, shell: shell),
            fields: [(.path, .text(path)), (.file, .text(file))], texts: texts)
    }

    /// The last resort: a page of which nothing is understood.
    private func opaque(_ blob: Digest, count: Int) -> NodeDraft {
        NodeDraft(
            id: makeID(),
            content: NodeContent(
                kind: .page, shell: PageShell(blob: blob, prefix: 0..<count, suffix: count..<count)),
            fields: [(.path, .text(path)), (.file, .text(file))])
    }

    private func title(_ extents: SourceExtents) -> (value: String, range: Range<Int>)? {
        let document = extents.document
        guard let index = document.first("title"),
            let start = document.nodes[index].startTag?.upperBound,
            let end = document.nodes[index].endTag?.lowerBound, start <= end
        else { return nil }
        let range = MarkupText.trimmed(start..<end, in: extents.bytes)
        return (MarkupText.collapsed(MarkupText.decoded(extents.bytes[range])), range)
    }

    private func description(_ extents: SourceExtents) -> (value: String, range: Range<Int>)? {
        let meta = extents.document.nodes.first { node in
            node.kind == .element && node.tag == "meta"
                && node.attribute("name")?.asciiLowercased == "description"
        }
        guard let content = meta?.attributes.first(where: { $0.name == "content" }),
            let quoted = content.quotedValueRange
        else { return nil }
        let empty = quoted.lowerBound + 1..<quoted.lowerBound + 1
        return (MarkupText.collapsed(content.value), content.valueRange ?? empty)
    }

    static func language(_ document: HTMLDocument) -> String? {
        guard let html = document.first("html"), let tag = document.nodes[html].attribute("lang")
        else { return nil }
        return LanguageTag.isPlausible(tag) ? tag : nil
    }

    // MARK: Findings

    private func findings(_ tree: TreeImporter) -> [Finding] {
        let lines = SourceLines(tree.bytes)
        let refused = policy.refusals(in: tree.document).map { ($0.offset, $0.refusal) }
        let odd = tree.oddities.map { ($0.offset, Oddity.refusal($0.code)) }
        return (refused + odd).sorted { $0.0 < $1.0 }.map { offset, refusal in
            let (line, column) = lines.position(of: offset)
            let section = tree.sections.last { $0.range.contains(offset) }?.name ?? ""
            return Finding(
                code: refusal.code, severity: refusal.severity, page: path, section: section,
                line: line,
                column: column, message: refusal.message, fix: refusal.fix)
        }
    }
}

/// What an importer says about bytes that it keeps as they are.
enum Oddity {
    static func refusal(_ code: String) -> Refusal {
        switch code {
        case "ignored-markup":
            Refusal(
                code: code,
                message: "A tag here has no effect; it is kept as it is and not published.",
                fix: "Remove it.", severity: .info)
        case "misnested":
            Refusal(
                code: code,
                message:
                    "Elements here are not nested properly; they are kept as they are, not published.",
                fix: "Close each element inside the one it was opened in.", severity: .warning)
        case "kept-whole":
            Refusal(
                code: code,
                message:
                    "The page's content is not understood; it is kept whole and not published.",
                fix: "Check the page's HTML.", severity: .warning)
        default:
            Refusal(
                code: code,
                message: "This is not understood; it is kept as it is and not published.",
                fix: "Write it as ordinary elements or as text.", severity: .warning)
        }
    }
}

/// BCP 47 tags, as far as plausibility goes.
package enum LanguageTag {
    /// Letters and digits in parts of up to eight, the first of two or three letters.
    package static func isPlausible(_ tag: String) -> Bool {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count), tag.utf8.count <= 35
        else { return false }
        let letters = first.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
        return letters
            && parts.allSatisfy { part in
                (1...8).contains(part.utf8.count)
                    && part.utf8.allSatisfy {
                        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
                    }
            }
    }
}
