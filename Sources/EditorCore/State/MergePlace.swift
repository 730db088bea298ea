import SiteHistory
import SiteModel

/// Where something stands, in words: `home › hero › title`.
struct MergePlace {
    private let site: Site

    init(_ site: Site) { self.site = site }

    /// - Parameter field: A conflict's field: a text's key, `a:href`, `path`; empty for the node itself.
    func name(of node: NodeID, field: String = "") -> String {
        steps(of: node, field: field).joined(separator: " › ")
    }

    /// The last step of the name.
    func shortName(of node: NodeID) -> String { steps(of: node, field: "").last ?? "" }

    private func steps(of node: NodeID, field: String) -> [String] {
        guard let here = site[node] else { return ["something that is deleted"] }
        let own = FieldName(field).attributeName.map { [$0] } ?? (field.isEmpty ? [] : [field])
        if here.kind == .site { return ["the site"] + own }
        if here.kind == .asset { return [here.fields[.file]?.plain ?? "a file"] + own }
        guard let page = site.enclosing(.page, of: node) else { return ["something"] + own }
        var steps = [pageName(page.id)]
        if let section = site.enclosing(.section, of: node) {
            steps.append(site.name(of: section.id) ?? "section")
        }
        return steps + inner(here, field)
    }

    private func pageName(_ page: NodeID) -> String {
        let path = site.path(of: page) ?? "/"
        return path == "/" ? "home" : String(path.drop { $0 == "/" })
    }

    private func inner(_ node: Node, _ field: String) -> [String] {
        var steps: [String] = []
        if node.kind == .element { steps.append("<\(node.content.tag)>") }
        if let attribute = FieldName(field).attributeName { return steps + [attribute] }
        let key = field.split(separator: "@", maxSplits: 1).map(String.init)
        let name = key.first ?? (node.kind == .text ? "text" : "")
        guard !name.isEmpty else { return steps }
        let label = site.keyedTexts(around: node.id).first {
            $0.node == node.id && $0.field == name
        }?.key
        let short = label.map { $0.split(separator: ".").dropFirst().joined(separator: ".") }
        let locale = key.count > 1 && site.locales.count > 1 ? " (\(key[1]))" : ""
        return steps + [(short.flatMap { $0.isEmpty ? nil : $0 } ?? name) + locale]
    }
}
