import Testing

@testable import PreviewCore

struct ReadingTests {
    private func read(_ body: String, css: String = "") -> PageReading {
        PageReading(
            Array("<!doctype html><style>\(css)</style><body>\(body)".utf8),
            options: PreviewOptions(width: 80), sheet: { _ in nil })
    }

    /// Each stop as `depth role name !fault`.
    private func lines(_ stops: [PageStop]) -> [String] {
        stops.map { stop in
            ([String(repeating: ">", count: stop.depth) + stop.role, stop.name]
                + stop.faults.map { "!" + $0.words }).filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    @Test func `headings stand in their landmarks, and a level that is skipped is named`() {
        let reading = read(
            """
            <header><h1>Bakery</h1></header>
            <main><section aria-label=Bread><h3>Rye <img alt=loaf></h3></section></main>
            <footer><h2></h2></footer>
            """)

        #expect(
            lines(reading.outline) == [
                "header", ">h1 Bakery", "main", ">section Bread", ">>h3 Rye loaf !h3 follows h1",
                "footer", ">h2 !no name",
            ])
    }

    @Test func `a header inside a section is no landmark`() {
        let reading = read("<section><header><h2>Rye</h2></header></section>")

        #expect(lines(reading.outline) == ["section", ">h2 Rye"])
    }

    @Test func `an image without alternative text is named, one that is decoration is not`() {
        let reading = read(
            "<img src=a.png><img src=b.png alt=''><img src=c.png role=presentation><img src=d alt=x>"
        )

        #expect(lines(reading.outline) == ["image a.png !no alt"])
    }

    @Test func `what is hidden is in no list`() {
        let reading = read(
            """
            <nav hidden><a href=a>a</a></nav><nav class=off><a href=b>b</a></nav>
            <nav aria-hidden=true><h2>c</h2></nav><p style="visibility:hidden"><a href=d>d</a></p>
            """, css: ".off{display:none}")

        #expect(reading.outline.isEmpty)
        #expect(reading.focusOrder.isEmpty)
    }

    @Test func `Tab goes by positive tabindex first, then as the page is written`() {
        let reading = read(
            """
            <a href=1>one</a><a>no link</a><button tabindex=2>two</button>
            <button tabindex=-1>never</button><input tabindex=1 aria-label=three><div tabindex=0>four</div>
            """)

        #expect(
            lines(reading.focusOrder) == [
                "text field three !tabindex 1", "button two !tabindex 2", "link one",
                "element four",
            ])
    }

    @Test func `what is disabled is passed over, and radio buttons are one stop`() {
        let reading = read(
            """
            <fieldset disabled><input aria-label=a></fieldset><button disabled>b</button>
            <form><input type=radio name=r aria-label=c><input type=radio name=r checked aria-label=d></form>
            <input type=hidden><details><summary>e</summary><a href=f>f</a></details>
            """)

        #expect(lines(reading.focusOrder) == ["radio button d", "summary e"])
    }

    @Test(arguments: [
        ("<a href=x aria-label=A>b</a>", "link A"), ("<a href=x><img alt=A></a>", "link A"),
        ("<a href=x><svg></svg></a>", "link !no name"),
        ("<label>A <input></label>", "text field A"),
        ("<label for=i>A</label><input id=i>", "text field A"),
        ("<p id=n>A</p><input aria-labelledby=n title=b>", "text field A"),
        ("<input placeholder=A>", "text field A"), ("<input>", "text field !no name"),
        ("<input type=submit>", "button Submit"), ("<select></select>", "choice !no name"),
        ("<button><span aria-hidden=true>x</span></button>", "button !no name"),
    ])
    func `what a control is called`(html: String, line: String) {
        #expect(lines(read(html).focusOrder) == [line])
    }

    @Test func `a stop names the nearest node of the site`() {
        let reading = read("<div data-pm-id=n1><p><a href=x>y</a></p></div>")

        #expect(reading.focusOrder.map(\.node) == ["n1"])
    }

    @Test func `the list of gaps counts what the mark counts`() {
        let html = """
            <link rel=stylesheet href=a.css><link rel=stylesheet href=https://x/b.css>
            <link rel=stylesheet href=c.css><style>p{no-such:1;nor-such:2}</style>
            <script>1</script><script src=d.js></script><img src=https://x/e.png>
            """
        let input = PreviewInput(
            html: Array(html.utf8), sheets: [("a.css", "@import 'f.css'; q{no-such:1}")])

        let honesty = PreviewRenderer.render(input, options: PreviewOptions(width: 80)).honesty
        let gaps = PageReading(
            input.html, options: PreviewOptions(width: 80),
            sheet: { href in href == "a.css" ? ParsedSheet(css: input.sheets[0].css) : nil }
        ).gaps

        func count(_ kind: PreviewGap.Kind) -> Int {
            gaps.filter { $0.kind == kind }.reduce(0) { $0 + $1.count }
        }
        #expect(count(.rules) == honesty.unknownRules && honesty.unknownRules == 3)
        #expect(count(.remoteSheet) == honesty.remoteSheets && honesty.remoteSheets == 1)
        #expect(count(.missingSheet) == honesty.missingSheets.count)
        #expect(count(.script) == honesty.scripts && honesty.scripts == 2)
        #expect(count(.image) == honesty.missingImages && honesty.missingImages == 1)
        #expect(
            gaps.map(\.name) == [
                "a.css", "f.css", "https://x/b.css", "c.css", "<style> 1", "<script> 1", "d.js",
                "https://x/e.png",
            ])
    }

    @Test func `a page that cannot be parsed has nothing to list`() {
        let reading = PageReading(
            [0xFF, 0xFE], options: PreviewOptions(width: 80), sheet: { _ in nil })

        #expect(reading == PageReading())
    }
}
