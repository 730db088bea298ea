import PageTestSupport
import SiteMarkup
import Testing

@testable import PreviewCore

/// A page that is rendered again lays out only what is another, and shows what a render from nothing shows.
struct SessionTests {
    private func sample(css: String = "", _ sections: [String]) -> SessionSample {
        SessionSample(
            before: "<!doctype html><title>t</title><style>\(css)</style><body>",
            sections: sections, after: "</body>")
    }

    private static let three = [
        "<section data-pm-id=a><h1 data-pm-id=a1>One</h1><p>words</section>",
        "<section data-pm-id=b><h2 data-pm-id=b1>Two</h2><ul><li>x<li>y</ul></section>",
        "<section data-pm-id=c>three</section>",
    ]

    @Test func `an edit lays out one section`() throws {
        let session = PreviewSession()
        var page = sample(Self.three)
        try page.check(session)

        page.sections[1] = page.sections[1].replacing("Two", with: "Two and a half")
        try page.check(session)

        #expect(session.freshSections == 1)
    }

    @Test func `a section that is added, moved or taken away lays out no other`() throws {
        let session = PreviewSession()
        var page = sample(css: "section{padding:20px;background:#eef}", Self.three)
        try page.check(session)

        page.sections.insert("<div data-pm-id=d>new</div>", at: 1)
        try page.check(session)
        #expect(session.freshSections == 1)
        page.sections.swapAt(0, 3)
        try page.check(session)
        #expect(session.freshSections == 0)
        page.sections.remove(at: 2)
        try page.check(session)
        #expect(session.freshSections == 0)
    }

    @Test(arguments: ["*+*{margin-top:40px}", "section:nth-child(2n){background:#ddd}"])
    func `where siblings matter an edit still lays out one section`(css: String) throws {
        let session = PreviewSession()
        var page = sample(css: css, Self.three)
        try page.check(session)

        page.sections[1] = page.sections[1].replacing("Two", with: "Two and a half")
        try page.check(session)

        #expect(session.freshSections == 1)
    }

    @Test func `equal sections stand on a page twice`() throws {
        let session = PreviewSession()
        var page = sample(["<p>same</p>", "<p>same</p>", "<p>same</p>"])
        try page.check(session)

        page.sections.append("<p>same</p>")
        try page.check(session)

        #expect(session.freshSections == 1)
    }

    @Test func `a page keeps its rows when the next one is rendered`() throws {
        let session = PreviewSession()
        var page = sample(Self.three)
        let first = session.render(page.pieces, options: page.options) { _ in nil }
        let wanted = first.plainText

        page.sections.insert("<div><p>long<p>longer</div>", at: 0)
        _ = session.render(page.pieces, options: page.options) { _ in nil }.plainText
        page.sections[2] = "<section>other</section>"
        _ = session.render(page.pieces, options: page.options) { _ in nil }

        #expect(first.plainText == wanted)
    }

    @Test(arguments: [
        // What stands before decides.
        "p+section{color:red} section+section h2{color:blue}", "section~section{padding:20px}",
        "*+*{margin-top:40px}",
        // The place decides.
        "section:nth-child(2n){background:#ddd}", "section:last-of-type h2{display:none}",
        "body>:first-child{border:1px solid red}", "section:only-child{color:red}",
        // What is in other sections decides.
        "body:has(ul) h1{color:red}", "section:has(+ section li) h1{color:green}",
        "section:empty+section{display:none}", "section:not(:has(p)){padding:40px}",
        // Counters go on from section to section.
        "body{counter-reset:n} h2{counter-increment:n} h2::before{content:counter(n) '. '}",
        "section{counter-increment:s} p::after{content:counter(s)}",
        // Floats reach over an edge.
        "h1{float:left;width:300px} h2{clear:none}", "ul{float:right;width:200px;height:400px}",
        "h1{float:left} section:nth-child(2){clear:left}", "section{float:left;width:50%}",
        // The container is no plain block.
        "body{display:flex}", "body{display:flex;flex-direction:column;min-height:800px}",
        "body{display:grid;grid-template-columns:1fr 1fr;gap:20px}", "body{columns:2}",
        "body{display:flex;flex-direction:column;justify-content:space-between;height:900px}",
        "body{display:grid;min-height:900px} section{height:100%}",
        // Sections are no plain blocks.
        "section{display:inline}", "section{display:contents}", "section{display:table-cell}",
        "section{display:list-item}", "section{display:none}", "section{display:inline-block}",
        "section{position:absolute;top:0}", "section{display:flex;min-height:300px}",
        "section{display:table;width:50%}", "section{visibility:hidden}", "section{opacity:0}",
        // What is around shows through.
        "body{background:url(x.png)} h1{color:#fff}", "body{border:1px solid;padding:20px}",
        "html{background:linear-gradient(#123,#345)} section{margin:-20px 0}",
        "body{opacity:.5;background:#abc;margin:0 200px}",
        "section{margin:30px 0}", "body{text-align:-webkit-center} section{width:400px}",
        // Margins fall together over edges.
        "h1,h2,p,ul{margin:40px 0} section{margin:20px 0}", "section{border-top:1px solid}",
        ":root{--a:#f00;--b:var(--a)} h1,h2{color:var(--b)} section:nth-child(2){--a:#00f}",
    ])
    func `sheets that look over a section's edge are heeded`(css: String) throws {
        let session = PreviewSession()
        var page = sample(css: css, Self.three)
        try page.check(session, css)

        page.sections[0] = "<section data-pm-id=a><h1 data-pm-id=a2>Uno</h1><h2>dos</h2></section>"
        try page.check(session, css)
        page.sections.insert("<section data-pm-id=n></section>", at: 1)
        try page.check(session, css)
        page.sections.swapAt(0, 3)
        try page.check(session, css)
        page.sections.insert("<p data-pm-id=p class=x>par</p>", at: 2)
        try page.check(session, css)
        page.options = PreviewOptions(width: 31)
        try page.check(session, css)
        page.options = PreviewOptions(width: 31, platform: .mobile)
        try page.check(session, css)
        page.sections.removeSubrange(1...3)
        try page.check(session, css)
        page.sections = [Self.three[1]]
        try page.check(session, css)
    }

    @Test(arguments: [
        "<section>a<b>b</section>", "<section><a href=1>x<a href=2>y</a></section>",
        "<section><table><tr><td>x</table>y</section>", "<section><table><p>in</table></section>",
        "<section><p>a<p>b</section>", "<section></body>x</section>", "<section><form>x</section>",
        "<section><select><option>o</section>", "<section><!-- x --></section>",
        "<section><!-- x </section>", "<section><body class=b>x</section>",
        "<section><style>p{color:red}</style><p>x</p></section>", "<section>x", "<section>x</div>",
        "<section>x</section>y", "<section a='>'>x</section>", "<section a=\">\" b=>x</section>",
        "<section><template><p>t</template></section>", "<section><button>x</section>",
        "<section><svg><title>i</title><g></svg></section>", "<section><svg><g></section>",
        "<section><link rel=stylesheet href=q.css></section>", "<section><img src=//x/y></section>",
        "<h1>x</h1>", "<h1>x</h2>", "<p>x</p>", "<p>x<div>y</div></p>", "<ul><li>a<li>b</ul>",
        "<section><head><p>x</head></section>", "<section><textarea>x</section>",
        "<section><script>1</script><noscript>n</noscript></section>", "<img src=x>", "<hr>",
        "<a href=x>link</a>", "text", "", "<section/>", "<details><summary>s</summary>d</details>",
        "<section><nobr>a</nobr><i><u>x</i></u></section>", "<form><form>x</form></form>",
    ])
    func `odd markup is shown as a parser reads the whole page`(html: String) throws {
        let session = PreviewSession()
        var page = sample(css: "p{color:#080}", Self.three)
        try page.check(session, html)

        page.sections[1] = html
        try page.check(session, html)
        page.sections[0] = "<p>new</p>"
        try page.check(session, html)
        page.sections[1] = Self.three[1]
        try page.check(session, html)
    }

    @Test func `radio buttons of one group are on in one section at most`() throws {
        let session = PreviewSession()
        let radio = "<section><input type=radio name=r checked> W</section>"
        var page = sample([radio, "<p>x</p>", radio, radio.replacing("name=r", with: "name=q")])
        try page.check(session)

        page.sections[0] = radio.replacing("W", with: "other")
        try page.check(session)
        page.sections.removeLast(2)
        try page.check(session)
        page.sections[1] = "<div><form>\(radio)\(radio)</form></div>"
        try page.check(session)
    }

    @Test(arguments: [
        "<section><p>W</p><p>after</p></section>", "<section><p>a W b <i>c</i></p>d</section>",
        "<section><pre>W</pre></section>", "<section><textarea>W</textarea></section>",
        "<section><select><option>W</select></section>",
        "<section><table>W<tr><td>x</table></section>",
        "<section><table><tr><td>W</table></section>",
        "<section><svg><title>W</title></svg></section>",
        "<section><details><summary>W</summary>W</details></section>",
        "<section><p>&amp; W</p></section>",
        "<section><p title='W'>x</p></section>", "<section><!-- W -->x</section>",
        "<section><button>W</button></section>",
        "<section><p style='position:absolute'>W</p></section>",
        "<section style='background:url(x)'><h1 style='color:#fff'>W</h1></section>",
        "<section><ul><li>W<li>y</ul></section>", "<section>W</section>", "<p>W</p>",
        "<section><h1 style='float:left'>W</h1></section>", "<section><p>x</p>W<p>y</p></section>",
        "<section style='display:flex'>W<b>x</b></section>", "<section><b>W</b><b>W</b></section>",
        "<section><p style='display:inline-block'>W</p> and</section>",
        "<section><p>a &lt; W &copy b</p></section>", "<section><p>x&W;</p></section>",
        "<section><p>\n  W\n</p></section>", "<section><pre>\nW</pre></section>",
        "<section><p style='display:none'>W</p><svg><desc>W</desc></svg></section>",
        "<section><p hidden>a<b>W</b></p>x</section>", "<section><noscript>W</noscript></section>",
        "<section><template>W</template><script>W</script></section>",
    ])
    func `words are shown as they would be read`(html: String) throws {
        let session = PreviewSession()
        var page = sample(css: "p:empty,li:empty{display:none}", Self.three)
        for words in [
            "one", "other words", "", "x", " ", "y", "\n", "z", "\nlead", "a&amp;b", "a<b>c", "&",
            "<",
            "ünï 漢字 🎉", "\u{A0}", "x\r\ny", "\u{0}", "</p>x",
            "a much longer text that is wrapped twice or more",
            "end\n", "\u{1B}[1m", "p", "pp", "amp", "a;", "gt", "&gt",
        ] {
            page.sections[1] = html.replacing("W", with: words)
            try page.check(session, html + words)
        }
    }

    @Test(arguments: [
        "<b>open ", "<main id=m>", "<body class=x><div class=wrap style='background:#eee'>",
        "<table>",
        "<p>before", "<form action=x>", "<ul>", "<main data-pm-id=main title='a&quot;b<c>&amp;'>",
        "<html lang=ar dir=rtl><body><div>", "<svg>", "<select>", "<div><body id=late>",
    ])
    func `what is around sections is heeded`(before: String) throws {
        for doctype in ["", "<!doctype html>"] {
            let session = PreviewSession()
            var page = sample(css: ".x{color:#050} #late{color:#500} section{border:1px solid}", [])
            page.before = doctype + page.before + before
            page.sections = Self.three
            try page.check(session, before)
            page.sections[2] = "<section><table><tr><td>cell</table></section>"
            try page.check(session, before)
            page.after = "<footer>end</footer>" + page.after
            try page.check(session, before)
        }
    }
}
