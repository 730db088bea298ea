/// A regular expression as a tree.
indirect enum RegexNode: Sendable {
    enum Greed: Sendable { case greedy, lazy, possessive }

    case empty
    /// One Unicode scalar, or the lowercase of what it is compared with where case is ignored.
    case scalar(UInt32, ignoresCase: Bool)
    case any(includingLineFeed: Bool)
    case set(ScalarSet)
    case place(RegexPlace)
    case sequence([RegexNode])
    case choice([RegexNode])
    /// nil: a group that only groups.
    case group(RegexNode, number: Int?)
    case repeated(RegexNode, Range<Int>, Greed)
    /// What a group matched, again.
    case reference(Int, ignoresCase: Bool)
    case look(RegexNode, behind: Bool, isNegated: Bool)
    case atomic(RegexNode)

    /// The upper bound that stands for "any number".
    static let endless = Int.max
}

/// Conditions on a position that take nothing.
enum RegexPlace: Sendable {
    case textStart, textEnd, lineStart, lineEnd
    /// The end, or before a line feed that ends the text.
    case lastLineEnd
    case wordBorder, noWordBorder
}

/// A class of scalars: ranges, ready-made classes, and what is taken from them.
struct ScalarSet: Sendable {
    enum Item: Sendable {
        case range(ClosedRange<UInt32>)
        case digit, word, space
        case category([Unicode.GeneralCategory])
        case set(ScalarSet)
    }

    var items: [Item] = []
    var isNegated = false
    /// Both cases of a scalar count.
    var ignoresCase = false

    func contains(_ scalar: UInt32) -> Bool {
        var isIn = holds(scalar)
        if !isIn, ignoresCase {
            isIn = holds(scalar.lowercased) || holds(scalar.uppercased)
        }
        return isIn != isNegated
    }

    private func holds(_ scalar: UInt32) -> Bool {
        items.contains { item in
            switch item {
            case .range(let range): range.contains(scalar)
            case .digit: scalar.isDigit
            case .word: scalar.isWord
            case .space: scalar.isSpace
            case .category(let kinds): scalar.category.map(kinds.contains) ?? false
            case .set(let set): set.contains(scalar)
            }
        }
    }
}

extension UInt32 {
    static let lineFeed: UInt32 = 10

    private var properties: Unicode.Scalar.Properties? { Unicode.Scalar(self)?.properties }

    var category: Unicode.GeneralCategory? { properties?.generalCategory }
    var isDigit: Bool { self < 128 ? (48...57).contains(self) : category == .decimalNumber }
    var isSpace: Bool {
        self < 128 ? self == 32 || (9...13).contains(self) : properties?.isWhitespace ?? false
    }
    /// Letters, marks, digits and the low line.
    var isWord: Bool {
        if self < 128 {
            return (48...57).contains(self) || (65...90).contains(self) || self == 95
                || (97...122).contains(self)
        }
        guard let properties else { return false }
        if properties.isAlphabetic { return true }
        switch properties.generalCategory {
        case .decimalNumber, .nonspacingMark, .spacingMark, .enclosingMark, .connectorPunctuation:
            return true
        default: return false
        }
    }
    /// The lowercase scalar, where case is one scalar for one.
    var lowercased: UInt32 {
        if self < 128 { return (65...90).contains(self) ? self + 32 : self }
        guard let mapped = properties?.lowercaseMapping.unicodeScalars, mapped.count == 1 else {
            return self
        }
        return mapped.first?.value ?? self
    }
    var uppercased: UInt32 {
        if self < 128 { return (97...122).contains(self) ? self - 32 : self }
        guard let mapped = properties?.uppercaseMapping.unicodeScalars, mapped.count == 1 else {
            return self
        }
        return mapped.first?.value ?? self
    }
}

extension RegexNode {
    /// Whether it can match without taking anything.
    var canBeEmpty: Bool {
        switch self {
        case .empty, .place, .look, .reference: true
        case .scalar, .any, .set: false
        case .sequence(let parts): parts.allSatisfy(\.canBeEmpty)
        case .choice(let parts): parts.contains(where: \.canBeEmpty)
        case .group(let inner, _), .atomic(let inner): inner.canBeEmpty
        case .repeated(let inner, let counts, _): counts.lowerBound == 0 || inner.canBeEmpty
        }
    }

    /// Widths are not told apart beyond this: counts in counts grow fast.
    private static let widthMax = 1_000_000

    private static func product(_ width: Int, _ count: Int) -> Int {
        let (product, isTooLarge) = width.multipliedReportingOverflow(by: count)
        return isTooLarge ? widthMax : Swift.min(product, widthMax)
    }

    private static func repeated(
        _ width: (min: Int, max: Int?), _ counts: Range<Int>
    ) -> (min: Int, max: Int?) {
        let most = counts.upperBound == endless ? nil : width.max
        return (
            product(width.min, counts.lowerBound), most.map { product($0, counts.upperBound - 1) }
        )
    }

    /// How many scalars it takes at least and at most; nil where there is no upper bound.
    var width: (min: Int, max: Int?) {
        switch self {
        case .empty, .place, .look: (0, 0)
        case .scalar, .any, .set: (1, 1)
        case .reference: (0, nil)
        case .group(let inner, _), .atomic(let inner): inner.width
        case .sequence(let parts):
            parts.map(\.width).reduce((0, 0)) { total, part in
                (total.min + part.min, total.max.flatMap { sum in part.max.map { sum + $0 } })
            }
        case .choice(let parts):
            parts.map(\.width).reduce((Int.max, 0)) { widest, part in
                (
                    Swift.min(widest.min, part.min),
                    widest.max.flatMap { most in part.max.map { Swift.max(most, $0) } }
                )
            }
        case .repeated(let inner, let counts, _): Self.repeated(inner.width, counts)
        }
    }
}
