/// The kind of screen the page is laid out for.
package enum PreviewPlatform: String, Sendable, CaseIterable {
    case desktop, mobile

    /// The width of the browser's window, in CSS pixels.
    package var viewportWidth: Double { self == .desktop ? 1200 : 375 }
    /// Its height, in CSS pixels.
    package var viewportHeight: Double { self == .desktop ? 800 : 667 }
}

/// How a page is shown.
package struct PreviewOptions: Sendable, Hashable {
    /// Columns, 1...1000.
    package var width: Int
    package var platform: PreviewPlatform
    /// Show file name and size of images; else their alternative text alone.
    package var imageDetails: Bool
    /// Draw the borders of boxes.
    package var showsBorders: Bool
    /// Cap white space at two rows; else 20 CSS pixels are a row.
    package var isCompact: Bool
    /// What `prefers-color-scheme` answers.
    package var prefersDark: Bool
    /// The pictures that may be shown, and those that are there.
    package var pictures = PagePictures.none

    package init(
        width: Int, platform: PreviewPlatform = .desktop, imageDetails: Bool = false,
        showsBorders: Bool = true,
        isCompact: Bool = true, prefersDark: Bool = false
    ) {
        self.width = min(1000, max(1, width))
        self.platform = platform
        self.imageDetails = imageDetails
        self.showsBorders = showsBorders
        self.isCompact = isCompact
        self.prefersDark = prefersDark
    }
}

/// A page to show.
package struct PreviewInput: Sendable {
    /// The page's HTML. Elements may carry `data-pm-id="ID"`: rows and runs then name that id.
    package var html: [UInt8]
    /// The local style sheets, by href as written in the page.
    package var sheets: [(href: String, css: String)]

    package init(html: [UInt8], sheets: [(href: String, css: String)] = []) {
        self.html = html
        self.sheets = sheets
    }
}
