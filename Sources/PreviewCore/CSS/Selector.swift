/// A complex selector, ready to be matched from its right end.
struct Selector: Sendable {
    /// The rightmost compound first.
    var compounds: [Compound]
    /// ids, classes, types: 8 bits each.
    var specificity: UInt32
    var pseudoElement = PseudoElement.none

    enum PseudoElement: UInt8, Sendable {
        case none, before, after
        /// One that is not shown: `::placeholder`, `::selection`.
        case unseen
    }
}

/// What one element must be, and how it stands to the element that the next compound (to the left) names.
struct Compound: Sendable {
    enum Combinator: Sendable { case descendant, child, next, following, none }

    /// Folded; 0 for any.
    var tag: NameKey = 0
    /// Exact; 0 for any.
    var id: NameKey = 0
    var classes: [NameKey] = []
    var attributes: [AttributeTest] = []
    var pseudos: [PseudoClass] = []
    /// To the compound on the left.
    var combinator = Combinator.none
}

struct AttributeTest: Sendable {
    enum Operator: Sendable { case exists, equals, includes, dash, prefix, suffix, contains }
    var name: NameKey
    var test: Operator
    var value: [UInt8]
    var foldsCase: Bool
}

indirect enum PseudoClass: Sendable {
    case root, empty, link, checked, disabled, enabled, required, optional, open, readOnly,
        placeholderShown
    /// A state that a page at rest does not have: `:hover`, `:focus`, `:target`.
    case never
    case not([Selector])
    case anyOf([Selector])
    case has([Selector])
    /// a·n + b among the siblings, from the start or the end, of any or of the same type.
    case nth(step: Int, offset: Int, fromEnd: Bool, ofType: Bool)
    /// The same among the siblings that are so: `:nth-child(2 of .card)`.
    case nthOf(step: Int, offset: Int, fromEnd: Bool, [Selector])
    case onlyChild, onlyOfType
    case lang([UInt8])
    case direction(rightToLeft: Bool)
}
