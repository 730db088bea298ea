import SiteModel
import Testing

@testable import SiteMarkup

struct SiteImporterTests {
    private func file(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: path, bytes: Array(text.utf8))
    }

    private func sectionNames(_ html: String) throws -> [String] {
        let site = try Fixtures.imported(html: html)
        return site.pages.flatMap { page in
            site.sections(of: page.id).compactMap { site.name(of: $0.id) }
        }
    }

    @Test func `pages get their paths and the start page comes first`() throws {
        let (site, result) = try Fixtures.imported([
            file("about.html", "<html lang=pt-BR><title>About</title>"),
            file("blog/index.html", "<p>x"),
            file("index.html", "<html lang=es><title>Start &amp; go</title><p>x"),
            file("css/a.css", "p{}"),
            file("img/x.png", "PNG"),
        ])

        #expect(site.pages.compactMap { site.path(of: $0.id) } == ["/", "/about", "/blog"])
        #expect(site.assets.map { $0.fields[.file] } == [.text("css/a.css")])
        #expect(site.defaultLocale == "es")
        #expect(result.title == "Start & go")
        #expect(result.pageCount == 3)
        #expect(result.findings.map(\.code) == ["asset-not-imported"])
    }

    @Test(arguments: [
        ("<header>a</header><main>b</main><footer>c</footer>", ["header", "main", "footer"]),
        (
            "<section id=Menu_1>a</section><section id='x y!'>b</section><section id=Menu_1>c</section>",
            ["Menu_1", "x-y", "Menu_1-2"]
        ),
        (
            "<div><div class='hero is-big'>a</div><div class=features-icons>b</div></div>",
            ["hero", "features"]
        ),
        (
            "<body><div id=wrap>\n<main><section>a</section><section>b</section></main></div><script>1</script>",
            ["section", "section-2"]
        ),
        (
            "<nav>n</nav><main><section id=a>a</section><aside>b</aside></main>",
            ["nav", "a", "aside"]
        ),
        (
            "<section><h2>Our Work</h2></section><section><h2>work</h2></section>",
            ["our-work", "section"]
        ),
        ("<div><p>a</p><p>b</p></div>", ["section"]), ("<p>a</p><h1>b</h1>", ["text", "heading"]),
    ])
    func `sections are named for what they are`(html: String, names: [String]) throws {
        #expect(try sectionNames(html) == names)
    }

    @Test func `texts are labelled by role and number`() throws {
        let site = try Fixtures.imported(
            html:
                "<section id=a><h1>T1</h1><p>P1 <b>x</b></p><p>P2</p><ul><li>L1<li>L2</ul><h2>T2</h2><a href=x>A1</a> • </section>tail1"
        )

        #expect(
            site.keyedTexts().map(\.key) == [
                "a.title", "a.text", "a.text.2", "a.item", "a.item.2", "a.heading", "a.link",
                "page.text",
            ])
    }

    @Test func `findings name page, section, line and column`() throws {
        let (_, result) = try Fixtures.imported([
            file(
                "index.html",
                "<!doctype html><html><body>\n<section id=a><h2>Title here</h2>\n<p onclick='evil1()'>Some text</p>\n<script>evil2()</script>\n<a href='javascript:evil3()'>go</a></section></body></html>\n"
            )
        ])

        #expect(
            result.findings.map(\.code) == ["event-handler", "inline-script", "dangerous-address"])
        #expect(result.findings.map(\.line) == [3, 4, 5])
        #expect(result.findings.map(\.column) == [4, 1, 4])
        #expect(
            result.findings.allSatisfy {
                $0.page == "/" && $0.section == "a" && $0.severity == .error
            })
    }

    @Test func `what cannot be read says where`() {
        func fault(_ files: [SourceFile]) -> MarkupError? {
            do throws(MarkupError) {
                _ = try SiteImporter.importFiles(files, makeID: CountingIDs().next)
                return nil
            } catch { return error }
        }

        #expect(fault([file("a.css", "p{}")]) == .noPages)
        #expect(
            fault([SourceFile(path: "a.html", bytes: [65, 10, 66, 0xFF])])
                == .inFile(path: "a.html", line: 2, column: 2, .notUTF8(byteOffset: 3)))
        #expect(
            fault([SourceFile(path: "a.html", bytes: [65, 0])])?.cause == .binary(byteOffset: 1))
        #expect(
            fault([file("a.html", String(repeating: "<div>", count: 100_000))])?.cause
                == .tooDeep(limit: 512))
        #expect(
            fault([file("a.html", "<p>"), SourceFile(path: "b.css", bytes: [0xC3])])?.cause
                == .notUTF8(byteOffset: 0))
        let crowded = fault([file("a.html", String(repeating: "<p>", count: 300_000))])
        #expect(crowded?.cause == .tooManyTags(limit: 200_000))
    }

    @Test(arguments: ["<div>", "<b>", "<ul><li>", "<svg><g>"])
    func `the deepest pages are read and written`(unit: String) throws {
        let html = String(repeating: unit, count: 240) + "x1"
        let site = try Fixtures.imported(html: html)

        #expect(site.firstPage == html)
        _ = PublishedWriter.files(of: site)
        _ = CanonicalJSON.document(of: site)
    }

    @Test(arguments: ["<section>a</section>", "<b>x</b> y ", "</div>x", "<li>x", "<b><p>x</b></p>"])
    func `long pages take no more than linear time`(unit: String) throws {
        let count = unit.contains("</b></p>") ? 400 : 4000
        let html = String(repeating: unit, count: count)
        let clock = ContinuousClock()
        let start = clock.now

        let page = try Fixtures.imported(html: html).firstPage

        #expect(page == html)
        #expect(clock.now - start < .seconds(30))
    }

    @Test func `cut and mutated pages come back as they came`() throws {
        var generator = SeededGenerator(seed: 11)
        let pages = Fixtures.folders.flatMap(Fixtures.files).filter {
            $0.path.hasSuffix(".html") && $0.bytes.count < 6000
        }
        let pieces = [
            "<", ">", "</p>", "<b>", "</div>", "<table>", "'", "\"", "<!--", "&", "<td>", "</body>",
            "<form>", "<svg>", "</a>",
        ]
        for number in 0..<120 where !pages.isEmpty {
            var bytes = pages[number % pages.count].bytes
            for _ in 0..<3 {
                let at = Int.random(in: 0..<bytes.count, using: &generator)
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                bytes.replaceSubrange(
                    at..<min(bytes.count, at + Int.random(in: 0..<9, using: &generator)),
                    with: piece.utf8)
            }
            guard (try? HTMLDocument.requireText(bytes)) != nil else { continue }
            let (site, _) = try Fixtures.imported([SourceFile(path: "index.html", bytes: bytes)])
            let page = try #require(site.pages.first)
            #expect(SourceWriter.html(of: page.id, in: site) == bytes)
            #expect(site.invariantViolations() == [])
        }
    }
}

/// Splitmix64: the same pages for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
