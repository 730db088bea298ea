import Foundation
import SiteModel
import Testing

@testable import SiteMarkup

struct CanonicalJSONTests {
    private func document(_ site: Site) -> String {
        String(decoding: CanonicalJSON.document(of: site), as: UTF8.self)
    }

    @Test func `each text stands once and imported bytes are named by hash`() throws {
        let files = [
            SourceFile(
                path: "index.html",
                bytes: Array(
                    "<title>T</title><section><h1>Zebra 4711 é</h1><p>a <b>b</b></p></section>".utf8
                )),
            SourceFile(path: "a.css", bytes: Array("p{color:red}".utf8)),
        ]
        let (site, _) = try Fixtures.imported(files)
        let json = document(site)

        #expect(json.components(separatedBy: "Zebra 4711 é").count == 2)
        #expect(!json.contains("color:red"))
        #expect(json.contains(Digest.of(files[1].bytes).description))
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(object?["kind"] as? String == "site")
    }

    @Test func `an edited style sheet stands in it`() throws {
        var (site, _) = try Fixtures.imported([
            SourceFile(path: "index.html", bytes: Array("<p>x".utf8)),
            SourceFile(path: "a.css", bytes: Array("p{}".utf8)),
        ])
        let asset = try #require(site.assets.first)
        site.nodes[asset.id]?.texts[.css] = "p{color:blue}"

        #expect(document(site).contains("p{color:blue}"))
    }

    @Test func `equal sites give equal bytes whatever order their parts were made in`() {
        let id = NodeID(high: 1, low: 1)
        let fields: [(name: FieldName, value: FieldValue)] = [
            (.title, .text("A")), (.slug, .text("b")), (.locales, .text("en")),
        ]
        let one = Site(draft: NodeDraft(id: id, content: NodeContent(kind: .site), fields: fields))
        let other = Site(
            draft: NodeDraft(id: id, content: NodeContent(kind: .site), fields: fields.reversed()))

        #expect(document(one) == document(other))
    }

    @Test func `controls are escaped`() {
        let title: FieldValue = .text("a\u{1B}\u{9B}\"\\\n\u{7F}é")
        let site = Site(
            draft: NodeDraft(
                id: NodeID(high: 1, low: 1), content: NodeContent(kind: .site),
                fields: [(.title, title)]))

        #expect(document(site).contains("\"a\\u001b\\u009b\\\"\\\\\\n\\u007fé\""))
    }
}
