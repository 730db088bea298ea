import SiteMarkup

/// The elements of a document as selectors see them: keys instead of names, and each one's place among its siblings.
struct ElementTree {
    struct Element {
        /// Index into the document's nodes.
        var node: Int
        /// Index of an element; -1 for none.
        var parent: Int
        var previous = -1
        /// The first element after this one's subtree.
        var subtreeEnd = 0
        /// From 1, among the parent's element children.
        var position = 1
        var siblingCount = 1
        /// The same among siblings of the same type.
        var typePosition = 1
        var typeCount = 1
        var tag: NameKey
        var id: NameKey = 0
        var classes: [NameKey] = []
        /// Names of its attributes.
        var attributes: [NameKey] = []
    }

    let document: HTMLDocument
    private(set) var elements: [Element] = []
    /// The element of a node; -1 for nodes that are none.
    private(set) var elementOfNode: [Int]

    init(_ document: HTMLDocument) {
        self.document = document
        elementOfNode = Array(repeating: -1, count: document.nodes.count)
        elements.reserveCapacity(document.nodes.count / 2)
        for (index, node) in document.nodes.enumerated()
        where node.kind == .element || node.kind == .template {
            append(node, index)
        }
        closeSubtrees()
        countSiblings()
    }

    private mutating func append(_ node: HTMLNode, _ index: Int) {
        let parent = node.parent >= 0 ? elementOfNode[node.parent] : -1
        var element = Element(node: index, parent: parent, tag: NameHash.exact(node.tag))
        for attribute in node.attributes where attribute.prefix.isEmpty {
            element.attributes.append(NameHash.folded(attribute.name))
            if attribute.name == "id" { element.id = NameHash.exact(attribute.value) }
            if attribute.name == "class" { element.classes = NameHash.words(attribute.value) }
        }
        elementOfNode[index] = elements.count
        elements.append(element)
    }

    private mutating func closeSubtrees() {
        for index in elements.indices { elements[index].subtreeEnd = index + 1 }
        for index in elements.indices.reversed() where elements[index].parent >= 0 {
            let parent = elements[index].parent
            elements[parent].subtreeEnd = max(
                elements[parent].subtreeEnd, elements[index].subtreeEnd)
        }
    }

    private mutating func countSiblings() {
        for parent in -1..<elements.count {
            let start = parent + 1
            let end = parent < 0 ? elements.count : elements[parent].subtreeEnd
            guard start < end else { continue }
            countChildren(from: start, to: end)
        }
    }

    private mutating func countChildren(from start: Int, to end: Int) {
        var types: [NameKey: Int] = [:]
        var children: [Int] = []
        var index = start
        while index < end {
            elements[index].previous = children.last ?? -1
            elements[index].position = children.count + 1
            let type = (types[elements[index].tag] ?? 0) + 1
            types[elements[index].tag] = type
            elements[index].typePosition = type
            children.append(index)
            index = elements[index].subtreeEnd
        }
        for child in children {
            elements[child].siblingCount = children.count
            elements[child].typeCount = types[elements[child].tag] ?? 1
        }
    }

    /// Gives an element the place among its siblings that it has in another tree, where they are.
    mutating func place(_ element: Int, like other: Element) {
        elements[element].position = other.position
        elements[element].siblingCount = other.siblingCount
        elements[element].typePosition = other.typePosition
        elements[element].typeCount = other.typeCount
    }

    func node(of element: Int) -> HTMLNode { document.nodes[elements[element].node] }

    /// An attribute by the key of its folded name.
    func attribute(_ key: NameKey, of element: Int) -> String? {
        guard elements[element].attributes.contains(key) else { return nil }
        return document.nodes[elements[element].node].attributes.first {
            $0.prefix.isEmpty && NameHash.folded($0.name) == key
        }?.value
    }

    func attribute(_ name: String, of element: Int) -> String? {
        document.nodes[elements[element].node].attribute(name)
    }
}
