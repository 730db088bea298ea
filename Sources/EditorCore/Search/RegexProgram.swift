/// A regular expression as steps of a machine.
struct RegexProgram: Sendable {
    enum Step: Sendable {
        case scalar(UInt32)
        /// A scalar whose lowercase is this.
        case folded(UInt32)
        case any(includingLineFeed: Bool)
        case set(ScalarSet)
        case place(RegexPlace)
        /// The first way is tried before the second.
        case split(Int, Int)
        case jump(Int)
        /// Notes the position: 2·group for its start, 2·group + 1 for its end.
        case save(Int)
        case reference(Int, ignoresCase: Bool)
        /// A round of a loop begins here, in a register behind the groups'.
        case roundStart(Int)
        /// A round that took nothing ends the loop.
        case roundEnd(Int)
        /// A program of its own, run here: its first way only.
        case sub(Int, Use)
        case match
    }

    enum Use: Sendable {
        case ahead(isNegated: Bool)
        case behind(isNegated: Bool, widths: ClosedRange<Int>)
        case atomic
    }

    private(set) var steps: [Step] = []
    private(set) var subs: [RegexProgram] = []
    /// Groups and loops: two registers for each group.
    private(set) var registerCount: Int
    /// Without references a step at a position always has the same outcome: each is then tried once.
    let remembers: Bool
    /// How many more pieces may be added, also to the programs inside: counts in counts grow fast.
    private var room: Int
    /// The scalar every match begins with, if there is one.
    private(set) var first: UInt32?

    static let stepsMax = 20_000

    /// - Throws: ``PatternError`` for an expression whose counts make it larger than ``stepsMax``.
    init(_ node: RegexNode, groupCount: Int, hasReferences: Bool) throws(PatternError) {
        try self.init(
            node, groupCount: groupCount, hasReferences: hasReferences, room: 2 * Self.stepsMax)
    }

    private init(
        _ node: RegexNode, groupCount: Int, hasReferences: Bool, room: Int
    ) throws(PatternError) {
        self.room = room
        registerCount = 2 * (groupCount + 1)
        remembers = !hasReferences
        first = Self.first(of: node)
        try add(node, groupCount, hasReferences)
        steps.append(.match)
    }

    private static func first(of node: RegexNode) -> UInt32? {
        switch node {
        case .scalar(let scalar, false): scalar
        case .sequence(let parts): parts.first.flatMap(first)
        case .group(let inner, _), .atomic(let inner): first(of: inner)
        case .repeated(let inner, let counts, _): counts.lowerBound > 0 ? first(of: inner) : nil
        default: nil
        }
    }

    private mutating func add(
        _ node: RegexNode, _ groups: Int, _ hasReferences: Bool
    ) throws(PatternError) {
        room -= 1
        guard steps.count < Self.stepsMax, room > 0 else {
            throw PatternError(message: "the expression is too large", column: 1)
        }
        switch node {
        case .empty: break
        case .scalar(let scalar, let ignoresCase):
            steps.append(ignoresCase ? .folded(scalar) : .scalar(scalar))
        case .any(let lines): steps.append(.any(includingLineFeed: lines))
        case .set(let set): steps.append(.set(set))
        case .place(let place): steps.append(.place(place))
        case .reference(let number, let ignoresCase):
            steps.append(.reference(number, ignoresCase: ignoresCase))
        case .sequence(let parts):
            for part in parts { try add(part, groups, hasReferences) }
        case .choice(let parts): try add(choice: parts[...], groups, hasReferences)
        case .group(let inner, let number):
            if let number { steps.append(.save(2 * number)) }
            try add(inner, groups, hasReferences)
            if let number { steps.append(.save(2 * number + 1)) }
        case .repeated(let inner, let counts, .possessive):
            try add(sub: .repeated(inner, counts, .greedy), .atomic, groups, hasReferences)
        case .repeated(let inner, let counts, let greed):
            try add(inner, counts, greed == .lazy, groups, hasReferences)
        case .atomic(let inner): try add(sub: inner, .atomic, groups, hasReferences)
        case .look(let inner, false, let isNegated):
            try add(sub: inner, .ahead(isNegated: isNegated), groups, hasReferences)
        case .look(let inner, true, let isNegated):
            let width = inner.width
            let use = Use.behind(
                isNegated: isNegated, widths: width.min...max(width.min, width.max ?? width.min))
            try add(sub: inner, use, groups, hasReferences)
        }
    }

    private mutating func add(
        sub node: RegexNode, _ use: Use, _ groups: Int, _ hasReferences: Bool
    ) throws(PatternError) {
        steps.append(.sub(subs.count, use))
        let inner = try RegexProgram(
            node, groupCount: groups, hasReferences: hasReferences, room: room)
        room = inner.room
        subs.append(inner)
    }

    private mutating func add(
        choice parts: ArraySlice<RegexNode>, _ groups: Int, _ hasReferences: Bool
    ) throws(PatternError) {
        var ends: [Int] = []
        for part in parts.dropLast() {
            let split = steps.count
            steps.append(.split(split + 1, 0))
            try add(part, groups, hasReferences)
            ends.append(steps.count)
            steps.append(.jump(0))
            steps[split] = .split(split + 1, steps.count)
        }
        if let last = parts.last { try add(last, groups, hasReferences) }
        for end in ends { steps[end] = .jump(steps.count) }
    }

    private mutating func add(
        _ inner: RegexNode, _ counts: Range<Int>, _ isLazy: Bool, _ groups: Int,
        _ hasReferences: Bool
    ) throws(PatternError) {
        for _ in 0..<counts.lowerBound { try add(inner, groups, hasReferences) }
        guard counts.upperBound < RegexNode.endless else {
            return try add(loop: inner, isLazy, groups, hasReferences)
        }
        var splits: [Int] = []
        for _ in counts.lowerBound..<counts.upperBound - 1 {
            splits.append(steps.count)
            steps.append(.jump(0))
            try add(inner, groups, hasReferences)
        }
        for split in splits {
            steps[split] = isLazy ? .split(steps.count, split + 1) : .split(split + 1, steps.count)
        }
    }

    private mutating func add(
        loop inner: RegexNode, _ isLazy: Bool, _ groups: Int, _ hasReferences: Bool
    ) throws(PatternError) {
        let top = steps.count
        steps.append(.jump(0))
        // Where steps are tried once, a round that takes nothing comes to a step that was tried.
        let needsCheck = hasReferences && inner.canBeEmpty
        let register = registerCount
        if needsCheck {
            registerCount += 1
            steps.append(.roundStart(register))
        }
        try add(inner, groups, hasReferences)
        if needsCheck { steps.append(.roundEnd(register)) }
        steps.append(.jump(top))
        steps[top] = isLazy ? .split(steps.count, top + 1) : .split(top + 1, steps.count)
    }
}
