import PreviewCore
import SiteModel

/// What a preview was asked for: equal requests have equal answers.
package struct PreviewRequest: Hashable, Sendable {
    package let page: NodeID
    package let width: Int
    package let viewport: PreviewViewport
    /// All devices that are shown side by side, this one among them; empty where it is alone.
    package let together: Set<PreviewPlatform>
    package let locale: String
    /// The document's revision.
    package let revision: UInt64
    /// Whether not all of the page was read: it is drawn as far as it is.
    package let isHollow: Bool

    package init(
        page: NodeID, width: Int, viewport: PreviewViewport, locale: String, revision: UInt64,
        isHollow: Bool = false, together: Set<PreviewPlatform> = []
    ) {
        self.together = together
        self.isHollow = isHollow
        self.page = page
        self.width = width
        self.viewport = viewport
        self.locale = locale
        self.revision = revision
    }

    package var platform: PreviewPlatform { viewport.platform }
}

/// The text preview of the page that the tree's cursor is on.
package struct PagePane: Sendable {
    /// What is shown; it may be older than what was asked for last.
    package internal(set) var preview: PreviewPage? { didSet { version += 1 } }
    /// Another number for each preview.
    package private(set) var version = 0
    package internal(set) var shown: PreviewRequest?
    package internal(set) var requested: PreviewRequest?
    package internal(set) var platform = PreviewPlatform.desktop
    package internal(set) var manner = PageManner()
    /// Where the sections stand in what is shown.
    package internal(set) var sections = PageSections()
    /// The other devices, where some are shown.
    package internal(set) var beside: [PreviewPlatform: BesideView] = [:]
    /// What is looked for in the page; it stays marked until Esc.
    package internal(set) var find: PageFind?
    /// The first row that is shown.
    package internal(set) var top = 0
    /// What the tree's cursor is on cannot be seen yet: the page comes after when the cursor rests.
    package internal(set) var isBehind = false

    /// The column that Up and Down keep to, while nothing else moves the cursor.
    var walkColumn: Int?
    /// What is gone on with once there is a preview.
    var resumed: Resumed?

    package init() {}

    /// A pane without a page, that shows the next one as this one did.
    init(as other: PagePane) { (platform, manner) = (other.platform, other.manner) }

    /// Takes a new preview.
    ///
    /// - Parameter keepsPlace: What stands in the first rows stays there, whatever came above it.
    /// - Returns: Whether the same page is shown otherwise: the same place in it is then at the top.
    @discardableResult
    mutating func show(
        _ new: PreviewPage, _ places: PageSections = PageSections(), for request: PreviewRequest,
        keepsPlace: Bool
    ) -> Bool {
        let anchor =
            keepsPlace && shown?.page == request.page && shown?.width == request.width
            ? firstNode : nil
        let isOtherwise =
            shown.map { $0.page == request.page && $0.viewport != request.viewport } ?? false
        let place = isOtherwise ? sections.place(ofRow: top) : nil
        shown = request
        preview = new
        sections = places
        if let row = place.flatMap(places.row) { top = row }
        if let anchor, let row = new.rowRange(ofNode: anchor.node)?.lowerBound {
            top = max(0, row - anchor.offset)
        }
        return isOtherwise
    }

    /// The first node that begins in what is shown, and how far below the first row.
    private var firstNode: (node: String, offset: Int)? {
        guard let preview, top > 0 else { return nil }
        for row in top..<max(top, preview.rows.count) {
            for run in preview.rows[row].runs {
                if let node = run.node, preview.rowRange(ofNode: node)?.lowerBound == row {
                    return (node, row - top)
                }
            }
        }
        return nil
    }

    /// Where it was scrolled to when the site was left, with the cursor on an item.
    struct Resumed: Hashable, Sendable {
        let item: TreeItem?
        let top: Int
        /// The cursor's row from there; nil where it was not shown.
        let cursorRow: Int?
    }

    /// Goes on where it was scrolled to, if the cursor is where it was: by its row while the page is not drawn whole, for rows above are
    /// missing then.
    ///
    /// - Returns: Whether it does.
    @discardableResult
    mutating func resume(isWhole: Bool, at item: TreeItem?, rows: Range<Int>?) -> Bool {
        guard let resumed else { return false }
        if isWhole || resumed.item != item { self.resumed = nil }
        guard resumed.item == item else { return false }
        if isWhole {
            top = resumed.top
        } else if let rows, let row = resumed.cursorRow {
            top = max(0, rows.lowerBound - row)
        }
        return isWhole || resumed.cursorRow != nil
    }

    /// Shows the cursor in the row where it was before more of the page was read; or, where rows above it are missing from the first,
    /// in the one where it comes to stand once they are there.
    mutating func place(_ rows: Range<Int>, inRow row: Int?) {
        top = max(0, rows.lowerBound - (row ?? Self.contextRows))
    }

    package var rowCount: Int { preview?.rows.count ?? 0 }

    mutating func scroll(by count: Int, height: Int) {
        top = min(max(0, top + count), max(0, rowCount - max(1, height)))
    }

    /// Rows that stay beside what is revealed, where there is room: what it follows, or what follows it.
    private static let contextRows = 2

    /// Scrolls so that these rows can be seen: all of them, or, of many, their beginning.
    ///
    /// What lies below comes to the top and what lies above to the bottom: going on in that direction then scrolls
    /// seldom, for a scroll draws the whole pane.
    mutating func reveal(_ rows: Range<Int>, height: Int) {
        isBehind = false
        let height = max(1, height)
        let context = max(0, min(Self.contextRows, height - rows.count))
        if rows.lowerBound < top {
            top = rows.count < height ? rows.upperBound + context - height : rows.lowerBound
        } else if !shows(rows, height) {
            top = rows.lowerBound - context
        }
        scroll(by: 0, height: height)
    }

    /// The same later, if these rows cannot be seen: a cursor that walks on need not draw every page that it passes.
    mutating func revealLater(_ rows: Range<Int>, height: Int) {
        isBehind = !shows(rows, max(1, height))
    }

    /// Whether all of these rows, or enough of many, are shown.
    private func shows(_ rows: Range<Int>, _ height: Int) -> Bool {
        rows.lowerBound >= top
            && rows.lowerBound + min(rows.count, max(3, height / 4)) <= top + height
    }
}
