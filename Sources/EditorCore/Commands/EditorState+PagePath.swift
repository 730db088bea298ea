import SiteHistory
import SiteMarkup
import SiteModel

/// The path of a page, typed in a line.
extension EditorState {
    mutating func askForPath() -> [EditorEffect] {
        guard canEdit else { return commit([], "") }
        guard let page = currentPage else { return refuse(noPage) }
        openPath(PathOwner(page: page, settling: nil))
        return []
    }

    /// Opens the line with the path that the page has.
    mutating func openPath(_ owner: PathOwner) {
        let path = document?.site[owner.page]?.fields[.path]?.plain ?? "/"
        var line = Overlay(.pagePath, "The path of the page", [])
        line.pathOwner = owner
        line.query = TextField(path)
        line.query?.selectAll()
        overlay = line
    }

    /// Enter behind the path.
    mutating func takePath(_ typed: String) -> [EditorEffect] {
        guard let owner = overlay?.pathOwner, let site = document?.site else { return [] }
        let words = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let path = words.hasPrefix("/") ? words : "/" + words
        guard AddressPath.isPagePath(path) else {
            return refuse("A path begins with a slash and has no spaces, as in / or /about.")
        }
        let others = site.pages.filter { $0.id != owner.page }
        if others.contains(where: { $0.fields[.path]?.plain == path }) {
            return refuse("Another page has the path \(path).")
        }
        uncover()
        guard let page = site[owner.page] else { return refuse("The page is gone.") }
        if let id = owner.settling { return settle(id, path) }
        return path == page.fields[.path]?.plain ? [] : rename(page, path, in: site)
    }

    /// The file stays, so that every link that names it leads where it led.
    private mutating func rename(_ page: Node, _ path: String, in site: Site) -> [EditorEffect] {
        let file = RelativeLinks.file(of: page, in: site)
        let keeping: [SiteEdit] =
            page.fields[.file] == nil ? [.setField(page.id, .file, .text(file))] : []
        let effects = commit(
            [.setField(page.id, .path, .text(path))] + keeping, "path of \(name(of: page))")
        if !effects.isEmpty {
            notice = Notice(.done, "The page is at \(path) now; its file is still \(file).")
        }
        return effects
    }

    private mutating func settle(_ id: ConflictID, _ path: String) -> [EditorEffect] {
        guard let conflict = document?.conflicts.first(where: { $0.id == id }) else {
            notice = Notice(.warning, "It was settled elsewhere; nothing is changed.")
            return []
        }
        return settle(conflict, .value(path))
    }
}
