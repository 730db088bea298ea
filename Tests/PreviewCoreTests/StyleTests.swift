import Testing

@testable import PreviewCore

struct StyleTests {
    /// The colour of the first run with text.
    private func color(_ css: String, _ html: String = "<p id=i class='a b' title=hello>x</p>")
        -> RGB?
    {
        rendered(html, css: "body{background:#fff}" + css).rows.lazy.flatMap(\.runs).first {
            $0.text.contains("x")
        }?.style.foreground
    }
    private let red = RGB(red: 255, green: 0, blue: 0)

    @Test(arguments: [
        ("@import 'a.css';", true), ("@import url(a.css) print;", false),
        ("@import url('a.css') screen and (min-width: 600px);", true),
        ("@import url(a.css) layer(x) supports(display: grid) (width < 600px);", false),
        ("@import 'a.css' layer;", true), ("@import 'a.css' layer(b.c) all;", true),
        ("@import 'a.css' print, (600px <= width <= 1300px);", true),
    ])
    func `a sheet that is brought in for another medium is not missed`(css: String, counts: Bool) {
        let input = PreviewInput(html: Array("<style>\(css) p{color:red}</style><p>x".utf8))
        let honesty = PreviewRenderer.render(input, options: PreviewOptions(width: 60)).honesty
        #expect(honesty.missingSheets == (counts ? ["a.css"] : []))
        #expect(honesty.unknownRules == 0)
    }

    @Test(arguments: [
        ("(width >= 1200px)", true), ("(1200px < width)", false),
        ("(400px <= width < 1201px)", true),
        ("(width > 1200px)", false), ("(height<=800px)", true), ("(width = 1200px)", true),
        ("not (width < 600px)", true), ("(1201px > width >= 1200px) and (height > 799.5px)", true),
    ])
    func `ranges of media features are answered`(query: String, holds: Bool) {
        let condition = MediaReader.condition(of: query)

        #expect(
            condition.holds(MediaContext(width: 1200, height: 800, prefersDark: false)) == holds)
    }

    @Test(arguments: [
        "p{color:red}", "*{color:red}", ".a.b{color:red}", "#i{color:red}", "body p{color:red}",
        "body>p{color:red}",
        "p[title]{color:red}", "p[title=hello]{color:red}", "[title^='he']{color:red}",
        "[title$=llo]{color:red}",
        "[title*=ell]{color:red}", "p:not(.c){color:red}", ":is(div,p){color:red}",
        ":where(p){color:red}",
        "p:first-of-type{color:red}", "p:last-child{color:red}", "p:nth-child(n+1){color:red}",
        "body:has(p){color:red}",
        ":root{color:red}", "P{color:RED}", "div,p{color:red}", "p{color:#f00}",
        "p{color:rgb(255 0 0)}",
        "p{color:hsl(0,100%,50%)}", "p{color:red;color:nonsense}", "@media screen{p{color:red}}",
        "@media (min-width:1000px) and (max-width:1400px){p{color:red}}",
        "@media (width>=1200px){p{color:red}}",
        "@media not print{p{color:red}}", "@supports (display:grid){p{color:red}}",
        "@layer x{p{color:red}}",
        "@media (prefers-color-scheme:light){p{color:red}}", ":root{--c:red}p{color:var(--c)}",
        "p{color:var(--d,red)}",
        "p{--c:var(--e);--e:red;color:var(--c)}", "p{color:red!important}#i{color:blue}",
        "#i{color:red}p.a.b{color:blue}",
        "p{color:blue}p{color:red}", "/* { */p{color:red}", "p{;color:red;}",
        "}p{color:blue}p{color:red}",
        "@layer u{p{color:blue}}*{color:red}", ".\\61{color:red}",
        "p{color:color-mix(in srgb, red 100%, blue)}",
        "p:nth-child(1 of .a){color:red}", "p:nth-last-child(odd of p, div){color:red}",
        "body{p{color:red}}", "body{& p{color:red}}", "p{&.a{color:red}}", ".a{.b&{color:red}}",
        "body{> p{color:red}}", "html{body{p{color:red}}}", "div,body{.b{color:red}}",
        "p{color:blue;&#i{color:red}}", "p{@media (width>=1200px){color:red}}",
        "p{@supports (display:grid){&.a{color:red}}}", "p{.c &{color:blue} color:red}",
        "p{#nonsense; color:red}", "p{&:hover{color:blue}}p{color:red}",
        "p{a b c;color:red}",
    ])
    func `the rule holds`(css: String) {
        #expect(color(css) == red)
    }

    @Test(
        arguments: [
            "p:hover{color:red}", "p.c{color:red}", "div p{color:red}", "p:not(.a){color:red}",
            "@media print{p{color:red}}",
            "@media (max-width:600px){p{color:red}}", "p::selection{color:red}",
            "p:nth-child(2n){color:red}",
            "@supports (no-such:thing){p{color:red}}", "p{color:var(--none)}",
            "p{color:var(--a);--a:var(--b);--b:var(--a)}",
            "p + p{color:red}", "p:empty{color:red}",
            "@media (prefers-color-scheme:dark){p{color:red}}",
            "p:nth-child(1 of .c){color:red}", "p:nth-child(2 of .a){color:red}",
            "p{@media print{color:red}}", "body{&.c p{color:red}}", "p{> p{color:red}}",
            "p{& &{color:red}}", "p{color:red",
        ].dropLast())
    func `the rule does not hold`(css: String) {
        #expect(color(css) != red)
    }

    @Test func `layers are ordered over all sheets by where they are named first`() {
        let sheets = [
            "@layer base, theme;", "@layer theme{p{color:red}}", "@layer base{p{color:blue}}",
        ]
        let unnamed = ["@layer{p{color:blue}}", "@layer{p{color:red}}"]

        #expect(color("</style><style>" + sheets.joined(separator: "</style><style>")) == red)
        #expect(color("</style><style>" + unnamed.joined(separator: "</style><style>")) == red)
        #expect(
            color("</style><style>" + sheets.dropFirst().joined(separator: "</style><style>"))
                != red)
    }

    @Test func `escaped names are names`() {
        #expect(color(".md\\:w-1\\/2{color:red}", "<p class='md:w-1/2'>x</p>") == red)
    }

    @Test func `lengths are computed`() {
        let wide = "div{width:calc(100% - 2 * 100px);text-align:right}"
        #expect(shown("<div>x</div>", css: wide) == [String(repeating: " ", count: 49) + "x"])
        let clamp = "div{width:clamp(100px,50vw,300px);text-align:right}"
        #expect(shown("<div>x</div>", css: clamp) == [String(repeating: " ", count: 14) + "x"])
        let nested = "html{font-size:20px}div{font-size:2em;width:min(10rem,5em);text-align:right}"
        #expect(shown("<div>x</div>", css: nested) == ["         x"])
    }

    @Test func `what is not understood is counted and named`() {
        let page = rendered(
            "<p>x",
            css:
                "p:frobnicate{color:red} p{frobnicate:1} @frob x{} p{-webkit-thing:1;transition:none}"
        )

        #expect(page.honesty.unknownRules == 3)
        #expect(page.honesty.examples.contains { $0.hasPrefix("p:frobnicate") })
    }

    @Test func `a vendor's own selectors are passed over in silence`() {
        let css =
            "p:-moz-focusring{color:red} p:not(:-moz-placeholder-shown){display:none} p::-webkit-x{color:red}"

        #expect(rendered("<p>x", css: css).honesty.unknownRules == 0)
        #expect(shown("<p>x", css: css) == ["x"])
    }

    @Test func `what is not loaded is counted`() {
        let html =
            "<link rel=stylesheet href=https://x.test/a.css><link rel=stylesheet href=b.css><script src=a.js></script>"
        let page = rendered(html + "<p>x")

        #expect(page.honesty.remoteSheets == 1)
        #expect(page.honesty.missingSheets == ["b.css"])
        #expect(
            page.honesty.sentence
                == "≈ approximate; JS not run; 1 remote sheet not loaded; 1 sheet missing")
    }

    @Test func `a linked sheet is the one the caller gave`() {
        let page = PreviewRenderer.render(
            PreviewInput(
                html: Array("<link rel=stylesheet href=a.css><p>x<i>y</i>".utf8),
                sheets: [("a.css", "i{display:none}")]),
            options: PreviewOptions(width: 20))

        #expect(page.plainText.contains("x\n"))
    }

    @Test func `no sheet takes long or traps`() {
        let bomb = (0..<40).map { "--v\($0):var(--v\($0 + 1)) var(--v\($0 + 1));" }.joined()
        #expect(shown("<p>x", css: ":root{\(bomb)--v40:red}p{color:var(--v0)}") == ["x"])
        #expect(shown("<p>x", css: String(repeating: "@media screen{", count: 5000)) == ["x"])
        #expect(shown("<p>x", css: "p{width:" + String(repeating: "calc(", count: 5000)) == ["x"])
        #expect(shown("<p>x", css: String(repeating: ":not(", count: 5000)) == ["x"])
        let grid =
            "div{display:grid;grid-template-columns:repeat(999999999,1px)} p{grid-column:99999/-99999;grid-row:span 999999}"
        #expect(shown("<div><p>x</div>", css: grid).joined().contains("x"))
    }
}

/// Sheets that other sheets bring in.
struct ImportedSheetTests {
    private func page(
        _ css: String, _ others: [(String, String)] = [], html: String = "<p>one<b>two</b>",
        width: Int = 20
    ) -> PreviewPage {
        PreviewRenderer.render(
            PreviewInput(
                html: Array("<link rel=stylesheet href='css/main.css?v=1'>\(html)".utf8),
                sheets: [("css/main.css?v=1", css)] + others.map { (href: $0, css: $1) }),
            options: PreviewOptions(width: width))
    }

    private func words(_ page: PreviewPage) -> String {
        page.plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func `a sheet of the site is brought in from its own folder, before what imports it`() {
        let hidden = ("css/parts/b.css", "b{display:none}")

        #expect(words(page("@import 'parts/b.css';", [hidden])) == "one")
        #expect(words(page("@import 'parts/b.css'; b{display:inline}", [hidden])) == "onetwo")
        let deeper = ("css/parts/a.css", "@import url(b.css);")
        let loaded = page("@import 'parts/a.css';", [deeper, hidden])
        #expect(words(loaded) == "one" && loaded.honesty.missingSheets.isEmpty)
    }

    @Test func `a sheet in the page imports from the page's folder`() {
        let html = "<style>@import 'b.css';</style><p>one<b>two</b>"

        #expect(words(page("", [("b.css", "b{display:none}")], html: html)) == "one")
    }

    @Test(arguments: [
        "@import 'b.css' print;", "@import 'b.css' (width < 300px);",
        "p{color:red} @import 'b.css';", "@media all { @import 'b.css'; }",
    ])
    func `one for another medium, or behind a rule, is not`(css: String) {
        let loaded = page(css, [("css/b.css", "b{display:none}")])

        #expect(words(loaded) == "onetwo" && loaded.honesty.missingSheets.isEmpty)
    }

    @Test func `what is not there, or elsewhere, is counted by its address`() {
        let honesty = page(
            "@import 'x.css'; @import 'https://a.test/b.css'; @import '../y.css';",
            [("css/x.css", "@import 'z.css'; p{no-such:1}")]
        ).honesty

        #expect(honesty.missingSheets == ["css/z.css", "css/../y.css"])
        #expect(honesty.remoteSheets == 1 && honesty.unknownRules == 1)
    }

    @Test func `sheets that import each other are read once, and very many are not`() {
        let round = page(
            "@import 'a.css';",
            [("css/a.css", "@import 'main.css?v=1'; @import 'a.css'; b{display:none}")])
        #expect(words(round) == "one" && round.honesty.missingSheets.isEmpty)

        let many = (0..<8).map { level in
            (
                "css/\(level).css",
                String(repeating: "@import '\(level + 1).css';", count: 10) + "i{color:red}"
            )
        }
        let bomb = page("@import '0.css';", many)
        #expect(words(bomb) == "onetwo" && !bomb.honesty.missingSheets.isEmpty)
    }

    @Test(arguments: [
        // A layer gives way to what is in none.
        ("@import 'a.css' layer(x); b{display:inline}", "b#i{display:none}", "onetwo"),
        ("@import 'a.css' layer; b{display:inline}", "b#i{display:none}", "onetwo"),
        ("@import 'a.css' layer(x);", "b{display:none}", "one"),
        // Layers stand in the order in which they are named first.
        (
            "@layer y, x; @import 'a.css' layer(x); @layer y { b#i{display:inline} }",
            "b{display:none}", "one"
        ),
        (
            "@layer x, y; @import 'a.css' layer(x); @layer y { b{display:inline} }",
            "b#i{display:none}", "onetwo"
        ),
        // What a sheet in a layer imports is in it, too.
        ("@import 'c.css' layer(x); b{display:inline}", "b#i{display:none}", "onetwo"),
    ])
    func `an imported sheet is in the layer that it is given`(
        css: String, imported: String, words: String
    ) {
        let loaded = page(
            css, [("css/a.css", imported), ("css/c.css", "@import 'a.css';")],
            html: "<p>one<b id=i>two</b>")

        #expect(self.words(loaded) == words)
    }

    @Test func `a page that is drawn again has the same sheets, and another where one changed`()
        throws
    {
        var imported = ParsedSheet(css: "b{display:none}")
        let main = ParsedSheet(css: "@import 'b.css' layer(x);")
        let session = PreviewSession()
        func render(_ words: String) -> String {
            let pieces = PagePieces([
                PagePieces.Piece(
                    Array(
                        "<!doctype html><link rel=stylesheet href=m.css><body style=margin:0>".utf8),
                    isSection: false),
                PagePieces.Piece(Array("<div>\(words)<b>two</b></div>".utf8), isSection: true),
                PagePieces.Piece(Array("<div>other</div>".utf8), isSection: true),
                PagePieces.Piece(Array("</body>".utf8), isSection: false),
            ])
            return session.render(pieces, options: PreviewOptions(width: 20)) {
                $0 == "m.css" ? main : $0 == "b.css" ? imported : nil
            }.plainText
        }

        #expect(render("one") == "one\nother\n")
        #expect(render("1") == "1\nother\n" && session.freshSections == 1)
        imported = ParsedSheet(css: "b{color:red}")
        #expect(render("1") == "1two\nother\n")
    }
}
