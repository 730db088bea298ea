import Testing

@testable import PreviewCore

struct PaintTests {
    private func run(_ page: PreviewPage, _ text: String) -> PreviewRun? {
        page.rows.lazy.flatMap(\.runs).first { $0.text.contains(text) }
    }

    @Test func `backgrounds and attributes reach the cells`() throws {
        let page = rendered(
            "<div><b>bold</b> <i>ital</i> <u>under</u> <s>gone</s></div>",
            css: "div{background:#003366;color:#fff}")

        let bold = try #require(run(page, "bold"))
        #expect(bold.style.background == RGB(red: 0, green: 0x33, blue: 0x66))
        #expect(bold.style.foreground == RGB(red: 255, green: 255, blue: 255))
        #expect(bold.style.bold)
        #expect(run(page, "ital")?.style.italic == true)
        #expect(run(page, "under")?.style.underline == true)
        #expect(run(page, "gone")?.style.strike == true)
    }

    @Test(arguments: [
        "color:#fff", "color:#eee;background:#ddd", "background:url(a.jpg);color:#fff",
        "opacity:.1",
    ])
    func `no text vanishes`(style: String) throws {
        let page = rendered("<div style='\(style)'>words</div>")

        let found = try #require(run(page, "words"))
        let text = try #require(found.style.foreground)
        let below = try #require(found.style.background)
        func rgba(_ c: RGB) -> RGBA {
            RGBA(hex: UInt32(c.red) << 16 | UInt32(c.green) << 8 | UInt32(c.blue))
        }
        #expect(rgba(text).contrast(with: rgba(below)) >= 2.2)
    }

    @Test func `rows know their nodes`() {
        let page = rendered(
            "<div data-pm-id=a><p data-pm-id=b>one<p data-pm-id=c>two <b data-pm-id=d>three</b></div>"
        )

        #expect(page.rowRange(ofNode: "a") == 0..<3)
        #expect(page.rowRange(ofNode: "b") == 0..<1)
        #expect(page.rowRange(ofNode: "c") == 2..<3)
        #expect(page.rowRange(ofNode: "d") == 2..<3)
        #expect(page.rowRange(ofNode: "none") == nil)
        #expect(run(page, "three")?.node == "d")
        #expect(run(page, "two")?.node == "c")
    }

    @Test(arguments: [1, 2, 3, 7, 20, 60])
    func `no row is wider than asked, and no control is in any`(width: Int) {
        let html = """
            <h1>Wide 漢字 \u{202E}title\u{1B}[31m</h1><div style='display:flex;margin:0 -99px;padding:50px'><p>a<p>👩‍👩‍👧 b</div>
            <table border><tr><td>x<td style='padding:90px'>y</table><img alt='a long label'><input size=99><hr><ul><li>z</ul>
            <div style='width:9999px;border:2px solid;float:right'>q</div>
            """
        let page = rendered(html, width: width)

        for row in page.rows {
            #expect(row.runs.reduce(0) { $0 + cellWidth(of: $1.text) } <= width)
            for scalar in row.runs.lazy.flatMap(\.text.unicodeScalars) {
                #expect(!VisibleText.isDropped(scalar.value))
            }
        }
    }

    @Test func `deep and broken pages are shown or refused, never a trap`() {
        let deep = String(repeating: "<div style='display:flex'>", count: 400) + "deep"
        #expect(shown(deep).joined().contains("deep"))
        #expect(shown(String(repeating: "<div>", count: 100_000)).joined().contains("not shown"))
        #expect(shown("<table><table><td><tr><ul></b><li></table>x").joined().contains("x"))
        #expect(shown("") == [])
    }
}

struct CellWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("ｗ", 2), ("한", 2),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2),
        ("👩‍👩‍👧", 2), ("🇫🇷", 2), ("❤️", 2), ("❤", 1), ("👍🏽", 2), ("1️⃣", 2), ("─", 1), ("\u{301}", 0),
        ("\u{7}", 0),
        ("ا", 1), ("ก็", 1),
    ])
    func `a cluster takes its cells`(text: String, width: Int) throws {
        #expect(cellWidth(of: try #require(text.first)) == width)
        #expect(cellWidth(of: text) == width)
    }
}
