/// What Tab comes to, in the order of a browser: positive `tabindex` first, smallest first, then all else as it is written
/// (HTML standard, 6.6.3).
struct FocusOrder {
    private(set) var stops: [PageStop] = []
    private let view: ReadableTree

    init(_ view: ReadableTree) {
        self.view = view
        let found = view.tree.elements.indices.compactMap {
            element -> (index: Int, element: Int)? in
            guard let index = tabIndex(of: element), index >= 0 else { return nil }
            return (index, element)
        }
        let all = found.filter { isStop($0.element, among: found.map(\.element)) }
        let ahead = all.filter { $0.index > 0 }.enumerated().sorted {
            ($0.element.index, $0.offset) < ($1.element.index, $1.offset)
        }.map(\.element)
        stops = (ahead + all.filter { $0.index == 0 }).map { stop($0.element, $0.index) }
    }

    /// Nil for what the keyboard does not come to.
    private func tabIndex(of element: Int) -> Int? {
        guard view.isShown(element) else { return nil }
        let own = view.attribute("tabindex", element).flatMap { Int($0.filter { $0 != " " }) }
        guard role(of: element) != nil || own != nil, !isDisabled(element),
            view.firstAround(element, where: { view.attribute("inert", $0) != nil }) == nil
        else { return nil }
        return own ?? 0
    }

    private func isDisabled(_ element: Int) -> Bool {
        guard Self.controls.contains(view.tag(element)) else { return false }
        return view.attribute("disabled", element) != nil
            || view.firstAround(element) {
                view.tag($0) == "fieldset" && view.attribute("disabled", $0) != nil
            } != nil
    }

    private static let controls: Set<String> = ["button", "input", "select", "textarea"]

    /// Of radio buttons with one name Tab comes to the one that is chosen, or to the first.
    private func isStop(_ element: Int, among all: [Int]) -> Bool {
        guard let group = radioGroup(of: element) else { return true }
        let others = all.filter { radioGroup(of: $0) == group }
        let chosen = others.first { view.attribute("checked", $0) != nil } ?? others.first
        return chosen == element
    }

    private struct RadioGroup: Equatable {
        let name: String
        let form: Int?
    }

    private func radioGroup(of element: Int) -> RadioGroup? {
        guard view.tag(element) == "input",
            view.attribute("type", element)?.lowercased() == "radio",
            let name = view.attribute("name", element), !name.isEmpty
        else { return nil }
        return RadioGroup(
            name: name, form: view.firstAround(element) { view.tag($0) == "form" })
    }

    private func stop(_ element: Int, _ index: Int) -> PageStop {
        let name = view.name(of: element, fromContent: Self.saysItself(view.tag(element)))
        return PageStop(
            role: role(of: element) ?? "element", name: name, depth: 0,
            node: view.node(of: element),
            faults: (name.isEmpty ? [.isNameless] : []) + (index > 0 ? [.jumpsAhead(index)] : []))
    }

    /// Whether the words in an element are its name.
    private static func saysItself(_ tag: String) -> Bool {
        !["input", "select", "textarea", "iframe", "video", "audio"].contains(tag)
    }

    /// What the keyboard can do there; nil for elements that it passes over.
    private func role(of element: Int) -> String? {
        switch view.tag(element) {
        case "a", "area": return view.attribute("href", element) == nil ? nil : "link"
        case "button": return "button"
        case "select": return "choice"
        case "textarea": return "text field"
        case "iframe": return "frame"
        case "summary": return isFirstSummary(element) ? "summary" : nil
        case "audio", "video":
            return view.attribute("controls", element) == nil ? nil : view.tag(element)
        case "input": return inputRole((view.attribute("type", element) ?? "text").lowercased())
        default:
            let editable = view.attribute("contenteditable", element)
            return editable == nil || editable == "false" ? nil : "text field"
        }
    }

    private func inputRole(_ type: String) -> String? {
        switch type {
        case "hidden": nil
        case "submit", "button", "reset", "image": "button"
        case "checkbox": "checkbox"
        case "radio": "radio button"
        case "range": "slider"
        case "file": "file field"
        case "color": "colour field"
        default: "text field"
        }
    }

    private func isFirstSummary(_ element: Int) -> Bool {
        let parent = view.tree.elements[element].parent
        guard parent >= 0, view.tag(parent) == "details" else { return false }
        return view.children(of: parent).first { view.tag($0) == "summary" } == element
    }
}
