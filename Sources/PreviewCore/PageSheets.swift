import SiteMarkup

/// The sheets of a page in their order, and what of a page the preview leaves undone.
struct PageSheets {
    private(set) var sheets: [ParsedSheet] = []
    private(set) var honesty = PreviewHonesty()

    init(_ document: HTMLDocument, given: [String: ParsedSheet], media: MediaContext) {
        for (index, node) in document.nodes.enumerated() where node.kind == .element {
            switch node.tag {
            case "link": addLink(node, given, media)
            case "style": addStyle(node, document.textContent(of: index), media)
            case "script": if Self.isScript(node) { honesty.scripts += 1 }
            case "img": if Self.isRemote(node.attribute("src") ?? "") { honesty.missingImages += 1 }
            default: continue
            }
        }
        for sheet in sheets { count(sheet, given) }
    }

    private mutating func addLink(
        _ node: HTMLNode, _ given: [String: ParsedSheet], _ media: MediaContext
    ) {
        let relations = (node.attribute("rel") ?? "").lowercased().split(
            whereSeparator: \.isWhitespace)
        guard relations.contains("stylesheet"), !relations.contains("alternate"),
            node.attribute("disabled") == nil,
            let href = node.attribute("href"), holds(node, media)
        else { return }
        if let sheet = given[href] {
            sheets.append(sheet)
        } else if Self.isRemote(href) {
            honesty.remoteSheets += 1
        } else {
            honesty.missingSheets.append(href)
        }
    }

    private mutating func addStyle(_ node: HTMLNode, _ text: String, _ media: MediaContext) {
        let type = node.attribute("type")?.lowercased() ?? "text/css"
        guard node.namespace != .mathml, type.isEmpty || type == "text/css", holds(node, media)
        else { return }
        sheets.append(ParsedSheet(css: text))
    }

    private func holds(_ node: HTMLNode, _ media: MediaContext) -> Bool {
        guard let query = node.attribute("media"), !query.isEmpty else { return true }
        return MediaReader.condition(of: query).holds(media)
    }

    private mutating func count(_ sheet: ParsedSheet, _ given: [String: ParsedSheet]) {
        honesty.unknownRules += sheet.unknownCount
        honesty.examples += sheet.examples.prefix(max(0, 5 - honesty.examples.count))
        for address in sheet.imports {
            if Self.isRemote(address) {
                honesty.remoteSheets += 1
            } else {
                honesty.missingSheets.append(address)
            }
        }
    }

    private static func isRemote(_ address: String) -> Bool {
        address.hasPrefix("//") || address.lowercased().hasPrefix("http:")
            || address.lowercased().hasPrefix("https:")
    }

    private static func isScript(_ node: HTMLNode) -> Bool {
        let type = (node.attribute("type") ?? "").lowercased()
        return ["", "text/javascript", "application/javascript", "module", "text/ecmascript"]
            .contains(type)
    }
}
