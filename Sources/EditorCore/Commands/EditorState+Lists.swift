import SiteHistory
import SiteModel

/// What the lists hold, and what Enter does in them.
extension EditorState {
    // MARK: - Rows

    func helpItems() -> [OverlayItem] {
        Command.all.map { command in
            let context: Keymap.Context =
                switch command.place {
                case .field: .field
                case .list: .list
                case .review: .review
                case .merge: .merge
                case .timeline: .timeline
                case .prompt: .prompt
                case .page: .page
                case .tree, .anywhere: .tree
                }
            return OverlayItem(
                command.title, detail: command.help, keys: keys(of: command.name, in: context),
                action: command.isInPalette ? .command(command.name) : .none,
                notes: [.init(kind: .plain, text: command.help)], name: command.searchWords)
        }
    }

    func goToItems() -> [OverlayItem] {
        guard let site = document?.site else { return siteItems() }
        var items: [OverlayItem] = []
        let paths = site.pagePaths()
        // Of rows that fit equally well those of the page at hand come first.
        let here = currentPage
        let pages = site.pages.filter { $0.id == here } + site.pages.filter { $0.id != here }
        for page in pages {
            let path = paths[page.id] ?? "/"
            let title = site.text(of: page.id, "title", locale: locale)?.withoutInlineMarks ?? ""
            items.append(
                OverlayItem(path, detail: title, keys: "page", action: .goTo(.page(page.id))))
            let names = site.sectionNames(of: page.id)
            for section in site.sections(of: page.id) {
                let name = names[section.id] ?? "section"
                items.append(
                    OverlayItem(
                        name, detail: path, keys: "section",
                        action: .goTo(.section(section.id)), name: path + "#" + name))
            }
        }
        items += site.assets.map {
            OverlayItem(
                $0.fields[.file]?.plain ?? "file", detail: "", keys: "file",
                action: .goTo(.asset($0.id)))
        }
        return items + pages.flatMap { textItems(of: $0.id, in: site, paths) } + siteItems()
    }

    /// Every text of a page: what it says, and its key, with the page's path where there are several.
    private func textItems(
        of page: NodeID, in site: Site, _ paths: [NodeID: String]
    ) -> [OverlayItem] {
        let place = paths.count > 1 ? (paths[page] ?? "/") + "#" : ""
        return site.keyedTexts(of: page).map { text in
            OverlayItem(
                site.text(of: text.node, text.field, locale: locale)?.withoutInlineMarks ?? "",
                detail: place + text.key,
                keys: "text", action: .goTo(.text(text.node, field: text.field)))
        }
    }

    func siteItems() -> [OverlayItem] {
        sites.map {
            OverlayItem(
                $0.title.isEmpty ? $0.slug : $0.title,
                detail: "\($0.slug) · \($0.pages) \($0.pages == 1 ? "page" : "pages")",
                keys: "site", action: .openSite($0.id))
        }
    }

    func trashItems() -> [OverlayItem] {
        (document?.trash ?? []).map { entry in
            let summary = document?.trashSummaries[entry.node]
            let words = summary?.excerpt ?? ""
            let isElement = entry.content.kind == .element
            // An element is known by its words, anything else by its name.
            let title = isElement && !words.isEmpty ? "“\(words)”" : entry.name
            let rest = isElement ? [entry.content.tag, ""] : [entry.content.kind.rawValue, words]
            let place = summary.flatMap { summary in
                summary.page.map { $0 + (summary.section.map { "#" + $0 } ?? "") }
            }
            return OverlayItem(
                title,
                detail: [place ?? "", rest[0], rest[1]].filter { !$0.isEmpty }
                    .joined(separator: " · "),
                action: .restore(entry.node), name: entry.name)
        }
    }

    func taskItems() -> [OverlayItem] {
        var trouble: [OverlayItem] = []
        if case .blocked(let sentence) = sync.connection {
            trouble = [OverlayItem(sentence, detail: "sync is stopped", action: .none)]
        }
        return trouble + proposalItems()
            + sync.refused.map { OverlayItem($0, detail: "refused by the server", action: .none) }
            + sync.waiting.map { OverlayItem($0, detail: "waits to be sent", action: .none) }
    }

    func themeItems() -> [OverlayItem] {
        setup.themes.map {
            OverlayItem(
                $0, detail: themeSummaries[$0] ?? "", keys: $0 == chosenTheme ? "in use" : "",
                action: .theme($0))
        }
    }

    /// The theme that Esc comes back to while the list shows others.
    private var chosenTheme: String { themeBefore ?? setup.theme }

    func keymapItems() -> [OverlayItem] {
        setup.keymaps.map {
            OverlayItem(
                $0.name, detail: $0.summary, keys: $0.name == keymap.name ? "in use" : "",
                action: .keymap($0.name))
        }
    }

    mutating func showThemes() {
        themeBefore = setup.theme
        overlay = Overlay(.themes, "Theme", themeItems())
        overlay?.putCursor(on: .theme(setup.theme))
    }

    mutating func showKeymaps() {
        overlay = Overlay(.keymaps, "Keymap", keymapItems())
        overlay?.putCursor(on: .keymap(keymap.name))
    }

    /// The folders were read: the lists have all there is, and their cursors stay on what they were on.
    mutating func refillSettings() {
        let before = overlay?.current?.action
        refill(.palette, with: paletteItems())
        refill(.themes, with: themeItems())
        refill(.keymaps, with: keymapItems())
        switch overlay?.kind {
        case .themes: overlay?.putCursor(on: before ?? .theme(setup.theme))
        case .keymaps: overlay?.putCursor(on: before ?? .keymap(keymap.name))
        default: break
        }
    }

    mutating func showSites() { overlay = Overlay(.sites, "Sites on this device", siteItems()) }

    // MARK: - Keys

    mutating func useList(_ name: String) -> [EditorEffect] {
        guard overlay != nil else { return review(name) }
        if let effects = useSearch(name) ?? usePageFind(name) { return effects }
        let height = overlayLayout.listRows
        switch name {
        case "list-up", "review-up", "review-previous", "list-previous-part": overlay?.move(by: -1)
        case "list-down", "review-down", "review-next", "list-next-part": overlay?.move(by: 1)
        case "list-page-up": overlay?.move(by: -height)
        case "list-page-down": overlay?.move(by: height)
        case "list-first": overlay?.move(by: -Int(Int32.max))
        case "list-last": overlay?.move(by: Int(Int32.max))
        case "list-choose", "accept-hunk": return acceptItem()
        default: return []
        }
        return themeUnderCursor()
    }

    /// Themes show as the cursor comes to them.
    func themeUnderCursor() -> [EditorEffect] {
        guard overlay?.kind == .themes, case .theme(let name)? = overlay?.current?.action,
            name != setup.theme
        else {
            return []
        }
        return [.loadTheme(name)]
    }

    mutating func closeOverlay() -> [EditorEffect] {
        let kind = overlay?.kind
        if kind == .sites, document == nil { return [] }
        if leaveStep() || leavePicking() { return [] }
        if kind == .conflicts { seeMerges() }
        uncover()
        if !isOpen(.timeline) { timeline = nil }
        returnFromGlance()
        if kind == .themes, let before = themeBefore, before != setup.theme {
            themeBefore = nil
            return [.loadTheme(before)]
        }
        return []
    }

    /// A command of the palette; one that works on the tree first keeps the text in hand.
    mutating func runChosen(_ name: String) -> [EditorEffect] {
        let isOfTree = Command.named(name)?.place == .tree && name != "external-editor"
        return (isOfTree && editing != nil ? commitField() : []) + perform(name)
    }

    mutating func acceptItem() -> [EditorEffect] {
        guard let overlay else { return [] }
        if overlay.search != nil { return acceptSearch() }
        if overlay.kind == .commandLine { return runCommandLine() }
        if [.newSite, .newPage].contains(overlay.kind) { return make(overlay.query?.text ?? "") }
        if overlay.kind == .pagePath { return takePath(overlay.query?.text ?? "") }
        guard let item = overlay.current else { return [] }
        if case .step(let id) = item.action {
            showStep(id)
            return []
        }
        if case .turnTo(let step) = item.action { return turn(to: step) }
        if case .none = item.action { return overlay.kind == .source ? closeOverlay() : [] }
        self.overlay = nil
        viewBefore = nil
        themeBefore = nil
        switch item.action {
        case .none, .match: return []
        case .command(let name):
            uncover(for: name)
            return runChosen(name)
        case .goTo(let target): return go(to: target)
        case .moveTo(let place): return moveTargets(to: place)
        case .openSite(let id):
            return (editing != nil ? commitField() : [])
                + (document?.site.id == id ? [] : [.openSite(id)])
        case .theme(let name):
            uncover()
            notice = Notice(.done, "The editor's theme is \(name) from now on.")
            return [.loadTheme(name), .themeChosen(name)]
        case .keymap(let name):
            uncover()
            keymap = setup.keymaps.first { $0.name == name } ?? keymap
            notice = Notice(.done, "The editor's keymap is \(keymap.name) from now on.")
            return [.keymapChosen(keymap.name)]
        case .restore(let node):
            return commit([.restore(node)], "restore from trash", telling: .restored(node))
        case .sectionKind(let kind): return insertSection(kind: kind)
        case .review(let id):
            let effects = editing != nil ? commitField() : []
            openReview(of: id)
            return effects
        case .step, .turnTo: return []
        }
    }

    private mutating func go(to target: TreeItem) -> [EditorEffect] {
        let effects = editing != nil ? commitField() : []
        if focus == .prompt { focus = .tree }
        reveal(target)
        return effects
    }
}
