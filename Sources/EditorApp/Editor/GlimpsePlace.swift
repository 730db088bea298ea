import EditorCore
import SiteModel

/// Which part of a large site is to be shown first: where the command line puts the cursor, else the beginning.
struct GlimpsePlace {
    private enum Target {
        case beginning
        /// A page's path; nil for whichever page has the section.
        case named(path: String?, section: String?)
        case other
    }

    private let target: Target

    /// - Parameter name: As after `--at`: a path, `PATH#SECTION`, `PATH#KEY` or a key, which begins with its section's name.
    init(_ name: String?) {
        guard let name else {
            target = .beginning
            return
        }
        guard !name.isEmpty, NodeID(name) == nil else {
            target = .other
            return
        }
        let parts = name.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = name.hasPrefix("/") ? String(parts[0]) : nil
        let rest = parts.count == 2 ? String(parts[1]) : path == nil ? name : nil
        target = .named(
            path: path, section: rest.map { String($0.split(separator: ".").first ?? "") })
    }

    /// Whether a part can be chosen at all.
    var isKnown: Bool { if case .other = target { false } else { true } }

    /// The page to read; with few sections on all pages the tree shows them all.
    func pages(of site: Site) -> [NodeID] {
        let pages = site.pages
        if case .named(let path?, _) = target {
            let paths = site.pagePaths()
            return pages.filter { paths[$0.id] == path }.prefix(1).map(\.id)
        }
        return pages.prefix(1).map(\.id)
    }

    /// The section to begin with, on pages whose sections are known.
    func section(in site: Site) -> NodeID? {
        guard case .named(_, let name?) = target else { return nil }
        return site.pages.lazy.compactMap { page in
            site.sectionNames(of: page.id).first { $0.value == name }?.key
        }.first
    }

    /// Whether what was read has the place; if not, all of the site is read.
    func isFound(in site: Site) -> Bool {
        switch target {
        case .beginning: true
        case .other: false
        case .named(_, nil): !pages(of: site).isEmpty
        case .named(_, _?): section(in: site) != nil
        }
    }
}
