import SiteMarkup

/// A page as who cannot see it meets it, and what of it the preview leaves undone: lists to look through.
package struct PageReading: Sendable, Hashable {
    /// Landmarks and headings, and what lacks a name, in the order of the page.
    package internal(set) var outline: [PageStop] = []
    /// What Tab comes to in a browser, in its order.
    package internal(set) var focusOrder: [PageStop] = []
    /// What was not understood, not loaded or not run.
    package internal(set) var gaps: [PreviewGap] = []

    package init() {}

    /// Reads a page; of one that cannot be parsed nothing.
    ///
    /// - Parameters:
    ///   - options: As the page is shown.
    ///   - sheet: Answers a local style sheet by its href as the page's `<link>` writes it.
    /// - Complexity: that of laying out the whole page; nothing is painted.
    package init(_ html: [UInt8], options: PreviewOptions, sheet: (String) -> ParsedSheet?) {
        guard let document = try? HTMLDocument(parsing: html) else { return }
        let media = options.viewport.media
        let sheets = PageSheets(document, given: sheet, media: media)
        let tree = ElementTree(document)
        let cascade = Cascade(tree, sheets: sheets.sheets, media: media)
        let builder = PreviewRenderer.laidOut(tree, cascade, options)?.builder
        gaps = PreviewGap.all(in: document, builder, media, sheet: sheet)
        let view = ReadableTree(tree, cascade)
        outline = PageOutline(view).stops
        focusOrder = FocusOrder(view).stops
    }
}

/// One row of such a list.
package struct PageStop: Sendable, Hashable {
    package enum Fault: Hashable, Sendable {
        /// Nothing says what it is.
        case isNameless
        /// A heading that is more than one level below the one before.
        case skipsLevels(from: Int, to: Int)
        /// An image that says neither what it shows nor that it is decoration.
        case hasNoAlternative
        /// A positive `tabindex`: it comes before what stands before it.
        case jumpsAhead(Int)
    }

    /// What it is: `nav`, `h2`, `link`, `text field`.
    package let role: String
    /// What it is called; empty where nothing says so.
    package let name: String
    /// In how many landmarks it stands.
    package let depth: Int
    /// `data-pm-id` of the nearest element that has one.
    package let node: String?
    package let faults: [Fault]
}

extension PageStop.Fault {
    /// What is wrong, in a few words.
    package var words: String {
        switch self {
        case .isNameless: "no name"
        case .skipsLevels(let from, let to): "h\(to) follows h\(from)"
        case .hasNoAlternative: "no alt"
        case .jumpsAhead(let index): "tabindex \(index)"
        }
    }
}
