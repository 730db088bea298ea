/// Words or a regular expression to look for.
///
/// Positions are Unicode scalars. Whatever the pattern, a search ends: its steps are counted.
package struct SearchPattern: Sendable {
    /// One place where it was found.
    package struct Match: Hashable, Sendable {
        package let range: Range<Int>
        /// What each group took, from group 1; nil where a group took no part.
        package let groups: [Range<Int>?]
    }

    private enum Form: Sendable {
        case words(PlainWords)
        case expression(RegexProgram, groupCount: Int)
    }

    private let form: Form
    /// Names of groups with their numbers.
    let names: [String: Int]
    package let isRegex: Bool
    /// How many groups an expression has.
    let groupCount: Int

    /// - Throws: ``PatternError`` for an expression that cannot be read, and for an empty pattern.
    package init(_ text: String, isRegex: Bool, ignoresCase: Bool) throws(PatternError) {
        guard !text.isEmpty else {
            throw PatternError(message: "there is nothing to look for", column: 1)
        }
        self.isRegex = isRegex
        guard isRegex else {
            form = .words(PlainWords(text, ignoresCase: ignoresCase))
            names = [:]
            groupCount = 0
            return
        }
        let (node, parser) = try RegexParser.parse(text, ignoresCase: ignoresCase)
        names = parser.names
        groupCount = parser.groupCount
        form = .expression(
            try RegexProgram(
                node, groupCount: parser.groupCount, hasReferences: parser.hasReferences),
            groupCount: parser.groupCount)
    }

    /// Every match in a text, left to right, none over another.
    func matches(
        in text: [UInt32], limit: Int, _ budget: inout StepBudget
    ) throws(SearchStop) -> [Match] {
        switch form {
        case .words(let words):
            return try words.ranges(in: text, limit: limit, &budget).map {
                Match(range: $0, groups: [])
            }
        case .expression(let program, let groups):
            return try found(program, groups, in: text, limit, &budget)
        }
    }

    private func found(
        _ program: RegexProgram, _ groupCount: Int, in text: [UInt32], _ limit: Int,
        _ budget: inout StepBudget
    ) throws(SearchStop) -> [Match] {
        var matcher = RegexMatcher(program, text: text)
        var matches: [Match] = []
        var place = 0
        while matches.count < limit, let found = try matcher.firstMatch(from: place, &budget) {
            let groups = (1..<groupCount + 1).map { number -> Range<Int>? in
                let (start, end) = (found[2 * number], found[2 * number + 1])
                return start >= 0 && end >= start ? start..<end : nil
            }
            matches.append(Match(range: found[0]..<found[1], groups: groups))
            place = found[1] > found[0] ? found[1] : found[1] + 1
            if place > text.count { break }
        }
        return matches
    }
}

extension SearchPattern {
    /// The most steps of a search over a whole site: about a second.
    package static let stepsMax = 30_000_000

    /// How often it stands in a text; nil where counting it takes too many steps.
    package func count(in text: String) -> Int? {
        var budget = StepBudget(Self.stepsMax)
        return try? matches(in: text.scalarValues, limit: .max, &budget).count
    }
}

/// What is put in a match's place: with a regular expression `$1`, `${name}`, `\n` and `\t` mean something.
package struct SearchTemplate: Hashable, Sendable {
    private enum Piece: Hashable {
        case words(String)
        case group(Int)
    }

    private let pieces: [Piece]

    /// - Throws: ``PatternError`` where it names a group by a number that the expression does not have.
    package init(_ text: String, for pattern: SearchPattern) throws(PatternError) {
        pieces = pattern.isRegex ? try Self.pieces(text, pattern) : [.words(text)]
    }

    private static func pieces(
        _ text: String, _ pattern: SearchPattern
    ) throws(PatternError) -> [Piece] {
        var pieces: [Piece] = []
        var words = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "\\", let escaped = rest.popFirst() {
                words.append(escaped == "n" ? "\n" : escaped == "t" ? "\t" : escaped)
            } else if character == "$" {
                let column = text.distance(from: text.startIndex, to: rest.startIndex)
                guard let group = group(&rest, pattern) else {
                    words.append(character)
                    continue
                }
                guard group <= pattern.groupCount else {
                    throw PatternError(message: "there is no group \(group)", column: column)
                }
                pieces += [.words(words), .group(group)]
                words = ""
            } else {
                words.append(character)
            }
        }
        return pieces + [.words(words)]
    }

    /// Behind a `$`: a number, or a number or name in braces; nothing is read where none stands. A second digit belongs to the
    /// number where there are so many groups: `$10` is `$1` and `0` else.
    private static func group(_ rest: inout Substring, _ pattern: SearchPattern) -> Int? {
        if rest.first == "{", let end = rest.firstIndex(of: "}") {
            let name = String(rest[rest.index(after: rest.startIndex)..<end])
            guard let number = pattern.names[name] ?? Int(name), number >= 0 else { return nil }
            rest = rest[rest.index(after: end)...]
            return number
        }
        var digits = rest.prefix(2).prefix { $0.isASCII && $0.isNumber }
        if let both = Int(digits), both > pattern.groupCount { digits = digits.prefix(1) }
        guard let number = Int(digits) else { return nil }
        rest = rest.dropFirst(digits.count)
        return number
    }

    /// What takes the place of a match.
    func replacement(for match: SearchPattern.Match, in text: [UInt32]) -> String {
        pieces.map { piece in
            switch piece {
            case .words(let words): return words
            case .group(0): return String(scalarValues: text[match.range])
            case .group(let number):
                return match.groups[number - 1].map { String(scalarValues: text[$0]) } ?? ""
            }
        }.joined()
    }
}

extension String {
    var scalarValues: [UInt32] { unicodeScalars.map(\.value) }

    init(scalarValues: some Sequence<UInt32>) {
        var scalars = UnicodeScalarView()
        for value in scalarValues {
            if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
        self.init(scalars)
    }
}
