import SiteMarkup

/// The sheets of a page in their order, and what of a page the preview leaves undone.
struct PageSheets {
    private(set) var sheets: [ParsedSheet] = []
    private(set) var honesty = PreviewHonesty()
    /// The addresses of sheets, and what was given for each.
    private(set) var asked: [(href: String, sheet: ParsedSheet?)] = []
    /// The sheets that stand in the page itself, by their text.
    private(set) var own: [String: ParsedSheet] = [:]
    /// Those that are imported in another form.
    private(set) var forms = SheetForms()

    /// Whether the same would be given again.
    func isStill(given: (String) -> ParsedSheet?) -> Bool {
        asked.allSatisfy { given($0.href) === $0.sheet }
    }

    /// - Parameter last: Those of an earlier form of the page: what is the same stays the same object.
    init(
        _ document: HTMLDocument, given: (String) -> ParsedSheet?, media: MediaContext,
        last: PageSheets? = nil
    ) {
        own = last?.own ?? [:]
        forms = SheetForms(known: last?.forms)
        defer { own = own.filter { sheet in sheets.contains { $0 === sheet.value } } }
        for (index, node) in document.nodes.enumerated() where node.kind == .element {
            switch node.tag {
            case "link": addLink(node, given, media)
            case "style": addStyle(node, document.textContent(of: index), given, media)
            case "script": if Self.isScript(node) { honesty.scripts += 1 }
            case "img":
                if Self.isMissingImage(index, document, media) { honesty.missingImages += 1 }
            default: continue
            }
        }
    }

    private mutating func addLink(
        _ node: HTMLNode, _ given: (String) -> ParsedSheet?, _ media: MediaContext
    ) {
        guard let href = Self.sheetAddress(of: node, media) else { return }
        let sheet = given(href)
        asked.append((href, sheet))
        if let sheet { add(sheet, at: href, given, media) } else { countMissing(href) }
    }

    private mutating func countMissing(_ address: String) {
        if Self.isRemote(address) {
            honesty.remoteSheets += 1
        } else {
            honesty.missingSheets.append(address)
        }
    }

    private mutating func addStyle(
        _ node: HTMLNode, _ text: String, _ given: (String) -> ParsedSheet?, _ media: MediaContext
    ) {
        guard Self.isSheet(node, media) else { return }
        let sheet = own[text] ?? ParsedSheet(css: text)
        own[text] = sheet
        add(sheet, at: "", given, media)
    }

    /// A sheet, and before it what it imports.
    private mutating func add(
        _ sheet: ParsedSheet, at address: String, _ given: (String) -> ParsedSheet?,
        _ media: MediaContext
    ) {
        let imports = SheetImports(of: sheet, at: address, name: address, media, given: given)
        asked += imports.asked
        for part in imports.parts {
            switch part {
            case .missing(let address): countMissing(address)
            case .sheet(let sheet, _, let form):
                let used = form.map { forms.form($0, of: sheet) } ?? sheet
                sheets.append(used)
                honesty.unknownRules += used.unknownCount
                honesty.examples += used.examples.prefix(max(0, 5 - honesty.examples.count))
            }
        }
    }

    /// The address of the sheet that a `link` brings in; nil where it brings none.
    static func sheetAddress(of node: HTMLNode, _ media: MediaContext) -> String? {
        let relations = (node.attribute("rel") ?? "").lowercased().split(
            whereSeparator: \.isWhitespace)
        guard relations.contains("stylesheet"), !relations.contains("alternate"),
            node.attribute("disabled") == nil, holds(node, media)
        else { return nil }
        return node.attribute("href")
    }

    /// Whether a `style` is one that counts.
    static func isSheet(_ node: HTMLNode, _ media: MediaContext) -> Bool {
        let type = node.attribute("type")?.lowercased() ?? "text/css"
        return node.namespace != .mathml && (type.isEmpty || type == "text/css")
            && holds(node, media)
    }

    private static func holds(_ node: HTMLNode, _ media: MediaContext) -> Bool {
        guard let query = node.attribute("media"), !query.isEmpty else { return true }
        return MediaReader.condition(of: query).holds(media)
    }

    static func isRemote(_ address: String) -> Bool {
        address.hasPrefix("//") || address.lowercased().hasPrefix("http:")
            || address.lowercased().hasPrefix("https:")
    }

    /// Whether an element is an image on another server.
    static func isMissingImage(
        _ node: Int, _ document: HTMLDocument, _ media: MediaContext
    ) -> Bool {
        document.nodes[node].tag == "img"
            && isRemote(ImageSource(of: node, in: document, media).address)
    }

    static func isScript(_ node: HTMLNode) -> Bool {
        guard node.tag == "script" else { return false }
        let type = (node.attribute("type") ?? "").lowercased()
        return ["", "text/javascript", "application/javascript", "module", "text/ecmascript"]
            .contains(type)
    }
}
