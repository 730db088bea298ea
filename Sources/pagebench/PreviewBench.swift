import ArgumentParser
import EditorApp
import Foundation
import PreviewCore
import SiteMarkup
import SiteModel

/// One page from its bytes to rows; and one text changed, until the new rows are there.
struct PreviewBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Lays out a page, and lays it out again after an edit.")

    @Argument(help: "An HTML file; its style sheets are read from beside it.") var file: String
    @Option(help: "Columns.") var width = 120
    @Option(help: "Times each is measured.") var count = 40
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let renderMsP50: Double
        let renderMsP95: Double
        let editMsP50: Double
        let editMsP95: Double
        let rows: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ValidationError("\(file) cannot be read")
        }
        let options = PreviewOptions(width: width)
        let html = [UInt8](data)
        let sheets = PreviewBench.sheets(of: html, beside: file)
        let parsed = sheets.map { (href: $0.href, sheet: ParsedSheet(css: $0.css)) }
        var rows = 0
        let renders = try (0..<count).map { _ in
            try Measure.microseconds {
                let document = try HTMLDocument(parsing: html)
                let page = PreviewRenderer.render(document, sheets: parsed, options: options)
                rows = PreviewBench.paint(page)
            } / 1000
        }
        let edits = try edits(html, sheets, options)
        return Result(
            renderMsP50: Measure.percentile(0.5, of: renders),
            renderMsP95: Measure.percentile(0.95, of: renders),
            editMsP50: Measure.percentile(0.5, of: edits),
            editMsP95: Measure.percentile(0.95, of: edits),
            rows: rows)
    }

    /// The page as a site's, one of its texts set to other words again and again, in turns through its texts: from the
    /// changed site to all rows of the page.
    private func edits(
        _ html: [UInt8], _ sheets: [(href: String, css: String)], _ options: PreviewOptions
    ) throws -> [Double] {
        let files =
            [SourceFile(path: "index.html", bytes: html)]
            + sheets.map { SourceFile(path: $0.href, bytes: Array($0.css.utf8)) }
        var random = SystemRandomNumberGenerator()
        let imported = try SiteImporter.importFiles(
            files, makeID: { NodeID.random(using: &random) })
        var site = Site(draft: imported.draft, blobs: imported.blobs)
        guard let page = site.pages.first?.id else { return [0] }
        let texts = site.subtree(of: page).filter {
            $0.kind == .text && ($0.texts.values.first?.utf8.count ?? 0) > 8
        }
        guard !texts.isEmpty else { return [0] }
        let preview = PagePreview()
        _ = PreviewBench.paint(preview.render(page: page, in: site, options: options))
        return (0..<count).map { round in
            let text = texts[round * texts.count / count]
            for key in text.texts.keys { site.nodes[text.id]?.texts[key]? += " \(round)" }
            return Measure.microseconds {
                _ = PreviewBench.paint(preview.render(page: page, in: site, options: options))
            } / 1000
        }
    }

    /// Has every row painted.
    private static func paint(_ page: PreviewPage) -> Int {
        for row in page.rows { withExtendedLifetime(row) {} }
        return page.rows.count
    }

    /// The local sheets that the page links to.
    private static func sheets(of html: [UInt8], beside file: String) -> [(
        href: String, css: String
    )] {
        guard let document = try? HTMLDocument(parsing: html) else { return [] }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        return document.nodes.filter { $0.tag == "link" }.compactMap { link in
            guard let href = link.attributes.first(where: { $0.name == "href" })?.value,
                !href.contains("://"),
                let css = try? String(
                    contentsOf: folder.appendingPathComponent(href), encoding: .utf8)
            else { return nil }
            return (href, css)
        }
    }
}
