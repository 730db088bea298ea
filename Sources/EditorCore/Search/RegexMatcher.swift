/// What ends a search before its end.
enum SearchStop: Error, Hashable {
    /// Somebody asks for something else by now.
    case cancelled
    /// The pattern needs more steps than a search may take.
    case tooManySteps
}

/// How many steps a search may still take, over all its texts.
struct StepBudget {
    private(set) var left: Int
    private let isCancelled: () -> Bool
    private static let questionEvery = 4096

    init(_ steps: Int, isCancelled: @escaping () -> Bool = { false }) {
        left = steps
        self.isCancelled = isCancelled
    }

    /// - Throws: ``SearchStop``.
    mutating func take(_ steps: Int = 1) throws(SearchStop) {
        let before = left / Self.questionEvery
        left -= steps
        if left < 0 { throw .tooManySteps }
        if left / Self.questionEvery != before, isCancelled() { throw .cancelled }
    }
}

/// Runs a program over one text, backtracking.
///
/// Where the program has no references no step is tried twice at one position, so that a search costs at most
/// steps · letters between two matches, however the pattern is written.
///
/// Related: the bit-state matcher of RE2 (R. Cox, "Regular Expression Matching: the Virtual Machine Approach").
struct RegexMatcher {
    private let program: RegexProgram
    private let text: [UInt32]
    private var subs: [RegexMatcher]
    /// A bit for each step and position that was tried.
    private var tried: [UInt64]
    private var touched: [Int] = []
    private var jobs: [Job] = []

    private enum Job {
        case run(step: Int, position: Int)
        /// Puts a register back when the ways behind it have failed.
        case restore(Int, Int)
    }

    /// More bits than this are not kept; the budget alone bounds such a search.
    private static let bitsMax = 1 << 28

    init(_ program: RegexProgram, text: [UInt32]) {
        self.program = program
        self.text = text
        subs = program.subs.map { RegexMatcher($0, text: text) }
        let bits = program.steps.count * (text.count + 1)
        let remembers = program.remembers && bits <= Self.bitsMax
        tried = remembers ? [UInt64](repeating: 0, count: bits / 64 + 1) : []
    }

    /// The registers of the first match at or after a position: two for each group, -1 where it took no part.
    mutating func firstMatch(
        from start: Int, _ budget: inout StepBudget
    ) throws(SearchStop) -> [Int]? {
        var registers = [Int](repeating: -1, count: program.registerCount)
        var position = start
        while position <= text.count {
            if let first = program.first {
                guard let next = text[position...].firstIndex(of: first) else { return nil }
                try budget.take(1 + (next - position) / 64)
                position = next
            }
            if let end = try run(at: position, &registers, endingAt: nil, &budget) {
                registers[0] = position
                registers[1] = end
                return registers
            }
            position += 1
        }
        return nil
    }

    /// The end of a match that begins here; nil where there is none, with the registers as they were.
    private mutating func run(
        at start: Int, _ registers: inout [Int], endingAt wanted: Int?, _ budget: inout StepBudget
    ) throws(SearchStop) -> Int? {
        jobs.removeAll(keepingCapacity: true)
        jobs.append(.run(step: 0, position: start))
        while let job = jobs.popLast() {
            switch job {
            case .restore(let register, let value): registers[register] = value
            case .run(let step, let position):
                if let end = try follow(step, position, &registers, wanted, &budget) {
                    forget()
                    return end
                }
            }
        }
        // What failed before one end may hold before another.
        if wanted != nil { forget() }
        return nil
    }

    /// What led to a match may do so again; what failed fails always.
    private mutating func forget() {
        for word in touched { tried[word] = 0 }
        touched.removeAll(keepingCapacity: true)
    }

    private mutating func isNew(_ step: Int, _ position: Int) -> Bool {
        guard !tried.isEmpty else { return true }
        let bit = step * (text.count + 1) + position
        let mask = UInt64(1) << UInt64(bit & 63)
        let word = tried[bit >> 6]
        guard word & mask == 0 else { return false }
        if word == 0 { touched.append(bit >> 6) }
        tried[bit >> 6] = word | mask
        return true
    }

    /// Runs one way until it matches or fails.
    private mutating func follow(
        _ firstStep: Int, _ firstPosition: Int, _ registers: inout [Int], _ wanted: Int?,
        _ budget: inout StepBudget
    ) throws(SearchStop) -> Int? {
        var step = firstStep
        var position = firstPosition
        while true {
            try budget.take()
            switch program.steps[step] {
            case .match: return wanted == nil || wanted == position ? position : nil
            case .scalar(let scalar):
                guard position < text.count, text[position] == scalar else { return nil }
                position += 1
            case .folded(let scalar):
                guard position < text.count, text[position].lowercased == scalar else {
                    return nil
                }
                position += 1
            case .any(let lines):
                guard position < text.count, lines || text[position] != .lineFeed else {
                    return nil
                }
                position += 1
            case .set(let set):
                guard position < text.count, set.contains(text[position]) else { return nil }
                position += 1
            case .place(let place): guard holds(place, at: position) else { return nil }
            case .jump(let target):
                step = target
                continue
            case .split(let one, let other):
                guard isNew(step, position) else { return nil }
                jobs.append(.run(step: other, position: position))
                step = one
                continue
            case .save(let register), .roundStart(let register):
                set(register, position, &registers)
            case .roundEnd(let register): if registers[register] == position { return nil }
            case .reference(let group, let ignoresCase):
                guard let end = repeatEnd(of: group, at: position, ignoresCase, registers) else {
                    return nil
                }
                try budget.take(end - position)
                position = end
            case .sub(let index, let use):
                guard let end = try run(sub: index, use, at: position, &registers, &budget) else {
                    return nil
                }
                position = end
            }
            step += 1
        }
    }

    private mutating func set(_ register: Int, _ position: Int, _ registers: inout [Int]) {
        jobs.append(.restore(register, registers[register]))
        registers[register] = position
    }

    private func repeatEnd(
        of group: Int, at position: Int, _ ignoresCase: Bool, _ registers: [Int]
    ) -> Int? {
        let (start, end) = (registers[2 * group], registers[2 * group + 1])
        guard start >= 0, end >= start, position + end - start <= text.count else { return nil }
        for offset in 0..<end - start {
            let (a, b) = (text[start + offset], text[position + offset])
            guard a == b || ignoresCase && a.lowercased == b.lowercased else { return nil }
        }
        return position + end - start
    }

    /// Runs a program inside this one; the position to go on from.
    private mutating func run(
        sub index: Int, _ use: RegexProgram.Use, at position: Int, _ registers: inout [Int],
        _ budget: inout StepBudget
    ) throws(SearchStop) -> Int? {
        var inner = registers
        while inner.count < subs[index].program.registerCount { inner.append(-1) }
        var end: Int?
        let isNegated: Bool
        switch use {
        case .atomic:
            isNegated = false
            end = try subs[index].run(at: position, &inner, endingAt: nil, &budget)
        case .ahead(let negated):
            isNegated = negated
            let found = try subs[index].run(at: position, &inner, endingAt: nil, &budget)
            end = found == nil ? nil : position
        case .behind(let negated, let widths):
            isNegated = negated
            guard widths.lowerBound <= position else { break }
            for width in widths.lowerBound...min(widths.upperBound, position) where end == nil {
                let start = position - width
                let found = try subs[index].run(at: start, &inner, endingAt: position, &budget)
                end = found == nil ? nil : position
            }
        }
        if isNegated { return end == nil ? position : nil }
        guard end != nil else { return nil }
        for register in registers.indices where registers[register] != inner[register] {
            set(register, inner[register], &registers)
        }
        return end
    }

    private func holds(_ place: RegexPlace, at position: Int) -> Bool {
        switch place {
        case .textStart: position == 0
        case .textEnd: position == text.count
        case .lineStart: position == 0 || text[position - 1] == .lineFeed
        case .lineEnd: position == text.count || text[position] == .lineFeed
        case .lastLineEnd:
            position == text.count
                || position == text.count - 1 && text[position] == .lineFeed
        case .wordBorder: isWordBorder(position)
        case .noWordBorder: !isWordBorder(position)
        }
    }

    private func isWordBorder(_ position: Int) -> Bool {
        let before = position > 0 && text[position - 1].isWord
        let after = position < text.count && text[position].isWord
        return before != after
    }
}
