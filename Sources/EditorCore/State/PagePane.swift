import PreviewCore
import SiteModel

/// What a preview was asked for: equal requests have equal answers.
package struct PreviewRequest: Hashable, Sendable {
    package let page: NodeID
    package let width: Int
    package let platform: PreviewPlatform
    package let locale: String
    /// The document's revision.
    package let revision: UInt64
    /// Whether not all of the page was read: it is drawn as far as it is.
    package let isHollow: Bool

    package init(
        page: NodeID, width: Int, platform: PreviewPlatform, locale: String, revision: UInt64,
        isHollow: Bool = false
    ) {
        self.isHollow = isHollow
        self.page = page
        self.width = width
        self.platform = platform
        self.locale = locale
        self.revision = revision
    }
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
    /// The first row that is shown.
    package internal(set) var top = 0

    /// The first row to be shown once there is a preview.
    var resumedTop: Int?

    package init() {}

    /// Goes on where it was scrolled to; for good once the page is drawn whole.
    mutating func resume(isWhole: Bool) {
        guard let row = resumedTop else { return }
        top = row
        if isWhole { resumedTop = nil }
    }

    package var rowCount: Int { preview?.rows.count ?? 0 }

    mutating func scroll(by count: Int, height: Int) {
        top = min(max(0, top + count), max(0, rowCount - max(1, height)))
    }

    /// Scrolls so that these rows can be seen, their beginning above all.
    mutating func reveal(_ rows: Range<Int>, height: Int) {
        let height = max(1, height)
        if rows.lowerBound < top || rows.upperBound > top + height {
            let fits = rows.count < height
            top = rows.lowerBound - (fits ? min(height / 4, height - rows.count) : 0)
        }
        scroll(by: 0, height: height)
    }
}
