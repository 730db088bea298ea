import SiteModel

/// Writes a site back as HTML and CSS.
///
/// A token is written anew only when its value differs from what its bytes decode to: what nobody edited comes back
/// byte for byte, and an undone edit brings its bytes back.
package enum SourceWriter {
    /// The source form of a page, with the texts of `locale` (nil: of the default one).
    ///
    /// - Returns: Empty for what is no page of the site.
    /// - Complexity: O(bytes of the page).
    package static func html(of page: NodeID, in site: Site, locale: String? = nil) -> [UInt8] {
        self.page(page, in: site, WriteOptions(locale: locale ?? site.defaultLocale))
    }

    /// The source form of one node and all below it: of a section that of its root element.
    package static func html(ofNode node: NodeID, in site: Site, locale: String? = nil) -> [UInt8] {
        guard let found = site[node] else { return [] }
        if found.kind == .page { return html(of: node, in: site, locale: locale) }
        var writer = NodeWriter(
            site: site, options: WriteOptions(locale: locale ?? site.defaultLocale))
        writer.write(found, before: found.span(in: site)?.startEdge, after: nil)
        return writer.out
    }

    /// The page for the preview: like ``html(of:in:locale:)``, but each element's start tag carries ` data-pm-id` (its
    /// node's id) and, where it has text nodes as children, ` data-pm-text` (their ids in order, separated by spaces);
    /// a section's root also ` data-pm-section`. Scripts are left out; hidden sections are there, with
    /// ` data-pm-hidden`.
    package static func annotated(page: NodeID, in site: Site, locale: String? = nil) -> [UInt8] {
        self.page(
            page, in: site, WriteOptions(locale: locale ?? site.defaultLocale, annotates: true))
    }

    /// Every page, style sheet and picture of the source form, with paths relative to the folder; paths are unique, have
    /// no `..` and do not begin with `/`.
    ///
    /// - Parameter media: A picture's bytes by their name; what has none is left out.
    package static func files(
        of site: Site, locale: String? = nil, media: (Digest) throws -> [UInt8]?
    ) rethrows -> [(path: String, bytes: [UInt8])] {
        let names = SiteFiles(site)
        let pages = site.pages.map {
            (names.path(of: $0.id), html(of: $0.id, in: site, locale: locale))
        }
        let assets = try site.assets.compactMap { asset in
            try bytes(of: asset, media).map { (names.path(of: asset.id), $0) }
        }
        return pages + assets
    }

    /// The same of a site that has its pictures' bytes with it.
    package static func files(of site: Site, locale: String? = nil) -> [(
        path: String, bytes: [UInt8]
    )] {
        files(of: site, locale: locale) { site.blobs[$0] }
    }

    /// The bytes of a style sheet or of a picture.
    static func bytes(
        of asset: Node, _ media: (Digest) throws -> [UInt8]?
    ) rethrows -> [UInt8]? {
        if let name = asset.media { return try media(name) }
        return Array((asset.texts[.css] ?? "").utf8)
    }

    static func page(_ page: NodeID, in site: Site, _ options: WriteOptions) -> [UInt8] {
        guard let node = site[page], node.kind == .page else { return [] }
        var writer = NodeWriter(site: site, options: options)
        writer.writePage(node)
        return writer.out
    }
}

/// What one writing leaves out and adds.
struct WriteOptions {
    var locale: String
    /// Adds ids for the preview and leaves scripts out.
    var annotates = false
    /// Leaves out what is refused, hidden sections and comments.
    var publishes = false
}

/// A place between two bytes of an imported source.
struct SourceEdge: Equatable {
    var blob: Digest
    var offset: Int
}

extension SourceSpan {
    var startEdge: SourceEdge { SourceEdge(blob: blob, offset: start) }
    var endEdge: SourceEdge { SourceEdge(blob: blob, offset: end) }
}

extension Node {
    /// Where the node came from; of a section where its root did.
    func span(in site: Site) -> SourceSpan? {
        content.source
            ?? (kind == .section ? children.first.flatMap { site[$0]?.content.source } : nil)
    }
}

/// Unique, harmless file names for the pages and assets of a site.
struct SiteFiles {
    private var paths: [NodeID: String] = [:]

    init(_ site: Site) {
        let pagePaths = site.pagePaths()
        var taken: Set<String> = []
        let nodes = (site.pages + site.assets).sorted { $0.order < $1.order }
        for node in nodes {
            let wanted =
                node.fields[.file]?.plain ?? SiteFiles.fileName(forPage: pagePaths[node.id] ?? "/")
            let fallback =
                node.kind == .page ? "page.html" : node.isPicture ? "picture" : "styles.css"
            var safe = SiteFiles.safe(wanted) ?? fallback
            if node.kind == .page, taken.contains(safe.asciiLowercased) {
                safe = SiteFiles.fileName(forPage: pagePaths[node.id] ?? "/", beside: safe)
            }
            var path = safe
            var number = 2
            while !taken.insert(path.asciiLowercased).inserted {
                path = SiteFilePath.numbered(safe, number)
                number += 1
            }
            paths[node.id] = path
        }
    }

    func path(of node: NodeID) -> String { paths[node] ?? "page.html" }

    /// `/` is `index.html`, `/about` is `about.html`.
    static func fileName(forPage path: String) -> String {
        let trimmed = path.split(separator: "/").joined(separator: "/")
        return trimmed.isEmpty ? "index.html" : trimmed + ".html"
    }

    /// The same in the folder of another file, where the page's relative links are right: of a page that asks for a
    /// file which an earlier one has.
    private static func fileName(forPage path: String, beside file: String) -> String {
        let name = safe(fileName(forPage: path)) ?? file
        let folder = file.split(separator: "/").dropLast()
        let parts = name.split(separator: "/")
        guard !parts.dropLast().elementsEqual(folder) else { return name }
        let kept = parts.starts(with: folder) ? parts.dropFirst(folder.count) : parts[...]
        return (folder + [Substring(kept.joined(separator: "-"))]).joined(separator: "/")
    }

    /// Without empty, `.` and `..` components, controls and backslashes; nil where nothing is left.
    static func safe(_ path: String) -> String? {
        let parts = MarkupText.harmless(path).split {
            $0 == "/" || $0 == "\\" || $0 == "\n" || $0 == "\t"
        }
        let kept = parts.filter { $0 != "." && $0 != ".." }
        return kept.isEmpty ? nil : kept.joined(separator: "/")
    }

}

/// Names of a site's files, as a person gives them.
package enum SiteFilePath {
    /// `img/red-2.png` of `img/red.png`.
    package static func numbered(_ path: String, _ number: Int) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else {
            return path + "-\(number)"
        }
        return path[..<dot] + "-\(number)" + path[dot...]
    }

    /// Whether the name is written to a folder as it is: relative, inside it, without controls.
    package static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && SiteFiles.safe(name) == name
    }
}
