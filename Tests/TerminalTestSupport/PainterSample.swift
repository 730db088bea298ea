import EditorCore
import PreviewCore
import SiteModel

/// A site for screens: a page with some sections of one heading and one paragraph.
package enum PainterSample {
    package static func site(sections: [String] = ["hero", "menu", "opening-hours"]) -> Site {
        var site = Site(id: NodeID(high: 0, low: 0))
        var number: UInt64 = 0
        func add(
            _ kind: NodeKind, _ tag: String, under parent: NodeID,
            _ fields: [FieldName: String] = [:],
            text: String? = nil
        ) -> NodeID {
            number += 1
            let id = NodeID(high: 1, low: number)
            var node = Node(
                id: id, content: NodeContent(kind: kind, tag: tag), order: Int(number),
                parent: parent)
            for (name, value) in fields { node.fields[name] = .text(value) }
            if let text { node.texts[.text("en")] = text }
            site.nodes[id] = node
            site.nodes[parent]?.children.append(id)
            return id
        }
        site.nodes[site.id]?.fields = [.title: .text("Bakery"), .slug: .text("bakery")]
        let page = add(.page, "", under: site.id, [.path: "/"])
        site.nodes[page]?.texts[TextKey("title", "en")] = "Home"
        for name in sections {
            let root = add(
                .element, "section", under: add(.section, "", under: page, [.name: name]))
            _ = add(
                .text, "", under: add(.element, "h1", under: root), [.label: "title"],
                text: "About \(name)")
            _ = add(
                .text, "", under: add(.element, "p", under: root), [.label: "text"],
                text: "日本 and 👩‍💻 of \(name)")
        }
        return site
    }

    package static func state(
        columns: Int, rows: Int, at target: String? = nil, site: Site = site()
    ) -> EditorState {
        var state = EditorState(
            .init(themes: ["mono"], theme: "mono", random: RandomBits(seed: (1, 2, 3, 4))),
            columns: columns, rows: rows
        )
        _ = state.update(.opened(SiteDocument(site: site, revision: 1), drafts: [], at: target))
        answerPreview(&state)
        return state
    }

    /// A preview as a renderer would make it: one row for each text.
    package static func answerPreview(_ state: inout EditorState) {
        guard let request = state.page.requested else { return }
        answer(request, &state)
    }

    /// The same for one request.
    package static func answer(_ request: PreviewRequest, _ state: inout EditorState) {
        guard let site = state.document?.site else { return }
        var rows: [PreviewRow] = []
        var places: [String: Range<Int>] = [:]
        for node in site.subtree(of: request.page) where node.kind == .text {
            let element = node.parent?.description
            if let element { places[element] = rows.count..<rows.count + 1 }
            rows.append(
                PreviewRow(runs: [
                    PreviewRun(
                        text: node.texts[.text("en")] ?? "", style: PreviewStyle(), node: element)
                ]
                ))
            rows.append(PreviewRow(runs: []))
        }
        let page = PreviewPage(rows: rows, honesty: PreviewHonesty(), nodeRows: places)
        let names = site.sectionNames(of: request.page)
        let sections = site.sections(of: request.page).compactMap { section in
            let own = site.subtree(of: section.id).compactMap { places[$0.id.description] }
            return own.first.map { first in
                PageSections.Item(
                    node: section.id, name: names[section.id] ?? "",
                    rows: own.reduce(first) {
                        min($0.lowerBound, $1.lowerBound)..<max($0.upperBound, $1.upperBound)
                    })
            }
        }
        _ = state.update(.previewReady(request, page, PageSections(sections)))
    }
}
