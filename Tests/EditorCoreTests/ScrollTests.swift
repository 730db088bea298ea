import PreviewCore
import Testing

@testable import EditorCore

struct ScrollTests {
    /// A pane with a page of so many rows.
    private func page(rows: Int) -> PagePane {
        var page = PagePane()
        page.preview = PreviewPage(
            rows: Array(repeating: PreviewRow(runs: []), count: rows), honesty: PreviewHonesty())
        return page
    }

    @Test func `what comes from below stands near the top, what comes from above near the bottom`()
    {
        var page = page(rows: 500)

        page.reveal(100..<112, height: 30)
        #expect(page.top == 98)
        page.reveal(112..<124, height: 30)
        #expect(page.top == 98)
        page.reveal(80..<92, height: 30)
        #expect(page.top == 64)
    }

    @Test func `of what is larger than the pane its beginning is shown`() {
        var page = page(rows: 500)

        page.reveal(100..<200, height: 30)
        #expect(page.top == 100)
        page.reveal(20..<60, height: 30)
        #expect(page.top == 20)
    }

    @Test func `nothing scrolls while the beginning of something long can be seen`() {
        var page = page(rows: 500)

        page.reveal(20..<44, height: 30)
        #expect(page.top == 0)
        page.reveal(24..<30, height: 30)
        #expect(page.top == 0)
        page.reveal(27..<33, height: 30)
        #expect(page.top == 25)
    }

    @Test func `a page never scrolls beyond its ends`() {
        var page = page(rows: 50)

        page.reveal(45..<50, height: 30)
        #expect(page.top == 20)
        page.reveal(0..<1, height: 30)
        #expect(page.top == 0)
    }

    @Test func `the page stays while the cursor walks, and comes when it rests`() {
        var page = page(rows: 500)

        page.revealLater(10..<12, height: 30)
        #expect(!page.isBehind)
        page.revealLater(100..<112, height: 30)
        #expect(page.isBehind && page.top == 0)
        page.reveal(100..<112, height: 30)
        #expect(!page.isBehind && page.top == 98)
    }
}
