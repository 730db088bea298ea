import SiteModel
import Testing

@testable import SiteMarkup

/// The files of pages that were made here.
struct PageFileTests {
    private func page(_ number: UInt64, _ path: String, _ file: String) -> NodeDraft {
        NodeDraft(
            id: NodeID(high: 1, low: number), content: NodeContent(kind: .page),
            fields: [(.path, .text(path)), (.file, .text(file))])
    }

    private func files(_ pages: NodeDraft...) -> [String] {
        let site = Site(
            draft: NodeDraft(
                id: NodeID(high: 1, low: 1), content: NodeContent(kind: .site), children: pages),
            blobs: [])
        return SourceWriter.files(of: site).map(\.path)
    }

    @Test func `a page whose file another one has gets one by its address`() {
        #expect(
            files(page(2, "/", "index.html"), page(3, "/pricing", "index.html"))
                == ["index.html", "pricing.html"])
        #expect(
            files(page(2, "/", "index.html"), page(3, "/", "index.html"))
                == ["index.html", "index-2.html"])
    }

    @Test func `its folder stays, for its links are right there alone`() {
        #expect(
            files(page(2, "/", "index.html"), page(3, "/docs/a", "index.html"))
                == ["index.html", "docs-a.html"])
        #expect(
            files(page(2, "/blog", "blog/index.html"), page(3, "/blog/a", "blog/index.html"))
                == ["blog/index.html", "blog/a.html"])
    }

    @Test(arguments: [
        ("a.css", "../a.css"), ("../b/c.html?x#y", "../../b/c.html?x#y"), ("./", "../"),
        ("docs/x.html", "x.html"), ("/a", "/a"), ("#a", "#a"), ("", ""), ("?q", "?q"),
        ("mailto:a@b", "mailto:a@b"), ("//host/a", "//host/a"),
        ("https://host/a", "https://host/a"),
    ])
    func `an address in a copy leads where it led`(old: String, new: String) {
        let inRoot = RelativeLinks(from: "index.html", to: "docs/a.html")
        let below = RelativeLinks(from: "index.html", to: "index-2.html")

        if !old.hasPrefix("..") { #expect(inRoot.moved(old) == new) }
        #expect(below.moved(old) == old)
        if old.hasPrefix("..") {
            #expect(RelativeLinks(from: "d/i.html", to: "e/f/a.html").moved(old) == new)
        }
    }

    @Test(arguments: [
        ("../", "./"), ("..", "./"), (".", "docs/"), ("./", "docs/"), ("../a:b.html", "./a:b.html"),
        (" a.html ", "docs/a.html"), ("../?q", "./?q"), ("../../a.html", "../../a.html"),
    ])
    func `a folder, a colon and spaces around it mean what they meant`(old: String, new: String) {
        #expect(RelativeLinks(from: "docs/a.html", to: "index.html").moved(old) == new)
    }

    @Test func `a file called as the folder is not that folder`() {
        #expect(RelativeLinks(from: "index.html", to: "e/a.html").moved("e") == "../e")
        #expect(RelativeLinks(from: "index.html", to: "e/a.html").moved("e/") == "./")
    }

    @Test func `the head and the links of a page that is copied into a folder follow`() throws {
        let html =
            "<!doctype html><head><link rel=stylesheet href=styles.css><title>Home</title></head>"
            + "<body><header><a href='about.html'>About</a></header></body>"
        let (imported, result) = try Fixtures.imported([
            SourceFile(path: "index.html", bytes: Array(html.utf8))
        ])
        let draft = try #require(result.draft.children.first)

        let moved = RelativeLinks(from: "index.html", to: "docs/a.html")
            .moved(draft, blobs: imported.blobs)
        let head = try #require(moved.head)
        let root = NodeDraft(
            id: imported.id, content: NodeContent(kind: .site),
            fields: [(.defaultLocale, .text("en"))], children: [moved.draft])
        let site = Site(draft: root, blobs: [head, Array(html.utf8)])

        #expect(
            site.firstPage
                == "<!doctype html><head><link rel=stylesheet href=\"../styles.css\"><title>Home</title></head>"
                + "<body><header><a href='../about.html'>About</a></header></body>")
    }
}
