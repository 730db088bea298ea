import SiteMarkup
import Testing

@testable import PreviewCore

struct PictureTests {
    private let red = RGB(red: 255, green: 0, blue: 0)
    private let blue = RGB(red: 0, green: 0, blue: 255)

    private func pictures(
        _ size: PictureSize? = PictureSize(width: 400, height: 200), isShown: Bool = true
    ) -> PagePictures {
        PagePictures(
            files: ["img/bread.webp": PagePictures.File(name: "b", size: size)],
            folders: [[], ["css"]], isShown: isShown)
    }

    private func page(
        _ body: String, css: String = "", _ pictures: PagePictures, width: Int = 60,
        imageDetails: Bool = true
    ) -> PreviewPage {
        var options = PreviewOptions(width: width, imageDetails: imageDetails)
        options.pictures = pictures
        return PreviewRenderer.render(
            PreviewInput(
                html: Array("<style>body { margin: 0 } \(css)</style><body>\(body)</body>".utf8)),
            options: options)
    }

    /// Red above, blue below, in every cell.
    private func cells(_ request: PictureRequest) throws -> CellPicture {
        try #require(
            CellPicture(
                columns: request.columns, rows: request.rows,
                cells: Array(
                    repeating: .init(character: 0x2580, foreground: red, background: blue),
                    count: request.columns * request.rows), tone: blue))
    }

    private let image = #"<img src="img/bread.webp" alt="Bread">"#

    @Test func `a picture has its place before it is there, with its name in it`() throws {
        let shown = page(image, pictures())

        #expect(shown.wantedPictures == [PictureRequest(file: "b", columns: 20, rows: 5)])
        #expect(shown.rows.count == 5)
        #expect(shown.plainText.contains("[img: bread.webp"))
        #expect(shown.plainText.contains("400x200"))
    }

    @Test func `pictures of the site that are not there are counted once each, and listed`() {
        let html = """
            <img src=img/bread.webp><img src=a.png><p><img src=a.png>
            <div data-pm-id=n style="background:url(../b.png)">x</div><img src=https://x/c.png>
            <img src=data:image/png,x><img src=""><img><p hidden><img src=hidden.png></p>
            """
        let page = page(html, pictures())
        var options = PreviewOptions(width: 60)
        options.pictures = pictures()
        let gaps = PageReading(Array(html.utf8), options: options, sheet: { _ in nil }).gaps

        #expect(page.honesty.missingPictures == ["../b.png", "a.png"])
        #expect(page.honesty.sentence.contains("2 pictures missing; 1 image not loaded"))
        #expect(
            gaps.filter { $0.kind == .missingPicture }.map { [$0.name, $0.node] } == [
                ["a.png", nil], ["../b.png", "n"],
            ])
    }

    @Test func `where nobody says what is in the site no picture is missing`() {
        #expect(page("<img src=a.png>", .none).honesty.missingPictures == [])
    }

    @Test func `sections count missing pictures as the whole page does`() throws {
        let session = PreviewSession()
        var page = SessionSample(
            before: "<!doctype html><body>",
            sections: [
                "<p>one<img src=b.png></p>", "<p>two<img src=a.png></p>", "<p><img src=b.png></p>",
            ], after: "<img src=c.png>")
        page.options.pictures = pictures()
        try page.check(session)

        page.sections[1] = "<p>three</p>"
        try page.check(session)
    }

    @Test(arguments: [
        ("", 20, 10, 0, true), ("50% 50%", 20, 10, 0, true), ("left", 40, 10, 0, false),
        ("right center", 40, 10, 20, false), ("100% 0", 40, 10, 20, false),
        ("top right", 40, 10, 20, false), ("25%", 40, 10, 5, false),
    ])
    func `of a picture that covers its place the part that is asked for is seen`(
        position: String, columns: Int, rows: Int, left: Int, covers: Bool
    ) throws {
        let css = "img{width:400px;height:400px;object-fit:cover;object-position:\(position)}"
        let document = "<img src=img/bread.webp alt=''>"
        var known = pictures()
        let request = try #require(page(document, css: css, known).wantedPictures.first)
        #expect(request.columns == columns && request.rows == rows && request.covers == covers)
        guard !covers else { return }

        // Each column has its own character.
        let cells = (0..<columns * rows).map {
            CellPicture.Cell(
                character: UInt32(0x4E00 + $0 % columns), foreground: red, background: blue)
        }
        known.add(
            try #require(CellPicture(columns: columns, rows: rows, cells: cells, tone: red)),
            for: request)
        let shown = page(document, css: css, known)
        #expect(shown.rows.count == 10)
        let first = try #require(shown.rows[9].runs.first?.text.unicodeScalars.first)
        #expect(first.value == UInt32(0x4E00 + left))
    }

    @Test func `a picture in a larger place is held where its position says`() throws {
        let css = "img{width:400px;height:400px;object-fit:contain;object-position:0 100%}"
        var known = pictures()
        let request = try #require(page(image, css: css, known).wantedPictures.first)
        known.add(try cells(request), for: request)

        let shown = page(image, css: css, known)

        #expect(request.rows == 5 && request.columns == 20)
        #expect(shown.rows[4].runs.allSatisfy { !$0.style.isPicture })
        #expect(shown.rows[9].runs[0].style.isPicture)
    }

    @Test func `once it is there it takes the same place, and its colours are shown`() throws {
        var known = pictures()
        let before = page(image, known)
        let request = try #require(before.wantedPictures.first)
        known.add(try cells(request), for: request)

        let after = page(image, known)

        #expect(after.rows.count == before.rows.count)
        let run = try #require(after.rows[0].runs.first)
        #expect(run.text == String(repeating: "▀", count: 20))
        #expect(run.style.isPicture)
        #expect(run.style.foreground == red && run.style.background == blue)
        #expect(!after.plainText.contains("img"))
    }

    @Test func `what is transparent shows the page's own ground`() throws {
        var known = pictures()
        let html = "<div style='background:#00ff00'>\(image)</div>"
        let request = try #require(page(html, known).wantedPictures.first)
        let clear = CellPicture.Cell(character: 0x20, foreground: nil, background: nil)
        known.add(
            try #require(
                CellPicture(
                    columns: request.columns, rows: request.rows,
                    cells: Array(repeating: clear, count: request.columns * request.rows),
                    tone: nil)), for: request)

        let shown = page(html, known)

        #expect(shown.rows[0].runs.first?.style.background == RGB(red: 0, green: 255, blue: 0))
        #expect(shown.plainText.allSatisfy { $0 == "\n" })
    }

    @Test func `one that the terminal draws leaves blanks on the page's ground, row by row`() throws
    {
        var known = pictures()
        let html = "<div style='background:#00ff00'>\(image)</div><p>Words</p>"
        let request = try #require(page(html, known).wantedPictures.first)
        let drawn = TerminalPicture(
            columns: request.columns, rows: request.rows, width: 200, height: 100,
            form: .kitty([65]))
        known.add(CellPicture(drawn, tone: nil), for: request)

        let shown = page(html, known)

        for row in 0..<5 {
            #expect(shown.rows[row].pictures == [PictureSlice(drawn, row: row, column: 0)])
            let run = try #require(shown.rows[row].runs.first)
            #expect(run.text == String(repeating: " ", count: 20) && run.style.isPicture)
            #expect(run.style.background == RGB(red: 0, green: 255, blue: 0))
            #expect(shown.rows[row].runs.dropFirst().allSatisfy { !$0.style.isPicture })
        }
        #expect(shown.rows.dropFirst(5).allSatisfy { $0.pictures.isEmpty })
        #expect(shown.plainText.contains("Words"))
    }

    @Test func `a section that was painted with cells is painted anew for the terminal`() throws {
        let session = PreviewSession()
        let html = "<section data-pm-id='s'>\(image)</section>"
        func render(_ pictures: PagePictures) -> PreviewPage {
            var options = PreviewOptions(width: 60, imageDetails: true)
            options.pictures = pictures
            return session.render(
                PagePieces([PagePieces.Piece(Array(html.utf8), isSection: true)]),
                options: options, sheet: { _ in nil })
        }
        var known = pictures()
        let request = try #require(render(known).wantedPictures.first)
        known.add(try cells(request), for: request)
        let inCells = render(known).rows[0]
        let drawn = TerminalPicture(
            columns: request.columns, rows: request.rows, width: 200, height: 100,
            form: .kitty([65]))
        known.add(CellPicture(drawn, tone: nil), for: request)

        let byTerminal = render(known).rows[0]

        #expect(inCells.pictures.isEmpty && inCells.plainText.contains("▀"))
        #expect(byTerminal.pictures.first?.picture == drawn)
        #expect(byTerminal.plainText.isEmpty)
    }

    @Test(arguments: [
        ("", "", 20, 5),
        ("width=200", "", 10, 3),
        ("width=200 height=400", "", 10, 10),
        ("", "img { width: 100% }", 60, 15),
        ("", "img { max-width: 200px }", 10, 3),
        ("", "img { max-width: 200px; height: auto }", 10, 3),
        ("", "img { height: 80px }", 8, 2),
        ("", "img { width: 200px; aspect-ratio: 1 / 1 }", 10, 5),
        ("", "img { width: 100%; height: 200px }", 60, 5),
        ("", "img { display: block; width: 50% }", 30, 8),
    ])
    func `attributes and style decide the place`(
        attributes: String, css: String, columns: Int, rows: Int
    ) {
        let html = #"<img src="img/bread.webp" alt="" \#(attributes)>"#

        let shown = page(html, css: css, pictures())

        #expect(
            shown.wantedPictures == [PictureRequest(file: "b", columns: columns, rows: rows)])
    }

    @Test func `object-fit says which of it is seen`() {
        let css = "img { width: 100%; height: 200px; object-fit: "

        let cover = page(image, css: css + "cover }", pictures()).wantedPictures
        let contain = page(image, css: css + "contain }", pictures()).wantedPictures

        #expect(cover == [PictureRequest(file: "b", columns: 60, rows: 5, covers: true)])
        #expect(contain == [PictureRequest(file: "b", columns: 20, rows: 5)])
    }

    @Test func `a tall picture is held back and keeps its shape`() throws {
        let tall = page(
            image, css: "img { width: 100% }", pictures(PictureSize(width: 100, height: 400)))

        let request = try #require(tall.wantedPictures.first)
        #expect(request.rows == 30)
        #expect(request.columns == 15)
    }

    @Test func `a dot of a picture is named`() {
        let html = #"<img src="img/bread.webp" alt="Dot" width=16 height=16> there"#

        let shown = page(html, pictures(), imageDetails: false)

        #expect(shown.wantedPictures.isEmpty)
        #expect(shown.plainText.contains("[img: Dot] there"))
    }

    @Test func `without colours pictures are named, with the size that their files say`() {
        let shown = page(image, pictures(isShown: false))

        #expect(shown.wantedPictures.isEmpty)
        #expect(shown.plainText == "[img: bread.webp 400x200 \"Bread\"]\n")
    }

    @Test(arguments: [
        "https://cdn.example/img/bread.webp", "//cdn.example/img/bread.webp", "img/other.webp",
        "data:image/png;base64,AAAA", "",
    ])
    func `what is elsewhere or missing is named`(address: String) {
        let shown = page("<img src=\"\(address)\" alt=\"Bread\">", pictures())

        #expect(shown.wantedPictures.isEmpty)
        #expect(shown.plainText.contains("\"Bread\""))
    }

    @Test(arguments: [
        "img/bread.webp", "/img/bread.webp", "./img/../img/bread.webp?v=2#x", "img/bre%61d.webp",
    ])
    func `one file has many addresses`(address: String) {
        let shown = page("<img src=\"\(address)\">", pictures())

        #expect(shown.wantedPictures.count == 1)
    }

    @Test(arguments: [
        "url(../img/bread.webp)", "url('img/bread.webp')", "url( \"img/bread.webp\" )",
    ])
    func `a background is asked for its mean colour, and gets it`(image: String) throws {
        var known = pictures()
        let html = "<section style='padding:40px'><p>Words</p></section>"
        let css = "section { background: \(image) center / cover no-repeat; color: #fff }"
        let before = page(html, css: css, known)
        let request = try #require(before.wantedPictures.first)
        #expect(request == .tone(of: "b"))
        known.add(try cells(request), for: request)

        let after = page(html, css: css, known)

        let words = try #require(
            after.rows.flatMap(\.runs).first { $0.text.contains("Words") })
        #expect(words.style.background == blue)
        #expect(words.style.foreground == RGB(red: 255, green: 255, blue: 255))
    }

    @Test func `a session shows a picture that came later, and lays nothing out again for it`()
        throws
    {
        let session = PreviewSession()
        let pieces = PagePieces([
            .init(Array("<body>".utf8), isSection: false),
            .init(Array("<section><p>One</p></section>".utf8), isSection: true),
            .init(Array("<section>\(image)</section>".utf8), isSection: true),
            .init(Array("</body>".utf8), isSection: false),
        ])
        var options = PreviewOptions(width: 60)
        options.pictures = pictures()
        let before = session.render(pieces, options: options) { _ in nil }
        _ = before.plainText
        let request = try #require(before.wantedPictures.first)
        options.pictures.add(try cells(request), for: request)

        let after = session.render(pieces, options: options) { _ in nil }

        #expect(session.freshSections == 0)
        #expect(after.plainText.contains("▀▀▀"))
        #expect(before.plainText.contains("[img"))
        #expect(after.plainText.contains("▀▀▀"))
        let whole = PreviewRenderer.render(PreviewInput(html: pieces.html), options: options)
        #expect(Array(whole.rows) == Array(after.rows))
    }

    @Test func `an address that leads out of the folder leads nowhere`() {
        #expect(RelativePath("../../etc/passwd")?.resolved(in: ["a"]) == "etc/passwd")
        #expect(RelativePath("javascript:alert(1)") == nil)
        #expect(RelativePath("a%2")?.resolved(in: []) == "a%2")
    }
}
