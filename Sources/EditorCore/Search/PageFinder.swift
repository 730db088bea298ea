import PreviewCore
import SiteModel

/// Looks through the words of a page: of its texts, whether their rows were drawn or not, and of what its images and fields
/// say.
package enum PageFinder {
    /// - Parameter preview: The page as it is drawn; what it does not show is not found. Nil: nothing is known of that.
    /// - Returns: In the order of the page.
    /// - Complexity: O(texts of the page).
    package static func matches(
        of request: PageFindRequest, in site: Site, preview: PreviewPage?
    ) -> [PageMatch] {
        let needle = PageNeedle(request.needle)
        guard !needle.isEmpty else { return [] }
        var found: [PageMatch] = []
        var ordinals: [NodeID: Int] = [:]
        func add(_ item: TreeItem, _ holder: NodeID, _ text: String) {
            let count = needle.count(in: text)
            guard count > 0, isShown(holder, preview) else { return }
            let first = ordinals[holder] ?? 0
            ordinals[holder] = first + count
            for ordinal in first..<first + count {
                found.append(PageMatch(item: item, holder: holder, ordinal: ordinal))
            }
        }
        for node in site.subtree(of: request.page) {
            if node.kind == .text, let holder = node.parent, holder != request.page {
                let text = site.text(of: node.id, locale: request.locale) ?? ""
                add(.text(node.id, field: "text"), holder, text.withoutInlineMarks)
            } else if node.kind == .element {
                for (name, text) in words(of: node, request.locale) {
                    add(.attribute(node.id, name: name), node.id, text)
                }
            }
        }
        return found
    }

    private static func isShown(_ holder: NodeID, _ preview: PreviewPage?) -> Bool {
        preview.map { $0.rowRange(ofNode: holder.description) != nil } ?? true
    }

    /// Attributes whose words stand in the page.
    private static func words(of node: Node, _ locale: String) -> [(name: String, text: String)] {
        let names: [String] =
            switch node.content.tag {
            case "img": ["alt"]
            case "input": ["value", "placeholder"]
            case "textarea": ["placeholder"]
            default: []
            }
        return names.compactMap { name in
            let value =
                node.fields[.attribute(name, locale: locale)] ?? node.fields[.attribute(name)]
            return value.map { (name, $0.plain) }
        }
    }
}
