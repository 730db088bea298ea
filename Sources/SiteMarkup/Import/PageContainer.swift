import SiteModel

/// The element whose children are a page's sections: `body`, or a lone wrapper inside it.
struct PageContainer {
    /// Content without what stands behind `</body>`.
    var units: [SourceUnit]
    /// Bytes between the shell's two parts.
    var range: Range<Int>

    init(_ extents: SourceExtents, _ policy: Policy, _ blob: Digest) {
        let count = extents.bytes.count
        guard let body = extents.document.first("body") else {
            units = []
            range = count..<count
            return
        }
        (units, range) = PageContainer.content(ofBody: body, extents)
        while let wrapper = PageContainer.loneElement(of: units, extents, policy),
            ["div", "main"].contains(extents.document.nodes[wrapper].tag),
            PageContainer.holdsSections(wrapper, extents, policy, blob)
        {
            let inner = extents.units(of: wrapper)
            guard let span = extents.span(ofElement: wrapper, units: inner, blob: blob) else {
                return
            }
            units = inner
            range = span.contentStart..<span.contentEnd
        }
    }

    /// White space, comments and stray tags behind `</body>` belong to the shell.
    private static func content(ofBody body: Int, _ extents: SourceExtents) -> (
        [SourceUnit], Range<Int>
    ) {
        let node = extents.document.nodes[body]
        let units = extents.units(of: body)
        let count = extents.bytes.count
        let start =
            node.startTag?.upperBound ?? units.first?.range.lowerBound ?? node.endTag?.lowerBound
            ?? count
        let lower = min(start, units.first?.range.lowerBound ?? start)
        guard let cut = node.endTag?.lowerBound, cut >= lower else {
            return (units, lower..<max(lower, units.last?.range.upperBound ?? lower))
        }
        let inside = units.prefix { $0.range.upperBound <= cut }
        let isShell = units[inside.count...].allSatisfy { unit in
            switch unit.kind {
            case .comment: true
            case .raw(let reason): reason == "ignored-markup"
            case .text: MarkupText.trimmed(unit.range, in: extents.bytes).isEmpty
            case .element: false
            }
        }
        if isShell { return (Array(inside), lower..<cut) }
        return (units, lower..<(units.last?.range.upperBound ?? cut))
    }

    private static let invisible: Set<String> = [
        "script", "style", "link", "meta", "noscript", "template", "title",
    ]
    private static let blocks: Set<String> = [
        "section", "header", "footer", "nav", "main", "article", "aside", "div", "form",
    ]

    /// The only element among units that shows anything; nil where there are more, or text beside it.
    private static func loneElement(
        of units: [SourceUnit], _ extents: SourceExtents, _ policy: Policy
    ) -> Int? {
        var found: Int?
        for unit in units {
            switch unit.kind {
            case .comment: continue
            case .raw: return nil
            case .text: if !MarkupText.trimmed(unit.range, in: extents.bytes).isEmpty { return nil }
            case .element(let index):
                if invisible.contains(extents.document.nodes[index].tag) { continue }
                guard found == nil, policy.refusal(ofElement: index, in: extents.document) == nil
                else { return nil }
                found = index
            }
        }
        return found
    }

    /// Whether a wrapper's children are blocks that make sense as sections of their own.
    static func holdsSections(
        _ index: Int, _ extents: SourceExtents, _ policy: Policy, _ blob: Digest
    ) -> Bool {
        let node = extents.document.nodes[index]
        let units = extents.units(of: index)
        guard node.startTag != nil, node.endTag != nil,
            extents.span(ofElement: index, units: units, blob: blob) != nil
        else { return false }
        if let only = loneElement(of: units, extents, policy) {
            return ["div", "main"].contains(extents.document.nodes[only].tag)
                && holdsSections(only, extents, policy, blob)
        }
        let blockCount = units.count { unit in
            guard case .element(let child) = unit.kind else { return false }
            return blocks.contains(extents.document.nodes[child].tag)
        }
        return blockCount >= 2
    }
}
