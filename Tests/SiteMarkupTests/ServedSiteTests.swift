import SiteModel
import Testing

@testable import SiteMarkup

struct ServedSiteTests {
    private func site(_ files: KeyValuePairs<String, String>) throws -> Site {
        try Fixtures.imported(
            files.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
        ).site
    }

    private func served(_ files: KeyValuePairs<String, String>) throws -> ServedSite {
        var known = PublishedPages()
        return ServedSite(try site(files), knowing: &known) { _ in nil }
    }

    private let bakery: KeyValuePairs = [
        "index.html": "<title>Home</title><h1>Bread</h1>",
        "about us.html": "<title>Who &lt;we&gt; are</title><p>Ana bakes</p>",
        "shop/index.html": "<p>Cakes</p>", "css/main.css": "h1 { color: red }",
    ]

    @Test(arguments: [
        ("/", "index.html"), ("/index.html", "index.html"), ("/about%20us.html", "about us.html"),
        ("/about us.html", "about us.html"), ("/shop/", "shop/index.html"),
        ("/css/main.css", "css/main.css"), ("/pm-generated.css", "pm-generated.css"),
    ])
    func `a file answers to its path, and a folder by the index in it`(
        target: String, path: String
    ) throws {
        guard case .file(let found, let bytes) = try served(bakery).answer(to: target) else {
            Issue.record("\(target) is no file")
            return
        }

        #expect(found == path)
        #expect(!bytes.isEmpty || path == "pm-generated.css")
    }

    @Test(arguments: [("/shop", "/shop/"), ("/about us", "/about%20us.html")])
    func `a page's path and a folder without its slash lead on`(target: String, address: String)
        throws
    {
        #expect(try served(bakery).answer(to: target) == .redirect(to: address))
    }

    @Test func `without an index the first page is where a site begins`() throws {
        let site = try served(["menu.html": "<p>Bread</p>", "team.html": "<p>Ana</p>"])

        #expect(site.answer(to: "/") == .redirect(to: "/menu.html"))
    }

    @Test(arguments: [
        "/nothing", "/css", "/css/", "/../index.html", "/%2e%2e/etc/passwd", "/%", "/%4", "/%ff",
        "/index.html/", "", "index.html", "*",
    ])
    func `what is not there is missing`(target: String) throws {
        #expect(try served(bakery).answer(to: target) == .missing)
    }

    @Test func `the page in place of a missing one names the others, and is as harmless as they`()
        throws
    {
        let page = try served(bakery).missingPage(for: "/%3Cscript%3Ealert(1)%3C/script%3E")

        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains("<a href=\"/about%20us.html\">/about us</a> Who &lt;we&gt; are"))
        #expect(text.contains("/&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(text.contains(PublishedWriter.policyElement))
        #expect(Policy().refusals(in: try HTMLDocument(parsing: page)).isEmpty)
    }

    @Test func `the version changes with the published form and with nothing else`() throws {
        var site = try site(bakery)
        var known = PublishedPages()
        let key = TextKey.text(site.defaultLocale)
        let first = ServedSite(site, knowing: &known) { _ in nil }
        let text = try #require(site.nodes.values.first { $0.texts[key] == "Ana bakes" })

        let same = ServedSite(site, knowing: &known) { _ in nil }
        site.nodes[text.id]?.texts[key] = "Ben bakes"
        let other = ServedSite(site, knowing: &known) { _ in nil }
        site.nodes[text.id]?.texts[key] = "Ana bakes"
        let back = ServedSite(site, knowing: &known) { _ in nil }

        #expect(first.version == same.version)
        #expect(first.version != other.version)
        #expect(first.version == back.version)
    }

    @Test func `pages that are known are published as those that are not`() throws {
        var site = try site(bakery)
        var known = PublishedPages()
        let key = TextKey.text(site.defaultLocale)
        _ = PublishedWriter.files(of: site, knowing: &known) { _ in nil }
        let text = try #require(site.nodes.values.first { $0.texts[key] == "Cakes" })
        site.nodes[text.id]?.texts[key] = "Pies"

        let again = PublishedWriter.files(of: site, knowing: &known) { _ in nil }

        let anew = PublishedWriter.files(of: site)
        #expect(again.map(\.path) == anew.map(\.path))
        #expect(again.map(\.bytes) == anew.map(\.bytes))
    }

    @Test(arguments: [
        ("index.html", "text/html; charset=utf-8"), ("A.CSS", "text/css; charset=utf-8"),
        ("img/cat.webp", "image/webp"), ("logo.svg", "image/svg+xml"),
        ("a.b/noname", "application/octet-stream"), ("x.exe", "application/octet-stream"),
    ])
    func `a file's type is told by its name`(path: String, type: String) {
        #expect(FileType.media(ofFile: path) == type)
    }
}
