import SiteModel

/// A file to import: its path in the folder, with `/`, and its bytes.
package struct SourceFile: Sendable {
    package var path: String
    package var bytes: [UInt8]
    /// How many there are on disk; more than `bytes` has where a file was found too large, or is none that is read.
    package var byteCount: Int

    package init(path: String, bytes: [UInt8], byteCount: Int? = nil) {
        self.path = path
        self.bytes = bytes
        self.byteCount = byteCount ?? bytes.count
    }
}

/// A site read from files, ready to be created.
package struct ImportedSite: Sendable {
    /// A root of kind `.site` with fields `title` and `defaultLocale` (no `slug`), pages and assets below it.
    package var draft: NodeDraft
    /// The bytes that spans, style sheets and pictures name; each once.
    package var blobs: [[UInt8]]
    /// By page, then by place.
    package var findings: [Finding]
    package var pageCount: Int
    package var sectionCount: Int
    /// All nodes, the site's own among them.
    package var nodeCount: Int
    package var title: String
    /// What its pictures come to.
    package var pictureByteCount = 0
}

/// Reads HTML and CSS files as a site. Nothing is lost: the source form of what it makes is the files again.
package enum SiteImporter {
    /// Imports pages (`.html`, `.htm`), style sheets (`.css`) and pictures; every other file is a finding.
    ///
    /// - Parameter files: Paths with `/`, relative to the folder.
    /// - Parameter title: What people call the site; nil: the title of its first page.
    /// - Parameter locale: BCP 47; nil: the language the first page says, else `en`.
    /// - Parameter makeID: Random ids, as many as asked for.
    /// - Throws: ``MarkupError/noPages``, or ``MarkupError/inFile(path:line:column:_:)`` for a file that cannot be read.
    package static func importFiles(
        _ files: [SourceFile], title: String? = nil, locale: String? = nil,
        policy: Policy = Policy(),
        makeID: @escaping () -> NodeID
    ) throws(MarkupError) -> ImportedSite {
        let pages = files.filter { hasSuffix($0.path, [".html", ".htm", ".xhtml"]) }.sorted {
            comesBefore($0.path, $1.path)
        }
        guard let first = pages.first else { throw .noPages }
        let locale = locale ?? language(of: first) ?? "en"
        var site = ImportedSite(
            draft: NodeDraft(id: makeID(), content: NodeContent(kind: .site)), blobs: [],
            findings: [],
            pageCount: pages.count, sectionCount: 0, nodeCount: 0, title: title ?? "")
        var seen: Set<Digest> = []
        for file in pages {
            let page = try importPage(file, locale, policy, makeID)
            if site.title.isEmpty { site.title = page.title ?? "" }
            site.draft.children.append(page.draft)
            site.findings += page.findings
            site.sectionCount += page.sectionCount
            if seen.insert(Digest.of(file.bytes)).inserted { site.blobs.append(file.bytes) }
        }
        for file in files.sorted(by: { $0.path < $1.path })
        where !pages.contains(where: { $0.path == file.path }) {
            try importAsset(file, policy, makeID, into: &site, &seen)
        }
        if site.title.isEmpty { site.title = "Imported site" }
        site.draft.fields = [(.title, .text(site.title)), (.defaultLocale, .text(locale))]
        site.nodeCount = site.draft.nodeCount
        return site
    }

    private static func hasSuffix(_ path: String, _ suffixes: [String]) -> Bool {
        suffixes.contains { path.asciiLowercased.hasSuffix($0) }
    }

    /// The start page first, then by path.
    private static func comesBefore(_ a: String, _ b: String) -> Bool {
        let isIndex = (pagePath(a) == "/", pagePath(b) == "/")
        return isIndex.0 != isIndex.1 ? isIndex.0 : a < b
    }

    /// `index.html` is `/`, `about.html` is `/about`, `blog/index.html` is `/blog`.
    static func pagePath(_ file: String) -> String {
        let parts = (SiteFiles.safe(file) ?? file).split(separator: "/")
        guard let last = parts.last else { return "/" }
        let name = last.lastIndex(of: ".").map { last[..<$0] } ?? last
        let kept = parts.dropLast() + (name.lowercased() == "index" ? [] : [name])
        return "/" + kept.joined(separator: "/")
    }

    private static func importPage(
        _ file: SourceFile, _ locale: String, _ policy: Policy, _ makeID: @escaping () -> NodeID
    ) throws(MarkupError) -> ImportedPage {
        let importer = PageImporter(
            path: pagePath(file.path), file: SiteFiles.safe(file.path) ?? "index.html",
            locale: locale, policy: policy,
            makeID: makeID)
        do throws(MarkupError) { return try importer.page(file.bytes) } catch {
            throw located(error, in: file)
        }
    }

    private static func language(of file: SourceFile) -> String? {
        (try? HTMLDocument(parsing: file.bytes)).flatMap(PageImporter.language)
    }

    private static func importAsset(
        _ file: SourceFile, _ policy: Policy, _ makeID: () -> NodeID, into site: inout ImportedSite,
        _ seen: inout Set<Digest>
    ) throws(MarkupError) {
        guard hasSuffix(file.path, [".css"]) else {
            return importPicture(file, makeID, into: &site, &seen)
        }
        do throws(MarkupError) { try HTMLDocument.requireText(file.bytes) } catch {
            throw located(error, in: file)
        }
        let digest = Digest.of(file.bytes)
        site.findings += policy.findings(inStyleSheet: file.bytes, file: file.path)
        site.draft.children.append(
            NodeDraft(
                id: makeID(),
                content: NodeContent(
                    kind: .asset, source: SourceSpan(blob: digest, 0..<file.bytes.count)),
                fields: [(.file, .text(SiteFiles.safe(file.path) ?? "styles.css"))],
                texts: [.css: .blob(digest)]))
        if seen.insert(digest).inserted { site.blobs.append(file.bytes) }
    }

    private static func located(_ error: MarkupError, in file: SourceFile) -> MarkupError {
        switch error {
        case .notUTF8(let offset), .binary(let offset):
            let (line, column) = SourceLines(file.bytes).position(of: offset)
            return .inFile(path: file.path, line: line, column: column, error)
        default: return .inFile(path: file.path, line: 1, column: 1, error)
        }
    }
}
