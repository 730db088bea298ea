/// Styles that several elements have: those of the same parent style that the same rules select.
///
/// A page repeats itself: a thousand list items have one style between them. It holds every parent that it knows, so that
/// an identity stands for one style as long as it lives.
final class SharedStyles {
    struct Styles {
        let own: ComputedStyle
        let before: ComputedStyle?
        let after: ComputedStyle?
    }

    /// The rules that select an element, in the order they apply.
    struct Rules: Hashable {
        let own: [ObjectIdentifier]
        let before: [ObjectIdentifier]
        let after: [ObjectIdentifier]
    }

    private struct Key: Hashable {
        let parent: ObjectIdentifier
        let rules: Rules
    }

    private var parents: [ObjectIdentifier: ComputedStyle] = [:]
    private var known: [Key: Styles] = [:]

    /// - Parameter roots: The styles that shared ones may descend from.
    init(under roots: [ComputedStyle]) {
        for root in roots { parents[ObjectIdentifier(root)] = root }
    }

    /// The styles of an element that rules alone style; made where they are not known.
    ///
    /// - Parameter parent: Styles under one that is not shared are not kept: it may be gone when they are asked for again.
    func styles(
        _ rules: Rules, under parent: ComputedStyle, else make: () -> Styles
    ) -> Styles {
        guard parents[ObjectIdentifier(parent)] != nil else { return make() }
        let key = Key(parent: ObjectIdentifier(parent), rules: rules)
        if let found = known[key] { return found }
        let new = make()
        known[key] = new
        parents[ObjectIdentifier(new.own)] = new.own
        return new
    }
}
