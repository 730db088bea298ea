import SiteMarkup
import Testing

@testable import PreviewCore

/// Which picture an image shows on a screen of one dot a CSS pixel, 1200 by 800 of them.
struct ImageSourceTests {
    private func source(_ html: String, width: Double = 1200) throws -> ImageSource {
        let document = try HTMLDocument(parsing: Array(html.utf8))
        let node = try #require(document.nodes.firstIndex { $0.tag == "img" })
        return ImageSource(
            of: node, in: document, MediaContext(width: width, height: 800, prefersDark: false))
    }

    @Test(arguments: [
        ("<img src=a>", "a"), ("<img srcset='b 2x, c' src=a>", "c"),
        ("<img srcset='b 2x' src=a>", "a"),
        ("<img srcset='b .5x,  c 3x'>", "c"), ("<img srcset='b .5x'>", "b"),
        ("<img src=a srcset='b 400w, c 1200w, d 2400w'>", "c"),
        ("<img src=a srcset='b 400w, c 1200w' sizes='300px'>", "b"),
        ("<img srcset='b 400w, c 1200w' sizes='(max-width: 800px) 100vw, calc(30vw - 10px)'>", "b"),
        ("<img srcset='b 400w, c 1200w' sizes='(min-width: 800px) 50vw, 10px'>", "c"),
        ("<img src=a srcset=''>", "a"), ("<img src=a srcset='b bad, c 1z'>", "a"),
        ("<img src=a srcset='data:image/png;base64,AA== 1x, c 2x'>", "data:image/png;base64,AA=="),
        ("<img srcset='b,c 2x'>", "b,c"), ("<img srcset='b, c 2x'>", "b"),
        ("<img srcset='b 100w 50h' src=a>", "b"),
    ])
    func `of several the least that is enough is taken`(html: String, address: String) throws {
        #expect(try source(html).address == address)
    }

    @Test(arguments: [
        ("<source srcset=b media='(max-width: 600px)'><source srcset=c><img src=a>", "c"),
        ("<source srcset=b media='(max-width: 600px)'><img src=a>", "a"),
        ("<source srcset=b type=image/avif><source srcset=c type=image/webp><img src=a>", "c"),
        ("<source src=b><img src=a>", "a"), ("<img src=a><source srcset=b>", "a"),
        ("<source srcset='b 600w, c 1300w'><img src=a srcset='d 2x'>", "c"),
    ])
    func `a picture's sources come first, in their order`(html: String, address: String) throws {
        #expect(try source("<picture>\(html)</picture>").address == address)
    }

    @Test func `another window takes another one`() throws {
        let html = "<picture><source srcset=b media='(max-width: 600px)'><img src=a></picture>"

        #expect(try source(html, width: 375).address == "b")
    }

    @Test func `a picture that is denser than the screen is smaller`() throws {
        var options = PreviewOptions(width: 60)
        options.pictures = PagePictures(
            files: ["a.png": .init(name: "a", size: PictureSize(width: 1200, height: 600))],
            folders: [[]], isShown: true)
        let html = "<style>body{margin:0}</style><img srcset='a.png 1200w' sizes=400px alt=''>"

        let page = PreviewRenderer.render(
            PreviewInput(html: Array(html.utf8)), options: options)

        #expect(page.wantedPictures == [PictureRequest(file: "a", columns: 20, rows: 5)])
    }

    @Test func `an image on another server is counted by what is chosen`() {
        let remote = "<picture><source srcset=https://x/b><img src=a></picture>"

        #expect(rendered(remote).honesty.missingImages == 1)
        #expect(rendered("<img srcset='a 1x' src=https://x/b>").honesty.missingImages == 0)
    }

    @Test(arguments: [
        ("<svg><title>Map</title><path/></svg>", "[img: Map]", 0),
        ("<svg aria-label=Home></svg>", "[img: Home]", 0),
        ("<svg role=img><path/></svg>", "[img]", 0), ("<svg><path/></svg>x", "x", 1),
        ("<svg width=0 height=0><symbol id=s></symbol></svg>x", "x", 0),
        ("<svg style='display:none'></svg><p hidden><svg></svg></p>x", "x", 0),
        ("<svg role=img aria-hidden=true></svg>x", "x", 1),
    ])
    func `a drawing is shown by its name, and counted where it has none`(
        html: String, row: String, count: Int
    ) {
        let page = rendered(html)

        #expect(page.rows.first?.plainText == row)
        #expect(page.honesty.drawings == count)
        #expect(page.honesty.sentence.contains("drawing not shown") == (count == 1))
    }

    @Test func `drawings are listed, and counted in sections, too`() throws {
        let html = "<p data-pm-id=p>x<svg class='icon big'></svg></p>"
        let gaps = PageReading(
            Array(html.utf8), options: PreviewOptions(width: 60), sheet: { _ in nil }
        ).gaps
        #expect(gaps.map(\.kind) == [.drawing] && gaps[0].name == "svg.icon" && gaps[0].node == "p")

        let session = PreviewSession()
        var page = SessionSample(
            before: "<!doctype html><body>",
            sections: [
                html, "<p>y</p>", "<p><picture><source srcset=//x/z><img src=a></picture></p>",
            ],
            after: "")
        try page.check(session)
        page.sections[1] = "<p><svg></svg>z</p>"
        try page.check(session)
    }
}
