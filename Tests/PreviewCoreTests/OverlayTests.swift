import Testing

@testable import PreviewCore

/// At 60 columns a column is 20 CSS pixels wide, as a row is high.
struct OverlayTests {
    private let card = ".c{position:relative;padding:20px} .b{position:absolute}"

    @Test func `a badge stands in its corner`() {
        let html = "<div class=c><span class=b>New</span>Bread from the stone</div>"

        #expect(
            shown(html, css: card + ".b{top:0;right:20px}", width: 30) == [
                String(repeating: " ", count: 26) + "New", " Bread from the stone", "",
            ])
        #expect(
            shown(html, css: card + ".b{bottom:0;left:0}", width: 30) == [
                "", " Bread from the stone", "New",
            ])
    }

    @Test func `beside a word there is room, over it there is none`() {
        let html = "<div class=c><b class=b>New</b><p>Bread</div>"
        let css = card + "p{margin:0} .c{padding:0}"

        #expect(shown(html, css: css + ".b{top:0;right:0}", width: 20) == ["Bread            New"])
        #expect(shown(html, css: css + ".b{top:0;left:0}", width: 20) == ["New", "Bread"])
        #expect(shown(html, css: css + ".b{top:0;left:50px}", width: 20) == ["New", "Bread"])
    }

    @Test func `a place that is not known, or outside, is left to the flow`() {
        let html = "<div class=c><p class=b>New</p><p>Bread</div>"
        let css = card + "p{margin:0} .c{padding:0}"

        for sides in ["top:0", "top:200px;right:0", "top:0;left:-200px", ""] {
            let rows = shown(html, css: css + ".b{\(sides)}", width: 20)
            #expect(rows.contains { $0.contains("New") } && rows.last == "Bread", "\(sides)")
        }
    }

    @Test func `two boxes for one place stay in the flow`() {
        let html = "<div class=c><p class=b>One<p class=b>Two<p>Bread</div>"
        let css = card + "p{margin:0} .c{padding:40px 0} .b{top:0;left:0}"

        #expect(
            shown(html, css: css, width: 20).map { $0.trimmed }.filter { !$0.isEmpty } == [
                "One", "Two", "Bread",
            ])
    }

    @Test func `what is centred by half of itself stands in the middle`() {
        let html = "<div class=c><b class=b>Play</b></div>"
        let css =
            card + ".c{height:200px;background:#eee;padding:0}"
            + ".b{top:50%;left:50%;transform:translate(-50%,-50%)}"

        let rows = shown(html + "<p>after", css: css, width: 20)

        #expect(rows.contains { $0.hasPrefix("        Play") })
    }

    @Test func `an item of a flex container that is positioned is none`() {
        let html = "<div class='c f'><i class=b>New</i><p>One<p>Two</div>"
        let css = card + ".f{display:flex} p{margin:0;flex:1} .b{top:0;right:0}"

        let rows = shown(html, css: css, width: 30)

        #expect(rows == [String(repeating: " ", count: 27) + "New", " One           Two", ""])
    }

    @Test(arguments: [
        ".c::before{content:'';position:absolute;inset:0;background:rgba(0,0,0,.5)}",
        ".c::after{content:'';position:absolute;top:0;left:0;width:100%;height:100%;background:#000;opacity:.5}",
        ".v{position:absolute;inset:0;background:#000;opacity:.5}",
        ".c::before{content:'';position:absolute;inset:0;background:linear-gradient(#0008,#0008)}",
    ])
    func `what covers a box without a word tints its ground`(css: String) throws {
        let base = "body{background:#fff}.c{position:relative;color:#fff}"
        let page = rendered("<div class=c><div class=v></div>Bread</div>", css: base + css)

        let run = try #require(page.rows.first?.runs.first { $0.text.contains("Bread") })

        let ground = try #require(run.style.background)
        #expect((110...140).contains(ground.red), "\(ground)")
        #expect(run.style.foreground == RGB(red: 255, green: 255, blue: 255))
    }

    @Test func `what is fixed over the whole window tints the page`() throws {
        let css =
            "body::before{content:'';position:fixed;top:0;left:0;width:100%;height:100%;"
            + "background:#000;opacity:.5}"

        let page = rendered("<p>Bread", css: css)
        let ground = try #require(page.rows[0].runs[0].style.background)

        #expect((110...140).contains(ground.red), "\(ground)")
        let other = css.replacing("body::before", with: "p::before")
        #expect(
            rendered("<p>Bread", css: other).rows[0].runs[0].style.background
                == RGB(red: 255, green: 255, blue: 255))
    }

    @Test(arguments: [
        ".c::before{content:'';position:absolute;top:0;left:0;width:50%;bottom:0;background:#000}",
        ".c::before{content:'';position:absolute;top:0;left:0;background:#000}",
        ".c::before{content:'';position:absolute;inset:0;background:#000;display:none}",
        ".v{position:absolute;inset:40px;background:#000}",
    ])
    func `what covers a part of it does not`(css: String) throws {
        let base = "body{background:#fff}.c{position:relative}"
        let page = rendered("<div class=c><div class=v></div>Bread</div>", css: base + css)

        let run = try #require(page.rows.first?.runs.first { $0.text.contains("Bread") })

        #expect(run.style.background == RGB(red: 255, green: 255, blue: 255))
    }
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
