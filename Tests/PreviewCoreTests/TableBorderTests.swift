import Testing

@testable import PreviewCore

/// Lines between a table's cells. At 60 columns a column is 20 CSS pixels wide.
struct TableBorderTests {
    private let two = "<tr><td>a<td>b<tr><td>c<td>d"
    private let grid = "table{border-collapse:collapse} td{border:1px solid}"

    @Test func `cells with borders stand in a grid`() {
        let lines = ["┌─┬─┐", "│a│b│", "├─┼─┤", "│c│d│", "└─┴─┘"]

        #expect(shown("<table>\(two)</table>", css: grid) == lines)
        #expect(shown("<table border=1>\(two)</table>") == lines)
        #expect(shown("<table border=0>\(two)</table>") == ["a b", "c d"])
    }

    @Test func `padding stays beside lines, and a line takes the place of a row of it`() {
        #expect(
            shown("<table>\(two)</table>", css: grid + "td{padding:20px}") == [
                "┌───┬───┐", "│ a │ b │", "├───┼───┤", "│ c │ d │", "└───┴───┘",
            ])
    }

    @Test func `lines below rows are drawn alone`() {
        let css = "table{border-collapse:collapse} tr{border-bottom:1px solid} td{padding:0 20px}"

        #expect(shown("<table>\(two)</table>", css: css) == [" a  b", "──────", " c  d", "──────"])
    }

    @Test func `borders of rows and groups count where borders are collapsed`() {
        let html = "<table><thead><tr><th>a<tbody><tr><td>b</table>"
        let css = "thead{border-bottom:2px solid}"

        #expect(shown(html, css: css) == ["a", "b"])
        #expect(shown(html, css: css + "table{border-collapse:collapse}") == ["a", "─", "b"])
    }

    @Test func `no line goes through a cell that spans`() {
        let html = "<table><tr><td colspan=2>a<tr><td rowspan=2>b<td>c<tr><td>d</table>"

        #expect(
            shown(html, css: grid) == [
                "┌───┐", "│a  │", "├─┬─┤", "│ │c│", "│b├─┤", "│ │d│", "└─┴─┘",
            ])
    }

    @Test func `a table's own border is one with its cells'`() {
        #expect(
            shown(
                "<table>\(two)</table>", css: "table{border:1px solid} td+td{border-left:1px solid}"
            )
                == ["┌─┬─┐", "│a│b│", "│c│d│", "└─┴─┘"])
    }

    @Test func `the border of a table without others is its frame`() {
        let html = "<table><tr><td>alpha<td>beta<tr><td>gamma<td>delta</table>"

        #expect(
            shown(html, css: "table{border:1px solid}") == [
                "┌─────────────┐", "│alpha  beta  │", "│gamma  delta │", "└─────────────┘",
            ])
    }

    @Test func `where there is no room for lines and words there are words`() {
        let html = "<table><tr><td>alpha<td>beta<tr><td>gamma<td>delta</table>"

        #expect(
            shown(html, css: grid, width: 11) == [
                "───────────", "alpha beta",
                "───────────", "gamma delta", "───────────",
            ])
        let narrow = shown(html, css: grid, width: 7).joined().filter(\.isLetter)
        for letter in "alphabetagammadelta" { #expect(narrow.contains(letter)) }
    }

    @Test func `a hidden border hides the one that it meets`() {
        let css = grid + "tr:first-child td{border-bottom-style:hidden}"

        #expect(shown("<table>\(two)</table>", css: css) == ["┌─┬─┐", "│a│b│", "│c│d│", "└─┴─┘"])
    }

    @Test func `the widest of the borders that meet gives its colour`() throws {
        let css = grid + "td{border-color:#00f} tr{border-bottom:3px solid #f00}"
        let page = rendered("<table><tr><td>a<tr><td>b</table>", css: css)

        let run = try #require(page.rows[2].runs.first)
        #expect(run.style.foreground == RGB(red: 255, green: 0, blue: 0))
        #expect(page.rows[1].runs.first?.style.foreground == RGB(red: 0, green: 0, blue: 255))
    }

    @Test func `a caption stands outside of the lines`() {
        let html = "<table><caption>T</caption><tr><td>abc</table>"

        #expect(shown(html, css: grid) == ["  T", "┌───┐", "│abc│", "└───┘"])
    }

    @Test(arguments: [
        ("", ""), ("<tr>", ""), ("<tr><td>", ""), ("<tr><td colspan=3>a<tr><td>b", "ab"),
        ("<tr><td rowspan=5>a", "a"), ("<tr><td>a<tr><tr><td>b<td>c", "abc"), ("x", "x"),
        ("<caption>c", "c"), ("<tr><td rowspan=2>a<td>b<tr>", "ab"),
        ("<tr><td colspan=1000>a<tr><td>b<td>c", "abc"), ("<tr hidden><td>a<tr><td>b", "b"),
        ("<tr><td><table border><tr><td>a</table>", "a"),
    ])
    func `whatever a table is of, all of its words are there`(body: String, words: String) {
        for width in [3, 5, 20, 60] {
            let rows = shown("<table border>\(body)</table>", width: width)
            let letters = rows.joined().filter { $0.isLetter }
            #expect(String(letters.sorted()) == words, "\(width) \(rows)")
            #expect(rows.allSatisfy { $0.count <= width })
        }
    }
}
