import EditorCore
import PreviewCore
import SiteModel

/// What each part of the screen depends on, in values that are at hand and quick to compare: equal looks are equal cells.
extension PaintMemory {
    /// What the header and the window's title depend on.
    struct HeaderLook: Hashable {
        private let site: NodeID?
        private let revision: UInt64?
        private let place: [String]
        private let isChanged: Bool
        private let isReadOnly: Bool
        private let sync: SyncSegment
        private let proposalCount: Int
        private let conflictCount: Int
        private let mergeCount: Int

        init(_ state: EditorState) {
            site = state.document?.site.id
            revision = state.document?.revision
            place = state.placeNames
            isChanged = state.editing?.isChanged == true
            isReadOnly = state.setup.isReadOnly
            sync = state.sync
            proposalCount = state.waitingProposalCount
            conflictCount = state.document?.conflictCount ?? 0
            mergeCount = state.newMergeCount
        }
    }

    /// What the tree depends on, but for what is typed in the row that is edited.
    struct TreeLook: Hashable {
        private let rows: [TreeRow]
        private let top: Int
        private let cursor: Int
        private let marks: TreeMarks
        private let isFocused: Bool
        private let edited: TextRef?

        init(_ state: EditorState, isFocused: Bool) {
            rows = state.tree.rows
            top = state.tree.top
            cursor = state.tree.cursor
            marks = state.tree.marks
            self.isFocused = isFocused
            edited = state.editing?.target
        }
    }

    /// What the page depends on: the number of its preview, and what lies over it.
    struct PageLook: Hashable {
        let version: Int
        let top: Int
        let currentRows: Range<Int>?
        let field: CellRect?
        let needle: PageNeedle?
        let spots: [PageSpot]
    }

    /// What the marks and names of the sections depend on.
    struct RulerLook: Hashable {
        let version: Int
        let top: Int
    }

    /// What the field shows: most keys change its last line.
    struct FieldLook {
        private let rect: CellRect
        private let firstLine: Int
        private let lineWidth: Int
        private let lines: [VisualLine]
        private let text: String
        /// Whether something is selected; its lines are then painted anew.
        private let hasChosen: Bool

        init(_ strip: FieldStrip, hasChosen: Bool) {
            rect = CellRect(strip.rect)
            firstLine = strip.firstLine
            lineWidth = strip.lineWidth
            lines = strip.lines
            text = strip.session.field.text
            self.hasChosen = hasChosen
        }

        /// How many letters from a column of the screen on leave all lines as they are, and the cursor behind them in its line: at the
        /// start of one a letter may bring the word before it along.
        func room(at column: Int) -> Int {
            guard !hasChosen, column >= rect.column + 2 else { return 0 }
            return max(0, rect.column + lineWidth - 1 - column)
        }

        /// How many lines, from the first that is shown, are the same in another look.
        func linesKept(in other: FieldLook) -> Int {
            guard rect == other.rect, firstLine == other.firstLine, lineWidth == other.lineWidth,
                !hasChosen, !other.hasChosen
            else { return 0 }
            let same = text.commonPrefixLength(with: other.text)
            var kept = 0
            for index in firstLine..<min(lines.count, other.lines.count, firstLine + rect.height) {
                guard lines[index].range == other.lines[index].range,
                    lines[index].range.upperBound <= same
                else { break }
                kept += 1
            }
            return kept
        }
    }

    /// What a prompt depends on that nobody types into.
    struct PromptLook: Hashable {
        private let text: String
        private let hasDocument: Bool
        private let place: EditorState.NamedPlace?
        private let proposalCount: Int
        private let asksAgain: Bool
        private let keymap: String
        private let bindingCount: Int

        init(_ state: EditorState) {
            text = state.prompt.field.text
            hasDocument = state.document != nil
            place = state.namedPlace
            proposalCount = state.waitingProposalCount
            asksAgain = state.prompt.again != nil
            keymap = state.keymap.name
            bindingCount = state.keymap.bindings.count
        }
    }

    /// What the status line depends on.
    struct StatusLook: Hashable {
        private let hasDocument: Bool
        private let title: String
        private let cursor: Int
        private let rowCount: Int
        private let markCount: Int
        private let isMarkingRange: Bool
        private let locale: String
        private let notice: Notice?
        private let previewVersion: Int
        private let width: Int?
        private let viewport: PreviewViewport?
        private let beside: [PageSplit.Beside]

        init(_ state: EditorState) {
            hasDocument = state.document != nil
            title = state.editing?.title ?? state.told.name
            cursor = state.told.cursor
            rowCount = state.tree.rows.count
            markCount = state.tree.marks.items.count
            isMarkingRange = state.tree.marks.isDragging
            locale = state.locale
            notice = state.notice
            previewVersion = state.page.version
            width = state.page.shown?.width
            viewport = state.page.shown?.viewport
            beside = state.layout.beside
        }
    }

    /// What the hint line depends on.
    struct HintLook: Hashable {
        private let situation: HintSituation
        private let pendingKeys: String?
        private let notice: Notice?

        /// - Parameter showsNotice: There is no status line to show it.
        init(_ state: EditorState, showsNotice: Bool) {
            situation = state.hintSituation
            pendingKeys = state.pendingKeys
            notice = showsNotice ? state.notice : nil
        }
    }
}

extension String {
    /// How many UTF-8 bytes both begin with.
    fileprivate func commonPrefixLength(with other: String) -> Int {
        let found = utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { other in
                var length = 0
                let shorter = min(own.count, other.count)
                while length < shorter, own[length] == other[length] { length += 1 }
                return length
            }
        }
        return (found ?? nil) ?? 0
    }
}
