import Testing

@testable import PreviewCore

/// Big headings in letters of several rows.
struct BlockLetterTests {
    private func page(
        _ html: String, css: String = "", width: Int = 60,
        _ viewport: PreviewViewport = PreviewViewport(hasBlockLetters: true)
    ) -> PreviewPage {
        PreviewRenderer.render(
            PreviewInput(html: Array("<style>body,h1,h2,p{margin:0}\(css)</style>\(html)".utf8)),
            options: PreviewOptions(width: width, viewport: viewport))
    }

    private func rows(_ html: String, css: String = "", width: Int = 60) -> [String] {
        page(html, css: css, width: width).rows.map(\.plainText)
    }

    /// Whether anything is drawn in block letters.
    private func isLettered(_ page: PreviewPage) -> Bool {
        page.rows.contains { $0.runs.contains { $0.letters != nil } }
    }

    // MARK: - The picture

    @Test func `a big heading has letters of three rows and what hangs below the line`() {
        #expect(
            rows("<h1>Bread, today</h1><p>Order before ten") == [
                "█▀▀▄                  █       ▄           █",
                "█▀▀▄ █▄▀ ▄██▄ ▄▀▀█ ▄▀▀█       █▀▀ ▄▀▀▄ ▄▀▀█ ▄▀▀█ █  █",
                "█▄▄▀ █   ▀▄▄▄ ▀▄▄█ ▀▄▄█  ▄    ▀▄▄ ▀▄▄▀ ▀▄▄█ ▀▄▄█  ▀▀█",
                "                        ▀                        ▀▀▀",
                "Order before ten",
            ])
    }

    @Test func `its lines are broken between words, and stand where its text does`() {
        #expect(
            rows("<h1>Our menu</h1><p>Soup", css: "h1{text-align:center}", width: 30) == [
                "        ▄▀▀▄",
                "        █  █ █  █ █▄▀",
                "        ▀▄▄▀ ▀▄▄█ █",
                "",
                "",
                "     █▀▄▀▄ ▄██▄ █▀▀▄ █  █",
                "     █ █ █ ▀▄▄▄ █  █ ▀▄▄█",
                "Soup",
            ])
    }

    @Test func `where they would take many lines its letters are half as wide`() {
        #expect(
            rows("<h1>Bread, baked today</h1><p>Soup", width: 24) == [
                "▛▚          ▐",
                "▛▚ ▙▘▟▙ ▞▜ ▞▜",
                "▙▞ ▌ ▚▄ ▚▟ ▚▟ ▗",
                "              ▘",
                "▌     ▌      ▐",
                "▛▚ ▞▜ ▙▘ ▟▙ ▞▜",
                "▙▞ ▚▟ ▌▚ ▚▄ ▚▟",
                "",
                "▖     ▐",
                "▛▘▞▚ ▞▜ ▞▜ ▌▐",
                "▚▖▚▞ ▚▟ ▚▟ ▝▜",
                "           ▀▘",
                "Soup",
            ])
    }

    @Test func `marks of capitals have a row of their own, however they are written`() {
        let composed = rows("<h1>\u{C9}t\u{E9}</h1>")

        #expect(composed == [" ▄▀        ▄", "█▀▀▀ ▄    ▀", "█▀▀  █▀▀ ▄██▄", "█▄▄▄ ▀▄▄ ▀▄▄▄"])
        #expect(rows("<h1>E\u{301}te\u{301}</h1>") == composed)
    }

    @Test func `it has the heading's colour and ground, and neither its weight nor its slant`()
        throws
    {
        let css = "h1{color:#123456;background:#fedcba;font-style:italic}"

        let row = try #require(page("<h1>Hi</h1>", css: css).rows.first)
        let run = try #require(row.runs.first { $0.letters != nil })

        #expect(run.style.foreground == RGB(red: 0x12, green: 0x34, blue: 0x56))
        #expect(row.runs.allSatisfy { $0.style.background == run.style.background })
        #expect(!run.style.bold && !run.style.italic)
    }

    @Test func `a link in it is underlined where it ends below`() {
        let page = page("<h1>To <a href=x>us</a></h1>")

        let underlined = page.rows.map { $0.runs.contains { $0.style.underline } }
        #expect(underlined == [false, false, true])
    }

    // MARK: - What it is not done for

    @Test func `without being asked for, a heading is text`() {
        let html = "<h1>Bread</h1>"

        #expect(page(html, PreviewViewport()).rows.map(\.plainText) == ["Bread"])
        let plain = PreviewViewport(takesStyles: false, hasBlockLetters: true)
        #expect(!isLettered(page(html, plain)))
    }

    @Test(arguments: [
        "<h2>Bread</h2>", "<p style='font-size:60px'>Bread</p>", "<h1>日本</h1>", "<h1>Bread 🍞</h1>",
        "<h1>Bread <small style='font-size:12px'>daily</small></h1>", "<h1><s>Bread</s></h1>",
        "<h1>Bread <img alt=x></h1>", "<h1>Bread<button>Order</button></h1>",
        "<h1 role=presentation>Bread</h1>",
        "<h1>Pneumonoultramicroscopicsilicovolcanoconiosis</h1>",
        "<h1>One two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            + "fifteen sixteen seventeen eighteen nineteen twenty</h1>",
    ])
    func `what is small, no heading, not all letters, or does not fit is text`(html: String) {
        let css = "h2{font-size:24px}"

        let lettered = page(html, css: css)

        #expect(!isLettered(lettered))
        #expect(lettered.plainText == page(html, css: css, PreviewViewport()).plainText)
    }

    @Test(arguments: [
        "<h1><a href=x>Bread</a></h1>", "<h2>Bread</h2>", "<h1><span><b>Br</b>ead</span></h1>",
        "<h1><div>Bread</div></h1>", "<div role=heading class=big>Bread</div>",
        "<h1>A&nbsp;b<br>c<wbr>d</h1>",
        "<div class=mid><h1>Bread of the day</h1></div>",
    ])
    func `headings that hold more than their text are headings`(html: String) {
        let css =
            "h2,.big{font-size:40px}"
            + ".mid{display:flex;flex-direction:column;align-items:center}"

        #expect(isLettered(page(html, css: css)))
    }

    @Test func `the larger the window's pixels, the smaller the heading that is big`() {
        func isBig(_ pixels: Int, zoom: Int) -> Bool {
            isLettered(
                page(
                    "<h1 style='font-size:\(pixels)px'>x</h1>",
                    PreviewViewport(zoomPercent: zoom, hasBlockLetters: true)))
        }
        #expect(isBig(32, zoom: 100) && !isBig(31, zoom: 100))
        #expect(isBig(22, zoom: 150) && !isBig(32, zoom: 50))
    }

    // MARK: - Its place

    @Test func `headings side by side stay so, each above its own text`() throws {
        let css = ".row{display:flex}.row div{flex:1}h2{font-size:32px}"
        let html =
            "<div class=row><div><h2>Hot</h2><p>soup</div><div><h2>Cold</h2><p>salad</div></div><p>end"

        let page = rows(html, css: css)

        #expect(
            page == [
                "█  █      ▄                   ▄▀▀▀      █    █",
                "█▀▀█ ▄▀▀▄ █▀▀                 █    ▄▀▀▄ █ ▄▀▀█",
                "█  █ ▀▄▄▀ ▀▄▄                 ▀▄▄▄ ▀▄▄▀ █ ▀▄▄█",
                "soup                          salad",
                "end",
            ])
    }

    @Test func `a box that takes its content's width makes room for it in the middle`() {
        let css = ".mid{display:flex;flex-direction:column;align-items:center}"

        let page = rows("<div class=mid><h1>Bread</h1><p>Order</div>", css: css, width: 40)

        #expect(page.first == "        █▀▀▄                  █")
        #expect(page.last == "                 Order")
    }

    @Test func `beside a float it is text`() {
        let page = page("<img alt='a loaf' style='float:left'><h1>Bread</h1>")

        #expect(!isLettered(page) && page.plainText.contains("Bread"))
    }

    @Test func `columns of text do not cut its letters`() {
        let html = "<div style='columns:2'><p>one<h1>Big</h1><p>two<p>three</div>"

        let letters = rows(html).joined(separator: "\n")

        #expect(letters.contains("█▀▀▄ ▀"), "\(letters)")
        for row in rows("<h1>Big</h1>") { #expect(letters.contains(row), "\(row)") }
    }

    // MARK: - Its words and its node

    @Test func `all its rows belong to its node, and the first says the words`() throws {
        let page = page("<h1 data-pm-id=a>My <b>cat</b></h1><p data-pm-id=b>x")

        #expect(page.rowRange(ofNode: "a") == 0..<4 && page.rowRange(ofNode: "b") == 4..<5)
        let runs = page.rows.prefix(4).map { $0.runs.filter { $0.letters != nil } }
        #expect(runs.allSatisfy { $0.allSatisfy { $0.node == "a" } })
        let first = try #require(runs.first?.first)
        #expect(String(first.letters.map { $0.map(\.character) } ?? []) == "My cat")
        #expect(first.letters?.reduce(0) { $0 + $1.columns } == first.text.count)
        #expect(first.letters?.allSatisfy { $0.rows == 4 } == true)
        #expect(runs.dropFirst().joined().allSatisfy { $0.letters == [] })
    }

    // MARK: - The letters

    @Test func `each letter is drawn once, in six rows of one width, or seven`() {
        var seen: Set<Character> = []
        for line in LetterTable.letters.split(separator: "\n") {
            let rows = line.dropFirst(2).split(separator: " ")

            #expect(line.first.map { seen.insert($0).inserted } == true, "\(line)")
            #expect((6...7).contains(rows.count) && Set(rows.map(\.count)).count == 1, "\(line)")
            #expect(rows.allSatisfy { $0.count <= 8 && $0.allSatisfy { $0 == "#" || $0 == "." } })
        }
        for code in 0x21...0x7E where !"\\^`{}".unicodeScalars.contains(where: { $0.value == code })
        {
            let character = Unicode.Scalar(code).map { Character($0) } ?? " "
            #expect(seen.contains(character), "\(character)")
        }
    }

    @Test func `each letter with a mark is drawn`() {
        for pair in LetterTable.marks.flatMap({ $0.letters.split(separator: " ") }) {
            #expect(pair.count == 2 && pair.first.flatMap(LetterShape.of) != nil, "\(pair)")
        }
    }
}
