import SiteModel

/// The published form of a site, by the addresses a browser asks for.
///
/// A file answers to its own path; a folder to the `index.html` in it; a page also to its path in the site, which leads
/// to its file, so that relative links mean on it what they mean in an export.
package struct ServedSite: Sendable {
    package enum Answer: Hashable, Sendable {
        /// A file of the published form; `path` has no `/` at its beginning.
        case file(path: String, bytes: [UInt8])
        /// An address of this site, percent-encoded.
        case redirect(to: String)
        case missing
    }

    /// A page in the list of pages.
    package struct Entry: Hashable, Sendable {
        package let id: NodeID
        /// Its path in the site.
        package let path: String
        package let title: String
        /// Where a browser gets it, percent-encoded.
        package let address: String
    }

    /// In the site's order.
    package let pages: [Entry]
    /// Changes with every byte of the published form, and with nothing else.
    package let version: Digest
    private let files: [String: [UInt8]]

    /// - Parameters:
    ///   - locale: nil: the site's default one.
    ///   - known: What an earlier form of the same site was made of.
    ///   - media: A picture's bytes by their name; what has none is left out.
    /// - Complexity: O(bytes of the site) to write its sources; pages that changed are read and written twice.
    package init(
        _ site: Site, locale: String? = nil, knowing known: inout PublishedPages,
        media: (Digest) -> [UInt8]?
    ) {
        let published = PublishedWriter.files(
            of: site, locale: locale, knowing: &known, media: media)
        let names = SiteFiles(site)
        let paths = site.pagePaths()
        pages = site.pages.map { page in
            Entry(
                id: page.id, path: paths[page.id] ?? "/",
                title: site.text(of: page.id, "title", locale: locale ?? site.defaultLocale)
                    ?? "",
                address: ServedSite.address(ofFile: names.path(of: page.id)))
        }
        files = Dictionary(published.map { ($0.path, $0.bytes) }, uniquingKeysWith: { a, _ in a })
        var whole: [UInt8] = []
        for file in published {
            whole += Array("\(file.path)\0\(file.bytes.count)\0".utf8)
            whole += known.digest(of: file).bytes
        }
        version = Digest.of(whole)
    }

    /// - Parameter target: A path as a request has it: percent-encoded, beginning with `/`, without a query.
    package func answer(to target: String) -> Answer {
        guard let path = AddressPath.decoded(target), path.hasPrefix("/") else { return .missing }
        let wanted = String(path.dropFirst())
        if let bytes = files[wanted] { return .file(path: wanted, bytes: bytes) }
        if wanted.isEmpty || wanted.hasSuffix("/") {
            if let bytes = files[wanted + "index.html"] {
                return .file(path: wanted + "index.html", bytes: bytes)
            }
        } else if files[wanted + "/index.html"] != nil {
            return .redirect(to: AddressPath.encoded("/" + wanted + "/"))
        }
        let page = pages.first { $0.path == path } ?? (wanted.isEmpty ? pages.first : nil)
        return page.map { .redirect(to: $0.address) } ?? .missing
    }

    /// `index.html` is asked for by its folder.
    private static func address(ofFile path: String) -> String {
        let isIndex = path == "index.html" || path.hasSuffix("/index.html")
        return AddressPath.encoded("/" + (isIndex ? String(path.dropLast(10)) : path))
    }

    /// What stands where there is nothing: a page like any other, with links to those there are.
    package func missingPage(for target: String) -> [UInt8] {
        var out = Array(
            "<!doctype html>\n<html lang=\"en\"><head>\n<meta charset=\"utf-8\">\n".utf8)
        out += Array(PublishedWriter.policyElement.utf8)
        out += Array("\n<title>No such page</title></head>\n<body><h1>There is no ".utf8)
        MarkupText.appendEscaped(
            MarkupText.harmless(AddressPath.decoded(target) ?? target), to: &out)
        out += Array(" in this site</h1>\n<p>Its pages:</p>\n<ul>\n".utf8)
        for page in pages {
            out += Array("<li><a href=\"\(page.address)\">".utf8)
            MarkupText.appendEscaped(MarkupText.harmless(page.path), to: &out)
            out += Array("</a> ".utf8)
            MarkupText.appendEscaped(MarkupText.harmless(page.title), to: &out)
            out += Array("</li>\n".utf8)
        }
        return out + Array("</ul></body></html>".utf8)
    }
}
