import PreviewCore
import SiteModel

/// Where the editor was on a site: what makes it open again as it was left. It holds nothing of the site.
package struct EditorSession: Hashable, Sendable {
    package let locale: String
    /// What the tree's cursor was on.
    package let cursor: TreeItem?
    /// Items whose fold is not the default one.
    package let toggled: Set<TreeItem>
    package let treeTop: Int
    package let pageTop: Int
    /// How many rows below the first that is shown the cursor's begin; nil where they are not shown. What rows stand above is not
    /// known before all of the page is read.
    package let cursorRow: Int?
    package let isOnPage: Bool
    /// The cursor's page and section, `/about#team`: where a large site begins to be read.
    package let place: String?
    /// Up to where in the log automatic merges were looked through.
    package let mergesSeen: UInt64
    /// In how many texts two devices changed the same words and nobody had chosen. Some may be behind the snapshot that a
    /// start reads from.
    package let contested: Int
    /// How the page was looked at.
    package let view: PageOutlook

    /// More folds than these are not kept.
    private static let foldsMax = 2000
    private static let heading = "pagemagic session 1"

    /// Lines of words, as they are kept in a file.
    package var text: String {
        var lines = [Self.heading, "locale " + locale]
        if let cursor { lines.append("cursor " + cursor.words) }
        lines.append("top \(treeTop) \(pageTop)" + (cursorRow.map { " \($0)" } ?? ""))
        if isOnPage { lines.append("page") }
        if let place, !place.contains("\n") { lines.append("place " + place) }
        if mergesSeen > 0 { lines.append("merges \(mergesSeen)") }
        if contested > 0 { lines.append("contested \(contested)") }
        if view != PageOutlook() { lines.append("view " + view.words) }
        lines += toggled.map { "fold " + $0.words }.sorted().prefix(Self.foldsMax)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads `text`; nil for anything else.
    package init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == Self.heading[...], lines.last == "",
            lines.count <= Self.foldsMax + 10
        else { return nil }
        var reader = Reader()
        for line in lines.dropFirst().dropLast() {
            let parts = line.split(separator: " ", maxSplits: 1)
            let rest = parts.count == 2 ? String(parts[1]) : ""
            guard let word = parts.first, reader.take(String(word), rest) else { return nil }
        }
        guard let locale = reader.locale else { return nil }
        self.init(
            locale: locale, cursor: reader.cursor, toggled: reader.toggled,
            treeTop: reader.tops.tree, pageTop: reader.tops.page, cursorRow: reader.cursorRow,
            isOnPage: reader.isOnPage,
            place: reader.place, mergesSeen: reader.mergesSeen, contested: reader.contested,
            view: reader.view)
    }

    init(
        locale: String, cursor: TreeItem?, toggled: Set<TreeItem>, treeTop: Int, pageTop: Int,
        cursorRow: Int? = nil, isOnPage: Bool, place: String?, mergesSeen: UInt64, contested: Int,
        view: PageOutlook = PageOutlook()
    ) {
        self.contested = contested
        self.view = view
        self.locale = locale
        self.cursor = cursor
        self.toggled = toggled
        self.treeTop = treeTop
        self.pageTop = pageTop
        self.cursorRow = cursorRow
        self.isOnPage = isOnPage
        self.place = place
        self.mergesSeen = mergesSeen
    }

    private struct Reader {
        var locale: String?
        var cursor: TreeItem?
        var toggled: Set<TreeItem> = []
        var tops = (tree: 0, page: 0)
        var cursorRow: Int?
        var isOnPage = false
        var place: String?
        var mergesSeen: UInt64 = 0
        var contested = 0
        var view = PageOutlook()

        /// False for a line that means nothing.
        mutating func take(_ word: String, _ rest: String) -> Bool {
            switch word {
            case "locale": locale = rest
            case "place": place = rest
            case "page": isOnPage = true
            case "view":
                guard let view = PageOutlook(words: rest) else { return false }
                self.view = view
            case "merges":
                guard let position = UInt64(rest) else { return false }
                mergesSeen = position
            case "contested":
                guard let count = Int(rest), count > 0 else { return false }
                contested = count
            case "cursor":
                cursor = TreeItem(words: rest)
                return cursor != nil
            case "fold":
                guard let item = TreeItem(words: rest) else { return false }
                toggled.insert(item)
            case "top":
                let numbers = rest.split(separator: " ").compactMap { Int($0) }
                guard 2...3 ~= numbers.count, numbers.allSatisfy({ 0...1_000_000 ~= $0 }) else {
                    return false
                }
                tops = (numbers[0], numbers[1])
                cursorRow = numbers.count == 3 ? numbers[2] : nil
            default: return false
            }
            return true
        }
    }
}

extension TreeItem {
    /// `text ID title`.
    fileprivate var words: String {
        switch self {
        case .page(let node): "page \(node)"
        case .section(let node): "section \(node)"
        case .element(let node): "element \(node)"
        case .text(let node, let field): "text \(node) \(field)"
        case .attribute(let node, let name): "attribute \(node) \(name)"
        case .asset(let node): "asset \(node)"
        case .raw(let node): "raw \(node)"
        }
    }

    fileprivate init?(words: String) {
        let parts = words.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count >= 2, let node = NodeID(parts[1]) else { return nil }
        switch (parts[0], parts.count) {
        case ("page", 2): self = .page(node)
        case ("section", 2): self = .section(node)
        case ("element", 2): self = .element(node)
        case ("text", 3): self = .text(node, field: parts[2])
        case ("attribute", 3): self = .attribute(node, name: parts[2])
        case ("asset", 2): self = .asset(node)
        case ("raw", 2): self = .raw(node)
        default: return nil
        }
    }
}

extension EditorState {
    /// Where the editor is on the open site; nil where none is open.
    package var session: EditorSession? {
        guard document != nil else { return nil }
        // The names at hand: this is asked for after most keys.
        let path = placeNames.first
        let section = currentSectionName
        // Where the page is not drawn yet, it is where it was left.
        let resumed = page.resumed.flatMap { $0.item == tree.current?.item ? $0 : nil }
        return EditorSession(
            locale: locale, cursor: tree.current?.item, toggled: tree.toggled, treeTop: tree.top,
            pageTop: resumed?.top ?? page.top, cursorRow: resumed.map(\.cursorRow) ?? cursorRow,
            isOnPage: focus == .page,
            place: path.map { $0 + (section.map { "#" + $0 } ?? "") }, mergesSeen: mergesSeen,
            contested: contestedCount, view: PageOutlook(page))
    }

    /// How many rows below the first of the page that is shown the cursor's begin; nil where they are not shown.
    var cursorRow: Int? {
        guard let row = currentPreviewRows?.lowerBound, row >= page.top,
            row < page.top + layout.height(of: .page)
        else { return nil }
        return row - page.top
    }

    /// What changes when the session does, cheaply compared after every key.
    package var sessionMark: SessionMark {
        SessionMark(
            site: document?.site.id, locale: locale, item: tree.current?.item,
            foldCount: tree.toggled.count, treeTop: tree.top, pageTop: page.top,
            isOnPage: focus == .page, mergesSeen: mergesSeen, contested: contestedCount,
            place: placeNames, view: PageOutlook(page))
    }

    /// Goes on where the session was; what is not there any more is passed over.
    mutating func resume(_ session: EditorSession) {
        guard let site = document?.site else { return }
        if site.locales.contains(session.locale) { locale = session.locale }
        tree.toggled = session.toggled
        rebuildTree()
        if let item = session.cursor, site[item.node] != nil { reveal(item) }
        tree.top = session.treeTop
        page.resumed = PagePane.Resumed(
            item: session.cursor, top: session.pageTop, cursorRow: session.cursorRow)
        if session.isOnPage, focus == .tree { focus = .page }
        mergesSeen = session.mergesSeen
        contestedCount = session.contested
        session.view.set(&page)
    }
}

/// Equal marks have equal sessions, but for folds that were changed for others.
package struct SessionMark: Hashable, Sendable {
    let site: NodeID?
    let locale: String
    let item: TreeItem?
    let foldCount: Int
    let treeTop: Int
    let pageTop: Int
    let isOnPage: Bool
    let mergesSeen: UInt64
    let contested: Int
    let place: [String]
    let view: PageOutlook
}
