import PreviewCore
import SiteMarkup
import SiteModel

/// Draws pages of sites that change: what was drawn before is drawn again only where it is another.
///
/// For one thread at a time.
package final class PagePreview {
    private var session = PreviewSession()
    private var written: AnnotatedPage?
    private var page: NodeID?
    private var sheets: [NodeID: (css: String, sheet: ParsedSheet)] = [:]

    package init() {}

    /// - Parameter locale: nil: the site's own.
    package func render(
        page: NodeID, in site: Site, locale: String? = nil, options: PreviewOptions
    ) -> PreviewPage {
        let pieces = pieces(of: page, in: site, locale)
        return session.render(pieces, options: options, sheet: sheets(of: page, in: site))
    }

    /// Lists what is on the page, as it is read.
    package func read(
        page: NodeID, in site: Site, locale: String? = nil, options: PreviewOptions
    ) -> PageReading {
        PageReading(
            pieces(of: page, in: site, locale).html, options: options,
            sheet: sheets(of: page, in: site))
    }

    private func pieces(of page: NodeID, in site: Site, _ locale: String?) -> PagePieces {
        if self.page != page { session = PreviewSession() }
        self.page = page
        if written?.update(page: page, in: site, locale: locale) != true {
            written = AnnotatedPage(page: page, in: site, locale: locale)
        }
        return PagePieces(
            (written?.pieces ?? []).map {
                PagePieces.Piece($0.bytes, isSection: $0.isSection)
            })
    }

    /// The site's style sheets by the addresses that the page names them by.
    private func sheets(of page: NodeID, in site: Site) -> (String) -> ParsedSheet? {
        let files = PreviewSource.sheets(of: site)
        let folder = PreviewSource.folder(of: page, in: site)
        return { [self] href in files[PreviewSource.resolved(href, in: folder)].map(parsed) }
    }

    private func parsed(_ asset: Node) -> ParsedSheet {
        let css = asset.texts[.css] ?? ""
        if let known = sheets[asset.id], known.css == css { return known.sheet }
        let sheet = ParsedSheet(css: css)
        sheets[asset.id] = (css, sheet)
        return sheet
    }
}
