/// Answers whether a selector selects an element.
///
/// Every comparison costs one of a budget that is one render's: a sheet made to be slow matches nothing any more.
struct SelectorMatcher {
    let tree: ElementTree
    /// The root element of the section that `tree` was made for; 0 where it is a whole page.
    private let inner: Int
    /// What answers depended on besides the section and its ancestors.
    private(set) var reach = SectionReach()
    private var budget = 20_000_000

    init(_ tree: ElementTree, inner: Int = 0) {
        self.tree = tree
        self.inner = inner
    }

    private mutating func note(_ reached: SectionReach, at element: Int) {
        if inner > 0, element <= inner { reach.formUnion(reached) }
    }

    mutating func matches(_ selector: Selector, _ element: Int) -> Bool {
        selector.compounds.withUnsafeBufferPointer { matches($0, 0, element) }
    }

    private mutating func matches(
        _ compounds: UnsafeBufferPointer<Compound>, _ index: Int, _ element: Int
    ) -> Bool {
        guard matches(compounds[index], element) else { return false }
        let left = index + 1
        guard left < compounds.count else { return true }
        switch compounds[index].combinator {
        case .child:
            let parent = tree.elements[element].parent
            return parent >= 0 && matches(compounds, left, parent)
        case .next:
            note(.siblings, at: element)
            let previous = tree.elements[element].previous
            return previous >= 0 && matches(compounds, left, previous)
        case .following:
            note(.siblings, at: element)
            var previous = tree.elements[element].previous
            while previous >= 0 {
                if matches(compounds, left, previous) { return true }
                previous = tree.elements[previous].previous
            }
            return false
        case .descendant, .none:
            var parent = tree.elements[element].parent
            while parent >= 0 {
                if matches(compounds, left, parent) { return true }
                parent = tree.elements[parent].parent
            }
            return false
        }
    }

    private mutating func matches(_ compound: Compound, _ element: Int) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        let found = tree.elements[element]
        if compound.tag != 0, compound.tag != found.tag { return false }
        if compound.id != 0, compound.id != found.id { return false }
        for name in compound.classes where !found.classes.contains(name) { return false }
        for test in compound.attributes where !matches(test, element) { return false }
        for pseudo in compound.pseudos where !matches(pseudo, element) { return false }
        return true
    }

    // MARK: Attributes

    private func matches(_ test: AttributeTest, _ element: Int) -> Bool {
        guard let text = tree.attribute(test.name, of: element) else { return false }
        if test.test == .exists { return true }
        var value = Array(text.utf8)
        var wanted = test.value
        if test.foldsCase {
            value = value.map(NameHash.lower)
            wanted = wanted.map(NameHash.lower)
        }
        switch test.test {
        case .exists: return true
        case .equals: return value == wanted
        case .includes:
            return !wanted.isEmpty
                && value.split(whereSeparator: { $0 <= 0x20 }).contains { $0.elementsEqual(wanted) }
        case .dash: return value == wanted || value.starts(with: wanted + [0x2D])
        case .prefix: return !wanted.isEmpty && value.starts(with: wanted)
        case .suffix: return !wanted.isEmpty && value.reversed().starts(with: wanted.reversed())
        case .contains: return !wanted.isEmpty && Self.contains(value, wanted)
        }
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard text.count >= part.count else { return false }
        return (0...(text.count - part.count)).contains {
            text[$0..<($0 + part.count)].elementsEqual(part)
        }
    }

    // MARK: Pseudo-classes

    private mutating func matches(_ pseudo: PseudoClass, _ element: Int) -> Bool {
        switch pseudo {
        case .never: return false
        case .root: return tree.elements[element].parent < 0
        case .empty:
            // An ancestor of the section holds it; of other elements outside only the tags are here.
            if element < inner, tree.elements[element].subtreeEnd <= inner {
                note(.contents, at: element)
            }
            return isEmpty(element)
        case .not(let selectors):
            for selector in selectors where matches(selector, element) { return false }
            return true
        case .anyOf(let selectors):
            for selector in selectors where matches(selector, element) { return true }
            return false
        case .has(let selectors):
            for selector in selectors where has(selector, element) { return true }
            return false
        case .nth(let step, let offset, let fromEnd, let ofType):
            note(.places, at: element)
            return isNth(element, step, offset, fromEnd, ofType)
        case .nthOf(let step, let offset, let fromEnd, let selectors):
            // Each sibling is asked, and what is in it may answer.
            note([.places, .siblings, .contents], at: element)
            return isNth(element, step, offset, fromEnd, among: selectors)
        case .onlyChild:
            note(.places, at: element)
            return tree.elements[element].siblingCount == 1
        case .onlyOfType:
            note(.places, at: element)
            return tree.elements[element].typeCount == 1
        default: return hasState(pseudo, element)
        }
    }

    private func isNth(_ element: Int, _ step: Int, _ offset: Int, _ fromEnd: Bool, _ ofType: Bool)
        -> Bool
    {
        let found = tree.elements[element]
        let count = ofType ? found.typeCount : found.siblingCount
        let place = ofType ? found.typePosition : found.position
        let distance = (fromEnd ? count - place + 1 : place) - offset
        return step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0
    }

    private mutating func isNth(
        _ element: Int, _ step: Int, _ offset: Int, _ fromEnd: Bool, among selectors: [Selector]
    ) -> Bool {
        let parent = tree.elements[element].parent
        guard parent >= 0 else { return false }
        var (place, count, isOne) = (0, 0, false)
        var sibling = parent + 1
        while sibling < tree.elements[parent].subtreeEnd {
            if selectors.contains(where: { matches($0, sibling) }) {
                count += 1
                if sibling == element { (place, isOne) = (count, true) }
            }
            sibling = tree.elements[sibling].subtreeEnd
        }
        guard isOne else { return false }
        let distance = (fromEnd ? count - place + 1 : place) - offset
        return step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0
    }

    private func isEmpty(_ element: Int) -> Bool {
        tree.node(of: element).children.allSatisfy { tree.document.nodes[$0].kind == .comment }
    }

    private func hasState(_ pseudo: PseudoClass, _ element: Int) -> Bool {
        let node = tree.node(of: element)
        func has(_ name: String) -> Bool { node.attribute(name) != nil }
        let isControl = ["input", "button", "select", "textarea", "option", "fieldset"].contains(
            node.tag)
        switch pseudo {
        case .link: return (node.tag == "a" || node.tag == "area") && has("href")
        case .checked: return has("checked") || (node.tag == "option" && has("selected"))
        case .disabled: return isControl && has("disabled")
        case .enabled: return isControl && !has("disabled")
        case .required: return has("required")
        case .optional: return isControl && !has("required")
        case .open: return has("open")
        case .readOnly: return !isControl || has("readonly")
        case .placeholderShown: return has("placeholder") && (node.attribute("value") ?? "").isEmpty
        case .lang(let wanted): return language(of: element).starts(with: wanted)
        case .direction(let rightToLeft): return isRightToLeft(element) == rightToLeft
        default: return false
        }
    }

    private func language(of element: Int) -> [UInt8] {
        inherited("lang", element).map { Array($0.utf8) } ?? []
    }

    private func isRightToLeft(_ element: Int) -> Bool {
        inherited("dir", element)?.lowercased() == "rtl"
    }

    private func inherited(_ name: String, _ element: Int) -> String? {
        var next = element
        while next >= 0 {
            if let value = tree.attribute(name, of: next) { return value }
            next = tree.elements[next].parent
        }
        return nil
    }

    // MARK: :has()

    private mutating func has(_ selector: Selector, _ element: Int) -> Bool {
        let relation = selector.compounds.last?.combinator ?? .none
        let isSibling = relation == .next || relation == .following
        if element < inner || isSibling { note(.contents, at: element) }
        let start = isSibling ? tree.elements[element].subtreeEnd : element + 1
        let parent = tree.elements[element].parent
        let familyEnd = parent < 0 ? tree.elements.count : tree.elements[parent].subtreeEnd
        let end = isSibling ? familyEnd : tree.elements[element].subtreeEnd
        for candidate in start..<max(start, end) {
            guard budget > 0 else { return false }
            if hasMatch(selector, candidate, relation, element) { return true }
        }
        return false
    }

    private mutating func hasMatch(
        _ selector: Selector, _ candidate: Int, _ relation: Compound.Combinator, _ element: Int
    ) -> Bool {
        guard matches(selector, candidate) else { return false }
        guard selector.compounds.count == 1 else { return true }
        switch relation {
        case .child: return tree.elements[candidate].parent == element
        case .next: return tree.elements[candidate].previous == element
        case .following: return tree.elements[candidate].parent == tree.elements[element].parent
        default: return true
        }
    }
}
