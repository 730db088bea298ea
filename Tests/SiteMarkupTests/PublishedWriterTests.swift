import Foundation
import SiteModel
import Testing

@testable import SiteMarkup

struct PublishedWriterTests {
    struct Attack: Codable, Sendable {
        let title: String?
        let payload: String
    }

    private static let attacks: [Attack] = {
        let url = Fixtures.data.appendingPathComponent("dompurify/attacks.json")
        guard let data = FileManager.default.contents(atPath: url.path) else { return [] }
        return (try? JSONDecoder().decode([Attack].self, from: data)) ?? []
    }()

    private func published(_ html: String) throws -> String {
        let site = try Fixtures.imported(html: html)
        let page = try #require(PublishedWriter.files(of: site).first)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    /// Everything that could run, as a browser would find it.
    private func dangers(in html: String) throws -> [String] {
        let document = try HTMLDocument(parsing: Array(html.utf8))
        var found: [String] = []
        for node in document.nodes where node.kind == .element || node.kind == .template {
            if ["script", "iframe", "object", "embed", "base", "noscript", "style", "template"]
                .contains(node.tag)
            {
                found.append(node.tag)
            }
            for attribute in node.attributes {
                if attribute.name.lowercased().hasPrefix("on") || attribute.name == "style"
                    || attribute.name == "srcdoc"
                {
                    found.append(attribute.name)
                }
                let value = attribute.value.lowercased().filter { !$0.isWhitespace }
                if value.contains("javascript:") || value.contains("vbscript:")
                    || value.contains("data:text")
                {
                    found.append(value)
                }
            }
        }
        return found
    }

    @Test(.enabled(if: !attacks.isEmpty, "no ../shared/data"))
    func `no known attack gets into a published page`() throws {
        for attack in Self.attacks {
            for html in [
                attack.payload, "<!doctype html><body><p>before</p>\(attack.payload)<p>after</p>",
            ] {
                let page = try published(html)

                #expect(try dangers(in: page) == [], "\(attack.payload)")
                #expect(page.contains("Content-Security-Policy"))
                #expect(try Fixtures.imported(html: html).firstPage == html, "\(attack.payload)")
            }
        }
    }

    @Test(.enabled(if: !attacks.isEmpty, "no ../shared/data"))
    func `an attack as new HTML is refused or harmless`() throws {
        var taken = 0
        for attack in Self.attacks {
            guard
                let drafts = try? FragmentParser.parse(
                    html: attack.payload, makeID: CountingIDs().next)
            else { continue }
            taken += 1
            for draft in drafts {
                let html = SourceWriter.html(ofNode: draft.id, in: Site(draft: draft))
                let found = try dangers(in: String(decoding: html, as: UTF8.self)).filter {
                    $0 != "style"
                }
                #expect(found == [], "\(attack.payload)")
            }
        }
        #expect(taken > 10)
    }

    @Test func `what is refused is left out and the rest stays`() throws {
        let page = try published(
            "<!doctype html><html lang=fr><head><title>T</title><script>evil0()</script></head><body onload=evil9()>\n"
                + "<section id=a><h2>Title here</h2>\n<p onclick='evil1()'>Some text</p>\n<script>evil2()</script>\n"
                + "<a href='javascript:evil3()'>go</a><!-- secret --></section></body></html>\n")

        #expect(page.contains("<html lang=\"en\">") || page.contains("<html lang=\"fr\">"))
        #expect(
            page.contains(
                "<section id=\"a\"><h2>Title here</h2>\n<p>Some text</p>\n\n<a>go</a></section>"))
        for gone in ["evil", "<script", "onclick", "javascript:", "secret"] {
            #expect(!page.contains(gone))
        }
    }

    @Test func `style attributes become classes of a sheet`() throws {
        let site = try Fixtures.imported(
            html:
                "<style>p{margin:0}</style><div><p class=x style='color: red; width: 1px'>Hi</p></div>"
        )
        let files = PublishedWriter.files(of: site)
        let page = String(decoding: try #require(files.first).bytes, as: UTF8.self)
        let sheet = String(decoding: try #require(files.last).bytes, as: UTF8.self)

        #expect(files.map(\.path) == ["index.html", "pm-generated.css"])
        #expect(!page.contains("style=") && !page.contains("<style"))
        let name = try #require(page.firstMatch(of: /class="x (pm-s-[0-9a-f]+)"/)?.1)
        #expect(sheet.contains("p{margin:0}"))
        #expect(sheet.contains(".\(name):not(#pm-0#pm-0){color: red; width: 1px}"))
        #expect(page.contains("href=\"pm-generated.css\""))
    }

    @Test func `hidden sections are left out and controls are dropped`() throws {
        let evil = "a\u{1B}]0;PWNED\u{7}b\u{9B}31m\u{202E}c\u{2066}d"
        var site = try Fixtures.imported(
            html:
                "<title>\(evil)</title><section id='x\(evil)' title='\(evil)'><h1>Visible \(evil)</h1></section><section id=y>Gone 99</section>"
        )
        let page = try #require(site.pages.first)
        let hidden = try #require(site.sections(of: page.id).last)
        site.nodes[hidden.id]?.fields[.hidden] = .text("")

        for (path, bytes) in PublishedWriter.files(of: site) {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.unicodeScalars.allSatisfy(MarkupText.isHarmless), "\(path)")
            #expect(!text.contains("Gone 99"))
        }
        #expect(site.firstPage.contains("Visible \(evil)"))
        #expect(
            site.value("xa-0-pwned-b-31m-c-d.title")?.hasPrefix("Visible a\u{FFFD}]0;PWNED") == true
        )
        #expect(
            site.sections(of: page.id).compactMap { site.name(of: $0.id) } == [
                "xa-0-pwned-b-31m-c-d", "y",
            ])
    }

    @Test func `real pages keep their words`() throws {
        for folder in Fixtures.folders {
            let (site, _) = try Fixtures.imported(Fixtures.files(in: folder))
            for (path, bytes) in PublishedWriter.files(of: site) where path.hasSuffix(".html") {
                let html = String(decoding: bytes, as: UTF8.self)
                #expect(try dangers(in: html) == [], "\(folder.lastPathComponent) \(path)")
                #expect(!html.contains("<body><pre>"))
                let page = try #require(site.pages.first { $0.fields[.file] == .text(path) })
                for text in site.keyedTexts(of: page.id) where text.field == "text" {
                    let words = try #require(site.text(of: text.node, locale: site.defaultLocale))
                        .withoutInlineMarks
                    #expect(
                        HTMLWords(bytes).contain(words),
                        "\(folder.lastPathComponent) \(text.key): \(words)")
                }
            }
        }
    }
}

/// The words of a page, white space apart.
private struct HTMLWords {
    private let text: String

    init(_ bytes: [UInt8]) {
        let document = try? HTMLDocument(parsing: bytes)
        text = (document?.textContent(of: 0) ?? "").filter { !$0.isWhitespace }
    }

    func contain(_ words: String) -> Bool { text.contains(words.filter { !$0.isWhitespace }) }
}
