import Testing

@testable import PreviewCore

/// The preview of a small page as text: its rows without trailing space. At 60 columns a column is 20 CSS pixels.
func shown(_ html: String, css: String = "", width: Int = 60, platform: PreviewPlatform = .desktop)
    -> [String]
{
    rendered(html, css: css, width: width, platform: platform).rows.map(\.plainText)
}

func rendered(
    _ html: String, css: String = "", width: Int = 60, platform: PreviewPlatform = .desktop
) -> PreviewPage {
    PreviewRenderer.render(
        PreviewInput(html: Array("<style>body{margin:0}\(css)</style>\(html)".utf8)),
        options: PreviewOptions(width: width, platform: platform))
}

struct FlowTests {
    @Test func `paragraphs are wrapped and stand apart`() {
        #expect(shown("<p>One two three<p>four", width: 8) == ["One two", "three", "", "four"])
    }

    @Test func `white space collapses across inline elements`() {
        #expect(shown("<div> a <b> b</b> <i>c </i>\n d</div>") == ["a b c d"])
    }

    @Test func `preformatted text keeps its lines`() {
        #expect(shown("<pre>a\n  b</pre>") == ["a", "  b"])
    }

    @Test func `a word that is too long is broken, not cut`() {
        #expect(shown("<div>abcdefghij</div>", width: 4) == ["abcd", "efgh", "ij"])
    }

    @Test func `a line is broken after a hyphen and between east asian characters`() {
        #expect(shown("<div>well-known</div>", width: 7) == ["well-", "known"])
        #expect(shown("<div>漢字かな</div>", width: 5) == ["漢字", "かな"])
    }

    @Test func `a box is centred by automatic margins and held by max-width`() {
        #expect(
            shown("<div>ab</div>", css: "div{max-width:400px;margin:0 auto}") == [
                String(repeating: " ", count: 20) + "ab"
            ])
    }

    @Test func `text is aligned and transformed`() {
        #expect(
            shown("<div>Ab</div>", css: "div{text-align:right;text-transform:uppercase}", width: 6)
                == ["    AB"])
        #expect(shown("<p>ab cd</p>", css: "p{text-transform:capitalize}") == ["Ab Cd"])
    }

    @Test func `lists have markers beside them`() {
        let rows = shown("<ol start=3><li>a<li>b<ul><li>c</ul></ol><ul><li>d</ul>", width: 120)

        #expect(rows == [" 3. a", " 4. b", "      ◦ c", "", "  • d"])
    }

    @Test func `a list without room puts its markers in the line`() {
        #expect(shown("<ul><li>a b</ul>", css: "ul{padding:0}") == ["• a b"])
    }

    @Test func `floats stand side by side and are cleared`() {
        let css = "p{float:left;width:33%;margin:0} div{clear:both}"

        #expect(
            shown("<p>a<p>b<p>c<div>d</div>", css: css) == [
                "a                  b                  c", "d",
            ])
    }

    @Test func `text flows around a float`() {
        let css = "i{float:right;width:200px}"

        #expect(
            shown("<div><i>right</i>one two three four</div>", css: css, width: 30) == [
                "one two three four       right"
            ])
    }

    @Test func `inline boxes that just fit stay on one line`() {
        let css = "div div{display:inline-block;width:50%}"

        #expect(
            shown("<div><div>a</div> <div>b</div></div>", css: css) == [
                "a                             b"
            ])
    }

    @Test func `text in columns is dealt out evenly`() {
        let css = "div{columns:2;column-gap:40px} p{margin:0}"
        let rows = ["aa             cc", "bb             dd"]

        #expect(shown("<div><p>aa<p>bb<p>cc<p>dd</div>", css: css, width: 30) == rows)
    }

    @Test func `markers stand at the right end of text that runs from there`() {
        #expect(
            shown("<details dir=rtl><summary>ab</summary>x</details>", width: 10) == ["      ab ◂"])
        #expect(shown("<ul dir=rtl style=padding:0><li>ab</ul>", width: 10) == ["      ab •"])
    }

    @Test func `a picture that a page draws beside a summary is its arrow`() {
        let css =
            "summary{list-style:none} summary::after{content:'';float:right;width:16px;height:16px;"
            + "background-image:url(x.svg)}"

        #expect(
            shown("<details><summary>More</summary>x</details>", css: css, width: 20) == [
                "More" + String(repeating: " ", count: 15) + "▸"
            ])
        #expect(
            shown("<details open><summary>More</summary></details>", css: css, width: 20) == [
                "More" + String(repeating: " ", count: 15) + "▾"
            ])
    }

    @Test func `what precedes and follows by style is shown`() {
        #expect(
            shown("<b>x</b>", css: "b::before{content:'» '} b:after{content:attr(class) '!'}") == [
                "» x!"
            ])
    }
}

struct FlexTests {
    @Test func `columns stand side by side`() {
        let css = ".r{display:flex} .r>*{flex:1;margin:0}"

        #expect(
            shown("<div class=r><p>a<p>b<p>c</div>", css: css) == [
                "a                   b                   c"
            ])
    }

    @Test func `free space is dealt out`() {
        let spread = "nav{display:flex;justify-content:space-between}"
        #expect(shown("<nav><a>ab</a><a>cd</a></nav>", css: spread, width: 10) == ["ab      cd"])

        let pushed = "nav{display:flex} a+a{margin-left:auto}"
        #expect(shown("<nav><a>ab</a><a>cd</a></nav>", css: pushed, width: 10) == ["ab      cd"])
    }

    @Test func `items wrap where they may, and where they must`() {
        let css = "div{display:flex;flex-wrap:wrap} p{width:50%;margin:0}"
        #expect(
            shown("<div><p>a<p>b<p>c</div>", css: css) == ["a                             b", "c"])

        let must = shown(
            "<div><p>aaaaaa<p>bbbbbb</div>", css: "div{display:flex} p{margin:0}", width: 8)
        #expect(must == ["aaaaaa", "bbbbbb"])
    }

    @Test func `items are ordered, centred and stacked`() {
        #expect(
            shown(
                "<div><p>a<p>b</div>",
                css: "div{display:flex;flex-direction:row-reverse;gap:20px} p{margin:0}", width: 60)
                == [String(repeating: " ", count: 57) + "b a"])
        #expect(
            shown(
                "<div><p>a<p>b</div>",
                css: "div{display:flex;flex-direction:column;align-items:center} p{margin:0}",
                width: 9)
                == ["    a", "    b"])
        #expect(
            shown(
                "<div><p>a<p style='order:-1'>b</div>",
                css: "div{display:flex;gap:20px} p{margin:0}") == ["b a"])
    }

    @Test func `columns keep one free cell where they have a gap`() {
        let rows = shown(
            "<div><p>aaaa<p>bbbb</div>", css: "div{display:flex;gap:8px} p{margin:0;flex:1}",
            width: 9)

        #expect(rows == ["aaaa bbbb"])
    }

    @Test func `the phone stacks what the desktop puts side by side`() {
        let css =
            "@media (min-width: 600px) { div { display: flex } p { flex: 1 } } p { margin: 0 }"

        #expect(shown("<div><p>a<p>b</div>", css: css) == ["a                             b"])
        #expect(shown("<div><p>a<p>b</div>", css: css, platform: .mobile) == ["a", "b"])
    }
}

struct GridTests {
    @Test func `a grid that flows in columns fills the rows it names first`() {
        let html = "<div>" + "abcde".map { "<i>\($0)</i>" }.joined() + "</div>"
        let css = "div{display:grid;grid-auto-flow:column;justify-content:start;gap:0 20px;"

        #expect(shown(html, css: css + "grid-template-rows:auto auto}") == ["a c e", "b d"])
        #expect(shown(html, css: css + "}") == ["a b c d e"])
    }

    @Test func `columns are packed densely, too`() {
        let html = "<div><i>a</i><b>b</b><i>c</i></div>"
        let css =
            "b{grid-row:span 2} div{display:grid;grid-template-rows:auto auto;"
            + "justify-content:start;gap:0 20px;grid-auto-flow:column"

        #expect(shown(html, css: css + "}") == ["a b c"])
        #expect(shown(html, css: css + " dense}") == ["a b", "c"])
        #expect(
            shown(html, css: css.replacing("flow:column", with: "flow:dense column") + "}")
                == ["a b", "c"])
    }

    @Test func `dense packing goes back to the holes`() {
        let html = "<div><i class=w>a</i><i class=w>b</i><i>c</i></div>"
        let css = "div{display:grid;grid-template-columns:repeat(3,1fr)} .w{grid-column:span 2}"

        #expect(shown(html, css: css, width: 9).map { $0.filter { $0 != " " } } == ["a", "bc"])
        #expect(
            shown(html, css: css + "div{grid-auto-flow:row dense}", width: 9).map {
                $0.filter { $0 != " " }
            } == ["ac", "b"])
    }

    @Test func `fractions share the width`() {
        let css = "div{display:grid;grid-template-columns:1fr 2fr} p{margin:0}"

        #expect(shown("<div><p>a<p>b<p>c</div>", css: css) == ["a                   b", "c"])
    }

    @Test func `columns that cannot stand side by side stand one below the other`() {
        let css = "div{display:grid;grid-template-columns:1fr 1fr} p,form{margin:0}"
        let html = "<div><form><button>Place an order</button></form><p>of everything</div>"

        #expect(shown(html, css: css, width: 20) == ["[ Place an order ]", "of everything"])
        #expect(shown(html, css: css, width: 40).count == 1)
    }

    @Test func `as many columns as fit`() {
        let css =
            "div{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr))} p{margin:0}"

        #expect(
            shown("<div><p>a<p>b<p>c<p>d<p>e</div>", css: css) == [
                "a              b              c              d", "e",
            ])
    }

    @Test func `spans and places are kept`() {
        let css =
            "div{display:grid;grid-template-columns:repeat(3,1fr)} p{margin:0} .w{grid-column:span 2} .l{grid-column:3;grid-row:1}"

        #expect(
            shown("<div><p class=w>a<p class=l>b<p>c</div>", css: css) == [
                "a                                       b", "c",
            ])
    }

    @Test func `areas name their places`() {
        let css = """
            div{display:grid;grid-template-columns:200px 1fr;grid-template-areas:'h h' 's m'} p{margin:0}
            .h{grid-area:h} .s{grid-area:s} .m{grid-area:m}
            """

        #expect(
            shown("<div><p class=m>main<p class=h>head<p class=s>side</div>", css: css) == [
                "head", "side      main",
            ])
    }
}

struct TableTests {
    @Test func `cells stand in columns`() {
        let rows = shown(
            "<table><tr><th>Name<th>Price<tr><td>Bread<td>3<tr><td colspan=2>all day</table>",
            width: 40)

        #expect(rows == ["Name  Price", "Bread 3", "all day"])
    }

    @Test func `style makes tables too`() {
        let css = ".t{display:table;width:100%} .t>div{display:table-cell;width:50%}"

        #expect(
            shown("<div class=t><div>a</div><div>b</div></div>", css: css, width: 21) == [
                "a          b"
            ])
    }
}

struct HidingTests {
    @Test(arguments: [
        "display:none", "visibility:hidden", "opacity:0", "position:absolute;left:-9999px",
        "text-indent:-9999px",
        "position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)",
        "height:0;overflow:hidden",
        "clip-path:inset(50%)", "font-size:0", "position:fixed;transform:translateX(-100%)",
        "transform:scale(0)",
    ])
    func `what style hides is not shown`(style: String) {
        #expect(shown("<div style='\(style)'>hidden</div><p>shown") == ["shown"])
    }

    @Test(arguments: [
        "<p hidden>x</p>", "<template>x</template>", "<script>x</script>",
        "<head><title>x</title></head>",
        "<details><p>x</p></details>", "<dialog>x</dialog>", "<input type=hidden value=x>",
        "<datalist><option>x</datalist>",
    ])
    func `what the language hides is not shown`(html: String) {
        #expect(!shown(html + "<p>shown").joined().contains("x"))
    }

    @Test func `a page without scripts shows what is for it`() {
        #expect(shown("<noscript>No JS</noscript>") == ["No JS"])
    }
}

struct ControlTests {
    @Test func `controls look like what they are`() {
        #expect(shown("<button>Send</button>") == ["[ Send ]"])
        #expect(shown("<input placeholder=Name size=6>") == ["[ Name__ ]"])
        #expect(shown("<input placeholder=Address style='width:160px'>") == ["[ Add… ]"])
        #expect(shown("<input type=checkbox checked> Yes") == ["[x] Yes"])
        #expect(shown("<select><option>One<option selected>Two</select>") == ["[ Two ▾ ]"])
        #expect(shown("<img src=a.png alt='A cat'>") == ["[img: A cat]"])
    }

    @Test func `a link that looks like a button is one`() {
        let css = "a{display:inline-block;padding:8px 16px;background:#06c;color:#fff}"

        #expect(shown("<a href=#>Order now</a>", css: css) == ["[ Order now ]"])
    }

    @Test func `a border is drawn where there is room for it`() {
        let css = "div{border:1px solid;width:280px;padding:0 20px}"
        let frame = ["┌──────────────┐", "│ ab           │", "└──────────────┘"]
        #expect(shown("<div>ab</div>", css: css) == frame)

        let narrow = "div{border:1px solid;width:120px;padding:0 20px}"
        #expect(shown("<div>ab</div>", css: narrow) == ["────────", "ab", "────────"])
    }

    @Test func `counters count`() {
        let css =
            "ol{counter-reset:n;list-style:none;padding:0} li{counter-increment:n} li::before{content:counter(n) ') '}"

        #expect(shown("<ol><li>a<li>b</ol>", css: css) == ["1) a", "2) b"])
    }
}
