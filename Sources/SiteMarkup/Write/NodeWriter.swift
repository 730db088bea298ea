import SiteModel

/// Writes nodes one after another into `out`.
struct NodeWriter {
    let site: Site
    let options: WriteOptions
    var out: [UInt8] = []
    /// Where in `out` the children of a page stand.
    private(set) var pageChildren: [(node: NodeID, range: Range<Int>)] = []
    /// Where in `out` texts stand, and whether they keep their white space.
    private(set) var texts: [WrittenText] = []
    private let locales: [String]
    /// How many elements around the present node keep white space as it is.
    private var keepsSpace = 0
    private var blobDigest: Digest?
    private var blobBytes: [UInt8] = []

    init(site: Site, options: WriteOptions) {
        self.site = site
        self.options = options
        locales = site.locales
    }

    /// The bytes a span lies in; nil where the site does not hold them or they are too few.
    mutating func blob(of span: SourceSpan) -> [UInt8]? {
        if blobDigest != span.blob {
            guard let bytes = site.blobs[span.blob] else { return nil }
            blobDigest = span.blob
            blobBytes = bytes
        }
        let isSound =
            span.start >= 0 && span.start <= span.contentStart
            && span.contentStart <= span.contentEnd
            && span.contentEnd <= span.end && span.end <= blobBytes.count
        return isSound ? blobBytes : nil
    }

    /// Writes a node. `before` and `after` are where its neighbours stood in the source: tags that were left out there
    /// are left out again only between the same neighbours.
    mutating func write(_ node: Node, before: SourceEdge?, after: SourceEdge?, section: Node? = nil)
    {
        switch node.kind {
        case .site, .page, .asset: return
        case .section:
            if options.publishes, node.fields[.hidden] != nil { return }
            for child in site.children(of: node.id) {
                write(child, before: before, after: after, section: node)
            }
        case .element, .component:
            writeElement(node, before: before, after: after, section: section)
        case .text:
            let start = out.count
            writeText(node)
            if options.annotates {
                texts.append(
                    WrittenText(
                        node: node.id, range: start..<out.count, keepsSpace: keepsSpace > 0))
            }
        case .literal: writeBytes(of: node)
        case .comment: if !options.publishes { writeBytes(of: node) }
        case .raw: if !leavesOut(raw: node) { writeBytes(of: node) }
        }
    }

    private func leavesOut(raw node: Node) -> Bool {
        if options.publishes { return true }
        return options.annotates && Self.invisible.contains(node.content.reason)
    }

    /// Reasons of raw nodes that a preview shows nothing of.
    private static let invisible: Set<String> = [
        "inline-script", "remote-script", "script", "noscript", "base", "meta-refresh",
        "remote-style", "remote-load",
    ]

    mutating func writeChildren(of node: Node, from first: SourceEdge?, to last: SourceEdge?) {
        let children = site.children(of: node.id)
        let spans = children.map { $0.span(in: site) }
        for (index, child) in children.enumerated() {
            let before = index == 0 ? first : spans[index - 1]?.endEdge
            let after = index + 1 == children.count ? last : spans[index + 1]?.startEdge
            let start = out.count
            write(child, before: before, after: after)
            if node.kind == .page { pageChildren.append((child.id, start..<out.count)) }
        }
    }

    /// Notes what was written since `start` as a child of a page.
    mutating func notePageChild(_ node: Node, since start: Int) {
        pageChildren.append((node.id, start..<out.count))
    }

    private mutating func writeBytes(of node: Node) {
        if let span = node.content.source, let bytes = blob(of: span) {
            out += bytes[span.range]
        } else {
            out += node.content.literal.utf8
        }
    }

    // MARK: Elements

    /// What is in an element is written from here, and not its tags: a page may be 512 deep, and each level costs stack.
    private mutating func writeElement(
        _ node: Node, before: SourceEdge?, after: SourceEdge?, section: Node?
    ) {
        let isSelfClosed = writeStart(of: node, before: before, section: section)
        let tag = node.content.tag
        if HTMLTags.void.contains(tag), node.content.namespace == .html { return }
        let keeps = HTMLTags.keepsSpace.contains(tag) ? 1 : 0
        keepsSpace += keeps
        let edges = node.content.source.map {
            (
                SourceEdge(blob: $0.blob, offset: $0.contentStart),
                SourceEdge(blob: $0.blob, offset: $0.contentEnd)
            )
        }
        writeChildren(of: node, from: edges?.0, to: edges?.1)
        keepsSpace -= keeps
        writeEnd(of: node, after: after, isSelfClosed: isSelfClosed)
    }

    /// - Returns: Whether the tag ends itself.
    private mutating func writeStart(of node: Node, before: SourceEdge?, section: Node?) -> Bool {
        let span = node.content.source
        let bytes = span.flatMap { blob(of: $0) }
        let tag = node.content.tag
        var writer = StartTagWriter(node: node, options: options, locales: locales)
        if options.annotates { writer.annotation = annotation(of: node, section: section) }
        var isSelfClosed = false
        if let span, let bytes, span.contentStart >= span.start + 2 {
            writer.rewrite(bytes, span.start..<span.contentStart, into: &out)
            isSelfClosed =
                node.content.namespace != .html && node.children.isEmpty
                && bytes[span.contentStart - 2] == 0x2F
        } else if span == nil || bytes == nil || span?.startEdge != before || writer.hasAttributes {
            writer.writeCanonical(tag: tag, into: &out)
        }
        if bytes == nil, HTMLTags.dropsFirstNewline.contains(tag), beginsWithNewline(node) {
            out.append(0x0A)
        }
        return isSelfClosed
    }

    private mutating func writeEnd(of node: Node, after: SourceEdge?, isSelfClosed: Bool) {
        let span = node.content.source
        let bytes = span.flatMap { blob(of: $0) }
        if let span, let bytes, span.end > span.contentEnd {
            out += bytes[span.contentEnd..<span.end]
        } else if !isSelfClosed, span == nil || bytes == nil || span?.endEdge != after {
            out += "</\(node.content.tag)>".utf8
        }
    }

    private func beginsWithNewline(_ node: Node) -> Bool {
        guard let first = node.children.first.flatMap({ site[$0] }) else { return false }
        if first.kind == .text {
            return site.text(of: first.id, locale: options.locale)?.utf8.first == 0x0A
        }
        return first.kind == .literal && first.content.literal.utf8.first == 0x0A
    }

    private func annotation(of node: Node, section: Node?) -> [UInt8] {
        var bytes = Array(" data-pm-id=\"".utf8)
        bytes += node.id.hexDigits
        bytes.append(0x22)
        var isFirst = true
        for child in node.children where site[child]?.kind == .text {
            bytes += (isFirst ? " data-pm-text=\"" : " ").utf8
            bytes += child.hexDigits
            isFirst = false
        }
        if !isFirst { bytes.append(0x22) }
        if let section {
            bytes += " data-pm-section=\"".utf8
            bytes += section.id.hexDigits
            bytes.append(0x22)
            if section.fields[.hidden] != nil { bytes += " data-pm-hidden".utf8 }
        }
        return bytes
    }

    // MARK: Texts

    /// Writes a text as it stands among others.
    mutating func writeText(_ node: Node, keepsSpace: Bool) {
        self.keepsSpace = keepsSpace ? 1 : 0
        writeText(node)
    }

    private mutating func writeText(_ node: Node) {
        let value = site.text(of: node.id, locale: options.locale) ?? ""
        let inlines = node.content.inlines
        guard let span = node.content.source, let bytes = blob(of: span) else {
            RichSource.append(value, inlines: inlines, to: &out)
            return
        }
        let source = TextSource(
            bytes: bytes, range: span.range, isRich: !inlines.isEmpty, keepsSpace: keepsSpace > 0)
        if source.says(value) {
            out += bytes[span.range]
        } else if let edited = source.edited(to: value) {
            out += edited
        } else {
            RichSource.append(value, inlines: inlines, to: &out)
        }
    }
}

/// A text where it was written.
struct WrittenText: Sendable {
    let node: NodeID
    var range: Range<Int>
    /// Whether it stands in an element that keeps white space as it is.
    let keepsSpace: Bool
}
