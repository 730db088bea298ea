import PreviewCore
import SiteModel

/// What hangs on the tree's cursor and is not drawn at every step of one that walks on: the path in the header, name and
/// number in the status line, the mark in the page, the prompt's words, the hints. It follows when the cursor rests.
extension EditorState {
    /// How the tree's cursor moves.
    ///
    /// `rests` is left by a step for `stepped`; that by another step, before anything rested, for `walks`; both by
    /// `EditorEvent.rested` and by every other command for `rests`.
    enum Walk: Hashable, Sendable { case rests, stepped, walks }

    /// Whether the shell is to say so (`EditorEvent.rested`) when nothing has come for a moment.
    package var awaitsRest: Bool { page.isBehind || walk != .rests }

    /// A step as a held key repeats it.
    mutating func step() { walk = walk == .rests ? .stepped : .walks }

    /// The cursor stays where it came to: what is behind it follows.
    mutating func arrive() {
        if page.isBehind { revealCursorInPage() }
        guard walk != .rests else { return }
        walk = .rests
        refreshKeys()
        tell()
    }

    /// Tells about the place of a cursor that does not walk on.
    mutating func tell() {
        if walk != .walks {
            if !told.isOf(tree, pageNames) {
                told = ToldPlace(tree, name: currentName, pageNames)
            }
            editWords = editWordsAtCursor
        }
        let place = ToldRows.Place(
            item: glance ?? told.item, version: page.version, page: shownPage,
            revision: document?.revision)
        guard place != toldRows.place else { return }
        toldRows = ToldRows(place: place, rows: place.item.flatMap(previewRows))
    }

    /// The rows of the preview that show the place that is told about.
    package var toldPreviewRows: Range<Int>? { toldRows.rows }

    /// The rows of another drawing of the page that show the same.
    package func previewRowsTold(in preview: PreviewPage, shown: PreviewRequest?) -> Range<Int>? {
        guard let item = toldRows.place.item, shown?.page == shownPage else { return nil }
        return rows(of: item, in: preview)
    }

    /// Whether no proposal may change the section that is told about.
    package var isToldSectionLocked: Bool {
        namedPlace?.section.map { document?.site.isLocked($0) ?? false } ?? false
    }
}

/// The place that is told about: the cursor's, but for one that walks on.
package struct ToldPlace: Hashable, Sendable {
    /// A row of the tree.
    package let cursor: Int
    let item: TreeItem?
    /// As `EditorState.currentName`.
    package let name: String
    private let names: PageNames.Mark?

    init() { (cursor, item, name, names) = (0, nil, "", nil) }

    init(_ tree: TreePane, name: String, _ names: PageNames?) {
        cursor = tree.cursor
        item = tree.current?.item
        self.name = name
        self.names = names?.mark
    }

    func isOf(_ tree: TreePane, _ names: PageNames?) -> Bool {
        cursor == tree.cursor && self.names == names?.mark && item == tree.current?.item
    }
}

/// Rows of a preview, and what they were looked up for.
struct ToldRows: Sendable {
    struct Place: Hashable, Sendable {
        var item: TreeItem?
        var version = 0
        var page: NodeID?
        var revision: UInt64?
    }

    var place = Place()
    var rows: Range<Int>?
}
