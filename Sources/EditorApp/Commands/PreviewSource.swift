import SiteModel

/// A site's style sheets by the names that its pages use.
enum PreviewSource {
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
