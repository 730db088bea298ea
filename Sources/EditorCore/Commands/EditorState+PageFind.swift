import SiteModel

/// Find in the page: a line at the bottom, every match marked, Esc back to where one was.
extension EditorState {
    /// nil for other commands.
    mutating func findInPage(_ name: String) -> [EditorEffect]? {
        switch name {
        case "find-in-page": openFind()
        case "find-in-page-next": stepInPage(1)
        case "find-in-page-previous": stepInPage(-1)
        default: return nil
        }
        return []
    }

    private mutating func openFind() {
        guard document != nil else {
            notice = Notice(.info, "Open a site first.")
            return
        }
        let view = page.shown.map { PageView(page: $0.page, top: page.top) }
        page.find = PageFind(origin: .init(view: view, focus: focus), start: page.top)
        if layout.page == nil { focus = .page }
        overlay = Overlay(.pageFind, "Find in page", [])
    }

    /// After every event: asks for what the line says now, and for nothing twice.
    mutating func askPage(_ effects: inout [EditorEffect]) {
        guard var find = page.find, let document, let here = shownPage else { return }
        if overlay?.kind == .pageFind, let text = overlay?.query?.text, text != find.needle.text {
            find.needle = PageNeedle(text)
        }
        let wanted =
            find.needle.isEmpty
            ? nil
            : PageFindRequest(
                page: here, needle: find.needle.text, locale: locale, drawn: page.shown)
        defer { page.find = find }
        guard wanted != find.asked else { return }
        // The line keeps the cursor from resting, which reads the rest of a page else.
        if find.asked?.page != here, wanted != nil, document.isHollow(here) {
            effects.append(.read(.page(here)))
        }
        find.asked = wanted
        guard let wanted else {
            (find.matches, find.current, find.spots, find.isBusy) = ([], nil, [], false)
            return
        }
        find.isBusy = true
        effects.append(.findInPage(wanted))
    }

    /// What was found, if it is still asked for.
    mutating func take(_ matches: [PageMatch], for request: PageFindRequest) {
        guard var find = page.find, find.asked == request else { return }
        let before = find.current.map { find.matches[$0] }
        find.isBusy = isPageBehind
        find.matches = matches
        let isOpen = overlay?.kind == .pageFind
        let kept = isOpen ? nil : before.flatMap { matches.firstIndex(of: $0) }
        find.current = kept ?? firstMatch(of: find)
        page.find = find
        if isOpen { showMatch() } else { placeMatch() }
    }

    /// Whether the page is still read or drawn: what is not found yet may come.
    private var isPageBehind: Bool {
        page.shown != page.requested || shownPage.map { document?.isHollow($0) == true } == true
    }

    /// The first match that stands where one was looking, or below; else the first of all.
    private func firstMatch(of find: PageFind) -> Int? {
        guard !find.matches.isEmpty else { return nil }
        let below = find.matches.firstIndex { match in
            guard let rows = page.preview?.rowRange(ofNode: match.holder.description) else {
                return false
            }
            return rows.upperBound > find.start
        }
        return below ?? 0
    }

    private mutating func stepInPage(_ direction: Int) {
        guard page.find?.current != nil else {
            notice = Notice(.info, page.find?.count ?? "Nothing was looked for in the page yet.")
            return
        }
        page.find?.step(direction)
        showMatch()
        if overlay == nil { goToMatchInPage() }
    }

    /// Scrolls to the current match.
    private mutating func showMatch() {
        placeMatch()
        guard let find = page.find, let current = find.current else { return }
        let rows =
            find.spots.first.map { $0.row..<($0.row + find.spots.count) }
            ?? page.preview?.rowRange(ofNode: find.matches[current].holder.description)
        if let rows { page.reveal(rows, height: pageRows) }
    }

    /// Works out where the current match stands in what is drawn now.
    mutating func placeMatch() {
        guard var find = page.find else { return }
        find.spots = spots(of: find)
        page.find = find
    }

    /// More rows of one element are not looked through for a match.
    private static let holderRowsMax = 2000

    private func spots(of find: PageFind) -> [PageSpot] {
        guard let current = find.current, let preview = page.preview,
            let rows = preview.rowRange(ofNode: find.matches[current].holder.description)
        else { return [] }
        let match = find.matches[current]
        let found = find.needle.spots(
            in: rows.lowerBound..<min(rows.upperBound, rows.lowerBound + Self.holderRowsMax),
            of: preview, holder: match.holder.description)
        return found.isEmpty ? [] : found[min(match.ordinal, found.count - 1)]
    }

    // MARK: - Keys of the line

    mutating func usePageFind(_ name: String) -> [EditorEffect]? {
        guard overlay?.kind == .pageFind else { return nil }
        switch name {
        case "list-down", "list-next-part", "list-page-down": stepInPage(1)
        case "list-up", "list-previous-part", "list-page-up": stepInPage(-1)
        case "list-choose": keepMatch()
        default: return []
        }
        return []
    }

    /// Enter: the cursor goes to what was found, and the matches stay marked.
    private mutating func keepMatch() {
        uncover()
        guard page.find?.current != nil else {
            leaveFind()
            return
        }
        if layout.page != nil { focus = .page }
        goToMatchInPage()
    }

    private mutating func goToMatchInPage() {
        guard let find = page.find, let current = find.current else { return }
        let top = page.top
        reveal(find.matches[current].item)
        // The match is in sight already; its element may be longer.
        page.top = top
        notice = Notice(.info, "“\(find.needle.text)”: \(find.count)")
    }

    /// Esc: back to where one was.
    mutating func leaveFind() {
        guard let origin = page.find?.origin else { return }
        page.find = nil
        focus = origin.focus
        if let view = origin.view, page.shown?.page == view.page {
            page.top = view.top
            page.scroll(by: 0, height: layout.height(of: .page))
        }
    }
}
