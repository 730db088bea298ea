import PageTestSupport
import SiteMarkup
import Testing

@testable import PreviewCore

/// Positioned boxes whose containing block is further out. At 60 columns a column is 20 CSS pixels wide.
struct PageOverlayTests {
    private let bar = ".bar{position:fixed;top:0;left:0;right:0} p{margin:0}"

    private func overlays(_ html: String, css: String) -> Int {
        rendered(html, css: css).honesty.overlays
    }

    @Test func `a badge stands in the corner of what it is deep inside of`() {
        let html = "<div class=c><div><p>Bread <i><b class=b>New</b></i></p></div></div>"
        let css = ".c{position:relative} p{margin:0} .b{position:absolute;top:0;right:0}"

        #expect(shown(html, css: css, width: 20) == ["Bread            New"])
        #expect(overlays(html, css: css) == 0)
    }

    @Test func `one that finds no place leaves the others in theirs`() {
        let html = "<div class=c><b class='b x'>New</b><b class='b y'>Old</b><p>Bread</div>"
        let css =
            ".c{position:relative} p{margin:0} .b{position:absolute;top:0}"
            + ".x{right:0} .y{left:0}"

        #expect(shown(html, css: css, width: 20) == ["Old              New", "Bread"])
        #expect(overlays(html, css: css) == 1)
    }

    @Test func `a bar that is fixed to the top stands over the white space of a hero`() throws {
        let html = "<header><p>Deep</header><div class=bar>Menu</div>"
        let css = bar + "header{padding:200px 0;background:#123456}"

        let page = rendered(html, css: css, width: 20)

        #expect(page.rows[0].plainText == "Menu")
        #expect(page.rows[0].runs[0].style.background == RGB(red: 0x12, green: 0x34, blue: 0x56))
        #expect(page.honesty.overlays == 0)
    }

    @Test func `white space that was made smaller gives a bar its room`() {
        let html = "<div class=bar>One<br>Two<br>Three<br>Four</div><header><p>Deep</header>"
        let css = bar + "header{padding:200px 0 0;background:#123456}"

        #expect(shown(html, css: css, width: 20) == ["One", "Two", "Three", "Four", "Deep"])
        #expect(overlays(html, css: css) == 0)
    }

    @Test func `so does the air above what stands in the middle of a hero`() {
        let html = "<div class=bar>One<br>Two<br>Three</div><header><p>Deep</header>"
        let css = bar + "header{height:100vh;display:flex;align-items:center;background:#123}"

        #expect(shown(html, css: css, width: 20).prefix(4) == ["One", "Two", "Three", "Deep"])
        #expect(overlays(html, css: css) == 0)
    }

    @Test func `a bar at the top of the flow is where it belongs`() {
        #expect(shown("<div class=bar>Menu</div><p>Bread", css: bar) == ["Menu", "Bread"])
        #expect(overlays("<div class=bar>Menu</div><p>Bread", css: bar) == 0)
    }

    @Test func `a bar over words that is written below them stays there, and is counted`() {
        let html = "<p>Bread<p>Salt<div class=bar>Menu</div>"

        #expect(shown(html, css: bar) == ["Bread", "Salt", "Menu"])
        #expect(overlays(html, css: bar) == 1)
    }

    @Test func `what is fixed to the bottom stands at the page's end`() {
        let css = "p{margin:0} a{position:fixed;bottom:0;right:0}"

        #expect(shown("<a>Up</a><p>Bread", css: css, width: 20) == ["Bread             Up"])
        #expect(overlays("<a>Up</a><p>Bread", css: css) == 0)
    }

    @Test func `a sheet over the window is counted`() {
        let css = "p{margin:0} .w{position:fixed;inset:0}"

        #expect(shown("<p>Bread<div class=w>Wait</div>", css: css) == ["Bread", "Wait"])
        #expect(overlays("<p>Bread<div class=w>Wait</div>", css: css) == 1)
    }

    @Test func `what sticks is in the flow, and nothing is counted`() {
        let css = "p{margin:0} .w{position:sticky;top:0}"

        #expect(shown("<p>Bread<div class=w>Menu</div>", css: css) == ["Bread", "Menu"])
        #expect(overlays("<p>Bread<div class=w>Menu</div>", css: css) == 0)
    }

    @Test func `a box whose one side is said keeps its place in the other direction`() {
        let html = "<div class=c><p>Bread<p>Salt<b class=b>New</b></div>"
        let css = ".c{position:relative} p{margin:0} .b{position:absolute;display:block;right:0}"

        #expect(
            shown(html, css: css + ".c{padding-bottom:20px}", width: 20)
                == ["Bread", "Salt", "                 New"])
    }

    @Test func `the list names what stands in the flow`() throws {
        let html = """
            <style>p{margin:0}.b{position:fixed;top:0}</style><p>Bread</p>
            <div data-pm-id=n7 class="b c">Two  words</div><script>1</script>
            """

        let gaps = PageReading(
            Array(html.utf8), options: PreviewOptions(width: 80), sheet: { _ in nil }
        ).gaps

        #expect(gaps.map(\.kind) == [.overlay, .script])
        #expect(gaps[0].name == "div.b" && gaps[0].examples == ["Two words"])
        #expect(gaps[0].node == "n7")
    }

    @Test func `the mark stays short`() {
        var honesty = PreviewHonesty()
        honesty.overlays = 2

        #expect(honesty.sentence == "≈ approximate; 2 overlays in the flow")
    }

    @Test(arguments: [
        "#a{position:fixed;top:0;left:0;right:0}", "#b{position:fixed;bottom:0;right:0}",
        "#b{position:absolute;top:0;right:0}", "h2{position:absolute;top:0;right:0}",
        "h2,#c{position:fixed;top:0;width:100%}",
        "body{position:relative} li{position:absolute;right:0}",
        "#b{position:relative} li{position:absolute;top:0;right:0} p{position:fixed;bottom:0;left:0}",
        "h1{position:fixed;top:0;left:0} #a{padding-top:300px;background:#ddd}",
        "#c{position:fixed;top:0;left:0} #a{padding-top:300px;background:#ddd}",
        "ul{position:fixed;inset:0} li{position:fixed;top:0;right:0}",
        "h2{float:left;position:absolute;top:0;right:0} ul{position:absolute;left:0;right:0}",
    ])
    func `sections show positioned boxes as the whole page does`(css: String) throws {
        let session = PreviewSession()
        var page = SessionSample(
            before: "<!doctype html><style>body{margin:0}\(css)</style><body>",
            sections: [
                "<section data-pm-id=a id=a><h1 data-pm-id=a1>One</h1><p>words</section>",
                "<section data-pm-id=b id=b><h2 data-pm-id=b1>Two</h2><ul><li>x<li>y</ul></section>",
                "<section data-pm-id=c id=c>three</section>",
            ], after: "<p>end</p></body>")
        try page.check(session, css)
        for words in ["Two and a half", "2", "Two"] {
            page.sections[1] = page.sections[1].replacing("Two", with: words)
            try page.check(session, css)
            try page.check(session, css)
        }
        page.sections.swapAt(0, 2)
        try page.check(session, css)
        page.options = PreviewOptions(width: 24)
        try page.check(session, css)
        page.options = PreviewOptions(width: 60)
        try page.check(session, css)
        page.sections.removeLast()
        try page.check(session, css)
    }
}

/// What would take a browser no time takes us none.
struct ManyOverlaysTests {
    @Test func `of very many positioned boxes all are in the flow`() {
        let boxes = (0..<3000).map { "<i>x\($0)</i>" }.joined()
        let css = ".c{position:relative} i{position:absolute;top:0;right:0;display:block}"

        #expect(rendered("<div class=c>\(boxes)</div>", css: css).honesty.overlays == 3000)
        // The first of them is at the top of the page in the flow, too.
        #expect(rendered(boxes, css: css).honesty.overlays == 2999)
    }

    @Test func `a long text below a long text is not pulled over it`() {
        let text = String(repeating: "word<br>", count: 4000)
        let css = "p{margin:0} .b{margin-top:-100000px}"

        #expect(rendered("<p>\(text)<p class=b>\(text)", css: css).rows.count == 8000)
    }
}
