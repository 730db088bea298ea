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
        let platform = options.platform
        let media = MediaContext(
            width: platform.viewportWidth, height: platform.viewportHeight,
            prefersDark: options.prefersDark)
        let given = Dictionary(
            sheets.map { ($0.href, $0.sheet) }, uniquingKeysWith: { first, _ in first })
        let pageSheets = PageSheets(document, given: given, media: media)
        let tree = ElementTree(document)
        let cascade = Cascade(tree, sheets: pageSheets.sheets, media: media)
        var builder = BoxBuilder(tree, cascade, options)
        guard let root = builder.build() else {
            return PreviewPage(rows: [], honesty: pageSheets.honesty)
        }

        let width = contentWidth(options)
        let engine = LayoutEngine(options: options, width: width, glyphs: GlyphTable())
        // Margins at the page's ends would be empty rows: the root shares its float context with the page.
        let floats = FloatContext()
        let fragment = engine.layout(
            root, width: width, area: FloatArea(context: floats, x: 0, y: 0))
        fragment.height = max(fragment.height, floats.bottom(clearing: .both))
        return paint(fragment, engine, width, options, builder, pageSheets.honesty)
    }

    /// A phone's page is not drawn wider than a phone's line of text.
    private static func contentWidth(_ options: PreviewOptions) -> Int {
        options.platform == .mobile ? min(options.width, mobileColumnsMax) : options.width
    }

    private static let mobileColumnsMax = 48
    private static let rowsMax = 20_000
    private static let cellsMax = 4_000_000

    private static func paint(
        _ fragment: Fragment, _ engine: LayoutEngine, _ width: Int, _ options: PreviewOptions,
        _ builder: BoxBuilder,
        _ honesty: PreviewHonesty
    ) -> PreviewPage {
        let background = PageBackground.color(of: fragment)
        let height = min(fragment.height, rowsMax, max(1, cellsMax / width))
        var painter = Painter(
            engine, width: width, height: height, background: background ?? .white)
        painter.paint(fragment, x: 0, y: 0, isRoot: true)
        let cutter = RowCutter(
            canvas: painter.canvas, glyphs: engine.glyphs, ids: builder.ids)
        var rows = cutter.rows()
        if height < fragment.height {
            rows.append(notice("… \(fragment.height - height) more rows are not shown", options))
        }
        return PreviewPage(
            rows: rows, honesty: honesty, nodeRows: ranges(painter.nodeRows, builder))
    }

    private static func notice(_ sentence: String, _ options: PreviewOptions) -> PreviewRow {
        let text = String(sentence.prefix(options.width))
        return PreviewRow(runs: [PreviewRun(text: text, style: PreviewStyle())])
    }

    /// The rows of each id; an element that holds others covers theirs too.
    private static func ranges(_ painted: [Int32: Range<Int>], _ builder: BoxBuilder) -> [String:
        Range<Int>]
    {
        var rows: [Range<Int>?] = builder.ids.indices.map { painted[Int32($0)] }
        for index in builder.ids.indices.reversed() {
            guard let own = rows[index], builder.idParents[index] >= 0 else { continue }
            let parent = Int(builder.idParents[index])
            let known = rows[parent] ?? own
            rows[parent] =
                min(known.lowerBound, own.lowerBound)..<max(known.upperBound, own.upperBound)
        }
        var named: [String: Range<Int>] = [:]
        for (id, range) in zip(builder.ids, rows) where named[id] == nil { named[id] = range }
        return named
    }

    private static func refusal(of error: MarkupError, _ options: PreviewOptions) -> PreviewPage {
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
