/// A stretch of a log that starts at a critical version.
struct TextZone: Sendable, Equatable {
    /// A place in the log that whoever comes later has seen all before.
    struct Start: Sendable, Equatable {
        /// Of the operation, and of the run, at the start.
        var number: UInt32
        var run: Int
        /// Scalars in the text there; meaningless while what is before is not settled.
        var length: Int
    }

    var start: Start
    /// Whether each of its operations had seen all before it.
    var isSequential: Bool
}

extension TextLog {
    /// How long a text is after sequential runs.
    func length(from start: TextZone.Start, toRun end: Int) -> Int {
        runs[start.run..<end].reduce(start.length) { length, run in
            let effect = run.effect(in: length)
            return run.inserts ? length + effect.count : length - effect.count
        }
    }

    /// The first scalar that is inserted from a run on.
    func firstContent(fromRun run: Int) -> Int {
        runs[run...].first(where: \.inserts).map { Int($0.content) } ?? content.count
    }
}

extension TextLog.Run {
    /// What a run does to a text of the given length: its operations beyond the text have no effect.
    ///
    /// - Returns: Where it inserts, or where the first of what it removes is; how many scalars; and how many of a
    ///   backspaced run's operations come too early.
    @inline(__always)
    func effect(in textLength: Int) -> (position: Int, count: Int, skipped: Int) {
        let position = Int(position)
        let length = Int(length)
        switch kind {
        case .typed, .pasted: return (position, position <= textLength ? length : 0, 0)
        case .removed: return (position, position + length <= textLength ? length : 0, 0)
        case .deleted: return (position, max(0, min(length, textLength - position)), 0)
        case .backspaced:
            let skipped = max(0, position + 1 - textLength)
            guard skipped < length, position + 1 >= length else { return (position, 0, 0) }
            return (position + 1 - length, length - skipped, skipped)
        case .cancel, .nothing, .folded: return (position, 0, 0)
        }
    }
}
