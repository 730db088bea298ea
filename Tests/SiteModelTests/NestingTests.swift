import Testing

@testable import SiteModel

struct NestingTests {
    /// A chain of elements, the outermost first.
    private func site(_ tags: [String]) -> (site: Site, last: Node) {
        var site = Site(id: NodeID(high: 1, low: 1))
        var parent = site.id
        for (index, tag) in tags.enumerated() {
            let id = NodeID(high: 2, low: UInt64(index))
            site.nodes[id] = Node(
                id: id, content: NodeContent(kind: .element, tag: tag), parent: parent)
            site.nodes[parent]?.children.append(id)
            parent = id
        }
        return (site, site.nodes[parent] ?? site.root)
    }

    private func refusal(_ content: NodeContent, _ tags: Set<String>, in chain: [String]) -> String?
    {
        let (site, parent) = site(chain)
        return Nesting.refusal(of: content, with: tags, under: parent, in: site)
    }

    @Test(arguments: [
        ("ul", "img", "HTML lets nothing stand in <img>."),
        ("li", "tr", "HTML lets only <td> or <th> stand in <tr>."),
        ("td", "ul", "HTML lets <td> stand in <tr> only."),
        ("ul", "p", "HTML lets no <ul> stand in <p>."),
        ("div", "p span", "HTML lets no <div> stand in <p>."),
        ("a", "a em", "HTML lets no <a> stand inside another <a>."),
        ("li", "ul li", "HTML lets no <li> stand in <li> without a list between them."),
        ("li", "ul li div", "HTML lets no <li> stand in <li> without a list between them."),
        ("dt", "dl dd", "HTML lets no <dt> stand in <dd> without a list between them."),
        ("h3", "h2", "HTML lets no heading stand in a heading."),
        ("img", "select option", "HTML lets only text stand in <option>."),
        ("b", "textarea", "HTML lets only text stand in <textarea>."),
        ("tr", "div", "HTML lets <tr> stand in <tbody>, <thead>, <tfoot> or <table> only."),
    ])
    func `what a browser would drop or move is refused`(tag: String, chain: String, reason: String)
    {
        let content = NodeContent(kind: .element, tag: tag)
        let refused = refusal(content, [tag], in: chain.split(separator: " ").map(String.init))
        #expect(refused == reason)
    }

    @Test(arguments: [
        ("ul", "div"), ("li", "ul"), ("td", "table tbody tr"), ("tr", "table"), ("span", "p"),
        ("div", "p button"), ("script", "tr"), ("p", "td"), ("li", "div"), ("li", "ul li ol"),
        ("h3", "div"), ("dd", "dl"), ("option", "select"),
    ])
    func `what a browser keeps is not`(tag: String, chain: String) {
        let content = NodeContent(kind: .element, tag: tag)
        #expect(
            refusal(content, [tag], in: chain.split(separator: " ").map(String.init)) == nil)
    }

    @Test func `words stand in no row, and a link deep inside counts`() {
        #expect(refusal(NodeContent(kind: .text), [], in: ["table", "tr"]) != nil)
        #expect(refusal(NodeContent(kind: .comment), [], in: ["table", "tr"]) == nil)
        let span = NodeContent(kind: .element, tag: "span")
        #expect(refusal(span, ["span", "a"], in: ["a"]) != nil)
        let drawing = NodeContent(kind: .element, tag: "g", namespace: .svg)
        #expect(refusal(drawing, ["g"], in: ["div"]) == nil)
    }
}
