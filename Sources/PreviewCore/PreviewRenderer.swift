import SiteMarkup

/// Renders pages. Pure: the same arguments give the same page.
package enum PreviewRenderer {
    /// Renders a page from its bytes; all sheets are parsed.
    ///
    /// A page that cannot be parsed (too large, too deep) is shown as one row that says so.
    package static func render(_ input: PreviewInput, options: PreviewOptions) -> PreviewPage {
        let sheets = input.sheets.map { (href: $0.href, sheet: ParsedSheet(css: $0.css)) }
        do throws(MarkupError) {
            return render(try HTMLDocument(parsing: input.html), sheets: sheets, options: options)
        } catch {
            return refusal(of: error, options)
        }
    }

    /// Renders a parsed page with parsed sheets, both of which the caller may keep.
    ///
    /// - Parameter sheets: by href as the page's `<link>` writes it; `<style>` is read from the page.
    /// - Complexity: about linear in the page and in the declarations that match its elements.
    package static func render(
        _ document: HTMLDocument, sheets: [(href: String, sheet: ParsedSheet)],
        options: PreviewOptions
    ) -> PreviewPage {
        let given = Dictionary(
            sheets.map { ($0.href, $0.sheet) }, uniquingKeysWith: { first, _ in first })
        return render(document, options: options) { given[$0] }
    }

    /// The same, with sheets that are asked for by their href.
    static func render(
        _ document: HTMLDocument, options: PreviewOptions, sheet given: (String) -> ParsedSheet?
    ) -> PreviewPage {
        let media = options.viewport.media
        let pageSheets = PageSheets(document, given: given, media: media)
        let tree = ElementTree(document)
        let cascade = Cascade(tree, sheets: pageSheets.sheets, media: media)
        var honesty = pageSheets.honesty
        guard let (page, builder) = laidOut(tree, cascade, options) else {
            return PreviewPage(rows: [], honesty: honesty)
        }
        honesty.add(builder)
        return PreviewPage(page, honesty: honesty)
    }

    /// Lays out a styled page; nil where it has no root element that is shown.
    static func laidOut(
        _ tree: ElementTree, _ cascade: Cascade, _ options: PreviewOptions
    ) -> (page: PaintedPage, builder: BoxBuilder)? {
        let names = NodeNames()
        var builder = BoxBuilder(tree, cascade, options, names)
        guard let root = builder.build() else { return nil }
        let engine = LayoutEngine(
            options: options, width: contentWidth(options), glyphs: GlyphTable())
        return (laidOut(root, loose: builder.loose, engine, names), builder)
    }

    /// Lays out the root element's box; nothing is painted yet.
    ///
    /// - Parameter loose: The positioned boxes that stand in the page or the window itself.
    static func laidOut(
        _ root: Box, loose: [Box], _ engine: LayoutEngine, _ names: NodeNames
    ) -> PaintedPage {
        let width = contentWidth(engine.options)
        let fragment = engine.layoutPage(root, loose: loose, width: width)
        fragment.measureInk()
        let height = min(fragment.height, rowsMax, max(1, cellsMax / width))
        let more = fragment.height - height
        return PaintedPage(
            fragment,
            PaintedPage.Ground(
                width: width, height: height,
                background: PageBackground.color(of: fragment) ?? .white, glyphs: engine.glyphs,
                names: names, pictures: engine.options.pictures,
                notice: more > 0
                    ? notice("… \(more) more rows are not shown", engine.options) : nil))
    }

    static func contentWidth(_ options: PreviewOptions) -> Int {
        min(options.width, options.platform.columnsMax)
    }

    private static let rowsMax = 20_000
    private static let cellsMax = 4_000_000

    private static func notice(_ sentence: String, _ options: PreviewOptions) -> PreviewRow {
        let text = String(sentence.prefix(options.width))
        return PreviewRow(runs: [PreviewRun(text: text, style: PreviewStyle())])
    }

    static func refusal(of error: MarkupError, _ options: PreviewOptions) -> PreviewPage {
        let sentence =
            switch error {
            case .tooDeep(let limit):
                "This page nests more than \(limit) elements: it is not shown."
            case .tooLarge(let limit): "This page has more than \(limit >> 20) MB: it is not shown."
            default: "This page is no text: it is not shown."
            }
        return PreviewPage(rows: [notice(sentence, options)], honesty: PreviewHonesty())
    }
}

/// The colour behind the whole page: that of `html`, else of `body` (CSS Backgrounds Level 3, 2.11.2).
enum PageBackground {
    static func color(of root: Fragment) -> RGBA? {
        guard let box = root.box else { return nil }
        let own = BackgroundTone.color(of: box)
        if own.alpha > 0.01 { return own.over(.white) }
        for child in box.children where !child.isAnonymous {
            let color = BackgroundTone.color(of: child)
            if color.alpha > 0.01 { return color.over(.white) }
        }
        return nil
    }
}
