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

    @Test(arguments: [
        ("background:url(a.png)", "background:url(<a.png>)"),
        ("background : URL( 'a b.png' ) red", "background : URL( '<a b.png>' ) red"),
        (#"a:url("a.png"),url( b.png )"#, #"a:url("<a.png>"),url( <b.png> )"#),
        (#"a:url(a\ b\29.png)"#, #"a:url(<a\20 b\).png>)"#),
        (#"a:url('it\27s.png')"#, #"a:url('<it\'s.png>')"#),
        ("a:url(a.png", "a:url(<a.png>"), ("a:url()", "a:url(<>)"),
        ("/*url(a)*/content:'url(b)';c:url(d)", "/*url(a)*/content:'url(b)';c:url(<d>)"),
        ("a:curl(b);c:url (d);--url:e", "a:curl(b);c:url (d);--url:e"),
        ("a:url(b c)", "a:url(b c)"), ("a:url(b'c)", "a:url(b'c)"),
        ("a:'b\nc:url(d)", "a:'b\nc:url(<d>)"), (#"a:\"url(b)"#, #"a:\"url(b)"#),
        ("", ""), ("url", "url"), ("url(", "url("), (#"\"#, #"\"#), ("/*", "/*"),
        ("/*/url(a)", "/*/url(a)"),
    ])
    func `every address of a style is taken, and nothing else of it`(
        text: String, expected: String
    ) {
        #expect(AttributeAddresses.mapped(text, of: "style") { "<\($0)>" } == expected)
    }

    @Test func `what keeps its address keeps how it was written`() {
        let text = #"a:url(a\62 .png);b:url( "\63" )"#

        #expect(AttributeAddresses.mapped(text, of: "style") { $0 } == text)
        #expect(AttributeAddresses.all(in: text, of: "style") == ["ab.png", "c"])
    }

    @Test func `an address of one locale is one`() {
        #expect(AttributeAddresses.mapped("a.png", of: "src@pt") { "<\($0)>" } == "<a.png>")
        #expect(AttributeAddresses.mapped("a.png", of: "alt") { "<\($0)>" } == "a.png")
    }

    @Test func `a refused attribute stays as it was written`() {
        let raw = FieldValue.raw(source: #"href="a.html""#, reason: "")
        let draft = NodeDraft(
            id: NodeID(high: 1, low: 1), content: NodeContent(kind: .element, tag: "a"),
            fields: [(.attribute("href"), raw), (.attribute("style"), .text("b:url(c.png)"))])

        let moved = RelativeLinks(from: "index.html", to: "docs/a.html").moved(draft, blobs: [:])

        #expect(moved.draft.fields.map(\.value) == [raw, .text("b:url(../c.png)")])
    }
}
