/// The kind of screen the page is laid out for.
package enum PreviewPlatform: String, Sendable, CaseIterable {
    case desktop, tablet, mobile

    /// The width of the browser's window, in CSS pixels.
    package var viewportWidth: Double {
        switch self {
        case .desktop: 1200
        case .tablet: 768
        case .mobile: 375
        }
    }

    /// Its height, in CSS pixels.
    package var viewportHeight: Double {
        switch self {
        case .desktop: 800
        case .tablet: 1024
        case .mobile: 667
        }
    }

    /// Columns that are used at most: a device's page is not drawn wider than its line of text.
    package var columnsMax: Int {
        switch self {
        case .desktop: 1000
        case .tablet: 98
        case .mobile: 48
        }
    }
}

/// What a page is laid out for, besides a number of columns.
package struct PreviewViewport: Sendable, Hashable {
    package var platform: PreviewPlatform
    /// As a browser zooms: 200 makes the window half as many CSS pixels wide. One of ``zooms`` where a person chooses.
    package var zoomPercent: Int
    /// Cap white space at two rows; else 20 CSS pixels are a row.
    package var isCompact: Bool
    /// What `prefers-color-scheme` answers.
    package var prefersDark: Bool
    /// Whether the page's own styles count; a text browser knows none.
    package var takesStyles: Bool
    /// Whether big headings are drawn in letters of several rows, where their words fit. Not without styles.
    package var hasBlockLetters: Bool

    /// The steps of a zoom, smallest first.
    package static let zooms = [50, 75, 100, 125, 150]

    package init(
        _ platform: PreviewPlatform = .desktop, zoomPercent: Int = 100, isCompact: Bool = true,
        prefersDark: Bool = false, takesStyles: Bool = true, hasBlockLetters: Bool = false
    ) {
        self.platform = platform
        self.zoomPercent = min(500, max(20, zoomPercent))
        self.isCompact = isCompact
        self.prefersDark = prefersDark
        self.takesStyles = takesStyles
        self.hasBlockLetters = hasBlockLetters
    }

    /// The size of the browser's window, in CSS pixels.
    package var width: Double { platform.viewportWidth * 100 / Double(zoomPercent) }
    package var height: Double { platform.viewportHeight * 100 / Double(zoomPercent) }

    var media: MediaContext {
        MediaContext(
            width: width, height: height, prefersDark: prefersDark, takesStyles: takesStyles)
    }
}

/// How a page is shown.
package struct PreviewOptions: Sendable, Hashable {
    /// Columns, 1...1000.
    package var width: Int
    package var viewport: PreviewViewport
    /// Show file name and size of images; else their alternative text alone.
    package var imageDetails: Bool
    /// Draw the borders of boxes.
    package var showsBorders: Bool
    /// The pictures that may be shown, and those that are there.
    package var pictures = PagePictures.none

    package init(
        width: Int, viewport: PreviewViewport, imageDetails: Bool = false,
        showsBorders: Bool = true
    ) {
        self.width = min(1000, max(1, width))
        self.viewport = viewport
        self.imageDetails = imageDetails
        self.showsBorders = showsBorders
    }

    package init(
        width: Int, platform: PreviewPlatform = .desktop, imageDetails: Bool = false,
        showsBorders: Bool = true,
        isCompact: Bool = true, prefersDark: Bool = false
    ) {
        self.init(
            width: width,
            viewport: PreviewViewport(platform, isCompact: isCompact, prefersDark: prefersDark),
            imageDetails: imageDetails, showsBorders: showsBorders)
    }

    package var platform: PreviewPlatform { viewport.platform }
    var isCompact: Bool { viewport.isCompact }

    /// CSS pixels of a row.
    var rowPixels: Double { 2000 / Double(viewport.zoomPercent) }
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
