import SiteModel
import Testing

@testable import SiteHistory

struct FreeIDTests {
    private func element(
        _ tag: String, _ attributes: [(String, String)], _ children: [NodeDraft] = []
    ) -> NodeDraft {
        NodeDraft(
            id: NodeID(high: 1, low: UInt64(tag.utf8.count + children.count)),
            content: NodeContent(kind: .element, tag: tag),
            fields: attributes.map { (.attribute($0.0), .text($0.1)) }, children: children)
    }

    private func attributes(_ draft: NodeDraft) -> [String] {
        draft.fields.map { "\($0.name.attributeName ?? $0.name.rawValue)=\($0.value.plain)" }
            + draft.children.flatMap(attributes)
    }

    @Test func `ids that are taken become free ones, and what names them goes with them`() {
        var draft = element(
            "form", [("id", "order")],
            [
                element("label", [("for", "name"), ("id", "l")]),
                element("input", [("id", "name"), ("aria-labelledby", "l name other")]),
                element("a", [("href", "#name"), ("title", "name")]),
                element("a", [("href", "#elsewhere")]),
            ])

        draft.takeFreeIDs(among: ["name", "name-2", "other"])

        #expect(
            attributes(draft) == [
                "id=order", "for=name-3", "id=l", "id=name-3", "aria-labelledby=l name-3 other",
                "href=#name-3", "title=name", "href=#elsewhere",
            ])
    }

    @Test func `a section's name takes its root's id with it where both are one word`() {
        for (id, expected) in [("hero", "hero-2"), ("top", "top")] {
            var section = NodeDraft(
                id: NodeID(high: 2, low: 2), content: NodeContent(kind: .section),
                fields: [(.name, .text("hero"))], children: [element("div", [("id", id)])])

            section.takeFreeName(among: ["hero"])

            #expect(attributes(section) == ["name=hero-2", "id=\(expected)"])
        }
    }
}
