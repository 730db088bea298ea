import PreviewCore
import SiteHistory
import SiteModel

extension EditorState {
    /// Takes an event in.
    ///
    /// - Returns: What the shell is to do, in order.
    package mutating func update(_ event: EditorEvent) -> [EditorEffect] {
        let before = news
        var effects = take(event)
        settle(&effects)
        effects += tellAway(event, since: before)
        if !isOpening, !typedAhead.isEmpty {
            let typed = typedAhead
            typedAhead = []
            for input in typed { effects += update(.input(input)) }
        }
        return effects
    }

    private mutating func take(_ event: EditorEvent) -> [EditorEffect] {
        switch event {
        case .input(let input): return take(input)
        case .resized(let columns, let rows):
            self.columns = max(1, columns)
            self.rows = max(1, rows)
            return []
        case .opened(let document, let drafts, let target, let session):
            return open(document, drafts: drafts, at: target, session: session)
        case .documentChanged(let document): return show(document)
        case .commitFinished(let token, let result):
            // Whoever writes in such a text has chosen its words.
            return finish(token, result) + (contestedCount > 0 ? [.readMerges] : [])
        case .previewReady(let request, let preview, let sections):
            take(preview, sections, for: request)
            return []
        case .foundInPage(let request, let matches):
            take(matches, for: request)
            return []
        case .pageRead(let request, let reading):
            take(reading, for: request)
            return []
        case .groundChanged(let isDark):
            isGroundDark = isDark
            return []
        case .rested:
            arrive()
            return []
        case .sourceReady(_, let lines):
            let before = overlay
            overlay = Overlay(
                .source, "Source", lines.map { OverlayItem($0, action: .none) }, searches: false)
            cover(before)
            return []
        case .historyRead(let steps, let skipped, let isEnd):
            takeHistory(steps, skipping: skipped, isEnd: isEnd)
            return []
        case .undoTreeRead(let steps):
            take(steps)
            return []
        case .mergesRead(let report):
            take(report)
            return []
        case .mergesCounted(let positions, let contested, let seen):
            mergePositions = positions
            contestedCount = contested
            mergesSeen = max(mergesSeen, seen)
            return []
        case .syncChanged(let status):
            sync = status
            refreshTasks()
            return []
        case .proposalsChanged(let new, let site):
            take(new, of: site)
            return []
        case .sitesListed(let listed):
            sites = listed
            if overlay == nil, document == nil, focus != .prompt {
                if listed.isEmpty { focus = .prompt } else { showSites() }
            }
            refill(.sites, with: siteItems())
            if isOpen(.goTo) { refill(.goTo, with: goToItems()) }
            return []
        case .composed(let token, let result): return take(result, token: token)
        case .externalEditorFinished(let ref, let base, let text):
            return takeBack(ref, base: base, text: text)
        case .themeLoaded(let name):
            setup.theme = name
            return []
        case .settingsListed(let themes, let keymaps, let summaries):
            setup.themes = themes
            themeSummaries = summaries
            setup.keymaps = keymaps
            refillSettings()
            return []
        case .keymapLoaded(let new):
            take(new)
            return []
        case .searched(let request, let purpose, let outcome):
            return take(outcome, of: request, for: purpose)
        case .noticed(let notice):
            self.notice = notice
            return []
        case .settingsFault(let fault):
            tell(settings: fault)
            return []
        case .clipboardRefused(let text): return [.setClipboard(text)]
        case .openingFailed(let notice):
            self.notice = notice
            // What was typed was meant for what is not there; nothing else is to be done with it.
            (isOpening, typedAhead) = (false, [])
            return []
        case .terminated:
            return keepTyped() + [.quit]
        }
    }

    private mutating func take(_ new: Keymap) {
        guard new != keymap else { return }
        keymap = new
        strokes = []
        count = nil
        setup.keymaps = setup.keymaps.map { $0.name == new.name ? new : $0 }
        notice = Notice(.info, "Keymap \(new.name) was read again.")
    }

    mutating func refreshTasks() { refill(.tasks, with: taskItems()) }

    /// After every event: scroll positions that fit, and a preview of what is at hand.
    private mutating func settle(_ effects: inout [EditorEffect]) {
        if overlay == nil { covered = [] }
        refreshKeys()
        tell()
        settleMerges()
        let layout = layout
        tree.follow(height: layout.height(of: .tree))
        let overlayRows = overlayLayout.listRows
        overlay?.follow(height: overlayRows)
        followGlance()
        readMore(&effects)
        readMoreHistory(&effects)
        search(&effects)
        if !hasListedSettings, [.palette, .themes, .keymaps].contains(overlay?.kind) {
            hasListedSettings = true
            effects.append(.listSettings)
        }
        askPage(&effects)
        drawPages(&effects)
        keepPrompt(&effects)
    }

    /// Of a large site the page at hand is read, and all of it before anything is changed or looked for.
    private mutating func readMore(_ effects: inout [EditorEffect]) {
        guard let document, document.missing != nil else { return }
        let part: SitePart
        if overlay?.kind.needsWholeSite == true || focus == .prompt {
            part = .whole
        } else if editing != nil {
            part = .wholeAtRest
        } else if let page = currentPage, document.isHollow(page) {
            part = .page(page)
        } else {
            return
        }
        guard part != asked, asked != .whole, asked != .wholeAtRest || part == .whole else {
            return
        }
        asked = part
        effects.append(.read(part))
    }

    // MARK: - The document

    private mutating func open(
        _ document: SiteDocument, drafts: [FieldDraft], at target: String?, session: EditorSession?
    ) -> [EditorEffect] {
        self.document = document
        isOpening = false
        tree = TreePane()
        walk = .rests
        page = PagePane(as: page)
        prompt = PromptPane()
        proposals = []
        openProposals = []
        waitingProposalCount = 0
        overlay = nil
        editing = nil
        ahead = [:]
        turning = [:]
        placements = [:]
        asked = nil
        timeline = nil
        merge = MergeScreen()
        (mergePositions, mergesSeen, mergesToSee, contestedCount) = ([], 0, 0, 0)
        lastMatch = nil
        glanced = nil
        viewBefore = nil
        isReturning = false
        locale = document.site.defaultLocale
        takeKept(drafts)
        rebuildTree()
        if let first = document.site.pages.first,
            let section = document.site.sections(of: first.id).first
        {
            tree.select(.section(section.id))
        }
        if let session { resume(session) }
        if let target {
            if let item = item(named: target) {
                reveal(item)
            } else {
                notice = Notice(.warning, "There is no \(target) on this site.")
            }
        }
        resumeDraft()
        return [.listSites]
    }

    private mutating func show(_ document: SiteDocument) -> [EditorEffect] {
        guard self.document?.site.id == document.site.id else { return [] }
        if document.missing == nil || self.document?.revision != document.revision { asked = nil }
        let known = Set(self.document?.conflicts.map(\.id) ?? [])
        self.document = document
        ahead = ahead.filter { document.site[$0.value.text.node] != nil && !shows($0.value) }
        if !document.site.locales.contains(locale) { locale = document.site.defaultLocale }
        rebuildTree()
        countProposals()
        closeReviewWhenDone()
        tree.marks.keep { document.site[$0.node] != nil }
        if let item = awaited, tree.select(item) { awaited = nil }
        if isOpen(.trash) { refill(.trash, with: trashItems()) }
        if isOpen(.goTo) { refill(.goTo, with: goToItems()) }
        if merge.follow(document), isOpen(.conflicts), turning.isEmpty {
            merge.hasChangedHands = true
            let isLast = document.conflictCount == 0
            notice = Notice(
                .warning,
                "That conflict was settled elsewhere" + (isLast ? "." : "; here is another."))
        }
        if !turning.isEmpty { merge.goToWhatCameBack(in: document, besides: known) }
        return rebaseField() + (timeline == nil ? [] : [.readHistory(skipping: 0)])
            + (isOpen(.conflicts) ? [.readMerges] : [])
            + (isOpen(.undoTree) ? [.readUndoTree] : [])
    }

    private func shows(_ own: (text: TextRef, typed: String)) -> Bool {
        guard let node = document?.site[own.text.node] else { return true }
        return (own.text.attributeField.map { node.fields[$0]?.plain } ?? node.texts[own.text.key])
            == own.typed
    }

    mutating func rebuildTree() {
        guard let document else { return }
        let own = Dictionary(
            ahead.values.map { ($0.text, $0.typed) }, uniquingKeysWith: { _, last in last })
        var builder = TreeBuilder(document, locale: locale, toggled: tree.toggled, ahead: own)
        tree.show(builder.build())
    }

    /// Puts the cursor on an item; what is folded around it is unfolded.
    mutating func reveal(_ item: TreeItem) {
        if tree.select(item) { return revealCursorInPage() }
        guard let site = document?.site else { return }
        var path: [TreeItem] = []
        var next = site[item.node]
        while let here = next {
            if let step = Self.item(of: here) { path.append(step) }
            next = here.parent.flatMap { site[$0] }
        }
        for step in path.reversed() {
            if let row = tree.rows.first(where: { $0.item == step }), row.fold == .folded,
                step != item
            {
                tree.toggle(step)
                rebuildTree()
            }
        }
        if case .attribute(let node, _) = item { unfoldAttributes(of: node) }
        if !tree.select(item), let nearest = path.first(where: { tree.select($0) }) {
            tree.select(nearest)
        }
        revealCursorInPage()
    }

    /// Attributes of an element that is shown with its only text hang below that text.
    private mutating func unfoldAttributes(of element: NodeID) {
        let row = tree.rows.first { row in
            guard case .text(let text, _) = row.item else { return false }
            return row.fold == .folded && document?.site[text]?.parent == element
        }
        guard let row else { return }
        tree.toggle(row.item)
        rebuildTree()
    }

    /// Scrolls the page to what the tree's cursor is on.
    mutating func revealCursorInPage() {
        page.isBehind = false
        guard let rows = currentPreviewRows else { return }
        page.reveal(rows, height: pageRows)
    }

    /// The same when the cursor rests, `EditorEvent.rested`.
    mutating func revealCursorInPageLater() {
        page.isBehind = false
        guard let rows = currentPreviewRows else { return }
        page.revealLater(rows, height: layout.height(of: .page))
    }

    /// The rows of the preview that show what the cursor is on; nil where it is not shown.
    package var currentPreviewRows: Range<Int>? { shownItem.flatMap(previewRows) }

    /// The rows of the preview that show an item of the page that is shown.
    func previewRows(of item: TreeItem) -> Range<Int>? {
        guard let preview = page.preview, page.shown?.page == shownPage else { return nil }
        return rows(of: item, in: preview)
    }

    func rows(of item: TreeItem, in preview: PreviewPage) -> Range<Int>? {
        guard let site = document?.site else { return nil }
        if case .page = item { return nil }
        var next = site[item.node]
        while let here = next, here.kind != .page {
            if let rows = preview.rowRange(ofNode: here.id.description) { return rows }
            if here.kind == .section {
                return here.children.lazy.compactMap { preview.rowRange(ofNode: $0.description) }
                    .first
            }
            next = here.parent.flatMap { site[$0] }
        }
        return nil
    }

    // MARK: - Commits

    /// Whether nothing may be changed here; it is said then.
    mutating func refusesChanges() -> Bool {
        if setup.isReadOnly {
            notice = Notice(.warning, "This site is open for reading only.")
        }
        return setup.isReadOnly
    }

    mutating func commit(_ edits: [SiteEdit], _ label: String) -> [EditorEffect] {
        guard !refusesChanges(), canEdit else { return [] }
        if let refused = refusal(of: edits) {
            tell(refused)
            return []
        }
        lastChange = nil
        return [.commit(edits, label: label, token: token())]
    }

    /// Sentences as they are, what is none with semicolons.
    private static func joined(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.reduce("") { said, part in
            said.isEmpty ? part : said + (said.hasSuffix(".") ? " " : "; ") + part
        }
    }

    private mutating func finish(_ token: Int, _ result: CommitOutcome) -> [EditorEffect] {
        let own = ahead.removeValue(forKey: token)
        let step = turning.removeValue(forKey: token)
        let placement = placements.removeValue(forKey: token)
        let remainder = prompt.remainders.removeValue(forKey: token)
        var effects: [EditorEffect] = []
        switch result {
        case .done(var summary, var skipped, let changed):
            skipped += [remainder].compactMap(\.self)
            if let path = follow(changed, since: step), !summary.isEmpty {
                summary += ", on page \(path)"
            }
            if !skipped.isEmpty {
                notice = Notice(.warning, Self.joined([summary] + skipped))
            } else if !summary.isEmpty {
                notice = Notice(.done, summary)
            } else if let placement, !changed.isEmpty {
                tell(placement)
            }
        case .refused(let reason):
            awaited = nil
            notice = Notice(.error, reason)
            if let own { effects = giveBack(own, after: reason) }
        }
        guard own != nil else { return effects }
        rebuildTree()
        if case .refused = result { return effects }
        // What the store made of it together with what had come meanwhile.
        return rebaseField()
    }
}
