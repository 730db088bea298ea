import PageTestSupport
import Testing

@testable import PreviewCore

/// At 60 columns a row is 20 CSS pixels high, and a column as wide.
struct NegativeMarginTests {
    private let css = "p,h1,h2{margin:0}"

    @Test func `a box is pulled over the white space above it`() {
        let html = "<p class=a>One<p class=b>Two"
        let pads = css + ".a{padding-bottom:40px;background:#eee}"

        #expect(shown(html, css: pads) == ["One", "", "Two"])
        #expect(shown(html, css: pads + ".b{margin-top:-20px}") == ["One", "Two"])
    }

    @Test func `never over words`() {
        #expect(
            shown("<p>One<p class=b>Two", css: css + ".b{margin-top:-100px}") == ["One", "Two"])
        #expect(
            shown("<p class=a>One<p>Two", css: css + ".a{margin-bottom:-100px}") == ["One", "Two"])
    }

    @Test func `positive and negative margins that touch are added`() {
        let html = "<p class=a>One<p class=b>Two"

        #expect(
            shown(html, css: css + ".a{margin-bottom:40px} .b{margin-top:-40px}") == ["One", "Two"])
        #expect(
            shown(html, css: css + ".a{margin-bottom:100px} .b{margin-top:-40px}") == [
                "One", "", "Two",
            ])
    }

    @Test func `a first child pulls its parent`() {
        let html = "<p class=a>One<div><p class=b>Two</div>"
        let pads = css + ".a{padding-bottom:40px}"

        #expect(shown(html, css: pads + ".b{margin-top:-40px}") == ["One", "Two"])
        #expect(
            shown(html, css: pads + "div{padding-top:20px} .b{margin-top:-20px}")
                == ["One", "", "Two"])
    }

    @Test func `a card is drawn over a band without words`() throws {
        let html = "<div class=band></div><div class=card>Text</div>"
        let page = rendered(
            html,
            css: ".band{height:300px;background:#00f} .card{margin:-200px 200px 0;"
                + "background:#fff}", width: 60)

        #expect(page.plainText == "\n\n\n          Text\n\n")
        #expect(page.rows[3].runs[0].style.background == RGB(red: 0, green: 0, blue: 255))
        let card = try #require(page.rows[3].runs.first { $0.text.contains("Text") })
        #expect(card.style.background == RGB(red: 255, green: 255, blue: 255))
    }

    @Test func `what follows a short box that was pulled up covers nothing either`() {
        let html = "<p class=a>One<br>Two<br>Three<p class=b>x<p>Four"
        let pads = css + ".a{padding-bottom:20px} .b{margin-top:-20px;text-align:right}"

        #expect(
            shown(html, css: pads, width: 12) == ["One", "Two", "Three", "           x", "Four"])
    }

    @Test func `a row that takes back the space of its columns stands as if there were none`() {
        let html = "<p>One<div class=row><div>Two</div><div>Three</div></div>"
        let css = css + ".row{display:flex;margin-top:-40px} .row>*{margin-top:40px;flex:1}"

        #expect(shown(html, css: css, width: 20) == ["One", "Two       Three"])
    }

    @Test(arguments: [
        "section{margin:-20px 0}", "section{padding:40px 0;background:#eef} h2{margin:-40px 0 0}",
        "section{padding:40px 0;margin-bottom:-40px}", "#b{margin-top:-300px;background:#fff}",
        "#b{margin-top:-60px} #a{padding-bottom:60px}", "h1{float:left;margin-bottom:-20px}",
    ])
    func `sections pull and are pulled as the whole page is`(css: String) throws {
        let session = PreviewSession()
        var page = SessionSample(
            before: "<!doctype html><style>body{margin:0}\(css)</style><body>",
            sections: [
                "<section id=a><h1>One</h1><p>words</section>",
                "<section id=b><h2>Two</h2><ul><li>x<li>y</ul></section>",
                "<section id=c>three</section>",
            ], after: "")
        try page.check(session, css)
        page.sections[1] = page.sections[1].replacing("Two", with: "Other words")
        try page.check(session, css)
        page.sections.swapAt(0, 2)
        try page.check(session, css)
    }
}
