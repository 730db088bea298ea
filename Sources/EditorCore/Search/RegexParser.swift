/// Why a regular expression cannot be read.
package struct PatternError: Error, Hashable, Sendable {
    /// A sentence without a capital or a stop.
    package let message: String
    /// Where, in characters of the pattern from 1.
    package let column: Int
}

/// Reads regular expressions: the ICU form, as far as its meaning does not depend on a locale.
struct RegexParser {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    private(set) var groupCount = 0
    private(set) var names: [String: Int] = [:]
    private(set) var hasReferences = false
    private var flags: Flags

    struct Flags {
        var ignoresCase = false
        var dotTakesLines = false
        var anchorsAtLines = false
        var skipsSpaces = false
    }

    private static let depthMax = 100
    private static let countMax = 1000

    static func parse(
        _ pattern: String, ignoresCase: Bool
    ) throws(PatternError) -> (node: RegexNode, parser: RegexParser) {
        var parser = RegexParser(pattern, ignoresCase)
        let node = try parser.choice()
        if parser.peek != nil { throw parser.error("a “)” closes no group") }
        for (number, column) in parser.references where number > parser.groupCount {
            throw PatternError(message: "there is no group \(number)", column: column)
        }
        return (node, parser)
    }

    private init(_ pattern: String, _ ignoresCase: Bool) {
        scalars = Array(pattern.unicodeScalars)
        flags = Flags(ignoresCase: ignoresCase)
    }

    private var references: [(number: Int, column: Int)] = []

    // MARK: - Reading

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        place += 1
        return scalar
    }

    private mutating func skip(_ word: String) -> Bool {
        let wanted = Array(word.unicodeScalars)
        guard scalars[place...].starts(with: wanted) else { return false }
        place += wanted.count
        return true
    }

    private func error(_ message: String, at column: Int? = nil) -> PatternError {
        PatternError(message: message, column: (column ?? place) + 1)
    }

    // MARK: - Grammar

    private mutating func choice() throws(PatternError) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw error("groups stand too deep in each other") }
        var parts = [try sequence()]
        while skip("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() throws(PatternError) -> RegexNode {
        var parts: [RegexNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            if flags.skipsSpaces, scalar.value.isSpace {
                place += 1
                continue
            }
            let start = place
            let piece = try piece()
            parts.append(try repeated(piece, from: start))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func piece() throws(PatternError) -> RegexNode {
        let start = place
        guard let scalar = next() else { return .empty }
        switch scalar {
        case "(": return try group()
        case "[": return .set(try set(from: start))
        case ".": return .any(includingLineFeed: flags.dotTakesLines)
        case "^": return .place(flags.anchorsAtLines ? .lineStart : .textStart)
        case "$": return .place(flags.anchorsAtLines ? .lineEnd : .lastLineEnd)
        case "\\": return try escape(from: start)
        case "*", "+", "?": throw error("“\(scalar)” repeats nothing", at: start)
        default: return literal(scalar.value)
        }
    }

    private func literal(_ scalar: UInt32) -> RegexNode {
        .scalar(
            flags.ignoresCase ? scalar.lowercased : scalar, ignoresCase: flags.ignoresCase)
    }

    // MARK: - How often

    private mutating func repeated(
        _ piece: RegexNode, from start: Int
    ) throws(PatternError) -> RegexNode {
        var node = piece
        while let counts = try counts() {
            let greed: RegexNode.Greed = skip("?") ? .lazy : skip("+") ? .possessive : .greedy
            node = .repeated(node, counts, greed)
        }
        return node
    }

    /// `lowerBound..<upperBound` with the most in it as the last number; nil where nothing is repeated.
    private mutating func counts() throws(PatternError) -> Range<Int>? {
        if skip("*") { return 0..<RegexNode.endless }
        if skip("+") { return 1..<RegexNode.endless }
        if skip("?") { return 0..<2 }
        guard peek == "{" else { return nil }
        let start = place
        place += 1
        guard let least = number() else {
            throw error("“{” begins a count as in {2,5}; \\{ is the character", at: start)
        }
        var most = least
        if skip(",") { most = number() ?? RegexNode.endless - 1 }
        guard skip("}") else { throw error("the count is not closed by “}”", at: start) }
        guard least <= most, least <= Self.countMax, most <= Self.countMax || most > Int.max / 2
        else { throw error("counts go from 0 to \(Self.countMax), the smaller first", at: start) }
        return least..<most + 1
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek, (48...57).contains(digit.value) {
            value = min(1_000_000, (value ?? 0) * 10 + Int(digit.value - 48))
            place += 1
        }
        return value
    }

    // MARK: - Groups

    private mutating func group() throws(PatternError) -> RegexNode {
        let start = place - 1
        let outer = flags
        if try areFlagsOfTheRest(from: start) { return .empty }
        defer { flags = outer }
        if skip("?#") {
            while let scalar = peek, scalar != ")" { place += 1 }
            return try closed(.empty, from: start)
        }
        if skip("?:") { return try closed(.group(try choice(), number: nil), from: start) }
        if skip("?>") { return try closed(.atomic(try choice()), from: start) }
        if skip("?=") { return try look(behind: false, isNegated: false, from: start) }
        if skip("?!") { return try look(behind: false, isNegated: true, from: start) }
        if skip("?<=") { return try look(behind: true, isNegated: false, from: start) }
        if skip("?<!") { return try look(behind: true, isNegated: true, from: start) }
        if skip("?<") { return try named(from: start) }
        if skip("?") {
            try readFlags(from: start)
            guard skip(":") else { throw error("this is no kind of group", at: start) }
            return try closed(.group(try choice(), number: nil), from: start)
        }
        groupCount += 1
        let number = groupCount
        return try closed(.group(try choice(), number: number), from: start)
    }

    private mutating func closed(_ node: RegexNode, from start: Int) throws(PatternError)
        -> RegexNode
    {
        guard skip(")") else { throw error("the group is not closed by “)”", at: start) }
        return node
    }

    private mutating func named(from start: Int) throws(PatternError) -> RegexNode {
        let name = word()
        guard !name.isEmpty, skip(">") else {
            throw error("a group's name is letters and digits and ends with “>”", at: start)
        }
        groupCount += 1
        let number = groupCount
        guard names.updateValue(number, forKey: name) == nil else {
            throw error("two groups are called \(name)", at: start)
        }
        return try closed(.group(try choice(), number: number), from: start)
    }

    private mutating func word() -> String {
        var name = ""
        while let scalar = peek, scalar.value.isWord {
            name.unicodeScalars.append(scalar)
            place += 1
        }
        return name
    }

    private mutating func look(
        behind: Bool, isNegated: Bool, from start: Int
    ) throws(PatternError) -> RegexNode {
        let inner = try choice()
        if behind, inner.width.max == nil {
            throw error("what is looked for before has to have a greatest length", at: start)
        }
        return try closed(.look(inner, behind: behind, isNegated: isNegated), from: start)
    }

    /// `(?i)`: holds to the end of the group around it, which then restores its own.
    private mutating func areFlagsOfTheRest(from start: Int) throws(PatternError) -> Bool {
        let before = (place, flags)
        guard skip("?"), let scalar = peek, "-imsx".unicodeScalars.contains(scalar) else {
            place = before.0
            return false
        }
        try readFlags(from: start)
        if skip(")") { return true }
        (place, flags) = before
        return false
    }

    /// The letters of `(?i-s:…)`.
    private mutating func readFlags(from start: Int) throws(PatternError) {
        var isOn = true
        while let scalar = peek, scalar != ":", scalar != ")" {
            switch scalar {
            case "-": isOn = false
            case "i": flags.ignoresCase = isOn
            case "s": flags.dotTakesLines = isOn
            case "m": flags.anchorsAtLines = isOn
            case "x": flags.skipsSpaces = isOn
            default: throw error("“(?\(scalar)” is no kind of group", at: start)
            }
            place += 1
        }
    }

    // MARK: - Escapes

    private mutating func escape(from start: Int) throws(PatternError) -> RegexNode {
        guard let scalar = peek else { throw error("a “\\” stands at the end", at: start) }
        switch scalar {
        case "b", "B", "A", "z", "Z":
            place += 1
            return .place(Self.places[scalar] ?? .wordBorder)
        case "Q":
            place += 1
            return quoted()
        case "R":
            place += 1
            return .choice([.sequence([literal(13), literal(10)]), .set(Self.lineEnds)])
        case "k": return try namedReference(from: start)
        case "1"..."9": return reference(from: start)
        default: break
        }
        if let set = try classEscape(from: start) { return .set(set) }
        return literal(try scalarEscape(from: start))
    }

    private static let places: [Unicode.Scalar: RegexPlace] = [
        "b": .wordBorder, "B": .noWordBorder, "A": .textStart, "z": .textEnd, "Z": .lastLineEnd,
    ]
    private static let lineEnds = ScalarSet(
        items: [.range(10...13), .range(0x85...0x85), .range(0x2028...0x2029)])

    private mutating func quoted() -> RegexNode {
        var parts: [RegexNode] = []
        while peek != nil, !skip("\\E") {
            if let scalar = next() { parts.append(literal(scalar.value)) }
        }
        return .sequence(parts)
    }

    private mutating func reference(from start: Int) -> RegexNode {
        let number = number() ?? 0
        references.append((number, start + 1))
        hasReferences = true
        return .reference(number, ignoresCase: flags.ignoresCase)
    }

    private mutating func namedReference(from start: Int) throws(PatternError) -> RegexNode {
        place += 1
        guard skip("<") else { throw error("\\k is followed by a name in <…>", at: start) }
        let name = word()
        guard skip(">"), let number = names[name] else {
            throw error("there is no group called “\(name)” before", at: start)
        }
        hasReferences = true
        return .reference(number, ignoresCase: flags.ignoresCase)
    }

    /// `\d`, `\W`, `\p{L}` …; nil for others, which are then still to be read.
    private mutating func classEscape(from start: Int) throws(PatternError) -> ScalarSet? {
        guard let scalar = peek else { return nil }
        let item: ScalarSet.Item
        switch scalar {
        case "d", "D": item = .digit
        case "w", "W": item = .word
        case "s", "S": item = .space
        case "h", "H":
            item = .set(ScalarSet(items: [.category([.spaceSeparator]), .range(9...9)]))
        case "p", "P":
            place += 1
            let kinds = try property(from: start)
            return ScalarSet(items: [.category(kinds)], isNegated: scalar == "P")
        default: return nil
        }
        place += 1
        return ScalarSet(items: [item], isNegated: (65...90).contains(scalar.value))
    }

    private mutating func property(from start: Int) throws(PatternError) -> [Unicode
        .GeneralCategory]
    {
        var name = ""
        if skip("{") {
            name = word()
            guard skip("}") else { throw error("the class is not closed by “}”", at: start) }
        } else if let scalar = next() {
            name = String(scalar)
        }
        guard let kinds = Self.categories(name) else {
            throw error("“\(name)” is no class of characters; as in \\p{L} or \\p{Lu}", at: start)
        }
        return kinds
    }

    private static func categories(_ name: String) -> [Unicode.GeneralCategory]? {
        let found = categoryNames.filter { $0.0 == name || ($0.0.first.map(String.init) == name) }
        return found.isEmpty ? nil : found.map(\.1)
    }

    private static let categoryNames: [(String, Unicode.GeneralCategory)] = [
        ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter),
        ("Lm", .modifierLetter), ("Lo", .otherLetter), ("Mn", .nonspacingMark),
        ("Mc", .spacingMark), ("Me", .enclosingMark), ("Nd", .decimalNumber),
        ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
        ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation),
        ("Pi", .initialPunctuation), ("Pf", .finalPunctuation), ("Po", .otherPunctuation),
        ("Sm", .mathSymbol), ("Sc", .currencySymbol), ("Sk", .modifierSymbol),
        ("So", .otherSymbol), ("Zs", .spaceSeparator), ("Zl", .lineSeparator),
        ("Zp", .paragraphSeparator), ("Cc", .control), ("Cf", .format), ("Co", .privateUse),
        ("Cn", .unassigned),
    ]

    /// One scalar, escaped; letters that mean nothing are a fault, other characters stand for themselves.
    private mutating func scalarEscape(from start: Int) throws(PatternError) -> UInt32 {
        guard let scalar = next() else { throw error("a “\\” stands at the end", at: start) }
        switch scalar {
        case "n": return 10
        case "t": return 9
        case "r": return 13
        case "f": return 12
        case "a": return 7
        case "e": return 27
        case "0": return 0
        case "u": return try hex(4...4, from: start)
        case "U": return try hex(8...8, from: start)
        case "x":
            guard skip("{") else { return try hex(2...2, from: start) }
            let value = try hex(1...6, from: start)
            guard skip("}") else { throw error("the number is not closed by “}”", at: start) }
            return value
        default:
            guard scalar.value >= 128 || !scalar.properties.isAlphabetic else {
                throw error("“\\\(scalar)” means nothing", at: start)
            }
            return scalar.value
        }
    }

    private mutating func hex(
        _ digits: ClosedRange<Int>, from start: Int
    ) throws(PatternError) -> UInt32 {
        var text = ""
        while text.count < digits.upperBound, let scalar = peek, scalar.properties.isASCIIHexDigit {
            text.unicodeScalars.append(scalar)
            place += 1
        }
        guard digits.contains(text.count), let value = UInt32(text, radix: 16),
            Unicode.Scalar(value) != nil
        else { throw error("this is no character's number", at: start) }
        return value
    }

    // MARK: - Classes

    private mutating func set(from start: Int) throws(PatternError) -> ScalarSet {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw error("classes stand too deep in each other") }
        var set = ScalarSet(isNegated: skip("^"), ignoresCase: flags.ignoresCase)
        var isFirst = true
        while let scalar = peek {
            if scalar == "]", !isFirst {
                place += 1
                return set
            }
            isFirst = false
            set.items.append(try item(of: start))
        }
        throw error("the class is not closed by “]”", at: start)
    }

    private mutating func item(of start: Int) throws(PatternError) -> ScalarSet.Item {
        let here = place
        if skip("[") { return .set(try set(from: here)) }
        if skip("\\") {
            if let known = try classEscape(from: here) { return .set(known) }
            return try range(from: try scalarEscape(from: here), at: here)
        }
        return try range(from: next()?.value ?? 0, at: here)
    }

    /// `a-z`, or one scalar where no range follows.
    private mutating func range(
        from first: UInt32, at start: Int
    ) throws(PatternError) -> ScalarSet.Item {
        guard peek == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
            return .range(first...first)
        }
        place += 1
        let last = skip("\\") ? try scalarEscape(from: place - 1) : next()?.value ?? first
        guard first <= last else { throw error("the range runs backwards", at: start) }
        return .range(first...last)
    }
}
