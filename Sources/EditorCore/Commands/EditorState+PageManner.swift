import PreviewCore

/// For which device, how large and how plain the page is shown.
extension EditorState {
    /// nil for other commands.
    mutating func showPage(_ name: String) -> [EditorEffect]? {
        switch name {
        case "platform": turnToPlatform(after: page.platform)
        case "side-by-side": arrangeNext()
        case "page-larger": zoomPage(1)
        case "page-smaller": zoomPage(-1)
        case "page-normal":
            page.manner.zoomPercent = 100
            tellSize()
        case "spacing":
            page.manner.isCompact.toggle()
            tell(page.manner.isCompact ? "compact spacing" : "exact spacing: 20 pixels are a row")
        case "color-scheme": turnScheme()
        case "block-letters":
            page.manner.hasBlockLetters.toggle()
            tell(
                page.manner.hasBlockLetters
                    ? "big headings in block letters, where they fit" : "headings as text")
        case "text-browser":
            page.manner.takesStyles.toggle()
            tell(page.manner.takesStyles ? "with its styles" : "as a text browser shows it")
        case "section-names":
            page.manner.namesSections.toggle()
            if page.manner.namesSections, layout.page != nil, layout.names == nil {
                notice = Notice(.info, "The window is too narrow for the sections' names.")
            }
        case "open-in-browser": return serveToBrowser()
        default: return nil
        }
        return []
    }

    private mutating func serveToBrowser() -> [EditorEffect] {
        guard let site = document?.site.id else {
            notice = Notice(.info, "No site is open that could be shown.")
            return []
        }
        notice = Notice(.info, "Asking pagemagicd for a preview…")
        return [.serveToBrowser(site, page: shownPage)]
    }

    private mutating func tell(_ words: String) { notice = Notice(.info, "Preview: \(words).") }

    private mutating func turnToPlatform(after platform: PreviewPlatform) {
        let all = PreviewPlatform.allCases
        let here = all.firstIndex(of: platform) ?? 0
        page.turn(to: all[(here + 1) % all.count])
        tell("\(page.platform.rawValue), a window of \(Int(page.viewportWidth)) pixels")
    }

    private mutating func arrangeNext() {
        let width = layout.pagePane?.width ?? columns
        let next: PageManner.Arrangement =
            switch page.manner.arrangement {
            case .one: .two
            case .two where PageSplit.arrangement(.all, width: width) == .all: .all
            case .two, .all: .one
            }
        guard next == .one || PageSplit.arrangement(next, width: width) == next else {
            notice = Notice(
                .info,
                "Two devices need \(PageSplit.twoColumnsMin) columns, and the page has \(width)."
                    + (isZoomed ? "" : zoomHint))
            return
        }
        page.manner.arrangement = next
        if next == .one { page.beside = [:] }
        switch next {
        case .one: tell("one device")
        case .two: tell("two devices side by side")
        case .all: tell("three devices side by side")
        }
    }

    /// Whether the page has the columns for two devices, or shows them.
    var canArrangePages: Bool {
        page.manner.arrangement != .one
            || PageSplit.arrangement(.two, width: layout.pagePane?.width ?? columns) == .two
    }

    private var zoomHint: String {
        keymap.shown("zoom", in: context).map { " \($0) gives it the whole window." } ?? ""
    }

    private mutating func zoomPage(_ step: Int) {
        let zooms = PreviewViewport.zooms
        let now = page.manner.zoomPercent
        let next = step > 0 ? zooms.first { $0 > now } : zooms.last { $0 < now }
        page.manner.zoomPercent = next ?? now
        tellSize()
    }

    private mutating func tellSize() {
        tell("\(page.manner.zoomPercent) %, a window of \(Int(page.viewportWidth)) pixels")
    }

    private mutating func turnScheme() {
        let isDark = !page.manner.viewport(page.platform, isDark: isGroundDark).prefersDark
        let word = isDark ? "dark" : "light"
        if isDark == isGroundDark {
            page.manner.scheme = .terminal
            tell("\(word), as the terminal is")
        } else {
            page.manner.scheme = isDark ? .dark : .light
            tell("prefers-color-scheme: \(word)")
        }
    }

    // MARK: - What is asked of the thread that draws

    /// After every event: a drawing of each device that is shown.
    mutating func drawPages(_ effects: inout [EditorEffect]) {
        let layout = layout
        guard let document, let area = layout.page else { return }
        guard let current = shownPage else {
            page.leave()
            return
        }
        let together: Set<PreviewPlatform> =
            layout.beside.isEmpty ? [] : Set([page.platform] + layout.beside.map(\.platform))
        func request(_ platform: PreviewPlatform, _ area: ScreenArea) -> PreviewRequest {
            PreviewRequest(
                page: current, width: max(1, area.width - 1),
                viewport: page.manner.viewport(platform, isDark: isGroundDark), locale: locale,
                revision: document.revision, isHollow: document.isHollow(current),
                together: together)
        }
        let wanted = request(page.platform, area)
        if wanted != page.requested {
            if page.requested?.page != current { page.top = 0 }
            page.requested = wanted
            effects.append(.renderPreview(wanted))
        }
        for beside in layout.beside {
            let wanted = request(beside.platform, beside.area)
            guard wanted != page.beside[beside.platform]?.requested else { continue }
            page.beside[beside.platform, default: BesideView()].requested = wanted
            effects.append(.renderPreview(wanted))
        }
        if !layout.beside.isEmpty { page.align(height: area.height) }
    }

    /// A drawing is there.
    mutating func take(
        _ preview: PreviewPage, _ sections: PageSections, for request: PreviewRequest
    ) {
        guard request.platform == page.platform else {
            page.take(preview, sections, for: request)
            return
        }
        let rowBefore = page.shown.flatMap {
            $0.isHollow && $0.page == request.page ? cursorRow : nil
        }
        let isOtherwise = page.show(
            preview, sections, for: request, keepsPlace: prompt.review != nil)
        let isResumed = page.resume(
            isWhole: !request.isHollow, at: tree.current?.item, rows: currentPreviewRows)
        let follows = prompt.review == nil && page.find == nil && !isOtherwise
        if follows, !isResumed, let rows = currentPreviewRows,
            rowBefore != nil || request.isHollow && isHollowAboveCursor
        {
            page.place(rows, inRow: rowBefore)
        }
        page.scroll(by: 0, height: layout.height(of: .page))
        placeMatch()
        if !restoreView(), follows { revealCursorInPage() }
    }
}

extension EditorState {
    /// Whether sections above the cursor's are not read yet.
    private var isHollowAboveCursor: Bool {
        guard let document, let page = currentPage, let section = currentSection else {
            return false
        }
        return document.site.sections(of: page).prefix { $0.id != section }.contains {
            document.isHollow($0.id)
        }
    }
}

extension PagePane {
    /// There is no page to show.
    mutating func leave() {
        guard requested != nil || preview != nil else { return }
        (preview, shown, requested, sections, top) = (nil, nil, nil, PageSections(), 0)
        beside = [:]
    }

    var viewportWidth: Double { manner.viewport(platform, isDark: false).width }

    /// Another device gets the cursor; where it stands beside, nothing is drawn anew.
    mutating func turn(to new: PreviewPlatform) {
        guard new != platform else { return }
        if manner.arrangement != .one {
            var view = BesideView()
            (view.preview, view.shown, view.sections, view.top) = (preview, shown, sections, top)
            view.requested = requested
            beside[platform] = view
            if let other = beside.removeValue(forKey: new) {
                (preview, shown, sections, top) = (
                    other.preview, other.shown, other.sections, other.top
                )
                requested = other.requested
            }
        }
        platform = new
    }

    mutating func take(
        _ preview: PreviewPage, _ sections: PageSections, for request: PreviewRequest
    ) {
        guard beside[request.platform] != nil else { return }
        beside[request.platform]?.preview = preview
        beside[request.platform]?.sections = sections
        beside[request.platform]?.shown = request
    }

    /// Scrolls the other devices to what stands at the top of this one.
    mutating func align(height: Int) {
        let place = sections.place(ofRow: top)
        for platform in beside.keys {
            guard let view = beside[platform], let preview = view.preview else { continue }
            let row = place.flatMap(view.sections.row) ?? min(top, preview.rows.count)
            let last = max(0, preview.rows.count - max(1, height))
            let new = min(max(0, row), last)
            if new != view.top { beside[platform]?.top = new }
        }
    }
}
