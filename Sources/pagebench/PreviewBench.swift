import ArgumentParser
import Foundation
import PreviewCore
import SiteMarkup

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
        func render(_ bytes: [UInt8]) throws -> Double {
            try Measure.microseconds {
                let document = try HTMLDocument(parsing: bytes)
                rows = PreviewRenderer.render(document, sheets: parsed, options: options).rows.count
            } / 1000
        }
        let renders = try (0..<count).map { _ in try render(html) }
        let edits = try (0..<count).map { try render(PreviewBench.edited(html, round: $0)) }
        return Result(
            renderMsP50: Measure.percentile(0.5, of: renders),
            renderMsP95: Measure.percentile(0.95, of: renders),
            editMsP50: Measure.percentile(0.5, of: edits),
            editMsP95: Measure.percentile(0.95, of: edits),
            rows: rows)
    }

    /// The page with a letter added to the first text that is long enough.
    private static func edited(_ html: [UInt8], round: Int) -> [UInt8] {
        let document = try? HTMLDocument(parsing: html)
        let place = document?.nodes.first { $0.kind == .text && $0.text.count > 8 }?.textRange?
            .upperBound
        var bytes = html
        bytes.insert(UInt8(97 + round % 26), at: place ?? html.count)
        return bytes
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
