import SiteMarkup
import SiteModel

/// Turns a document into the rows of the tree.
///
/// Pages hold their title, description and sections; a section holds what can be edited in it. An element that holds
/// one text is one row with it; an element that only wraps another is left out. What is folded is not walked.
package struct TreeBuilder {
    let document: SiteDocument
    let locale: String
    /// Items whose fold is not the default one.
    let toggled: Set<TreeItem>
    /// Texts that are committed and not shown by the document yet.
    let ahead: [TextRef: String]
    let unfoldsPages: Bool
    private var conflicted: Set<NodeID> = []
    private var rows: [TreeRow] = []

    /// Sites with at most this many nodes right below their pages show all of these from the start.
    package static let sectionsShownMax = 40
    /// An excerpt is never longer than this, in characters.
    private static let excerptMax = 160

    init(_ document: SiteDocument, locale: String, toggled: Set<TreeItem>, ahead: [TextRef: String])
    {
        self.document = document
        self.locale = locale
        self.toggled = toggled
        self.ahead = ahead
        unfoldsPages =
            document.topCount(upTo: Self.sectionsShownMax) <= Self.sectionsShownMax
        conflicted = document.site.withHolders(document.conflicts.lazy.map(\.node))
    }

    /// Every row, top to bottom.
    mutating func build() -> [TreeRow] {
        let paths = document.site.pagePaths()
        for (index, page) in document.site.pages.enumerated() {
            add(page: page, paths[page.id] ?? "/", isFirst: index == 0)
        }
        for asset in document.site.assets { add(asset: asset) }
        return rows
    }

    private func isUnfolded(_ item: TreeItem, byDefault: Bool) -> Bool {
        byDefault != toggled.contains(item)
    }

    @discardableResult
    private mutating func add(
        _ item: TreeItem, depth: Int, label: String, detail: String = "", holds: Bool = false,
        unfolded: Bool = false
    ) -> Bool {
        let isOpen = holds && isUnfolded(item, byDefault: unfolded)
        // A page's title stands for itself, not for all of the page.
        let isOfPage: Bool = if case .text(_, let field) = item { field != "text" } else { false }
        rows.append(
            TreeRow(
                item: item, depth: depth, fold: holds ? (isOpen ? .unfolded : .folded) : .none,
                label: label, detail: detail,
                hasConflict: !isOfPage && conflicted.contains(item.node),
                isUnsent: !isOfPage && document.unsent.contains(item.node)))
        return isOpen
    }

    private mutating func add(page: Node, _ path: String, isFirst: Bool) {
        let title = shownText(page.id, "title")
        guard
            add(
                .page(page.id), depth: 0, label: path, detail: excerpt(title ?? ""), holds: true,
                unfolded: unfoldsPages || isFirst)
        else { return }
        let names = document.site.sectionNames(of: page.id)
        for field in ["title", "description"] {
            guard let text = shownText(page.id, field) else { continue }
            add(.text(page.id, field: field), depth: 1, label: field, detail: excerpt(text))
        }
        for child in document.site.children(of: page.id) {
            if child.kind == .section {
                add(section: child, name: names[child.id] ?? "section")
            } else {
                add(content: child, depth: 1)
            }
        }
    }

    private mutating func add(section: Node, name: String) {
        let item = TreeItem.section(section.id)
        guard add(item, depth: 1, label: name, detail: sectionDetail(section), holds: true) else {
            return
        }
        for root in document.site.children(of: section.id) {
            if root.kind == .text { add(content: root, depth: 2) }
            addContent(of: root, depth: 2)
        }
    }

    /// What is in a section's root; wrappers that hold everything are passed over.
    private mutating func addContent(of element: Node, depth: Int) {
        addAttributes(of: element, depth: depth)
        let inside = rowChildren(of: element)
        if inside.count == 1, let only = inside.first, only.kind == .element,
            rowChildren(of: only).count > 1
        {
            return addContent(of: only, depth: depth)
        }
        for child in inside { add(content: child, depth: depth) }
    }

    /// The children that may have rows.
    private func rowChildren(of element: Node) -> [Node] {
        document.site.children(of: element.id).filter {
            [.text, .element, .component, .raw].contains($0.kind)
        }
    }

    private func sectionDetail(_ section: Node) -> String {
        section.fields[.hidden] == nil ? "" : "hidden"
    }

    /// An element, a text or raw bytes; white space and comments have no row.
    private mutating func add(content node: Node, depth: Int) {
        switch node.kind {
        case .text:
            add(.text(node.id, field: "text"), depth: depth, label: "", detail: words(of: node.id))
        case .raw: add(.raw(node.id), depth: depth, label: "raw", detail: node.content.reason)
        case .element, .component: add(element: node, depth: depth)
        default: break
        }
    }

    private mutating func add(element: Node, depth: Int) {
        let inside = rowChildren(of: element)
        let attributes = Self.notableAttributes(of: element)
        if inside.count == 1, let only = inside.first {
            if only.kind == .text {
                let item = TreeItem.text(only.id, field: "text")
                let isOpen = add(
                    item, depth: depth, label: element.content.tag, detail: words(of: only.id),
                    holds: !attributes.isEmpty)
                if isOpen { addAttributes(of: element, depth: depth + 1) }
                return
            }
            if attributes.isEmpty, only.kind == .element { return add(element: only, depth: depth) }
        }
        guard !inside.isEmpty || !attributes.isEmpty else { return }
        let label = ([element.content.tag] + element.classes.prefix(1)).joined(separator: ".")
        let detail = attributes.compactMap { element.attribute($0)?.plain }.first ?? ""
        guard
            add(
                .element(element.id), depth: depth, label: label, detail: excerpt(detail),
                holds: true,
                unfolded: !inside.isEmpty)
        else { return }
        addAttributes(of: element, depth: depth + 1)
        for child in inside { add(content: child, depth: depth + 1) }
    }

    private mutating func addAttributes(of element: Node, depth: Int) {
        for name in Self.notableAttributes(of: element) {
            let value =
                ahead[TextRef(attribute: name, of: element.id)] ?? element.attribute(name)?.plain
                ?? ""
            add(
                .attribute(element.id, name: name), depth: depth, label: name,
                detail: excerpt(value))
        }
    }

    private mutating func add(asset: Node) {
        add(
            .asset(asset.id), depth: 0, label: asset.fields[.file]?.plain ?? "file",
            detail: asset.fields[.pixels]?.plain ?? "")
    }

    /// Attributes that people edit, in the order they are written.
    static func notableAttributes(of element: Node) -> [String] {
        let hidden: Set<String> = ["class", "id", "style"]
        return element.attributeOrder.filter { name in
            !hidden.contains(name) && !name.hasPrefix("data-pm-") && element.attribute(name) != nil
        }
    }

    private func shownText(_ node: NodeID, _ field: String) -> String? {
        let text =
            ahead[TextRef(node, TextKey(field, locale))]
            ?? document.site.text(of: node, field, locale: locale)
        return text.map { document.site.plain($0, of: node) }
    }

    private func words(of node: NodeID) -> String { excerpt(shownText(node, "text") ?? "") }

    private func excerpt(_ text: String) -> String {
        var short = ""
        var count = 0
        for word in text.split(whereSeparator: \.isWhitespace) {
            if count > 0 { short += " " }
            short += word.prefix(Self.excerptMax)
            count += word.count + 1
            if count > Self.excerptMax { break }
        }
        return short
    }
}

extension TextRef {
    /// An attribute as something that is typed: the field `a:NAME`, no locale.
    package init(attribute name: String, of node: NodeID) {
        self.init(node, TextKey(FieldName.attribute(name).rawValue, ""))
    }

    /// The attribute's register if this is one.
    package var attributeField: FieldName? {
        key.field.hasPrefix("a:") ? FieldName(key.field) : nil
    }
}
