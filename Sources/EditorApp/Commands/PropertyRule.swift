import Foundation
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore

/// What sites, pages and files may be called: others find them by it.
struct PropertyRule {
    private let site: Site
    private let conflicts: [Conflict]
    /// What the other sites of this device are called.
    private let otherSlugs: Set<String>

    init(_ state: SiteState, otherSlugs: Set<String>) {
        site = state.site
        conflicts = state.conflicts
        self.otherSlugs = otherSlugs
    }

    /// The short names of the sites of this device but one.
    static func slugs(besides site: NodeID, in store: SiteStore) throws -> Set<String> {
        Set(try store.sites().filter { $0.id != site }.map(\.slug))
    }

    /// - Throws: A usage error for a value that nothing may be called.
    func require(_ edits: [SiteEdit]) throws(CommandFailure) {
        for edit in edits {
            switch edit {
            case .setField(let node, let field, let value):
                try require(value?.plain, for: field, of: site[node])
            case .resolve(let id, .value(let value)):
                guard let conflict = conflicts.first(where: { $0.id == id }) else { continue }
                try require(value, for: FieldName(id.field), of: site[conflict.node])
            default: continue
            }
        }
    }

    private func require(_ value: String?, for field: FieldName, of node: Node?)
        throws(CommandFailure)
    {
        guard let node else { return }
        switch (node.kind, field) {
        case (.site, .slug): try requireSlug(value ?? "")
        case (.site, .locales):
            for name in (value ?? "").split(separator: " ") { try Self.requireLocale(String(name)) }
        case (.site, .defaultLocale): try Self.requireLocale(value)
        case (.page, .path): try Self.requirePath(value ?? "")
        case (.page, .file), (.asset, .file):
            guard let value else { return }
            try requireFile(value, of: node)
        default: return
        }
    }

    private func requireSlug(_ slug: String) throws(CommandFailure) {
        guard Slug.of(slug) == slug else {
            throw CommandFailure(
                .usage, "“\(slug)” is no short name of a site.",
                hint:
                    "Use small letters, digits and single hyphens, at most 40: slug=\(Slug.of(slug))."
            )
        }
        guard !otherSlugs.contains(slug) else {
            throw CommandFailure(
                .usage, "Another site here is called “\(slug)”.", hint: "Choose another short name."
            )
        }
    }

    /// - Parameter name: nil is the site's own.
    static func requireLocale(_ name: String?) throws(CommandFailure) {
        guard let name, !LanguageTag.isPlausible(name) else { return }
        throw CommandFailure(
            .usage, "“\(name)” is no locale.",
            hint: "Write it as in en or pt-BR, several with spaces between.")
    }

    private static func requirePath(_ path: String) throws(CommandFailure) {
        guard AddressPath.isPagePath(path) else {
            throw CommandFailure(
                .usage, "“\(path)” is no path of a page.",
                hint: "It begins with a slash and has no spaces, as in / or /about.")
        }
    }

    private func requireFile(_ file: String, of node: Node) throws(CommandFailure) {
        let isPage = node.kind == .page
        let isNamed = !isPage || [".html", ".htm"].contains { file.lowercased().hasSuffix($0) }
        guard isNamed, !file.hasPrefix("~"), SiteFilePath.isPlain(file) else {
            throw CommandFailure(
                .usage, "“\(file)” is no name for the file of a page or a style sheet.",
                hint: isPage
                    ? "Name a file inside the site that ends with .html, as in about.html."
                    : "Name a file inside the site, as in css/styles.css.")
        }
        let others = site.pages + site.assets
        let isTaken = others.contains {
            $0.id != node.id && $0.fields[.file]?.plain.lowercased() == file.lowercased()
        }
        guard !isTaken else {
            throw CommandFailure(
                .usage, "Another file of this site is called “\(file)”.",
                hint: "Choose another name.")
        }
    }
}
