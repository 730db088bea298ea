import SiteMarkup

/// The elements around a page's sections, from `html` to the one that they are children of, and all that styles
/// descend from: what a section's boxes depend on besides its own bytes.
///
/// The same object stands for the same context: pages whose contexts are equal share it.
final class PageChain {
    struct Link {
        let tag: String
        let attributes: [[String]]
        /// The rules that select it.
        let rules: [ObjectIdentifier]
        let style: ComputedStyle

        func isLike(_ other: Link) -> Bool {
            tag == other.tag && attributes == other.attributes && rules == other.rules
        }
    }

    let links: [Link]
    let sheets: [ActiveSheet]
    let media: MediaContext
    /// A source that opens these elements and nothing else.
    let opening: [UInt8]
    /// Styles of what is in them.
    let shared: SharedStyles

    /// - Parameter elements: From the root down. Nil where one of them is not shown, or is one in which a parser does not
    ///   take a section as it takes it elsewhere.
    init?(
        _ elements: [Int], _ cascade: Cascade, _ sheets: [ActiveSheet], _ media: MediaContext,
        isQuirks: Bool
    ) {
        let tree = cascade.tree
        var links: [Link] = []
        var opening = Array((isQuirks ? "" : "<!doctype html>").utf8)
        for element in elements {
            let node = tree.node(of: element)
            guard let style = cascade.styles[element], node.kind == .element,
                node.namespace == .html, Self.tags.contains(node.tag),
                node.attributes.allSatisfy({ $0.prefix.isEmpty })
            else { return nil }
            links.append(
                Link(
                    tag: node.tag, attributes: node.attributes.map { [$0.name, $0.value] },
                    rules: cascade.noted[element] ?? [], style: style))
            opening += Self.startTag(node)
        }
        guard links.count >= 2 else { return nil }
        self.links = links
        self.sheets = sheets
        self.media = media
        self.opening = opening
        shared = SharedStyles(under: links.map(\.style))
    }

    private static let tags: Set<String> = [
        "html", "body", "main", "div", "article", "section", "header", "footer", "nav", "aside",
        "center",
    ]

    private static func startTag(_ node: HTMLNode) -> [UInt8] {
        var out = Array("<\(node.tag)".utf8)
        for attribute in node.attributes {
            out += " \(attribute.name)=\"".utf8
            for byte in attribute.value.utf8 {
                switch byte {
                case 0x22: out += "&quot;".utf8
                case 0x26: out += "&amp;".utf8
                default: out.append(byte)
                }
            }
            out.append(0x22)
        }
        return out + [0x3E]
    }

    /// Whether sections look the same in both.
    func isLike(_ other: PageChain) -> Bool {
        opening == other.opening && links.count == other.links.count
            && sheets.count == other.sheets.count
            && zip(sheets, other.sheets).allSatisfy { $0.sheet === $1.sheet }
            && zip(links, other.links).allSatisfy { $0.isLike($1) } && media == other.media
    }
}
