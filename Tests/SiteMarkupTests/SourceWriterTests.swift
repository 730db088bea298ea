import SiteModel
import Testing

@testable import SiteMarkup

struct SourceWriterTests {
    /// Things that real and hostile pages do to their markup.
    static let odd = [
        "", "x", "<p>a<p>b", "<b>1<p>2</b>3</p>", "<table>foo<tr><td>x</table>",
        "<ul><li>a<li>b</ul>",
        "<!doctype html>\r\n<p>a\r\nb &amp; c</p>\r\n</body>\r\n</html>\r\n<!-- end -->\r\n",
        "\u{FEFF}<!doctype html><title> T &lt; U </title><body><div>x</div></div></div>",
        "<html><head><title>a</title></head><body class=x><div>a</div></body></html>tail<p>more",
        "<pre>\n\nfoo\n  bar</pre><textarea>\n a &amp; b</textarea>",
        "<svg viewBox='0 0 1 1'><path d='M0'/><g/></svg>",
        "<a href=x>1<a href=y>2", "<select><option>a<option selected>b</select>", "</p></br>",
        "<image src=x>",
        "<frameset><frame></frameset>", "<body><p>a</body><p>b</html>c",
        "<table><caption>c<col><tr><th>h<td>d</table>",
        "<p title='a\"b' title=c TITLE>x", "<math><mi>x</mi></math>",
        "<noscript><p>x</p></noscript>",
        "<div><main><section>a</section><section>b</section></main></div><script>1</script>",
        "<header>h</header><main id=m><section>a</section><section>b</section></main><footer>f</footer>",
        "<dl><dt>a<dd>b<dt>c</dl>", "<p>5 < 6 & 7 > 3 &copy &notit; &#x41;</p>",
        "<p>\u{F0000}x</p>", "<h1>a</h2>",
        "<form><form>a</form></form>", "<p><b><i>x</b>y</i></p>",
        "<![CDATA[x]]><?php echo 1 ?><!x>", "<isindex>",
        "<button>a<button>b", "<template><p>x</template>", "a<!--b-->c<!-->d", "<br/>text<hr>",
        "<nobr>a<nobr>b",
    ]

    @Test(arguments: odd)
    func `odd markup comes back byte for byte`(html: String) throws {
        #expect(try Fixtures.imported(html: html).firstPage == html)
    }

    @Test func `an edited text keeps the white space around it`() throws {
        var site = try Fixtures.imported(
            html: "<section id=a><p>\n  one\n  two &amp; three\n</p></section>")
        #expect(site.value("a.text") == "one two & three")

        site.setText("a.text", "1 < 2")
        #expect(site.firstPage == "<section id=a><p>\n  1 &lt; 2\n</p></section>")

        site.setText("a.text", "one two & three")
        #expect(site.firstPage == "<section id=a><p>\n  one\n  two &amp; three\n</p></section>")
    }

    @Test func `rich text is one text and keeps its tags as written`() throws {
        var site = try Fixtures.imported(
            html: "<section id=a><p>Hello <B class=x>big</B> world<br/>!</p></section>")
        let value = try #require(site.value("a.text"))
        #expect(value.withoutInlineMarks == "Hello big world!")

        site.setText("a.text", value.replacing("big", with: "sm&ll"))
        #expect(
            site.firstPage
                == "<section id=a><p>Hello <B class=x>sm&amp;ll</B> world<br/>!</p></section>")
    }

    @Test(arguments: [
        (
            "one\n  two &amp; three &copy; four", "one two & three © 4",
            "one\n  two &amp; three &copy; 4"
        ),
        ("one\n  two &amp; three", "1 two & three", "1\n  two &amp; three"),
        ("a &amp; <b>b</b>\n c &copy;", "a & ⟨b⟩ x c ©", "a &amp; <b>b</b>\n x c &copy;"),
        ("AT&T is", "AT&amp; is", "AT&amp;amp; is"), ("x &am y", "x &amp; y", "x &amp;amp; y"),
        ("&copy 1 &lt;", "© 2 <", "© 2 &lt;"), ("é&#233; a", "éé b", "é&#233; b"),
    ])
    func `an edited text keeps the bytes around the edit`(
        old: String, new: String, expected: String
    )
        throws
    {
        var site = try Fixtures.imported(html: "<section id=a><p>\(old)</p></section>")
        let marked = new.replacing("⟨", with: String(InlineTag.openMark(0))).replacing(
            "⟩", with: String(InlineTag.closeMark(0)))

        site.setText("a.text", marked)

        #expect(site.firstPage == "<section id=a><p>\(expected)</p></section>")
        #expect(try Fixtures.imported(html: site.firstPage).value("a.text") == marked)
    }

    @Test func `tags that merged edits left open or crossed are written well nested`() {
        let inlines = [
            InlineTag(tag: "b", open: "<b>", close: "</b>"),
            InlineTag(tag: "i", open: "<i>", close: "</i>"),
        ]
        let marks = [
            InlineTag.openMark(0), InlineTag.openMark(1), InlineTag.closeMark(0),
            InlineTag.closeMark(1),
        ]
        func written(_ order: [Int]) -> String {
            var out: [UInt8] = []
            let value = order.map { "\($0)" + String(Character(marks[$0])) }.joined()
            RichSource.append(value, inlines: inlines, to: &out)
            return String(decoding: out, as: UTF8.self)
        }

        #expect(written([0, 1, 2, 3]) == "0<b>1<i>2</i></b>3")
        #expect(written([0, 1]) == "0<b>1<i></i></b>")
        #expect(written([2, 0, 0]) == "20<b>0</b>")
    }

    @Test func `a changed attribute changes its own value only`() throws {
        let html = "<section id=a><a  HREF = 'x'  title=old data-q>Go there</a></section>"
        var site = try Fixtures.imported(html: html)
        let link = try #require(site.element("a"))

        site.nodes[link.id]?.fields[.attribute("href")] = .text("it's & that")
        #expect(site.firstPage == html.replacing("'x'", with: "'it&#39;s &amp; that'"))
        site.nodes[link.id]?.fields[.attribute("href")] = .text("x")
        #expect(site.firstPage == html)

        site.nodes[link.id]?.fields[.attribute("title")] = .text("new \"one\"")
        #expect(
            site.firstPage == html.replacing("title=old", with: "title=\"new &quot;one&quot;\""))
        site.nodes[link.id]?.fields[.attribute("title")] = nil
        #expect(site.firstPage == html.replacing("  title=old", with: ""))
        site.nodes[link.id]?.fields[.attribute("title")] = .text("old")
        site.nodes[link.id]?.fields[.attribute("rel")] = .text("me")
        site.nodes[link.id]?.attributeOrder.append("rel")
        site.nodes[link.id]?.classes = ["b", "c"]
        #expect(
            site.firstPage == html.replacing("data-q>", with: "data-q class=\"b c\" rel=\"me\">"))
    }

    @Test func `an attribute in another locale stands in that locale's page only`() throws {
        var site = try Fixtures.imported(html: "<section id=a><img src=x alt=Bread></section>")
        let image = try #require(site.element("img"))
        site.nodes[site.id]?.fields[.locales] = .text("en pt-BR")
        site.nodes[image.id]?.fields[.attribute("alt", locale: "pt-BR")] = .text("Pão")
        site.nodes[image.id]?.attributeOrder.append("alt@pt-BR")

        #expect(site.firstPage.contains("alt=Bread>"))
        let page = try #require(site.pages.first)
        let other = String(
            decoding: SourceWriter.html(of: page.id, in: site, locale: "pt-BR"), as: UTF8.self)
        #expect(other == "<section id=a><img src=x alt=\"Pão\"></section>")
    }

    @Test func `title and description are edited in place`() throws {
        let html =
            "<head><title>\n Old </title><meta name=description content=Before></head><body><p>x</p>"
        var site = try Fixtures.imported(html: html)
        #expect(site.value("page.title") == "Old")
        #expect(site.value("page.description") == "Before")

        site.setText("page.title", "New & old")
        site.setText("page.description", "After it")

        let expected = html.replacing("Old", with: "New &amp; old").replacing(
            "Before", with: "\"After it\"")
        #expect(site.firstPage == expected)
    }

    @Test func `tags that were left out are written where their neighbours changed`() throws {
        var site = try Fixtures.imported(html: "<ul id=a><li>one<li>two</ul>")
        let list = try #require(site.element("ul"))
        site.nodes[list.id]?.children.reverse()

        #expect(site.firstPage == "<ul id=a><li>two</li><li>one</li></ul>")
    }

    @Test func `the preview's page names its nodes`() throws {
        let site = try Fixtures.imported(
            html: "<section id=a><h1>Hi you</h1><script>1</script></section>")
        let page = try #require(site.pages.first)
        let heading = try #require(site.element("h1"))
        let text = try #require(site.keyed("a.title")).node

        let html = String(decoding: SourceWriter.annotated(page: page.id, in: site), as: UTF8.self)

        #expect(
            html.contains("<h1 data-pm-id=\"\(heading.id)\" data-pm-text=\"\(text)\">Hi you</h1>"))
        #expect(
            html.contains(
                "data-pm-section=\"\(try #require(site.sections(of: page.id).first).id)\""))
        #expect(!html.contains("script"))
    }

    @Test func `spans from a hostile server do not trap`() throws {
        let id = NodeID(high: 1, low: 1)
        let bytes = Array("<p title=x>a</p>".utf8)
        let blob = Digest.of(bytes)
        for (start, contentStart, contentEnd, end) in [
            (0, 1, 2, 3), (5, 6, 6, 6), (-1, 0, 0, 0), (3, 2, 1, 0), (0, 9, 99, 999),
            (15, 16, 16, 16),
        ] {
            let span = SourceSpan(
                blob: blob, start: start, contentStart: contentStart, contentEnd: contentEnd,
                end: end)
            for kind in NodeKind.allCases {
                let draft = NodeDraft(
                    id: id, content: NodeContent(kind: kind, tag: "p", source: span))
                _ = SourceWriter.html(ofNode: id, in: Site(draft: draft, blobs: [bytes]))
            }
        }
    }
}
