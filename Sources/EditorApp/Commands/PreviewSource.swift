import PreviewCore
import SiteMarkup
import SiteModel

/// A page of a site as the preview takes it: annotated HTML, and the style sheets it names by the names it uses.
package enum PreviewSource {
    package static func input(page: NodeID, in site: Site, locale: String? = nil) -> PreviewInput {
        let html = SourceWriter.annotated(page: page, in: site, locale: locale)
        let folder = folder(of: page, in: site)
        let sheets = sheets(of: site)
        let named = hrefs(in: html).compactMap { href in
            sheets[resolved(href, in: folder)].map { (href: href, css: $0.texts[.css] ?? "") }
        }
        return PreviewInput(html: html, sheets: named)
    }

    /// The site's style sheets by their paths in its folder.
    static func sheets(of site: Site) -> [String: Node] {
        Dictionary(
            site.assets.compactMap { asset in asset.fields[.file].map { ($0.plain, asset) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The folder that a page's file is in, as the parts of its path.
    static func folder(of page: NodeID, in site: Site) -> [String] {
        (site[page]?.fields[.file]?.plain ?? "").split(separator: "/").dropLast().map(String.init)
    }

    /// The addresses of the page's style sheets, as written.
    private static func hrefs(in html: [UInt8]) -> [String] {
        guard let document = try? HTMLDocument(parsing: html) else { return [] }
        return document.nodes.filter { $0.tag == "link" }.compactMap { $0.attribute("href") }
    }

    /// The path in the site's folder that a relative address means.
    static func resolved(_ href: String, in folder: [String]) -> String {
        let path = href.prefix { $0 != "?" && $0 != "#" }
        var parts = path.hasPrefix("/") ? [] : folder
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": if !parts.isEmpty { parts.removeLast() }
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
