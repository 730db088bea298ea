import SiteMarkup

/// Which radio buttons of a page are on: of a group at most one (HTML standard, 4.10.5.1.17).
struct RadioGroups {
    /// Buttons of one name that belong to the same form, or to none.
    private struct Group: Hashable {
        let form: Int
        let name: String
    }

    private var last: [Group: Int] = [:]
    private var forms: [String: Int] = [:]
    private let document: HTMLDocument

    /// - Complexity: O(nodes), and for each button that is marked as checked its depth.
    init(_ document: HTMLDocument) {
        self.document = document
        for (index, node) in document.nodes.enumerated() where node.tag == "form" {
            if let id = node.attribute("id") { forms[id] = forms[id] ?? index }
        }
        for (index, node) in document.nodes.enumerated() where Self.isCheckedRadio(node) {
            // Each that a parser comes to turns off the ones before it.
            if let group = group(of: index) { last[group] = index }
        }
    }

    /// Whether a button that is marked as checked is on.
    func isOn(_ node: Int) -> Bool { group(of: node).map { last[$0] == node } ?? true }

    static func isCheckedRadio(_ node: HTMLNode) -> Bool {
        node.kind == .element && node.tag == "input" && node.attribute("checked") != nil
            && node.attribute("type")?.lowercased() == "radio"
    }

    /// Whether buttons elsewhere on the page may be of the group of a button in a section.
    static func reachesOut(_ node: Int, in document: HTMLDocument) -> Bool {
        let button = document.nodes[node]
        return isCheckedRadio(button) && button.attribute("name")?.isEmpty == false
            && (button.attribute("form") != nil || formAround(node, in: document) == nil)
    }

    /// Nil for a button without a name: it is alone.
    private func group(of node: Int) -> Group? {
        guard let name = document.nodes[node].attribute("name"), !name.isEmpty else { return nil }
        let form =
            document.nodes[node].attribute("form").map { forms[$0] }
            ?? Self.formAround(node, in: document)
        return Group(form: form ?? -1, name: name)
    }

    private static func formAround(_ node: Int, in document: HTMLDocument) -> Int? {
        var next = document.nodes[node].parent
        while next >= 0, document.nodes[next].tag != "form" { next = document.nodes[next].parent }
        return next >= 0 ? next : nil
    }
}
