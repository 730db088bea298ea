import SiteModel
import Testing

@testable import SiteMarkup

struct HTMLDocumentTests {
    private func parse(_ html: String) throws -> HTMLDocument {
        try HTMLDocument(parsing: Array(html.utf8))
    }
    private func fragment(_ html: String) throws -> HTMLDocument {
        try HTMLDocument(parsingFragment: Array(html.utf8))
    }
    private func source(_ html: String, _ range: Range<Int>?) -> String? {
        range.map { String(decoding: Array(html.utf8)[$0], as: UTF8.self) }
    }

    @Test func `tags and texts name their bytes`() throws {
        let html =
            "<!-- é --><!DOCTYPE html>\n<title>T &amp; U</title><P Class='a b' id=x hidden>Caf&eacute;</P>"
        let page = try parse(html)

        let doctype = try #require(page.nodes.first { $0.kind == .doctype })
        #expect(source(html, doctype.textRange) == "<!DOCTYPE html>")
        let p = page.nodes[try #require(page.first("p"))]
        #expect(source(html, p.startTag) == "<P Class='a b' id=x hidden>")
        #expect(source(html, p.endTag) == "</P>")
        let text = page.nodes[p.children[0]]
        #expect(text.text == "Café")
        #expect(source(html, text.textRange) == "Caf&eacute;")
        #expect(page.textContent(of: 0) == "T & UCafé")
    }

    @Test func `attribute ranges stand with and without quotes`() throws {
        let html = "<p Class='a b' id=x hidden title=\"\" data-q = \"&lt;\">"
        let attributes = try fragment(html).nodes[1].attributes

        #expect(attributes.map(\.name) == ["class", "id", "hidden", "title", "data-q"])
        #expect(attributes.map(\.value) == ["a b", "x", "", "", "<"])
        #expect(
            attributes.map { source(html, $0.nameRange) } == [
                "Class", "id", "hidden", "title", "data-q",
            ])
        #expect(attributes.map { source(html, $0.valueRange) } == ["a b", "x", nil, "", "&lt;"])
        #expect(
            attributes.map { source(html, $0.quotedValueRange) } == [
                "'a b'", "x", nil, "\"\"", "\"&lt;\"",
            ])
    }

    @Test func `an end tag belongs to the element it names`() throws {
        let page = try fragment("<div><p>a</div><h1>b</h2>")

        #expect(page.nodes.map(\.tag) == ["", "div", "p", "", "h1", ""])
        #expect(page.nodes[1].endTag == 9..<15)
        #expect(page.nodes[2].endTag == nil)
        #expect(page.nodes[2].flags.contains(.implicitEndTag))
        #expect(page.nodes[4].endTag == 20..<25)
    }

    @Test func `clones and implied elements have no start tag`() throws {
        let page = try parse("<p><b class=x>a<p>b")

        let bolds = page.nodes.filter { $0.tag == "b" }
        #expect(bolds.map { $0.startTag } == [3..<14, nil])
        #expect(bolds[1].flags.isClone)
        #expect(bolds[1].attribute("class") == "x")
        #expect(bolds[1].attributes[0].nameRange == nil)
        #expect(page.nodes[try #require(page.first("body"))].startTag == nil)
    }

    @Test func `foreign and unknown elements keep their names`() throws {
        let page = try fragment(
            "<my-Card><svg viewBox='0 0 1 1'><use xlink:href='#a'/></svg></my-Card>")

        #expect(page.nodes.map(\.tag) == ["", "my-card", "svg", "use"])
        #expect(page.nodes.map(\.namespace) == [.html, .html, .svg, .svg])
        #expect(page.nodes[2].attributes[0].name == "viewBox")
        #expect(page.nodes[3].attributes[0].prefix == "xlink")
    }

    @Test func `a fragment is parsed in its context`() throws {
        let rows = try HTMLDocument(parsingFragment: Array("<tr><td>1".utf8), context: "tbody")

        #expect(rows.nodes.map(\.tag) == ["", "tr", "td", ""])
        #expect(try fragment("").nodes.count == 1)
    }

    @Test(arguments: [
        "<div>", "<b>", "<div></x>", "<svg><td>", "<table><td>", "<div><table><td></div>", "<my-a>",
    ])
    func `100000 nested elements are refused`(unit: String) {
        let html = Array(String(repeating: unit, count: 100_000).utf8)

        #expect(throws: MarkupError.tooDeep(limit: 512)) { try HTMLDocument(parsing: html) }
    }

    @Test func `many open formatting elements do not multiply`() {
        let bolds = (0..<900).map { "<b id=\($0)>" }.joined()
        let html = Array((bolds + String(repeating: "<p>x", count: 100_000)).utf8)

        #expect(throws: MarkupError.tooDeep(limit: 512)) { try HTMLDocument(parsing: html) }
    }

    @Test(arguments: [
        "<li>x", "<p>x", "<br>", "<b>x</b>", "<i><b>x</i></b>", "<!-- <div> -->",
        "<script>'<div>'</script>",
    ])
    func `long flat pages are taken`(unit: String) throws {
        let count = unit.contains("</i></b>") ? 500 : 20_000
        let page = try parse(String(repeating: unit, count: count))

        #expect(page.nodes.count > count)
    }

    @Test func `depth up to the limit is taken`() throws {
        #expect(try parse(String(repeating: "<div>", count: 500)).nodes.count > 500)
        #expect(throws: MarkupError.tooDeep(limit: 512)) {
            try parse(String(repeating: "<div>", count: 600))
        }
    }

    @Test func `what is no text is named by its first wrong byte`() throws {
        try HTMLDocument.requireText(Array("Grüße 漢".utf8))

        #expect(throws: MarkupError.binary(byteOffset: 1)) {
            try HTMLDocument.requireText([65, 0, 66])
        }
        #expect(throws: MarkupError.notUTF8(byteOffset: 3)) {
            try HTMLDocument.requireText([65, 0xC3, 0xA9, 0xFF, 66])
        }
        let large = [UInt8](repeating: 65, count: HTMLDocument.bytesMax + 1)
        #expect(throws: MarkupError.tooLarge(limit: HTMLDocument.bytesMax)) {
            try HTMLDocument(parsing: large)
        }
    }

    @Test func `no input traps`() {
        var generator = SystemRandomNumberGenerator()
        let parts = [
            "<", ">", "</", "div", "b", "table", "td", "svg", " a=", "'", "\"", "&amp", "<!--",
            "-->", "x", "\0", "\u{FF}",
        ]
        for _ in 0..<500 {
            let html = (0..<40).map { _ in parts[Int.random(in: 0..<parts.count, using: &generator)]
            }.joined()
            let page = try? HTMLDocument(parsing: Array(html.utf8))
            #expect((page?.nodes.count ?? 1) >= 1)
        }
    }
}
