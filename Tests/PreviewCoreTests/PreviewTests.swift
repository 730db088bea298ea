import Testing

@testable import PreviewCore

/// The preview of a small page as text: its rows without trailing space.
func shown(_ html: String, css: String = "", width: Int = 40, platform: PreviewPlatform = .desktop) -> [String] {
    let page = PreviewRenderer.render(
        PreviewInput(html: Array("<style>body{margin:0}\(css)</style>\(html)".utf8)),
        options: PreviewOptions(width: width, platform: platform))
    return page.rows.map(\.plainText)
}

struct PreviewTests {
    @Test func `paragraphs are wrapped and stand apart`() {
        #expect(shown("<p>One two three<p>four", width: 8) == ["One two", "three", "", "four"])
    }
}
