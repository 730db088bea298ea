import SiteModel
import Testing

@testable import SiteMarkup

struct AttributeAddressesTests {
    @Test(arguments: [
        ("a.png 1x, img/b.png 2x", "<a.png> 1x, <img/b.png> 2x"), (" a.png", " <a.png>"),
        ("data:image/png;base64,AA== 1x, b.png 2x", "data:image/png;base64,AA== 1x, b.png 2x"),
        ("", ""),
    ])
    func `every address of a srcset is taken, and nothing else of it`(
        text: String, expected: String
    ) {
        #expect(AttributeAddresses.mapped(text, of: "srcset") { "<\($0)>" } == expected)
        #expect(AttributeAddresses.mapped(text, of: "imagesrcset") { "<\($0)>" } == expected)
    }

    @Test func `an address of one locale is one`() {
        #expect(AttributeAddresses.mapped("a.png", of: "src@pt") { "<\($0)>" } == "<a.png>")
        #expect(AttributeAddresses.mapped("a.png", of: "alt") { "<\($0)>" } == "a.png")
    }

    @Test func `a refused attribute stays as it was written`() {
        let raw = FieldValue.raw(source: #"href="a.html""#, reason: "")
        let draft = NodeDraft(
            id: NodeID(high: 1, low: 1), content: NodeContent(kind: .element, tag: "a"),
            fields: [(.attribute("href"), raw)])

        let moved = RelativeLinks(from: "index.html", to: "docs/a.html").moved(draft, blobs: [:])

        #expect(moved.draft.fields.map(\.value) == [raw])
    }
}
