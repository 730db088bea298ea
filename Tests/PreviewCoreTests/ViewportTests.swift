import Testing

@testable import PreviewCore

struct ViewportTests {
    private func page(
        _ html: String, css: String = "", width: Int = 96, _ viewport: PreviewViewport
    ) -> PreviewPage {
        PreviewRenderer.render(
            PreviewInput(html: Array("<!doctype html><style>\(css)</style>\(html)".utf8)),
            options: PreviewOptions(width: width, viewport: viewport))
    }

    @Test func `each device answers a media query with its own width`() {
        let css =
            "b,i{display:none}@media(min-width:800px){b{display:inline}}"
            + "@media(min-width:700px) and (max-width:800px){i{display:inline}}"
        let html = "<b>wide</b><i>between</i><u>always</u>"

        func words(_ platform: PreviewPlatform) -> String {
            page(html, css: css, PreviewViewport(platform)).plainText
        }
        #expect(words(.desktop).contains("wide") && !words(.desktop).contains("between"))
        #expect(words(.tablet).contains("between") && !words(.tablet).contains("wide"))
        #expect(!words(.mobile).contains("between") && !words(.mobile).contains("wide"))
    }

    @Test func `a device uses no more columns than its line of text has`() {
        let html = "<p>" + String(repeating: "word ", count: 200)

        func widest(_ platform: PreviewPlatform) -> Int {
            page(html, width: 200, PreviewViewport(platform)).rows.map(\.plainText.count).max() ?? 0
        }
        #expect(widest(.mobile) <= 48 && widest(.tablet) <= 98 && widest(.tablet) > 48)
        #expect(widest(.desktop) > 98)
    }

    @Test func `zooming in makes the window narrower, and a box wider`() {
        let html = "<div style='width:300px;background:#abc'>x</div>"

        func cells(_ zoom: Int) -> Int {
            let page = page(html, PreviewViewport(zoomPercent: zoom))
            return page.rows[0].runs.filter {
                $0.style.background == RGB(red: 0xAA, green: 0xBB, blue: 0xCC)
            }
            .reduce(0) { $0 + $1.text.count }
        }
        #expect(cells(50) == 12 && cells(100) == 24 && cells(150) == 36)
        let css = "b{display:none}@media(max-width:900px){b{display:inline}}"
        #expect(
            page("<b>y</b>", css: css, PreviewViewport(zoomPercent: 150)).plainText.contains("y"))
        #expect(
            !page("<b>y</b>", css: css, PreviewViewport(zoomPercent: 100)).plainText.contains("y"))
    }

    @Test func `exact spacing gives white space its rows, and zooming scales them`() {
        let html = "<p style='margin:0 0 200px'>a</p><p style='margin:0'>b</p>"

        func gap(_ viewport: PreviewViewport) -> Int {
            let rows = page(html, viewport).rows.map(\.plainText)
            return (rows.firstIndex { $0.contains("b") } ?? 0)
                - (rows.firstIndex { $0.contains("a") } ?? 0) - 1
        }
        #expect(gap(PreviewViewport()) == 2)
        #expect(gap(PreviewViewport(isCompact: false)) == 10)
        #expect(gap(PreviewViewport(zoomPercent: 150, isCompact: false)) == 15)
    }

    @Test func `without its styles a page is what a text browser shows`() {
        let css = ".row{display:flex}.off{display:none}"
        let html =
            "<div class=row><p>one</p><p>two</p></div><p class=off>three</p><p style='display:none'>four"

        let plain = page(html, css: css, PreviewViewport(takesStyles: false))
        #expect(
            plain.rows.map(\.plainText).filter { !$0.isEmpty }.map { $0.trimmingSpaces }
                == ["one", "two", "three", "four"])
        #expect(page(html, css: css, PreviewViewport()).plainText.contains("three") == false)
    }

    @Test func `a page that prefers dark answers the dark rules`() {
        let css = "p{color:#123456}@media(prefers-color-scheme:dark){p{color:#fedcba}}"

        func red(_ dark: Bool) -> UInt8? {
            page("<p>x", css: "body{background:#777}" + css, PreviewViewport(prefersDark: dark))
                .rows
                .lazy.flatMap(\.runs).first { $0.text.contains("x") }?.style.foreground?.red
        }
        #expect(red(true) == 0xFE && red(false) != 0xFE)
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
