import SiteHistory
import SiteModel

/// Find and replace over the whole site. What is found comes as an event: the search runs elsewhere.
extension EditorState {
    /// What is typed in a field is kept first: it is looked through as well, and nothing is put into what stood there before.
    mutating func openSearch(_ kind: Overlay.Kind) -> [EditorEffect] {
        if kind == .replace, refusesChanges() { return [] }
        guard document != nil else {
            notice = Notice(.info, "Open a site first.")
            return []
        }
        if overlay?.kind == kind {
            // What is typed there already can be typed over.
            overlay?.search?.part = .needle
            moveInField { $0.selectAll() }
            return []
        }
        guard let kept = keepTypedText() else { return [] }
        let title = kind == .find ? "Find in the whole site" : "Replace in the whole site"
        var opened = Overlay(kind, title, [])
        let words = typedWords[kind]
        opened.search = words.map { SearchForm($0) } ?? SearchForm(replaces: kind == .replace)
        opened.query = Self.typedOver(words?.needle)
        if kind == .replace { opened.replacement = Self.typedOver(words?.replacement) }
        overlay = opened
        return kept
    }

    /// What was typed before, to be taken as it is or typed over.
    private static func typedOver(_ text: String?) -> TextField {
        var field = TextField(text ?? "")
        if !field.isEmpty { field.selectAll() }
        return field
    }

    /// Makes what is typed in a field part of the site; the field stays open with it.
    ///
    /// - Returns: nil where it cannot be kept now; it is said then.
    mutating func keepTypedText() -> [EditorEffect]? {
        guard let session = editing, session.hunk == nil, !session.isGone else { return [] }
        guard session.settling == nil else {
            notice = Notice(
                .info, "This text settles a conflict: Enter keeps it, then the site is searched.")
            return nil
        }
        guard session.isChanged else { return [] }
        if keepsFieldOpen() { return nil }
        let effects = commitField()
        editing = EditSession(
            target: session.target, title: session.title, base: base(of: session.target),
            inlines: inlines(of: session.target), cursor: session.field.cursor)
        return effects
    }

    // MARK: - Asking

    /// After every event: asks for what the overlay says now, and for nothing twice.
    mutating func search(_ effects: inout [EditorEffect]) {
        guard let form = overlay?.search, let document else {
            if isSearching {
                isSearching = false
                effects.append(.stopSearch)
            }
            return
        }
        if let overlay, let words = SearchWords(overlay) { typedWords[overlay.kind] = words }
        let wanted = request(of: form, revision: document.revision)
        if wanted != nil, document.missing != nil { overlay?.search?.isBusy = true }
        guard wanted != form.asked, document.missing == nil else { return }
        overlay?.search?.asked = wanted
        overlay?.search?.goesToFirst = false
        guard let wanted else {
            show(.found([], isCut: false))
            effects.append(.stopSearch)
            return
        }
        isSearching = true
        overlay?.search?.isBusy = true
        effects.append(.search(wanted, purpose: .list))
    }

    private func request(of form: SearchForm, revision: UInt64) -> SearchRequest? {
        guard let needle = overlay?.query?.text, !needle.isEmpty else { return nil }
        return SearchRequest(
            pattern: needle, replacement: overlay?.replacement?.text, isRegex: form.isRegex,
            ignoresCase: form.ignoresCase, locale: form.takesAllLocales ? nil : locale,
            scope: form.scope, revision: revision)
    }

    mutating func take(
        _ outcome: SearchOutcome, of request: SearchRequest, for purpose: SearchPurpose
    ) -> [EditorEffect] {
        switch purpose {
        case .list:
            guard overlay?.search?.asked == request else { return [] }
            isSearching = false
            show(outcome)
            return overlay?.search?.goesToFirst == true ? goToMatch() : []
        case .replacement: return replaceAll(outcome, of: request)
        case .step(let direction): return step(direction, outcome, request)
        }
    }

    /// Lists what was found, or says why nothing was.
    mutating func show(_ outcome: SearchOutcome) {
        guard var shown = overlay, var form = shown.search else { return }
        form.take(outcome)
        if form.matches.isEmpty, form.part == .matches {
            form.part = shown.kind == .replace ? .replacement : .needle
        }
        shown.search = form
        let place = shown.cursor
        shown.items = ListedItems(rows(of: form, shown.kind))
        shown.cursor = min(place, max(0, shown.items.count - 1))
        overlay = shown
    }

    private func rows(of form: SearchForm, _ kind: Overlay.Kind) -> [OverlayItem] {
        form.matches.enumerated().map { index, match in
            match.row(index, isChosen: kind == .replace ? !form.leftOut.contains(index) : nil)
        }
    }

    // MARK: - Keys

    /// Toggles of the overlay, and its parts; nil for other commands.
    mutating func useSearch(_ name: String) -> [EditorEffect]? {
        guard var form = overlay?.search else { return nil }
        switch name {
        case "search-regex": form.isRegex.toggle()
        case "search-case": form.ignoresCase.toggle()
        case "search-locales": form.takesAllLocales.toggle()
        case "search-scope": form.scope = form.scope == .texts ? .everything : .texts
        case "list-toggle", "list-toggle-all": return chooseMatches(all: name == "list-toggle-all")
        case "list-next-part": form.part = part(after: form.part, by: 1)
        case "list-previous-part": form.part = part(after: form.part, by: -1)
        default: return nil
        }
        overlay?.search = form
        return []
    }

    private func part(after part: SearchForm.Part, by step: Int) -> SearchForm.Part {
        var parts: [SearchForm.Part] =
            overlay?.kind == .replace ? [.needle, .replacement] : [.needle]
        if overlay?.search?.matches.isEmpty == false { parts.append(.matches) }
        let here = parts.firstIndex(of: part) ?? 0
        return parts[(here + step + parts.count) % parts.count]
    }

    private mutating func chooseMatches(all: Bool) -> [EditorEffect] {
        guard var shown = overlay, shown.kind == .replace, var form = shown.search else {
            return []
        }
        if all {
            form.leftOut = form.leftOut.isEmpty ? Set(form.matches.indices) : []
            form.leavesOutRest = !form.leftOut.isEmpty
            shown.items = ListedItems(rows(of: form, shown.kind))
        } else if form.matches.indices.contains(shown.cursor) {
            let index = shown.cursor
            if form.leftOut.remove(index) == nil { form.leftOut.insert(index) }
            shown.items[index] = form.matches[index].row(
                index, isChosen: !form.leftOut.contains(index))
            shown.move(by: 1)
        }
        shown.search = form
        overlay = shown
        return []
    }

    /// Enter: from what is looked for to what is put in, to the list, to the change.
    mutating func acceptSearch() -> [EditorEffect] {
        guard let overlay, let form = overlay.search, overlay.query?.isEmpty == false else {
            return []
        }
        if let fault = form.fault {
            notice = Notice(.error, fault)
            return []
        }
        if overlay.kind == .find { return goToMatch() }
        switch form.part {
        case .needle: self.overlay?.search?.part = .replacement
        case .replacement:
            if form.matches.isEmpty, !form.isBusy {
                notice = Notice(.info, form.summary)
            } else {
                self.overlay?.search?.part = .matches
            }
        case .matches: return replaceChosen()
        }
        return []
    }

    private mutating func goToMatch() -> [EditorEffect] {
        guard let form = overlay?.search, let asked = form.asked else { return [] }
        overlay?.search?.goesToFirst = form.isBusy
        guard !form.isBusy else { return [] }
        search = asked
        guard case .match(let index)? = overlay?.current?.action,
            form.matches.indices.contains(index)
        else {
            notice = Notice(.info, form.summary)
            return []
        }
        let match = form.matches[index]
        overlay = nil
        return go(to: match)
    }

    private mutating func go(to match: FoundMatch) -> [EditorEffect] {
        let effects = editing != nil ? commitField() : []
        if focus == .prompt { focus = .tree }
        if let other = match.locale, other != locale,
            document?.site.locales.contains(other) == true
        {
            locale = other
            rebuildTree()
        }
        lastMatch = match
        reveal(match.item)
        return effects
    }

    // MARK: - From match to match

    /// Looks again for what was looked for last, to go to the next place or the one before.
    mutating func findNext(_ direction: Int) -> [EditorEffect] {
        guard var request = search, let document else {
            notice = Notice(.info, "Nothing was looked for yet.")
            return []
        }
        guard document.missing == nil else {
            notice = Notice(.info, "The site is still being read: once more, please.")
            return [.read(.whole)]
        }
        request.revision = document.revision
        return [.search(request, purpose: .step(direction))]
    }

    private mutating func step(
        _ direction: Int, _ outcome: SearchOutcome, _ request: SearchRequest
    ) -> [EditorEffect] {
        guard request.revision == document?.revision, overlay == nil else { return [] }
        var form = SearchForm(replaces: false)
        form.ignoresCase = request.ignoresCase
        form.scope = request.scope
        form.asked = request
        form.take(outcome)
        let places = form.matches.enumerated().filter { index, match in
            index == 0 || form.matches[index - 1].place != match.place
        }.map(\.element)
        guard let next = place(direction, in: places) else {
            notice = Notice(form.fault == nil ? .info : .error, form.summary)
            return []
        }
        let effects = go(to: places[next])
        notice = Notice(.info, "\(next + 1) of \(places.count): \(places[next].place.label)")
        return effects
    }

    /// The index of the next place behind or before the cursor; after the last comes the first.
    private func place(_ direction: Int, in places: [FoundMatch]) -> Int? {
        guard !places.isEmpty, let site = document?.site else { return nil }
        func wrapped(_ index: Int) -> Int { (index + places.count) % places.count }
        let here = tree.current?.item
        if let last = lastMatch, last.item == here,
            let index = places.firstIndex(where: { $0.place.kind == last.place.kind })
        {
            return wrapped(index + direction)
        }
        if let index = places.firstIndex(where: { $0.item == here }) {
            return wrapped(index + direction)
        }
        var order: [NodeID: Int] = [:]
        for (index, node) in site.subtree(of: site.id).enumerated() { order[node.id] = index }
        let now = here.flatMap { order[$0.node] } ?? -1
        let behind = places.firstIndex { (order[$0.place.node] ?? .max) > now } ?? places.count
        return wrapped(direction > 0 ? behind : behind - 1)
    }
}
