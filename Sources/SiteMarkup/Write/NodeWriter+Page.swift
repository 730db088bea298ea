import SiteModel

extension NodeWriter {
    /// Writes a page: what it came from with its edits, or a page of its own where it was made here.
    mutating func writePage(_ page: Node) {
        guard let shell = page.content.shell, let bytes = site.blobs[shell.blob],
            shell.fits(bytes.count)
        else {
            writeGenerated(page)
            return
        }
        writePrefix(of: page, shell, bytes)
        writeChildren(
            of: page, from: SourceEdge(blob: shell.blob, offset: shell.prefix.upperBound),
            to: SourceEdge(blob: shell.blob, offset: shell.suffix.lowerBound))
        out += bytes[shell.suffix]
    }

    /// Writes one child of a page as ``writePage(_:)`` writes it among the others.
    mutating func writePageChild(_ child: Node, of page: Node) {
        guard let at = page.children.firstIndex(of: child.id) else { return }
        guard let shell = page.content.shell, let bytes = site.blobs[shell.blob],
            shell.fits(bytes.count)
        else {
            write(child, before: nil, after: nil)
            return
        }
        let before = page.children[..<at].last { site[$0] != nil }.flatMap { site[$0] }
        let after = page.children[(at + 1)...].first { site[$0] != nil }.flatMap { site[$0] }
        write(
            child,
            before: before.map { $0.span(in: site)?.endEdge }
                ?? SourceEdge(blob: shell.blob, offset: shell.prefix.upperBound),
            after: after.map { $0.span(in: site)?.startEdge }
                ?? SourceEdge(blob: shell.blob, offset: shell.suffix.lowerBound))
    }

    // MARK: The shell

    private mutating func writePrefix(of page: Node, _ shell: PageShell, _ bytes: [UInt8]) {
        var edits: [(range: Range<Int>, bytes: [UInt8])] = []
        var added: [UInt8] = []
        if let title = site.text(of: page.id, "title", locale: options.locale) {
            if let range = shell.title {
                let source = TextSource(bytes: bytes, range: range)
                if !source.says(title) {
                    edits.append((range, source.edited(to: title) ?? Self.escaped(title)))
                }
            } else if !title.isEmpty {
                added += Array("<title>".utf8) + Self.escaped(title) + Array("</title>".utf8)
            }
        }
        if let description = site.text(of: page.id, "description", locale: options.locale) {
            if let range = shell.description {
                if let edit = Self.edit(ofAttribute: range, to: description, bytes) {
                    edits.append(edit)
                }
            } else if !description.isEmpty {
                added += Self.descriptionMeta(description)
            }
        }
        if !added.isEmpty {
            let place = Self.placeInHead(bytes[shell.prefix])
            edits.append((place..<place, added))
        }
        var at = shell.prefix.lowerBound
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where edit.range.lowerBound >= at {
            out += bytes[at..<edit.range.lowerBound]
            out += edit.bytes
            at = edit.range.upperBound
        }
        out += bytes[at..<shell.prefix.upperBound]
    }

    private static func escaped(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        MarkupText.appendEscaped(text.withoutInlineMarks, to: &out)
        return out
    }

    private static func descriptionMeta(_ text: String) -> [UInt8] {
        var out = Array("<meta name=\"description\" content=\"".utf8)
        MarkupText.appendEscapedAttribute(text.withoutInlineMarks, to: &out)
        return out + Array("\">".utf8)
    }

    /// The edit that makes an attribute's value (given without its quotes) say `value`; nil where it does.
    private static func edit(
        ofAttribute range: Range<Int>, to value: String, _ bytes: [UInt8]
    ) -> (range: Range<Int>, bytes: [UInt8])? {
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
        let quote: UInt8? = before == 0x22 || before == 0x27 ? before : nil
        let whole =
            quote == nil ? range : range.lowerBound - 1..<min(bytes.count, range.upperBound + 1)
        let source = MarkupText.decodedAttribute(bytes[whole])
        if value.utf8.elementsEqual(source.utf8)
            || value.utf8.elementsEqual(MarkupText.collapsed(source).utf8)
        {
            return nil
        }
        var out: [UInt8] = quote == nil ? [0x22] : []
        MarkupText.appendEscapedAttribute(value.withoutInlineMarks, quote: quote ?? 0x22, to: &out)
        if quote == nil { out.append(0x22) }
        return (range, out)
    }

    /// Behind `<head …>`, else behind a doctype, else at the start.
    private static func placeInHead(_ prefix: ArraySlice<UInt8>) -> Int {
        guard let document = try? HTMLDocument(parsing: Array(prefix)) else {
            return prefix.startIndex
        }
        let tags = ["head", "html"].compactMap {
            document.first($0).flatMap { document.nodes[$0].startTag }
        }
        let doctype = document.nodes.first { $0.kind == .doctype }?.textRange
        return prefix.startIndex + (tags.first?.upperBound ?? doctype?.upperBound ?? 0)
    }

    // MARK: Pages made here

    private mutating func writeGenerated(_ page: Node) {
        let title = site.text(of: page.id, "title", locale: options.locale) ?? site.title
        out += "<!doctype html>\n<html lang=\"".utf8
        MarkupText.appendEscapedAttribute(options.locale, to: &out)
        out += "\">\n<head>\n<meta charset=\"utf-8\">\n".utf8
        out +=
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>".utf8
        out += Self.escaped(title)
        out += "</title>\n".utf8
        if let description = site.text(of: page.id, "description", locale: options.locale),
            !description.isEmpty
        {
            out += Self.descriptionMeta(description) + [0x0A]
        }
        writeStyleLinks(for: page)
        out += "</head>\n<body>\n".utf8
        for child in site.children(of: page.id) {
            let start = out.count
            write(child, before: nil, after: nil)
            notePageChild(child, since: start)
            out.append(0x0A)
        }
        out += "</body>\n</html>\n".utf8
    }

    private mutating func writeStyleLinks(for page: Node) {
        let files = SiteFiles(site)
        let depth = files.path(of: page.id).split(separator: "/").count - 1
        for asset in site.assets where asset.texts[.css] != nil {
            let path = String(repeating: "../", count: max(0, depth)) + files.path(of: asset.id)
            out += "<link rel=\"stylesheet\" href=\"".utf8
            MarkupText.appendEscapedAttribute(path, to: &out)
            out += "\">\n".utf8
        }
    }
}

extension PageShell {
    /// Whether its ranges lie in order inside `count` bytes.
    fileprivate func fits(_ count: Int) -> Bool {
        let inner = [title, description].compactMap { $0 }
        return prefix.lowerBound >= 0 && prefix.upperBound <= suffix.lowerBound
            && suffix.upperBound <= count
            && inner.allSatisfy {
                $0.lowerBound >= prefix.lowerBound && $0.upperBound <= prefix.upperBound
            }
    }
}
