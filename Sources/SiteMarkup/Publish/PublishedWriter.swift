import SiteModel

/// Writes the published form: what readers of the site get.
///
/// Each page is the source form without what the policy refuses, read again as a browser reads it, and written by rules
/// that let nothing else through. Then it is read once more and has to say the same.
package enum PublishedWriter {
    /// The style sheet that holds generated classes and the pages' own `style` elements.
    package static let generatedSheet = "pm-generated.css"

    /// Sent with each page as a meta element: no script runs, no style stands in the page, pictures may come from
    /// anywhere over TLS.
    package static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'none'", "style-src 'self'", "style-src-attr 'none'",
        "img-src 'self' data: https:",
        "font-src 'self'", "media-src 'self' https:", "connect-src 'none'", "object-src 'none'",
        "frame-src 'none'",
        "form-action 'self' https:", "base-uri 'none'",
    ].joined(separator: "; ")

    /// The policy as each page has it, directly behind its `charset`.
    package static let policyElement =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"\(contentSecurityPolicy)\">"

    /// Every page, style sheet and picture and the generated sheet, in one locale. A picture that is more than one
    /// (``Policy/activeContent(ofSVG:)``) is left out, and so is what is no picture.
    ///
    /// - Parameters:
    ///   - locale: nil: the site's default one.
    ///   - media: A picture's bytes by their name; what has none is left out.
    package static func files(
        of site: Site, locale: String? = nil, policy: Policy = Policy(),
        media: (Digest) throws -> [UInt8]?
    ) rethrows -> [(path: String, bytes: [UInt8])] {
        var known = PublishedPages()
        return try files(of: site, locale: locale, policy: policy, knowing: &known, media: media)
    }

    /// The same, for a site that is published again and again under one policy: a page whose source is as it was is
    /// not read again.
    package static func files(
        of site: Site, locale: String? = nil, policy: Policy = Policy(),
        knowing known: inout PublishedPages, media: (Digest) throws -> [UInt8]?
    ) rethrows -> [(path: String, bytes: [UInt8])] {
        defer {
            known.forget(besides: site.pages.map(\.id), media: site.assets.compactMap(\.media))
        }
        let names = SiteFiles(site)
        let generated = freePath(site, names)
        var classes: [String: String] = [:]
        var sheets: [String] = []
        var files: [(path: String, bytes: [UInt8])] = []
        for page in site.pages {
            let path = names.path(of: page.id)
            let source = SourceWriter.page(
                page.id, in: site,
                WriteOptions(locale: locale ?? site.defaultLocale, publishes: true))
            let link =
                String(repeating: "../", count: path.split(separator: "/").count - 1) + generated
            let published = known.page(
                page.id, source: source, locale: locale ?? site.defaultLocale, policy: policy,
                generatedSheet: link)
            files.append((path, published.bytes))
            classes.merge(published.classes) { a, _ in a }
            for sheet in published.sheets where !sheets.contains(sheet) { sheets.append(sheet) }
        }
        for asset in site.assets {
            if let name = asset.media {
                let path = names.path(of: asset.id)
                guard PictureFormat(path: path) != nil,
                    let bytes = try known.picture(
                        name, at: path,
                        read: { try media($0).flatMap { isPublished($0) ? $0 : nil } })
                else { continue }
                files.append((path, bytes))
            } else {
                files.append(
                    (names.path(of: asset.id), Array(StyleText.sheet(asset.texts[.css] ?? "").utf8))
                )
            }
        }
        let css = sheets.map { StyleText.sheet($0) + "\n" }.joined() + StyleText.rules(classes)
        if !files.isEmpty { files.append((generated, Array(css.utf8))) }
        return files
    }

    /// The same of a site that has its pictures' bytes with it.
    package static func files(
        of site: Site, locale: String? = nil, policy: Policy = Policy()
    ) -> [(path: String, bytes: [UInt8])] {
        files(of: site, locale: locale, policy: policy) { site.blobs[$0] }
    }

    /// Bytes that a browser shows as a picture and as nothing else.
    private static func isPublished(_ bytes: [UInt8]) -> Bool {
        switch PictureFormat(bytes: bytes) {
        case nil: false
        case .svg: Policy.activeContent(ofSVG: bytes) == nil
        default: true
        }
    }

    private static func freePath(_ site: Site, _ names: SiteFiles) -> String {
        let taken = Set((site.pages + site.assets).map { names.path(of: $0.id).asciiLowercased })
        var path = generatedSheet
        var number = 2
        while taken.contains(path) {
            path = "pm-generated-\(number).css"
            number += 1
        }
        return path
    }
}

/// Pages as they were published last, by what they were made of.
package struct PublishedPages: Sendable {
    private struct Known: Sendable {
        let source: [UInt8]
        let locale: String
        let generatedSheet: String
        let page: PublishedPage
    }

    private var known: [NodeID: Known] = [:]
    private var pictures: [Digest: [UInt8]] = [:]
    /// Which pictures stand where.
    private var names: [String: Digest] = [:]

    package init() {}

    /// A picture's bytes, read where they were not before.
    mutating func picture(
        _ name: Digest, at path: String, read: (Digest) throws -> [UInt8]?
    ) rethrows -> [UInt8]? {
        guard let bytes = try pictures[name] ?? read(name) else {
            names[path] = nil
            return nil
        }
        pictures[name] = bytes
        names[path] = name
        return bytes
    }

    /// What tells a file of the form written last from another: a picture has its name already.
    func digest(of file: (path: String, bytes: [UInt8])) -> Digest {
        if let name = names[file.path], pictures[name] == file.bytes { return name }
        return Digest.of(file.bytes)
    }

    mutating func page(
        _ id: NodeID, source: [UInt8], locale: String, policy: Policy, generatedSheet: String
    ) -> PublishedPage {
        if let last = known[id], last.source == source, last.locale == locale,
            last.generatedSheet == generatedSheet
        {
            return last.page
        }
        let page = PublishedPage(
            source: source, locale: locale, policy: policy, generatedSheet: generatedSheet)
        known[id] = Known(
            source: source, locale: locale, generatedSheet: generatedSheet, page: page)
        return page
    }

    mutating func forget(besides pages: [NodeID], media: [Digest]) {
        let kept = Set(pages)
        known = known.filter { kept.contains($0.key) }
        let names = Set(media)
        pictures = pictures.filter { names.contains($0.key) }
        self.names = self.names.filter { names.contains($0.value) }
    }
}

/// One page in its published form.
struct PublishedPage: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var classes: [String: String] = [:]
    private(set) var sheets: [String] = []

    /// Tried in turn: the page as it is, read and written again, and at last its words alone.
    init(source: [UInt8], locale: String, policy: Policy, generatedSheet: String) {
        var source = source
        for _ in 0..<3 {
            guard let document = try? HTMLDocument(parsing: source) else { break }
            let (bytes, sanitizer) = Self.written(document, locale, policy, generatedSheet)
            classes.merge(sanitizer.classes) { a, _ in a }
            sheets += sanitizer.sheets.filter { !sheets.contains($0) }
            if let again = try? HTMLDocument(parsing: bytes), policy.refusals(in: again).isEmpty,
                Self.written(again, locale, policy, generatedSheet).bytes == bytes
            {
                self.bytes = bytes
                return
            }
            source = bytes
        }
        let words = (try? HTMLDocument(parsing: source)).map { $0.textContent(of: 0) } ?? ""
        var plain: [UInt8] = Array("<body><pre>".utf8)
        MarkupText.appendEscaped(MarkupText.harmless(words), to: &plain)
        let document = try? HTMLDocument(parsing: plain)
        bytes = document.map { Self.written($0, locale, policy, generatedSheet).bytes } ?? []
    }

    private static func written(
        _ document: HTMLDocument, _ locale: String, _ policy: Policy, _ generatedSheet: String
    ) -> (bytes: [UInt8], sanitizer: Sanitizer) {
        var page = Sanitizer(document, policy)
        page.out += "<!doctype html>\n".utf8
        let html =
            document.first("html").map { document.nodes[$0] } ?? HTMLNode(kind: .element, parent: 0)
        page.appendStartTag(html, tag: "html", adding: [("lang", locale)])
        page.out += "<head>\n<meta charset=\"utf-8\">\n".utf8
        page.out += "\(PublishedWriter.policyElement)\n".utf8
        page.appendHead(generatedSheet)
        page.out += "</head>\n".utf8
        if let body = document.first("body") {
            page.appendStartTag(document.nodes[body], tag: "body")
            page.appendChildren(of: body)
            page.out += "</body></html>".utf8
        } else {
            page.out += "<body></body></html>".utf8
        }
        return (page.out, page)
    }
}

extension Sanitizer {
    private static let metaNames: Set<String> = [
        "viewport", "description", "author", "keywords", "theme-color", "robots", "color-scheme",
        "application-name",
        "generator", "format-detection", "referrer",
    ]
    private static let relations: Set<String> = [
        "stylesheet", "icon", "shortcut", "apple-touch-icon", "canonical", "alternate", "author",
        "license", "next", "prev",
        "help",
    ]

    /// Appends what a head may hold: title, metas and links of known kinds, the generated sheet last.
    fileprivate mutating func appendHead(_ generatedSheet: String) {
        let heads = document.nodes.indices.filter { index in
            let node = document.nodes[index]
            return node.kind == .element && node.namespace == .html && isUnrefused(index)
                && ["title", "meta", "link", "style"].contains(node.tag)
        }
        if let title = heads.first(where: { document.nodes[$0].tag == "title" }) {
            out += "<title>".utf8
            let text = MarkupText.trimmed(MarkupText.collapsed(document.textContent(of: title)))
            MarkupText.appendEscaped(MarkupText.harmless(text), to: &out)
            out += "</title>\n".utf8
        }
        for index in heads {
            let node = document.nodes[index]
            switch node.tag {
            case "meta" where isKnown(meta: node), "link" where isKnown(link: node):
                if node.attribute("href") == generatedSheet { continue }
                appendStartTag(node)
                out.append(0x0A)
            default: continue
            }
        }
        for index in heads where document.nodes[index].tag == "style" && isInHead(index) {
            sheets.append(document.textContent(of: index))
        }
        out += "<link rel=\"stylesheet\" href=\"\(generatedSheet)\">\n".utf8
    }

    private func isUnrefused(_ index: Int) -> Bool {
        var here = index
        while here > 0 {
            if document.nodes[here].kind == .template
                || policy.refusal(ofElement: here, in: document) != nil
            {
                return false
            }
            here = document.nodes[here].parent
        }
        return true
    }

    private func isInHead(_ index: Int) -> Bool {
        let parent = document.nodes[index].parent
        return parent >= 0 && document.nodes[parent].tag == "head"
    }

    private func isKnown(meta node: HTMLNode) -> Bool {
        guard node.attribute("http-equiv") == nil, node.attribute("charset") == nil else {
            return false
        }
        if let name = node.attribute("name")?.asciiLowercased {
            return Sanitizer.metaNames.contains(name) || name.hasPrefix("twitter:")
        }
        return node.attribute("property")?.asciiLowercased.hasPrefix("og:") ?? false
    }

    private func isKnown(link node: HTMLNode) -> Bool {
        let relations = ClassList.names(in: (node.attribute("rel") ?? "").asciiLowercased)
        return !relations.isEmpty && relations.allSatisfy(Sanitizer.relations.contains)
            && node.attribute("href") != nil
    }
}
