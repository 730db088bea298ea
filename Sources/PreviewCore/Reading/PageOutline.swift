/// Landmarks and headings in the order of the page, and the images that lack words.
struct PageOutline {
    private(set) var stops: [PageStop] = []
    private let view: ReadableTree
    private var level = 0

    init(_ view: ReadableTree) {
        self.view = view
        if !view.tree.elements.isEmpty { visit(0, depth: 0, inSection: false) }
    }

    private mutating func visit(_ element: Int, depth: Int, inSection: Bool) {
        let isThere = element == 0 || view.isShown(element)
        guard isThere || view.children(of: element).contains(where: view.isShown),
            view.attribute("aria-hidden", element) != "true"
        else { return }
        let depth = depth + (isThere && add(element, depth, inSection) ? 1 : 0)
        let inside = inSection || Self.sectioning.contains(view.tag(element))
        for child in view.children(of: element) {
            visit(child, depth: depth, inSection: inside)
        }
    }

    private static let sectioning: Set<String> = ["article", "aside", "main", "nav", "section"]

    /// - Returns: Whether it is a landmark: what is in it stands deeper.
    private mutating func add(_ element: Int, _ depth: Int, _ inSection: Bool) -> Bool {
        if let level = headingLevel(element) {
            addHeading(element, level, depth)
        } else if view.tag(element) == "img" {
            addImage(element, depth)
        } else if let role = landmark(element, inSection) {
            let name = view.name(of: element, fromContent: false)
            stops.append(
                PageStop(
                    role: role, name: name, depth: depth, node: view.node(of: element),
                    faults: []))
            return true
        }
        return false
    }

    private mutating func addHeading(_ element: Int, _ level: Int, _ depth: Int) {
        let name = view.name(of: element, fromContent: true)
        var faults: [PageStop.Fault] = []
        if name.isEmpty { faults.append(.isNameless) }
        if level > self.level + 1, self.level > 0 {
            faults.append(.skipsLevels(from: self.level, to: level))
        }
        self.level = level
        stops.append(
            PageStop(
                role: "h\(level)", name: name, depth: depth, node: view.node(of: element),
                faults: faults))
    }

    private mutating func addImage(_ element: Int, _ depth: Int) {
        let isDecoration = ["none", "presentation"].contains(view.attribute("role", element) ?? "")
        guard view.attribute("alt", element) == nil, !isDecoration,
            view.name(of: element, fromContent: false).isEmpty
        else { return }
        stops.append(
            PageStop(
                role: "image", name: view.attribute("src", element) ?? "", depth: depth,
                node: view.node(of: element), faults: [.hasNoAlternative]))
    }

    private func headingLevel(_ element: Int) -> Int? {
        let tag = view.tag(element)
        if view.attribute("role", element) == "heading" {
            return view.attribute("aria-level", element).flatMap { Int($0) } ?? 2
        }
        guard tag.count == 2, tag.first == "h", let level = tag.last?.wholeNumberValue,
            1...6 ~= level, view.attribute("role", element) == nil
        else { return nil }
        return level
    }

    /// The landmark that an element is (HTML Accessibility API Mappings 1.0), by its element's name; a `section` counts
    /// whether it has a name or not.
    private func landmark(_ element: Int, _ inSection: Bool) -> String? {
        if let role = view.attribute("role", element) { return Self.landmarks[role] }
        switch view.tag(element) {
        case "header", "footer": return inSection ? nil : view.tag(element)
        case "main", "nav", "aside", "section", "search": return view.tag(element)
        case "form": return view.name(of: element, fromContent: false).isEmpty ? nil : "form"
        default: return nil
        }
    }

    private static let landmarks = [
        "banner": "header", "contentinfo": "footer", "main": "main", "navigation": "nav",
        "complementary": "aside", "region": "section", "search": "search", "form": "form",
    ]
}
