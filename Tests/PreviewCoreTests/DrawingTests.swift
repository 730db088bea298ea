import SiteMarkup
import Testing

@testable import PreviewCore

/// Drawings that stand in a page are pictures, where pictures are shown.
struct DrawingTests {
    private func page(_ body: String, css: String = "") -> PreviewPage {
        var options = PreviewOptions(width: 60)
        options.pictures = PagePictures(files: [:], folders: [[]], isShown: true)
        return PreviewRenderer.render(
            PreviewInput(html: Array("<style>body{margin:0}\(css)</style>\(body)".utf8)),
            options: options)
    }

    private let circle = "<circle cx=5 cy=5 r=4 fill=currentColor />"

    @Test func `a drawing is asked for as a file of its own`() throws {
        let page = page("<svg width=400 height=200 data-x=1 onclick=f()>\(circle)</svg>")

        let request = try #require(page.wantedPictures.first)
        #expect(request.columns == 20 && request.rows == 5)
        let source = try #require(request.drawing.map { String(decoding: $0, as: UTF8.self) })
        #expect(
            source == "<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" color=\"#000000\""
                + " width=\"400\" height=\"200\">"
                + "<circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"currentColor\"></circle></svg>")
        #expect(page.honesty.drawings == 0)
    }

    @Test func `its colour is that of the text around it`() throws {
        let page = page(
            "<p><svg width=400 height=200>\(circle)</svg>", css: "p{color:#0a0b0c}")

        let request = try #require(page.wantedPictures.first)
        #expect(request.file.contains("color=\"#0a0b0c\""))
    }

    @Test(arguments: [
        ("viewBox='0 0 20 10' width=400", 20, 5), ("viewBox='0 0 20 10' height=200", 20, 5),
        ("viewBox='0 0 20 10' style='width:200px'", 10, 3), ("", 15, 4),
        ("viewBox='0,0,4,1'", 60, 8),
    ])
    func `it has the place that it says`(attributes: String, columns: Int, rows: Int) throws {
        let request = try #require(page("<svg \(attributes)>\(circle)</svg>").wantedPictures.first)

        #expect(request.columns == columns && request.rows == rows)
    }

    @Test(arguments: [
        "<svg width=16 height=16>C</svg>", "<svg width=400 height=200><use href='#x' /></svg>",
        "<svg width=400 height=200><use href='a.svg#x' /></svg>",
        "<svg width=400 height=200><image href='a.png' /></svg>",
        "<svg width=400 height=200><foreignObject>x</foreignObject></svg>",
        "<svg width=400 height=200><script>1</script></svg>",
        "<svg width=1000000 height=1000000>C</svg>",
        "<svg width=400 height=200>" + String(repeating: "<g></g>", count: 2000) + "</svg>",
    ])
    func `what is a dot, or shows what is elsewhere, is counted`(html: String) {
        let page = page(html.replacing("C", with: circle) + "x")

        #expect(page.wantedPictures == [])
        #expect(page.honesty.drawings == 1)
    }

    @Test func `names keep the capitals that they have in XML`() {
        let html =
            "<svg width=400 height=200 viewBox='0 0 4 2'><lineargradient id=x></lineargradient>"

        let file = page(html + "</svg>").wantedPictures.first?.file ?? ""
        #expect(file.contains("viewBox=\"0 0 4 2\"><linearGradient id=\"x\"></linearGradient>"))
    }

    @Test func `a part that it uses is in it`() {
        let html = "<svg width=400 height=200><g id=x>\(circle)</g><use xlink:href='#x' /></svg>"

        #expect(page(html).wantedPictures.count == 1)
    }

    @Test func `its name stands in its place until it is there`() {
        let html = "<svg width=400 height=200><title>A &lt; \"B\"</title>\(circle)</svg>"
        let page = page(html)

        #expect(page.plainText.contains("[img: A < \"B\"]"))
        #expect(page.wantedPictures[0].file.contains("<title>A &lt; &quot;B&quot;</title>"))
    }

    @Test func `sections ask for their drawings as the whole page does`() throws {
        let session = PreviewSession()
        var page = SessionSample(
            before: "<!doctype html><body>",
            sections: [
                "<p>one</p>", "<div><svg width=400 height=200><text>W</text></svg></div>",
            ], after: "")
        page.options.pictures = PagePictures(files: [:], folders: [[]], isShown: true)
        try page.check(session)
        page.sections[1] = page.sections[1].replacing("W", with: "other")
        try page.check(session)
        let shown = session.render(page.pieces, options: page.options) { _ in nil }
        #expect(shown.wantedPictures[0].file.contains("other"))
    }
}
