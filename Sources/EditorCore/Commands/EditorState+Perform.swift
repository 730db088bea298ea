import SiteModel

/// What each command of the registry does.
extension EditorState {
    /// Runs a command by its name; an unknown one says so.
    package mutating func perform(_ name: String) -> [EditorEffect] {
        if Self.steps.contains(name), context == .tree { step() } else { arrive() }
        if !Self.steps.contains(name) { page.walkColumn = nil }
        if !name.hasPrefix("kill-") { isKilling = false }
        if let times = count, times > 1, Self.countable.contains(name) {
            count = nil
            return (0..<times).flatMap { _ in run(name) }
        }
        let times = count
        let effects = run(name)
        // What was refused is not done the next time either.
        if Self.repeatable.contains(name), effects.contains(where: \.isCommit) {
            lastChange = (name, times)
        }
        return effects
    }

    /// Movements and steps that are simply done again.
    private static let countable: Set<String> = [
        "cursor-up", "cursor-down", "cursor-left", "cursor-right", "cursor-page-up",
        "cursor-page-down", "cursor-half-page-up", "cursor-half-page-down", "mark-up", "mark-down",
        "undo", "redo",
    ]

    /// Changes that `repeat` makes again.
    private static let repeatable: Set<String> = [
        "move-up", "move-down", "move-in", "move-out", "duplicate", "delete", "cut", "paste",
    ]

    private mutating func repeatChange() -> [EditorEffect] {
        guard let last = lastChange else {
            notice = Notice(
                .info, "Nothing to repeat: the last change was no move, copy, paste or deletion.")
            return []
        }
        let times = count ?? last.count
        count = times
        defer { count = nil }
        return perform(last.name)
    }

    private mutating func run(_ name: String) -> [EditorEffect] {
        if context == .review, overlay == nil, name == "edit" { return editHunk() }
        switch Command.named(name)?.place {
        case .field, .prompt: return editField(name)
        case .list, .review: return useList(name)
        case .timeline: return useTimeline(name)
        case .merge: return useMerges(name)
        case .none: return unknown(name)
        default:
            return mark(name) ?? move(name) ?? show(name) ?? change(name) ?? control(name)
                ?? unknown(name)
        }
    }

    /// What a held key repeats: what hangs on the cursor follows when it is let go.
    private static let steps: Set<String> = ["cursor-up", "cursor-down"]

    private mutating func unknown(_ name: String) -> [EditorEffect] {
        notice = Notice(.error, "There is no command called \(name).")
        return []
    }

    // MARK: - Moving

    private mutating func move(_ name: String) -> [EditorEffect]? {
        if focus == .page, let effects = movePage(name) { return effects }
        let start = tree.current?.item
        defer { followMarks(from: start) }
        switch name {
        case "cursor-up": tree.move(by: -1)
        case "cursor-down": tree.move(by: 1)
        case "cursor-page-up": tree.move(by: -max(1, layout.height(of: .tree) - 1))
        case "cursor-page-down": tree.move(by: max(1, layout.height(of: .tree) - 1))
        case "cursor-half-page-up": tree.move(by: -max(1, layout.height(of: .tree) / 2))
        case "cursor-half-page-down": tree.move(by: max(1, layout.height(of: .tree) / 2))
        case "cursor-first", "cursor-last":
            // With a count, to the row of that number.
            let end = name == "cursor-first" ? 0 : tree.rows.count
            tree.move(by: (count.map { $0 - 1 } ?? end) - tree.cursor)
        case "collapse": foldOrLeave()
        case "expand": unfoldOrEnter()
        case "toggle": toggleFold()
        default: return nil
        }
        if Self.steps.contains(name) {
            revealCursorInPageLater()
        } else {
            revealCursorInPage()
        }
        return []
    }

    private mutating func movePage(_ name: String) -> [EditorEffect]? {
        let height = layout.height(of: .page)
        switch name {
        case "cursor-up": if !walkPage(-1) { stepToText(-1) }
        case "cursor-down": if !walkPage(1) { stepToText(1) }
        case "cursor-left": stepToText(-1)
        case "cursor-right": stepToText(1)
        case "cursor-page-up": page.scroll(by: -max(1, height - 2), height: height)
        case "cursor-page-down": page.scroll(by: max(1, height - 2), height: height)
        case "cursor-half-page-up": page.scroll(by: -max(1, height / 2), height: height)
        case "cursor-half-page-down": page.scroll(by: max(1, height / 2), height: height)
        case "cursor-first": page.scroll(by: -page.rowCount, height: height)
        case "cursor-last": page.scroll(by: page.rowCount, height: height)
        default: return nil
        }
        return []
    }

    /// In the page the cursor goes from text to text, whatever the tree has folded.
    mutating func stepToText(_ step: Int) {
        guard let site = document?.site, let page = currentPage, let item = tree.current?.item
        else { return }
        let order = site.subtree(of: page)
        guard let here = order.firstIndex(where: { $0.id == item.node }) else { return }
        let texts = order.indices.filter { order[$0].kind == .text }
        let next = step > 0 ? texts.first { $0 > here } : texts.last { $0 < here }
        guard let next, let item = Self.item(of: order[next]) else { return }
        reveal(item)
    }

    private mutating func toggleFold() {
        guard let row = tree.current, row.fold != .none else { return }
        tree.toggle(row.item)
        rebuildTree()
    }

    private mutating func foldOrLeave() {
        guard let row = tree.current else { return }
        if row.fold == .unfolded {
            tree.toggle(row.item)
            rebuildTree()
        } else if let parent = tree.parentIndex {
            tree.cursor = parent
        }
    }

    private mutating func unfoldOrEnter() {
        guard let row = tree.current else { return }
        if row.fold == .folded {
            tree.toggle(row.item)
            rebuildTree()
        } else if row.fold == .unfolded, tree.hasChildRow {
            tree.move(by: 1)
        }
    }

    // MARK: - Looking

    private mutating func show(_ name: String) -> [EditorEffect]? {
        let before = overlay
        defer { cover(before) }
        return open(name)
    }

    private mutating func open(_ name: String) -> [EditorEffect]? {
        switch name {
        case "palette": overlay = Overlay(.palette, "Commands", paletteItems())
        case "help": showHelp()
        case "describe-key": describeKey()
        case "go-to": overlay = Overlay(.goTo, "Go to", goToItems())
        case "find": return openSearch(.find)
        case "replace": return openSearch(.replace)
        case "conflicts": return showMerges()
        case "trash": overlay = Overlay(.trash, "Trash: Enter brings it back", trashItems())
        case "tasks": overlay = Overlay(.tasks, "Tasks", taskItems(), searches: false)
        case "keymap": showKeymaps()
        case "theme": showThemes()
        case "new-site":
            overlay = Overlay(.newSite, "New site: what is it for?", [])
        case "new-page": return askForPage()
        case "page-path": return askForPath()
        case "sites":
            showSites()
            return [.listSites]
        case "timeline": return showTimeline()
        case "undo-tree": return showUndoTree()
        case "insert": return chooseSectionKind()
        case "source": return showSource()
        case "command-line": showCommandLine()
        case "find-next" where overlay?.kind == .pageFind: return findInPage("find-in-page-next")
        case "find-previous" where overlay?.kind == .pageFind:
            return findInPage("find-in-page-previous")
        case "find-next": return findNext(1)
        case "find-previous": return findNext(-1)
        case "zoom": isZoomed.toggle()
        case "focus-tree": return focus(on: .tree)
        case "focus-page": return focus(on: .page)
        case "ask": return ask()
        case "proposals": return reviewNewest()
        case "next-pane": return focus(on: pane(after: 1))
        case "previous-pane": return focus(on: pane(after: 2))
        case "next-locale": nextLocale()
        case "next-theme": return nextTheme()
        default: return showPage(name) ?? findInPage(name) ?? listPage(name)
        }
        return []
    }

    private func pane(after steps: Int) -> Pane {
        let order = Pane.allCases
        let here = order.firstIndex(of: focus) ?? 0
        return order[(here + steps) % order.count]
    }

    /// Gives a pane the keyboard; a text in hand is kept first.
    mutating func focus(on pane: Pane) -> [EditorEffect] {
        let title = editing?.title
        let effects = editing != nil ? commitField() : []
        if let title, notice == nil, case .commit? = effects.first { tellKept(title) }
        overlay = nil
        focus = pane
        return effects
    }

    private mutating func nextLocale() {
        guard let site = document?.site else { return }
        let locales = site.locales
        guard locales.count > 1, let here = locales.firstIndex(of: locale) else {
            notice = Notice(.info, "This site has one language: \(locale).")
            return
        }
        locale = locales[(here + 1) % locales.count]
        notice = Notice(.info, "Language: \(locale).")
        rebuildTree()
    }

    private mutating func nextTheme() -> [EditorEffect] {
        guard !setup.themes.isEmpty else { return [] }
        let here = setup.themes.firstIndex(of: setup.theme) ?? -1
        let next = setup.themes[(here + 1) % setup.themes.count]
        notice = Notice(.info, "Theme: \(next).")
        return [.loadTheme(next)]
    }

    private mutating func showSource() -> [EditorEffect] {
        guard let section = currentSection else {
            notice = Notice(.info, "Go to a section to see its source.")
            return []
        }
        return [.showSource(section: section)]
    }

    // MARK: - The program

    private mutating func control(_ name: String) -> [EditorEffect]? {
        switch name {
        case "undo", "redo": return turn(name)
        case "sync-now":
            notice = Notice(
                .info,
                sync.connection == .local
                    ? "No server is configured; everything is saved on this device." : "Syncing.")
            return sync.connection == .local ? [] : [.syncNow]
        case "checkpoint":
            notice = Notice(.done, "Everything is saved.")
            return keepTyped()
        case "quit":
            return keepTyped() + [.quit]
        case "repeat": return repeatChange()
        case "count": beginCount()
        case "register": awaitRegister()
        case "suspend": return [.suspend]
        case "redraw": return [.redraw]
        case "cancel": return leave()
        default: return nil
        }
        return []
    }

    /// Where words are typed the typing, elsewhere a step.
    private mutating func turn(_ name: String) -> [EditorEffect] {
        if let effects = turnTyping(forward: name == "redo") { return effects }
        guard !refusesChanges(), canEdit else { return [] }
        let token = turningToken()
        return name == "undo" ? [.undo(token: token)] : [.redo(token: token)]
    }

    /// Esc: leaves the innermost thing.
    private mutating func leave() -> [EditorEffect] {
        if overlay?.awaitsKey == true {
            overlay?.awaitsKey = false
            return []
        }
        if overlay?.kind == .pageFind {
            overlay = nil
            leaveFind()
            return []
        }
        if overlay != nil { return closeOverlay() }
        if let field = editing?.field, !field.others.isEmpty || field.isMarking {
            editing?.move { $0.deselect() }
            return []
        }
        if editing != nil { return cancelField() }
        if focus == .prompt, prompt.field.isMarking {
            prompt.field.deselect()
            return []
        }
        if focus == .prompt, leaveProposal() { return [] }
        if document == nil {
            focus = .tree
            showSites()
        } else if page.find != nil {
            page.find = nil
        } else if focus != .tree {
            focus = .tree
        } else if !tree.marks.isEmpty || tree.marks.isDragging {
            tree.marks.clear()
        } else if isZoomed {
            isZoomed = false
        }
        return []
    }
}

extension EditorEffect {
    fileprivate var isCommit: Bool {
        if case .commit = self { return true }
        return false
    }
}
