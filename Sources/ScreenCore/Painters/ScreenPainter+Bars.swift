import EditorCore
import PreviewCore

/// The rows at the top and at the bottom.
extension ScreenPainter {
    // MARK: - Header

    mutating func paintHeader() {
        let look = PaintMemory.HeaderLook(state)
        guard look != memory.headerLook else { return }
        memory.headerLook = look
        frame.title = (["pagemagic"] + state.breadcrumb.prefix(1)).joined(separator: " · ")
        if let area = layout.header.map(CellRect.init) { paintHeader(in: area) }
    }

    private mutating func paintHeader(in area: CellRect) {
        let left = " pagemagic" + (state.document == nil ? "" : "  ")
        let used = ShownCharacter.width(of: left)
        var pieces = [PaintMemory.Piece(column: 0, text: left, role: .statusTitle)]
        var end = area.width - 1
        for segment in segments.reversed() {
            let width = ShownCharacter.width(of: segment.text)
            guard end - width > used + 12 else { continue }
            pieces.append(.init(column: end - width, text: segment.text, role: segment.role))
            end -= width + 2
        }
        let crumb =
            state.breadcrumb.joined(separator: " › ")
            + (state.editing?.isChanged == true ? "*" : "")
        pieces.append(
            .init(column: used, text: clipped(crumb, to: end - used - 1), role: .statusBar))
        paint(pieces, in: area, ground: .statusBar)
    }

    /// What stands at the right of the header, left to right.
    private var segments: [(text: String, role: Role)] {
        var all: [(String, Role)] = []
        if state.setup.isReadOnly { all.append(("read only", .statusPending)) }
        if state.editing?.isChanged == true { all.append(("● draft", .statusPending)) }
        if state.sync.toSend > 0, state.sync.connection != .local {
            all.append(("↑\(state.sync.toSend)", .statusPending))
        }
        all.append(connection)
        if !state.sync.refused.isEmpty {
            all.append(("✗ \(state.sync.refused.count) refused", .statusError))
        }
        let waiting = state.waitingProposalCount
        if waiting > 0 {
            all.append(("\(waiting) \(waiting == 1 ? "proposal" : "proposals")", .statusPending))
        }
        let conflicts = state.document?.conflictCount ?? 0
        if conflicts > 0 { all.append(("⚠ \(conflicts)", .statusConflict)) }
        let (merges, contested) = (state.newMergeCount, state.contestedCount)
        if contested > 0 {
            all.append(("⇄ \(contested) to check", .statusConflict))
        } else if merges > 0 {
            all.append(("⇄ \(merges) merged", .statusPending))
        }
        return all
    }

    private var connection: (String, Role) {
        switch state.sync.connection {
        case .local: ("local", .statusDim)
        case .connecting: ("connecting", .statusPending)
        case .connected:
            state.sync.toSend > 0 ? ("syncing", .statusPending) : ("✓ synced", .statusSynced)
        case .offline: ("offline, will retry", .statusOffline)
        case .blocked: ("✗ sync blocked", .statusError)
        }
    }

    mutating func paintTabs() {
        guard let area = layout.tabs.map(CellRect.init) else { return }
        var column = 1
        for pane in Pane.allCases {
            let name =
                switch pane {
                case .tree: "Tree"
                case .page: "Page"
                case .prompt: "Ask"
                }
            let isHere = pane == state.focus
            column +=
                put(
                    isHere ? "[\(name)]" : " \(name) ", in: area, column: column,
                    isHere ? .accent : .dim) + 1
        }
    }

    // MARK: - Status and hints

    mutating func paintStatus() {
        guard let area = layout.status.map(CellRect.init) else { return }
        let look = PaintMemory.StatusLook(state)
        guard look != memory.statusLook else { return }
        memory.statusLook = look
        var (pieces, column) = placePieces(area)
        if let notice = state.notice, fits(notice, in: area.width - column - 1) {
            let start = area.width - 1 - ShownCharacter.width(of: notice.text)
            pieces.append(
                .init(
                    column: start, text: notice.text, role: role(of: notice),
                    link: notice.link.flatMap(LinkAddress.init)))
        } else if let words = honesty.first(where: { area.width - column > $0.count + 2 }) {
            let start = area.width - 1 - ShownCharacter.width(of: words)
            pieces.append(.init(column: start, text: words, role: .statusDim))
        }
        paint(pieces, in: area, ground: .statusBar)
    }

    /// The cells that the status line has for a message.
    var statusRoom: Int {
        guard let area = layout.status.map(CellRect.init) else { return layout.columns }
        return area.width - placePieces(area).end - 1
    }

    /// Room for most names, so that what follows them stays where it is from name to name.
    private static let nameWidth = 20

    /// What the cursor is on, at the left of the status line, and the column behind it.
    private func placePieces(_ area: CellRect) -> (pieces: [PaintMemory.Piece], end: Int) {
        guard state.document != nil else { return ([], 1) }
        let marked = state.tree.marks.items.count
        let range = state.tree.marks.isDragging ? "range: " : ""
        let place =
            "\(min(state.told.cursor + 1, state.tree.rows.count))/\(state.tree.rows.count)"
            + (marked == 0 ? "" : " · \(range)\(marked) marked")
        let most = max(8, area.width / 3)
        var pieces: [PaintMemory.Piece] = []
        var column = 1
        for (text, role, width) in [
            (state.editing?.title ?? state.told.name, Role.statusTitle, min(most, Self.nameWidth)),
            (place, .statusDim, 0), (state.locale, .statusBar, 0),
        ] {
            let shown = clipped(text, to: most)
            pieces.append(.init(column: column, text: shown, role: role))
            column += min(max(width, ShownCharacter.width(of: shown)), area.width - column) + 2
        }
        return (pieces, column)
    }

    /// How wide the preview is and what it leaves out, in many words and in few.
    private var honesty: [String] {
        guard let preview = state.page.preview, let shown = state.page.shown else { return [] }
        let beside = layout.beside.map { "\($0.platform.rawValue) \(max(1, $0.area.width - 1))" }
        let size =
            (["\(shown.platform.rawValue) \(shown.width) ch"] + beside).joined(separator: " + ")
            + manner(shown.viewport).map { " " + $0 }.joined()
        return [size + " · " + preview.honesty.sentence, size + " · ≈", size]
    }

    /// What is not as it is at first.
    private func manner(_ viewport: PreviewViewport) -> [String] {
        (viewport.zoomPercent == 100 ? [] : ["\(viewport.zoomPercent) %"])
            + (viewport.isCompact ? [] : ["exact"])
            + (state.page.manner.scheme == .terminal
                ? [] : [viewport.prefersDark ? "dark" : "light"])
            + (viewport.hasBlockLetters ? ["block letters"] : [])
            + (viewport.takesStyles ? [] : ["without styles"])
    }

    func role(of notice: Notice) -> Role {
        switch notice.kind {
        case .info: .statusBar
        case .done: .statusSynced
        case .warning: .statusPending
        case .error: .statusError
        }
    }

    mutating func paintHints() {
        guard let area = layout.hint.map(CellRect.init) else { return }
        let look = PaintMemory.HintLook(state, showsNotice: layout.status == nil)
        guard look != memory.hintLook else { return }
        memory.hintLook = look
        if layout.status == nil, let notice = state.notice, fits(notice, in: area.width) {
            return paint(
                [.init(column: 0, text: notice.text, role: role(of: notice))], in: area,
                ground: nil)
        }
        var pieces: [PaintMemory.Piece] = []
        var column = area.width >= 40 ? 1 : 0
        if let typed = state.pendingKeys {
            pieces.append(.init(column: column, text: typed, role: .key))
            column += ShownCharacter.width(of: typed) + 2
        }
        let known = state.strokes.isEmpty ? knownHints() : []
        for hint in Hint.fitting(known, in: area.width - column) {
            let keys = ShownCharacter.width(of: hint.keys)
            pieces.append(.init(column: column, text: hint.keys, role: .key))
            pieces.append(.init(column: column + keys + 1, text: hint.words, role: .hint))
            column += hint.width + Hint.gap
        }
        paint(pieces, in: area, ground: nil)
    }

    /// Which keys call what is looked up in the whole keymap: once for each situation.
    private mutating func knownHints() -> [Hint] {
        let situation = state.hintSituation
        if let known = memory.hints, known.situation == situation { return known.hints }
        let hints = state.hints
        memory.hints = (situation, hints)
        return hints
    }
}
