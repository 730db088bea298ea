import SiteHistory
import SiteMarkup
import SiteModel

/// New sites and new pages, from words that are typed.
extension EditorState {
    mutating func askForPage() -> [EditorEffect] {
        guard canEdit else { return commit([], "") }
        guard let page = currentPage else { return refuse(noPage) }
        guard document?.isHollow(page) != true else {
            return refuse("It is still being read: once more, please.")
        }
        overlay = Overlay(.newPage, "New page: what is it called?", [])
        return []
    }

    /// What is said where a page is needed and the site has none.
    var noPage: String {
        let keys = keymap.shown("timeline", in: .tree).map { " (\($0))" } ?? ""
        return "The site has no page. The trash or the timeline\(keys) bring one back."
    }

    /// Enter behind the words.
    mutating func make(_ typed: String) -> [EditorEffect] {
        let words = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let kind = overlay?.kind else { return [] }
        // A title may be a picture; a path of no letters would be the home page's.
        guard words.contains(where: { $0.isLetter || $0.isNumber || kind == .newPage && $0 != "/" })
        else {
            return refuse(
                kind == .newPage ? "Type a title, or a path as /about." : "Say what it is for.")
        }
        overlay = nil
        let effects = editing != nil ? commitField() : []
        guard kind == .newPage else { return effects + [.createSite(prompt: words)] }
        return effects + makePage(words)
    }

    /// A page behind the one at hand: its head and styles, and of its sections header and footer. Its file is the one
    /// that a static host serves at its path.
    private mutating func makePage(_ words: String) -> [EditorEffect] {
        guard let site = document?.site, let page = currentPage, let model = site[page] else {
            return []
        }
        var draft = NodeDraft(copying: model, of: site)
        draft.children = draft.children.filter(Self.isFrame).map {
            $0.linking(to: site.pagePaths()[page] ?? "/")
        }
        draft = draft.renewed(using: &setup.random)
        let (path, title) = Self.pageName(words)
        let free = Self.free(path, among: Set(site.pagePaths().values))
        draft.set(.path, free)
        let file = RelativeLinks.file(ofPage: free)
        let moved = RelativeLinks(from: model.fields[.file]?.plain ?? "", to: file)
            .moved(draft, blobs: site.blobs)
        draft = moved.draft
        draft.set(.file, file)
        draft.texts = [TextKey("title", site.defaultLocale): .inline(title.cleanedForText)]
        awaited = .page(draft.id)
        return commit(
            (moved.head.map { [.blob($0)] } ?? [])
                + [.insert(draft, under: site.id, at: .after(page))], "new page",
            telling: .made(title: title, path: free))
    }

    private static func isFrame(_ section: NodeDraft) -> Bool {
        let name = section.fields.first { $0.name == .name }?.value.plain ?? ""
        return ["header", "nav", "navigation", "footer"].contains { name.hasPrefix($0) }
    }

    /// Path and title: one of them is typed.
    private static func pageName(_ words: String) -> (path: String, title: String) {
        guard words.hasPrefix("/") else { return ("/" + slug(words), words) }
        var parts = words.split(separator: "/").map(String.init)
        // A file's name is its page's path with an ending.
        let last = parts.popLast() ?? ""
        let ending = [".html", ".htm"].first { last.lowercased().hasSuffix($0) } ?? ""
        let name = String(last.dropLast(ending.count))
        let title = name.split(separator: "-").joined(separator: " ")
        let small = title == title.uppercased() ? title.lowercased() : title
        return (
            "/" + (parts + [name]).map(slug).joined(separator: "/"),
            small.prefix(1).uppercased() + small.dropFirst()
        )
    }

    private static let plain: [Character: String] = [
        "ä": "a", "ö": "o", "ü": "u", "ß": "ss", "á": "a", "à": "a", "â": "a", "ã": "a", "å": "a",
        "é": "e", "è": "e", "ê": "e", "ë": "e", "í": "i", "ì": "i", "î": "i", "ï": "i", "ó": "o",
        "ò": "o", "ô": "o", "õ": "o", "ø": "o", "ú": "u", "ù": "u", "û": "u", "ç": "c", "ñ": "n",
    ]

    /// Small ASCII letters and digits, with single hyphens between.
    private static func slug(_ words: String) -> String {
        let letters = words.lowercased().map { plain[$0] ?? String($0) }.joined()
        let parts = letters.split { !$0.isASCII || !$0.isLetter && !$0.isNumber }
        return parts.isEmpty ? "page" : parts.joined(separator: "-")
    }

    private static func free(_ path: String, among taken: Set<String>) -> String {
        guard taken.contains(path) else { return path }
        let number = (2...).first { !taken.contains(Site.numbered(path: path, $0)) } ?? 2
        return Site.numbered(path: path, number)
    }
}

extension NodeDraft {
    /// With links to places of the page it came from, which are not on the new one.
    fileprivate func linking(to path: String) -> NodeDraft {
        var copy = self
        copy.children = children.map { $0.linking(to: path) }
        copy.fields = fields.map { field in
            let target = field.value.plain
            guard field.name == .attribute("href"), target.hasPrefix("#"), target.count > 1 else {
                return field
            }
            return (name: field.name, value: .text(path + target))
        }
        return copy
    }

    fileprivate mutating func set(_ name: FieldName, _ value: String) {
        fields.removeAll { $0.name == name }
        fields.append((name: name, value: .text(value)))
    }
}
