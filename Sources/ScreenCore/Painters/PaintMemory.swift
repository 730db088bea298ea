import EditorCore
import PreviewCore

/// The last frame and what each of its lines was painted from: the next frame takes over what both share.
///
/// Most keys change a line or two; the other forty are not drawn again. A frame painted with a memory is the frame painted
/// without one.
package struct PaintMemory {
    /// What the whole frame depends on.
    struct Ground: Hashable {
        let layout: PaneLayout
        let theme: String
        let isPromptFocused: Bool
    }

    /// A line of the tree.
    struct TreeLine: Hashable {
        enum Cursor: Hashable { case none, focused, unfocused }

        let row: TreeRow
        /// The beginning of what is typed for it now, where it is being edited.
        let typed: String?
        var cursor: Cursor
        let isMarked: Bool
    }

    /// The cells of the tree's line that has the cursor, without its bar.
    struct CursorLine: Hashable {
        let line: Int
        let cells: [Cell]
    }

    /// A line of the page.
    enum PageLine: Hashable {
        case blank
        /// Under the field.
        case hidden
        /// A row of a preview, by the preview's number, with the cells of it that are marked, and without the words of a
        /// node that is being edited.
        case row(Int, of: Int, isCurrent: Bool, marks: [PageMark], edited: String?)
    }

    /// Cells of a row that hold what is looked for, from the row's first cell.
    struct PageMark: Hashable {
        let columns: Range<Int>
        let isCurrent: Bool
    }

    /// A piece of a one-line bar.
    struct Piece: Hashable {
        let column: Int
        let text: String
        let role: Role
        var link: LinkAddress?
    }

    var frame: Frame?
    var ground: Ground?
    var tree: [TreeLine?] = []
    var cursorLine: CursorLine?
    /// The lines whose text is being typed.
    var editedLines: [Int] = []
    var page: [PageLine?] = []
    /// The same for other devices, and for the names and marks of sections.
    var beside: [PreviewPlatform: [PageLine?]] = [:]
    var besideLooks: [PreviewPlatform: PageLook] = [:]
    var ruler: [PageRuler.Mark] = []
    var names: [PageRuler.Name?] = []
    var rulerLook: RulerLook?
    var bars: [Int: [Piece]] = [:]
    /// What each part was painted for: where that is the same, nothing of the part is worked out again.
    var headerLook: HeaderLook?
    var treeLook: TreeLook?
    var pageLook: PageLook?
    var field: FieldLook?
    var promptLook: PromptLook?
    var statusLook: StatusLook?
    var hintLook: HintLook?
    var hints: (situation: HintSituation, hints: [Hint])?
    /// Letters behind the frame's cursor that the terminal shows and the frame does not.
    var lettersAhead = 0

    package init() {}

    /// Whether the frame of a state is the last one with a letter more at its cursor, once the letter is typed
    /// (`EditorState.goOn(with:)`): it need not be painted then.
    ///
    /// - Parameter text: What the field holds before the letter; nothing but such letters came since the last frame.
    package mutating func foretells(letterBehind text: String) -> Bool {
        guard room(behind: text) > 0 else { return false }
        lettersAhead += 1
        return true
    }

    /// How many letters more would leave all else of the frame as it is.
    ///
    /// - Parameter text: What the field holds before them; nothing but letters came since the last frame.
    package func room(behind text: String) -> Int {
        guard let column = frame?.cursor?.column, let field,
            text.utf8.last.map({ $0 < 0x80 }) ?? false,
            // The tree shows as much of a text as it has room for.
            editedLines.allSatisfy({ (tree[$0]?.typed?.utf8.count ?? 0) < text.utf8.count })
        else { return 0 }
        return field.room(at: column + lettersAhead)
    }

    /// Letters of `room(behind:)` that the terminal shows now.
    package mutating func note(lettersAhead count: Int) { lettersAhead += count }

    /// Frames keep every style and cluster they ever showed: a frame with more begins anew.
    private static let tableMax = 1000

    /// The frame to go on from; nil where everything is to be painted.
    func reusable(for ground: Ground, _ state: EditorState) -> Frame? {
        guard let frame, self.ground == ground, ground.layout.form == .wide, state.overlay == nil,
            frame.styles.count < Self.tableMax, frame.clusters.count < Self.tableMax
        else { return nil }
        return frame
    }
}
