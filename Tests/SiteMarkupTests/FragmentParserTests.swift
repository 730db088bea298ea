import SiteModel
import Testing

@testable import SiteMarkup

struct FragmentParserTests {
    private func section(_ html: String) throws -> NodeDraft {
        try FragmentParser.sectionDraft(fromHTML: html, makeID: CountingIDs().next)
    }

    private func codes(_ html: String) -> [String] {
        do throws(MarkupError) {
            _ = try FragmentParser.parse(html: html, makeID: CountingIDs().next)
            return []
        } catch {
            guard case .refused(let findings) = error else { return ["\(error)"] }
            return findings.map(\.code)
        }
    }

    private func written(_ draft: NodeDraft) -> String {
        String(decoding: SourceWriter.html(ofNode: draft.id, in: Site(draft: draft)), as: UTF8.self)
    }

    @Test func `new HTML is written canonically`() throws {
        let draft = try section(
            "<SECTION class=a id='menu'><h2>Bread &amp; <b>Cakes</b></h2><ul><li>1<li>2</ul>\n<img src=x></SECTION>"
        )

        #expect(draft.fields.first?.value == .text("menu"))
        #expect(
            written(draft)
                == "<section class=\"a\" id=\"menu\"><h2>Bread &amp; <b>Cakes</b></h2><ul><li>1</li><li>2</li></ul>\n"
                + "<img src=\"x\"></section>")
    }

    @Test func `loose text and several elements get a section around them`() throws {
        #expect(written(try section("Hello")) == "<section>Hello</section>")
        #expect(
            written(try section("<p>a1</p><p>b2</p>")) == "<section><p>a1</p><p>b2</p></section>")
        #expect(throws: MarkupError.self) { try section("  <!-- nothing --> ") }
    }

    @Test(arguments: [
        ("<p>fine</p><script>alert(1)</script>", "inline-script"),
        ("<section onclick='x()'>a</section>", "event-handler"),
        ("<a href='java\tscript:alert(1)'>a</a>", "dangerous-address"),
        ("<a href='&#106;avascript&colon;x'>a</a>", "dangerous-address"),
        ("<iframe src=//x></iframe>", "remote-frame"),
        ("<iframe srcdoc=x></iframe>", "frame-document"),
        ("<object data=x></object>", "plugin"),
        ("<form action=' javascript:x'><p>a</form>", "dangerous-address"),
        ("<meta http-equiv=Refresh content=0>", "meta-refresh"), ("<base href=/x>", "base"),
        ("<svg><use href='x.svg#a'/></svg>", "svg-external"),
        ("<svg><script>1</script></svg>", "inline-script"),
        ("<svg><animate attributeName=href to=x /></svg>", "svg-animation"),
        ("<svg><foreignObject><p>x</p></foreignObject></svg>", "foreign-content"),
        ("<p style='width:expression(1)'>x</p>", "style-script"),
        ("<style>@import 'https://x/y.css';</style>", "remote-style"),
        ("<style>@font-face{src:url(//x/y)}</style>", "remote-font"),
        ("<link rel=stylesheet href=https://x/y.css>", "remote-style"),
        ("<noscript>x</noscript>", "noscript"), ("<p>a</div>", "ignored-markup"),
        ("<b><p>x</b></p>", "misnested"),
        ("<table>x<tr><td>y</table>", "misnested"), ("<tr><td>x</td></tr>", "ignored-markup"),
        ("<body onload=x>", "ignored-markup"), ("<p @click=x>y</p>", "odd-name"),
    ])
    func `what the policy refuses is refused whole`(html: String, code: String) {
        #expect(codes(html).contains(code), "\(codes(html))")
    }

    @Test(arguments: [
        "<p style='color:red; scroll-behavior:smooth'>x</p>", "<a href=https://example.com>x</a>",
        "<a href=mailto:a@b.c>x</a>",
        "<img src=data:image/png;base64,AAAA alt=x>",
        "<svg viewBox='0 0 1 1'><use href='#a'/><title>T</title></svg>",
        "<form action=/send method=post><label>a<input name=q></label><button>Go</button></form>",
        "<table><tr><td>x</table>", "<pre>\n\n a\n  b</pre>", "<my-card>x</my-card>",
        "<video src=v.mp4 controls></video>",
        "<p>a<br>b <em>c</em></p><!-- c -->", "<style>.a > .b{color:red}</style>",
        "<textarea>\n a &lt; b</textarea>",
    ])
    func `what it allows is taken`(html: String) {
        #expect(codes(html) == [])
    }

    @Test func `rows are taken where they will stand in a table`() throws {
        let rows = try FragmentParser.parse(
            html: "<tr><td>x1</td></tr>", under: "tbody", makeID: CountingIDs().next)

        #expect(rows.map(\.content.tag) == ["tr"])
    }

    @Test func `new texts take labels that are free`() throws {
        let drafts = try FragmentParser.parse(
            html: "<h2>a1</h2><p>b2</p><p>c3</p>", labelsInUse: ["title", "text.2"],
            makeID: CountingIDs().next)
        let labels = drafts.flatMap(\.children).flatMap(\.fields).map(\.value.plain)

        #expect(labels == ["heading", "text", "text.3"])
    }

    @Test func `findings say where`() {
        do throws(MarkupError) {
            _ = try FragmentParser.parse(
                html: "<p>é\n <a onclick=x>y</a></p>", makeID: CountingIDs().next)
        } catch {
            guard case .refused(let findings) = error else { return }
            #expect(findings.map(\.line) == [2])
            #expect(findings.map(\.column) == [5])
            #expect(findings.allSatisfy { !$0.message.isEmpty && !$0.fix.isEmpty })
        }
    }
}
